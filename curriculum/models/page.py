"""Programme, module, lesson: the tree that trainers write and trainees read."""

import re
from itertools import count

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester

from curriculum.blocks import LessonBlocks, ModuleNameBlock, ProgrammeNameBlock
from curriculum.models.edition import Change, ProgrammeEdition, Requirement
from curriculum.models.sign_off import SignOff
from curriculum.models.word_edition import WordEdition
from curriculum.models.worded import Worded
from curriculum.querysets import CodedManager
from curriculum.reminder_days import REMINDER_DAYS, days_of

NAMES = "For certificates in other languages. Without one, the name above is printed."
#: Addresses are codes, because a title in the browser's history would tell what belonging means.
CODE = re.compile(r"^[a-z]{1,3}[0-9]{1,3}$")


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


class CodedPage(Worded, Page):
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

    promote_panels = [FieldPanel("slug", help_text="A code such as m2: never words.")]
    settings_panels = []

    def clean(self):
        super().clean()
        if not CODE.match(self.slug):
            raise ValidationError(
                {"slug": "Use a code such as m2 or l3: addresses stay in a phone's history."}
            )


class ProgrammePage(CodedPage):
    """What a certificate is earned for, and the rules of earning it.

    draft --sign--> live, and a ProgrammeEdition freezes modules and rules at that moment.
    """

    code_letter = "p"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["curriculum.ModulePage"]

    neutral_title = models.CharField(
        max_length=120,
        help_text="Printed on the neutral certificate and said to outsiders. It must not tell what"
        " belonging to the programme means.",
    )
    level = models.CharField(max_length=60, help_text="For example: Foundation.")
    hours = models.PositiveSmallIntegerField(help_text="Guided hours, printed on the certificate.")
    valid_months = models.PositiveSmallIntegerField(default=24)
    refresher_months = models.PositiveSmallIntegerField(
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="Months after the day of issue when a refresher is due.",
    )
    grace_days = models.PositiveSmallIntegerField(
        default=60,
        validators=[MaxValueValidator(365)],
        help_text="Days after which she is late with it.",
    )
    reminder_days = models.CharField(
        max_length=60,
        default=", ".join(map(str, REMINDER_DAYS)),
        validators=[check_reminder_days],
        help_text="Days before the last day when the holder is reminded: 90, 30, 7.",
    )
    assessors = models.PositiveSmallIntegerField(
        default=2, help_text="At least this many different trainers must have observed her."
    )
    observations = models.PositiveSmallIntegerField(
        default=1, help_text="Observations needed in each module."
    )
    rules_reason = models.TextField(help_text="Why these numbers; kept with each edition.")
    names = StreamField([("name", ProgrammeNameBlock())], blank=True, help_text=NAMES)

    objects = CodedManager()

    content_panels = [
        FieldPanel("title"),
        FieldPanel("neutral_title"),
        FieldPanel("level"),
        FieldPanel("hours"),
        MultiFieldPanel(
            [
                FieldPanel("valid_months"),
                FieldPanel("refresher_months"),
                FieldPanel("grace_days"),
                FieldPanel("reminder_days"),
                FieldPanel("assessors"),
                FieldPanel("observations"),
                FieldPanel("rules_reason"),
            ],
            heading="Rules",
        ),
        FieldPanel("names"),
    ]

    def publish(self, revision, *args, **kwargs):
        """Publish, and freeze an edition in the same transaction."""
        with transaction.atomic():
            result = super().publish(revision, *args, **kwargs)
            live = ProgrammePage.objects.get(pk=self.pk)
            if live.live:
                signed = SignOff.objects.filter(revision=revision).first()
                live.freeze_edition(signed.change if signed else "")
        return result

    def kinds_of_change(self) -> list[Change]:
        """What its signer may call this draft; nothing for the first edition, which changes nothing.

        Other rules or modules are no matter of wording.
        """
        latest = self.editions.first()
        if latest is None:
            return []
        now = _without_words(self._content(self._modules()))
        is_wording = now == _without_words(latest.content)
        return [kind for kind in Change if is_wording or kind != Change.WORDING]

    def _modules(self) -> list["ModulePage"]:
        return list(ModulePage.objects.child_of(self).live().order_by("path"))

    def freeze_edition(self, change: str = "") -> ProgrammeEdition:
        """Freeze the live modules and rules as the next edition (or return the latest, if alike).

        A critical change makes an edition even if modules and rules are alike: the fact that changed
        stands in a lesson, and those who learned the old one must be told.
        """
        modules = self._modules()
        edition, is_new = ProgrammeEdition.freeze(
            self,
            content=self._content(modules),
            at=self.last_published_at,
            even_if_alike=change == Change.CRITICAL,
            change=change or Change.MEANING,
        )
        if is_new:
            for position, module in enumerate(modules, start=1):
                Requirement(
                    edition=edition,
                    position=position,
                    kind=Requirement.Kind.MODULE,
                    module=module,
                    module_key=module.translation_key,
                    number=self.observations,
                ).save()
            Requirement(
                edition=edition,
                position=len(modules) + 1,
                kind=Requirement.Kind.ASSESSORS,
                number=self.assessors,
            ).save()
        return edition

    def _content(self, modules: list["ModulePage"]) -> dict:
        translations = self._translations(modules)
        # silent where there is none, so that editions from before are alike
        return self._own_content(modules) | ({"translations": translations} if translations else {})

    def _translations(self, modules: list["ModulePage"]) -> dict[str, dict]:
        found: dict[str, dict] = {}
        for name in _values(self.names):
            words = {word: name[word] for word in ("title", "neutral_title", "level")}
            found[name["language"]] = words | {"modules": {}}
        for module in modules:
            for name in _values(module.names):
                there = found.setdefault(name["language"], {"modules": {}})
                there["modules"][module.slug] = name["title"]
        return found

    def _own_content(self, modules: list["ModulePage"]) -> dict:
        return {
            "code": self.slug,
            "title": self.title,
            "neutral_title": self.neutral_title,
            "level": self.level,
            "hours": self.hours,
            "valid_months": self.valid_months,
            "refresher_months": self.refresher_months,
            "grace_days": self.grace_days,
            "reminder_days": days_of(self.reminder_days),
            "assessors": self.assessors,
            "observations": self.observations,
            "rules_reason": self.rules_reason,
            "modules": [
                {
                    "key": str(module.translation_key),
                    "code": module.slug,
                    "title": module.title,
                    "hours": module.hours,
                }
                for module in modules
            ],
        }


