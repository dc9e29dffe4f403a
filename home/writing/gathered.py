"""What was found on the way through a programme."""

from dataclasses import dataclass, field
from typing import Any

from curriculum.canonical import digest
from home.files.items import Files, Item
from home.models import LoadedItem


@dataclass
class Gathered:
    """A programme's items by path, and what files cannot say.

    ``faults`` refuse an archive, ``notes`` say what is not in it; both begin with the path. ``odd``:
    paths of what a file would damage, so that a load leaves it alone. ``files``: the whole, unless
    something is missing.
    """

    items: dict[str, Item] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    odd: set[str] = field(default_factory=set)
    files: Files | None = None
    loaded: dict[str, LoadedItem] = field(default_factory=dict)

    def item(self, path: str, values: dict[str, Any]) -> Item:
        """Keep one item."""
        found = self.items[path] = Item(path, values)
        return found

    def said(self, path: str) -> dict[str, Any]:
        """What the file said at the last load, whatever became of it; nothing, if that is not known."""
        row = self.loaded.get(path)
        return (row.said or {}) if row else {}

    def still_said(self, path: str, thing) -> dict[str, Any]:
        """The same, if nobody edited the thing with revisions since then."""
        row = self.loaded.get(path)
        return self.said(path) if row and row.state == str(thing.latest_revision_id) else {}

    def still_plain(self, path: str, thing, values_of) -> dict[str, Any]:
        """The same of a thing without revisions, whose fields are ``values_of(item)``."""
        row, said = self.loaded.get(path), self.said(path)
        if not row or not said:
            return {}
        now = {name: getattr(thing, name) for name in values_of(Item(path, said))}
        return said if row.state == digest(now) else {}

    def fault(self, path: str, sentence: str) -> None:
        """Note what refuses the archive."""
        self.faults.append(f"{path}: {sentence}")

    def note(self, path: str, sentence: str) -> None:
        """Note what the archive does not hold."""
        self.notes.append(f"{path}: {sentence}")
