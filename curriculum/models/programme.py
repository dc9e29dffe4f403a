"""The programme: what a certificate is earned for, and the rules of earning it."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from curriculum import linting
from curriculum.blocks import ProgrammeNameBlock
from curriculum.changes import changes_of_page, module_rows, spoken_edition
from curriculum.models.editing import CHECKS_PANEL, TITLE_PANEL, how_to
from curriculum.models.edition import Change, ProgrammeEdition, Requirement
from curriculum.models.page import NAMES, CodedPage, ModulePage, check_reminder_days, values_of
from curriculum.models.sign_off import SignOff
from curriculum.querysets import CodedManager
from curriculum.reminder_days import REMINDER_DAYS, days_of


class ProgrammePage(CodedPage):
    """What a certificate is earned for, and the rules of earning it.

    draft --sign--> live, and a ProgrammeEdition freezes modules and rules at that moment.
    """

    code_letter = "p"
    parent_page_types = ["home.HomePage"]
    subpage_types = ["curriculum.ModulePage", "curriculum.GlossaryPage"]

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
    contacts = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(200)],
        help_text="Practicum: contacts with clients in which a trainer must have seen her. 0: not asked.",
    )
    rules_reason = models.TextField(help_text="Why these numbers; kept with each edition.")
    conduct = StreamField(
        [("rule", blocks.CharBlock(max_length=250, icon="pick"))],
        blank=True,
        help_text="Code of conduct: one plain rule each, as she would say it. She signs all of them."
        " Without any, nothing is asked.",
    )
    names = StreamField([("name", ProgrammeNameBlock())], blank=True, help_text=NAMES)

    objects = CodedManager()

    content_panels = [
        how_to("programme"),
        CHECKS_PANEL,
        TITLE_PANEL,
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
                FieldPanel("contacts"),
                FieldPanel("rules_reason"),
            ],
            heading="Rules",
        ),
        FieldPanel("conduct"),
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

    def as_taught(self) -> linting.Page:
        own = {"title": self.title, "neutral_title": self.neutral_title, "level": self.level}
        rules = values_of(self.conduct)
        return linting.programme(own, self.rules_reason, values_of(self.names), rules)

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

    def changes_since(self, before: "ProgrammePage | None") -> list[str]:
        """Of the modules: what is live now against what stands in the latest edition."""
        latest = self.editions.first()
        was = before and before.spoken() | {"rows": module_rows(latest.content if latest else {})}
        return changes_of_page(was, self.spoken())

    def spoken(self) -> dict:
        return spoken_edition(self._content(self._modules()))

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
            for position, need in enumerate(self._requirements(modules), start=1):
                Requirement(edition=edition, position=position, **need).save()
        return edition

    def freeze_critical(self, *, at: dt.datetime) -> ProgrammeEdition | None:
        """Freeze the latest edition again, because a fact of what it teaches changed; None without one.

        Alike in everything, whatever waits for a signature: only who learned by which is told by it.
        """
        ProgrammePage.objects.select_for_update(of=("self",)).get(
            pk=self.pk
        )  # two may be published at once
        latest = self.editions.first()
        if latest is None:
            return None
        edition, _ = ProgrammeEdition.freeze(
            self, content=latest.content, at=at, even_if_alike=True, change=Change.CRITICAL
        )
        for need in latest.requirements.all():
            need.pk, need._state.adding, need.edition = None, True, edition
            need.save()
        return edition

    def _requirements(self, modules: list["ModulePage"]) -> list[dict]:
        kind = Requirement.Kind
        needs: list[dict] = [
            {
                "kind": kind.MODULE,
                "module": module,
                "module_key": module.translation_key,
                "number": self.observations,
            }
            for module in modules
        ]
        needs.append({"kind": kind.ASSESSORS, "number": self.assessors})
        if self.contacts:
            needs.append({"kind": kind.CONTACTS, "number": self.contacts})
        if self.conduct:
            needs.append({"kind": kind.CONDUCT, "number": 1})
        return needs

    def _content(self, modules: list["ModulePage"]) -> dict:
        if_any = {
            "contacts": self.contacts,
            "conduct": values_of(self.conduct),
            "translations": self._translations(modules),
        }
        # silent where there is none, so that editions from before are alike
        return self._own_content(modules) | {name: said for name, said in if_any.items() if said}

    def _translations(self, modules: list["ModulePage"]) -> dict[str, dict]:
        found: dict[str, dict] = {}
        for name in values_of(self.names):
            words = {word: name[word] for word in ("title", "neutral_title", "level")}
            found[name["language"]] = words | {"modules": {}}
        for module in modules:
            for name in values_of(module.names):
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
                    **({"opens_last": True} if module.opens_last else {}),
                }
                for module in modules
            ],
        }


def _without_words(content: dict) -> dict:
    """What an edition asks for, without how it is called."""
    rules = {name: value for name, value in (_UNSAID | content).items() if name not in _WORDS}
    modules = [{**module, "title": ""} for module in content["modules"]]
    return rules | {"modules": modules}


_WORDS = {"title", "neutral_title", "level", "rules_reason", "translations"}
#: What an edition asks for that was frozen before it could say so.
_UNSAID = {"refresher_months": 12, "grace_days": 60, "reminder_days": list(REMINDER_DAYS)}
