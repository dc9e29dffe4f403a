"""Who is led where, and who sees whom."""

import pytest
from django.db import connection
from django.test import Client

from curriculum.models import ModulePage
from home import roles
from tests import make
from trainees.models import Trainee, User

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def lindiwe(**values) -> Trainee:
    """A trainee in a cohort of a signed programme that Bahati looks after; not enrolled yet."""
    cohort = make.make_cohort(make.make_signed_programme(**values))
    return make.make_trainee(cohort)


def dede() -> Trainee:
    """A trainee of another cohort in another country."""
    programme = make.make_signed_programme(("m7",), code="p7")
    cohort = make.make_cohort(programme, "far", country="KE")
    return make.make_trainee(cohort, "Dede Stranger", by=make.make_trainer("tendai", cohort=cohort))


def staff() -> dict[str, User]:
    return {
        "amara": make.make_author(),
        "ruth": make.make_reviewer(),
        "bahati": make.make_user("bahati", roles.TRAINER),
        "chris": make.make_hr(country="XD"),
        "ada": make.make_user("ada", roles.ADMINISTRATOR),
        "nobody": make.make_user("nobody"),
    }


def replies(path: str) -> dict[str, tuple]:
    """(status, where to) of an address for a stranger and everybody in the staff."""
    answers = {"stranger": Client().get(path)}
    answers |= {name: signed_in(user).get(path) for name, user in staff().items()}
    return {name: (reply.status_code, reply.get("Location")) for name, reply in answers.items()}


def test_front_door_leads_everybody_to_her_own_desk():
    assert replies("/") == {
        "stranger": (200, None),
        "amara": (302, "/cms/"),
        "ruth": (302, "/cms/"),
        "bahati": (302, "/desk/"),
        "chris": (302, "/hr/"),
        "ada": (302, "/desk/"),
        "nobody": (200, None),
    }


def test_front_door_leads_a_trainee_to_her_lessons():
    reply = signed_in(lindiwe().user).get("/")

    assert (reply.status_code, reply["Location"]) == (302, "/learn/")


def test_front_door_leads_to_a_new_passphrase_first():
    trainee = lindiwe()
    trainee.reset_passphrase(by=User.objects.get(username="bahati"), at=make.NOW)

    reply = signed_in(trainee.user).get("/")

    assert (reply.status_code, reply["Location"]) == (302, "/passphrase/")


def test_front_door_tells_a_stranger_nothing():
    lindiwe()

    page = Client().get("/").content.decode().casefold()

    told = [word for word in ("mentor", "hiv", "mother", "foundation", "lindiwe") if word in page]
    assert told == []


def test_front_door_says_that_nothing_is_open_to_a_user_without_a_role():
    reply = signed_in(make.make_user("nobody")).get("/")

    assert reply.templates[0].name == "home/no_desk.html"


def test_learn_is_for_trainees_alone():
    assert replies("/learn/") == {
        "stranger": (302, "/sign-in/?next=/learn/"),
        **dict.fromkeys(("amara", "ruth", "bahati", "chris", "ada", "nobody"), (404, None)),
    }


def test_learn_tells_a_trainee_without_enrolment_to_wait():
    reply = signed_in(lindiwe().user).get("/learn/")

    assert (reply.status_code, reply.templates[0].name) == (200, "home/learn_empty.html")


def test_learn_shows_the_next_step_and_what_is_missing():
    trainee = lindiwe()
    make.make_enrolment(trainee)

    context = signed_in(trainee.user).get("/learn/").context

    assert context["step"].sentence == "Start with module M1, Module m1: lesson 1 of 1."
    assert context["step_url"] == "/learn/p1/m1/l1/"
    assert context["missing"] == [
        "Module M1: 1 lesson to study, the quiz to pass and the skill to show to a trainer.",
        "Observed by 2 different trainers: 0 so far.",
    ]


def test_learn_leads_on_to_the_quiz():
    trainee = lindiwe()
    enrolment = make.make_enrolment(trainee)
    make.study_all(enrolment, ModulePage.objects.get())

    reply = signed_in(trainee.user).get("/learn/")

    assert reply.context["step_url"] == "/learn/attempts/start/m1/"
    assert 'href="/learn/attempts/start/m1/"' in reply.content.decode()


def test_learn_has_no_button_while_she_waits_for_others():
    trainee = lindiwe()
    make.complete(make.make_enrolment(trainee), User.objects.get(username="bahati"))

    context = signed_in(trainee.user).get("/learn/").context

    assert context["step_url"] == ""
    assert context["step"].sentence == (
        "Ask another trainer to watch you practise: more than one must have seen you."
    )
    assert context["missing"] == ["Observed by 2 different trainers: 1 so far."]


def test_learn_leads_to_the_certificate_when_all_is_done():
    trainee = lindiwe(assessors=1)
    make.complete(make.make_enrolment(trainee), User.objects.get(username="bahati"))

    context = signed_in(trainee.user).get("/learn/").context

    assert (context["step_url"], context["missing"]) == ("/learn/certificates/", [])


def test_learn_shows_no_withdrawn_enrolment():
    trainee = lindiwe()
    make.make_enrolment(trainee).withdraw(by=trainee.user, at=make.NOW, reason="She moved away.")

    reply = signed_in(trainee.user).get("/learn/")

    assert reply.templates[0].name == "home/learn_empty.html"


def test_learn_shows_her_own_enrolment_alone():
    trainee, stranger = lindiwe(), dede()
    make.make_enrolment(trainee)
    make.make_enrolment(stranger)

    context = signed_in(trainee.user).get("/learn/").context

    assert (context["programme"].slug, [each.code for each in context["modules"]]) == ("p1", ["m1"])


def test_health_is_told_to_anybody():
    reply = Client().get("/healthz")

    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


@pytest.mark.sqlite_only
def test_health_is_not_told_when_the_database_does_not_answer():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO gone")

    reply = Client().get("/healthz")

    assert (reply.status_code, reply["Retry-After"]) == (503, "10")


def test_styleguide_is_shown_in_a_demonstration_alone(settings):
    shown = Client().get("/styleguide/").status_code
    settings.DEMO = False

    assert (shown, Client().get("/styleguide/").status_code) == (200, 404)


def test_styleguide_is_shown_to_whoever_debugs(settings):
    settings.DEMO, settings.DEBUG = False, True

    assert Client().get("/styleguide/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/learn/", "/desk/", "/healthz", "/styleguide/"])
def test_pages_that_only_show_take_no_post(path):
    assert Client().post(path).status_code == 405
