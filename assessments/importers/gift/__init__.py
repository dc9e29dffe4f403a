"""GIFT: questions as paragraphs of text, their answers between braces."""

from assessments.importers.gift.reader import read_gift

__all__ = ["read_gift"]
