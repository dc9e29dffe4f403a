"""Sitting a quiz over plain forms: double taps, two tabs, lost replies and worse."""

import pytest

from assessments.models import Attempt, AttemptState, Grading, Response
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import another_trainee, wrong_answers
from tests.assessments.pages import address, as_kept, form, form_id, main_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(full):
    return make.start(full.enrolment, full.quiz)


@pytest.fixture
def phone(full):
    return signed_in(full.user)


def the_one_grading(attempt, *, passed: bool) -> bool:
    """There is one attempt, handed in once, marked once, and it went this way."""
    attempt.refresh_from_db()
    return (
        Attempt.objects.count() == 1
        and attempt.state == AttemptState.GRADED
        and Grading.objects.get().passed is passed
    )


# The way in ----------------------------------------------------------------------------------------


def test_intro_starts_an_attempt_and_a_double_tap_starts_no_other(full, phone):
    first, second = (phone.post("/learn/attempts/start/m1/") for _ in range(2))

    attempt = Attempt.objects.get()
    assert (first.status_code, first["Location"]) == (302, address(attempt))
    assert second["Location"] == first["Location"]


def test_intro_says_the_rules_and_offers_the_start(full, phone):
    page = phone.get("/learn/attempts/start/m1/").content.decode()

    assert "You pass with 80 % right" in page
    assert "Start the quiz" in page


def test_intro_says_in_words_why_it_is_refused(full, phone):
    make.sign(make.make_lesson(full.module, "l2"))

    page = phone.post("/learn/attempts/start/m1/", follow=True)

    assert page.redirect_chain == [("/learn/attempts/start/m1/", 302)]
    assert "First study all lessons of this module." in page.content.decode()
    assert Attempt.objects.count() == 0


@pytest.mark.parametrize(
    ("unlocked", "sentence"),
    [(False, "You can try again from"), (True, "You have passed this quiz.")],
)
def test_intro_says_what_she_waits_for(full, phone, attempt, unlocked, sentence):
    make.submit(attempt, None if unlocked else wrong_answers(attempt))

    page = phone.get("/learn/attempts/start/m1/").content.decode()

    assert sentence in page
    assert "Start the quiz" not in page


def test_intro_is_not_found_where_she_has_no_business(full, phone):
    make.make_signed_programme(code="p2", modules=("m9",))
    dede = make.make_trainee(full.cohort, "Dede Banda", by=full.bahati)

    assert phone.get("/learn/attempts/start/m9/").status_code == 404
    assert phone.get("/learn/attempts/start/none/").status_code == 404
    assert signed_in(dede.user).get("/learn/attempts/start/m1/").status_code == 404
    assert signed_in(full.bahati).get("/learn/attempts/start/m1/").status_code == 404


def test_intro_is_not_found_once_unpublished_but_the_attempt_stays_open(full, phone, attempt):
    full.quiz.unpublish()

    assert phone.get("/learn/attempts/start/m1/").status_code == 404
    assert phone.get(address(attempt)).status_code == 200


# Saving --------------------------------------------------------------------------------------------


def test_saved_answers_are_on_the_page_when_she_comes_back(phone, attempt):
    answers = right_answers(attempt)

    reply = phone.post(address(attempt), form(attempt, answers, "save"), follow=True)

    page = reply.content.decode()
    assert (attempt.answers(), Grading.objects.count()) == (as_kept(answers), 0)
    assert "Your answers are saved." in page
    assert (page.count(" checked"), 'value="20"' in page) == (4, True)


def test_unreadable_number_keeps_every_answer_and_hands_in_nothing(phone, attempt):
    answers = right_answers(attempt)
    number = attempt.paper()[3].pk
    answers[number] = {"number": "about 20"}

    reply = phone.post(address(attempt), form(attempt, answers))

    page = reply.content.decode()
    kept = attempt.answers()
    assert (reply.status_code, kept, Grading.objects.count()) == (400, as_kept(answers), 0)
    assert "Write only the number, like 20 or 2.5." in page
    assert (page.count(" checked"), 'value="about 20"' in page) == (4, True)


def test_blank_question_keeps_every_answer_and_hands_in_nothing(phone, attempt):
    answers = right_answers(attempt)
    blank = attempt.paper()[1].pk
    del answers[blank]

    reply = phone.post(address(attempt), form(attempt, answers))

    kept = attempt.answers()
    assert (reply.status_code, kept, Grading.objects.count()) == (400, as_kept(answers), 0)
    assert f'<a href="#q{blank}">Question 2</a>: This question has no answer yet.' in (
        reply.content.decode()
    )


def test_same_form_with_the_number_repaired_is_handed_in(phone, attempt):
    answers = right_answers(attempt)
    broken = answers | {attempt.paper()[3].pk: {"number": "about 20"}}
    page = phone.post(address(attempt), form(attempt, broken))

    phone.post(address(attempt), form(attempt, answers, post=form_id(page)))

    assert the_one_grading(attempt, passed=True)


@pytest.mark.parametrize("junk", ["1e309", "NaN", "9" * 5000, "\0", "<b>", "'"])
def test_junk_in_a_number_is_never_an_error(phone, attempt, junk):
    answers = right_answers(attempt) | {attempt.paper()[3].pk: {"number": junk}}

    assert phone.post(address(attempt), form(attempt, answers)).status_code == 400


def test_option_that_was_not_offered_is_no_answer(phone, attempt):
    first = attempt.paper()[0]
    answers = right_answers(attempt) | {first.pk: {"chosen": ["0" * 36, "x" * 9000]}}

    reply = phone.post(address(attempt), form(attempt, answers))

    assert (reply.status_code, Response.objects.filter(question=first).count()) == (400, 0)


