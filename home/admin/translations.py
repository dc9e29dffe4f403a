"""Translations: read side by side, signed, taken from files; and the ways of localize that stay closed."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, re_path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail_localize.models import Translation

from curriculum.languages import LANGUAGES, OWN
from curriculum.models import TranslationRefused, WordSheet, hash_of
from curriculum.po import FileRefused, take_file

NOT_HERE = (
    "Nothing is published here. When every text has its words, somebody else reads and signs them."
)
#: What wagtail-localize offers and nobody here may use: it would publish, make pages or switch itself off.
CLOSED = (
    "submit/", "update/", "page/", "reports/", "api/",
    r"translate/\d+/(?:overrides|machine_translate|preview|disable)/",
)  # fmt: skip


def urls() -> list:
    closed = [re_path(rf"^localize/{each}", refuse) for each in CLOSED]
    return [
        *closed,
        path("localize/translate/<int:translation>/pofile/upload/", upload),
        path("translations/<int:sheet>/", translation, name="translation"),
    ]


def refuse(request: HttpRequest, **kwargs) -> HttpResponse:
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: HttpRequest, sheet: int) -> HttpResponse:
    """Source and translation side by side; a POST signs what was shown."""
    _for(request, "curriculum.view_wordsheet")
    rows = WordSheet.objects.exclude(locale__language_code=OWN).select_related("locale", "module")
    row = get_object_or_404(rows, pk=sheet)
    if request.method == "POST":
        return _sign(request, row)
    pairs = row.pairs()
    missing = sum(not pair.said for pair in pairs)
    faults = sum(bool(pair.fault) for pair in pairs)
    latest = row.editions.first()
    is_signed = latest is not None and latest.words == {p.line.text: p.said for p in pairs}
    writers = list(row.translators.all())
    context = {
        "sheet": row,
        "language": row.locale.language_code,
        "language_name": LANGUAGES[row.locale.language_code],
        "pairs": pairs,
        "missing": missing,
        "sha256": hash_of(pairs),
        "latest": latest,
        "is_signed": is_signed,
        "writers": writers,
        "is_own": request.user in writers,
        "may_sign": request.user.has_perm("curriculum.sign_words"),
        "is_ready": not (missing or faults or is_signed),
        "work": row.work() if request.user.has_perm("curriculum.change_wordsheet") else None,
    }
    return render(request, "home/admin/translation.html", context)


def _sign(request: HttpRequest, row: WordSheet) -> HttpResponse:
    _for(request, "curriculum.sign_words")
    try:
        row.sign(by=request.user, at=timezone.now(), sha256=request.POST.get("sha256", ""))
    except TranslationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("translation", sheet=row.pk)
    messages.success(request, f"You have signed {row}. It is read from now on.")
    language = row.locale.language_code
    return redirect(reverse("language_board", args=[language]))


@require_POST
def upload(request: HttpRequest, translation: int) -> HttpResponse:
    """Take a file of translations, in place of localize's own view, which knows no limits."""
    _for(request, "curriculum.change_wordsheet")
    work = get_object_or_404(Translation.objects.select_related("source"), pk=translation)
    row = get_object_or_404(
        WordSheet, translation_key=work.source.object_id, locale=work.target_locale_id
    )
    try:
        if "file" not in request.FILES:
            raise FileRefused("Choose a file first.")
        count = take_file(request.FILES["file"], work, by=request.user)
    except FileRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The file gave words for {count} texts.")
    return redirect("translation", sheet=row.pk)


def keep_to_words(request: HttpRequest, instance) -> HttpResponse | None:
    """Of the editor only the translating is open: no publishing, and nobody edits the source's sheet."""
    if not isinstance(instance, WordSheet):
        return None
    if instance.locale.language_code == OWN:
        messages.error(
            request, "These words follow what is signed. Edit the page or question itself."
        )
        return redirect("language_boards")
    if request.method == "POST":
        messages.error(request, NOT_HERE)
        return redirect("translation", sheet=instance.pk)
    return None


def no_sheet_by_hand(request: HttpRequest, thing) -> HttpResponse | None:
    """Sheets come from the board, with what they are about, and stay."""
    if thing is WordSheet or (
        isinstance(thing, list) and any(isinstance(t, WordSheet) for t in thing)
    ):
        raise Http404
    return None


def _for(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise Http404
