"""Pages whose addresses are codes; modules and lessons: the tree that trainers write and trainees read."""

import re
from itertools import count

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from curriculum import linting
from curriculum.blocks import LessonBlocks, ModuleNameBlock, rows_of
from curriculum.changes import changes_of_lesson, changes_of_page
from curriculum.models.checked import Checked
from curriculum.models.editing import CHECKS_PANEL, TITLE_PANEL, how_to
from curriculum.models.edition import Change
from curriculum.models.sign_off import SignOffRefused
from curriculum.models.worded import Worded
from curriculum.previews import CHECKS, FACILITATOR, PREVIEW_MODES, PREVIEW_SIZES
from curriculum.querysets import CodedManager
from curriculum.reminder_days import days_of
from curriculum.scales import weigh_lesson
from curriculum.weighing import Weight

NAMES = "For certificates in other languages. Without one, the name above is printed."
#: Addresses are codes, because a title in the browser's history would tell what belonging means.
CODE = re.compile(r"^[a-z]{1,3}[0-9]{1,3}$")
#: Where modules stand, this is no module: the page of hard words.
WORDS_CODE = re.compile(r"^g[0-9]{1,3}$")


def next_code(parent: Page, letter: str) -> str:
    """The first free code of this letter below a page: l7 where l1 to l6 are taken."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(code for number in count(1) if (code := f"{letter}{number}") not in taken)


def check_reminder_days(text: str) -> None:
    """Refuse what is no list of days."""
    try:
        days_of(text)
    except ValueError as fault:
        raise ValidationError(str(fault)) from fault


class CodedPageForm(WagtailAdminPageForm):
    """Proposes the next free code, so that an author never has to think of one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.parent_page and not self.instance.slug:
            self.initial["slug"] = next_code(self.parent_page, self.instance.code_letter)


class CodedPagePermissions(PagePermissionTester):
    """As Wagtail's, but nobody makes copies or aliases with Wagtail's own form.

    It would take any words for a draft's address, leave the tests behind, take over days of review as they
    are, and put an alias live on the original's signature. ``home.copying`` copies a module.
    """

    def can_copy(self):
        return False


class CodedPage(Worded, Checked, Page):
    """A page whose address is a neutral code; it has no public address of its own.

    It is read through the learner's door (``trainees.views``), never through Wagtail's serve, which
    is not mounted.
    """

    code_letter: str
    base_form_class = CodedPageForm

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        return CodedPagePermissions(user, self)

    def publish(self, revision, *args, **kwargs):
        """Publish; refused (SignOffRefused) when the text is not ready, before it can harm anybody."""
        if reason := revision.as_object().not_ready_to_sign():
            raise SignOffRefused(reason)
        return super().publish(revision, *args, **kwargs)

    promote_panels = [FieldPanel("slug", help_text="A code such as m2: never words.")]
    settings_panels = []

    def changes_since(self, before: "CodedPage | None") -> list[str]:
        """What this draft says otherwise than ``before`` (the signed one, if any), in sentences."""
        return changes_of_page(before and before.spoken(), self.spoken())

    def spoken(self) -> dict:
        """What stands on the page, in words, as ``curriculum.changes`` compares it."""
        raise NotImplementedError

    def clean(self):
        super().clean()
        if not CODE.match(self.slug):
            raise ValidationError(
                {"slug": "Use a code such as m2 or l3: addresses stay in a phone's history."}
            )
        if bool(WORDS_CODE.match(self.slug)) != (self.code_letter == "g"):
            raise ValidationError({"slug": "g1 and the like are for the page of hard words."})


def values_of(stream) -> list:
    return [block.value for block in stream]


class Taught:
    """Something that women learn from or are tested by."""

    def kinds_of_change(self) -> list[Change]:
        """What its signer may call a draft; nothing for the first, which changes nothing.

        A critical change takes a translation away until it is signed anew, and asks everybody who learned
        the old one to learn it again (``CriticalChange``).
        """
        return list(Change) if self.first_published_at else []

    def lesson_to_read(self) -> "LessonPage | None":
        """What to read again after a critical change; None: a trainer goes through it."""
        return None


