"""How a transition says no: with a reason whose label is the sentence that people read."""

from typing import Any


class Refused(Exception):
    """A transition was refused. Each room has its own kinds, with their ``Reason``s (``TextChoices``)."""

    def __init__(self, reason: Any, more: str = ""):
        """``more``: a sentence behind the reason's, about this very case."""
        self.reason = reason
        super().__init__(f"{reason.label} {more}".strip())
