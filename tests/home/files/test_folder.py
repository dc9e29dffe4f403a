import shutil

import pytest

from home.files import BrokenFiles, Files, Problem, read_folder
from home.loading.values import programme_values
from tests.home.files.folders import (
    CHECKLIST,
    FILES,
    MODULE,
    QUIZ,
    SOURCES,
    changed,
    problems_in,
    write,
)

TWO_MODULES = {"programme.yaml": FILES["programme.yaml"].replace("[m1]", "[m1, m2]")}


def read(tmp_path, files=None) -> Files:
    return read_folder(write(tmp_path, files))


def test_small_folder_reads_without_a_problem(tmp_path):
    assert problems_in(write(tmp_path)) == []


def test_folder_gives_every_item_with_its_path(tmp_path):
    files = read(tmp_path)

    (module,) = files.modules
    assert files.programme.path == "programme"
    assert [item.path for item in files.sources] == ["source/S1", "source/S2"]
    assert [item.path for item in files.guidance] == ["guidance/infant_tests"]
    assert module.module.path == "m1"
    assert [item.path for item in module.lessons] == ["m1/l1"]
    assert module.quiz.path == "m1/quiz"
    assert [item.path for item in module.questions] == ["m1/q1t", "m1/q1", "m1/q2", "m1/q3"]
    assert [each.path for each in module.checklists] == ["m1/checklist"]


def test_folder_gives_plain_values(tmp_path):
    files = read(tmp_path)

    assert files.programme.values["modules"] == ["m1"]
    assert files.sources[0].values == {
        "id": "S1",
        "title": "A guideline",
        "publisher": "A publisher",
        "year": 2021,
    }
    lesson = files.modules[0].lessons[0].values
    assert (lesson["title"], lesson["minutes"], lesson["code"]) == ("A lesson", 10, "l1")
    assert files.modules[0].checklists[0].values["steps"][1] == {"id": "s2", "text": "Asks."}


def test_quiz_says_which_questions_stand_in_it_not_what_they_say(tmp_path):
    (module,) = read(tmp_path).modules

    assert module.quiz.values == {
        "code": "m1",
        "title": "A quiz",
        "module": "m1",
        "pass_mark": 80,
        "pass_mark_reason": "For tests.",
        "slots": [
            {"question": "q1", "twin": "q1t"},
            {"question": "q2", "twin": None},
            {"question": "q3", "twin": None},
        ],
    }


def test_hash_is_of_what_is_said_not_how_it_is_laid_out(tmp_path):
    before = read(tmp_path / "a")
    after = read(tmp_path / "b", changed("m1/quiz.yaml", "title: A quiz\n", "title:   'A quiz'\n"))

    assert after == before


def test_hash_of_what_did_not_change_stays_what_databases_remember(tmp_path):
    (module,) = read(tmp_path).modules

    assert {item.path: item.sha256 for item in [*module.questions[:2], module.quiz]} == {
        "m1/q1t": "0e0a38aa192bb7b485964ee10d9eedd214bebab378e32d24a7fd8a9b5ee31310",
        "m1/q1": "4c71ab84ef2248e01db0304f08901d16bd79709bb75be5af2ec4158c0253bb4c",
        "m1/quiz": "5d02b138d9575528d4a5c2ef933e871dd54dd59fbaef9d990718bbee3d3245b8",
    }


def test_hash_changes_with_the_changed_item_alone(tmp_path):
    before = read(tmp_path / "a").modules[0]
    after = read(tmp_path / "b", changed("m1/quiz.yaml", "How many?", "How many months?")).modules[
        0
    ]

    changed_paths = [
        new.path
        for old, new in zip(before.questions, after.questions, strict=True)
        if old.sha256 != new.sha256
    ]
    assert changed_paths == ["m1/q3"]
    assert (after.quiz, after.lessons) == (before.quiz, before.lessons)


@pytest.mark.parametrize("name", list(FILES))
def test_missing_file_is_refused(tmp_path, name):
    write(tmp_path)
    (tmp_path / name).unlink()

    assert f"{name}:1: this file is missing" in problems_in(tmp_path)


