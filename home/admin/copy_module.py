"""The form behind "Copy as a new module"."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from curriculum.models import ModulePage
from curriculum.models.page import next_code
from home.copied import LONGEST_TITLE, title_of
from home.copying import CopyRefused, copy_module, may_copy


class CopyForm(forms.Form):
    """What the copy is called. The code goes along, so that sending the form twice makes one copy."""

    title = forms.CharField(max_length=LONGEST_TITLE, label="Title of the new module")
    code = forms.RegexField(r"^m[0-9]{1,3}\Z", widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def copy_module_page(request: HttpRequest, module: int) -> HttpResponse:
    """Ask for a title, then copy."""
    original = get_object_or_404(ModulePage, pk=module)
    if not may_copy(request.user, original):
        raise Http404
    form = CopyForm(request.POST or None, initial=_proposed(original))
    if request.method == "POST" and form.is_valid():
        try:
            copied = copy_module(original, **form.cleaned_data, by=request.user, at=timezone.now())
        except CopyRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("copy_module", module=original.pk)
        said = "Everything in it is a draft. Check each fact, then send the parts to be signed."
        messages.success(request, f"{copied.slug.upper()} is there. {said}")
        return redirect("wagtailadmin_explore", copied.pk)
    context = {"module": original, "form": form, "code": form["code"].value()}
    return render(request, "home/admin/copy_module.html", context)


def _proposed(module: ModulePage) -> dict[str, str]:
    code = next_code(module.get_parent(), ModulePage.code_letter)
    return {"title": title_of(module.draft_title), "code": code}
