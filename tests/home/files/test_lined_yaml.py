import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from home.files.kinds import Text
from home.files.lined_yaml import each_fitting, mapping, parse, read_text
from home.files.places import Folder
from home.files.problems import Problems
from tests.home.files.folders import FILES, changed, problems_in, write

STEADY = settings(max_examples=500, deadline=None, derandomize=True)
SCHEMA = {
    "title": (str, True),
    "hours": (int, True),
    "sure": (bool, False),
    "note": (str, False),
    "word": (Text(10), False),
}


def faults(text: str) -> list[str]:
    """What is wrong with one mapping under ``SCHEMA``."""
    problems = Problems()
    mapping("a.yaml", text, SCHEMA, problems)
    return [str(problem) for problem in problems]


def test_mapping_remembers_the_line_of_each_name():
    row = mapping("a.yaml", "\ntitle: T\n\nhours: 3\n", SCHEMA, Problems())

    assert row == {"title": "T", "hours": 3}
    assert (row.line, row.lines) == (2, {"title": 2, "hours": 4})


def test_mapping_below_front_matter_counts_from_its_first_line():
    row = mapping("a.md", "title: T\nhours: 3\n", SCHEMA, Problems(), first_line=2)

    assert (row.line, row.lines) == (2, {"title": 2, "hours": 3})


def test_mapping_with_changes_keeps_its_lines_and_leaves_the_first_alone():
    row = mapping("a.yaml", "title: T\nhours: 3\nnote: N\n", SCHEMA, Problems())

    other = row.but(without="note", word="W")

    assert (row, other) == (
        {"title": "T", "hours": 3, "note": "N"},
        {"title": "T", "hours": 3, "word": "W"},
    )
    assert (other.line, other.lines) == (1, {"title": 1, "hours": 2, "note": 3})


def test_text_that_is_not_there_is_no_mapping_and_no_second_problem():
    problems = Problems()

    assert mapping("a.yaml", None, SCHEMA, problems) is None
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: T\nhours: 3\nhour: 3\n", ["a.yaml:3: 'hour' is not known here"]),
        ("\nnote: N\nhours: 3\n", ["a.yaml:2: 'title' is missing"]),
        ("title: T\nhours: many\n", ["a.yaml:2: 'hours' cannot be 'many'"]),
        ("title: T\nhours: true\n", ["a.yaml:2: 'hours' cannot be True"]),
        ("title: T\nhours: -1\n", ["a.yaml:2: 'hours' cannot be -1"]),
        ("title: T\nhours: 1\nsure: 1\n", ["a.yaml:3: 'sure' cannot be 1"]),
        ("title: [T]\nhours: 3\n", ["a.yaml:1: 'title' cannot be ['T']"]),
        ("hours: 3\ntitle: ''\n", ["a.yaml:2: 'title' is empty"]),
        ("hours: 3\ntitle: '  '\n", ["a.yaml:2: 'title' is empty"]),
        (
            f"hours: 3\ntitle: T\nword: {'x' * 11}\n",
            ["a.yaml:3: 'word' has 11 letters; at most 10 fit"],
        ),
        ("hours: 3\ntitle: T\nword: 7\n", ["a.yaml:3: 'word' cannot be 7"]),
        ("", ["a.yaml:1: nothing is written here"]),
        ("# only a comment\n", ["a.yaml:1: nothing is written here"]),
        ("- title\n", ["a.yaml:1: expected names with values, found ['title']"]),
        ("just words\n", ["a.yaml:1: expected names with values, found 'just words'"]),
        (
            "hour: 3\ntitle: 4\n",
            [
                "a.yaml:1: 'hour' is not known here",
                "a.yaml:2: 'title' cannot be 4",
                "a.yaml:1: 'hours' is missing",
            ],
        ),
    ],
)
def test_mapping_that_does_not_fit_is_refused(text, expected):
    assert faults(text) == expected


def test_mapping_that_fits_has_no_fault():
    assert faults("title: T\nhours: 0\nsure: true\nnote: ''\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "title: T\nnote: [open\nhours: 3\n",
            "3: not readable as YAML: expected ',' or ']', but got ':'",
        ),
        ("title: T\nhours: 3\ntitle: U\n", "3: not readable as YAML: 'title' stands here twice"),
        ("title: T\n1: one\n", "2: not readable as YAML: 1 is no name"),
        ("title: T\n? [a, b]\n: one\n", "2: not readable as YAML: ['a', 'b'] is no name"),
        (
            "title: T\nnote: 2027-13-45\n",
            "2: not readable as YAML: '2027-13-45' is no such value",
        ),
        ("title: T\nhours: !!int ten\n", "2: not readable as YAML: 'ten' is no such value"),
        ("title: T\nsure: !!bool maybe\n", "2: not readable as YAML: 'maybe' is no such value"),
        ("title: T\nnote: !!timestamp x\n", "2: not readable as YAML: 'x' is no such value"),
        (
            "title: T\n---\nhours: 3\n",
            "2: not readable as YAML: but found another document",
        ),
        ("title: T\nnote: a\x00b\n", "2: holds a sign that cannot be printed"),
    ],
)
def test_text_that_is_no_yaml_is_refused_with_its_line(text, expected):
    problems = Problems()

    assert parse("a.yaml", text, problems) is None
    assert [str(problem) for problem in problems] == [f"a.yaml:{expected}"]


