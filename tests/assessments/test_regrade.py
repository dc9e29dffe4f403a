"""Answers marked again: by which key, for whom, and what stays."""

import datetime as dt

import pytest

from assessments.models import Grading, Mode, Regrade, RegradeRefused
from tests import make
from tests.assessments.course import BY_HAND, MATCHING, actions_of, another_trainee, make_course
from tests.assessments.rekeyed import choose, marks_of, rekey, resign, sit

pytestmark = pytest.mark.django_db
LATER = make.NOW + dt.timedelta(days=2)
Reason = RegradeRefused.Reason


def apply(course, edition, mode=Mode.NEW, **more):
    values = {"by": course.bahati, "at": LATER, "reason": "The key was wrong.", **more}
    return Regrade.apply(edition=edition, mode=mode, **values)


def states(attempt) -> list[str]:
    return attempt.current_grading.states


@pytest.mark.parametrize(
    ("mode", "old_key", "new_key", "neither"),
    [
        (Mode.NEW, "wrong", "right", "wrong"),
        (Mode.BETTER, "right", "right", "wrong"),
        (Mode.FULL, "right", "right", "right"),
    ],
)
def test_every_mode_marks_each_answer_as_it_says(course, mode, old_key, new_key, neither):
    people = [course.enrolment, another_trainee(course), another_trainee(course, "Ama Mensah")]
    tries = [sit(each, course.quiz, place, 0) for place, each in enumerate(people)]

    apply(course, rekey(course.questions[0]), mode)

    assert [states(each)[0] for each in tries] == [old_key, new_key, neither]
    assert [states(each)[1] for each in tries] == ["right"] * 3


def test_regrade_is_a_decision_with_gradings_of_its_own_and_the_old_ones_stay(course):
    attempt = sit(course.enrolment, course.quiz, 1, 0)
    before = attempt.current_grading
    edition = rekey(course.questions[0])

    regrade = apply(course, edition, reason="  The key was wrong.  ")

    after = attempt.current_grading
    assert (regrade.question, regrade.edition, regrade.mode) == (
        course.questions[0],
        edition,
        "new",
    )
    assert (regrade.reason, regrade.decided_by, regrade.decided_at) == (
        "The key was wrong.",
        course.bahati,
        LATER,
    )
    assert str(regrade) == "q1 marked again"
    assert list(attempt.gradings.all()) == [before, after]
    assert (after.number, after.reason, after.regrade) == (2, "regrade", regrade)
    assert (after.graded_by, after.graded_at, after.pass_mark) == (course.bahati, LATER, 80)
    assert (before.percent, after.percent, after.passed) == (50, 100, True)
    assert actions_of(course.questions[0])[-1] == "assessments.regrade"


def test_plan_tells_what_would_change_and_writes_nothing(course):
    gains = sit(course.enrolment, course.quiz, 1, 0)
    loses = sit(another_trainee(course), course.quiz, 0, 0)
    same = sit(another_trainee(course, "Ama Mensah"), course.quiz, 2, 0)
    edition = rekey(course.questions[0])

    plan = Regrade.plan(edition=edition, mode=Mode.NEW)

    assert [each.attempt for each in plan] == [gains, loses, same]
    assert [(each.before.percent, each.after.percent) for each in plan] == [
        (50, 100),
        (100, 50),
        (50, 50),
    ]
    assert [each.changes for each in plan] == [True, True, False]
    assert [each.held for each in plan] == [False, False, False]
    assert (Grading.objects.count(), Regrade.objects.count()) == (3, 0)


def test_only_what_was_handed_in_and_counts_is_marked_again(course):
    void = sit(course.enrolment, course.quiz, 1, 0)
    void.void(by=course.bahati, at=make.NOW, reason="x")
    make.start(course.enrolment, course.quiz)

    assert Regrade.plan(edition=rekey(course.questions[0]), mode=Mode.NEW) == []
    assert apply(course, course.questions[0].editions.first()) is None


