"""One's own passphrase, and media for who is signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from trainees.doors import signed_in_door
from trainees.forms import LanguageForm, PassphraseForm
from trainees.models import Enrolment


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def passphrase(request: HttpRequest) -> HttpResponse:
    """Choose one's own passphrase; asked of everybody who still has the one she was given."""
    form = PassphraseForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        request.user.set_password(form.cleaned_data["new"])
        request.user.first_passphrase = False
        request.user.save(update_fields=["password", "first_passphrase"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "Your new passphrase is saved.")
        return redirect("home:start")
    status = 400 if form.errors else 200
    return render(request, "trainees/passphrase.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_door
def language(request: HttpRequest) -> HttpResponse:
    """In which language one reads. What was studied and passed stays; a quiz under way keeps its own."""
    form = LanguageForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.instance.save(update_fields=["language"])
        messages.success(request, f"You read in {form.instance.get_language_display()} now.")
        return redirect("home:start")
    status = 400 if form.errors else 200
    return render(request, "trainees/language.html", {"form": form}, status=status)


@require_safe
@login_required
def media(request: HttpRequest, name: str) -> HttpResponse:
    """A picture or recording: for learners who are enrolled, and for who may edit lessons."""
    allowed = Enrolment.objects.open_to(request.user).exists() or request.user.has_perm(
        "wagtailadmin.access_admin"
    )
    if not allowed or not default_storage.exists(name):
        raise Http404
    try:
        response = FileResponse(default_storage.open(name))
    except IsADirectoryError as folder:
        raise Http404 from folder
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
