"""Words: doses, shaming words, old messages, and what outsiders must not read."""

from collections.abc import Iterator

from curriculum.linting.findings import Finding, Severity, asks
from curriculum.linting.pages import Page, Piece, Reader, Sense
from curriculum.wording import (
    SHAMING,
    counted_medicines,
    doses,
    retired_messages,
    shaming_words,
    tells_outsiders,
)


def check_words(page: Page) -> Iterator[Finding]:
    """Every text of a page: what would harm if it were read aloud tomorrow."""
    for piece in page.pieces:
        yield from _doses(piece)
        yield from _shaming(piece)
        yield from _retired(piece)
        if piece.reader is Reader.OUTSIDER and tells_outsiders(piece.text):
            yield Finding(
                "telling",
                Severity.BLOCKS,
                "Outsiders read this, and it tells what belonging means. Use other words.",
                piece.where,
            )


def _doses(piece: Piece) -> Iterator[Finding]:
    found = doses(piece.text)
    for dose in found:
        sentence = f"No dose may stand here. Take out “{dose}” and point to the nurse's chart."
        yield _finding("dose", piece, sentence, dose)
    counted = [count for count in counted_medicines(piece.text) if not _is_within(count, found)]
    for count in counted:
        sentence = f"“{count}” may be read as a dose. Is it one? Then take it out."
        yield asks("counted", sentence, piece.where, count)


def _shaming(piece: Piece) -> Iterator[Finding]:
    for word in shaming_words(piece.text):
        yield _finding("shaming", piece, f"“{word}” shames. Write: {SHAMING[word]}.", word)


def _retired(piece: Piece) -> Iterator[Finding]:
    """Under "People say" an old message is in its right place; denied or forbidden, it needs an eye."""
    if piece.sense is Sense.UNMASKED:
        return
    for heard in retired_messages(piece.text):
        if heard.is_denied or piece.sense is Sense.FORBIDDEN:
            sentence = (
                f"“{heard.words}” is an old message. Make sure that nobody reads it as advice."
            )
            yield asks("retired", sentence, piece.where, heard.words)
        else:
            sentence = f"“{heard.words}” is no longer taught. Write: {heard.instead}."
            yield _finding("retired", piece, sentence, heard.words)


def _finding(code: str, piece: Piece, sentence: str, words: str) -> Finding:
    severity = Severity.ASKS if piece.reader is Reader.TRAINER else Severity.BLOCKS
    return Finding(code, severity, sentence, piece.where, (words,))


def _is_within(count: str, found: list[str]) -> bool:
    return any(count in dose for dose in found)
