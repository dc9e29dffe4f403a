"""What files may point at: the sources and guidance keys of the whole programme."""

from dataclasses import dataclass

from home.files.problems import Problems


@dataclass(frozen=True)
class References:
    """The ids that exist, and where to note the ones that do not."""

    sources: frozenset[str]
    guidance: frozenset[str]
    problems: Problems

    def check_sources(self, name: str, line: int, codes: list) -> None:
        """Note every source that sources.yaml does not have."""
        for code in codes:
            if code not in self.sources:
                self.problems.add(name, line, f"source {code!r} is not in sources.yaml")

    def check_key(self, name: str, line: int, key: str) -> None:
        """Note a guidance key that guidance.yaml does not have."""
        if key and key not in self.guidance:
            self.problems.add(name, line, f"guidance key {key!r} is not in guidance.yaml")
