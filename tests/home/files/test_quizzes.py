import pytest

from home.files import read_folder
from tests.home.files import every_type
from tests.home.files.every_type import line_of, with_changes
from tests.home.files.folders import MODULE, QUIZ, changed, problems_in, write

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


@pytest.mark.parametrize("mark", [1, 100])
def test_pass_mark_at_either_end_is_read(tmp_path, mark):
    assert faults(tmp_path, "pass_mark: 80", f"pass_mark: {mark}") == []


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


def test_quiz_file_gives_its_rules_without_what_its_questions_say(tmp_path):
    (module,) = read_folder(write(tmp_path, with_changes())).modules

    assert module.quiz.values == {
        "code": "m1",
        "title": "A quiz",
        "module": "m1",
        "practice": True,
        "pass_mark": 80,
        "pass_mark_reason": "For tests.",
        "minutes": 30,
        "overdue": "abandon",
        "review": "handed_in",
        "slots": [
            {"question": "q-match", "twin": None},
            {"question": "q-order", "twin": None},
            {"question": "q-short", "twin": None},
            {"question": "q-hand", "twin": None},
            {"question": "q-gaps", "twin": None},
            {"question": "q-number", "twin": None},
            {"question": "q-weights", "twin": None},
            {"question": "q-base", "twin": "q-base-t"},
            {"pool": {"draws": 2, "module": "m1", "objective": "o1", "importance": "V"}},
        ],
    }


def test_quiz_file_gives_cases_and_questions_in_the_order_of_loading(tmp_path):
    (module,) = read_folder(write(tmp_path, with_changes())).modules

    assert [(item.path, item.values["title"]) for item in module.cases] == [("m1/case/c1", "Grace")]
    assert [(item.path, item.values.get("parallel_of")) for item in module.questions[7:]] == [
        ("m1/q-base-t", None),
        ("m1/q-base", None),
        ("m1/q-other-t", None),
        ("m1/q-other", "q-base"),
        ("m1/q-third", "q-base"),
        ("m1/b1", None),
        ("m1/b2", None),
    ]


def test_question_does_not_change_with_its_parallel_forms(tmp_path):
    before = read_folder(write(tmp_path / "a", with_changes())).modules[0]
    change = with_changes(("How many girls?", "How many boys?"))
    after = read_folder(write(tmp_path / "b", change)).modules[0]

    assert [
        new.path
        for old, new in zip(before.questions, after.questions, strict=True)
        if old.sha256 != new.sha256
    ] == ["m1/q-third"]


def test_quiz_may_consist_of_pools_alone(tmp_path):
    start, end = every_type.QUIZ.index("  - id: q-match"), every_type.QUIZ.index("  - pool:")

    assert every_type.faults(tmp_path, (every_type.QUIZ[start:end], "")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("practice: true", "practice: 1", 4, "'practice' cannot be 1"),
        ("minutes: 30", "minutes: 0", 7, "'minutes' must be 1 to 600"),
        ("minutes: 30", "minutes: 601", 7, "'minutes' must be 1 to 600"),
        ("minutes: 30\n", "", 7, "'overdue' means nothing without 'minutes'"),
        (
            "overdue: abandon", "overdue: wait", 8,
            "overdue 'wait' is not one of submit, abandon",
        ),
        (
            "review: handed_in", "review: never", 9,
            "review 'never' is not one of passed, handed_in",
        ),
        ("id: c1", "id: c 1", 11, "'id' holds more than letters, digits, - and _"),
        ("title: Grace", f"title: {'x' * 121}", 12, "'title' has 121 letters; at most 120 fit"),
        ("    text: Grace comes", "    story: Grace comes", 11, "'text' is missing"),
        (
            "  - id: c1", "  - {id: c1, title: A, text: B}\n  - id: c1", 12,
            "case 'c1' stands here twice",
        ),
        ("{draws: 2, module", "{module", line_of("pool:"), "'draws' is missing"),
        ("draws: 2", "draws: 0", line_of("pool:"), "'draws' must be 1 to 100"),
        ("draws: 2", "draw: 2", line_of("pool:"), "'draw' is not known here"),
        (
            "importance: V}", "importance: X}", line_of("pool:"),
            "importance 'X' is not one of V, I, N",
        ),
        ("- pool: {", "- id: p1\n    pool: {", line_of("pool:"), "'id' is not known here"),
        ("bank:", "bank:\n  - b0", line_of("bank:"), "expected names with values, found 'b0'"),
        ("bank:", "bank: none\nbanks:", line_of("bank:"), "'bank' cannot be 'none'"),
        ("id: b2", "id: b1", line_of("id: b2"), "question 'b1' stands here twice"),
        (
            "parallels:\n", "parallels:\n      - q9\n", line_of("parallels:"),
            "expected names with values, found 'q9'",
        ),
        ("id: q-third", "id: q-base", line_of("id: q-third"), "question 'q-base' stands here twice"),
        (
            "stem: How many children?\n        critical: true", "stem: How many children?",
            line_of("id: q-other"), "a parallel is critical exactly when its question is",
        ),
        (
            "answer: 5", "answer: 5\n        parallels: []", line_of("answer: 5") + 1,
            "a parallel has no parallels",
        ),
        (
            "      answer: 1\n", "      answer: 1\n      parallels: []\n", line_of("answer: 1") + 1,
            "a twin has no parallels",
        ),
        (
            "stem: How many men?\n          critical: true", "stem: How many men?",
            line_of("id: q-other-t"), "a twin is critical exactly when its question is",
        ),
    ],
)  # fmt: skip
def test_broken_quiz_file_is_refused_with_its_line(tmp_path, old, new, line, reason):
    assert every_type.faults(tmp_path, (old, new))[:1] == [f"{line}: {reason}"]


def test_parallel_of_another_objective_is_refused(tmp_path):
    third = every_type.QUIZ[every_type.QUIZ.index("      - id: q-third") :]
    two = {
        "m1/module.yaml": MODULE.replace("lessons:", "  - id: o2\n    text: Do it.\nlessons:"),
        **with_changes((third, third.replace("objective: o1", "objective: o2", 1))),
    }

    assert problems_in(write(tmp_path, two)) == [
        f"m1/quiz.yaml:{line_of('id: q-third') + 6}: a parallel has the objective of its question"
    ]


def test_parallel_that_is_critical_where_its_question_is_not_is_refused(tmp_path):
    base = every_type.QUIZ[every_type.QUIZ.index("  - id: q-base") :]
    plain = base.replace("    critical: true\n", "", 1).replace("      critical: true\n", "", 1)

    assert every_type.faults(tmp_path, (base, plain)) == [
        f"{line_of('id: q-other') - 2}: a parallel is critical exactly when its question is",
        f"{line_of('id: q-third') - 2}: a parallel is critical exactly when its question is",
    ]


def test_quiz_that_asks_nothing_is_refused(tmp_path):
    rules = QUIZ[: QUIZ.index("questions:")]

    assert problems_in(write(tmp_path, {"m1/quiz.yaml": rules + "questions: []\n"})) == [
        "m1/quiz.yaml:6: the quiz asks nothing"
    ]
