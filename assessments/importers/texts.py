"""A text in one of the formats that GIFT and Moodle XML name, as plain text.

Example: "[html]<p>Wash</p>" and "[plain]Wash" both ask "Wash".
"""

import re
from collections.abc import Callable

from assessments.importers.html_text import plain_text, tidy
from assessments.importers.values import QuestionRefused

#: Names of the formats in GIFT and in Moodle XML.
HTML = frozenset(["html"])
AUTOMATIC = frozenset(["moodle", "moodle_auto_format"])
MARKDOWN = frozenset(["markdown"])
MARKDOWN_PICTURE = re.compile(r"!\[[^\]\n]{0,300}\]\(")
TEX = re.compile(r"\\\(|\\\[|\$\$")


def to_plain(text: str, format: str, note: Callable[[str], None]) -> str:
    """The plain text of what an author wrote; formats that nobody names are plain."""
    if TEX.search(text):
        note("A formula in TeX stays as it is typed.")
    if format in HTML:
        return plain_text(text, note)
    if format in AUTOMATIC:
        return plain_text(text, note, keep_lines=True)
    if format in MARKDOWN:
        if MARKDOWN_PICTURE.search(text):
            raise QuestionRefused("A text holds a picture, which cannot be carried over.")
        note("A text in Markdown stays as it is typed.")
    return tidy(text)
