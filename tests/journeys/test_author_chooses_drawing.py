"""An author gives a lesson a picture: she sees each drawing beside its name, and what she chose is kept."""

import pytest
from playwright.sync_api import expect

from curriculum.drawings import DRAWINGS
from tests.journeys.test_author_edits_lesson import blocks_of, latest_draft, open_lesson

pytestmark = pytest.mark.browser


def test_drawing_is_seen_chosen_and_kept(visit, database):
    amara = visit(width=1280).sign_in("amara")
    page, pk, _ = open_lesson(amara, database)
    page.wait_for_timeout(2500)  # Wagtail watches for changes from the third second on

    page.get_by_role("button", name="Insert a block").nth(1).click()
    page.get_by_role("option", name="Picture", exact=True).click()
    expect(page.locator(".drawing")).to_have_count(1 + len(DRAWINGS))
    page.locator(".drawing").filter(has_text="Teach-back").click()
    for _ in range(60):
        kept = blocks_of(latest_draft(database, pk))[1]
        if kept["type"] == "image" and kept["value"]["drawing"]:
            break
        page.wait_for_timeout(250)

    value = {"drawing": "teach_back", "image": None, "alt": "", "caption": ""}
    assert (kept["type"], kept["value"]) == ("image", value)
