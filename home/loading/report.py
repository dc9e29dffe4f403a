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
        return said
