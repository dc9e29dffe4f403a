import pytest

from tests.home.files.folders import changed, problems_in, write


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pass_at: 2", "pass_at: 0", "6: pass_at must be 1 to 2"),
        ("pass_at: 2", "pass_at: 3", "6: pass_at must be 1 to 2"),
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
