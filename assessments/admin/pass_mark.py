"""Where a quiz's pass mark comes from: what methods suggest, what a panel says, who decided and why."""

from dataclasses import dataclass
from fractions import Fraction

from django import forms
from django.contrib import messages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.advice import luck_in_words, questions_of
from assessments.models import AngoffEstimate, PassMarkDecision, Question, Quiz
from assessments.models.pass_mark import PassMarkRefused
from assessments.models.quiz import TRIES, luck_in, signed_contents
from assessments.standards import SHARES, Angoff, Ebel, angoff, ebel, less_sems, whole_percent

METHOD_NAMES = {
    "ebel": "Ebel: from the tags of the questions",
    "angoff": "Angoff: what the panel expects",
    "angoff_less_one": "Angoff, less one standard error",
}


class EstimatesForm(forms.Form):
    """One field for each question: of 100 just-competent trainees, how many get it right."""

    def __init__(self, questions: list[Question], said: dict[str, int], data=None):
        super().__init__(data)
        self.questions = questions
        for question in questions:
            self.fields[f"question-{question.pk}"] = forms.IntegerField(
                label=question.code,
                help_text=question.stem,
                required=False,
                initial=said.get(question.code),
                validators=[MinValueValidator(0), MaxValueValidator(100)],
                widget=forms.NumberInput(attrs={"min": 0, "max": 100, "inputmode": "numeric"}),
            )

    def percents(self) -> dict[Question, int]:
        """What was filled in, by question; what was left blank is not there."""
        said = {
            question: self.cleaned_data[f"question-{question.pk}"] for question in self.questions
        }
        return {question: percent for question, percent in said.items() if percent is not None}


