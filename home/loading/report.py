"""What a load did, for whoever started it."""

from dataclasses import dataclass, field


@dataclass
class Report:
    """What a load did, by path."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    over_an_edit: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    locked: list[str] = field(default_factory=list)
    not_yours: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.created or self.updated or self.over_an_edit)

    def written(self) -> list[tuple[str, list[str]]]:
        """What was written, by what became of it."""
        return [("New", self.created), ("Changed", [*self.updated, *self.over_an_edit])]

    def lines(self) -> list[str]:
        """The report in words."""
        said = [
            f"{len(self.created)} new, {len(self.updated)} changed, {len(self.unchanged)} as they were."
        ]
        said += [
            f"{path}: edited here since the last load; the file's text waits as a draft above it."
            for path in self.over_an_edit
        ]
        said += [
            f"{path}: was edited here and that is not signed; the file's text was not loaded."
            for path in self.left_alone
        ]
        said += [
            f"{path}: holds here what a file cannot say, such as a picture; the file's text was not"
            " loaded. Change it in the editors' room."
            for path in self.odd
        ]
        said += [
            f"{path}: waits for a signature or is locked; the file's text was not loaded."
            for path in self.locked
        ]
        said += [
            f"{path}: is changed only by whoever runs the server; the file's text was not loaded."
            for path in self.not_yours
        ]
        said += [f"{name}: no other file names it, so it was not read." for name in self.unread]
        return said
