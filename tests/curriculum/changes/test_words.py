"""Sentences about values and rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.changes import Row, changed, changed_fields, changed_rows

A, B, C = (Row(key, "Text", f"The text of {key} and more.") for key in "abc")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (80, 70, ["It changed from “80” to “70”."]),
        (True, False, ["It changed from yes to no."]),
        ("", "new", ["It changed from nothing to “new”."]),
        (None, "", []),
        ("two  blanks", "two blanks", []),
        (0, None, ["It changed from “0” to nothing."]),
    ],
)
def test_a_value_is_said_as_it_was_and_is(was, now, said):
    assert changed("It", was, now) == said


def test_fields_are_said_in_the_order_of_their_names():
    said = changed_fields({"a": 1, "b": 2, "c": 3}, {"a": 2, "b": 2, "c": 4}, {"c": "C", "a": "A"})

    assert said == ["C changed from “3” to “4”.", "A changed from “1” to “2”."]


def test_the_same_rows_say_nothing():
    assert changed_rows([A, B, C], [A, B, C]) == []


def test_added_and_taken_out():
    assert changed_rows([A], [A, C]) == ["Text added: “The text of c and more.”."]
    assert changed_rows([A, C], [A]) == ["Text taken out: “The text of c and more.”."]


def test_what_was_moved_is_said_of_what_moved_and_not_of_its_neighbours():
    assert changed_rows([A, B, C], [C, A, B]) == [
        "Text “The text of c and more.” stands in another place now."
    ]


def test_where_order_plays_no_part_nothing_moves():
    assert changed_rows([A, B, C], [C, A, B], ordered=False) == []


def test_new_ids_of_the_same_words_are_no_change():
    loaded = [Row(f"new-{row.key}", row.name, row.text) for row in (A, B, C)]

    assert changed_rows([A, B, C], loaded) == []


def test_words_alike_are_one_text_reworded_and_others_are_two():
    old, new = Row("x", "Text", "Wash your hands first"), Row("y", "Text", "Wash both hands first")
    other = Row("z", "Text", "Ask how she is")

    assert changed_rows([old], [new]) == [
        "Text changed from “Wash your hands first” to “Wash both hands first”."
    ]
    assert changed_rows([old], [other]) == [
        "Text added: “Ask how she is”.",
        "Text taken out: “Wash your hands first”.",
    ]


def test_a_text_of_another_kind_is_never_the_same():
    assert changed_rows([A], [Row("a", "Danger sign", A.text)]) == [
        f"Danger sign added: “{A.text}”.",
        f"Text taken out: “{A.text}”.",
    ]


def test_of_a_long_text_only_the_sentences_that_differ_are_said():
    old = Row("a", "Text", "One stays. Two goes. Three says 6. Four stays.")
    new = Row("a", "Text", "One stays. Three says 9. Four stays. Five comes.")

    assert changed_rows([old], [new]) == [
        "Text: a part changed from “Two goes. Three says 6.” to “Three says 9.”.",
        "Text: now also says “Five comes.”.",
    ]


def test_what_else_is_said_of_a_row_by_label():
    old = Row("a", "Fact", "It is so.", {"source": "S1", "mark": "Read"})
    new = Row("a", "Fact", "It is so.", {"source": "S2", "mark": "Read", "key": "k"})

    assert changed_rows([old], [new]) == [
        "Fact “It is so.”: source changed from “S1” to “S2”.",
        "Fact “It is so.”: key changed from nothing to “k”.",
    ]


def test_another_layout_of_the_same_words_is_said():
    old, new = (Row("a", "Text", "Same words", layout=layout) for layout in ("p", "p b"))

    assert changed_rows([old], [new]) == [
        "Text “Same words” is set out another way (headings, lists or bold)."
    ]


rows = st.lists(st.sampled_from("abcdefgh"), unique=True).map(
    lambda keys: [Row(key, "Text", f"{key} {key * 3}") for key in keys]
)


@given(rows, rows)
def test_there_are_sentences_if_and_only_if_something_differs(before, after):
    assert bool(changed_rows(before, after)) == (before != after)


@given(rows)
def test_everything_new_is_named(after):
    assert len(changed_rows([], after)) == len(after) == len(changed_rows(after, []))
