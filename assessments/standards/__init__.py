"""Where a pass mark comes from: what a trainee who is only just competent would earn.

Three ways, each exact, each giving a whole percent from 1 to 100 with the reason to publish:

- ``ebel``: from the tags of the questions; a starting point before a panel has met;
- ``angoff``: from what a panel of judges expects, question by question;
- ``borderline_regression``: for observed skills, from scores beside a global rating.

``krippendorff_alpha`` says how far judges agree, ``less_sems`` takes off the error of measurement and
``whole_percent`` rounds. Nothing here sets a mark: a person does, and her reason is kept with it.
"""

from assessments.standards.agreement import krippendorff_alpha
from assessments.standards.judges import Angoff, Judged, angoff
from assessments.standards.marks import less_sems, whole_percent
from assessments.standards.ratings import Cut, TooLittle, borderline_regression
from assessments.standards.tags import SHARES, Ebel, ebel

__all__ = [
    "SHARES",
    "Angoff",
    "Cut",
    "Ebel",
    "Judged",
    "TooLittle",
    "angoff",
    "borderline_regression",
    "ebel",
    "krippendorff_alpha",
    "less_sems",
    "whole_percent",
]
