"""The editors' first page: what concerns her, in words."""

import pytest
from django.utils.html import strip_tags
from wagtail.models import Workflow

from home import roles
from tests import make

pytestmark = pytest.mark.django_db


def first_page(client, user) -> str:
    client.force_login(user)
    html = client.get("/cms/").content.decode()
    return " ".join(strip_tags(html[html.index("w-dashboard") :].replace("<", " <")).split())


def submitted(by, count: int = 1) -> None:
    for number in range(count):
        page = make.make_programme(f"p{number + 1}", title=f"Training {number + 1}")
        page.save_revision(user=by)
        page.refresh_from_db()
        Workflow.objects.get(active=True).start(page, by)


def test_each_sees_what_concerns_her(client):
    headings = ("Waiting for my signature", "My drafts", "To check again")
    pages = {
        role.name: first_page(client, make.make_user(role.name.split()[0].lower(), role))
        for role in (
            roles.AUTHOR,
            roles.REVIEWER,
            roles.LANGUAGE_REVIEWER,
            roles.ADMINISTRATOR,
        )
    }
    shown = {name: [each for each in headings if each in page] for name, page in pages.items()}

    assert shown == {
        "Author": ["My drafts", "To check again"],
        "Clinical reviewer": list(headings),
        "Language reviewer": list(headings),
        "Administrator": [],
    }


def test_an_author_of_a_fresh_install_is_told_what_to_do_first(client):
    words = first_page(client, make.make_author())

    assert "Nothing is written yet. Begin with a programme" in words
    assert "Nothing must be checked again within 90 days." in words


def test_a_reviewer_of_a_fresh_install_cannot_begin(client):
    words = first_page(client, make.make_reviewer())

    assert "Nothing is written yet. An author begins with a programme." in words
    assert "Nothing waits for you." in words


def test_drafts_and_what_waits_are_named(client):
    amara, ruth = make.make_author(), make.make_reviewer()
    submitted(amara)

    assert "Training 1 (programme), waits for a signature" in first_page(client, amara)
    hers = first_page(client, ruth)
    assert "Training 1 (programme), since" in hers
    assert "all that you wrote is signed" in hers


def test_long_lists_say_how_many_more(client):
    amara, ruth = make.make_author(), make.make_reviewer()
    submitted(amara, 12)

    assert "And 2 more, changed earlier." in first_page(client, amara)
    assert "And 2 more, submitted later." in first_page(client, ruth)


QUERIES = 32


@pytest.mark.parametrize("count", [1, 3])
def test_first_page_takes_as_many_queries_however_much_waits(
    client, count, django_assert_num_queries
):
    submitted(make.make_author(), count)
    ruth = make.make_reviewer()
    first_page(client, ruth)

    with django_assert_num_queries(QUERIES):
        client.get("/cms/")


def test_nothing_on_it_leads_elsewhere(client):
    client.force_login(make.make_author())
    html = client.get("/cms/").content.decode()

    assert "wagtail.org" not in html
    assert "Peer Academy" in html
