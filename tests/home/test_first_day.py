"""A fresh install, migrated and with roles, is usable: an author signs in and knows what to do first."""

import pytest
from django.urls import reverse
from lxml import html
from wagtail.admin.menu import admin_menu, reports_menu, settings_menu

from curriculum.models import LessonPage, ModulePage, ProgrammePage
from home import roles
from home.models import HomePage
from tests import make

pytestmark = pytest.mark.django_db
HELP = "How to write a "


def opened(client, address: str) -> str:
    reply = client.get(address)
    assert reply.status_code == 200
    return reply.content.decode()


def test_the_first_page_leads_to_a_programme(client):
    signs_in = {"login": make.make_author().username, "password": make.PASSPHRASE}
    client.post(reverse("account_login"), signs_in)
    home = HomePage.objects.get().pk
    address = reverse("wagtailadmin_pages:add", args=["curriculum", "programmepage", home])

    (link,) = html.fromstring(opened(client, "/cms/")).xpath("//a[.='Write a programme']/@href")

    assert link == address
    assert f"{HELP}programme" in opened(client, link)


def test_every_form_says_how_it_is_written_and_leads_on(client):
    programme = make.make_signed_programme()
    client.force_login(make.make_author("abena"))
    pages = [
        (programme, "programme", f"/cms/pages/{programme.pk}/add_subpage/"),
        (
            ModulePage.objects.get(),
            "module",
            f"/cms/pages/{ModulePage.objects.get().pk}/add_subpage/",
        ),
        (LessonPage.objects.get(), "lesson", "/cms/snippets/curriculum/source/"),
    ]

    for page, kind, link in pages:
        editor = opened(client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert (f"{HELP}{kind}" in editor, f'href="{link}"' in editor) == (True, True)


@pytest.mark.parametrize(
    ("snippet", "kind"),
    [
        ("assessments_question", "question"),
        ("assessments_quiz", "quiz"),
        ("assessments_checklist", "checklist"),
        ("assessments_case", "case"),
        ("curriculum_source", "source"),
        ("curriculum_localguidance", "guidance"),
    ],
)
def test_every_snippet_says_how_it_is_written(client, snippet, kind):
    client.force_login(make.make_author())

    editor = opened(client, reverse(f"wagtailsnippets_{snippet}:add"))
    (panel,) = html.fromstring(editor).xpath(f"//section[.//*[contains(., '{HELP}{kind}')]]")

    assert panel.xpath(".//li")
    assert [link for link in panel.xpath(".//a/@href") if not link.startswith(("/cms/", "#"))] == []


def test_menus_hold_what_a_role_needs(rf):
    def names(menu, user):
        request = rf.get("/cms/")
        request.user = user
        return sorted(item.name for item in menu.menu_items_for_request(request))

    people = {
        role.name: make.make_user(role.name.split()[0].lower(), role)
        for role in (roles.AUTHOR, roles.REVIEWER, roles.ADMINISTRATOR)
    }
    editors = ["assessment", "explorer", "facts-guidance", "reports"]
    reports = ["guidance", "languages", "quizzes", "reviews", "site-history", "workflows"]

    assert {name: names(admin_menu, user) for name, user in people.items()} == {
        "Author": sorted([*editors, "images", "media"]),
        "Clinical reviewer": editors,
        "Administrator": ["certificate-designs", "images"],
    }
    assert {name: names(reports_menu, user) for name, user in people.items()} == {
        "Author": ["files", *reports],
        "Clinical reviewer": reports,
        "Administrator": [],
    }
    assert {name for user in people.values() for name in names(settings_menu, user)} == set()
    assert ProgrammePage.objects.exists() is False
