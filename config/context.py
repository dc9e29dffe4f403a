"""What every template may know without being told."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

#: The bar at the top of staff pages: permission, address, words.
STAFF_PAGES = (
    ("trainees.look_after", "home:desk", "People"),
    ("trainees.look_after", "trainees:add", "Add a trainee"),
    ("trainees.look_after", "assessments:quizzes", "Results"),
    ("trainees.look_after", "assessments:marking", "Marking"),
    ("assessments.observe", "assessments:sheets", "Paper sheets"),
    ("certificates.verify", "certificates:hr", "Check a certificate"),
    ("certificates.verify", "certificates:lookups", "Look-ups"),
    ("wagtailadmin.access_admin", "wagtailadmin_home", "Write"),
)


def everywhere(request: HttpRequest) -> dict:
    """Whether this is a demonstration (each page says so), and the staff pages open to this user."""
    return {"demo": settings.DEMO, "desk_nav": SimpleLazyObject(lambda: _desk_nav(request))}


def _desk_nav(request: HttpRequest) -> list[dict]:
    return [
        {"url": reverse(name), "label": label, "current": reverse(name) == request.path}
        for permission, name, label in STAFF_PAGES
        if request.user.has_perm(permission)
    ]
