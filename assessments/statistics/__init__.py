"""What the answers say about the questions: item analysis, exact, with honest intervals.

The way in is ``analyse``, and ``findings`` says in plain words what may be concluded:

    found = analyse(marks, maxima)      # a row per finished attempt, a column per question
    for each in findings(found):
        print(each.sentence)

Take the first finished attempt of each trainee: retakes make every question look easier than it is.
Beside it: ``choices`` (who picked which option), ``languages`` (is a translation harder?),
``same_wrong_answers`` (were answers shared?), ``kr20`` and the intervals by themselves.

Sums are exact; floats appear only with a square root or in what is shown, and no pass rests on them.
"""

from assessments.statistics.analysis import Analysis, analyse
from assessments.statistics.intervals import Interval, difference, feldt, fisher, wilson
from assessments.statistics.items import Item
from assessments.statistics.options import Choice, choices
from assessments.statistics.patterns import Pair, same_wrong_answers
from assessments.statistics.reliability import Reliability, kr20
from assessments.statistics.totals import Totals
from assessments.statistics.translations import Difference, languages
from assessments.statistics.verdicts import Finding, findings

__all__ = [
    "Analysis",
    "Choice",
    "Difference",
    "Finding",
    "Interval",
    "Item",
    "Pair",
    "Reliability",
    "Totals",
    "analyse",
    "choices",
    "difference",
    "feldt",
    "findings",
    "fisher",
    "kr20",
    "languages",
    "same_wrong_answers",
    "wilson",
]
