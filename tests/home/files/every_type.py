"""A quiz file with every type of question, a case, parallel forms, a bank and a pool."""

from pathlib import Path

from tests.home.files.folders import problems_in, write

TAGS = """
    importance: I
    difficulty: M
    objective: o1
    lesson: l1
    sources: [S1]
"""
QUIZ = f"""\
code: m1
title: A quiz
module: m1
practice: true
pass_mark: 80
pass_mark_reason: For tests.
minutes: 30
overdue: abandon
review: handed_in
cases:
  - id: c1
    title: Grace
    text: Grace comes with her baby.
questions:
  - id: q-match
    type: matching
    stem: What belongs together?{TAGS}
    rationale: So it is.
    case: c1
    scheme: all_or_nothing
    mark: 3
    pairs:
      - id: a
        text: Test
        choice: Finds out.
        feedback: It finds out.
      - id: b
        text: Talk
        choice: Explains.
      - id: c
        choice: Heals.
      - id: d
        text: Check
        choice: finds  OUT.
  - id: q-order
    type: ordering
    stem: What comes first?{TAGS}
    rationale: So it goes.
    items:
      - id: a
        text: Greet her.
      - id: b
        text: Ask her.
      - id: c
        text: Thank her.
  - id: q-short
    type: short
    stem: What does she take?{TAGS}
    rationale: ART it is.
    match_case: true
    match_accents: true
    match_punctuation: true
    accepted:
      - text: ART
        feedback: Yes.
      - text: HIV treatment
        weight: 1/2
  - id: q-hand
    type: short
    scheme: by_hand
    stem: What do you say to her?{TAGS}
    rationale: Be kind.
    rubric:
      - id: a
        text: Greets her.
        points: 2
      - id: b
        text: Names no other woman.
        points: 1
  - id: q-gaps
    type: cloze
    stem: She comes [[when]], at [[age]] weeks, and takes [[what]].{TAGS}
    rationale: So it goes.
    decimals: moodle
    shuffle: false
    gaps:
      - id: g1
        name: when
        kind: single
      - id: g2
        name: age
        kind: numeric
        weight: 0.5
      - id: g3
        name: what
        kind: short
    options:
      - id: a
        text: today
        gap: when
        weight: 1
      - id: b
        text: next year
        gap: when
        weight: -0.5
        feedback: Too late.
    accepted:
      - text: 6
        tolerance: 0.5
        gap: age
      - text: ART
        gap: what
  - id: q-number
    type: numeric
    scheme: relative
    stem: How long is it?{TAGS}
    rationale: Measure it.
    unit: m
    other_units: {{cm: 100, mm: "1000"}}
    unit_penalty: 1/4
    unit_penalty_of: whole
    decimals: moodle
    accepted:
      - text: 10..12
      - text: 9.5
        tolerance: 0.1
        weight: 0.5
  - id: q-weights
    type: single
    scheme: weights
    stem: Which one is best?{TAGS}
    rationale: The first.
    options:
      - id: a
        text: The best.
        weight: 1
      - id: b
        text: The second best.
        weight: 1/3
      - id: c
        text: None of these.
        pinned: true
  - id: q-base
    type: numeric
    stem: How many babies?{TAGS}
    rationale: Count them.
    critical: true
    guidance: infant_tests
    answer: 2.5
    tolerance: 0.25
    twin:
      id: q-base-t
      type: numeric
      stem: How many women?
      critical: true
      importance: I
      difficulty: M
      objective: o1
      lesson: l1
      sources: [S1]
      rationale: Count them.
      answer: 1
    parallels:
      - id: q-other
        type: numeric
        stem: How many children?
        critical: true
        importance: I
        difficulty: M
        objective: o1
        lesson: l1
        sources: [S1]
        rationale: Count them.
        guidance: infant_tests
        answer: 3
        twin:
          id: q-other-t
          type: numeric
          stem: How many men?
          critical: true
          importance: I
          difficulty: M
          objective: o1
          lesson: l1
          sources: [S1]
          rationale: Count them.
          answer: 4
      - id: q-third
        type: numeric
        stem: How many girls?
        critical: true
        importance: I
        difficulty: M
        objective: o1
        lesson: l1
        sources: [S1]
        rationale: Count them.
        answer: 5
  - pool: {{draws: 2, module: m1, objective: o1, importance: V}}
bank:
  - id: b1
    type: numeric
    stem: How many weeks?{TAGS.replace("importance: I", "importance: V")}
    rationale: Count them.
    answer: 6
  - id: b2
    type: numeric
    stem: How many months?{TAGS.replace("importance: I", "importance: V")}
    rationale: Count them.
    answer: 18
"""


def with_changes(*changes: tuple[str, str]) -> dict[str, str]:
    """The quiz file with the first of each old text replaced by a new one."""
    text = QUIZ
    for old, new in changes:
        assert old in text, f"the quiz does not hold {old!r}"
        text = text.replace(old, new, 1)
    return {"m1/quiz.yaml": text}


def line_of(start: str, files: dict[str, str] | None = None) -> int:
    """The line of the quiz file that begins, but for blanks, with these words for the first time."""
    lines = (files or {"m1/quiz.yaml": QUIZ})["m1/quiz.yaml"].splitlines()
    return next(n for n, line in enumerate(lines, start=1) if line.lstrip(" -").startswith(start))


def faults(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """What is wrong with the changed quiz file, as "line: reason"."""
    found = problems_in(write(folder, with_changes(*changes)))
    assert {fault.split(":")[0] for fault in found} <= {"m1/quiz.yaml"}
    return [fault.removeprefix("m1/quiz.yaml:") for fault in found]