def test_missing_folder_names_the_files_that_must_be_there(tmp_path):
    assert problems_in(tmp_path / "nowhere") == [
        "guidance.yaml:1: this file is missing",
        "programme.yaml:1: this file is missing",
        "sources.yaml:1: this file is missing",
    ]


def test_file_in_place_of_a_folder_is_refused(tmp_path):
    write(tmp_path)
    shutil.rmtree(tmp_path / "m1")
    (tmp_path / "m1").write_text("a file")

    assert problems_in(tmp_path) == [
        "m1/checklist.yaml:1: this file is missing",
        "m1/module.yaml:1: this file is missing",
        "m1/quiz.yaml:1: this file is missing",
    ]


def test_folder_in_place_of_a_file_is_refused(tmp_path):
    write(tmp_path)
    (tmp_path / "m1/l1.md").unlink()
    (tmp_path / "m1/l1.md").mkdir()

    assert problems_in(tmp_path) == ["m1/l1.md:1: this file is missing"]


@pytest.mark.parametrize("name", ["sources.yaml", "guidance.yaml"])
def test_empty_list_file_is_refused(tmp_path, name):
    assert f"{name}:1: nothing is written here" in problems_in(write(tmp_path, {name: ""}))


def test_list_file_that_is_no_list_is_refused(tmp_path):
    found = problems_in(write(tmp_path, {"guidance.yaml": "key: infant_tests\n"}))

    assert found[0] == "guidance.yaml:1: expected a list"


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("programme.yaml", "code: p1", "code: Programme", "1: 'Programme' is no code like m2"),
        ("programme.yaml", "[m1]", "[m1, ../m1]", "10: '../m1' is no code like m2"),
        ("programme.yaml", "[m1]", "[m1, [m1]]", "10: ['m1'] is no code like m2"),
        ("programme.yaml", "[m1]", "[m1, m1]", "10: 'm1' stands here twice"),
        ("m1/module.yaml", "code: m1", "code: m3", "1: code 'm3' is not one of m1"),
        ("m1/module.yaml", "[l1]", "[l1, one]", "10: 'one' is no code like m2"),
        ("m1/module.yaml", "[l1]", "[l1, l1]", "10: 'l1' stands here twice"),
        ("m1/module.yaml", "[l1]", "[l1, 7]", "10: 7 is no code like m2"),
        ("m1/module.yaml", "    text: Explain it.", "    words: X", "8: 'text' is missing"),
        ("m1/quiz.yaml", "module: m1", "module: m2", "3: module 'm2' is not one of m1"),
        ("m1/checklist.yaml", "module: m1", "module: m2", "3: module 'm2' is not one of m1"),
        ("guidance.yaml", "LOC", "GUESS", "2: kind 'GUESS' is not one of LOC, NCR"),
        ("guidance.yaml", "clinical", "me", "3: owner 'me' is not one of clinical, legal"),
        ("sources.yaml", "id: S2", "id: S1", "5: source 'S1' stands here twice"),
    ],
)
def test_contradiction_is_refused_with_its_line(tmp_path, name, old, new, expected):
    assert f"{name}:{expected}" in problems_in(write(tmp_path, changed(name, old, new)))


def test_code_taken_in_another_file_is_refused(tmp_path):
    second = {
        "m2/module.yaml": MODULE.replace("code: m1", "code: m2"),
        "m2/l1.md": FILES["m1/l1.md"],
        "m2/quiz.yaml": QUIZ.replace("module: m1", "module: m2"),
        "m2/checklist.yaml": CHECKLIST.replace("module: m1", "module: m2"),
    }

    assert problems_in(write(tmp_path, TWO_MODULES | second)) == [
        "m2/checklist.yaml:1: checklist 'm1' stands here twice",
        "m2/checklist.yaml:8: step of m1 's1' stands here twice",
        "m2/checklist.yaml:11: step of m1 's2' stands here twice",
        "m2/quiz.yaml:1: quiz 'm1' stands here twice",
        "m2/quiz.yaml:7: question 'q1' stands here twice",
        "m2/quiz.yaml:26: question 'q1t' stands here twice",
        "m2/quiz.yaml:42: question 'q2' stands here twice",
        "m2/quiz.yaml:57: question 'q3' stands here twice",
    ]