class DecisionForm(forms.Form):
    """A pass mark, by which method, and why."""

    pass_mark = forms.IntegerField(
        label="Pass mark in percent",
        widget=forms.NumberInput(attrs={"min": 1, "max": 100, "inputmode": "numeric"}),
    )
    method = forms.ChoiceField(label="Method", choices=PassMarkDecision.Method.choices)
    reason = forms.CharField(
        label="Why this mark",
        help_text="Anybody may ask for it. It is kept with each edition of the quiz.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class TryForm(forms.Form):
    """A mark to see what luck would do with it."""

    mark = forms.IntegerField(
        label="Another mark in percent",
        min_value=1,
        max_value=100,
        required=False,
    )


@dataclass(frozen=True)
class Suggestion:
    """A mark with where it comes from, and what luck does with it in all tries."""

    label: str
    mark: int
    luck: str


@dataclass(frozen=True)
class Cell:
    """One cell of Ebel's table: importance and difficulty, the share expected, how many questions."""

    importance: str
    difficulty: str
    percent: int
    questions: int


class PassMarkPage:
    """What the page shows of one quiz, as its latest draft is."""

    def __init__(self, quiz: Quiz):
        self.quiz = quiz.get_latest_revision_as_object()
        self.questions = questions_of(self.quiz)
        self.contents = signed_contents(self.questions)
        slots = [(slot, slot.candidates()) for slot in self.quiz.slots.all()]
        self.drawn = [self.contents[q.pk] for slot, each in slots for q in each[: slot.draws]]
        codes = {question.code for question in self.questions}
        self.said = {
            judge: {code: percent for code, percent in percents.items() if code in codes}
            for judge, percents in AngoffEstimate.panel(quiz).items()
        }
        self.ebel: Ebel = ebel(
            (each["importance"], each["difficulty"]) for each in self.contents.values()
        )
        self.panel: Angoff = angoff(self.said)

    def marks(self) -> dict[str, int]:
        """What each method suggests, by the method; one that has too little to say is left out."""
        found = {"ebel": self.ebel.mark, "angoff": self.panel.mark}
        if self.panel.percent is not None and self.panel.standard_error is not None:
            lower = less_sems(self.panel.percent, 1, self.panel.standard_error)
            found["angoff_less_one"] = whole_percent(lower)
        return {method: mark for method, mark in found.items() if mark is not None}

    def suggestions(self, another: int | None) -> list[Suggestion]:
        rows = [("In the latest draft", self.quiz.pass_mark)]
        rows += [(METHOD_NAMES[method], mark) for method, mark in self.marks().items()]
        rows += [("The one that you try", another)] if another else []
        return [Suggestion(label, mark, self._luck(mark)) for label, mark in rows]

    def cells(self) -> list[Cell]:
        names = {**dict(Question.Importance.choices), **dict(Question.Difficulty.choices)}
        return [
            Cell(names[importance], names[difficulty], percent, self.ebel.cells[cell])
            for cell, percent in SHARES.items()
            for importance, difficulty in [cell]
        ]

    def judged(self) -> list[dict]:
        """Mean and spread of each question that the whole panel rated, in the order of the quiz."""
        return [
            {"code": each.code, "mean": shown(judged.mean), "sd": shown(judged.sd)}
            for each in self.questions
            if (judged := self.panel.items.get(each.code))
        ]

    def sums(self) -> list[dict]:
        return [
            {"judge": judge, "sum": shown(expected), "questions": len(self.panel.items)}
            for judge, expected in self.panel.sums.items()
        ]

    def _luck(self, mark: int) -> str:
        return luck_in_words(luck_in(TRIES, self.drawn, mark))


def shown(number: Fraction | float | None) -> str:
    """One decimal, for reading only."""
    return "–" if number is None else f"{float(number):.1f}"


@require_http_methods(["GET", "HEAD", "POST"])
def pass_mark(request: HttpRequest, quiz: int) -> HttpResponse:
    """For whoever may change quizzes: read what is suggested, estimate, propose a mark."""
    if not request.user.has_perm("assessments.change_quiz"):
        raise Http404
    row = get_object_or_404(Quiz.objects.select_related("latest_revision"), pk=quiz)
    page = PassMarkPage(row)
    said = page.said.get(request.user.username, {})
    estimating, deciding = request.POST.get("do") == "estimate", request.POST.get("do") == "decide"
    estimates = EstimatesForm(page.questions, said, request.POST if estimating else None)
    decision = DecisionForm(request.POST if deciding else None)
    if estimating and estimates.is_valid():
        AngoffEstimate.say(
            quiz=row, percents=estimates.percents(), by=request.user, at=timezone.now()
        )
        messages.success(request, "Your estimates are kept.")
        return redirect("quiz_pass_mark", quiz)
    if deciding and decision.is_valid() and _decide(request, row, page, decision):
        return redirect("quiz_pass_mark", quiz)
    trying = TryForm(request.GET)
    another = trying.cleaned_data["mark"] if trying.is_valid() else None
    context = {
        "page": page,
        "quiz": row,
        "estimates": estimates,
        "decision": decision,
        "trying": trying,
        "suggestions": page.suggestions(another),
        "tries": TRIES,
        "has_estimated": bool(said),
        "panel": _panel_in_words(page.panel),
        "decisions": row.pass_mark_decisions.select_related("decided_by"),
    }
    return render(request, "assessments/admin/pass_mark.html", context)


def _decide(request: HttpRequest, quiz: Quiz, page: PassMarkPage, form: DecisionForm) -> bool:
    """Propose the mark; where it is refused the form says why."""
    try:
        PassMarkDecision.make(
            quiz=quiz,
            suggestions=page.marks(),
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
    except PassMarkRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(
        request, "The mark is in a new draft of the quiz. It holds once the quiz is signed."
    )
    return True


def _panel_in_words(panel: Angoff) -> dict[str, str]:
    return {
        "judges": str(len(panel.sums)),
        "percent": shown(panel.percent),
        "sd": shown(panel.sd),
        "standard_error": shown(panel.standard_error),
        "agreement": "–" if panel.agreement is None else f"{panel.agreement:.2f}",
    }
