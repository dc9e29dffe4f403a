import pytest

from tests.home.files.folders import CHECKLIST, changed, problems_in, write


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pass_at: 2", "pass_at: 0", "6: pass_at must be 1 to 2"),
        ("pass_at: 2", "pass_at: 3", "6: pass_at must be 1 to 2"),
        (
            "pass_at: 2",
            "pass_at: 2\nrating_at_least: 6",
            "7: rating_at_least must be 0 to 5",
        ),
        ("pass_at: 2", "pass_at: 2\ncountersigned: 1", "7: 'countersigned' cannot be 1"),
        ("    critical: true", "    points: 0", "10: points must be 1 to 100"),
        ("    critical: true", "    points: 101", "10: points must be 1 to 100"),
        ("    critical: true", "    points: two", "10: 'points' cannot be 'two'"),
        ("id: s2", "id: s1", "11: step of m1 's1' stands here twice"),
        (
            "  - id: s2\n    text: Asks.",
            "  - Asks.",
            "7: expected names with values, found 'Asks.'",
        ),
        ("    critical: true", "    critical: often", "10: 'critical' cannot be 'often'"),
        ("  - id: s2\n", "  -\n", "12: 'id' is missing"),
    ],
)
def test_broken_checklist_is_refused_with_its_line(tmp_path, old, new, expected):
    found = problems_in(write(tmp_path, changed("m1/checklist.yaml", old, new)))

    assert f"m1/checklist.yaml:{expected}" in found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    critical: true", "    points: 100"),
        ("pass_at: 2", "pass_at: 2\nrating_at_least: 0"),
        ("pass_at: 2", "pass_at: 2\nrating_at_least: 5\ncountersigned: true"),
    ],
)
def test_checklist_at_the_ends_of_what_it_may_say_is_read(tmp_path, old, new):
    assert problems_in(write(tmp_path, changed("m1/checklist.yaml", old, new))) == []


def test_pass_at_counts_points(tmp_path):
    heavy = CHECKLIST.replace("    critical: true", "    critical: true\n    points: 3")
    enough, too_many = (heavy.replace("pass_at: 2", f"pass_at: {n}") for n in (4, 5))

    assert problems_in(write(tmp_path, {"m1/checklist.yaml": enough})) == []
    assert problems_in(write(tmp_path, {"m1/checklist.yaml": too_many})) == [
        "m1/checklist.yaml:6: pass_at must be 1 to 4"
    ]
