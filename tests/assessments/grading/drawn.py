"""Any question, any answer: what the properties of marking are tried with."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import strategies as st

from assessments.grading import SCHEMES, Accepted, Gap, Item, Option, Pair, Question, RubricRow

KINDS = [(kind, scheme) for kind, schemes in SCHEMES.items() for scheme in schemes]
CHOSEN = [each for each in KINDS if each[0] in ("single", "true_false", "multiple")]
shares = st.fractions(-1, 1, max_denominator=12)
positive = st.fractions(Fraction(1, 12), 1, max_denominator=12)
safeties = st.sampled_from(["essential", "harmful", "neither"])
words = st.sampled_from(["rest", "Été", "a*b", "*", r"\*", "re*", "don’t.", "2..3"])


@st.composite
def options(draw, gap=""):
    """A right option with the whole weight, a wrong one with none, and others as they come."""
    more = draw(st.lists(st.tuples(st.booleans(), safeties, st.none() | shares), max_size=4))
    prefix = f"{gap}-" if gap else ""
    first = Option(f"{prefix}r", True, draw(safeties), Fraction(1), gap)
    last = Option(f"{prefix}w", False, draw(safeties), Fraction(0), gap)
    others = [
        Option(f"{prefix}{place}", correct, safety, weight, gap)
        for place, (correct, safety, weight) in enumerate(more)
    ]
    return (first, *others, last)


@st.composite
def numeric_rules(draw, gap=""):
    """Up to two rules that earn something, then one number that earns all unless they take it."""
    first = draw(st.lists(st.tuples(st.sampled_from(["5", "-2..3", "1/3"]), shares), max_size=2))
    rules = [
        Accepted(f"x{n}", text, weight=weight, gap=gap) for n, (text, weight) in enumerate(first)
    ]
    return (*rules, Accepted("y", str(draw(st.integers(100, 10**6))), Fraction(1, 4), gap=gap))


@st.composite
def word_rules(draw, gap=""):
    first = draw(st.lists(st.tuples(words.filter(lambda rule: rule != "*"), shares), max_size=2))
    rules = [
        Accepted(f"x{n}", text, weight=weight, gap=gap) for n, (text, weight) in enumerate(first)
    ]
    return (*rules, Accepted("y", "zwj", gap=gap))


@st.composite
def pairs(draw):
    stems = draw(st.integers(1, 4))
    choices = draw(st.lists(st.integers(0, 4), min_size=stems, max_size=stems + 2))
    return tuple(
        Pair(f"s{n}" if n < stems else "", f"Stem {n}" if n < stems else "", f"c{n}", f"{choice}")
        for n, choice in enumerate(choices)
    )


@st.composite
def gaps(draw):
    kinds = draw(st.lists(st.sampled_from(["single", "numeric", "short"]), min_size=1, max_size=3))
    weights = [draw(positive), *(draw(st.just(Fraction(0)) | positive) for _ in kinds[1:])]
    rows = enumerate(zip(kinds, weights, strict=True))
    return tuple(Gap(f"g{n}", f"gap {n}", kind, weight) for n, (kind, weight) in rows)


@st.composite
def clozes(draw):
    found = draw(gaps())
    choices = [draw(options(gap.name)) for gap in found if gap.kind == "single"]
    rules = [draw(numeric_rules(gap.name)) for gap in found if gap.kind == "numeric"]
    rules += [draw(word_rules(gap.name)) for gap in found if gap.kind == "short"]
    return {"gaps": found, "options": sum(choices, ()), "accepted": sum(rules, ())}


def _by_kind(kind, scheme):
    if kind in ("single", "true_false", "multiple"):
        return st.fixed_dictionaries({"options": options()})
    if kind == "matching":
        return st.fixed_dictionaries({"pairs": pairs()})
    if kind == "ordering":
        items = st.integers(2, 6).map(lambda size: tuple(map(Item, "abcdef"[:size])))
        return st.fixed_dictionaries({"items": items})
    if kind == "numeric":
        # no decimal number is exactly a third, and geometric has no hair's breadth to spare
        least = Fraction(1, 4) if scheme == "geometric" else Fraction(0)
        return st.fixed_dictionaries({"accepted": numeric_rules()}) | st.fixed_dictionaries(
            {
                "answer": st.fractions(-999, 999, max_denominator=9),
                "tolerance": st.fractions(least, 5, max_denominator=4),
                "unit": st.sampled_from(["", "kg"]),
                "other_units": st.just((("g", Fraction(1000)),)),
                "unit_penalty": st.none() | st.fractions(0, 1, max_denominator=4),
                "unit_penalty_of": st.sampled_from(["earned", "whole"]),
                "decimals": st.sampled_from(["ask", "moodle"]),
            }
        )
    if scheme == "by_hand":
        points = st.lists(st.integers(1, 5), min_size=1, max_size=3)
        rows = points.map(
            lambda all_: tuple(RubricRow(f"h{n}", most) for n, most in enumerate(all_))
        )
        return st.fixed_dictionaries({"rubric": rows})
    return clozes() if kind == "cloze" else st.fixed_dictionaries({"accepted": word_rules()})


@st.composite
def questions(draw, kinds=KINDS):
    """A question of any type and scheme, with an answer that earns all of it."""
    kind, scheme = draw(st.sampled_from(kinds))
    fields = draw(_by_kind(kind, scheme))
    flags = {
        name: draw(st.booleans())
        for name in ("critical", "match_case", "match_accents", "match_punctuation")
    }
    if scheme == "sum_of_weights":  # a right option below zero would take from the whole
        fields["options"] = tuple(
            replace(each, weight=abs(each.weight or 0)) if each.correct else each
            for each in fields["options"]
        )
    return Question("q", kind, mark=draw(st.integers(1, 5)), scheme=scheme, **flags, **fields)


junk = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(), max_size=60)
    | st.sampled_from(["20", "1e309", "NaN", "9" * 5000, "\ud800", 10**400, "rest", "5 kg", ""]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
UIDS = ["r", "w", "0", "1", "a", "b", "s0", "s1", "c0", "c1", "g0", "g1", "h0", "h1", "unknown"]
uids = st.sampled_from(UIDS)
one_answer = st.fixed_dictionaries(
    {},
    optional={
        "chosen": st.lists(uids) | junk,
        "pairs": st.dictionaries(uids, uids | junk) | junk,
        "places": st.permutations([1, 2, 3]).map(lambda some: dict(zip("abc", some, strict=True)))
        | st.dictionaries(uids, st.integers(-1, 7) | junk)
        | junk,
        "number": st.integers().map(str) | junk,
        "text": st.text(max_size=20) | junk,
        "points": st.dictionaries(uids, st.integers(-2, 9) | junk) | junk,
    },
)
answers = (
    junk
    | one_answer
    | st.fixed_dictionaries({"gaps": st.dictionaries(uids, one_answer | junk) | junk})
)
