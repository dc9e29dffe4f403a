"""Why a paper cannot be marked, and the refusal of names that stand twice."""

from collections.abc import Iterable


class PaperError(ValueError):
    """A paper that cannot be marked. The message is a sentence that says what to do."""


def refuse_repeats(names: Iterable[str], what: str) -> None:
    """Raise PaperError if a name stands twice. ``what`` is their noun in the plural."""
    seen = set()
    for name in names:
        if name in seen:
            raise PaperError(f'Two {what} are called "{name}": give each a name of its own.')
        seen.add(name)
