"""The examples of docs/curriculum-format.md are read as they stand."""

import re
from textwrap import indent

import pytest

from tests.conftest import ROOT
from tests.home.files.folders import QUIZ, problems_in, write

TEXT = (ROOT / "docs" / "curriculum-format.md").read_text()
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
TYPES = next(block for block in BLOCKS if block.startswith("type: ")).split("---\n")
TAGS = """\
importance: I
difficulty: M
objective: o1
lesson: l1
sources: [S1]
rationale: So it is.
"""


@pytest.mark.parametrize("example", TYPES)
def test_example_of_a_type_is_read(tmp_path, example):
    stem = "" if "stem:" in example else "stem: What is it?\n"
    question = indent(f"id: q9\n{stem}{TAGS}{example}", "    ").replace("    id", "  - id", 1)
    rules = QUIZ[: QUIZ.index("questions:")]

    assert problems_in(write(tmp_path, {"m1/quiz.yaml": f"{rules}questions:\n{question}"})) == []


def test_every_type_but_the_plain_choices_has_an_example():
    assert [example.split()[1] for example in TYPES] == [
        *("matching", "ordering", "short", "short", "numeric", "cloze"),
    ]
