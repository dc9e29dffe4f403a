"""Questions of a quiz in and out: a file is first looked at, then brought in; nothing is stored unseen."""

import base64

from django import forms
from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.bank import BankReport, bring_in, contents_of
from assessments.importers import (
    BankRefused,
    read,
    write_moodle_xml,
    write_sheet,
    write_template,
)
from assessments.models import Quiz

#: What the page can carry from looking to bringing in, as base64 in a form; larger files: the command.
MOST_BYTES = 1_500_000
LABELS = {
    "xlsx": "Our sheet (Excel, .xlsx)",
    "csv": "Our sheet (.csv)",
    "moodlexml": "Moodle XML",
    "gift": "GIFT",
    "aiken": "Aiken",
}
WRITERS = {"xlsx": write_sheet, "moodlexml": write_moodle_xml}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "moodlexml": "application/xml",
}
ENDINGS = {"xlsx": "xlsx", "moodlexml": "xml"}
_signer = TimestampSigner(salt="question-bank")


class BankForm(forms.Form):
    """A file and how to read it."""

    format = forms.ChoiceField(choices=list(LABELS.items()))
    file = forms.FileField(allow_empty_file=True)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                "This page takes files up to 1.5 MB. Split the file, or ask an administrator to"
                " bring it in by command."
            )
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: HttpRequest, quiz: int) -> HttpResponse:
    """Look at a file's questions, then bring them into a draft of the quiz."""
    quiz = _quiz(request, quiz)
    form, report, carried = BankForm(), None, ""
    if request.method == "POST" and "carried" in request.POST:
        report = _bring(request, quiz)
        if report is None:
            messages.error(request, "Choose the file again: an hour has passed, or it was changed.")
            return redirect("quiz_bank", quiz=quiz.pk)
        said = f"{len(report.imported)} questions are in, as drafts. {len(report.refused)} were refused."
        messages.success(request, said)
    elif request.method == "POST":
        form = BankForm(request.POST, request.FILES)
        if form.is_valid():
            data, kind = form.cleaned_data["file"].read(), form.cleaned_data["format"]
            report = _look(form, quiz, data, kind, by=request.user)
            if report and report.imported:
                carried = _signer.sign(f"{kind}:{base64.b64encode(data).decode()}")
    context = {"quiz": quiz, "form": form, "report": report, "carried": carried}
    return render(request, "assessments/admin/bank.html", context)


def _quiz(request: HttpRequest, quiz: int) -> Quiz:
    if not request.user.has_perms(["assessments.change_quiz", "assessments.add_question"]):
        raise Http404
    return get_object_or_404(Quiz, pk=quiz)


def _look(form: BankForm, quiz: Quiz, data: bytes, kind: str, *, by) -> BankReport | None:
    """What bringing the file in would do; None, and the form says why, if it cannot be read."""
    try:
        found = read(data, kind)
    except BankRefused as refusal:
        form.add_error("file", refusal.reason)
        return None
    return bring_in(found, quiz=quiz, by=by, at=timezone.now(), dry_run=True)


def _bring(request: HttpRequest, quiz: Quiz) -> BankReport | None:
    """Bring in what was looked at; None if it is not what this page signed within the hour."""
    try:
        kind, _, data = _signer.unsign(request.POST["carried"], max_age=3600).partition(":")
    except BadSignature:
        return None
    found = read(base64.b64decode(data), kind)
    return bring_in(found, quiz=quiz, by=request.user, at=timezone.now())


@require_safe
def bank_file(request: HttpRequest, quiz: int, format: str) -> HttpResponse:
    """The quiz's questions as a file; as ``template`` the empty sheet."""
    quiz = _quiz(request, quiz)
    if format == "template":
        data, name, kind = write_template(), "questions.xlsx", TYPES["xlsx"]
    elif format in WRITERS:
        data = WRITERS[format](contents_of(quiz)).data
        name, kind = f"{quiz.code}.{ENDINGS[format]}", TYPES[format]
    else:
        raise Http404
    reply = HttpResponse(data, content_type=kind)
    reply["Content-Disposition"] = f'attachment; filename="{name}"'
    return reply
