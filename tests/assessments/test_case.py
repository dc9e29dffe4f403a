"""Cases that several questions share."""

import pytest

from assessments.models import Case, CaseEdition
from curriculum.models import SignOffRefused
from tests import make
from tests.assessments.course import make_course
from tests.assessments.pages import address, main_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


def make_case(module, code="c1", text="Sipho is six weeks old.") -> Case:
    case = Case(code=code, module=module, title="Sipho", text=text, live=False)
    case.save()
    case.save_revision()
    return case


def signed_case(module, code="c1", **values) -> Case:
    case = make_case(module, code, **values)
    make.sign(case)
    return case


def rewrite(case, text: str) -> None:
    case.text = text
    case.save_revision()
    make.sign(case)


def test_signed_case_is_frozen(module):
    case = signed_case(module)

    edition = CaseEdition.objects.get()
    assert edition.content == {
        "uid": str(case.uid),
        "code": "c1",
        "title": "Sipho",
        "text": "Sipho is six weeks old.",
    }
    assert (str(case), str(edition)) == ("c1", "c1 edition 1")


def test_case_without_text_is_not_signed(module):
    with pytest.raises(SignOffRefused) as caught:
        signed_case(module, text="  ")

    assert str(caught.value) == "The case has no text yet."
    assert CaseEdition.objects.count() == 0


def test_question_waits_for_the_signature_of_its_case(module):
    question = make.make_question(module, case=make_case(module))

    with pytest.raises(SignOffRefused) as caught:
        make.sign(question)

    assert str(caught.value) == "Sign the case c1 first."


def test_case_travels_into_the_editions_of_its_questions(module):
    case = signed_case(module)
    question = make.make_question(module, case=case)

    make.sign(question)

    assert question.editions.get().content["case"] == case.editions.get().content


def test_changed_case_freezes_its_live_questions_anew(module):
    case = signed_case(module)
    live, draft = (
        make.make_question(module, "q1", case=case),
        make.make_question(module, "q2", case=case),
    )
    other = make.make_question(module, "q3")
    make.sign(live)
    make.sign(other)

    rewrite(case, "Sipho is ten weeks old.")

    newest = live.editions.first()
    assert (newest.number, newest.content["case"]["text"]) == (2, "Sipho is ten weeks old.")
    assert newest.published_at == case.last_published_at
    assert [each.editions.count() for each in (draft, other)] == [0, 1]


def test_case_signed_again_without_a_change_freezes_nothing(module):
    case = signed_case(module)
    question = make.make_question(module, case=case)
    make.sign(question)

    rewrite(case, case.text)

    assert (case.editions.count(), question.editions.count()) == (1, 1)


def cased_course():
    course = make_course({}, {}, {})
    case = signed_case(course.module)
    for question in (course.questions[0], course.questions[2]):
        question.case = case
        question.save_revision()
        make.sign(question)
    course.quiz.save_revision()
    make.sign(course.quiz)
    course.case = case
    return course


def test_questions_of_a_case_stand_together_under_it():
    course = cased_course()
    attempt = make.start(course.enrolment, course.quiz)

    page = main_of(signed_in(course.user).get(address(attempt))).decode()

    assert [item.question.content["code"] for item in attempt.paper()] == ["q1", "q3", "q2"]
    assert page.count("Sipho is six weeks old.") == 1
    places = [page.index(word) for word in ("six weeks", "about q1", "about q3", "about q2")]
    assert places == sorted(places)


def test_quiz_takes_a_changed_case_when_it_is_signed_again():
    course = cased_course()
    under_way = make.start(course.enrolment, course.quiz)
    rewrite(course.case, "Sipho is ten weeks old.")

    before = course.quiz.editions.first()
    course.quiz.save_revision()
    make.sign(course.quiz)

    texts = [
        edition.slots.order_by("position").first().question.content["case"]["text"]
        for edition in (before, course.quiz.editions.first())
    ]
    assert texts == ["Sipho is six weeks old.", "Sipho is ten weeks old."]
    kept = under_way.paper()[0].question.content["case"]["text"]
    assert kept == "Sipho is six weeks old."


def test_preview_shows_the_draft(module, rf):
    page = make_case(module).make_preview_request(rf.get("/"), "").render().content.decode()

    assert "Sipho is six weeks old." in page
