"""One trainee in one programme: what she studied, what she completed, on what evidence."""

import datetime as dt

from django.db import models, transaction
from django.db.models import Count, Max, Q
from wagtail.log_actions import log

from curriculum.canonical import digest
from curriculum.insert_only import InsertOnly
from curriculum.models import (
    CriticalChange,
    LessonPage,
    ModulePage,
    ProgrammeEdition,
    ProgrammePage,
    Requirement,
)
from curriculum.querysets import unsigned_below
from trainees.models.done import Completion, LessonProgress
from trainees.models.enrolment_state import EnrolmentRefused, EnrolmentState
from trainees.models.place import StaffScope, in_scope
from trainees.models.relearned import Relearned, to_relearn
from trainees.models.trainee import Trainee
from trainees.models.user import User
from trainees.progress import Missing, Need, Practice, left_before, missing
from trainees.signals import enrolment_completed


class EnrolmentQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Her own enrolments, and those of the trainees a trainer looks after. Can be chained."""
        if not user.is_authenticated:
            return self.none()
        scoped = in_scope(
            user,
            StaffScope.Role.TRAINER,
            cohort="trainee__cohort",
            site="trainee__cohort__site",
        )
        return self.filter(Q(trainee__user=user) | Q(scoped))

    def for_trainee(self, trainee: Trainee):
        """All enrolments of one trainee. Can be chained."""
        return self.filter(trainee=trainee)

    def open_to(self, user: User):
        """Enrolments whose lessons this signed-in trainee may read. Can be chained."""
        return self.filter(trainee__user=user).exclude(state=EnrolmentState.WITHDRAWN)

    def active(self):
        """Enrolments under way. Can be chained."""
        return self.filter(state=EnrolmentState.ACTIVE)

    def completed(self):
        """Completed enrolments. Can be chained."""
        return self.filter(state=EnrolmentState.COMPLETED)

    def with_people(self):
        """With trainee, user, cohort, site, edition and programme. Can be chained."""
        return self.select_related("trainee__user", "trainee__cohort__site", "edition", "programme")


class EnrolmentManager(models.Manager.from_queryset(EnrolmentQuerySet)):
    def enrol(
        self, *, trainee: Trainee, programme: ProgrammePage, by: User, at: dt.datetime
    ) -> "Enrolment":
        """Enrol a trainee; the programme's newest edition is pinned.

        Refused when the programme is not published or a live part of it is unsigned. Already
        enrolled and active: that enrolment is returned. Logged as ``trainees.enrol``.
        """
        edition = programme.editions.order_by("-number").first()
        if not programme.live or edition is None:
            raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_PUBLISHED)
        if unsigned_below(programme).exists():
            raise EnrolmentRefused(EnrolmentRefused.Reason.UNSIGNED)
        with transaction.atomic():
            Trainee.objects.select_for_update().get(pk=trainee.pk)
            same = self.active().filter(trainee=trainee, edition__programme=programme).first()
            if same:
                return same
            enrolment = self.create(
                trainee=trainee, edition=edition, programme=programme, enrolled_at=at
            )
            log(instance=enrolment, action="trainees.enrol", user=by)
        return enrolment


class Enrolment(models.Model):
    """One trainee in one programme.

    active --last completion--> completed
    active --withdraw--> withdrawn --reinstate--> active

    Personal data: that she learns here. Kept as long as a certificate rests on it; never deleted.
    """

    trainee = models.ForeignKey(Trainee, on_delete=models.PROTECT, related_name="enrolments")
    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="+")
    edition = models.ForeignKey(ProgrammeEdition, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.ACTIVE
    )
    enrolled_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    moved_up_at = models.DateTimeField(
        null=True, blank=True, help_text="When she was last moved up to a newer edition."
    )
    assessors = models.JSONField(default=list, help_text="Who observed her: user names, sorted.")

    objects = EnrolmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trainee", "programme"],
                condition=Q(state="active"),
                name="one_active_enrolment",
            ),
            models.CheckConstraint(
                condition=Q(state="completed", completed_at__isnull=False)
                | (~Q(state="completed") & Q(completed_at__isnull=True)),
                name="completed_has_moment",
            ),
        ]

    def __str__(self):
        return f"{self.trainee} in {self.programme.slug}"

    # Reading ---------------------------------------------------------------------------------

    def missing(self) -> list[Missing]:
        """What the pinned edition asks for and she has not done yet, in order.

        Three queries, its edition at hand; two where neither contacts nor conduct are asked.
        """
        completions = list(self.completions.all())
        needs = [
            Need(need.kind, str(need.module_key or ""), need.number) for need in self.requirements()
        ]
        is_asked = any(need.kind in ("contacts", "conduct") for need in needs)
        return missing(
            needs,
            completed=[str(done.module_key) for done in completions],
            assessors=self.assessors,
            practice=self.practice() if is_asked else Practice(),
        )

    def practice(self) -> Practice:
        """How many of her contacts count, and when she signed the rules of her pinned edition. One query."""
        these = Q(conduct_signatures__sha256=digest(self.edition.conduct))
        return Practice(
            **Enrolment.objects.filter(pk=self.pk).aggregate(
                contacts=Count("practicum", filter=Q(practicum__voided=None), distinct=True),
                signed_at=Max("conduct_signatures__signed_at", filter=these),
            )
        )

    def conduct_signature(self) -> InsertOnly | None:
        """Her signature under the rules of her pinned edition: those of an older one are other rules."""
        return self.conduct_signatures.filter(sha256=digest(self.edition.conduct)).first()

    def requirements(self):
        """The pinned edition's requirements, in order, with their modules: a queryset."""
        return (
            Requirement.objects.filter(edition_id=self.edition_id)
            .select_related("module")
            .order_by("position")
        )

    def left_before(self, module: ModulePage) -> list[str]:
        """Codes of the modules that she must complete before this one opens, by her pinned edition.

        None, unless it opens last: then one query.
        """
        modules, key = self.edition.content["modules"], str(module.translation_key)
        if not left_before(modules, key=key, completed=()):
            return []
        done = self.completions.values_list("module_key", flat=True)
        return left_before(modules, key=key, completed={str(each) for each in done})

    # Transitions -----------------------------------------------------------------------------

    def study(self, lesson: LessonPage, *, at: dt.datetime) -> LessonProgress:
        """Note that she studied a lesson, by her own act. Twice returns the first note.

        What changed critically in it since she studied it first, she has learned again.
        """
        if self.state == EnrolmentState.WITHDRAWN:
            raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_ACTIVE)
        progress, is_new = LessonProgress.objects.get_or_create(
            enrolment=self,
            lesson_key=lesson.translation_key,
            defaults={"lesson": lesson, "studied_at": at},
        )
        if not is_new:
            for change in to_relearn(self.pk).filter(lesson=lesson):
                self._relearned(change, by=self.trainee.user, at=at)
        return progress

    def relearn(self, change: CriticalChange, *, by: User, at: dt.datetime) -> Relearned:
        """Note that a trainer went through a change of a skill or a test with her. Twice is quiet.

        Refused for a lesson, which she reads again herself, and when she is withdrawn. Logged as
        ``trainees.relearn``.
        """
        if self.state == EnrolmentState.WITHDRAWN:
            raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_ACTIVE)
        if change.lesson_id:
            raise EnrolmentRefused(EnrolmentRefused.Reason.HERS_TO_READ)
        with transaction.atomic():
            row, is_new = self._relearned(change, by=by, at=at)
            if is_new:
                data = {"module": change.module.slug, "edition": change.edition.number}
                log(instance=self, action="trainees.relearn", user=by, data=data)
        return row

    def _relearned(
        self, change: CriticalChange, *, by: User, at: dt.datetime
    ) -> tuple[Relearned, bool]:
        return Relearned.objects.get_or_create(
            enrolment=self, change=change, defaults={"by": by, "at": at}
        )

    def complete_module(
        self, module: ModulePage, *, by: User, at: dt.datetime, evidence: dict
    ) -> Completion:
        """Note that a module is done, and complete the enrolment if nothing is missing any more.

        ``evidence`` is frozen as given (plain JSON: what was passed, by which editions, observed
        by whom). Refused when the enrolment is not active or the module is not required. Twice
        returns the first completion. The enrolment's row is locked. Logged as
        ``trainees.complete_module``; the last completion sends ``enrolment_completed``.
        """
        with transaction.atomic():
            locked = self.lock()
            done = locked.completions.filter(module_key=module.translation_key).first()
            if done is None:
                locked._refuse_unless_required(module)
                done = locked.completions.create(
                    module=module,
                    module_key=module.translation_key,
                    completed_at=at,
                    evidence=evidence,
                )
                log(
                    instance=locked,
                    action="trainees.complete_module",
                    user=by,
                    data={"module": module.slug},
                )
            locked.complete_if_done(by=by, at=at)
        self.refresh_from_db()
        return done

    @property
    def bound_at(self) -> dt.datetime:
        """The moment whose quizzes and checklists bind her: that of the edition which she keeps."""
        return self.moved_up_at or self.enrolled_at

    def newer_edition(self) -> ProgrammeEdition | None:
        """The edition to which she may be moved up; None when she has the newest, or is not active.

        Editions that only tell of a changed fact ask for nothing else, and are passed over. One query while
        she is active. It may be offered, and is never taken for her.
        """
        if self.state != EnrolmentState.ACTIVE:
            return None
        newer = ProgrammeEdition.objects.filter(
            programme=self.programme_id, critical_change=None, number__gt=self.edition.number
        )
        return newer.first()

    def move_up(self, *, to: ProgrammeEdition, by: User, at: dt.datetime) -> None:
        """Let her be asked what the newest edition asks, from now on; what she did stays done.

        ``to`` is the edition whose changes were read: refused when there is a newer one by now, when she
        is not active, or when a live part of the programme is unsigned. Twice is quiet. Quizzes and
        checklists that were added since bind her too. If nothing is missing, she has completed. Locks
        the enrolment. Logged as ``trainees.move_up``.
        """
        reason = EnrolmentRefused.Reason
        if unsigned_below(self.programme).exists():
            raise EnrolmentRefused(reason.UNSIGNED)
        with transaction.atomic():
            locked = self.lock()
            if locked.edition_id != to.pk:
                if locked.state != EnrolmentState.ACTIVE:
                    raise EnrolmentRefused(reason.NOT_ACTIVE)
                if locked.newer_edition() != to:
                    raise EnrolmentRefused(reason.NOT_NEWEST)
                editions = {"from": locked.edition.number, "to": to.number}
                locked.edition, locked.moved_up_at = to, at
                locked.save(update_fields=["edition", "moved_up_at"])
                log(instance=locked, action="trainees.move_up", user=by, data=editions)
                locked.complete_if_done(by=by, at=at)
        self.refresh_from_db()

    def note_assessors(self, assessors: list[str], *, by: User, at: dt.datetime) -> None:
        """Note whose observations of her count, and complete the enrolment if that was the last need.

        ``assessors`` names all of them, each by a string that stays the same for the same person; who
        is not named any more (her observation was voided) no longer counts. The enrolment's row is
        locked; saying the same twice changes nothing.
        """
        with transaction.atomic():
            locked = self.lock()
            if locked.state != EnrolmentState.ACTIVE:
                return
            locked.assessors = sorted(set(assessors))
            locked.save(update_fields=["assessors"])
            locked.complete_if_done(by=by, at=at)
        self.refresh_from_db()

    def sign_conduct(self, *, by: User, at: dt.datetime) -> InsertOnly:
        """She signs the rules of conduct of her pinned edition, which may complete the enrolment.

        Twice returns the first signature. Refused to everybody but herself, when her edition asks for
        none, when she was moved up to other rules than this object was read with, and when the
        enrolment is not active. Its row is locked. Logged as ``trainees.sign_conduct``.
        """
        if by.pk != self.trainee.user_id:
            raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_HERS)
        if not self.edition.conduct:
            raise EnrolmentRefused(EnrolmentRefused.Reason.NO_CONDUCT)
        with transaction.atomic():
            locked = self.lock()
            if locked.edition.conduct != self.edition.conduct:
                raise EnrolmentRefused(EnrolmentRefused.Reason.OTHER_RULES)
            signed = locked.conduct_signature()
            if signed is None:
                if locked.state != EnrolmentState.ACTIVE:
                    raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_ACTIVE)
                signed = locked.conduct_signatures.create(
                    edition=locked.edition, sha256=digest(locked.edition.conduct), signed_at=at
                )
                log(instance=locked, action="trainees.sign_conduct", user=by)
                locked.complete_if_done(by=by, at=at)
        self.refresh_from_db()
        return signed

    def withdraw(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """End an active enrolment; nothing she did is lost. Twice is quiet. Logged with the reason."""
        self._change(EnrolmentState.ACTIVE, EnrolmentState.WITHDRAWN, by, "withdraw", reason)

    def reinstate(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """Take a withdrawn enrolment up again. Twice is quiet. Logged with the reason.

        Refused when she has another active enrolment in the programme.
        """
        self._change(EnrolmentState.WITHDRAWN, EnrolmentState.ACTIVE, by, "reinstate", reason)

    def lock(self) -> "Enrolment":
        """This row again, locked until the transaction ends."""
        row = Enrolment.objects.select_for_update(of=("self",)).select_related("edition")
        return row.get(pk=self.pk)

    def _refuse_if_enrolled_again(self) -> None:
        Trainee.objects.select_for_update().get(pk=self.trainee_id)  # as ``enrol`` does
        others = Enrolment.objects.active().filter(trainee_id=self.trainee_id)
        if others.filter(programme_id=self.programme_id).exists():
            raise EnrolmentRefused(EnrolmentRefused.Reason.ENROLLED_AGAIN)

    def _refuse_unless_required(self, module: ModulePage) -> None:
        if self.state != EnrolmentState.ACTIVE:
            raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_ACTIVE)
        if not self.requirements().filter(module_key=module.translation_key).exists():
            raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_REQUIRED)

    def complete_if_done(self, *, by: User, at: dt.datetime) -> None:
        """Complete it if nothing is missing. For a locked row, in the transaction of the last need."""
        if self.state != EnrolmentState.ACTIVE or self.missing():
            return
        self.state = EnrolmentState.COMPLETED
        self.completed_at = at
        self.save(update_fields=["state", "completed_at"])
        log(instance=self, action="trainees.complete", user=by)
        enrolment_completed.send(sender=Enrolment, enrolment=self, at=at)

    def _change(self, old: str, new: str, by: User, verb: str, reason: str) -> None:
        with transaction.atomic():
            locked = self.lock()
            if locked.state == new:
                return
            if locked.state != old:
                raise EnrolmentRefused(EnrolmentRefused.Reason.NOT_ACTIVE)
            if new == EnrolmentState.ACTIVE:
                locked._refuse_if_enrolled_again()
            locked.state = new
            locked.save(update_fields=["state"])
            log(instance=locked, action=f"trainees.{verb}", user=by, data={"reason": reason})
        self.refresh_from_db()
