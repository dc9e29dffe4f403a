"""An author writes a lesson in the editors' room; only two reviewers' signatures put it before trainees."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.served import rows

pytestmark = pytest.mark.browser


def write_lesson(author: Visitor, module_id: int, words: str) -> None:
    """Write a lesson of one text block below a module, and submit it for review."""
    page = author.go(f"/cms/pages/add/curriculum/lessonpage/{module_id}/")
    page.fill("input[name=title]", "When a colleague is unkind")
    page.fill("[name=summary]", "You know what to say to a colleague, and to whom you turn.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    editor = page.locator(".public-DraftEditor-content").first
    editor.click()
    editor.press_sequentially(words)
    # the editor hands its text to the form a moment after the last key
    expect(page.locator("[name='body-0-value']")).to_have_value(re.compile(re.escape(words)))
    page.get_by_role("button", name="More actions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Submit to Sign-off").click()


def sign_what_waits(reviewer: Visitor, title: str, read: str, warnings: int = 0) -> None:
    """From the reviewer's first screen: open what waits for her, read what changed, approve it."""
    page = reviewer.go("/cms/")
    with page.expect_navigation():
        page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=f"Approve after reading {read}").click()
    dialog = page.locator(".modal-content")
    expect(dialog).to_contain_text("Nothing of this was signed before: all of it is new.")
    if warnings:
        dialog.get_by_label(f"I have read the {warnings} warnings").check()
    with page.expect_navigation():
        dialog.get_by_role("button", name=f"Approve after reading {read}").click()
    page.wait_for_load_state("networkidle")


def test_author_writes_and_reviewers_sign(visit, numbers, database):
    module_id = rows(database, "SELECT id FROM wagtailcore_page WHERE url_path = '/home/p1/m5/'")
    words = "Stay calm. Say what you saw. Tell your supervisor on the same day."
    trainee = visit().sign_in(numbers[0])
    amara = visit(width=1280).sign_in("amara")
    write_lesson(amara, module_id[0][0], words)
    assert trainee.go("/learn/p1/m5/l7/").title() == "We cannot find this page - Peer Academy"

    ruth = visit(width=1280).sign_in("ruth")
    sign_what_waits(ruth, "When a colleague is unkind", "the warnings", 2)

    assert trainee.go("/learn/p1/m5/l7/").title() == "We cannot find this page - Peer Academy"

    zanele = visit(width=1280).sign_in("zanele")
    sign_what_waits(zanele, "When a colleague is unkind", "what changed")

    trainee.go("/learn/p1/m5/l7/")
    assert words in trainee.text()
    signed = rows(
        database,
        "SELECT u.username, l.username FROM curriculum_signoff s"
        " JOIN trainees_user u ON u.id = s.signed_by_id"
        " JOIN curriculum_languagereview r ON r.sign_off_id = s.id"
        " JOIN trainees_user l ON l.id = r.signed_by_id"
        " JOIN wagtailcore_page p ON p.live_revision_id = s.revision_id"
        " WHERE p.url_path = '/home/p1/m5/l7/'",
    )
    assert signed == [("ruth", "zanele")]


def test_author_cannot_sign_or_publish_her_own(visit, database):
    module_id = rows(database, "SELECT id FROM wagtailcore_page WHERE url_path = '/home/p1/m5/'")
    amara = visit(width=1280).sign_in("amara")
    write_lesson(amara, module_id[0][0], "Words that nobody signed.")
    page = amara.go("/cms/pages/")
    lesson = rows(database, "SELECT id, live FROM wagtailcore_page WHERE title LIKE 'When a coll%'")
    page = amara.go(f"/cms/pages/{lesson[0][0]}/edit/")

    actions = [button.inner_text() for button in page.locator("form button").all()]

    assert [word for word in actions if "Publish" in word or "Approve" in word] == []
    assert lesson[0][1] == 0
