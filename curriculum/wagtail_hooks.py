"""The editors' side of this room: sources, local guidance and its signatures."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import ListingButton
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from curriculum.admin.dashboard import panels_for
from curriculum.admin.paper import paper_sheet
from curriculum.admin.reviews import guidance_board, review_due
from curriculum.models import LocalGuidance, SignatureRefused, Source, WordSheet
from curriculum.models.editing import how_to
from curriculum.models.page import CodedPage

ACTIONS = {
    "curriculum.sign_off": "Sign",
    "curriculum.language_review": "Sign the language",
    "curriculum.sign_guidance": "Sign local guidance",
    "curriculum.open_translation": "Open for translation",
    "curriculum.sign_words": "Sign a translation",
}


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    menu_label = "Sources"
    list_display = ["code", "title", "year", "how_read"]
    search_fields = ["code", "title", "publisher"]
    panels = [
        how_to("source"),
        *(
            FieldPanel(name)
            for name in ("code", "title", "publisher", "edition", "year", "address", "how_read")
        ),
    ]


class SignaturesColumn(Column):
    """How many people signed the present text."""

    def get_value(self, instance):
        present = {
            signature.signed_by_id
            for signature in instance.signatures.all()
            if signature.content_hash == instance.content_hash
        }
        return f"{len(present)} of {LocalGuidance.SIGNATURES_NEEDED}"


class LocalGuidanceViewSet(SnippetViewSet):
    model = LocalGuidance
    icon = "site"
    menu_label = "Local guidance"
    list_display = ["key", "country", "review_by", SignaturesColumn("signed", label="Signed")]
    list_filter = ["country", "key"]
    panels = [
        how_to("guidance"),
        *(FieldPanel(name) for name in ("key", "country", "text", "source", "review_by")),
    ]

    def get_queryset(self, request):
        return LocalGuidance.objects.select_related("key").prefetch_related("signatures")


class ReferenceGroup(SnippetViewSetGroup):
    items = (SourceViewSet, LocalGuidanceViewSet)
    menu_label = "Facts, guidance"
    menu_icon = "doc-full"
    menu_order = 250


class WordSheetViewSet(SnippetViewSet):
    """Only so that wagtail-localize can show its editor; what is to be done stands on the board."""

    model = WordSheet
    icon = "site"
    copy_view_enabled = False
    list_display = ["code", "locale"]
    panels = [FieldPanel("body")]


register_snippet(ReferenceGroup)
register_snippet(WordSheetViewSet)


@hooks.register("register_admin_urls")
def sign_urls():
    return [
        path("guidance/<int:guidance>/sign/", sign_guidance, name="sign_guidance"),
        path("reports/review-due/", review_due, name="review_due"),
        path("paper.css", paper_sheet, name="paper_sheet"),
        path("reports/guidance/", guidance_board, name="guidance_board"),
    ]


class EditorsItem(MenuItem):
    """In the menu of whoever may see sources."""

    def is_shown(self, request):
        return request.user.has_perm("curriculum.view_source")


@hooks.register("construct_homepage_panels")
def first_page(request, panels):
    panels[:] = panels_for(request.user)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_blocks(request: HttpRequest, page) -> None:
    """Who submits what nobody can sign is told at once, not by a reviewer days later."""
    if "action-submit" not in request.POST or not isinstance(page, CodedPage):
        return
    if reason := page.get_latest_revision_as_object().not_ready_to_sign():
        messages.warning(request, f"Nobody can sign this yet. {reason}")


@hooks.register("register_reports_menu_item")
def review_report():
    return EditorsItem("To check again", reverse("review_due"), name="reviews", icon_name="date")


@hooks.register("register_reports_menu_item")
def guidance_report():
    return EditorsItem(
        "Guidance by country", reverse("guidance_board"), name="guidance", icon_name="site"
    )


@hooks.register("register_snippet_listing_buttons")
def sign_button(snippet, user, next_url=None):
    if isinstance(snippet, LocalGuidance) and user.has_perm("curriculum.sign_guidance"):
        yield ListingButton(
            "Read and sign", reverse("sign_guidance", args=[snippet.pk]), priority=90
        )


@require_http_methods(["GET", "HEAD", "POST"])
def sign_guidance(request: HttpRequest, guidance: int) -> HttpResponse:
    """Read one country's text as it stands, and sign it: what is signed is what was shown."""
    if not request.user.has_perm("curriculum.sign_guidance"):
        raise Http404
    row = get_object_or_404(LocalGuidance.objects.select_related("key", "source"), pk=guidance)
    if request.method != "POST":
        return render(request, "curriculum/sign_guidance.html", {"guidance": row})
    row.content_hash = request.POST.get("content_hash", "")
    try:
        row.sign(by=request.user, at=timezone.now(), role="Clinical reviewer")
    except SignatureRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"You have signed {row}.")
    return redirect(reverse("wagtailsnippets_curriculum_localguidance:list"))
