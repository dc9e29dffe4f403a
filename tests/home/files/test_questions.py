import pytest

from tests.home.files.every_type import faults, line_of, with_changes
from tests.home.files.folders import SOURCES, problems_in, write


def at(start: str) -> int:
    return line_of(start)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (
            "scheme: all_or_nothing", "scheme: balanced", at("scheme: all_or_nothing"),
            "scheme 'balanced' is not one of per_pair, all_or_nothing",
        ),
        ("mark: 3", "mark: 0", at("mark: 3"), "'mark' must be 1 to 100"),
        ("mark: 3", "mark: 101", at("mark: 3"), "'mark' must be 1 to 100"),
        ("case: c1", "case: c9", at("case: c1"), "case 'c9' is not one of c1"),
        ("id: q-match", "id: q match", at("id: q-match"), "'id' holds more than letters, digits, - and _"),
        (
            "id: q-match", f"id: {'q' * 21}", at("id: q-match"),
            "'id' has 21 letters; at most 20 fit",
        ),
        (
            "decimals: moodle\n    shuffle", "decimals: comma\n    shuffle", at("decimals: moodle"),
            "decimals 'comma' is not one of ask, moodle",
        ),
        (
            "unit_penalty_of: whole", "unit_penalty_of: half", at("unit_penalty_of:"),
            "unit_penalty_of 'half' is not one of earned, whole",
        ),
        ("unit_penalty: 1/4", "unit_penalty: 1.5", at("unit_penalty:"), "'unit_penalty' must be 0 to 1"),
        (
            "kind: short", "kind: essay", at("kind: short"),
            "kind 'essay' is not one of single, numeric, short",
        ),
        ("weight: 1/2", "weight: 3/2", at("weight: 1/2"), "'weight' must be -1 to 1"),
        ("weight: 0.5", "weight: -0.5", at("weight: 0.5"), "'weight' must be 0 to 1"),
        ("points: 2", "points: 101", at("points: 2"), "'points' must be 0 to 100"),
        ("tolerance: 0.25", "tolerance: -1", at("tolerance: 0.25"), "'tolerance' must be 0 to 99999999"),
        (
            "answer: 2.5", "answer: 2.00001", at("answer: 2.5"),
            "'answer' has more than 4 places after the point",
        ),
        ("answer: 2.5", "answer: .inf", at("answer: 2.5"), "'answer' cannot be inf"),
        ("choice: Heals.", "words: Heals.", at("choice: Heals.") - 1, "'choice' is missing"),
        ("text: Greet her.", "words: Greet her.", at("text: Greet her.") - 1, "'text' is missing"),
        ("match_case: true", "match_case: often", at("match_case:"), "'match_case' cannot be 'often'"),
        (
            "sources: [S1]", f"sources: [{', '.join(['S1'] * 31)}]", at("sources:"),
            "these are more sources than fit",
        ),
        ("cm: 100", "cm: -1", at("other_units:"), "'cm' cannot be -1"),
        ("cm: 100", "cm: 0.0", at("other_units:"), "'cm' cannot be 0.0"),
        ("cm: 100", "cm: true", at("other_units:"), "'cm' cannot be True"),
        ("cm: 100", "'c,m': 100", at("other_units:"), "'c,m' is no name of a unit"),
        ("cm: 100", "'c=m': 100", at("other_units:"), "'c=m' is no name of a unit"),
        ("cm: 100", "' ': 100", at("other_units:"), "' ' is no name of a unit"),
        ("cm: 100", f"{'c' * 110}: 1", at("other_units:"), "these are more units than fit"),
    ],
)  # fmt: skip
def test_broken_question_is_refused_with_its_line(tmp_path, old, new, line, reason):
    found = faults(tmp_path, (old, new))

    assert found[:1] == [f"{line}: {reason}"]
    assert [fault for fault in found[1:] if "is not known here" not in fault] == []


def test_sources_as_long_as_their_column_are_read(tmp_path):
    codes = ["S1"] * 29 + ["S123"]
    change = with_changes(("sources: [S1]", f"sources: [{', '.join(codes)}]"))
    source = SOURCES + "- {id: S123, title: A third, publisher: A publisher}\n"

    assert len(", ".join(codes)) == 120
    assert problems_in(write(tmp_path, change | {"sources.yaml": source})) == []