def test_pass_gained_is_reported_and_may_complete_the_module(course):
    make.observe(course.enrolment, course.checklist, course.bahati)
    sit(course.enrolment, course.quiz, 1, 0)
    before = course.enrolment.completions.count()

    apply(course, rekey(course.questions[0]))

    assert (before, course.enrolment.completions.count()) == (0, 1)


def completed(course):
    """She passed, was observed, and has completed the module on it."""
    make.observe(course.enrolment, course.checklist, course.bahati)
    return sit(course.enrolment, course.quiz, 0, 0)


def test_what_a_completed_module_rests_on_is_held(course):
    held = completed(course)
    free = sit(another_trainee(course), course.quiz, 0, 0)
    edition = rekey(course.questions[0])

    plan = Regrade.plan(edition=edition, mode=Mode.NEW)
    apply(course, edition)

    assert [(each.attempt, each.held) for each in plan] == [(held, True), (free, False)]
    assert (states(held), states(free)) == (["right", "right"], ["wrong", "right"])
    assert held.gradings.count() == 1


def test_held_attempt_that_is_named_loses_what_the_new_key_takes(course):
    held = completed(course)
    edition = rekey(course.questions[0])

    other = apply(course, edition, lowering=[held.pk + 1])
    named = apply(course, edition, lowering=[held.pk])

    assert (other, named is None) == (None, False)
    assert (states(held), held.current_grading.passed) == (["wrong", "right"], False)


def test_gain_of_somebody_who_has_completed_is_not_held():
    course = make_course({}, {}, pass_mark=50)
    make.observe(course.enrolment, course.checklist, course.bahati)
    attempt = sit(course.enrolment, course.quiz, 1, 0)

    apply(course, rekey(course.questions[0]))

    assert states(attempt) == ["right", "right"]


def test_earlier_regrades_of_other_questions_survive(course):
    attempt = sit(course.enrolment, course.quiz, 1, 1)
    apply(course, rekey(course.questions[0]))

    apply(course, rekey(course.questions[1]))

    assert (states(attempt), attempt.current_grading.number) == (["right", "right"], 3)


def test_question_becoming_critical_is_a_change_though_no_mark_moves(course):
    attempt = sit(course.enrolment, course.quiz, 1, 0)

    apply(course, resign(course.questions[0], critical=True))

    graded = attempt.current_grading
    assert (graded.number, graded.percent) == (2, 50)
    assert [mark["critical_failed"] for mark in graded.marks] == [True, False]


def test_better_never_loses_a_pass_by_a_heavier_mark():
    """Half of a question was enough; of a heavier one even more than half would be too little."""
    options = [("a", True), ("b", True), ("c", True), ("d", False)]
    course = make_course({"kind": "multiple", "options": options}, {}, pass_mark=66)
    question = course.questions[0]
    attempt = make.start(course.enrolment, course.quiz)
    first, second = attempt.paper()
    uids = [each["uid"] for each in first.question.content["options"]]
    right = {second.pk: choose(attempt, 0, 0)[second.pk]}
    make.submit(attempt, {first.pk: {"chosen": uids[:1]}, **right})
    attempt.refresh_from_db()
    kept = list(question.options.all())
    kept[2].correct = False
    question.options.set(kept)

    plan = Regrade.plan(edition=resign(question, mark=5), mode=Mode.BETTER)

    assert attempt.current_grading.passed is True
    assert [(each.after.passed, each.changes) for each in plan] == [(True, False)]


def test_full_mark_goes_to_whoever_was_asked_and_leaves_the_right_ones_alone():
    course = make_course(MATCHING, {})
    right = make.start(course.enrolment, course.quiz)
    make.submit(right)
    blank = make.start(another_trainee(course), course.quiz)
    make.submit(blank, {})
    before = marks_of(right)

    apply(course, course.questions[0].editions.first(), Mode.FULL)

    assert marks_of(right) == before
    assert states(blank) == ["right", "unanswered"]
    assert "parts" not in blank.current_grading.marks[0]


