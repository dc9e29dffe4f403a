"""Rows in the editor keep their uid through drafts, autosaves and publication."""

import uuid

import pytest

from tests import make
from tests.assessments.admin.editor import author, autosaved, form_of, place, with_row
from tests.assessments.course import MATCHING

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


@pytest.fixture
def live(module):
    question = make.make_question(module)
    make.sign(question)
    return question


def draft_of(question):
    question.refresh_from_db()
    return question.get_latest_revision_as_object()


def options_of(question) -> list[tuple]:
    return [(option.text, str(option.uid)) for option in draft_of(question).options.all()]


def test_saving_a_draft_keeps_the_uids_of_its_rows(live):
    before = options_of(live)
    desk = author()

    reply = desk.post(place(live), form_of(desk.get(place(live))))

    assert (reply.status_code, options_of(live)) == (302, before)


def test_row_of_a_draft_that_is_not_published_keeps_its_uid_when_saved_again(live):
    """It has no primary key yet, by which Wagtail would know it."""
    desk = author()
    fields = with_row(form_of(desk.get(place(live))), "options", text="d", safety="neither")
    desk.post(place(live), fields)
    first = options_of(live)

    desk.post(place(live), form_of(desk.get(place(live))))

    assert [text for text, _ in first] == ["a", "b", "c", "d"]
    assert options_of(live) == first


def test_published_row_keeps_its_uid_in_the_next_edition(live):
    desk = author()
    fields = with_row(form_of(desk.get(place(live))), "options", text="d", safety="neither")
    desk.post(place(live), fields)
    make.sign(draft_of(live))
    desk.post(place(live), form_of(desk.get(place(live))) | {"stem": "What now?"})

    make.sign(draft_of(live))

    newest, before, _ = live.editions.all()
    assert newest.content["stem"] == "What now?"
    assert newest.content["options"] == before.content["options"]


def test_autosave_adds_a_row_once_and_keeps_its_uid(live):
    desk = author()
    fields = with_row(form_of(desk.get(place(live))), "options", text="d", safety="neither")

    fields = autosaved(desk, place(live), fields)
    first = options_of(live)
    autosaved(desk, place(live), fields | {"stem": "What now?"})

    assert [text for text, _ in first] == ["a", "b", "c", "d"]
    assert options_of(live) == first
    assert draft_of(live).stem == "What now?"


def test_row_inserted_in_the_middle_stands_there(live):
    desk = author()
    fields = with_row(form_of(desk.get(place(live))), "options", text="new", safety="neither")
    order = {"options-0-ORDER": "1", "options-3-ORDER": "2", "options-1-ORDER": "3"}

    desk.post(place(live), fields | order | {"options-2-ORDER": "4"})

    assert [text for text, _ in options_of(live)] == ["a", "new", "b", "c"]


@pytest.mark.parametrize("posted", ["", "junk", "first"])
def test_row_without_a_uid_of_its_own_is_given_one(live, posted):
    """Blank, junk, or the uid of the row before it."""
    desk = author()
    taken = str(uuid.uuid4())
    fields = form_of(desk.get(place(live)))
    fields = with_row(fields, "options", text="d", safety="neither", uid=taken)
    posted = taken if posted == "first" else posted
    fields = with_row(fields, "options", text="e", safety="neither", uid=posted)

    desk.post(place(live), fields)

    *_, fourth, fifth = options_of(live)
    assert fourth == ("d", taken)
    assert fifth[0] == "e"
    assert str(uuid.UUID(fifth[1])) not in (taken, posted)


def test_row_to_come_has_no_uid_that_all_would_share(live):
    page = author().get(place(live)).content.decode()

    assert 'name="options-__prefix__-uid"' in page
    assert 'name="options-__prefix__-uid" value' not in page


def test_both_sides_of_a_pair_keep_their_uids(module):
    question = make.make_question(module, **MATCHING)
    make.sign(question)
    desk = author()
    fields = with_row(form_of(desk.get(place(question))), "pairs", text="sun", choice="warm")
    desk.post(place(question), fields)
    first = draft_of(question).as_content()["pairs"]

    desk.post(place(question), form_of(desk.get(place(question))))

    assert len(first) == 4
    assert draft_of(question).as_content()["pairs"] == first


def test_reverting_to_an_earlier_draft_brings_its_rows_back(live):
    desk = author()
    earlier = live.latest_revision
    before = options_of(live)
    fields = form_of(desk.get(place(live))) | {"options-1-DELETE": "1"}
    desk.post(place(live), fields)
    assert [text for text, _ in options_of(live)] == ["a", "c"]
    address = place(live, "revisions_revert", earlier.pk)

    desk.post(address, form_of(desk.get(address)))

    assert options_of(live) == before
