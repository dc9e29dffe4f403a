"""From a body to what it asks (``api/reading.py``)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.api import reading
from certificates.api.problems import PROBLEMS, Problem
from certificates.api.reading import Asked, read_many, read_one

WHY = ["Yearly review", "For an audit"]
GOOD = {"number": "7K3M", "name": "A B", "purpose": "Yearly review"}
ROW = {"number": "7K3M", "name": "A B"}


def faults(read, value, *more) -> list[str]:
    """The places that a refusal names."""
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    with pytest.raises(Problem) as problem:
        read(body, *more)
    assert problem.value.code == "unreadable"
    return [error["pointer"] for error in problem.value.errors]


def one(value) -> list[str]:
    return faults(read_one, value, WHY)


def many(value) -> list[str]:
    return faults(read_many, value, "reason", WHY)


def test_what_is_asked_is_read_as_typed():
    assert read_one(json.dumps(GOOD).encode(), WHY) == Asked("Yearly review", [("7K3M", "A B")])
    rows = {"reason": "For an audit", "rows": [ROW, {"number": "", "name": ""}]}
    assert read_many(json.dumps(rows).encode(), "reason", WHY) == Asked(
        "For an audit", [("7K3M", "A B"), ("", "")]
    )


@pytest.mark.parametrize(
    ("value", "places"),
    [
        (b"", ["#"]),
        (b"{", ["#"]),
        (b"\xff", ["#"]),
        (b"[" * 100_000, ["#"]),
        (b"9" * 5000, ["#"]),
        ([], ["#"]),
        ({}, ["#/number", "#/name", "#/purpose"]),
        (GOOD | {"born": "1990"}, ["#"]),
        (GOOD | {"number": 7, "name": None}, ["#/number", "#/name"]),
        (GOOD | {"number": "x" * 41, "name": "x" * 201}, ["#/number", "#/name"]),
        (GOOD | {"name": "\ud800"}, ["#/name"]),
        (GOOD | {"purpose": "For Lindiwe"}, ["#/purpose"]),
        (GOOD | {"purpose": ["Yearly review"]}, ["#/purpose"]),
    ],
)
def test_what_one_may_not_send_is_named(value, places):
    assert one(value) == places


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ([], ["#"]),
        ({"rows": [ROW]}, ["#/reason"]),
        ({"reason": "x", "rows": [ROW]}, ["#/reason"]),
        ({"reason": "For an audit", "rows": []}, ["#/rows"]),
        ({"reason": "For an audit", "rows": {"0": ROW}}, ["#/rows"]),
        ({"reason": "For an audit", "rows": [ROW] * 10_001}, ["#/rows"]),
        (
            {"reason": "For an audit", "rows": [ROW, 7, {"number": ""}]},
            ["#/rows/1", "#/rows/2/name"],
        ),
    ],
)
def test_what_many_may_not_send_is_named(value, places):
    assert many(value) == places


def test_ten_thousand_rows_are_read_and_few_faults_are_shown():
    rows = {"reason": "For an audit", "rows": [ROW] * 10_000}
    assert len(read_many(json.dumps(rows).encode(), "reason", WHY).rows) == 10_000
    assert len(many(rows | {"rows": [7] * 10_000})) == reading.SHOWN


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=50),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["number", "name", "purpose", "rows"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_anything_is_read_or_refused(value):
    body = json.dumps(value).encode()
    for read in (lambda: read_one(body, WHY), lambda: read_many(body, "purpose", WHY)):
        refusal = None
        try:
            rows = read().rows
        except Problem as problem:
            refusal, rows = problem, []
        assert refusal is None or (refusal.status == 400 and refusal.errors)
        assert all(len(number) <= 40 and len(name) <= 200 for number, name in rows)


@pytest.mark.parametrize("code", PROBLEMS)
def test_each_problem_says_what_to_do(code):
    said = Problem(code).as_json()

    assert set(said) == {"type", "title", "status", "detail"}
    assert said["detail"].endswith(".")
