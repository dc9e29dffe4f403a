"""What files may point at: the sources and guidance keys of the whole programme."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from home.files.lined_yaml import Lined
from home.files.problems import Problems


@dataclass(frozen=True)
class References:
    """The ids that exist, and where to note the ones that do not."""

    sources: frozenset[str]
    guidance: frozenset[str]
    problems: Problems
    taken: set[tuple[str, str]] = field(default_factory=set)

    def claim(self, name: str, row: Lined, key: str, kind: str) -> None:
        """Note a code that another thing of this kind already bears, here or in another file."""
        if (kind, row[key]) in self.taken:
            self.problems.add(name, row.lines[key], f"{kind} {row[key]!r} stands here twice")
        self.taken.add((kind, row[key]))

    def check_choice(self, name: str, row: Lined, key: str, allowed: Sequence) -> None:
        """Note a value that is none of those allowed; a value left out is fine."""
        if key in row and row[key] not in allowed:
            among = ", ".join(map(str, allowed))
            self.problems.add(name, row.lines[key], f"{key} {row[key]!r} is not one of {among}")

    def check_sources(self, name: str, line: int, codes: list) -> None:
        """Note every source that sources.yaml does not have."""
        for code in codes:
            if not isinstance(code, str) or code not in self.sources:
                self.problems.add(name, line, f"source {code!r} is not in sources.yaml")

    def check_key(self, name: str, line: int, key: str) -> None:
        """Note a guidance key that guidance.yaml does not have."""
        if key and key not in self.guidance:
            self.problems.add(name, line, f"guidance key {key!r} is not in guidance.yaml")
