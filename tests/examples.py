"""How often the specification's own properties (P1 to P12) are tried.

HYPOTHESIS_PROFILE=few while writing makes it few; =whole makes it 2,000 through the database too.
"""

from hypothesis import settings

_USUAL = settings.default.max_examples

#: 2,000 examples, in every full run.
many = settings(max_examples=2000 if _USUAL >= 250 else 60)


def through_database(count: int) -> settings:
    """``count`` examples of what signs, sits and reads pages each time (decision 22)."""
    return settings(max_examples=max(count, 2000 if _USUAL >= 2000 else 0))