# Handing in once, whatever the network does --------------------------------------------------------


def test_double_submit_is_one_grading(phone, attempt):
    fields = form(attempt, right_answers(attempt))

    first, second = (phone.post(address(attempt), fields) for _ in range(2))

    assert (first.status_code, first["Location"]) == (302, address(attempt))
    assert (second.status_code, second["Location"]) == (302, address(attempt))
    assert the_one_grading(attempt, passed=True)
    assert Response.objects.count() == 8


def test_two_tabs_with_different_answers_are_one_grading_on_the_first(phone, attempt):
    tabs = [form_id(phone.get(address(attempt))) for _ in range(2)]

    phone.post(address(attempt), form(attempt, wrong_answers(attempt), post=tabs[0]))
    phone.post(address(attempt), form(attempt, right_answers(attempt), post=tabs[1]))

    assert tabs[0] != tabs[1]
    assert the_one_grading(attempt, passed=False)
    late = {each.question_id: each.payload for each in attempt.late_answers()}
    assert late == as_kept(right_answers(attempt))


def test_back_button_shows_the_result_and_posting_again_changes_nothing(phone, attempt):
    phone.post(address(attempt), form(attempt, wrong_answers(attempt)))
    before = phone.get(address(attempt))

    for do in ("submit", "save"):
        again = form(attempt, right_answers(attempt), do)
        assert phone.post(address(attempt), again)["Location"] == address(attempt)
        phone.get("/learn/")  # reads the message away

    assert "Not passed yet" in before.content.decode()
    assert "<form" not in main_of(before).decode()
    assert main_of(phone.get(address(attempt))) == main_of(before)
    assert the_one_grading(attempt, passed=False)


def test_lost_reply_to_a_submit_is_repeated_without_harm(phone, attempt):
    fields = form(attempt, right_answers(attempt))
    phone.post(address(attempt), fields)  # she never sees the answer, and taps again

    reply = phone.post(address(attempt), fields, follow=True)

    assert "Passed" in reply.content.decode()
    assert the_one_grading(attempt, passed=True)


def test_answer_changed_after_a_lost_reply_is_not_taken_for_a_replay(phone, attempt):
    """The page is still open: the same form comes again, with other answers."""
    post = form_id(phone.get(address(attempt)))
    phone.post(address(attempt), form(attempt, wrong_answers(attempt), "save", post))

    phone.post(address(attempt), form(attempt, right_answers(attempt), "submit", post))

    assert the_one_grading(attempt, passed=True)


def test_replay_of_a_save_does_not_bring_back_old_answers(phone, attempt):
    old = form(attempt, wrong_answers(attempt), "save")
    phone.post(address(attempt), old)
    phone.post(address(attempt), form(attempt, right_answers(attempt), "save"))

    phone.post(address(attempt), old)

    assert attempt.answers() == as_kept(right_answers(attempt))


def test_form_without_an_id_still_keeps_its_answers(phone, attempt):
    fields = form(attempt, right_answers(attempt), "save") | {"post": "none"}

    phone.post(address(attempt), fields)

    assert attempt.answers() == as_kept(right_answers(attempt))


# Whose it is, and what nobody may say --------------------------------------------------------------


def test_another_trainees_attempt_is_not_found_and_not_touched(full, phone):
    theirs = make.start(another_trainee(full), full.quiz)
    answers = right_answers(theirs)

    got = phone.get(address(theirs))
    posted = [phone.post(address(theirs), form(theirs, answers, do)) for do in ("save", "submit")]

    assert [reply.status_code for reply in (got, *posted)] == [404, 404, 404]
    assert (Response.objects.count(), Grading.objects.count()) == (0, 0)


def test_trainer_and_stranger_find_no_attempt(full, client, attempt):
    trainer = signed_in(full.bahati).post(address(attempt), form(attempt, {}))
    stranger = client.post(address(attempt), form(attempt, {}))

    assert (trainer.status_code, stranger.status_code) == (404, 302)
    assert stranger["Location"] == f"/sign-in/?next={address(attempt)}"


def test_answers_to_another_trainees_paper_are_not_taken(full, phone, attempt):
    theirs = make.start(another_trainee(full), full.quiz)

    phone.post(address(attempt), form(theirs, right_answers(theirs), "save"))

    assert Response.objects.count() == 0


def test_posted_score_and_verdict_change_nothing(phone, attempt):
    claims = {"score": "100", "correct": "1", "passed": "true", "percent": "100", "state": "void"}
    marks = {f"q{item.pk}-correct": "1" for item in attempt.paper()}

    phone.post(address(attempt), form(attempt, wrong_answers(attempt), **claims, **marks))

    graded = Grading.objects.get()
    assert (graded.percent, graded.passed, graded.earned_numerator) == (0, False, 0)
    assert the_one_grading(attempt, passed=False)


@pytest.mark.parametrize("handed_in", [True, False])
def test_void_attempt_takes_nothing_more(full, phone, attempt, handed_in):
    if handed_in:
        make.submit(attempt, wrong_answers(attempt))
    attempt.void(by=full.bahati, at=make.NOW, reason="phone broke")

    posted = phone.post(address(attempt), form(attempt, right_answers(attempt)))

    assert posted.status_code == 302
    assert phone.get(address(attempt)).status_code == (200 if handed_in else 404)
    assert Grading.objects.filter(passed=True).count() == 0
