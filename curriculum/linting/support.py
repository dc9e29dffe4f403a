"""What a lesson must bring: sources, days of review, words for pictures and sound, something to do."""

import datetime as dt
from collections.abc import Iterator

from curriculum.linting.findings import Finding, asks, blocks
from curriculum.linting.pages import Page, plain
from curriculum.wording import words

#: Below, a lesson hardly repays opening it on a slow network; above, it takes longer than the quarter of
#: an hour that a woman has between two visits (about 60 words a minute, with time to think).
FEWEST_WORDS, MOST_WORDS = 350, 900
_DOING = {"check", "reflection", "case", "role_play"}


def check_facts(page: Page, today: dt.date) -> Iterator[Finding]:
    """Every fact names its source and the day when it must be checked again."""
    for fact in page.facts:
        if not fact.has_source:
            yield blocks("source", "This fact has no source. Choose one.", fact.where)
        if fact.review_by is None:
            yield blocks("review", "Say when a clinician must check this fact again.", fact.where)
        elif fact.review_by < today:
            day = f"{fact.review_by.day} {fact.review_by:%B %Y}"
            sentence = f"This was to be checked by {day}. Check it and set a new day."
            yield asks("overdue", sentence, fact.where)


def check_media(page: Page) -> Iterator[Finding]:
    """Some hear, some read."""
    for medium in page.media:
        if medium.words:
            continue
        if medium.kind == "image":
            yield blocks(
                "alt", "Say what the picture teaches, for who cannot see it.", medium.where
            )
        else:
            sentence = "Write down what is said, for who cannot hear it."
            yield blocks("transcript", sentence, medium.where)


def check_body(page: Page) -> Iterator[Finding]:
    """Something to read, not too little and not too much, and something to do with it."""
    if not page.is_lesson:
        return
    count = len(words(page.body))
    if not plain(page.body):
        yield blocks("empty", "There is nothing to study yet.", "Lesson")
        return
    if count < FEWEST_WORDS:
        sentence = f"{count} words are little: {FEWEST_WORDS} to {MOST_WORDS} make a lesson."
        yield asks("short", sentence, "Lesson")
    elif count > MOST_WORDS:
        sentence = f"{count} words are many: cut them to {MOST_WORDS}, or make two lessons."
        yield asks("long", sentence, "Lesson")
    if not _DOING.intersection(page.kinds):
        sentence = "She only reads. Add a check, a reflection, a case or a role-play."
        yield asks("passive", sentence, "Lesson")
