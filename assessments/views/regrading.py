"""Marking the answers to one question again: what would change, and doing it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.analysis import summarise
from assessments.forms import RegradeForm
from assessments.models import Question, Regrade, RegradeRefused
from trainees.doors import staff_door


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("assessments.regrade")
def regrade(request: HttpRequest, question: str) -> HttpResponse:
    """Choose an edition and a way, see what would change, then do it with a reason.

    It touches everybody who was asked, so it takes somebody who may see everybody.
    """
    if not request.user.has_perm("trainees.see_everyone"):
        raise Http404
    question = get_object_or_404(Question, code=question)
    if request.method == "POST":
        return _apply(request, question)
    form = RegradeForm(question, request.GET if "mode" in request.GET else None)
    return _page(request, question, form)


def _page(request: HttpRequest, question: Question, form: RegradeForm) -> HttpResponse:
    context = {
        "question": question,
        "editions": question.editions.all(),
        "form": form,
        "done": question.regrades.select_related("edition", "decided_by").order_by("-pk"),
    }
    if form.is_valid():
        try:
            context["plan"] = summarise(Regrade.plan(**form.cleaned_data))
        except RegradeRefused as refusal:
            messages.error(request, str(refusal))
    return render(request, "assessments/regrade.html", context, status=400 if form.errors else 200)


def _apply(request: HttpRequest, question: Question) -> HttpResponse:
    form = RegradeForm(question, request.POST)
    if not form.is_valid():
        return _page(request, question, form)
    lowering = {int(pk) for pk in request.POST.getlist("lowering") if pk.isdecimal()}
    try:
        done = Regrade.apply(
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
            reason=request.POST.get("reason", ""),
            lowering=lowering,
        )
    except RegradeRefused as refusal:
        messages.error(request, str(refusal))
        return _page(request, question, form)
    if done:
        number = done.gradings.count()
        messages.success(request, f"Marked again. Results that changed: {number}.")
    else:
        messages.success(request, "Nothing changes by this, so nothing was written.")
    return redirect("assessments:regrade", question=question.code)
