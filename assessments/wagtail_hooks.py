"""The editors' side of this room: questions, quizzes and checklists."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from assessments.admin.bank import bank, bank_file
from assessments.admin.countries import quizzes_by_country
from assessments.admin.pass_mark import pass_mark
from assessments.admin.viewsets import CaseViewSet, QuestionViewSet, QuizViewSet
from assessments.models import Checklist, Quiz

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
    "assessments.import": "Bring questions in",
    "assessments.export": "Download answers",
    "assessments.estimate": "Estimate how hard questions are",
    "assessments.set_pass_mark": "Propose a pass mark",
    "assessments.begin": "Begin an observation",
    "assessments.finish": "Finish an observation",
    "assessments.countersign": "Countersign an observation",
    "assessments.print": "Print an observation sheet",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


class NewChecklistView(CreateView):
    """Proposes the rating that a new checklist should ask for."""

    def get_initial_form_instance(self):
        checklist = super().get_initial_form_instance() or self.model()
        checklist.rating_at_least = Checklist.PROPOSED_RATING
        return checklist


class ChecklistViewSet(SnippetViewSet):
    model = Checklist
    add_view_class = NewChecklistView
    icon = "tasks"
    menu_label = "Checklists"
    list_display = ["code", "title", "module", "pass_at"]
    panels = [
        FieldRowPanel([FieldPanel("code"), FieldPanel("title"), FieldPanel("module")]),
        FieldPanel("setting"),
        FieldPanel("minutes"),
        MultiFieldPanel(
            [FieldPanel("pass_at"), FieldPanel("rating_at_least"), FieldPanel("countersigned")],
            heading="When is she competent?",
        ),
        InlinePanel(
            "steps",
            panels=[
                FieldPanel("text"),
                FieldRowPanel([FieldPanel("critical"), FieldPanel("points")]),
                FieldPanel("help"),
            ],
            label="Step",
            heading="Steps",
        ),
    ]


class AssessmentGroup(SnippetViewSetGroup):
    items = (QuizViewSet, QuestionViewSet, CaseViewSet, ChecklistViewSet)
    menu_label = "Assessment"
    menu_icon = "tasks"
    menu_order = 200


register_snippet(AssessmentGroup)


@hooks.register("register_admin_urls")
def authors_urls():
    return [
        path("quizzes/<int:quiz>/pass-mark/", pass_mark, name="quiz_pass_mark"),
        path("quizzes/<int:quiz>/bank/", bank, name="quiz_bank"),
        path("quizzes/<int:quiz>/bank/<slug:format>/", bank_file, name="quiz_bank_file"),
        path("reports/quizzes-by-country/", quizzes_by_country, name="quizzes_by_country"),
    ]


@hooks.register("register_snippet_listing_buttons")
def quiz_buttons(snippet, user, next_url=None):
    if isinstance(snippet, Quiz) and user.has_perm("assessments.change_quiz"):
        yield ListingButton("Pass mark", reverse("quiz_pass_mark", args=[snippet.pk]), priority=90)
        yield ListingButton(
            "Questions in and out", reverse("quiz_bank", args=[snippet.pk]), priority=95
        )


class QuizReportItem(MenuItem):
    """In the menu of whoever may see quizzes."""

    def is_shown(self, request):
        return request.user.has_perm("assessments.view_quiz")


@hooks.register("register_reports_menu_item")
def country_report():
    return QuizReportItem(
        "Quizzes by country", reverse("quizzes_by_country"), name="quizzes", icon_name="site"
    )
