"""The authors' screens for cases, questions, quizzes and checklists."""

from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import (
    CollectWorkflowActionDataView,
    CopyView,
    CreateView,
    EditView,
    SnippetViewSet,
    WorkflowActionView,
)

from assessments.admin.panels import CASE_PANELS, CHECKLIST_PANELS, QUESTION_PANELS, QUIZ_PANELS
from assessments.copying import copy_of
from assessments.models import Case, Checklist, Question, Quiz
from curriculum.admin.signing import AsksToRead


class SigningView(AsksToRead, WorkflowActionView):
    """Approve from the reviewer's first screen."""


class SigningDataView(AsksToRead, CollectWorkflowActionDataView):
    """What is asked before approving from the editor."""


class SigningEditView(EditView):
    """The editor, in which a reviewer reads and approves."""

    def form_valid(self, form):
        """Approving what was read saves nothing.

        Wagtail would save it once more as a draft of the reviewer's own, which then waits for somebody
        else's approval.
        """
        if self.action == "workflow-action" and not form.has_changed():
            self.form = form
            self.workflow_action_action()
            return self.save_action()
        return super().form_valid(form)


class FreshCopyView(CopyView):
    """The form of a new one that starts from another's words; no row of the original is in it."""

    def get_initial_form_instance(self):
        return copy_of(self.get_object().get_latest_revision_as_object())


def only_if(field: str) -> Column:
    """A column that says "yes" where a field is true and nothing elsewhere."""
    return Column(
        field,
        label=field.capitalize(),
        accessor=lambda row: "yes" if getattr(row, field) else "",
        sort_key=field,
    )


class AssessmentViewSet(SnippetViewSet):
    """What is signed: approving asks to have read the warnings."""

    copy_view_class = FreshCopyView
    edit_view_class = SigningEditView
    workflow_action_view_class = SigningView
    collect_workflow_action_data_view_class = SigningDataView


class CaseViewSet(AssessmentViewSet):
    model = Case
    icon = "openquote"
    menu_label = "Cases"
    list_display = ["code", "title", "module"]
    list_filter = ["module"]
    search_fields = ["code", "title", "text"]
    panels = CASE_PANELS


class QuestionViewSet(AssessmentViewSet):
    model = Question
    icon = "help"
    menu_label = "Questions"
    list_display = ["code", "stem", "kind", only_if("critical"), "module"]
    list_filter = ["module", "kind", "critical", "importance", "difficulty", "case"]
    search_fields = ["code", "stem"]
    panels = QUESTION_PANELS


class QuizViewSet(AssessmentViewSet):
    model = Quiz
    icon = "list-ol"
    menu_label = "Quizzes"
    list_display = ["code", "title", "module", "pass_mark", only_if("practice")]
    panels = QUIZ_PANELS


class NewChecklistView(CreateView):
    """Proposes the rating that a new checklist should ask for."""

    def get_initial_form_instance(self):
        checklist = super().get_initial_form_instance() or self.model()
        checklist.rating_at_least = Checklist.PROPOSED_RATING
        return checklist


class ChecklistViewSet(AssessmentViewSet):
    model = Checklist
    add_view_class = NewChecklistView
    icon = "tasks"
    menu_label = "Checklists"
    list_display = ["code", "title", "module", "pass_at"]
    panels = CHECKLIST_PANELS
