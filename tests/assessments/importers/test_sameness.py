import pytest

from assessments.importers.sameness import comparable

LEAST = {"type": "single", "scheme": "one_right", "stem": "Why?"}


@pytest.mark.parametrize(
    "more",
    [
        {"uid": "u", "code": "", "critical": False, "case": None, "options": [], "other_units": {}},
        {"mark": 1, "tolerance": "0", "decimals": "ask", "unit_penalty_of": "earned"},
        {"shuffle": True, "stem": " Why?\n"},
    ],
)
def test_defaults_and_uids_do_not_matter(more):
    assert comparable(LEAST | more) == LEAST


@pytest.mark.parametrize(
    "more",
    [
        {"mark": 2},
        {"tolerance": "1"},
        {"decimals": "moodle"},
        {"unit_penalty_of": "whole"},
        {"unit_penalty": "0"},
        {"critical": True},
        {"shuffle": False},
    ],
)
def test_other_values_do(more):
    assert comparable(LEAST | more) == LEAST | more


def test_true_false_is_never_shuffled():
    content = LEAST | {"type": "true_false"}

    assert comparable(content | {"shuffle": False}) == content


@pytest.mark.parametrize(
    ("scheme", "weights"),
    [
        ("one_right", [None]),
        ("balanced", [None]),
        ("weights", ["1"]),
        ("sum_of_weights", ["1"]),
        ("weighted", ["1"]),
    ],
)
def test_weights_of_options_count_where_the_scheme_uses_them(scheme, weights):
    content = LEAST | {"scheme": scheme, "options": [{"text": "a", "weight": "1"}]}

    assert [each.get("weight") for each in comparable(content)["options"]] == weights


@pytest.mark.parametrize("kind", ["accepted", "gaps"])
def test_weight_of_one_is_meant(kind):
    content = LEAST | {kind: [{"uid": "u", "text": "a"}, {"text": "b", "weight": "1/2"}]}

    assert comparable(content)[kind] == [
        {"text": "a", "weight": "1"},
        {"text": "b", "weight": "1/2"},
    ]


def test_parts_are_compared_without_their_uids():
    content = LEAST | {
        "pairs": [{"uid": "u", "text": "a", "choice_uid": "v", "choice": "x", "feedback": ""}],
        "case": {"uid": "w", "title": "Amina", "text": "She cooks."},
    }

    assert comparable(content) == LEAST | {
        "pairs": [{"text": "a", "choice": "x"}],
        "case": {"title": "Amina", "text": "She cooks."},
    }
