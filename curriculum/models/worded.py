"""What can be translated, among pages."""

from django.utils.text import capfirst

from curriculum.block_words import lines_of_page
from curriculum.words import Line


class Worded:
    """A page whose fields ``worded`` are words; everything else is the same in each language."""

    worded: tuple[str, ...] = ("title",)

    def lines(self) -> list[Line]:
        """Its texts, each once, in order."""
        return lines_of_page(self)

    def word_code(self) -> str:
        """What translators call it, and what a file for them is called: codes only."""
        return capfirst(f"{self._meta.model_name.removesuffix('page')} {self.slug}")

    def module_of_words(self):
        """The module that it is translated with; None for what belongs to none."""
        return None
