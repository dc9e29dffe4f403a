"""A case that several questions share."""

import uuid

from django.db import models

from assessments.changes import changes_of_case
from assessments.models.snippet import SignedSnippet
from curriculum import words
from curriculum.models import Edition, ModulePage


class Case(SignedSnippet):
    """A story over one or more ordinary questions, which stand together on a paper.

    Signed by itself. Its text travels into the editions of its questions; when a changed case is
    signed, its live questions are frozen anew, and a quiz takes them when it is next signed.
    """

    worded = words.CASE

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(max_length=20, unique=True, help_text="For example c2-1.")
    module = models.ForeignKey(ModulePage, on_delete=models.PROTECT, related_name="cases")
    title = models.CharField(max_length=120)
    text = models.TextField(help_text="The story, with an invented name. At most 150 words.")

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code

    def changes_since(self, before: "Case | None") -> list[str]:
        return changes_of_case(before and before.as_content(), self.as_content())

    def not_ready_to_sign(self) -> str:
        return "" if self.text.strip() else "The case has no text yet."

    def freeze_edition(self) -> "CaseEdition":
        edition, is_new = CaseEdition.freeze(
            self, content=self.as_content(), at=self.last_published_at
        )
        if is_new:
            for question in self.questions.filter(live=True):
                question.freeze_edition(at=self.last_published_at)
        return edition

    def as_content(self) -> dict:
        return {"uid": str(self.uid), "code": self.code, "title": self.title, "text": self.text}

    def get_preview_template(self, request, mode_name):
        return "assessments/case_preview.html"

    def get_preview_context(self, request, mode_name):
        return {"case": self.as_content()}


class CaseEdition(Edition):
    """A case as it was signed. ``content`` is ``Case.as_content()``."""

    of = "case"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="editions")

    class Meta(Edition.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_edition_number")
        ]
