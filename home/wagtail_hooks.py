"""The roof's side of the editors' room: what is hidden, and what must not be deleted."""

from django.contrib import messages
from django.db import router
from django.db.models.deletion import Collector, ProtectedError
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.admin.files import archive, files, may_load

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
}
ACTIONS = {
    "home.dispose": "Remove what has had its time",
    "home.download_files": "Download a programme as files",
}
KEPT = (
    "Somebody's record rests on this, so it cannot be deleted. Unpublish it instead:"
    " nobody new will see it, and every record stays."
)


@hooks.register("construct_settings_menu")
@hooks.register("construct_main_menu")
def hide_menus(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if item.name not in HIDDEN_MENUS]


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page):
    """Refuse in words what the database would refuse with an error page."""
    if request.method == "POST" and is_kept([page.specific, *page.get_descendants().specific()]):
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
    if action_type == "delete" and request.method == "POST" and is_kept(list(objects)):
        messages.error(request, KEPT)
        return redirect(request.path + "?" + request.GET.urlencode())
    return None


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
        return may_load(request.user)


@hooks.register("register_reports_menu_item")
def files_page():
    return FilesItem(
        "Programmes as files", reverse("programme_files"), name="files", icon_name="download"
    )
