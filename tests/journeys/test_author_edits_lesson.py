"""An author changes a live lesson: blocks in the middle and in another order, with and without autosave.

What is saved is what she saw.
"""

import html
import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.served import rows, served

pytestmark = pytest.mark.browser
WORDS = "Nurse Grace waits for her."
PLAIN = WORDS.replace(" ", "")
SUMMARY = "You can follow every test of the baby."


@pytest.fixture
def by_hand(tmp_path):
    """The served application without autosave, and its database."""
    with served(tmp_path / "by_hand", settings="tests.without_autosave") as (address, _):
        yield address, tmp_path / "by_hand" / "served.sqlite3"


def open_lesson(author: Visitor, database) -> tuple[Page, int, list[dict]]:
    """The editor on a live lesson; its id and its blocks as they are stored."""
    query = "SELECT id FROM wagtailcore_page WHERE url_path = '/home/p1/m2/l5/'"
    ((pk,),) = rows(database, query)
    page = author.go(f"/cms/pages/{pk}/edit/")
    page.wait_for_load_state("networkidle")
    return page, pk, blocks_of(latest_draft(database, pk))


def change_it(page: Page) -> None:
    """A key message inserted above the third block, the first block moved down, then another summary.

    What changes while a save is under way, Wagtail may save only with the next change.
    """
    page.get_by_role("button", name="Insert a block").nth(2).click()
    page.get_by_role("option", name="Key message", exact=True).click()
    inserted = page.locator(".public-DraftEditor-content").nth(2)
    inserted.click()
    inserted.press_sequentially(WORDS)
    # the editor hands its text to the form a moment after the last key
    expect(page.locator(f"[name$='-value'][value*='{WORDS}']")).to_have_count(1)
    page.get_by_role("button", name="Move down").first.click()
    page.wait_for_timeout(3000)
    page.fill("[name=summary]", SUMMARY)


def changed(kinds: list[str]) -> list[str]:
    first, second, *others = kinds
    return [second, first, "key_message", *others]


def latest_draft(database, pk: int) -> dict:
    ((content,),) = rows(
        database,
        "SELECT r.content FROM wagtailcore_revision r JOIN wagtailcore_page p"
        f" ON p.latest_revision_id = r.id WHERE p.id = {pk}",
    )
    return json.loads(content)


def blocks_of(draft: dict) -> list[dict]:
    return json.loads(draft["body"])


def kinds(blocks: list[dict]) -> list[str]:
    return [block["type"] for block in blocks]


def shown_kinds(page: Page) -> list[str]:
    """The blocks that the editor shows, in the order in which she sees them."""
    return page.evaluate(
        """() => [...document.querySelectorAll("[name^='body-'][name$='-type']")]
            .filter(type => document.querySelector(
                `[name="${type.name.replace("type", "deleted")}"]`).value !== "1")
            .map(type => type.value)"""
    )


def plain(block: dict) -> str:
    """A block's words, without the keys that the editor gives to paragraphs, and without blanks."""
    stored = html.unescape(json.dumps(block["value"], sort_keys=True, ensure_ascii=False))
    return re.sub(r' data-block-key="\w+"|\\n|\s', "", stored.replace(r"\"", '"'))


def test_autosave_keeps_every_block_once_and_in_order(visit, database):
    amara = visit(width=1280).sign_in("amara")
    page, pk, before = open_lesson(amara, database)

    change_it(page)
    wanted = changed(kinds(before))
    for _ in range(60):
        draft = latest_draft(database, pk)
        saved = blocks_of(draft)
        if kinds(saved) == wanted and PLAIN in plain(saved[2]) and draft["summary"] == SUMMARY:
            break
        page.wait_for_timeout(250)
    page.wait_for_timeout(1500)  # whatever autosave still sends must not double a block
    seen = shown_kinds(page)
    draft = latest_draft(database, pk)
    page.reload()
    page.wait_for_load_state("networkidle")

    saved = blocks_of(draft)
    assert (seen, kinds(saved), draft["summary"]) == (wanted, wanted, SUMMARY)
    assert shown_kinds(page) == wanted
    assert len({block["id"] for block in saved}) == len(saved)
    untouched = [plain(each) for each in saved if PLAIN not in plain(each)]
    assert sorted(untouched) == sorted(map(plain, before))


def test_without_autosave_a_draft_is_saved_by_hand_and_an_earlier_one_comes_back(browser, by_hand):
    origin, database = by_hand
    amara = Visitor(browser, origin, width=1280).sign_in("amara")
    page, pk, before = open_lesson(amara, database)
    query = f"SELECT latest_revision_id FROM wagtailcore_page WHERE id = {pk}"
    ((earlier,),) = rows(database, query)

    change_it(page)
    page.wait_for_timeout(1500)
    unsaved = blocks_of(latest_draft(database, pk))
    amara.press("Save draft")
    saved = blocks_of(latest_draft(database, pk))
    page = amara.go(f"/cms/pages/{pk}/revisions/{earlier}/revert/")
    page.wait_for_load_state("networkidle")
    reverted = shown_kinds(page)
    page.locator("footer button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")

    assert unsaved == before
    assert kinds(saved) == changed(kinds(before))
    assert PLAIN in plain(saved[2])
    assert reverted == kinds(before)
    again = blocks_of(latest_draft(database, pk))
    assert list(map(plain, again)) == list(map(plain, before))
    live = rows(database, f"SELECT body FROM curriculum_lessonpage WHERE page_ptr_id = {pk}")
    assert kinds(json.loads(live[0][0])) == kinds(before)
    amara.context.close()


def test_samples_and_previews_are_seen_before_anything_is_saved(visit, database):
    """Within the editors' content policy: what it refuses would be on the console."""
    amara = visit(width=1280).sign_in("amara")
    refused: list[str] = []
    amara.page.on(
        "console", lambda said: refused.append(said.text) if said.type == "error" else None
    )
    page, _, _ = open_lesson(amara, database)

    page.get_by_role("button", name="Toggle preview").click()
    phone = page.frame_locator("iframe[src*='mode=&']")
    expect(phone.locator("main")).to_contain_text("on a new phone, of at most 14 KB")
    page.select_option("#id_preview_mode", label="On paper")
    paper = page.frame_locator("iframe[src*='mode=paper']")
    expect(paper.locator("body > header")).to_be_hidden()
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Fact", exact=True).hover()
    sample = page.frame_locator("iframe[src*='block-preview']")
    page.locator(".w-combobox [aria-label*='Preview']").nth(2).click()
    expect(sample.locator("main")).to_contain_text("looks for the virus itself")

    assert refused == []
