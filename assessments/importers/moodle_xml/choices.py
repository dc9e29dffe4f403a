"""Moodle's questions in which something is chosen, paired or ordered."""

from assessments.importers.moodle_xml.header import Reading, mark
from assessments.importers.parts import Choice
from assessments.importers.values import Content, QuestionRefused

#: Moodle's ways of marking an order that we have too; in the file a name, in old ones a number.
ORDERINGS = {
    "ABSOLUTE_POSITION": "absolute",
    "0": "absolute",
    "ALL_OR_NOTHING": "all_or_nothing",
    "-1": "all_or_nothing",
    "LONGEST_ORDERED_SUBSET": "longest_increasing",
    "5": "longest_increasing",
}
READ_BY_ORDERING = frozenset(
    ["answer", "gradingtype", "selecttype", "selectcount", "layouttype", "showgrading",
     "numberingstyle"]
)  # fmt: skip


def multiple_choice(reading: Reading) -> Content:
    choices = [
        Choice(reading.line(answer), reading.share(answer), reading.feedback(answer))
        for answer in reading.element.all("answer")
    ]
    is_single = reading.is_on("single", "true")
    form = reading.maker.single(choices) if is_single else reading.maker.multiple(choices)
    return form | {"mark": mark(reading), "shuffle": reading.is_on("shuffleanswers", "true")}


def true_false(reading: Reading) -> Content:
    answers = {answer.value("text").lower(): answer for answer in reading.element.all("answer")}
    if set(answers) != {"true", "false"}:
        raise QuestionRefused("It needs the two answers true and false.")
    shares = {said: reading.share(answer) for said, answer in answers.items()}
    if sorted(shares.values()) != [0, 1]:
        raise QuestionRefused("One of true and false needs the weight 100, the other 0.")
    form = reading.maker.true_false(
        shares["true"] == 1,
        if_true=reading.feedback(answers["true"]),
        if_false=reading.feedback(answers["false"]),
    )
    return form | {"mark": mark(reading)}


def matching(reading: Reading) -> Content:
    pairs = [
        (reading.line(pair), " ".join(pair.value("answer").split()))
        for pair in reading.element.all("subquestion")
    ]
    return {
        "type": "matching",
        "scheme": "per_pair",
        "pairs": reading.maker.pairs(pairs),
        "mark": mark(reading),
        "shuffle": reading.is_on("shuffleanswers", "true"),
    }


def ordering(reading: Reading) -> Content:
    element = reading.element
    grading = element.value("gradingtype", "ABSOLUTE_POSITION")
    if grading.upper() not in ORDERINGS:
        raise QuestionRefused(
            f"Its order is marked by {grading}; only ABSOLUTE_POSITION, ALL_OR_NOTHING and"
            " LONGEST_ORDERED_SUBSET can be marked here."
        )
    answers = element.all("answer")
    chosen = element.value("selectcount", "0")
    if element.value("selecttype", "ALL") not in {"ALL", "0"} and chosen not in {
        "0",
        str(len(answers)),
    }:
        raise QuestionRefused("It shows only some of its items; here all items are shown.")
    if any(reading.feedback(answer) for answer in answers):
        reading.maker.note("Feedback on single items was left out.")
    return {
        "type": "ordering",
        "scheme": ORDERINGS[grading.upper()],
        "items": reading.maker.items(reading.line(answer) for answer in answers),
        "mark": mark(reading),
    }
