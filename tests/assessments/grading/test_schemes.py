"""The types and schemes, against the document that promises them."""

import re

from assessments.grading import SCHEMES
from tests.conftest import ROOT


def test_schemes_are_those_of_the_document_and_the_types_own_comes_first():
    text = (ROOT / "docs" / "question-format.md").read_text()
    promised, kind = {}, ""
    for row in re.findall(r"^\| (\w*) ?\| `?\(?([a-z_]+)\)?`? \| ", text, re.MULTILINE):
        kind = row[0] or kind
        if kind in SCHEMES and row[1] != "any":
            promised.setdefault(kind, []).append(row[1])

    assert {kind: list(names) for kind, names in SCHEMES.items()} == promised
