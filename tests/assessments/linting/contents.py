"""Questions to lint: clean ones, changed by the tests, and one list of what a rule found."""

from assessments.linting import lint_question


def option(text, *, correct=False, **more):
    """A wrong option has feedback unless told otherwise."""
    return {
        "uid": text,
        "text": text,
        "correct": correct,
        "feedback": "" if correct else f"Read lesson 2 again: {len(text)}.",
        **more,
    }


def single(*texts, **changes):
    """A clean single choice; of ``texts`` the first is right."""
    texts = texts or ("Tell the nurse now.", "Wait for a week.", "Ask a neighbour.")
    return {
        "type": "single",
        "code": "q1",
        "stem": "A baby is hot and does not drink. What do you do?",
        "options": [option(text, correct=not place) for place, text in enumerate(texts)],
    } | changes


def multiple(right=("Her card.", "Her tablets."), wrong=("Her rings.", "Her shoes."), **changes):
    return {
        "type": "multiple",
        "code": "q2",
        "stem": "What does she bring to the clinic?",
        "options": [
            *(option(text, correct=True) for text in right),
            *(option(text) for text in wrong),
        ],
    } | changes


def true_false(stem="HIV can pass through breast milk.", **changes):
    options = [option("True", correct=True), option("False")]
    return {"type": "true_false", "code": "q3", "stem": stem, "options": options} | changes


def numeric(**changes):
    return {
        "type": "numeric",
        "code": "q4",
        "stem": "How many days are four weeks?",
        "answer": "28",
        "tolerance": "0",
        "unit": "days",
    } | changes


def form(text, **more):
    return {"uid": text, "text": text, **more}


def short(*texts, **changes):
    texts = texts or ("ART", "HIV treatment")
    return {
        "type": "short",
        "code": "q5",
        "stem": "What does the nurse start now?",
        "accepted": [form(text) for text in texts],
    } | changes


def by_hand(*rows, **changes):
    rubric = [{"uid": f"r{place}", "text": text, "points": 1} for place, text in enumerate(rows)]
    stem = "Write what you say to her."
    return {
        "type": "short",
        "scheme": "by_hand",
        "code": "q6",
        "stem": stem,
        "rubric": rubric,
    } | changes


def pair(text, choice, **more):
    return {
        "uid": text and f"s {text}",
        "text": text,
        "choice_uid": f"c {choice}",
        "choice": choice,
    } | more


def matching(*pairs, **changes):
    pairs = pairs or (pair("Birth", "Medicine"), pair("Six weeks", "First test"))
    stem = "Match each day with what happens."
    return {"type": "matching", "code": "q7", "stem": stem, "pairs": list(pairs)} | changes


def ordering(*texts, **changes):
    items = [{"uid": f"i{place}", "text": text} for place, text in enumerate(texts)]
    stem = "Put the steps in order."
    return {"type": "ordering", "code": "q8", "stem": stem, "items": items} | changes


def cloze(**changes):
    return {
        "type": "cloze",
        "code": "q9",
        "stem": "The baby is tested [[when]]. The nurse gives [[what]].",
        "gaps": [
            {"uid": "g1", "name": "when", "kind": "single"},
            {"uid": "g2", "name": "what", "kind": "short"},
        ],
        "options": [
            option("early", correct=True, gap="when"),
            option("late", gap="when"),
            option("at school", gap="when"),
        ],
        "accepted": [form("ART", gap="what"), form("treatment", gap="what")],
    } | changes


CLEAN = (
    single(), multiple(), true_false(), numeric(), short(), by_hand("Greets her."), matching(),
    ordering("Greet", "Ask", "Listen"), cloze(),
)  # fmt: skip


def found(rule, content, language="en"):
    """What one rule found in a question: (sentence, where) for each."""
    findings = lint_question(content, language=language)
    return [(each.sentence, each.where) for each in findings if each.rule == rule]


def places(rule, content, language="en"):
    """Where one rule found something."""
    return [where for _, where in found(rule, content, language)]
