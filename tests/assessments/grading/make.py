"""Questions for the tests of marking, plain and small."""

from fractions import Fraction

from assessments.grading import Accepted, Gap, Item, Option, Pair, Question, RubricRow


def single(uid="q", *, critical=False, worth=1, scheme="", weights=(None, None, None)):
    """Option a is right, b and c are wrong."""
    options = tuple(
        Option(name, name == "a", weight=None if weight is None else Fraction(weight))
        for name, weight in zip("abc", weights, strict=True)
    )
    return Question(uid, "single", worth, critical, options, scheme=scheme)


def multiple(right=2, wrong=2, *, critical=False, safety=(), scheme="", weights=()):
    """Options r0, r1… are right, w0, w1… wrong; ``safety`` and ``weights`` map some to theirs."""
    uids = [f"r{place}" for place in range(right)] + [f"w{place}" for place in range(wrong)]
    flags, heavy = dict(safety), dict(weights)
    options = tuple(
        Option(
            uid,
            uid[0] == "r",
            flags.get(uid, "neither"),
            Fraction(heavy[uid]) if uid in heavy else None,
        )
        for uid in uids
    )
    return Question("m", "multiple", critical=critical, options=options, scheme=scheme)


def matching(stems=3, extra=1, *, scheme="", critical=False):
    """Stem s0 goes with choice c0, s1 with c1…; e0, e1… are extra choices."""
    pairs = [Pair(f"s{n}", f"stem {n}", f"c{n}", f"choice {n}") for n in range(stems)]
    pairs += [Pair("", "", f"e{n}", f"extra {n}") for n in range(extra)]
    return Question("p", "matching", critical=critical, pairs=tuple(pairs), scheme=scheme)


def ordering(items=4, *, scheme="", critical=False):
    """Items a, b, c… in their right order."""
    return Question(
        "o",
        "ordering",
        critical=critical,
        items=tuple(map(Item, "abcdefgh"[:items])),
        scheme=scheme,
    )


def numeric(answer="20", tolerance="0.5", **more):
    return Question("n", "numeric", answer=Fraction(answer), tolerance=Fraction(tolerance), **more)


def accepting(kind, *rules, **more):
    """A numeric or short question; each rule is a text, or (text, weight), or (text, weight, tolerance)."""
    rows = [(rule,) if isinstance(rule, str) else rule for rule in rules]
    accepted = tuple(
        Accepted(
            f"x{place}", text, Fraction(rest[1] if rest[1:] else 0), Fraction(*rest[:1] or (1,))
        )
        for place, (text, *rest) in enumerate(rows)
    )
    return Question("x", kind, accepted=accepted, **more)


def by_hand(*points, critical=False):
    """Rows h0, h1… with these points."""
    rubric = tuple(RubricRow(f"h{place}", most) for place, most in enumerate(points))
    return Question("h", "short", critical=critical, scheme="by_hand", rubric=rubric)


def cloze(weights=(1, 1, 2), *, critical=False):
    """Gap one: option y of y, n. Gap two: 37.5 ± 0.5. Gap three: the word "rest"."""
    names = zip(("one", "two", "three"), ("single", "numeric", "short"), weights, strict=True)
    return Question(
        "z",
        "cloze",
        critical=critical,
        gaps=tuple(Gap(f"g-{name}", name, kind, Fraction(weight)) for name, kind, weight in names),
        options=(Option("y", True, gap="one"), Option("n", False, gap="one")),
        accepted=(
            Accepted("t", "37.5", Fraction(1, 2), gap="two"),
            Accepted("r", "rest", gap="three"),
        ),
    )
