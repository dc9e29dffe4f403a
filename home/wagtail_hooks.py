"""The roof's side of the editors' room: what is hidden, what must stay, copies and files."""

from django.contrib import messages
from django.db import router
from django.db.models.deletion import Collector, ProtectedError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button, ListingButton
from wagtail.models import Page

from curriculum.models import ModulePage
from home.admin import translations
from home.admin.copy_module import copy_module_page
from home.admin.files import archive, files, may_write
from home.admin.first_page import panels_for
from home.admin.languages import language_board, language_boards, open_module
from home.admin.signatures import close_link, invite, may_edit, signatures_page
from home.copying import ACTION, may_copy
from home.review_desk import kind_of

#: Menus that trainers do not need, or that would let an editor of users make herself superuser.
HIDDEN_MENUS = {
    "documents",
    "users",
    "groups",
    "sites",
    "redirects",
    "collections",
    "locales",
    "help",
    "snippets",  # each of ours stands in a menu of its own, or on a board
    "translations",  # wagtail-localize's own report, in place of which stands our board
    # reports of Wagtail's that say less than ours, or speak of its insides
    "aging-pages",
    "page-types-usage",
    "workflow-tasks",
}
ACTIONS = {
    "home.dispose": "Remove what has had its time",
    "home.download_files": "Download a programme as files",
    "home.make_review_link": "Make a link for an invited reviewer",
    "home.revoke_review_link": "Close the link of an invited reviewer",
    ACTION: "Copy a module",
}
KEPT = (
    "Somebody's record rests on this, so it cannot be deleted. Unpublish it instead:"
    " nobody new will see it, and every record stays."
)

STAYS = (
    "A signature, a quiz or somebody's record rests on this, so it stays where it is: women reach"
    " it at its address. You can copy a module instead."
)


@hooks.register("construct_reports_menu")
@hooks.register("construct_settings_menu")
@hooks.register("construct_main_menu")
def hide_menus(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_MENUS]


@hooks.register("construct_homepage_summary_items", order=1000)
def no_summary(request: HttpRequest, items: list) -> None:
    """How many pages and pictures there are in all helps nobody to begin."""
    items.clear()


@hooks.register("construct_homepage_panels", order=1000)
def first_page(request: HttpRequest, panels: list) -> None:
    """Add what spans rooms; curriculum's own hook took Wagtail's panels away before."""
    panels += panels_for(request.user)


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page):
    """Refuse in words what the database would refuse with an error page."""
    if request.method == "POST" and is_kept(_with_all_below([page])):
        messages.error(request, KEPT)
        return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    return None


@hooks.register("before_delete_snippet")
def keep_snippets(request: HttpRequest, instances: list):
    if request.method == "POST" and is_kept(instances):
        messages.error(request, KEPT)
        return redirect(request.path)
    return None


@hooks.register("before_bulk_action")
def keep_in_bulk(request: HttpRequest, action_type: str, objects: list, action):
    words = {"delete": KEPT, "move": STAYS}.get(action_type)
    if words and request.method == "POST" and is_kept(_with_all_below(objects)):
        messages.error(request, words)
        return redirect(request.path + "?" + request.GET.urlencode())
    return None


@hooks.register("before_move_page")
def keep_in_place(request: HttpRequest, page, destination):
    """Refuse in words to take a page with records to another address; its place among its like is free."""
    stays = page.is_child_of(destination) or not is_kept(_with_all_below([page]))
    if request.method == "POST" and not stays:
        messages.error(request, STAYS)
        return redirect(reverse("wagtailadmin_explore", args=[page.get_parent().pk]))
    return None


def _with_all_below(things) -> list:
    """Pages as what they are, with all pages below them; anything else as it is."""
    found = []
    for thing in things:
        is_page = isinstance(thing, Page)
        found += [thing.specific, *thing.get_descendants().specific()] if is_page else [thing]
    return found


def is_kept(things: list) -> bool:
    """Whether deleting these would take a record with it, which the database forbids."""
    for thing in things:
        collector = Collector(using=router.db_for_write(type(thing)), origin=thing)
        try:
            collector.collect([thing])
        except ProtectedError:
            return True
    return False


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in ACTIONS.items():
        actions.register_action(action, label, label)


@hooks.register("register_admin_urls")
def files_urls():
    return [
        path("reports/files/", files, name="programme_files"),
        path("reports/files/<slug:code>.zip", archive, name="programme_archive"),
    ]


class FilesItem(MenuItem):
    """In the menu of authors."""

    def is_shown(self, request):
        return may_write(request.user)


@hooks.register("register_reports_menu_item")
def files_page():
    return FilesItem(
        "Programme files", reverse("programme_files"), name="files", icon_name="download"
    )


@hooks.register("register_admin_urls")
def authors_urls():
    return [
        path("modules/<int:module>/copy/", copy_module_page, name="copy_module"),
        path("signatures/<slug:kind>/<int:pk>/", signatures_page, name="signatures"),
        path("signatures/<slug:kind>/<int:pk>/invite/", invite, name="invite_reviewer"),
        path(
            "signatures/<slug:kind>/<int:pk>/close/<int:link>/",
            close_link,
            name="close_review_link",
        ),
    ]


# Before wagtail-localize's own: which of its ways are open is decided here.
hooks.register("register_admin_urls", translations.urls, order=-1)
hooks.register("before_edit_snippet", translations.keep_to_words, order=-1)
hooks.register("before_create_snippet", translations.no_sheet_by_hand, order=-1)
hooks.register("before_delete_snippet", translations.no_sheet_by_hand, order=-1)


@hooks.register("register_admin_urls")
def language_urls():
    return [
        path("reports/languages/", language_boards, name="language_boards"),
        path("reports/languages/<slug:language>/", language_board, name="language_board"),
        path("reports/languages/<slug:language>/open/", open_module, name="open_translation"),
    ]


class TranslatorsItem(MenuItem):
    """In the menu of whoever translates, or signs what others translated."""

    def is_shown(self, request):
        return request.user.has_perm("curriculum.view_wordsheet")


@hooks.register("register_reports_menu_item")
def languages_report():
    return TranslatorsItem(
        "Languages", reverse("language_boards"), name="languages", icon_name="site"
    )


@hooks.register("register_page_header_buttons")
def copy_in_header(page, user, view_name, next_url=None):
    yield from copy_in_list(page, user, next_url)


@hooks.register("register_page_listing_more_buttons")
def copy_in_list(page, user, next_url=None):
    if page.specific_class is ModulePage and may_copy(user, page):
        address = reverse("copy_module", args=[page.pk])
        yield Button("Copy as a new module", address, icon_name="copy", priority=25)


@hooks.register("register_page_header_buttons")
def signatures_in_header(page, user, view_name, next_url=None):
    if hasattr(page.specific_class, "changes_since") and may_edit(user, page):
        address = reverse("signatures", args=["page", page.pk])
        yield Button("Signatures", address, icon_name="clipboard-list", priority=15)


@hooks.register("register_snippet_listing_buttons")
def signatures_in_list(snippet, user, next_url=None):
    kind = kind_of(snippet)
    if kind and may_edit(user, snippet):
        yield ListingButton(
            "Signatures", reverse("signatures", args=[kind, snippet.pk]), priority=80
        )