class ModulePage(Taught, CodedPage):
    """The unit that is completed."""

    code_letter = "m"
    worded = ("title", "summary", "objectives")
    parent_page_types = ["curriculum.ProgrammePage"]
    subpage_types = ["curriculum.LessonPage"]

    summary = models.TextField(max_length=400)
    class_hours = models.PositiveSmallIntegerField(default=0)
    practice_hours = models.PositiveSmallIntegerField(default=0)
    site_hours = models.PositiveSmallIntegerField(default=0)
    opens_last = models.BooleanField(
        default=False,
        help_text="For a final assessment: its quiz and skills open when all other modules are complete.",
    )
    objectives = StreamField(
        [("objective", blocks.CharBlock(max_length=250, icon="pick"))], blank=True
    )

    names = StreamField([("name", ModuleNameBlock())], blank=True, help_text=NAMES)

    objects = CodedManager()

    content_panels = [
        how_to("module"),
        CHECKS_PANEL,
        TITLE_PANEL,
        FieldPanel("names"),
        FieldPanel("summary"),
        FieldPanel("objectives"),
        MultiFieldPanel(
            [FieldPanel("class_hours"), FieldPanel("practice_hours"), FieldPanel("site_hours")],
            heading="Hours",
        ),
        FieldPanel("opens_last"),
    ]

    def module_of_words(self):
        return self

    def as_taught(self) -> linting.Page:
        return linting.module(self.title, self.summary, map(str, values_of(self.objectives)))

    def spoken(self) -> dict:
        names = ("title", "summary", "class_hours", "practice_hours", "site_hours")
        rows = [
            {"key": block.id or "", "name": "Objective", "text": block.value}
            for block in self.objectives
        ]
        rows += [
            {
                "key": name["language"],
                "name": f"Name in {name['language']}",
                "text": name["title"],
            }
            for name in values_of(self.names)
        ]
        order = {"opens_last": True} if self.opens_last else {}
        return {name: getattr(self, name) for name in names} | order | {"rows": rows}

    @property
    def hours(self) -> int:
        """Hours in class, in practice and at the site together."""
        return self.class_hours + self.practice_hours + self.site_hours


class LessonPage(Taught, CodedPage):
    """One page to study, kept light enough for a slow phone."""

    code_letter = "l"
    worded = ("title", "summary", "body")
    parent_page_types = ["curriculum.ModulePage"]
    subpage_types = []
    template = "curriculum/lesson_preview.html"
    preview_modes = PREVIEW_MODES
    preview_sizes = PREVIEW_SIZES

    minutes = models.PositiveSmallIntegerField(
        default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    summary = models.CharField(max_length=250)
    body = StreamField(LessonBlocks())

    objects = CodedManager()

    content_panels = [
        how_to("lesson"),
        CHECKS_PANEL,
        TITLE_PANEL,
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]

    def word_code(self):
        return f"Module {self.module_of_words().slug} lesson {self.slug}"

    def module_of_words(self):
        return ModulePage.objects.get(pk=self.get_parent().pk)

    def lesson_to_read(self):
        return self

    def as_taught(self) -> linting.Page:
        language = self.locale.language_code
        return linting.lesson(
            self.title, self.summary, self.body.get_prep_value(), language=language
        )

    def weight(self) -> Weight | None:
        return weigh_lesson(self)

    def changes_since(self, before: "LessonPage | None") -> list[str]:
        return changes_of_lesson(before and before.spoken(), self.spoken())

    def spoken(self) -> dict:
        names = ("title", "summary", "minutes")
        return {name: getattr(self, name) for name in names} | {"blocks": rows_of(self.body)}

    def get_preview_context(self, request, mode_name):
        weight = self.weight()
        mode = {"weight": weight, "mode": mode_name, "facilitator": mode_name == FACILITATOR}
        if mode_name == CHECKS:
            mode["findings"] = self.findings(weight)
        return super().get_preview_context(request, mode_name) | mode