def test_units_as_long_as_their_column_are_read(tmp_path):
    assert len(f"{'c' * 109}=1, mm=1000") == 120
    assert faults(tmp_path, ("cm: 100", f"{'c' * 109}: 1")) == []


@pytest.mark.parametrize(
    ("name", "code", "value", "kind"),
    [
        ("options", "q-match", "[]", "matching"),
        ("shuffle", "q-match", "true", "matching"),
        ("pairs", "q-order", "[]", "ordering"),
        ("items", "q-match", "[]", "matching"),
        ("accepted", "q-order", "[]", "ordering"),
        ("gaps", "q-order", "[]", "ordering"),
        ("rubric", "q-order", "[]", "ordering"),
        ("decimals", "q-short", "ask", "short"),
        ("answer", "q-short", "1", "short"),
        ("unit", "q-gaps", "m", "cloze"),
        ("match_case", "q-number", "true", "numeric"),
        ("match_accents", "q-order", "true", "ordering"),
        ("match_punctuation", "q-order", "true", "ordering"),
    ],
)
def test_name_of_another_type_is_refused(tmp_path, name, code, value, kind):
    old = f"id: {code}\n"

    assert faults(tmp_path, (old, f"{old}    {name}: {value}\n")) == [
        f"{line_of(old.strip()) + 1}: {name!r} means nothing in a question of type {kind}"
    ]


@pytest.mark.parametrize(
    ("old", "line", "reason"),
    [
        ("    answer: 2.5\n", line_of("tolerance: 0.25") - 1, "'tolerance' means nothing without 'answer'"),
        (
            "    unit_penalty: 1/4\n", line_of("unit_penalty:"),
            "'unit_penalty_of' means nothing without 'unit_penalty'",
        ),
        ("    unit: m\n", line_of("unit: m"), "'other_units' means nothing without 'unit'"),
        ("    unit: m\n", line_of("unit: m") + 1, "'unit_penalty' means nothing without 'unit'"),
    ],
)  # fmt: skip
def test_name_without_the_one_it_needs_is_refused(tmp_path, old, line, reason):
    assert f"{line}: {reason}" in faults(tmp_path, (old, ""))


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("choice: Explains.", "choice: Finds out.", None, ""),
        (
            "text: Talk", "text: test", line_of("id: q-match"),
            "question q-match, test: Two stems say the same: change one or take it away.",
        ),
        (
            "text: Ask her.", "text: greet her", line_of("id: q-order"),
            "question q-order, greet her: Two items say the same: change one or take it away.",
        ),
        (
            "      - text: ART\n        feedback: Yes.\n", "", line_of("id: q-short"),
            "question q-short, accepted answers: No accepted answer earns the whole mark:"
            " add one with the weight 1.",
        ),
        (
            "[[age]]", "six", line_of("id: q-gaps"),
            "question q-gaps, age: This gap has no place in the text: mark it there.",
        ),
        (
            "        gap: what\n", "", line_of("id: q-gaps"),
            "question q-gaps, what: No accepted answer earns the whole mark: add one with the weight 1.",
        ),
        (
            "text: 10..12", "text: 12..10", line_of("id: q-number"),
            'question q-number, marking: Marking refuses this question. The accepted answer "12..10"'
            " runs backwards: write the lower end first.",
        ),
        (
            "text: The best.\n        weight: 1", "text: The best.",
            line_of("id: q-weights"),
            "question q-weights, options: No option is right: mark the right one.",
        ),
        (
            "stem: How many children?", "stem: How many infected children?", line_of("id: q-other"),
            "question q-other, How many infected children?: “infected” shames."
            " Instead: living with HIV.",
        ),
        (
            "text: Grace comes with her baby.", "text: Grace is infected.", line_of("id: q-match"),
            "question q-match, Grace is infected.: “infected” shames. Instead: living with HIV.",
        ),
    ],
)  # fmt: skip
def test_question_that_nobody_could_sign_is_refused_with_its_line(tmp_path, old, new, line, reason):
    found = faults(tmp_path, (old, new))

    assert found[:1] == ([f"{line}: {reason}"] if reason else [])


def test_engine_says_nothing_of_a_question_that_is_broken_already(tmp_path):
    assert faults(tmp_path, ("text: Talk", "text: test"), ("case: c1", "case: c9")) == [
        f"{line_of('case: c1')}: case 'c9' is not one of c1"
    ]
