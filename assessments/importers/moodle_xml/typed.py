"""Moodle's questions that are answered by typing: short answer, number, essay.

Example of units: metres with the multiplier 1 and centimetres with 100 are the unit "m" and the other
unit "cm": 100 of them make one.
"""

from fractions import Fraction

from assessments.importers import figures
from assessments.importers.moodle_xml.elements import Element
from assessments.importers.moodle_xml.header import Reading, mark
from assessments.importers.parts import AS_IN_MOODLE, Accepted, check_number
from assessments.importers.values import Content, QuestionRefused

#: ``unitgradingtype``: of what the penalty for a wrong unit is a share.
PENALTY_OF = {"1": "earned", "2": "whole"}
#: ``showunits``: typed, picked from a list (two looks), or not at all.
TYPED, NO_UNITS = "0", "3"
READ_BY_ESSAY = frozenset(["graderinfo"])
READ_BY_NUMERICAL = frozenset(["answer", "units", "unitgradingtype", "unitpenalty", "showunits",
                               "unitsleft"])  # fmt: skip


def short_answer(reading: Reading) -> Content:
    answers = [
        Accepted(_typed(answer), reading.share(answer), reading.feedback(answer))
        for answer in reading.element.all("answer")
    ]
    return {
        "type": "short",
        "scheme": "rules",
        "accepted": reading.maker.accepted(answers),
        "match_case": reading.is_on("usecase", "0"),
        "mark": mark(reading),
    } | AS_IN_MOODLE


def numerical(reading: Reading) -> Content:
    answers = []
    for answer in reading.element.all("answer"):
        text, share = _typed(answer), reading.share(answer)
        if text == "*":
            if share:
                raise QuestionRefused(
                    "Any other number (*) earns marks; that cannot be marked here."
                )
            reading.maker.note("Feedback on any other number was left out.")
            continue
        text, tolerance = figures.exact(text), figures.exact(answer.value("tolerance", "0"))
        check_number(text, tolerance)
        answers.append(Accepted(text, share, reading.feedback(answer), tolerance))
    form = reading.maker.numeric(answers) | {"decimals": "moodle", "mark": mark(reading)}
    return form | _units(reading)


def _units(reading: Reading) -> Content:
    element = reading.element
    found = element.find("units")
    units: dict[str, str] = {}
    for unit in found.all("unit") if found else []:
        units[unit.value("unit_name")] = figures.exact(unit.value("multiplier", "1"))
    if not units:
        return {}
    base = next((unit for unit, multiplier in units.items() if multiplier == "1"), "")
    if not base or any(Fraction(multiplier) <= 0 for multiplier in units.values()):
        raise QuestionRefused("Its units need names, multipliers above 0 and one of them 1.")
    others = {unit: multiplier for unit, multiplier in units.items() if unit != base}
    shown = element.value("showunits", TYPED)
    if shown not in {TYPED, NO_UNITS}:
        reading.maker.note("The unit is typed here, not picked from a list.")
    form: Content = {"unit": base, "other_units": others}
    grading = element.value("unitgradingtype", "0")
    if grading in PENALTY_OF:
        penalty = figures.exact(element.value("unitpenalty", "0.1"))
        if not 0 <= Fraction(penalty) <= 1:
            raise QuestionRefused("The penalty for a wrong unit must lie between 0 and 1.")
        return form | {"unit_penalty": penalty, "unit_penalty_of": PENALTY_OF[grading]}
    return form | {"unit_penalty": "" if shown == NO_UNITS else "0"}


def essay(reading: Reading) -> Content:
    guide = reading.line(reading.element.find("graderinfo"))
    reading.maker.note("An essay: a person marks it, with one point for a sound answer.")
    rubric = reading.maker.rubric([(guide or "The answer is sound.", 1)])
    return {"type": "short", "scheme": "by_hand", "rubric": rubric, "mark": mark(reading)}


def _typed(answer: Element) -> str:
    """What a trainee would type: the letters as they are, never HTML."""
    return " ".join(answer.value("text").split())
