"""A fact that harms whoever still believes the old one: what changed, and who must learn it again."""

import datetime as dt

from django.db import models

from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.models.edition import ProgrammeEdition
from curriculum.models.page import LessonPage, ModulePage
from curriculum.models.programme import ProgrammePage
from curriculum.models.sign_off import SignOff


class CriticalChangeManager(models.Manager.from_queryset(InsertOnlyQuerySet)):
    def note(
        self, sign_off: SignOff, *, module: ModulePage, lesson: LessonPage | None, at: dt.datetime
    ) -> "CriticalChange | None":
        """Note that what ``sign_off`` signed as critical was published; call it inside that transaction.

        It makes an edition of the programme, alike but for its number: by that, whoever learned an older
        one is known. None where no programme was published yet: nobody can have learned it.
        """
        programme = ProgrammePage.objects.parent_of(module).first()
        edition = programme and programme.freeze_critical(at=at)
        if not edition:
            return None
        return self.create(sign_off=sign_off, edition=edition, module=module, lesson=lesson, at=at)


class CriticalChange(InsertOnly):
    """That a critical fact was published otherwise.

    ``lesson`` is to be read again; where there is none, a skill or a test changed, and a trainer goes
    through it with whoever completed the ``module`` before. What is new, in her words, stands on the
    signature (``SignOff.said``).
    """

    sign_off = models.OneToOneField(
        SignOff, on_delete=models.PROTECT, related_name="critical_change"
    )
    edition = models.OneToOneField(
        ProgrammeEdition, on_delete=models.PROTECT, related_name="critical_change"
    )
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="+")
    lesson = models.ForeignKey(LessonPage, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = CriticalChangeManager()

    class Meta:
        ordering = ["at"]

    def __str__(self):
        return f"{self.edition}: {self.place}"

    @property
    def module_code(self) -> str:
        """Of the module in which the lesson stands now, though it was moved; else of its own."""
        return self.lesson.url_path.split("/")[-3] if self.lesson else self.module.slug

    @property
    def place(self) -> str:
        """Where it is, in codes: "M2 L3", or "M2" where a skill or a test changed."""
        codes = [self.module_code] + ([self.lesson.slug] if self.lesson else [])
        return " ".join(codes).upper()
