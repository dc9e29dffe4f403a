"""How often the specification's own properties (P1 to P12) are tried."""

from hypothesis import settings

#: 2,000 examples, in every full run; HYPOTHESIS_PROFILE=few while writing makes it few here too.
many = settings(max_examples=max(2000 * (settings.default.max_examples >= 250), 60))