def test_all_problems_are_told_at_once_in_order(tmp_path):
    (write(tmp_path) / "m1/checklist.yaml").unlink()
    files = (
        changed("sources.yaml", "publisher: A publisher", "pages: 4")
        | changed("m1/l1.md", "source=S1", "source=S9")
        | changed("m1/quiz.yaml", "lesson: l1", "lesson: l9")
    )
    for name, text in files.items():
        (tmp_path / name).write_text(text)

    with pytest.raises(BrokenFiles) as broken:
        read_folder(tmp_path)

    assert [(each.file, each.line) for each in broken.value.problems] == [
        ("m1/checklist.yaml", 1),
        ("m1/l1.md", 10),
        ("m1/quiz.yaml", 14),
        ("m1/quiz.yaml", 15),
        ("m1/quiz.yaml", 34),
        ("m1/quiz.yaml", 64),
        ("sources.yaml", 1),
        ("sources.yaml", 3),
    ]


def test_broken_files_read_as_one_line_each():
    broken = BrokenFiles([Problem("a.yaml", 3, "is wrong"), Problem("b.yaml", 1, "is missing")])

    assert str(broken) == "a.yaml:3: is wrong\nb.yaml:1: is missing"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("refresher_months: 0", "refresher_months must be 1 to 120"),
        ("grace_days: 366", "grace_days must be 0 to 365"),
        ("reminder_days: [90, 90]", "Each number stands once."),
        (
            "reminder_days: [soon]",
            "Write whole numbers with commas between them, such as 90, 30, 7.",
        ),
        ("reminder_days: 90", "'reminder_days' cannot be 90"),
        ("contacts: 201", "contacts must be 0 to 200"),
        ("conduct: be good", "'conduct' cannot be 'be good'"),
        ("conduct: [Be good., 7]", "rule 2 of conduct cannot be 7"),
        ("conduct: ['  ']", "rule 1 of conduct is empty"),
        (
            f"conduct: [{'x' * 251}]",
            "rule 1 of conduct has 251 letters; at most 250 fit",
        ),
    ],
)
def test_numbers_that_a_programme_may_leave_out_are_checked(tmp_path, line, said):
    files = changed("programme.yaml", "valid_months: 24", f"valid_months: 24\n{line}")

    assert problems_in(write(tmp_path, files)) == [f"programme.yaml:7: {said}"]


def test_numbers_that_a_programme_states_are_loaded(tmp_path):
    stated = "refresher_months: 6\ngrace_days: 0\nreminder_days: [10, 60]"
    files = changed("programme.yaml", "valid_months: 24", f"valid_months: 24\n{stated}")

    values = programme_values(read_folder(write(tmp_path, files)).programme)

    assert (values["refresher_months"], values["grace_days"], values["reminder_days"]) == (
        6, 0, "10, 60",
    )  # fmt: skip


def test_numbers_that_a_programme_leaves_out_are_left_to_the_house(tmp_path):
    values = programme_values(read_folder(write(tmp_path)).programme)

    left_out = {"refresher_months", "grace_days", "reminder_days", "contacts", "conduct"}
    assert values.keys() & left_out == set()


def test_address_of_a_source_is_one_of_the_web(tmp_path):
    script = {"sources.yaml": SOURCES.replace("  year: 2021", "  address: javascript:alert(1)")}

    assert problems_in(write(tmp_path, script)) == [
        "sources.yaml:4: address must begin with https://"
    ]


def test_code_of_a_source_can_stand_in_a_list(tmp_path):
    two = {"sources.yaml": SOURCES.replace("id: S2", "id: S2, S3")}

    assert problems_in(write(tmp_path, two)) == [
        "sources.yaml:5: 'id' holds more than letters, digits, - and _"
    ]
