import pytest

from tests.home.files.folders import QUIZ, changed, problems_in, write

TWIN = QUIZ[QUIZ.index("    twin:") : QUIZ.index("  - id: q2")]


def faults(tmp_path, old: str, new: str, name: str = "m1/quiz.yaml") -> list[str]:
    """What is wrong with a folder in which ``old`` stands as ``new``, as "line: reason"."""
    found = problems_in(write(tmp_path, changed(name, old, new)))
    assert {fault.split(":")[0] for fault in found} <= {name}
    return [fault.removeprefix(f"{name}:") for fault in found]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "type: single",
            "type: essay",
            "8: type 'essay' is not one of single, true_false, multiple, matching, ordering, numeric, short,"
            " cloze",
        ),
        ("importance: V", "importance: X", "11: importance 'X' is not one of V, I, N"),
        ("difficulty: E", "difficulty: X", "12: difficulty 'X' is not one of E, M, C"),
        ("objective: o1", "objective: o9", "13: objective 'o9' is not one of o1"),
        ("lesson: l1", "lesson: l9", "14: lesson 'l9' is not one of l1"),
        ("sources: [S1]", "sources: [S1, S9]", "15: source 'S9' is not in sources.yaml"),
        ("sources: [S1]", "sources: [[S1]]", "15: source ['S1'] is not in sources.yaml"),
        (
            "guidance: infant_tests",
            "guidance: baby_tests",
            "16: guidance key 'baby_tests' is not in guidance.yaml",
        ),
        ("safety: harmful", "safety: bad", "24: safety 'bad' is not one of essential, harmful, neither"),
        ("pass_mark: 80", "pass_mark: 0", "4: pass_mark must be 1 to 100"),
        ("pass_mark: 80", "pass_mark: 101", "4: pass_mark must be 1 to 100"),
        ("id: q2", "id: q1", "42: question 'q1' stands here twice"),
        ("id: q1t", "id: q1", "26: question 'q1' stands here twice"),
        ("    answer: 18\n", "", "57: a numeric question needs an answer"),
        ("    answer: 18", "    answer: true", "66: 'answer' cannot be True"),
    ],
)  # fmt: skip
def test_broken_question_is_refused_with_its_line(tmp_path, old, new, expected):
    assert faults(tmp_path, old, new) == [expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("        correct: true\n", "", "7: question q1 has 0 right options, needs one"),
        (
            "        safety: harmful",
            "        correct: true",
            "7: question q1 has 2 right options, needs one",
        ),
        ("text: That one.", "text: this  ONE.", "7: question q1 has two options that say the same"),
        (
            "id: b\n        text: That",
            "id: a\n        text: That",
            "7: question q1 has two options with the same id",
        ),
        ("type: single", "type: true_false", None),
        ("type: single", "type: multiple", None),
        (
            "        text: Right.\n        correct: true",
            "        text: Right.",
            "42: question q2 needs a right and a wrong option",
        ),
        (
            "        text: Wrong.",
            "        text: Wrong.\n        correct: true",
            "42: question q2 needs a right and a wrong option",
        ),
        ("          correct: true\n", "", "26: question q1t has 0 right options, needs one"),
    ],
)  # fmt: skip
def test_options_must_fit_the_kind_of_question(tmp_path, old, new, expected):
    assert faults(tmp_path, old, new) == ([expected] if expected else [])


def test_question_with_one_option_is_refused(tmp_path):
    one = "      - id: b\n        text: That one.\n        safety: harmful\n"

    assert faults(tmp_path, one, "") == ["7: question q1 needs at least two options"]


def test_question_without_options_is_refused(tmp_path):
    start = QUIZ.index("    options:\n")
    options = QUIZ[start : QUIZ.index("    twin:")]

    assert faults(tmp_path, options, "") == [
        "7: question q1 needs at least two options",
        "7: question q1 has 0 right options, needs one",
    ]


def test_option_that_is_no_mapping_is_refused_with_the_line_of_the_list(tmp_path):
    two = "      - id: a\n        text: This one.\n        correct: true\n"

    assert faults(tmp_path, two, "      - This one.\n") == [
        "7: question q1 needs at least two options",
        "7: question q1 has 0 right options, needs one",
        "18: expected names with values, found 'This one.'",
    ]


def test_question_that_is_no_mapping_is_refused_with_the_line_of_the_list(tmp_path):
    assert faults(tmp_path, "questions:\n", "questions:\n  - Which one?\n") == [
        "6: expected names with values, found 'Which one?'"
    ]


def test_twin_that_is_no_mapping_is_refused(tmp_path):
    assert faults(tmp_path, TWIN, "    twin: q1t\n") == ["25: 'twin' cannot be 'q1t'"]


def test_critical_question_with_guidance_needs_a_twin(tmp_path):
    assert faults(tmp_path, TWIN, "") == ["7: a critical question with guidance needs a twin"]


@pytest.mark.parametrize(
    ("old", "new"), [("    critical: true\n", ""), ("    guidance: infant_tests\n", "")]
)
def test_question_that_is_not_both_needs_no_twin(tmp_path, old, new):
    text = QUIZ.replace(TWIN, "").replace(old, new)

    assert problems_in(write(tmp_path, {"m1/quiz.yaml": text})) == []


def test_twin_with_guidance_is_refused(tmp_path):
    new = "rationale: For this reason.\n      guidance: infant_tests"

    assert faults(tmp_path, "rationale: For this reason.", new) == [
        "26: a twin rests on no guidance"
    ]


def test_twin_of_a_twin_is_refused(tmp_path):
    nested = "".join(f"    {line}\n" for line in TWIN.splitlines()[0:1])
    nested += "".join(f"    {line}\n" for line in TWIN.replace("q1t", "q1tt").splitlines()[1:])
    text = QUIZ.replace(TWIN, TWIN + nested.replace("        twin:", "      twin:", 1))

    assert problems_in(write(tmp_path, {"m1/quiz.yaml": text})) == [
        "m1/quiz.yaml:42: a twin has no twin"
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [("      critical: true\n", ""), ("    critical: true\n", "    critical: false\n")],
)
def test_twin_of_other_criticality_is_refused(tmp_path, old, new):
    text = QUIZ.replace(f"\n{old}", f"\n{new}", 1)

    assert problems_in(write(tmp_path, {"m1/quiz.yaml": text})) == [
        "m1/quiz.yaml:26: a twin is critical exactly when its question is"
    ]
