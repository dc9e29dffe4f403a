"""A roster of people as HR keeps it: found in whatever file she has, and answered row by row."""

from certificates.rosters.reading import LIMITS, Roster, read_file, read_paste
from certificates.rosters.verdicts import Verdict, questions, verdict_of

__all__ = [
    "LIMITS",
    "Roster",
    "Verdict",
    "questions",
    "read_file",
    "read_paste",
    "verdict_of",
]
