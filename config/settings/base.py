"""Settings that are safe for production; every other settings module only loosens them.

The environment is read here and nowhere else. ``docs/operations.md`` explains each variable.
"""

from datetime import timedelta
from pathlib import Path

from environs import Env

from config import sqlite
from config.keys import read_key
from curriculum.languages import LANGUAGES as CONTENT_LANGUAGES

sqlite.swap_in()

from csp.constants import NONE, SELF  # noqa: E402  (after the swap: nothing may import sqlite3 first)

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent.parent

# What one installation is -----------------------------------------------------------------------
DEMO = False
DEBUG = False
ORIGIN = env.str("PEER_ORIGIN", "https://peer.example")
ALLOWED_HOSTS = env.list("PEER_HOSTS", [ORIGIN.split("://")[1].split(":")[0]])
CSRF_TRUSTED_ORIGINS = [ORIGIN]
DATA_DIR = env.path("PEER_DATA_DIR", BASE_DIR / "var" / "data")
KEYS_DIR = env.path("PEER_KEYS_DIR", BASE_DIR / "var" / "keys")
KEYS_MAY_BE_MADE = env.bool("PEER_MAKE_KEYS", False)
SECRET_KEY = read_key(KEYS_DIR, "django.key", may_create=KEYS_MAY_BE_MADE, size=48)
#: Encrypts names, phone numbers, certificate faces and stored PDFs (trainees/encrypted.py).
FIELD_KEY = read_key(KEYS_DIR, "field.key", may_create=KEYS_MAY_BE_MADE)
#: Keys that sign certificates (certificates/signing), encrypted; their passphrase may come from elsewhere.
SIGNING_DIR = KEYS_DIR / "signing"
SIGNING_PASSPHRASE = env.str("PEER_SIGNING_PASSPHRASE", "") or read_key(
    KEYS_DIR, "signing.key", may_create=KEYS_MAY_BE_MADE
)

# Applications ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "home",
    "assessments",
    "certificates",
    "trainees",
    "curriculum",
    "wagtail_localize",
    "wagtailmedia",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",  # the editors' scripts ask for its addresses; nobody may use it
    "wagtail.images",
    "wagtail.search",  # without it no picture can be uploaded
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "config.middleware.no_devices",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.private_replies",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.looser_for_editors",
    "config.middleware.busy_is_not_lost",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.everywhere",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Database ----------------------------------------------------------------------------------------
DATABASES = {
    "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{DATA_DIR / 'academy.sqlite3'}"),
}
#: The last SQLite connection stays open: closing it checkpoints and removes the WAL on every request.
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    sqlite.require_floor()
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = dict(sqlite.SAFE_OPTIONS)
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Sign-in -----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "trainees.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["trainees.hashing.SmallArgon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
ACCOUNT_ADAPTER = "trainees.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {"login": "trainees.forms.SignInForm"}
ACCOUNT_LOGOUT_REDIRECT_URL = "home:start"
ACCOUNT_SESSION_REMEMBER = False
#: allauth counts tries per address; a whole clinic shares one. axes counts them per account.
ACCOUNT_RATE_LIMITS = False
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(hours=24)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "429.html"
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "trainees.sign_in.no_address"
AXES_SENSITIVE_PARAMETERS = ["username", "password", "login"]
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # tries are counted per account on purpose: phones and clinics share addresses
]

# Cookies, headers, addresses ---------------------------------------------------------------------
SESSION_COOKIE_NAME = "__Host-s"
SESSION_COOKIE_SECURE = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_NAME = "__Host-c"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
#: Not "no-referrer": browsers then send `Origin: null` with every form, and each POST is refused.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
#: Wagtail's own screens carry inline scripts and styles (wagtail issue 1288); nothing else may.
CMS_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "base-uri": [SELF],
    "object-src": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
}

#: What no page may use (Permissions-Policy), but for the camera on the page that reads codes.
DEVICES = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
]

#: How many proxies of ours stand before us: the client's address is that far from the right in
#: X-Forwarded-For. 0 means that nobody's header is believed.
PROXIES = env.int("PEER_PROXIES", 0)

# Language, time, files ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
#: In which words may be shown. The interface speaks LANGUAGE_CODE, whatever a browser wishes: there is no
#: LocaleMiddleware.
LANGUAGES = list(CONTENT_LANGUAGES.items())
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = env.str("PEER_TIME_ZONE", "Africa/Johannesburg")
STATIC_URL = "/static/"
STATIC_ROOT = env.path("PEER_STATIC_DIR", BASE_DIR / "var" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Wagtail -----------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Peer Academy"
WAGTAILADMIN_BASE_URL = ORIGIN
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
#: Each of these would tell a stranger about us: a hash of an address, our version, our existence.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "curriculum.receivers.publish_reviewed"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_MODERATION_ENABLED = True
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_MODEL = "curriculum.Picture"
WAGTAILIMAGES_EXTENSIONS = ["png", "jpg", "jpeg", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 4 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 16_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp"}
WAGTAILMEDIA = {
    "MEDIA_MODEL": "curriculum.Recording",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg", "opus"],
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

#: The translators' editor talks with its own addresses in JSON; no page of the framework is shown.
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}

# Messages: what leaves is guarded (trainees/messages); who it comes from tells nothing ----------
MESSAGE_SUBJECT = "Peer Academy"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
MAIL_URL = env.str("PEER_MAIL_URL", "")
if MAIL_URL:
    vars().update(env.dj_email_url("PEER_MAIL_URL"))
EMAIL_TIMEOUT = 20  # seconds; a dead server must not hold the nightly run
DEFAULT_FROM_EMAIL = env.str(
    "PEER_MAIL_FROM", f"{MESSAGE_SUBJECT} <no-reply@{ORIGIN.split('://')[1].split(':')[0]}>"
)
_BY_HAND = "trainees.messages.providers.ByHand"
#: Without a mail server or gateway a person sends: HR finds the messages in a list.
MESSAGE_PROVIDERS = {
    "sms": _BY_HAND,
    "email": "trainees.messages.providers.Email" if MAIL_URL else _BY_HAND,
}

# Logs carry numbers and reasons, never names, answers or addresses -------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
