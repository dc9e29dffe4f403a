"""Chris at his desk in the served demonstration, for the races; run inside the served project."""

from django.conf import settings
from django.utils import timezone

from certificates.models import Certificate, Placement, Plan, Scope
from curriculum.models import Country
from tests.phones import session_of
from trainees.models import Site, User


def about_to_propose() -> None:
    """Print Chris's cookie, the certificate's number and a site where nobody works."""
    print(*_desk(), _certificate(), _site().pk)  # noqa: T201


def about_to_place() -> None:
    """Print Chris's cookie and a verified placement that begins today."""
    chris, hope = (User.objects.get(username=name) for name in ("chris", "hope"))
    now = timezone.now()
    plan = Plan(starts_on=timezone.localdate(), site=_site(), scope=Scope.ALL)
    placement = Placement.objects.propose(certificate=_certificate(), plan=plan, by=chris, at=now)
    placement.ask_override(by=chris, at=now, reason="For a race.")
    placement.allow_override(by=hope, at=now, reason="For a race.")
    print(*_desk(), placement.pk)  # noqa: T201


def _desk() -> tuple[str]:
    chris = User.objects.get(username="chris")
    return (f"{settings.SESSION_COOKIE_NAME}={session_of(chris)}",)


def _certificate() -> Certificate:
    """That of the trainee who was certified first; it is current."""
    return Certificate.objects.order_by("pk").first()


def _site() -> Site:
    values = {"name": "A site for races", "country": Country.DEMONSTRATION}
    return Site.objects.get_or_create(code="races", defaults=values)[0]
