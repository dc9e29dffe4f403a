"""Who may come through: every signed-in view stands behind a door."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse

from home import roles
from tests import make
from trainees.doors import signed_in_door, staff_door, trainee_door

pytestmark = pytest.mark.django_db

DOORS = {
    "trainee": trainee_door,
    "signed in": signed_in_door,
    "staff": staff_door("trainees.look_after"),
}


def knock(door: str, user, rf) -> str:
    """What happens to ``user`` at a door: "in", "404" or the address that she is sent to."""

    @DOORS[door]
    def view(request, answer):
        """The view."""
        return HttpResponse(answer)

    request = rf.get("/learn/p1/?page=2")
    request.user = user
    try:
        reply = view(request, answer="in")
    except Http404:
        return "404"
    return reply.headers.get("Location", reply.content.decode())


@pytest.fixture
def people():
    cohort = make.make_cohort(make.make_programme())
    newcomer, _ = make.Trainee.objects.register(
        cohort=cohort, name="Dede", by=make.make_trainer(cohort=cohort), at=make.NOW
    )
    return {
        "trainee": make.make_trainee(cohort).user,
        "newcomer": newcomer.user,
        "trainer": make.User.objects.get(username="bahati"),
        "hr": make.make_hr(country="XD"),
        "admin": make.make_user("admin", roles.ADMINISTRATOR),
        "stranger": AnonymousUser(),
    }


@pytest.mark.parametrize(
    ("door", "let_in"),
    [
        ("trainee", ["trainee"]),
        ("signed in", ["trainee", "trainer", "hr", "admin"]),
        ("staff", ["trainer", "admin"]),
    ],
)
def test_door_lets_in(people, rf, door, let_in):
    replies = {name: knock(door, user, rf) for name, user in people.items()}
    expected = dict.fromkeys(people, "404") | dict.fromkeys(let_in, "in")
    expected["stranger"] = "/sign-in/?next=/learn/p1/%3Fpage%3D2"
    expected["newcomer"] = "/passphrase/"
    assert replies == expected


def test_door_keeps_the_name_of_its_view():
    @trainee_door
    def view(request):
        """The view."""

    assert (view.__name__, view.__doc__) == ("view", "The view.")
