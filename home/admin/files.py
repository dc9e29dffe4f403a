"""A programme as files, out and in: a file is first looked at, then loaded; nothing is stored unseen."""

import base64
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.signing import BadSignature, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.log_actions import log
from wagtail.permissions import page_permission_policy

from curriculum.models import ProgrammePage
from home.files import ArchiveRefused, BrokenFiles, read_archive
from home.loading import Report, load
from home.models import HomePage
from home.writing import CannotBeWritten, archive_of, programme_called

#: What the page can carry from looking to loading, as base64 in a form; larger files: the command.
MOST_BYTES = 1_500_000
#: As many faults as anybody reads.
MOST_FAULTS = 200
_NEEDED = [
    *(f"assessments.{verb}_{name}" for verb in ("add", "change") for name in ("question", "quiz")),
    *("curriculum.add_source", "curriculum.change_source"),
]
_signer = TimestampSigner(salt="programme-files")


class FilesForm(forms.Form):
    """An archive."""

    file = forms.FileField(allow_empty_file=True)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                "This page takes archives up to 1.5 MB. Ask an administrator to load it by command."
            )
        return file


@dataclass
class Looked:
    """What was seen in an archive: a report, or what is wrong with it."""

    report: Report | None = None
    faults: list[str] = field(default_factory=list)
    more: int = 0


def may_write(user) -> bool:
    """Authors: whoever may write pages, questions and sources; costs a menu no query of its own."""
    return user.has_perms(_NEEDED) and page_permission_policy.user_has_permission(user, "add")


def may_load(user) -> bool:
    """The same, and pages below the home page, where programmes come in."""
    root = HomePage.objects.order_by("path").first()
    return (
        may_write(user) and root is not None and root.permissions_for_user(user).can_add_subpage()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Programmes to download; an archive to look at, then to load as drafts."""
    _door(request)
    form, looked, carried = FilesForm(), None, ""
    if request.method == "POST" and "carried" in request.POST:
        data = _opened(request)
        if data is None:
            messages.error(request, "Choose the file again: an hour has passed, or it was changed.")
            return redirect("programme_files")
        looked = look(data, by=request.user, check_only=False)
        if looked.report:
            messages.success(
                request, "The files are loaded. What is new waits as drafts for a signature."
            )
        else:  # what stands here changed between looking and loading
            messages.error(request, "Nothing was loaded. See below what is in the way.")
    elif request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data["file"].read()
            looked = look(data, by=request.user)
            if looked.report and not looked.report.is_empty:
                carried = sign(data, by=request.user)
    root = HomePage.objects.order_by("path").first()
    context = {
        "form": form,
        "looked": looked,
        "carried": carried,
        "is_loaded": "carried" in request.POST and bool(looked and looked.report),
        "programmes": ProgrammePage.objects.child_of(root).order_by("path"),
    }
    return render(request, "home/admin/files.html", context)


@require_safe
def archive(request: HttpRequest, code: str) -> HttpResponse:
    """A programme's latest drafts as a ZIP; what cannot be written or is not in it is said first."""
    _door(request)
    programme = programme_called(code)
    if programme is None:
        raise Http404
    try:
        made = archive_of(programme)
    except CannotBeWritten as refused:
        context = {"programme": programme, "faults": refused.reasons[:MOST_FAULTS]}
        return render(request, "home/admin/archive.html", context)
    if made.notes and "anyway" not in request.GET:
        context = {"programme": programme, "notes": made.notes}
        return render(request, "home/admin/archive.html", context)
    log(instance=programme, action="home.download_files", user=request.user)
    reply = HttpResponse(made.data, content_type="application/zip")
    reply["Content-Disposition"] = f'attachment; filename="{code}.zip"'
    return reply


def look(data: bytes, *, by, check_only: bool = True) -> Looked:
    """What loading an archive would do, or did."""
    try:
        report = load(read_archive(data), check_only=check_only, by=by)
    except ArchiveRefused as refused:
        return Looked(faults=[str(refused)])
    except BrokenFiles as broken:
        faults = [str(problem) for problem in broken.problems]
        return Looked(faults=faults[:MOST_FAULTS], more=max(0, len(faults) - MOST_FAULTS))
    return Looked(report=report)


def _door(request: HttpRequest) -> None:
    if not may_load(request.user):
        raise Http404


def sign(data: bytes, *, by) -> str:
    """What was looked at, for the form that loads it: nobody else's, and not for long."""
    return _signer.sign(f"{by.pk}:{base64.b64encode(data).decode()}")


def _opened(request: HttpRequest) -> bytes | None:
    """What was looked at; None if it is not what this page signed for this author within the hour."""
    try:
        owner, _, data = _signer.unsign(request.POST["carried"], max_age=3600).partition(":")
    except BadSignature:
        return None
    return base64.b64decode(data) if owner == str(request.user.pk) else None
