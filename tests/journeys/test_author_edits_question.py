"""An author changes a live question: rows in the middle, many at once, with and without autosave."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visitor
from tests.served import rows, served

pytestmark = pytest.mark.browser
STEM = "A woman learns that she has HIV. What comes first?"


@pytest.fixture
def by_hand(tmp_path):
    """The served application without autosave, and its database."""
    with served(tmp_path / "by_hand", settings="tests.without_autosave") as (address, _):
        yield address, tmp_path / "by_hand" / "served.sqlite3"


def open_question(author: Visitor, database) -> tuple[Page, int, list[str]]:
    """The editor on a live question with four options; its id and the options' texts."""
    ((pk, stem),) = rows(database, "SELECT id, stem FROM assessments_question WHERE code = 'q2-01'")
    texts = [
        text
        for (text,) in rows(
            database,
            f"SELECT text FROM assessments_option WHERE question_id = {pk} ORDER BY sort_order",
        )
    ]
    page = author.go(f"/cms/snippets/assessments/question/edit/{pk}/")
    expect(page.locator("[name=stem]")).to_have_value(stem)
    page.wait_for_load_state("networkidle")
    return page, pk, texts


def change_it(page: Page) -> None:
    """An option above the second by keyboard, three pasted, the last one moved up, then another stem.

    What changes while a save is under way, Wagtail may save only with the next change.
    """
    page.get_by_role("button", name="Insert above").nth(1).focus()
    page.keyboard.press("Enter")
    inserted = page.locator("#id_options-FORMS > :nth-child(2) [name$=-text]")
    expect(inserted).to_be_focused()
    page.keyboard.type("Inserted")
    page.get_by_label("Paste options, one per line").fill("Alpha\n\n* Beta\nGamma\n")
    page.get_by_role("button", name="Add these lines as rows").first.click()
    expect(page.get_by_text("3 rows added.")).to_be_visible()
    page.locator("#id_options-FORMS > :last-child [data-inline-panel-child-move-up]").click()
    page.wait_for_timeout(3000)
    page.fill("[name=stem]", STEM)


def changed(texts: list[str]) -> list[str]:
    return [texts[0], "Inserted", *texts[1:], "Alpha", "Gamma", "Beta"]


def shown_options(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "#id_options-FORMS > :not(.deleted) [name$=-text]", "fields => fields.map(f => f.value)"
    )


def latest_draft(database, pk: int) -> dict:
    ((content,),) = rows(
        database,
        "SELECT r.content FROM wagtailcore_revision r JOIN assessments_question q"
        f" ON q.latest_revision_id = r.id WHERE q.id = {pk}",
    )
    return json.loads(content)


def options_of(draft: dict) -> list[str]:
    ordered = sorted(draft["options"], key=lambda option: option["sort_order"])
    return [option["text"] for option in ordered]


def test_autosave_keeps_every_row_once_and_in_order(visit, database):
    amara = visit(width=1280).sign_in("amara")
    page, pk, texts = open_question(amara, database)

    change_it(page)
    for _ in range(40):
        draft = latest_draft(database, pk)
        if (options_of(draft), draft["stem"]) == (changed(texts), STEM):
            break
        page.wait_for_timeout(250)
    page.wait_for_timeout(1500)  # whatever autosave still sends must not double a row
    draft = latest_draft(database, pk)
    page.reload()

    assert (options_of(draft), draft["stem"]) == (changed(texts), STEM)
    assert len({option["uid"] for option in draft["options"]}) == 8
    assert shown_options(page) == changed(texts)
    right = [option["text"] for option in draft["options"] if option["correct"]]
    assert right[-1] == "Beta"


def test_without_autosave_a_draft_is_saved_by_hand_and_an_earlier_one_comes_back(browser, by_hand):
    origin, database = by_hand
    amara = Visitor(browser, origin, width=1280).sign_in("amara")
    page, pk, texts = open_question(amara, database)
    ((earlier,),) = rows(
        database, f"SELECT latest_revision_id FROM assessments_question WHERE id = {pk}"
    )
    before = latest_draft(database, pk)

    change_it(page)
    page.wait_for_timeout(1500)
    unsaved = latest_draft(database, pk)
    amara.press("Save draft")
    saved = latest_draft(database, pk)
    amara.go(f"/cms/snippets/assessments/question/history/{pk}/revisions/{earlier}/revert/")
    page.wait_for_load_state("networkidle")
    reverted = shown_options(page)
    page.locator("button.action-save, [name=action-save], footer button[type=submit]").first.click()
    page.wait_for_load_state("networkidle")

    assert options_of(unsaved) == texts
    assert options_of(saved) == changed(texts)
    assert reverted == texts
    assert latest_draft(database, pk)["options"] == before["options"]
    amara.context.close()


def test_everything_is_offered_without_script(visit, database):
    amara = visit(width=360, scripts=False).sign_in("amara")
    ((pk,),) = rows(database, "SELECT id FROM assessments_question WHERE code = 'q2-01'")

    page = amara.go(f"/cms/snippets/assessments/question/edit/{pk}/")

    assert page.locator("section[data-kinds]:visible").count() == 8
