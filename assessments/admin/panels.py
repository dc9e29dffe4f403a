"""What authors fill in, grouped; ``data-kinds`` lets a script show only what the chosen type uses."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, Panel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from assessments.admin.rows import RowsPanel
from assessments.advice import question_advice, quiz_advice
from curriculum.models.editing import how_to

CHOOSING = "single multiple true_false"


class AdvicePanel(Panel):
    """What the linter says of the text as it was last saved; recomputed whenever the page is opened."""

    def __init__(self, template: str, advise, **kwargs):
        super().__init__(**kwargs)
        self.template, self.advise = template, advise

    def clone_kwargs(self):
        return super().clone_kwargs() | {"template": self.template, "advise": self.advise}

    class BoundPanel(Panel.BoundPanel):
        class Media:
            css = {"all": ("css/authors.css",)}

        @property
        def template_name(self):
            return self.panel.template

        def is_shown(self):
            """Not before there is anything to speak of; the preview covers what is not saved yet."""
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            return context | {"advice": self.panel.advise(self.instance), "quiz": self.instance}


def kinds(panel: Panel, names: str) -> Panel:
    """Show a panel for these types only, unless it holds something already."""
    panel.attrs |= {"data-kinds": names, "data-keep-filled": ""}
    return panel


def group(heading: str, *children: Panel, folded: bool = False) -> MultiFieldPanel:
    return MultiFieldPanel(list(children), heading=heading, classname="collapsed" if folded else "")


def fields(*names: str) -> list[FieldPanel]:
    return [FieldPanel(name) for name in names]


CASE_PANELS = [
    how_to("case", "assessments"),
    FieldRowPanel(fields("code", "module")),
    *fields("title", "text"),
]

QUESTION_PANELS = [
    how_to("question", "assessments"),
    AdvicePanel("assessments/admin/advice.html", question_advice, heading="What to mend"),
    group(
        "The question",
        FieldRowPanel(fields("code", "kind")),
        FieldPanel("module"),
        *fields("case", "scenario", "stem"),
    ),
    kinds(
        RowsPanel(
            "options",
            panels=[
                *fields("text", "correct", "feedback"),
                FieldRowPanel(
                    [
                        FieldPanel("pinned"),
                        kinds(FieldPanel("weight"), "single multiple cloze"),
                        kinds(FieldPanel("safety"), "multiple"),
                        kinds(FieldPanel("gap"), "cloze"),
                    ]
                ),
            ],
            label="Option",
            heading="Options",
            paste="options",
        ),
        f"{CHOOSING} cloze",
    ),
    kinds(
        RowsPanel(
            "pairs",
            panels=[FieldRowPanel(fields("text", "choice")), FieldPanel("feedback")],
            label="Pair",
            heading="Pairs to match",
            paste="pairs",
        ),
        "matching",
    ),
    kinds(
        RowsPanel(
            "items",
            panels=fields("text"),
            label="Item",
            heading="Items, in the right order",
            paste="lines",
        ),
        "ordering",
    ),
    kinds(
        RowsPanel(
            "gaps",
            panels=[FieldRowPanel(fields("name", "kind", "weight"))],
            label="Gap",
            heading="Gaps",
            help_text="Write [[name]] in the question where the gap stands.",
        ),
        "cloze",
    ),
    kinds(
        RowsPanel(
            "accepted",
            panels=[
                FieldRowPanel(fields("text", "weight")),
                kinds(FieldPanel("tolerance"), "numeric cloze"),
                kinds(FieldPanel("gap"), "cloze"),
                FieldPanel("feedback"),
            ],
            label="Accepted answer",
            heading="Accepted answers: the first that fits counts",
            paste="lines",
        ),
        "short numeric cloze",
    ),
    kinds(
        RowsPanel(
            "rubric",
            panels=[FieldRowPanel(fields("text", "points"))],
            label="Point to look for",
            heading="Rubric, where a trainer marks",
            paste="lines",
        ),
        "short",
    ),
    kinds(
        group(
            "Number",
            FieldRowPanel(fields("answer", "tolerance", "unit")),
            FieldRowPanel(fields("other_units", "unit_penalty", "unit_penalty_of")),
            FieldPanel("decimals"),
        ),
        "numeric",
    ),
    kinds(
        group(
            "Spelling",
            *fields("match_case", "match_accents", "match_punctuation"),
            folded=True,
        ),
        "short cloze",
    ),
    group(
        "Marking",
        FieldRowPanel(fields("scheme", "mark")),
        *fields("critical", "shuffle", "rationale"),
    ),
    group(
        "What it is about",
        FieldRowPanel(fields("importance", "difficulty", "objective")),
        *fields("lesson", "sources"),
    ),
    group(
        "Where a country decides, and other forms",
        *fields("guidance_key", "twin", "parallel_of"),
        folded=True,
    ),
]

QUIZ_PANELS = [
    how_to("quiz", "assessments"),
    AdvicePanel("assessments/admin/quiz_advice.html", quiz_advice, heading="What to mend"),
    group("The quiz", FieldRowPanel(fields("code", "title")), FieldPanel("module")),
    RowsPanel(
        "slots",
        panels=[
            FieldPanel("question"),
            HelpPanel("Or, instead of one question, a pool that draws from many:"),
            FieldRowPanel(fields("draws", "objective", "importance")),
            FieldPanel("module"),
        ],
        label="Question or pool",
        heading="Questions",
    ),
    group("Pass mark", *fields("pass_mark", "pass_mark_reason", "practice", "pretest")),
    group(
        "Tries, time and what is shown afterwards",
        FieldRowPanel(fields("second_after_hours", "review")),
        FieldRowPanel(fields("minutes", "overdue")),
        folded=True,
    ),
]

CHECKLIST_PANELS = [
    how_to("checklist", "assessments"),
    FieldRowPanel(fields("code", "title")),
    *fields("module", "setting"),
    FieldPanel("minutes"),
    MultiFieldPanel(
        [FieldPanel("pass_at"), FieldPanel("rating_at_least"), FieldPanel("countersigned")],
        heading="When is she competent?",
    ),
    RowsPanel(
        "steps",
        panels=[
            FieldPanel("text", widget=AdminAutoHeightTextInput),
            FieldRowPanel([FieldPanel("critical"), FieldPanel("points")]),
            FieldPanel("help", widget=AdminAutoHeightTextInput),
        ],
        label="Step",
        heading="Steps",
    ),
]
