"""Bringing a programme's files into the database, as drafts that wait for a signature.

An item whose file did not change is left alone. A changed file becomes a new draft revision; what is
live stays live until somebody signs the draft. An item that somebody edited since its last load is
never overwritten: an edit that is live keeps standing under the new draft, an edit that is still a
draft itself keeps the file out, and both are reported.
"""

from home.loading.programme import load
from home.loading.report import Report

__all__ = ["Report", "load"]
