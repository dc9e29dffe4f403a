"""A small programme as files, and how to break one line of it."""

from pathlib import Path

from home.files import BrokenFiles, read_folder

PROGRAMME = """\
code: p1
title: Small programme
neutral_title: Certificate in Community Peer Education
level: Foundation
hours: 10
valid_months: 24
assessors: 2
observations: 1
rules_reason: For tests.
modules: [m1]
"""
SOURCES = """\
- id: S1
  title: A guideline
  publisher: A publisher
  year: 2021
- id: S2
  title: Another guideline
  publisher: A publisher
"""
GUIDANCE = """\
- key: infant_tests
  kind: LOC
  owner: clinical
  question: At which ages is a baby tested?
"""
MODULE = """\
code: m1
title: A module
summary: What it is about.
class_hours: 1
practice_hours: 2
site_hours: 3
objectives:
  - id: o1
    text: Explain it.
lessons: [l1]
"""
LESSON = """\
---
title: A lesson
minutes: 10
summary: You can explain it.
---
## Heading

Some *text*.

::: fact source=S1 mark=R review=2027-11-22 guidance=infant_tests
A **fact**.
:::

::: guidance key=infant_tests
When is a baby tested?
:::

::: role-play title="In the ward" minutes=10
Two of you talk.
:::

::: key
Remember this.
:::

::: case title=Grace
Grace asks.
:::

::: reflection
What did you learn?
:::

Goodbye.
"""
QUIZ = """\
code: m1
title: A quiz
module: m1
pass_mark: 80
pass_mark_reason: For tests.
questions:
  - id: q1
    type: single
    stem: Which one?
    critical: true
    importance: V
    difficulty: E
    objective: o1
    lesson: l1
    sources: [S1]
    guidance: infant_tests
    rationale: Because.
    options:
      - id: a
        text: This one.
        correct: true
      - id: b
        text: That one.
        safety: harmful
    twin:
      id: q1t
      type: true_false
      stem: Is it so?
      critical: true
      importance: I
      difficulty: M
      objective: o1
      lesson: l1
      sources: [S1]
      rationale: For this reason.
      options:
        - id: a
          text: "Yes."
          correct: true
        - id: b
          text: "No."
  - id: q2
    type: multiple
    stem: Which ones?
    importance: N
    difficulty: C
    objective: o1
    lesson: l1
    sources: []
    rationale: Both are right.
    options:
      - id: a
        text: Right.
        correct: true
      - id: b
        text: Wrong.
  - id: q3
    type: numeric
    stem: How many?
    importance: N
    difficulty: C
    objective: o1
    lesson: l1
    sources: [S1]
    rationale: Count them.
    answer: 18
    unit: months
"""
CHECKLIST = """\
code: m1
title: A station
module: m1
minutes: 10
setting: A quiet room.
pass_at: 2
steps:
  - id: s1
    text: Greets.
    critical: true
  - id: s2
    text: Asks.
"""
FILES = {
    "programme.yaml": PROGRAMME,
    "sources.yaml": SOURCES,
    "guidance.yaml": GUIDANCE,
    "m1/module.yaml": MODULE,
    "m1/l1.md": LESSON,
    "m1/quiz.yaml": QUIZ,
    "m1/checklist.yaml": CHECKLIST,
}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the small programme into ``folder``; ``files`` replaces or adds some."""
    for name, text in {**FILES, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """One file with its first ``old`` replaced."""
    assert old in FILES[name], f"{name} does not hold {old!r}"
    return {name: FILES[name].replace(old, new, 1)}


def problems_in(folder: Path) -> list[str]:
    """What is wrong with a folder, as people read it; nothing when it can be read."""
    try:
        read_folder(folder)
    except BrokenFiles as broken:
        return [str(problem) for problem in broken.problems]
    return []