def test_full_mark_ends_the_wait_for_a_trainer():
    course = make_course({}, BY_HAND)
    make.observe(course.enrolment, course.checklist, course.bahati)
    attempt = make.start(course.enrolment, course.quiz)
    first, second = attempt.paper()
    uid = first.question.content["options"][0]["uid"]
    make.submit(attempt, {first.pk: {"chosen": [uid]}, second.pk: {"text": "well"}})

    apply(course, course.questions[1].editions.first(), Mode.FULL)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.current_grading.passed) == ("graded", True)
    assert course.enrolment.completions.count() == 1


def test_points_that_a_trainer_gave_are_part_of_the_answer():
    course = make_course({}, BY_HAND)
    attempt = make.start(course.enrolment, course.quiz)
    item = attempt.paper()[1]
    make.submit(attempt, {item.pk: {"text": "well"}})
    rows = [row["uid"] for row in item.question.content["rubric"]]
    attempt.mark_by_hand({item.pk: {rows[0]: 1}}, by=course.bahati, at=LATER)

    regrade = apply(course, resign(course.questions[1], mark=4))

    assert regrade is not None
    assert (states(attempt), attempt.current_grading.earned) == (["unanswered", "partial"], 2)


# Refusals --------------------------------------------------------------------------------------------


def refusal(course, edition, mode=Mode.NEW, **more) -> str:
    with pytest.raises(RegradeRefused) as caught:
        apply(course, edition, mode, **more)
    assert (Regrade.objects.count(), Grading.objects.count()) == (0, 1)
    return caught.value.reason


@pytest.mark.parametrize("reason", ["", "  "])
def test_regrade_is_refused_without_a_reason(course, reason):
    sit(course.enrolment, course.quiz, 1, 0)

    assert refusal(course, rekey(course.questions[0]), reason=reason) == Reason.NO_REASON


@pytest.mark.parametrize("mode", [Mode.NEW, Mode.BETTER])
def test_regrade_by_another_type_is_refused(course, mode):
    sit(course.enrolment, course.quiz, 1, 0)

    assert refusal(course, resign(course.questions[0], kind="multiple"), mode) == Reason.OTHER_TYPE


@pytest.mark.parametrize("mode", [Mode.NEW, Mode.BETTER])
def test_regrade_is_refused_when_somebody_chose_what_is_gone(course, mode):
    sit(course.enrolment, course.quiz, 1, 0)
    question = course.questions[0]
    question.options.set([each for each in question.options.all() if each.text != "b"])

    assert refusal(course, resign(question), mode) == Reason.PART_MISSING


def test_option_that_nobody_chose_may_go(course):
    attempt = sit(course.enrolment, course.quiz, 1, 0)
    question = course.questions[0]
    question.options.set([each for each in question.options.all() if each.text != "c"])

    apply(course, rekey(question))

    assert states(attempt) == ["right", "right"]


def test_full_mark_is_given_whatever_the_edition_has_become(course):
    attempt = sit(course.enrolment, course.quiz, 1, 0)

    apply(course, resign(course.questions[0], kind="multiple"), Mode.FULL)

    assert states(attempt) == ["right", "right"]


def test_typed_text_is_no_uid_whatever_it_looks_like():
    course = make_course({"kind": "short", "accepted": [{"text": "privacy"}]}, {})
    attempt = make.start(course.enrolment, course.quiz)
    typed = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
    make.submit(attempt, {attempt.paper()[0].pk: {"text": typed}})

    plan = Regrade.plan(edition=course.questions[0].editions.first(), mode=Mode.NEW)

    assert [each.changes for each in plan] == [False]


