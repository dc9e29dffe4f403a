"""Paper sheets at the desk: making one, printing it, and typing it in."""

import re

import pytest

from assessments.models import Observation, ObservationSheet
from tests import make
from tests.assessments.course import ask
from tests.assessments.pages import main_of, queries, signed_in

pytestmark = pytest.mark.django_db
SHEETS = "/desk/sheets/"


@pytest.fixture
def desk(course):
    return signed_in(course.bahati)


@pytest.fixture
def sheet(course):
    return ObservationSheet.make(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.LONG_AGO
    )


@pytest.fixture
def elsewhere(course):
    """A trainer of another country."""
    cohort = make.make_cohort(course.programme, "c2", "ZA")
    return signed_in(make.make_trainer("tendai", cohort=cohort))


def make_address(course) -> str:
    return f"/desk/enrolments/{course.enrolment.pk}/sheets/m1/"


def type_in(client, code: str, watched: bool = True):
    return client.post(SHEETS, {"code": code, **({"watched": "on"} if watched else {})})


def errors(reply) -> list[str]:
    return re.findall(r'<ul class="errorlist"[^>]*><li>(.*?)</li>', reply.content.decode())


# Making and printing -------------------------------------------------------------------------------


def test_make_leads_to_the_sheet(course, desk):
    reply = desk.post(make_address(course))

    sheet = ObservationSheet.objects.get()
    assert (reply.status_code, reply["Location"]) == (302, f"/desk/sheets/{sheet.code}/")
    assert (sheet.printed_by, sheet.enrolment) == (course.bahati, course.enrolment)


def test_make_says_in_words_why_it_is_refused(course, desk):
    course.checklist.unpublish()

    page = desk.post(make_address(course), follow=True).content.decode()

    assert "This checklist is not open, or not part of her programme." in page
    assert ObservationSheet.objects.count() == 0


def test_make_is_not_found_for_strangers_and_unknown_checklists(course, desk, elsewhere):
    replies = [
        elsewhere.post(make_address(course)),
        signed_in(course.user).post(make_address(course)),
        desk.post(make_address(course).replace("m1", "none")),
    ]

    assert [reply.status_code for reply in replies] == [404, 404, 404]
    assert desk.get(make_address(course)).status_code == 405
    assert ObservationSheet.objects.count() == 0


def test_sheet_bears_her_number_and_code_twice_and_never_her_name(course, desk, sheet):
    reply = desk.get(f"/desk/sheets/{sheet.code}/")

    paper = re.search(r'<section class="slip sheet">.*?</section>', reply.content.decode(), re.S)[0]
    assert (paper.count(sheet.shown_code), paper.count(course.lindiwe.number)) == (2, 1)
    assert "Lindiwe" not in reply.content.decode()
    assert course.programme.title not in reply.content.decode()
    assert "<title>Sheet - Peer Academy</title>" in reply.content.decode()


@pytest.mark.parametrize(("rating_at_least", "boxes"), [(0, 3), (3, 8)])
def test_sheet_has_an_empty_box_for_each_step_and_rating(course, desk, rating_at_least, boxes):
    ask(course.checklist, rating_at_least=rating_at_least)
    address = desk.post(make_address(course))["Location"]

    paper = desk.get(address).content.decode()

    assert paper.count('<span class="box"></span>') == boxes
    assert (paper.count(">Critical</strong>"), "checkbox" in paper) == (1, False)
    assert ("Excellent" in paper) == (rating_at_least > 0)


def test_sheet_says_which_steps_give_more_points(course, desk):
    steps = (("greets", True, 3), ("asks", False))
    make.sign(make.make_checklist(course.module, steps, code="other"))

    paper = desk.post(make_address(course).replace("m1", "other"), follow=True).content.decode()

    assert re.findall(r"\d+ points", paper) == ["3 points"]


def test_sheet_of_others_and_unknown_sheets_are_not_found(course, desk, elsewhere, sheet):
    course.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)
    place = f"/desk/sheets/{sheet.code}/"

    replies = [elsewhere.get(place), signed_in(course.user).get(place), desk.get(f"{SHEETS}none/")]

    assert [reply.status_code for reply in replies] == [404, 404, 404]
    assert desk.post(place).status_code == 405


# Typing in -----------------------------------------------------------------------------------------


def test_form_asks_for_code_and_that_she_watched(desk):
    page = main_of(desk.get(SHEETS)).decode()

    assert page.count("<label") == 2
    assert "I watched this myself" in page


def test_code_as_people_type_it_leads_to_one_draft(course, desk, sheet):
    first = type_in(desk, sheet.code)
    again = type_in(desk, f" {sheet.code[:4].lower()}-{sheet.code[4:]}")

    draft = Observation.objects.get()
    assert (first.status_code, first["Location"]) == (302, f"/desk/observations/{draft.uuid}/")
    assert again["Location"] == first["Location"]
    assert (draft.sheet, draft.assessor, draft.edition) == (sheet, course.bahati, sheet.edition)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda code: "", "This field is required."),
        (lambda code: code[:-1], "A code has 8 letters and digits; this has 7. Read it again."),
        (lambda code: f"{code[:-1]}?", "“?” is never in a code. Read it again from the sheet."),
        (
            lambda code: code[:-1] + ("0" if code[-1] != "0" else "1"),
            "One letter is wrong, or two changed places. Compare it with the sheet, one by one.",
        ),
        (lambda code: "4KTW9QXP", "None of your trainees has a sheet with this code."),
    ],
)
def test_wrong_code_is_told_apart(desk, sheet, change, reason):
    assert errors(type_in(desk, change(sheet.code))) == [reason]
    assert Observation.objects.count() == 0


def test_sheet_of_a_stranger_looks_like_none(elsewhere, sheet):
    assert errors(type_in(elsewhere, sheet.code)) == [
        "None of your trainees has a sheet with this code."
    ]


def test_whoever_did_not_watch_goes_no_further(desk, sheet):
    reply = type_in(desk, sheet.code, watched=False)

    assert errors(reply) == [
        "Tick this if you watched her. If not, whoever watched types the sheet in."
    ]
    assert Observation.objects.count() == 0


def test_sheet_of_another_trainer_is_refused_in_words(course, desk, sheet):
    other = signed_in(make.make_trainer("joyce", cohort=course.cohort))
    type_in(desk, sheet.code)

    assert errors(type_in(other, sheet.code)) == [
        "Another trainer typed this sheet in. If she did not watch it, she voids hers first."
    ]


def test_sheets_take_the_same_queries_however_many_there_are(course, desk, sheet):
    address = f"/desk/sheets/{sheet.code}/"
    desk.get("/")
    before = (queries(lambda: desk.get(address)), queries(lambda: desk.get(SHEETS)))
    for _ in range(2):
        desk.post(make_address(course))

    assert (queries(lambda: desk.get(address)), queries(lambda: desk.get(SHEETS))) == before
    assert before == (5, 4)