def test_tag_that_would_run_code_is_refused():
    problems = Problems()

    assert parse("a.yaml", "title: !!python/object/apply:os.getcwd []\n", problems) is None
    assert [problem.line for problem in problems] == [1]


def test_rows_that_fit_are_kept_beside_those_that_do_not():
    problems = Problems()
    rows = parse("a.yaml", "- title: T\n  hours: 1\n- words\n- title: U\n", problems)

    good = each_fitting("a.yaml", rows, SCHEMA, problems, line=9)

    assert good == [{"title": "T", "hours": 1}]
    assert [str(problem) for problem in problems] == [
        "a.yaml:9: expected names with values, found 'words'",
        "a.yaml:4: 'hours' is missing",
    ]


def test_file_that_is_not_utf_8_is_refused(tmp_path):
    (write(tmp_path) / "m1/l1.md").write_bytes(FILES["m1/l1.md"].encode().replace(b"text", b"\xe9"))

    assert problems_in(tmp_path) == ["m1/l1.md:1: save this file as UTF-8"]


def test_mark_that_some_editors_begin_with_is_no_text(tmp_path):
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf---\n")

    assert read_text(Folder(tmp_path), "a.md", Problems()) == "---\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("programme.yaml", "hours: 10", "hours: ten", "5: 'hours' cannot be 'ten'"),
        ("programme.yaml", "level: Foundation\n", "", "1: 'level' is missing"),
        ("sources.yaml", "year: 2021", "year: recent", "4: 'year' cannot be 'recent'"),
        ("guidance.yaml", "owner: clinical", "by: me", "3: 'by' is not known here"),
        ("m1/module.yaml", "site_hours: 3", "site_hours: 1.5", "6: 'site_hours' cannot be 1.5"),
        ("m1/l1.md", "minutes: 10", "minutes: soon", "3: 'minutes' cannot be 'soon'"),
        ("m1/l1.md", "minutes: 10", "minutes: 10\nminutes: 9", "4: not readable as YAML: "),
        ("m1/l1.md", "title: A lesson\n", "", "2: 'title' is missing"),
        ("m1/l1.md", "summary: You", "summary: [You", "4: not readable as YAML: "),
        ("m1/quiz.yaml", "    stem: How many?", "    stem: 7", "59: 'stem' cannot be 7"),
        ("m1/quiz.yaml", "        text: This one.", "        text: ''", "20: 'text' is empty"),
        ("m1/checklist.yaml", "    text: Asks.", "    say: Asks.", "12: 'say' is not known here"),
    ],
)
def test_fault_in_any_file_of_a_folder_is_told_with_its_line(tmp_path, name, old, new, expected):
    found = problems_in(write(tmp_path, changed(name, old, new)))

    assert [line for line in found if line.startswith(f"{name}:{expected}")] != []


@STEADY
@given(st.text())
def test_any_text_is_read_or_refused(text):
    problems = Problems()

    content = parse("a.yaml", text, problems)

    assert (content is None) == (len(problems) == 1)


@STEADY
@given(st.text(alphabet="ab:-[]{}&*!?|>'\"%@ \n\t0129_.x~", max_size=60))
def test_any_punctuation_is_read_or_refused_with_a_line_of_the_file(text):
    problems = Problems()

    mapping("a.yaml", text, SCHEMA, problems)

    assert problems != []
    assert {problem.line for problem in problems} <= set(range(1, text.count("\n") + 3))


def test_alias_is_refused_with_its_line():
    problems = Problems()

    assert parse("a.yaml", "a: &x [1]\nb: *x\n", problems) is None
    assert [each.line for each in problems] == [2]


def test_nesting_without_end_is_refused():
    problems = Problems()

    assert parse("a.yaml", "[" * 5000, problems) is None
    assert [each.reason for each in problems] == ["is nested deeper than anything here is"]


def test_aliases_would_fill_any_memory_without_the_guard():
    """The twin: seven short lines, read by the plain reader, are walked as a million words."""
    text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for before, name in zip("abcde", "bcdef", strict=True):
        text += f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"

    assert str(yaml.safe_load(text)["f"]).count("x") == 1_000_000
    assert parse("a.yaml", text, Problems()) is None
