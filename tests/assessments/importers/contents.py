"""Generated questions of every type, in the form of docs/question-format.md."""

from fractions import Fraction

from hypothesis import strategies as st

from curriculum import tables

#: Letters that some format gives a meaning to, letters of our languages, and plain ones.
LETTERS = "abcXYZ019 éçãŵ’“” <>&;:~=#%{}[]\\|*+-@.,_/\"'!?()²"
#: Of these a file format could take the first or last for its own.
words = (
    st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
)
feedback = st.just("") | words
decimals = st.tuples(st.integers(-9999, 9999), st.sampled_from([1, 10])).map(
    lambda parts: tables.decimals(Fraction(*parts))
)
tolerances = st.sampled_from(["0", "0.5", "2", "10"])
multipliers = st.sampled_from(["100", "0.01", "2.5"])
partial_weights = st.sampled_from(
    ["0", "1/3", "2/3", "1/7", "1/2", "3/20", "-1/2", "-1/3", "-1", "1/8"]
)


def numbered(texts):
    """The same texts, made different."""
    return [f"{text} {number}" for number, text in enumerate(texts)]


def some(least, most):
    return st.lists(words, min_size=least, max_size=most).map(numbered)


@st.composite
def tagged(draw):
    """What every question has."""
    return {
        "code": draw(st.just("") | st.from_regex(r"[a-z]{1,6}-[0-9]{2}", fullmatch=True)),
        "stem": draw(words) + "?",
        "rationale": draw(feedback),
        "mark": draw(st.integers(1, 5)),
        "critical": draw(st.booleans()),
        "importance": draw(st.sampled_from(["", "V", "I", "N"])),
        "difficulty": draw(st.sampled_from(["", "E", "M", "C"])),
        "objective": draw(st.sampled_from(["", "m2-o1"])),
        "lesson": draw(st.sampled_from(["", "l1"])),
        "sources": draw(st.sampled_from(["", "S1, S8"])),
        "guidance_key": draw(st.sampled_from(["", "prep.start"])),
    }


def option(text, *, correct, said="", **more):
    return {"uid": text, "text": text, "correct": correct, "feedback": said, **more}


@st.composite
def singles(draw, schemes=("one_right", "weights")):
    scheme = draw(st.sampled_from(schemes))
    texts = draw(some(2, 5))
    right = draw(st.integers(0, len(texts) - 1))
    options = [
        option(text, correct=place == right, said=draw(feedback))
        for place, text in enumerate(texts)
    ]
    if scheme == "weights":
        weights = [draw(partial_weights) for _ in texts]
        weights[right] = "1"
        weights[right - 1] = "1/2"
        for each, weight in zip(options, weights, strict=True):
            each["weight"] = weight
    return draw(tagged()) | {
        "type": "single",
        "scheme": scheme,
        "options": options,
        "shuffle": draw(st.booleans()),
    }


@st.composite
def multiples(draw, schemes=("balanced", "right_less_wrong", "sum_of_weights")):
    scheme = draw(st.sampled_from(schemes))
    right, wrong = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    texts = draw(some(right + wrong, right + wrong))
    options = [
        option(text, correct=place < right, said=draw(feedback)) for place, text in enumerate(texts)
    ]
    if scheme == "sum_of_weights":
        for each in options:
            each["weight"] = (
                str(Fraction(1, right))
                if each["correct"]
                else draw(st.sampled_from(["0", "-1/3", "-1"]))
            )
    return draw(tagged()) | {
        "type": "multiple",
        "scheme": scheme,
        "options": options,
        "shuffle": draw(st.booleans()),
    }


@st.composite
def true_falses(draw):
    answer = draw(st.booleans())
    return draw(tagged()) | {
        "type": "true_false",
        "scheme": "one_right",
        "options": [
            option("True", correct=answer, said=draw(feedback)),
            option("False", correct=not answer, said=draw(feedback)),
        ],
    }


@st.composite
def matchings(draw, schemes=("per_pair",)):
    lefts = draw(some(2, 4))
    rights = draw(some(2, 3))
    pairs = [
        {"uid": left, "text": left, "choice_uid": right, "choice": right}
        for left in lefts
        for right in [draw(st.sampled_from(rights))]
    ]
    if draw(st.booleans()):
        pairs.append({"uid": "", "text": "", "choice_uid": "extra", "choice": "extra"})
    return draw(tagged()) | {
        "type": "matching",
        "scheme": draw(st.sampled_from(schemes)),
        "pairs": pairs,
        "shuffle": draw(st.booleans()),
    }