def _values(names) -> list[dict]:
    return [block.value for block in names]


def _without_words(content: dict) -> dict:
    """What an edition asks for, without how it is called."""
    rules = {name: value for name, value in (_UNSAID | content).items() if name not in _WORDS}
    modules = [{**module, "title": ""} for module in content["modules"]]
    return rules | {"modules": modules}


_WORDS = {"title", "neutral_title", "level", "rules_reason", "translations"}
#: What an edition asks for that was frozen before it could say so.
_UNSAID = {"refresher_months": 12, "grace_days": 60, "reminder_days": list(REMINDER_DAYS)}


class ModulePage(CodedPage):
    """The unit that is completed."""

    code_letter = "m"
    worded = ("title", "summary", "objectives")
    parent_page_types = ["curriculum.ProgrammePage"]
    subpage_types = ["curriculum.LessonPage"]

    summary = models.TextField(max_length=400)
    class_hours = models.PositiveSmallIntegerField(default=0)
    practice_hours = models.PositiveSmallIntegerField(default=0)
    site_hours = models.PositiveSmallIntegerField(default=0)
    objectives = StreamField(
        [("objective", blocks.CharBlock(max_length=250, icon="pick"))], blank=True
    )

    names = StreamField([("name", ModuleNameBlock())], blank=True, help_text=NAMES)

    objects = CodedManager()

    content_panels = [
        FieldPanel("title"),
        FieldPanel("names"),
        FieldPanel("summary"),
        FieldPanel("objectives"),
        MultiFieldPanel(
            [FieldPanel("class_hours"), FieldPanel("practice_hours"), FieldPanel("site_hours")],
            heading="Hours",
        ),
    ]

    def module_of_words(self):
        return self

    @property
    def hours(self) -> int:
        """Hours in class, in practice and at the site together."""
        return self.class_hours + self.practice_hours + self.site_hours


class LessonPage(CodedPage):
    """One page to study, kept light enough for a slow phone."""

    code_letter = "l"
    worded = ("title", "summary", "body")
    parent_page_types = ["curriculum.ModulePage"]
    subpage_types = []
    template = "curriculum/lesson_preview.html"
    preview_modes = [("", "As the trainee reads it"), ("facilitator", "With the trainer's notes")]

    minutes = models.PositiveSmallIntegerField(
        default=10, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    summary = models.CharField(max_length=250)
    body = StreamField(LessonBlocks())

    objects = CodedManager()

    content_panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]

    def word_code(self):
        return f"Module {self.module_of_words().slug} lesson {self.slug}"

    def module_of_words(self):
        return ModulePage.objects.get(pk=self.get_parent().pk)

    def kinds_of_change(self) -> list[Change]:
        """What its signer may call this draft; asked only where women read it in another language.

        A critical change takes their translation away until it is signed anew.
        """
        translated = WordEdition.objects.of(self).exclude(source=None)
        return list(Change) if translated.exists() else []

    def get_preview_context(self, request, mode_name):
        context = super().get_preview_context(request, mode_name)
        return context | {"facilitator": mode_name == "facilitator"}
