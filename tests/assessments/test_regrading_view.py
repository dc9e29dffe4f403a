"""Marking again: the dry run, the decision, who may take it."""

import pytest
from django.contrib.auth.models import Permission

from assessments.models import Grading, Regrade
from tests import make
from tests.assessments.course import another_trainee
from tests.assessments.pages import main_of, signed_in
from tests.assessments.rekeyed import rekey, resign, sit

pytestmark = pytest.mark.django_db
PLACE = "/desk/questions/q1/regrade/"


@pytest.fixture
def ada(db):
    return signed_in(make.make_user("ada", make.roles.ADMINISTRATOR))


@pytest.fixture
def rekeyed(course):
    """Lindiwe chose what was right and completed the module; Dede chose what is right now."""
    course.hers = sit(course.enrolment, course.quiz, 0, 0)
    make.observe(course.enrolment, course.checklist, course.bahati)
    course.other = sit(another_trainee(course), course.quiz, 1, 0)
    course.edition = rekey(course.questions[0])
    return course


def choose(course, mode: str = "new") -> dict:
    return {"edition": course.edition.pk, "mode": mode}


def percents(attempt) -> list[int]:
    return [each.percent for each in attempt.gradings.all()]


def test_page_offers_each_edition_and_way(rekeyed, ada):
    page = main_of(ada.get(PLACE)).decode()

    assert page.count('name="edition"') == 2
    assert page.count('name="mode"') == 3
    assert "What would change" not in page.replace("See what would change", "").replace(
        "look at what would change", ""
    )


def test_dry_run_counts_and_names_the_held_by_number(rekeyed, ada):
    reply = ada.get(PLACE, choose(rekeyed))

    page = main_of(reply).decode()
    plan = reply.context["plan"]
    assert (plan.raised, plan.lowered, plan.unchanged, plan.passes_gained) == (1, 0, 0, 1)
    assert "<li>Raised: 1</li>" in page
    assert (
        f'<span class="number">{rekeyed.lindiwe.number}</span>: 100 % passed → 50 % not passed'
        in page
    )
    assert rekeyed.lindiwe.name not in page
    assert (Regrade.objects.count(), Grading.objects.count()) == (0, 2)


def test_dry_run_that_changes_nothing_offers_nothing_to_do(course, ada):
    sit(course.enrolment, course.quiz, 0, 0)

    page = main_of(
        ada.get(PLACE, {"edition": course.questions[0].editions.get().pk, "mode": "new"})
    )

    assert "Nothing: all 1 results stay as they are." in page.decode()
    assert b"Why are they marked again?" not in page


def test_decision_leaves_the_held_alone(rekeyed, ada):
    page = ada.post(PLACE, choose(rekeyed) | {"reason": "The key was wrong."}, follow=True)

    html = page.content.decode()
    assert "Marked again. Results that changed: 1." in html
    assert "ada: edition 2, By the newer key. The key was wrong." in html
    assert (percents(rekeyed.hers), percents(rekeyed.other)) == ([100], [50, 100])


def test_held_one_who_is_ticked_is_lowered(rekeyed, ada):
    decided = {"reason": "The key was wrong.", "lowering": [str(rekeyed.hers.pk), "x"]}

    page = ada.post(PLACE, choose(rekeyed) | decided, follow=True)

    assert "Results that changed: 2." in page.content.decode()
    assert percents(rekeyed.hers) == [100, 50]


def test_decision_needs_a_reason(rekeyed, ada):
    reply = ada.post(PLACE, choose(rekeyed) | {"reason": " "})

    assert "Say why these answers are marked again." in reply.content.decode()
    assert reply.context["plan"].raised == 1
    assert Regrade.objects.count() == 0


def test_same_decision_twice_writes_nothing_more(rekeyed, ada):
    decided = choose(rekeyed) | {"reason": "The key was wrong."}
    ada.post(PLACE, decided)

    page = ada.post(PLACE, decided, follow=True)

    assert "Nothing changes by this, so nothing was written." in page.content.decode()
    assert Regrade.objects.count() == 1


@pytest.mark.parametrize("send", ["get", "post"])
@pytest.mark.parametrize("fields", [{"mode": "other"}, {"mode": "new", "edition": "0"}])
def test_choice_that_does_not_exist_is_refused(rekeyed, ada, send, fields):
    reply = getattr(ada, send)(PLACE, fields | {"reason": "x"})

    assert (reply.status_code, "plan" in reply.context) == (400, False)
    assert Regrade.objects.count() == 0


def test_edition_of_another_question_is_no_choice(rekeyed, ada):
    other = rekeyed.questions[1].editions.get()

    assert ada.get(PLACE, {"edition": other.pk, "mode": "new"}).status_code == 400


def test_edition_that_does_not_fit_is_refused_in_words(course, ada):
    sit(course.enrolment, course.quiz, 0, 0)
    question = course.questions[0]
    question.options.set(list(question.options.all())[1:])
    question.options.first().correct = True
    options = list(question.options.all())
    options[0].correct = True
    question.options.set(options)
    edition = resign(question)

    reply = ada.get(PLACE, {"edition": edition.pk, "mode": "new"})

    assert (
        "Somebody chose an option that the newer edition does not have." in reply.content.decode()
    )
    assert "plan" not in reply.context


def test_regrading_takes_both_permissions(course):
    permission = Permission.objects.get(codename="regrade")
    course.bahati.user_permissions.add(permission)
    people = [
        course.bahati,
        course.user,
        make.make_hr(country="XD"),
        make.User.objects.get(username="ruth"),
    ]

    assert [signed_in(each).get(PLACE).status_code for each in people] == [404] * 4


def test_question_that_does_not_exist_is_not_found(course, ada):
    assert ada.get(PLACE.replace("q1", "q77")).status_code == 404


def test_item_analysis_leads_an_administrator_here(rekeyed, ada):
    trainer = signed_in(rekeyed.bahati)

    pages = [each.get("/desk/quizzes/m1/").content.decode() for each in (ada, trainer)]

    assert [PLACE in page for page in pages] == [True, False]
