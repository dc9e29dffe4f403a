"""Who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone

from curriculum.languages import LANGUAGES, OWN
from trainees.encrypted import EncryptedTextField


class UserManager(BaseUserManager):
    def create_user(self, username: str, password: str | None = None, **fields) -> "User":
        """Create a user; ``username`` is a trainee's number or a staff member's short name."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username: str, password: str | None = None, **fields) -> "User":
        return self.create_user(username, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    """One person who signs in: a trainee by her number, staff by a short name. No e-mail address.

    Or, without name and passphrase, the program of an organisation, which never signs in.

    Personal data: the name, encrypted, and the language she reads in, for as long as her record is kept
    (erased on request).
    Never deleted: records point here.
    """

    username = models.CharField(max_length=32, unique=True)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    name = EncryptedTextField(blank=True, default="")
    language = models.CharField(
        max_length=5,
        choices=list(LANGUAGES.items()),
        default=OWN,
        help_text="In which she reads lessons and quizzes, where they are translated and signed.",
    )
    first_passphrase = models.BooleanField(
        default=False, help_text="The passphrase was given by a trainer and must be changed."
    )

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    # Wagtail's own screens ask every user for these; ours keep one name and no address.
    first_name = ""
    last_name = ""
    email = ""

    def __str__(self):
        return self.username

    def get_full_name(self) -> str:
        """What Wagtail shows beside an action: the number, because its log keeps labels for ever."""
        return self.username

    def get_short_name(self) -> str:
        return self.username
