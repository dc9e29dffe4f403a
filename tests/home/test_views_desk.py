"""The trainer's desk: her people, how far they are, at what cost."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.models import Checklist, Quiz
from curriculum.models import ModulePage
from tests import make
from tests.assessments.course import ask
from tests.home.test_views import dede, lindiwe, replies, signed_in
from tests.trainees import practice
from trainees.models import StaffScope, Trainee, User

pytestmark = pytest.mark.django_db


def bahati() -> User:
    return User.objects.get(username="bahati")


def numbers(reply) -> set[str]:
    return {trainee.number for trainee in reply.context["page"].object_list}


def test_desk_is_for_trainers_and_administrators():
    assert replies("/desk/") == {
        "stranger": (302, "/sign-in/?next=/desk/"),
        "bahati": (200, None),
        "ada": (200, None),
        **dict.fromkeys(("amara", "ruth", "chris", "nobody"), (404, None)),
    }


def test_desk_shows_a_trainer_her_own_people_alone():
    trainee, _stranger = lindiwe(), dede()

    reply = signed_in(bahati()).get("/desk/")

    assert numbers(reply) == {trainee.number}
    assert [cohort.code for cohort in reply.context["cohorts"]] == ["c1"]
    assert "Dede" not in reply.content.decode()


def test_desk_shows_an_administrator_everybody():
    trainee, stranger = lindiwe(), dede()

    reply = signed_in(make.make_user("ada", make.roles.ADMINISTRATOR)).get("/desk/")

    assert numbers(reply) == {trainee.number, stranger.number}


def test_desk_shows_one_cohort_when_asked():
    trainee, stranger = lindiwe(), dede()
    StaffScope.objects.create(user=bahati(), role=StaffScope.Role.TRAINER, cohort=stranger.cohort)
    client = signed_in(bahati())

    shown = {
        asked: numbers(client.get("/desk/", {"cohort": asked})) for asked in ("c1", "far", "none")
    }

    both = {trainee.number, stranger.number}
    assert shown == {"c1": {trainee.number}, "far": {stranger.number}, "none": both}


def test_desk_does_not_open_a_cohort_of_others():
    trainee, _stranger = lindiwe(), dede()

    reply = signed_in(bahati()).get("/desk/", {"cohort": "far"})

    assert (reply.context["chosen"], numbers(reply)) == (None, {trainee.number})


def test_desk_counts_what_each_has_done():
    trainee = lindiwe(modules=("m1", "m2"), assessors=1)
    make.make_trainee(trainee.cohort, "Nomsa Dlamini")
    make.complete(make.make_enrolment(trainee), bahati())

    people = signed_in(bahati()).get("/desk/").context["page"].object_list

    assert {
        (each.name, each.enrolled, each.lessons_studied, each.modules_done, each.finished)
        for each in people
    } == {("Lindiwe Dlamini", 1, 2, 2, 1), ("Nomsa Dlamini", 0, 0, 0, 0)}


@pytest.mark.parametrize("rows", [1, 3])
def test_desk_costs_the_same_for_one_trainee_and_for_three(rows):
    cohort = lindiwe().cohort
    for name in ("Nomsa Dlamini", "Thandeka Dlamini")[: rows - 1]:
        make.make_trainee(cohort, name)
    for trainee in Trainee.objects.all():
        make.make_enrolment(trainee)
    client = signed_in(bahati())

    with CaptureQueriesContext(connection) as queries:
        reply = client.get("/desk/")

    assert len(numbers(reply)) == rows
    assert len(queries) == 7


def person(user: User, trainee: Trainee):
    return signed_in(user).get(f"/desk/people/{trainee.number}/")


def test_person_is_shown_to_her_own_trainer_alone():
    trainee, stranger = lindiwe(), dede()
    ada = make.make_user("ada", make.roles.ADMINISTRATOR)
    chris = make.make_hr(country="XD")

    found = {
        user.name: person(user, trainee).status_code
        for user in (bahati(), User.objects.get(username="tendai"), ada, chris, stranger.user)
    }

    assert found == {"Bahati": 200, "Tendai": 404, "Ada": 200, "Chris": 404, "Dede Stranger": 404}


def test_person_is_no_page_for_a_stranger_or_herself():
    trainee = lindiwe()
    path = f"/desk/people/{trainee.number}/"

    stranger = Client().get(path)

    assert (stranger.status_code, stranger["Location"]) == (302, f"/sign-in/?next={path}")
    assert person(trainee.user, trainee).status_code == 404


def test_person_who_does_not_exist_looks_like_one_of_others():
    trainee, stranger = lindiwe(), dede()
    nobody = str(int(trainee.number) % 90_000_000 + 10_000_000)
    assert nobody not in {trainee.number, stranger.number}
    client = signed_in(bahati())

    replies = [client.get(f"/desk/people/{number}/") for number in (nobody, stranger.number)]

    assert [reply.status_code for reply in replies] == [404, 404]
    assert replies[0].content == replies[1].content


def test_person_without_enrolment_can_be_enrolled():
    trainee = lindiwe()

    reply = person(bahati(), trainee)

    assert reply.context["enrolments"] == []
    assert f'action="/desk/people/{trainee.number}/enrol/"' in reply.content.decode()


def test_person_shows_where_she_stands():
    trainee = lindiwe(modules=("m1", "m2"))
    enrolment = make.make_enrolment(trainee)
    make.study_all(enrolment, ModulePage.objects.get(slug="m1"))
    make.submit(make.start(enrolment, Quiz.objects.get(code="m1")))

    (row,) = person(bahati(), trainee).context["enrolments"]

    assert row["assessors_needed"] == 2
    assert [
        (each["state"].code, each["state"].studied, len(each["standing"].quizzes_left))
        for each in row["modules"]
    ] == [("m1", 1, 0), ("m2", 0, 1)]
    assert [attempt.number for attempt in row["attempts"]] == [1]


def test_person_shows_nothing_of_others():
    trainee, stranger = lindiwe(), dede()
    make.complete(make.make_enrolment(stranger), User.objects.get(username="tendai"))
    make.make_enrolment(trainee)

    (row,) = person(bahati(), trainee).context["enrolments"]

    assert (list(row["attempts"]), list(row["observations"])) == ([], [])
    assert [each["state"].code for each in row["modules"]] == ["m1"]


def test_person_names_what_a_completed_module_no_longer_rests_on():
    trainee = lindiwe()
    enrolment = make.complete(make.make_enrolment(trainee), bahati())
    before = person(bahati(), trainee).content.decode()

    enrolment.observations.get().void(by=bahati(), at=make.NOW, reason="wrong woman")

    notice = (
        "Module M1 was completed, but what it rested on was taken out of the count:"
        " the observation by bahati on 2 March 2099."
        " Tell HR, who decides about the certificate."
    )
    assert ("was completed, but" in before) is False
    assert notice in person(bahati(), trainee).content.decode()


def test_person_names_a_later_observation_that_says_otherwise():
    trainee = lindiwe(modules=("m1", "m2"))
    enrolment = make.complete(make.make_enrolment(trainee), bahati())
    at = make.NOW + dt.timedelta(days=1)
    make.observe(enrolment, Checklist.objects.get(code="m1"), bahati(), ("greets",), at)

    assert (
        "Module M1 was completed, but she was seen again since and was not yet competent:"
        " the observation by bahati on 3 March 2099."
    ) in person(bahati(), trainee).content.decode()


def test_person_shows_who_waits_for_a_second_trainer():
    trainee = lindiwe()
    ask(Checklist.objects.get(), countersigned=True)
    make.complete(make.make_enrolment(trainee), bahati())

    page = person(bahati(), trainee).content.decode()

    assert (page.count("Waits for a second trainer"), page.count("Completed")) == (1, 0)


def test_person_offers_observing_and_a_sheet_to_whoever_may_observe():
    trainee = lindiwe()
    enrolment = make.make_enrolment(trainee)
    helper = make.make_user("joyce")
    make.StaffScope.objects.create(user=helper, role="trainer", cohort=trainee.cohort)
    helper.user_permissions.add(Permission.objects.get(codename="look_after"))

    offers = [
        re.findall(r'action="/desk/enrolments/\d+/(\w+)/m1/"', page.content.decode())
        for page in (person(bahati(), trainee), person(helper, trainee))
    ]

    assert (enrolment.state, offers) == ("active", [["observe", "sheets"], []])


def with_rows(rows: int, **values) -> Trainee:
    """A trainee with as many modules, attempts and observations, and contacts where they are asked."""
    trainee = lindiwe(modules=("m1", "m2", "m3")[:rows], **values)
    enrolment = make.make_enrolment(trainee)
    for quiz in Quiz.objects.all():
        make.study_all(enrolment, quiz.module)
        make.submit(make.start(enrolment, quiz))
        checklist = Checklist.objects.get(module=quiz.module)
        make.observe(enrolment, checklist, bahati(), missed=("greets",))
        if "contacts" in values:
            practice.enter(enrolment)
    return trainee


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("asked", [{}, {"contacts": 9, "conduct": ("I.",)}])
def test_person_costs_the_same_for_one_row_and_for_three(rows, asked):
    trainee = with_rows(rows, **asked)
    client = signed_in(bahati())

    with CaptureQueriesContext(connection) as queries:
        reply = client.get(f"/desk/people/{trainee.number}/")

    (row,) = reply.context["enrolments"]
    assert (len(row["modules"]), len(row["attempts"]), len(row["observations"])) == (rows,) * 3
    assert len(queries) == 28


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("asked", "cost"), [({}, 17), ({"contacts": 9, "conduct": ("I.",)}, 18)])
def test_learn_costs_the_same_for_one_module_and_for_three(rows, asked, cost):
    trainee = with_rows(rows, **asked)
    client = signed_in(trainee.user)

    with CaptureQueriesContext(connection) as queries:
        reply = client.get("/learn/")

    assert len(reply.context["modules"]) == rows
    assert len(queries) == cost


def test_learn_and_person_tell_of_contacts_and_conduct():
    enrolment = practice.make_enrolment(contacts=3)
    practice.enter(enrolment)

    learn = signed_in(enrolment.trainee.user).get("/learn/")
    desk = person(bahati(), enrolment.trainee).content.decode()

    assert learn.context["missing"] == [
        "Practicum: 1 of 3 contacts seen by a trainer.",
        "Sign the code of conduct.",
    ]
    assert learn.context["step_url"] == "/learn/p1/conduct/"
    assert "1 of 3 contacts seen by a trainer" in desk
    assert f'href="/desk/enrolments/{enrolment.pk}/practicum/"' in desk
    assert "She has not signed it yet" in desk


def test_learn_leads_to_the_rules_also_when_they_are_signed():
    enrolment = practice.make_enrolment(contacts=1)
    enrolment.sign_conduct(by=enrolment.trainee.user, at=make.NOW)
    client = signed_in(enrolment.trainee.user)
    waiting = client.get("/learn/")
    practice.enter(enrolment)
    done = client.get("/learn/")

    assert waiting.context["step"].sentence == (
        "Ask a trainer to be with you when you meet clients: 1 more contact must be seen."
    )
    assert done.context["missing"] == []
    for reply in (waiting, done):
        assert 'href="/learn/p1/conduct/"' in reply.content.decode()
    assert "Signed on 2 March 2099" in person(bahati(), enrolment.trainee).content.decode()


def test_person_says_that_a_completed_practicum_no_longer_holds():
    enrolment = practice.make_enrolment(contacts=1, conduct=())
    entry = practice.enter(enrolment)
    before = person(bahati(), enrolment.trainee).content.decode()
    entry.void(by=bahati(), at=make.NOW, reason="not_seen")

    said = "taken out of the count since: 0 of 1 count now. Tell HR"
    assert (said in before) is False
    assert said in person(bahati(), enrolment.trainee).content.decode()


def test_programme_that_asks_for_neither_says_nothing_of_them():
    trainee = lindiwe()
    make.make_enrolment(trainee)

    pages = person(bahati(), trainee), signed_in(trainee.user).get("/learn/")

    for page in pages:
        assert "Practicum" not in page.content.decode()
        assert "conduct" not in page.content.decode()
