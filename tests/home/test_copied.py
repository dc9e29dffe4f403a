import datetime as dt
import uuid

import pytest

from home.copied import blocks_of, code_in, title_of

TODAY = dt.date(2026, 3, 2)


@pytest.mark.parametrize(
    ("title", "proposed"), [("Birth", "Birth (copy)"), ("x" * 255, "x" * 248 + " (copy)")]
)
def test_title_says_that_it_is_a_copy_and_is_never_too_long(title, proposed):
    assert title_of(title) == proposed


@pytest.mark.parametrize(
    ("code", "there"),
    [
        ("m2", "m11"),
        ("m2-q1", "m11-q1"),
        ("q2-05", "q11-05"),
        ("c2-1", "c11-1"),
        ("q2", ""),  # the second question of some module, as likely
        ("q20-05", ""),
        ("m20", ""),
        ("q12-05", ""),
        ("check-hands", ""),
    ],
)
def test_code_is_built_on_the_new_module(code, there):
    assert code_in("m11", code, old="m2") == there


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2099-01-01", "2026-03-02"),
        ("2026-03-02", "2026-03-02"),
        ("2020-01-01", "2020-01-01"),  # overdue there, so it is no fresher here
        (dt.date(2099, 1, 1), "2026-03-02"),
        (dt.date(2020, 1, 1), "2020-01-01"),
        (None, "2026-03-02"),
        ("", "2026-03-02"),
    ],
)
def test_fact_is_due_at_once_and_never_later_than_it_was(before, after):
    fact = {"type": "fact", "value": {"review_by": before, "mark": "V"}, "id": "a"}

    (copied,) = blocks_of([fact], today=TODAY)

    assert copied["value"] == {"review_by": after, "mark": "V"}
    assert fact["value"]["review_by"] == before


def test_blocks_have_ids_of_their_own():
    blocks = [{"type": "text", "value": "a", "id": "1"}, {"type": "text", "value": "a"}]

    ids = {uuid.UUID(each["id"]) for each in blocks_of(blocks, today=TODAY)}

    assert len(ids) == 2
