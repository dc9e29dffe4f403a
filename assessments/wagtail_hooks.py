"""The editors' side of this room: questions, quizzes and checklists."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.models import Checklist, Question, Quiz

ACTIONS = {
    "assessments.start": "Start a quiz",
    "assessments.submit": "Hand in a quiz",
    "assessments.void": "Take out of the count",
    "assessments.unlock": "Open another try",
    "assessments.time_up": "Hand in when the time was up",
    "assessments.abandon": "Abandon when the time was up",
    "assessments.reopen": "Open an abandoned try again",
    "assessments.mark_by_hand": "Mark an answer by hand",
    "assessments.accept_late": "Let a late answer count",
    "assessments.regrade": "Mark answers again",
    "assessments.export": "Download answers",
    "assessments.estimate": "Estimate how hard questions are",
    "assessments.set_pass_mark": "Propose a pass mark",
    "assessments.begin": "Begin an observation",
    "assessments.finish": "Finish an observation",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = "Questions"
    list_display = ["code", "stem", "kind", "critical", "module"]
    list_filter = ["module", "kind", "critical"]
    search_fields = ["code", "stem"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("module"), FieldPanel("kind")]),
        FieldPanel("scenario"),
        FieldPanel("stem"),
        InlinePanel("options", label="Option", heading="Options"),
        MultiFieldPanel(
            [FieldPanel("answer"), FieldPanel("tolerance"), FieldPanel("unit")],
            heading="Number questions",
        ),
        FieldPanel("rationale"),
        MultiFieldPanel(
            [
                FieldPanel("critical"),
                FieldPanel("importance"),
                FieldPanel("difficulty"),
                FieldPanel("objective"),
                FieldPanel("lesson"),
                FieldPanel("sources"),
                FieldPanel("guidance_key"),
            ],
            heading="About this question",
        ),
    ]


class QuizViewSet(SnippetViewSet):
    model = Quiz
    icon = "list-ol"
    menu_label = "Quizzes"
    list_display = ["code", "title", "module", "pass_mark"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("title"), FieldPanel("module")]),
        MultiFieldPanel(
            [
                FieldPanel("pass_mark"),
                FieldPanel("pass_mark_reason"),
                FieldPanel("second_after_hours"),
            ],
            heading="Rules",
        ),
        InlinePanel(
            "slots",
            panels=[
                FieldPanel("question"),
                FieldRowPanel([FieldPanel("draws"), FieldPanel("module")]),
                FieldRowPanel([FieldPanel("objective"), FieldPanel("importance")]),
            ],
            label="Question",
            heading="Questions",
        ),
    ]


class ChecklistViewSet(SnippetViewSet):
    model = Checklist
    icon = "tasks"
    menu_label = "Checklists"
    list_display = ["code", "title", "module", "pass_at"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("title"), FieldPanel("module")]),
        FieldPanel("setting"),
        FieldRowPanel([FieldPanel("minutes"), FieldPanel("pass_at")]),
        InlinePanel("steps", label="Step", heading="Steps"),
    ]


class AssessmentGroup(SnippetViewSetGroup):
    items = (QuizViewSet, QuestionViewSet, ChecklistViewSet)
    menu_label = "Assessment"
    menu_icon = "tasks"
    menu_order = 200


register_snippet(AssessmentGroup)
