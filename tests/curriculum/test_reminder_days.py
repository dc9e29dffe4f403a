"""Days before the last day, as an author types them (``reminder_days.py``)."""

import pytest

from curriculum.reminder_days import days_of


@pytest.mark.parametrize(
    ("text", "days"),
    [("90, 30, 7", [90, 30, 7]), ("7,90 ,30", [90, 30, 7]), ("365", [365]), ("1", [1])],
)
def test_days_stand_the_longest_time_first(text, days):
    assert days_of(text) == days


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Write whole numbers with commas between them, such as 90, 30, 7."),
        ("90; 30", "Write whole numbers with commas between them, such as 90, 30, 7."),
        ("³", "Write whole numbers with commas between them, such as 90, 30, 7."),
        ("7, 7", "Each number stands once."),
        ("0", "Each number is from 1 to 365."),
        ("366", "Each number is from 1 to 365."),
    ],
)
def test_what_is_no_list_of_days_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        days_of(text)
