"""What a machine cannot mark: the list, the form, the points."""

import datetime as dt

import pytest

from assessments.models import Attempt, HandMark
from tests import make
from tests.assessments.course import BY_HAND, another_trainee, make_course
from tests.assessments.pages import main_of, queries, signed_in

pytestmark = pytest.mark.django_db
TWO_POINTS = {"rubric": [{"text": "Health", "points": 2}, {"text": "Baby"}]}
LIST = "/desk/marking/"


@pytest.fixture
def course(db):
    return make_course({}, BY_HAND | TWO_POINTS)


def write(enrolment, quiz, text: str = "To stay well.", at=make.NOW):
    """A try handed in with this text, all else right."""
    attempt = make.start(enrolment, quiz, at=at)
    single, written = attempt.paper()
    answers = make.right_answers(attempt) | {written.pk: {"text": text}}
    make.submit(attempt, {single.pk: answers[single.pk], written.pk: {"text": text}}, at=at)
    return attempt


def place(attempt) -> str:
    return f"/desk/attempts/{attempt.uuid}/mark/"


def points(attempt, *given: int, **more) -> dict:
    item = attempt.paper()[1]
    rows = item.question.content["rubric"]
    named = zip(rows, given, strict=False)
    return {f"q{item.pk}-{row['uid']}": number for row, number in named} | more


def test_list_holds_what_waits_the_oldest_first(course):
    later = make.NOW + dt.timedelta(hours=1)
    new = write(course.enrolment, course.quiz, at=later)
    old = write(another_trainee(course), course.quiz)
    make.start(another_trainee(course, "Nomsa Banda"), course.quiz)

    reply = signed_in(course.bahati).get(LIST)

    assert [each.uuid for each in reply.context["page"]] == [old.uuid, new.uuid]
    assert "2 tries wait for a mark, the oldest first" in reply.content.decode()


def test_list_says_when_nothing_waits(course):
    assert "Nothing waits for a mark" in signed_in(course.bahati).get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_and_for_three(course, rows):
    for name in ("Ayo Banda", "Busi Banda", "Chipo Banda")[:rows]:
        write(another_trainee(course, name), course.quiz)
    desk = signed_in(course.bahati)
    desk.get(LIST)

    assert queries(lambda: desk.get(LIST)) == 6


def test_form_shows_what_she_wrote_and_a_choice_for_each_row(course):
    attempt = write(course.enrolment, course.quiz, "To <b>stay</b> well.")

    page = main_of(signed_in(course.bahati).get(place(attempt))).decode()

    assert "<p>To &lt;b&gt;stay&lt;/b&gt; well.</p>" in page
    assert (page.count('type="radio"'), page.count(" checked")) == (5, 0)
    assert "What about q1?" not in page


def test_points_are_given_and_the_result_follows(course):
    attempt = write(course.enrolment, course.quiz)
    fields = points(attempt, 2, 1, remark="Well said.")

    page = signed_in(course.bahati).post(place(attempt), fields, follow=True)

    assert page.redirect_chain == [(LIST, 302)]
    assert "Marked. She has passed. She can read it now." in page.content.decode()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.current_grading.percent) == ("graded", 100)
    given = HandMark.objects.get()
    assert (sorted(given.points.values()), given.remark, given.marked_by) == (
        [1, 2],
        "Well said.",
        course.bahati,
    )


def test_points_that_are_not_enough_are_told_too(course):
    attempt = write(course.enrolment, course.quiz)

    page = signed_in(course.bahati).post(place(attempt), points(attempt, 0, 0), follow=True)

    assert "Marked. She has not passed." in page.content.decode()


@pytest.mark.parametrize("given", [(), (2,), (3, 1), (-1, 1), ("x", 1)])
def test_row_that_is_left_out_or_given_too_much_marks_nothing(course, given):
    attempt = write(course.enrolment, course.quiz)

    reply = signed_in(course.bahati).post(place(attempt), points(attempt, *given, remark="Hm."))

    page = main_of(reply).decode()
    assert (reply.status_code, page.count("Give each row its points.")) == (400, 2)
    assert "Hm.</textarea>" in page
    assert (HandMark.objects.count(), Attempt.objects.get().state) == (0, "needs_review")


def test_what_was_chosen_before_a_row_was_left_out_stays_chosen(course):
    attempt = write(course.enrolment, course.quiz)

    page = main_of(signed_in(course.bahati).post(place(attempt), points(attempt, 2))).decode()

    assert page.count('value="2" checked') == 1
    assert page.count(" checked") == 1


def test_points_can_be_changed_later(course):
    attempt = write(course.enrolment, course.quiz)
    desk = signed_in(course.bahati)
    desk.post(place(attempt), points(attempt, 2, 1, remark="Well said."))

    page = main_of(desk.get(place(attempt))).decode()
    desk.post(place(attempt), points(attempt, 1, 1))

    assert (page.count(" checked"), "Well said.</textarea>" in page) == (2, True)
    assert [each.percent for each in attempt.gradings.all()] == [50, 100, 83]


def test_attempt_voided_meanwhile_is_not_found(course):
    attempt = write(course.enrolment, course.quiz)
    attempt.void(by=course.bahati, at=make.NOW, reason="x")

    reply = signed_in(course.bahati).post(place(attempt), points(attempt, 2, 1))

    assert (reply.status_code, HandMark.objects.count()) == (404, 0)


def test_refusal_is_told_in_words(course, monkeypatch):
    attempt = write(course.enrolment, course.quiz)

    def refuse(self, points, **how):
        raise make_refusal()

    monkeypatch.setattr(Attempt, "mark_by_hand", refuse)

    page = signed_in(course.bahati).post(place(attempt), points(attempt, 2, 1), follow=True)

    assert "This try was not handed in, so there is nothing to mark." in page.content.decode()


def make_refusal():
    from assessments.models import AttemptRefused

    return AttemptRefused(AttemptRefused.Reason.NOT_HANDED_IN)


def test_blank_answers_and_what_a_machine_marks_are_not_found(course):
    blank = make.start(course.enrolment, course.quiz)
    make.submit(blank, {})
    begun = make.start(another_trainee(course), course.quiz)
    desk = signed_in(course.bahati)

    assert [desk.get(place(each)).status_code for each in (blank, begun)] == [404, 404]


def test_nobody_marks_herself_or_people_of_others(course):
    attempt = write(course.enrolment, course.quiz)
    course.user.groups.add(make.Group.objects.get(name=make.roles.TRAINER.name))
    make.StaffScope.objects.create(user=course.user, role="trainer", cohort=course.cohort)
    cohort = make.make_cohort(course.programme, "c2", "ZA")
    strangers = [course.user, make.make_trainer("zola", cohort=cohort), make.make_hr(country="XD")]

    for each in map(signed_in, strangers):
        assert each.post(place(attempt), points(attempt, 2, 1)).status_code == 404
        assert attempt.uuid.hex not in each.get(LIST).content.decode().replace("-", "")
    assert HandMark.objects.count() == 0
