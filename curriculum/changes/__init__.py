"""What changed between two texts of the same thing, in sentences that a nurse can read.

Both texts are plain JSON values. A sentence says what was and what is, in full: "The pass mark changed from
“80 %” to “70 %”." Order on the page is the order of the sentences. No sentence: nothing changed that
anybody reads or is marked by.
"""

from curriculum.changes.pages import (
    NAMES,
    changes_of_lesson,
    changes_of_page,
    module_rows,
    spoken_edition,
)
from curriculum.changes.words import FIRST, Row, changed, changed_fields, changed_rows, quoted

__all__ = [
    "FIRST",
    "NAMES",
    "Row",
    "changed",
    "changed_fields",
    "changed_rows",
    "changes_of_lesson",
    "changes_of_page",
    "module_rows",
    "quoted",
    "spoken_edition",
]
