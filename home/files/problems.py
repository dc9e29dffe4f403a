"""What is wrong with the files, gathered instead of stopping at the first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is broken: where, and what to do about it."""

    file: str
    line: int
    reason: str

    def __str__(self):
        return f"{self.file}:{self.line}: {self.reason}"


class BrokenFiles(Exception):
    """The folder cannot be loaded; ``problems`` lists every reason found."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Problems(list[Problem]):
    """The problems found so far."""

    def add(self, file: str, line: int, reason: str) -> None:
        """Note one more."""
        self.append(Problem(file, line, reason))
