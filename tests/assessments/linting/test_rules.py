"""The rules as data."""

import pytest

from assessments.linting import RULES, Level
from assessments.linting.findings import Finding

BLOCKS = ["L01", "L02", "L11", "L18", "H02", "H03", "H06", "H07"]


def test_every_rule_stands_once_and_in_order():
    expected = [f"L{n:02}" for n in range(1, 19)] + [f"H{n:02}" for n in range(1, 8)]

    assert list(RULES) == expected
    assert [rule.id for rule in RULES.values()] == expected


def test_rules_that_block():
    assert [rule.id for rule in RULES.values() if rule.level is Level.BLOCK] == BLOCKS


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_rule_explains_itself(rule):
    assert rule.why.endswith((".", "?"))
    assert rule.example.startswith("Bad: ")
    assert rule.example.count("Good: ") == 1
    assert not rule.title.endswith(".")


def test_finding_of_a_rule_takes_its_level_unless_another_is_given():
    rule = RULES["H04"]

    assert rule.found("Mend it.", "law") == Finding(
        "H04", Level.WARN, "Mend it.", rule.example, "law"
    )
    assert rule.found("Mend it.", "law", level=Level.BLOCK).level == "block"
