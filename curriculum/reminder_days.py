"""On which days before a certificate's last day its holder is reminded, as an author types them.

Example: "90, 30, 7" is [90, 30, 7]; so is "7, 90, 30".
"""

#: A cohort's wait for a refresher, a month to get there, and a last word.
REMINDER_DAYS = (90, 30, 7)
LONGEST = 365


def days_of(text: str) -> list[int]:
    """Return the days in a text, the longest time first.

    Raises:
        ValueError: with a sentence that says what is wrong.
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError("Write whole numbers with commas between them, such as 90, 30, 7.")
    days = sorted(map(int, parts), reverse=True)
    if len(set(days)) != len(days):
        raise ValueError("Each number stands once.")
    if not all(1 <= day <= LONGEST for day in days):
        raise ValueError(f"Each number is from 1 to {LONGEST}.")
    return days
