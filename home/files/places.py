"""Where files are read from: a folder, or an archive that was looked through before."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Place(Protocol):
    """Gives the bytes of a file by its name."""

    def read(self, name: str) -> bytes:
        """The bytes of one file.

        Raises:
            OSError: there is none of that name.
        """


@dataclass(frozen=True)
class Folder:
    """A folder of this machine; what else lies in it is nobody's business."""

    path: Path

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()


@dataclass(frozen=True)
class Contents:
    """Files by their names, in memory."""

    files: Mapping[str, bytes]

    def read(self, name: str) -> bytes:
        if name not in self.files:
            raise FileNotFoundError(name)
        return self.files[name]
