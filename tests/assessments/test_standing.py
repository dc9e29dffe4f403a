"""Where a trainee stands: what counts towards a module, and when it is reported."""

import datetime as dt

import pytest

from assessments.models import (
    Attempt,
    Observation,
    ObservationSheet,
    report_standing,
    standing_of,
    standings_of,
)
from curriculum.models import ModulePage
from tests import make
from tests.assessments.course import another_trainee, make_course, wrong_answers

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MUCH_LATER = make.NOW + 30 * DAY


def pass_quiz(course):
    return make.submit(make.start(course.enrolment, course.quiz))


def observe(course, *missed, by=None, at=make.NOW):
    by = by or course.bahati
    return make.observe(course.enrolment, course.checklist, by, missed=missed, at=at)


def on_paper(course, day, *missed):
    """An observation of that day, typed in from a sheet much later."""
    made = {"enrolment": course.enrolment, "checklist": course.checklist, "by": course.bahati}
    sheet = ObservationSheet.make(**made, at=make.NOW)
    seen = Observation.objects.begin_from_sheet(sheet=sheet, by=course.bahati, at=MUCH_LATER)
    steps = seen.edition.content["steps"]
    done = [step["uid"] for step in steps if step["text"] not in missed]
    noted = {"ticked": done, "remark": "", "seen_on": day.date()}
    seen.finish(**noted, by=course.bahati, at=MUCH_LATER)


def standing(course):
    return standing_of(course.enrolment, course.module)


def completed(course) -> int:
    return course.enrolment.completions.count()


def test_nothing_shown_leaves_everything(course):
    found = standing(course)

    assert (found.quizzes_left, found.checklists_left) == ([course.quiz], [course.checklist])
    assert found.is_complete is False


def test_quiz_alone_completes_nothing(course):
    pass_quiz(course)

    assert (standing(course).quizzes_left, standing(course).is_complete) == ([], False)
    assert completed(course) == 0


def test_skill_alone_completes_nothing(course):
    observe(course)

    assert (standing(course).checklists_left, standing(course).is_complete) == ([], False)
    assert completed(course) == 0


@pytest.mark.parametrize("steps", [(pass_quiz, observe), (observe, pass_quiz)])
def test_quiz_and_skill_complete_the_module_in_either_order(course, steps):
    for step in steps:
        step(course)

    assert (standing(course).is_complete, completed(course)) == (True, 1)


def test_failed_quiz_and_another_trainees_pass_count_for_nothing(course):
    make.submit(make.start(another_trainee(course), course.quiz))
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, wrong_answers(attempt))
    observe(course)

    assert (standing(course).quizzes_left, completed(course)) == ([course.quiz], 0)


def test_critical_step_missed_is_not_competent_whatever_the_total(course):
    pass_quiz(course)
    observe(course, "greets")

    assert (standing(course).checklists_left, completed(course)) == ([course.checklist], 0)


def test_last_failure_resets_competence():
    course = make_course()
    observe(course)
    observe(course, "greets", at=make.NOW + DAY)
    after_failure = standing(course)

    observe(course, at=make.NOW + 2 * DAY)
    pass_quiz(course)

    assert after_failure.competent == {"m1": []}
    assert [seen.finished_at for seen in standing(course).competent["m1"]] == [make.NOW + 2 * DAY]
    assert completed(course) == 1


def test_failure_before_a_success_does_no_harm(course):
    observe(course, "greets")
    observe(course, at=make.NOW + DAY)

    assert standing(course).checklists_left == []


def test_days_decide_and_not_the_order_of_typing_in(course):
    """A failure on paper, typed in after a later success, is no later failure; and the other way."""
    observe(course, at=make.NOW + 2 * DAY)
    on_paper(course, make.NOW + DAY, "greets")
    early_failure = standing(course).checklists_left

    on_paper(course, make.NOW + 3 * DAY, "greets")

    assert (early_failure, standing(course).checklists_left) == ([], [course.checklist])


def test_observation_without_a_day_has_the_day_it_was_finished(course):
    """As all had before the day was kept."""
    observe(course, at=make.NOW + 2 * DAY)
    observe(course, "greets", at=make.NOW + 3 * DAY)
    Observation.objects.update(seen_on=None)

    assert standing(course).checklists_left == [course.checklist]