def test_uids_are_mapped_and_never_places(course):
    """The finding of Moodle's regrade: a reordered list of options must not change a mark."""
    attempt = sit(course.enrolment, course.quiz, 0, 0)
    question = course.questions[0]
    turned = list(question.options.all())[::-1]
    for place, option in enumerate(turned):
        option.sort_order = place
    question.options.set(turned)

    assert apply(course, resign(question)) is None
    assert states(attempt) == ["right", "right"]


def test_marking_by_hand_and_late_answers_leave_a_regrade_of_another_question_alone():
    course = make_course({}, BY_HAND, {})
    attempt = make.start(course.enrolment, course.quiz)
    first, written, last = attempt.paper()
    right, wrong = ([each["uid"] for each in last.question.content["options"]][n] for n in (0, 1))
    said = {last.pk: {"chosen": [wrong]}, written.pk: {"text": "For her own health."}}
    said[first.pk] = {"chosen": [first.question.content["options"][1]["uid"]]}
    make.submit(attempt, said)
    apply(course, course.questions[0].editions.first(), Mode.FULL)
    assert states(attempt) == ["right", "unmarked", "wrong"]

    rows = {row["uid"]: 1 for row in written.question.content["rubric"]}
    attempt.mark_by_hand({written.pk: rows}, by=course.bahati, at=LATER)
    assert states(attempt) == ["right", "right", "wrong"]

    make.save(attempt, {last.pk: {"chosen": [right]}}, at=LATER)
    attempt.accept_late(by=course.bahati, at=LATER, reason="No network.")
    assert states(attempt) == ["right", "right", "right"]


@pytest.mark.parametrize(
    ("mode", "old_key", "new_key"),
    [
        (Mode.NEW, "wrong", "right"),
        (Mode.BETTER, "right", "right"),
        (Mode.FULL, "right", "right"),
    ],
)
def test_late_answer_earns_what_a_decision_about_its_question_said(course, mode, old_key, new_key):
    """Decided between her handing in and the trainer's letting it count."""
    people = [course.enrolment, another_trainee(course)]
    tries = [sit(each, course.quiz, 2, 0) for each in people]
    sit(another_trainee(course, "Ama Mensah"), course.quiz, 1, 0)  # else it would change nothing
    apply(course, rekey(course.questions[0]), mode)

    for place, attempt in enumerate(tries):
        make.save(attempt, choose(attempt, place, 0))
        attempt.accept_late(by=course.bahati, at=LATER, reason="The network was down.")

    assert [states(each)[0] for each in tries] == [old_key, new_key]


def test_late_answer_that_the_newer_edition_does_not_know_is_marked_by_the_paper(course):
    attempt = sit(course.enrolment, course.quiz, 1, 0)
    question = course.questions[0]
    question.options.set([*question.options.all()][1:])
    apply(course, rekey(question, 0))
    make.save(attempt, choose(attempt, 0, 0))

    attempt.accept_late(by=course.bahati, at=LATER, reason="The network was down.")

    assert states(attempt)[0] == "right"


def test_decision_from_before_she_handed_in_says_nothing_of_her_answers(course):
    first = sit(course.enrolment, course.quiz, 2, 0)
    apply(course, rekey(course.questions[0]), Mode.FULL)
    other = another_trainee(course)
    attempt = sit(other, course.quiz, 2, 0, at=LATER + dt.timedelta(hours=1))
    make.save(attempt, choose(attempt, 1, 0), at=LATER + dt.timedelta(hours=2))

    attempt.accept_late(by=course.bahati, at=LATER + dt.timedelta(hours=3), reason="Network.")

    assert (states(first)[0], states(attempt)[0]) == ("right", "wrong")


def test_nobody_marks_her_own_answers_again(course):
    """An administrator may be a trainee too."""
    attempt = sit(course.enrolment, course.quiz, 1, 0)
    edition = rekey(course.questions[0])

    with pytest.raises(RegradeRefused) as refused:
        apply(course, edition, by=course.user)

    assert refused.value.reason == Reason.HERSELF
    assert (Regrade.objects.count(), states(attempt)) == (0, ["wrong", "right"])