@st.composite
def orderings(draw):
    return draw(tagged()) | {
        "type": "ordering",
        "scheme": draw(st.sampled_from(["absolute", "longest_increasing", "all_or_nothing"])),
        "items": [{"uid": text, "text": text} for text in draw(some(2, 6))],
    }


def accepted(text, weight="1", said="", **more):
    return {"uid": text, "text": text, "weight": weight, "feedback": said} | more


@st.composite
def numerics(draw, decimal="moodle", weighted=True):
    form = {"type": "numeric", "scheme": "nominal", "decimals": decimal}
    if draw(st.booleans()):
        form |= {"answer": draw(decimals), "tolerance": draw(tolerances)}
    else:
        tolerance = draw(tolerances)
        found = draw(st.lists(decimals, min_size=2, max_size=3, unique_by=Fraction))
        form["accepted"] = [
            accepted(
                text,
                draw(partial_weights) if place and weighted else "1",
                draw(feedback) if weighted else "",
                tolerance=tolerance,
            )
            for place, text in enumerate(found)
        ]
    if draw(st.booleans()):
        form |= {
            "unit": "m",
            "other_units": draw(st.dictionaries(st.sampled_from(["cm", "km"]), multipliers)),
            "unit_penalty": draw(st.sampled_from(["", "0", "0.1", "1"])),
        }
        if form["unit_penalty"] not in ("", "0"):
            form["unit_penalty_of"] = draw(st.sampled_from(["earned", "whole"]))
    return draw(tagged()) | form


@st.composite
def shorts(draw, weighted=True, exact=True):
    texts = draw(some(1, 3))
    return draw(tagged()) | {
        "type": "short",
        "scheme": "rules",
        "accepted": [
            accepted(
                text,
                draw(partial_weights) if place and weighted else "1",
                draw(feedback) if weighted else "",
            )
            for place, text in enumerate(texts)
        ],
        "match_case": draw(st.booleans()),
        "match_accents": exact or draw(st.booleans()),
        "match_punctuation": exact or draw(st.booleans()),
    }


@st.composite
def essays(draw):
    return draw(tagged()) | {
        "type": "short",
        "scheme": "by_hand",
        "rubric": [{"uid": "r", "text": draw(words), "points": 1}],
    }


@st.composite
def clozes(draw, weighted=True):
    kinds = draw(st.lists(st.sampled_from(["single", "numeric", "short"]), min_size=1, max_size=3))
    form = {"gaps": [], "options": [], "accepted": []}
    stem = draw(words).replace("[", "(")
    for number, kind in enumerate(kinds, start=1):
        name = str(number)
        weight = str(draw(st.integers(1, 3))) if weighted else "1"
        form["gaps"].append({"uid": name, "name": name, "kind": kind, "weight": weight})
        stem += f" [[{name}]] " + draw(words).replace("[", "(")
        said = feedback if weighted else st.just("")
        if kind == "single":
            form["options"] += [
                option(text, correct=place == 0, said=draw(said), gap=name, weight=worth)
                for place, text in enumerate(draw(some(2, 3)))
                for worth in ["1" if place == 0 else draw(partial_weights) if weighted else "0"]
            ]
        elif kind == "numeric":
            form["accepted"].append(
                accepted(draw(decimals), said=draw(said), tolerance=draw(tolerances), gap=name)
            )
        else:
            form["accepted"] += [
                accepted(text, "1" if place == 0 or not weighted else "1/2", draw(said), gap=name)
                for place, text in enumerate(draw(some(1, 2)))
            ]
    has_short = "short" in kinds
    return (
        draw(tagged())
        | {
            "type": "cloze",
            "scheme": "weighted",
            "stem": stem,
            "match_case": has_short and draw(st.booleans()),
            "match_accents": True,
            "match_punctuation": True,
            "decimals": "moodle",
            "shuffle": "single" in kinds and draw(st.booleans()),
        }
        | form
    )


for_moodle = st.one_of(
    singles(),
    multiples(),
    true_falses(),
    matchings(),
    orderings(),
    numerics(),
    shorts(),
    essays(),
    clozes(),
)