def test_draft_counts_for_nothing(course):
    pass_quiz(course)
    Observation.objects.begin(
        enrolment=course.enrolment, checklist=course.checklist, by=course.bahati, at=make.NOW
    )

    assert standing(course).checklists_left == [course.checklist]


def test_voiding_a_wrong_failure_completes_what_it_stood_in_the_way_of(course):
    observe(course)
    mistake = observe(course, "greets", at=make.NOW + DAY)
    pass_quiz(course)
    before = completed(course)

    mistake.void(by=course.bahati, at=make.NOW + 2 * DAY, reason="wrong woman")

    assert (before, completed(course)) == (0, 1)


def test_voiding_the_only_competent_one_leaves_the_skill_open(course):
    observe(course).void(by=course.bahati, at=make.NOW, reason="wrong woman")
    pass_quiz(course)

    assert (standing(course).checklists_left, completed(course)) == ([course.checklist], 0)


def test_void_pass_counts_for_nothing(course):
    pass_quiz(course)
    Attempt.objects.get().void(by=course.bahati, at=make.NOW, reason="sat by a friend")
    observe(course)

    assert (standing(course).quizzes_left, completed(course)) == ([course.quiz], 0)


def test_as_many_observations_as_the_programme_asks_for(course):
    programme = make.make_signed_programme(("m5",), code="p5", observations=2)
    enrolment = make.make_enrolment(course.lindiwe, programme)
    module = ModulePage.objects.get(slug="m5")
    checklist = module.checklists.get()

    make.observe(enrolment, checklist, course.bahati)
    after_one = standing_of(enrolment, module).checklists_left
    make.observe(enrolment, checklist, course.bahati, at=make.NOW + DAY)

    assert (after_one, standing_of(enrolment, module).checklists_left) == ([checklist], [])


def test_quiz_added_later_binds_only_later_enrolments(course):
    after = course.quiz.binds_from + dt.timedelta(microseconds=1)
    type(course.enrolment).objects.filter(pk=course.enrolment.pk).update(enrolled_at=after)
    course.enrolment.refresh_from_db()
    make.sign(make.make_quiz(course.module, course.questions, code="later"))

    assert [quiz.code for quiz in standing(course).quizzes] == ["m1"]
    newcomer = another_trainee(course)
    assert [quiz.code for quiz in standing_of(newcomer, course.module).quizzes] == ["later", "m1"]


def test_module_that_asks_nothing_never_completes(course):
    course.quiz.unpublish()
    observe(course)

    assert (standing(course).is_complete, completed(course)) == (False, 0)


def test_evidence_names_editions_and_people_but_no_answer(course):
    graded = pass_quiz(course)
    seen = observe(course)

    evidence = course.enrolment.completions.get().evidence

    quiz, checklist = course.quiz.editions.get(), course.checklist.editions.get()
    assert evidence["quizzes"] == [
        {
            "quiz": "m1",
            "attempt": str(graded.attempt.uuid),
            "edition": 1,
            "sha256": quiz.sha256,
            "submitted_at": make.NOW.isoformat(),
        }
    ]
    assert evidence["observations"] == [
        {
            "checklist": "m1",
            "observation": str(seen.uuid),
            "edition": 1,
            "sha256": checklist.sha256,
            "assessor": "bahati",
            "finished_at": make.NOW.isoformat(),
        }
    ]


def test_report_to_an_enrolment_that_is_not_active_changes_nothing(course):
    pass_quiz(course)
    Observation.objects.filter(pk=observe(course, "greets").pk).update(competent=True)
    course.enrolment.withdraw(by=course.bahati, at=make.NOW, reason="moved")

    found = report_standing(course.enrolment, course.module, by=course.bahati, at=make.NOW)

    assert (found.is_complete, completed(course), course.enrolment.assessors) == (True, 0, [])


def test_standings_take_five_queries_for_any_number_of_modules(course, django_assert_num_queries):
    programme = make.make_signed_programme(("m5", "m6", "m7"), code="p5")
    enrolment = make.make_enrolment(course.lindiwe, programme)
    modules = [need.module for need in enrolment.requirements() if need.module]
    make.submit(_studied(enrolment, modules[0]))

    for some in (modules[:1], modules):
        with django_assert_num_queries(5):
            found = standings_of(enrolment, some)
        assert len(found) == len(some)
    assert [each.quizzes_left == [] for each in found.values()] == [True, False, False]


def _studied(enrolment, module):
    make.study_all(enrolment, module)
    return make.start(enrolment, module.quizzes.get())
