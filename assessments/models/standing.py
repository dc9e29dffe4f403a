"""Where a trainee stands in a module: quizzes passed, skills seen; and telling her enrolment."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models.functions import Coalesce, TruncDate

from assessments.models.checklist import Checklist
from assessments.models.quiz import Quiz
from curriculum.models import ModulePage
from trainees.models import Enrolment, EnrolmentState, User


@dataclass(frozen=True)
class ModuleStanding:
    """What one trainee has shown in one module.

    ``passed`` maps quiz code to the grading that passed, ``competent`` checklist code to the
    competent observations since the last one that was not (by the day they were seen; without
    those that wait to be countersigned); both over the whole programme.
    """

    quizzes: tuple[Quiz, ...]
    checklists: tuple[Checklist, ...]
    passed: dict[str, models.Model]
    competent: dict[str, list[models.Model]]
    observations_needed: int

    @property
    def quizzes_left(self) -> list[Quiz]:
        return [quiz for quiz in self.quizzes if quiz.code not in self.passed]

    @property
    def checklists_left(self) -> list[Checklist]:
        return [
            checklist
            for checklist in self.checklists
            if len(self.competent.get(checklist.code, [])) < self.observations_needed
        ]

    @property
    def is_complete(self) -> bool:
        """Something was asked, and all of it is there. A module that asks nothing never completes."""
        asked = bool(self.quizzes and self.checklists)
        return asked and not self.quizzes_left and not self.checklists_left

    def evidence(self) -> dict:
        """The proof as plain JSON: editions and hashes, when and by whom; no answers."""
        return {
            "quizzes": [
                {
                    "quiz": code,
                    "attempt": str(grading.attempt.uuid),
                    "edition": grading.attempt.edition.number,
                    "sha256": grading.attempt.edition.sha256,
                    "submitted_at": grading.attempt.submitted_at.isoformat(),
                }
                for code, grading in sorted(self.passed.items())
                if code in {quiz.code for quiz in self.quizzes}
            ],
            "observations": [
                _evidence_of(code, seen)
                for code, all_seen in sorted(self.competent.items())
                if code in {checklist.code for checklist in self.checklists}
                for seen in all_seen
            ],
        }


def _evidence_of(code: str, seen: models.Model) -> dict:
    """One observation as proof; who countersigned it is named only where somebody did."""
    proof = {
        "checklist": code,
        "observation": str(seen.uuid),
        "edition": seen.edition.number,
        "sha256": seen.edition.sha256,
        "assessor": seen.assessor.username,
        "finished_at": seen.finished_at.isoformat(),
    }
    if seen.is_countersigned:
        proof["countersigned_by"] = seen.countersignature.signed_by.username
    return proof


def standing_of(enrolment: Enrolment, module: ModulePage) -> ModuleStanding:
    """Where a trainee stands in one module (see ``standings_of``)."""
    return standings_of(enrolment, [module])[module.translation_key]


def standings_of(
    enrolment: Enrolment, modules: Sequence[ModulePage]
) -> dict[uuid.UUID, ModuleStanding]:
    """Read where a trainee stands in each module, by translation key: five queries for any number.

    What binds her is what was live when she enrolled or was moved up; a pass on any unvoided attempt
    counts; of observations only those since the last "not yet competent", and where the edition asks for it
    only countersigned ones.
    """
    keys = [module.translation_key for module in modules]
    binding = {"module_keys": keys, "enrolled_at": enrolment.bound_at}
    quizzes = list(Quiz.objects.binding(**binding).select_related("module"))
    checklists = list(Checklist.objects.binding(**binding).select_related("module"))
    passed = _passed(enrolment)
    competent = _competent(enrolment)
    needed = dict(enrolment.requirements().values_list("module_key", "number"))
    return {
        key: ModuleStanding(
            quizzes=tuple(quiz for quiz in quizzes if quiz.module.translation_key == key),
            checklists=tuple(each for each in checklists if each.module.translation_key == key),
            passed=passed,
            competent=competent,
            observations_needed=needed.get(key, 1),
        )
        for key in keys
    }


def report_standing(
    enrolment: Enrolment, module: ModulePage, *, by: User, at: dt.datetime
) -> ModuleStanding:
    """Tell the enrolment who has observed her and, if all is there, that the module is done.

    Call it inside the transaction of the event that may have been the last one.
    """
    standing = standing_of(enrolment, module)
    if enrolment.state != EnrolmentState.ACTIVE:
        return standing
    assessors = {
        seen.assessor.username for all_seen in standing.competent.values() for seen in all_seen
    }
    if assessors != set(enrolment.assessors):
        enrolment.note_assessors(sorted(assessors), by=by, at=at)
    if standing.is_complete:
        enrolment.complete_module(module, by=by, at=at, evidence=standing.evidence())
    return standing


def _passed(enrolment: Enrolment) -> dict[str, models.Model]:
    """The passing grading of each quiz that she passed, by the quiz's code."""
    gradings = (
        apps.get_model("assessments", "Grading")
        .objects.latest_passed()
        .filter(attempt__enrolment=enrolment, attempt__state="graded")
        .select_related("attempt__edition", "attempt__quiz")
        .order_by("-attempt__number")
    )
    return {grading.attempt.quiz.code: grading for grading in gradings}


def _competent(enrolment: Enrolment) -> dict[str, list[models.Model]]:
    """Her competent observations since the last one that was not, by the checklist's code.

    In the order of the days on which she was seen: a sheet typed in late is no later performance.
    Observations from before that day was kept have the day they were finished. One that waits to
    be countersigned does not count yet; "not yet competent" counts at once.
    """
    seen = (
        apps.get_model("assessments", "Observation")
        .objects.final()
        .filter(enrolment=enrolment)
        .select_related("edition", "assessor", "checklist", "countersignature__signed_by")
        .order_by(Coalesce("seen_on", TruncDate("finished_at")), "finished_at", "pk")
    )
    competent: dict[str, list[models.Model]] = {}
    for observation in seen:
        code = observation.checklist.code
        if not observation.competent:
            competent[code] = []
        elif not observation.is_waiting:
            competent.setdefault(code, []).append(observation)
    return competent
