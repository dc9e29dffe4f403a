"""What the slots of a quiz can count on, so that every paper comes out whole.

Slots draw one after the other, and of one family (a question and its parallel forms) at most one stands
on a paper. So a slot can count on what it may draw, less what the slots above it may have taken of that.

Worked example: question a, then a pool that draws 2 of a, b and c: a is taken, b and c are left, enough.
The other way round the pool may take a, and then the question has no place.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from home.files.lined_yaml import Lined
from home.files.problems import Problems


@dataclass(frozen=True)
class Stock:
    """What one module has to ask, and the slots of its quiz and of its pre-test."""

    objectives: tuple[str, ...]
    questions: tuple[Lined, ...]
    slots: tuple[Mapping[str, Any], ...]
    pretest: tuple[Mapping[str, Any], ...] = ()

    @property
    def askable(self) -> list[Lined]:
        """The questions that a pool may draw: no twins."""
        twins = {row["twin"]["id"] for row in self.questions if "twin" in row}
        return [row for row in self.questions if row["id"] not in twins]


def check_slots(stocks: Mapping[str, Stock], problems: Problems) -> None:
    """Note every pool that names what is not there, and every slot that may stay empty.

    Args:
        stocks: by the code of their module.
        problems: where to note it.
    """
    for code, stock in stocks.items():
        for name, slots in (("quiz", stock.slots), ("pretest", stock.pretest)):
            faults = list(_name_faults(slots, code, stocks))
            faults = faults or list(_count_faults(slots, code, stocks))
            if name == "pretest":
                faults = faults or list(_unfit_faults(slots, code, stocks))
            for line, reason in faults:
                problems.add(f"{code}/{name}.yaml", line, reason)


#: What a test is made of.
Slots = tuple[Mapping[str, Any], ...]


def _name_faults(slots: Slots, code: str, stocks: Mapping[str, Stock]) -> Iterator[tuple[int, str]]:
    heads = {row["id"] for each in stocks.values() for row in each.askable if _is_head(row)}
    for slot in slots:
        if "ask" in slot and slot["ask"] not in heads:
            yield slot.line, f"no module of the programme asks {slot['ask']!r} by itself"
    for pool in (slot["pool"] for slot in slots if "pool" in slot):
        module = pool.get("module", code)
        if module not in stocks:
            yield pool.lines["module"], f"module {module!r} is not one of {', '.join(stocks)}"
        elif pool.get("objective", "") not in ("", *stocks[module].objectives):
            among = ", ".join(stocks[module].objectives)
            yield (
                pool.lines["objective"],
                f"objective {pool['objective']!r} of {module} is not one of {among}",
            )


def _count_faults(
    slots: Slots, code: str, stocks: Mapping[str, Stock]
) -> Iterator[tuple[int, str]]:
    """The slots that may stay empty; every name in them is known."""
    lines = {row["id"]: row.line for row in stocks[code].questions}
    above: list[tuple[int, set[str]]] = []
    for slot in slots:
        pool, question = slot.get("pool"), slot.get("question") or slot.get("ask", "")
        may = _families(pool, code, stocks) if pool else {question}
        draws = pool["draws"] if pool else 1
        left = len(may) - sum(min(drawn, len(may & taken)) for drawn, taken in above)
        above.append((draws, may))
        if left >= draws:
            continue
        if pool:
            said = f"the pool draws {draws} but can count on {max(left, 0)}: add to the bank"
            yield pool.line, f"{said} or draw fewer"
        else:
            line = slot.line if "ask" in slot else lines[question]
            yield line, f"a pool above may draw question {question}: put it above"


def _unfit_faults(
    slots: Slots, code: str, stocks: Mapping[str, Stock]
) -> Iterator[tuple[int, str]]:
    """What a pre-test may ask and nobody could sign: the critical, and what a person must mark."""
    rows = {row["id"]: row for stock in stocks.values() for row in stock.questions}
    for slot in slots:
        pool = slot.get("pool")
        for question in sorted(_families(pool, code, stocks)) if pool else [slot["ask"]]:
            row = rows[question]
            if row.get("critical") or row.get("scheme") == "by_hand":
                line = pool.line if pool else slot.line
                yield line, f"a pre-test does not ask {question}: critical, or marked by a person"


def _is_head(row: Lined) -> bool:
    """Whether a question is no other form of another."""
    return "parallel_of" not in row


def _families(pool: Lined, code: str, stocks: Mapping[str, Stock]) -> set[str]:
    """What a pool may draw: a question and its parallel forms count once."""
    return {
        row.get("parallel_of", row["id"])
        for row in stocks[pool.get("module", code)].askable
        if pool.get("objective", "") in ("", row["objective"])
        and pool.get("importance", "") in ("", row["importance"])
    }
