"""The paper page tells what is asked and nothing of what is right; the result tells it afterwards."""

from uuid import UUID

import pytest

from assessments.models import Question
from assessments.views import attempts as views
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import EVERY_KIND, make_course, wrong_answers
from tests.assessments.pages import address, form, signed_in

pytestmark = pytest.mark.django_db
#: Strings that only the key, the feedback and the rationale hold.
CANARIES = ("canary-feedback-right", "canary-feedback-wrong", "canary-rationale", "73915824")


@pytest.fixture
def sung(monkeypatch):
    """A course whose every question carries the canaries in all that must not be told."""
    as_content = Question.as_content

    def with_canaries(self):
        content = as_content(self) | {"rationale": "canary-rationale"}
        if self.kind == "numeric":
            content["answer"] = "73915824"
        for option in content["options"]:
            option["feedback"] = f"canary-feedback-{'right' if option['correct'] else 'wrong'}"
        return content

    monkeypatch.setattr(Question, "as_content", with_canaries)
    return make_course(*EVERY_KIND)


def heard(response) -> list[str]:
    page = response.content.decode()
    return [word for word in (*CANARIES, "correct", "essential", "harmful") if word in page]


def test_paper_page_holds_no_key_feedback_or_rationale(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    phone = signed_in(sung.user)
    saved = right_answers(attempt)
    del saved[attempt.paper()[3].pk]  # her own number would be the canary

    empty = phone.get(address(attempt))
    phone.post(address(attempt), form(attempt, saved, "save"))
    filled = phone.get(address(attempt))
    refused = phone.post(address(attempt), form(attempt, saved))

    assert [reply.status_code for reply in (empty, filled, refused)] == [200, 200, 400]
    assert [heard(reply) for reply in (empty, filled, refused)] == [[], [], []]


def test_right_and_wrong_options_look_alike(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    page = signed_in(sung.user).get(address(attempt)).content.decode()

    shapes = {True: set(), False: set()}
    for item in attempt.paper():
        for option in item.question.content["options"]:
            line = next(line for line in page.splitlines() if option["uid"] in line)
            said = line.replace(option["uid"], "").replace(f"<span>{option['text']}</span>", "")
            shapes[option["correct"]].add(said.replace(f'name="q{item.pk}"', ""))

    assert shapes[True] == shapes[False]
    assert len(shapes[True]) == 2  # a round box, a square box


def test_without_the_guard_the_canaries_would_be_heard(sung, monkeypatch):
    """The page of a result has them, so this test would notice a paper page that had."""
    attempt = make.start(sung.enrolment, sung.quiz)
    make.submit(attempt)

    told = heard(signed_in(sung.user).get(address(attempt)))

    assert told == ["canary-feedback-right", "canary-rationale", "73915824"]


def test_failed_result_explains_her_choice_but_gives_no_key_away(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    make.submit(attempt, wrong_answers(attempt))

    page = signed_in(sung.user).get(address(attempt))

    assert heard(page) == ["canary-feedback-wrong", "canary-rationale"]
    assert "Also right" not in page.content.decode()


def test_passed_result_names_the_right_options_that_she_missed(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    answers = right_answers(attempt)
    multiple = attempt.paper()[1]
    answers[multiple.pk] = {"chosen": answers[multiple.pk]["chosen"][:1]}
    make.submit(attempt, answers)

    page = signed_in(sung.user).get(address(attempt)).content.decode()

    assert (page.count("Also right"), page.count("Partly right")) == (1, 1)
    assert "87 % right; 80 % is needed." in page


def test_result_counts_missed_critical_questions(sung):
    attempt = make.start(sung.enrolment, sung.quiz)
    answers = right_answers(attempt)
    critical = attempt.paper()[0]
    answers[critical.pk] = wrong_answers(attempt)[critical.pk]
    make.submit(attempt, answers)

    page = signed_in(sung.user).get(address(attempt)).content.decode()

    assert "One critical question was not right." in page
    assert "Not passed yet" in page


def test_text_of_a_question_is_escaped():
    course = make_course(
        {"stem": "<script>alert(1)</script>", "options": [("<b>", True), ("x", 0)]}
    )
    attempt = make.start(course.enrolment, course.quiz)

    page = signed_in(course.user).get(address(attempt)).content.decode()

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)
    assert "<b>" not in page


def test_without_ids_made_of_content_a_changed_answer_would_be_lost(full, monkeypatch):
    """The twin of the lost reply: with the form's id alone, the second posting passes for a replay."""
    attempt = make.start(full.enrolment, full.quiz)
    phone = signed_in(full.user)
    saved = form(attempt, wrong_answers(attempt), "save")
    monkeypatch.setattr(views, "_post_id", lambda request, answers: UUID(request.POST["post"]))
    phone.post(address(attempt), saved)

    phone.post(address(attempt), form(attempt, right_answers(attempt), post=saved["post"]))

    attempt.refresh_from_db()
    assert attempt.current_grading.passed is False
