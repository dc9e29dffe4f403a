"""Somebody at a ministry, without an account, reads a draft by a secret link, with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests.served import rows

pytestmark = pytest.mark.browser


@pytest.fixture
def link(visit, database) -> str:
    """The link as the author's page shows it, once."""
    ((module,),) = rows(database, "SELECT id FROM wagtailcore_page WHERE url_path = '/home/p1/m5/'")
    page = visit(width=1280).sign_in("amara").go(f"/cms/signatures/page/{module}/")
    page.fill("input[name=name]", "A. Example")
    page.fill("input[name=office]", "Ministry")
    page.get_by_role("button", name="Make a link").click()
    return page.locator("code.secret").inner_text()


def read_and_comment(page) -> None:
    page.get_by_role("main").get_by_role("listitem").nth(1).get_by_role("link").click()
    page.fill("textarea[name=text]", "The second step is not ours.")
    page.fill("input[name=who]", "A. Example")
    page.fill("input[name=role]", "Adviser")
    page.get_by_role("button", name="Send your comment").click()
    expect(page.get_by_role("main")).to_contain_text("The second step is not ours.")


def test_link_opens_by_itself_and_leaves_no_code_behind(visit, link):
    phiri = visit(width=360)

    page = phiri.go("/r/#" + link.partition("#")[2])
    page.wait_for_url("**/r/read/")
    read_and_comment(page)
    page.go_back()
    page.go_back()

    assert "#" not in page.evaluate("location.href")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_scripts_the_code_is_typed(visit, link):
    phiri = visit(width=320, scripts=False)
    page = phiri.go("/r/")
    page.fill("input[name=code]", link)

    page.get_by_role("button", name="Open").click()
    read_and_comment(page)
    page.get_by_role("button", name="Close").click()

    assert phiri.go("/r/read/").title() == "We cannot find this page - Peer Academy"
