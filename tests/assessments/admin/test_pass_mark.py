"""The pass mark page: suggestions, a panel's estimates, a decision with its reason."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from assessments.models import AngoffEstimate, PassMarkDecision
from tests import make
from tests.assessments.admin.editor import author, texts
from tests.assessments.pages import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    module = make.make_module(make.make_programme())
    make.sign(module)
    return module


@pytest.fixture
def quiz(module):
    """Two questions: important and moderate, so Ebel says 75."""
    return make.make_quiz(module, [make.make_question(module, f"q{n}") for n in (1, 2)])


def address(quiz) -> str:
    return reverse("quiz_pass_mark", args=[quiz.pk])


def estimate(quiz, who: str, *percents: int) -> None:
    judge = make.User.objects.filter(username=who).first() or make.make_user(who)
    questions = [slot.question for slot in quiz.slots.all()]
    AngoffEstimate.say(
        quiz=quiz, percents=dict(zip(questions, percents, strict=False)), by=judge, at=make.NOW
    )


def suggested(page) -> list[str]:
    return texts(page, "//section[1]//tbody/tr")


def test_page_suggests_from_the_tags_and_says_what_luck_does(quiz):
    page = author().get(address(quiz))

    assert suggested(page) == [
        "In the latest draft 80 % 1 in 3 who only guess would pass",
        "Ebel: from the tags of the questions 75 % 1 in 3 who only guess would pass",
    ]
    assert texts(page, "//section[2]//tbody/tr")[4] == "Important Moderate 75 in 100 2"
    assert texts(page, "//section[2]//strong") == ["The shares are a starting point, not evidence."]


def test_another_mark_can_be_tried(quiz):
    """Half the marks: five of nine guessers at a try, 1 - (4/9)^3 in three."""
    page = author().get(address(quiz), {"mark": "50"})

    assert suggested(page)[-1] == "The one that you try 50 % 91 in 100 who only guess would pass"


@pytest.mark.parametrize("mark", ["0", "101", "high", ""])
def test_mark_that_is_none_is_not_tried(quiz, mark):
    assert len(suggested(author().get(address(quiz), {"mark": mark}))) == 2


def test_judge_keeps_her_own_estimates_and_may_leave_some_out(quiz):
    first, second = (slot.question for slot in quiz.slots.all())
    desk = author()

    reply = desk.post(
        address(quiz),
        {"do": "estimate", f"question-{first.pk}": "70", f"question-{second.pk}": ""},
    )

    assert reply["Location"] == address(quiz)
    assert AngoffEstimate.panel(quiz) == {"amara": {"q1": 70}}
    assert 'value="70"' in desk.get(address(quiz)).content.decode()


@pytest.mark.parametrize("percent", ["-1", "101", "many"])
def test_estimate_outside_a_hundred_is_refused_in_words(quiz, percent):
    question = quiz.slots.first().question

    page = author().post(address(quiz), {"do": "estimate", f"question-{question.pk}": percent})

    assert (page.status_code, AngoffEstimate.objects.count()) == (200, 0)
    assert len(texts(page, "//ul[@class='errorlist']")) == 1


@pytest.mark.parametrize("percent", [0, 100])
def test_ends_of_the_scale_are_estimates(quiz, percent):
    question = quiz.slots.first().question

    author().post(address(quiz), {"do": "estimate", f"question-{question.pk}": str(percent)})

    assert AngoffEstimate.panel(quiz) == {"amara": {"q1": percent}}


def test_panel_is_put_together(quiz):
    """The worked example of assessments.standards.judges: 75 %, standard error 5 %."""
    estimate(quiz, "chris", 80, 60)
    estimate(quiz, "bahati", 90, 70)
    estimate(quiz, "tendai", 50)

    page = author().get(address(quiz))

    assert suggested(page)[2:] == [
        "Angoff: what the panel expects 75 % 1 in 3 who only guess would pass",
        "Angoff, less one standard error 70 % 1 in 3 who only guess would pass",
    ]
    assert texts(page, "//section[4]//tbody/tr") == [
        "q1 85.0 7.1",
        "q2 65.0 7.1",
        "chris 1.4 of 2",
        "bahati 1.6 of 2",
    ]
    assert texts(page, "//section[4]//p")[-1] == "tendai left out q2: not counted."


def test_panel_of_one_says_that_nothing_is_known_of_agreement(quiz):
    estimate(quiz, "chris", 80, 60)

    page = author().get(address(quiz))

    assert [row.split(" %")[0] for row in suggested(page)[2:]] == [
        "Angoff: what the panel expects 70"
    ]
    assert texts(page, "//details/p")[0].startswith("One judge expects 70.0 %.")


def test_panel_is_folded_until_she_gave_her_own(quiz):
    estimate(quiz, "chris", 80, 60)
    desk = author()
    before = texts(desk.get(address(quiz)), "//details[not(@open)]/summary")
    estimate(quiz, "amara", 70, 70)

    after = texts(desk.get(address(quiz)), "//details[@open]/summary")

    assert before == ["What the panel says: look after you gave your own estimates"]
    assert after == ["What the panel says"]


def test_estimates_of_questions_that_left_the_quiz_do_not_count(quiz, module):
    estimate(quiz, "chris", 80, 60)
    quiz.slots.set(list(quiz.slots.all())[:1])
    quiz.save()
    quiz.save_revision()

    page = author().get(address(quiz))

    assert suggested(page)[2].startswith("Angoff: what the panel expects 80 %")


def test_decision_is_put_into_a_draft_with_its_reason_and_what_was_suggested(quiz):
    estimate(quiz, "chris", 80, 60)
    desk = author()

    reply = desk.post(
        address(quiz),
        {"do": "decide", "pass_mark": "70", "method": "angoff", "reason": " The panel met. "},
    )

    decision = PassMarkDecision.objects.get()
    draft = quiz.__class__.objects.get().get_latest_revision_as_object()
    assert reply["Location"] == address(quiz)
    assert (decision.pass_mark, decision.method, decision.reason) == (
        70,
        "angoff",
        "The panel met.",
    )
    assert (decision.suggestions, decision.decided_by.username) == (
        {"ebel": 75, "angoff": 70},
        "amara",
    )
    assert (draft.pass_mark, draft.pass_mark_reason) == (70, "The panel met.")
    shown = texts(desk.get(address(quiz)), "//section[last()]/p")
    assert len(shown) == 1
    assert shown[0].startswith("70 %, Angoff: a panel's estimates. The panel met.")
    assert shown[0].endswith("Suggested then: ebel 75 %, angoff 70 %.")


@pytest.mark.parametrize(
    ("mark", "reason", "said"),
    [
        ("0", "So.", "A pass mark is a whole number from 1 to 100."),
        ("101", "So.", "A pass mark is a whole number from 1 to 100."),
        ("80", " ", "Say why this mark. The reason is kept with each edition of the quiz."),
        ("80.5", "So.", "Enter a whole number."),
    ],
)
def test_decision_without_a_mark_or_reason_is_refused_in_words(quiz, mark, reason, said):
    page = author().post(
        address(quiz), {"do": "decide", "pass_mark": mark, "method": "rule", "reason": reason}
    )

    assert (page.status_code, PassMarkDecision.objects.count()) == (200, 0)
    assert texts(page, "//ul[contains(@class, 'errorlist')]") == [said]


def test_quiz_without_questions_has_a_page_too(module):
    page = author().get(address(make.make_quiz(module, [])))

    assert suggested(page) == ["In the latest draft 80 % nobody who only guesses would pass"]


def test_page_is_closed_to_whoever_may_not_change_quizzes(quiz):
    trainer = make.make_trainer(country="XD")
    editor = make.make_user("elsewhere")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))

    replies = [signed_in(who).get(address(quiz)) for who in (trainer, editor)]

    assert [reply.status_code for reply in replies] == [404, 404]


def test_page_of_no_quiz_does_not_exist(db):
    assert author().get(reverse("quiz_pass_mark", args=[99])).status_code == 404


def test_listing_and_quiz_page_lead_there(quiz):
    desk = author()
    listing = desk.get(reverse("wagtailsnippets_assessments_quiz:list")).content.decode()
    page = desk.get(reverse("wagtailsnippets_assessments_quiz:edit", args=[quiz.pk]))

    assert [f'href="{address(quiz)}"' in each for each in (listing, page.content.decode())] == [
        True,
        True,
    ]
