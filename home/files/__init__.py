"""A programme as readable files: Markdown lessons, YAML quizzes and checklists.

Reads a folder into plain values and refuses what is broken with file, line and reason, all problems
at once. Knows no database. ``docs/curriculum-format.md`` describes the format for authors.
"""

from home.files.archive import ArchiveRefused
from home.files.folder import read_archive, read_folder, read_programme
from home.files.items import Files, Item, ModuleFiles
from home.files.problems import BrokenFiles, Problem

__all__ = [
    "ArchiveRefused",
    "BrokenFiles",
    "Files",
    "Item",
    "ModuleFiles",
    "Problem",
    "read_archive",
    "read_folder",
    "read_programme",
]
