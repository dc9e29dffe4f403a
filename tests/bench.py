"""How fast it is, beside what was aimed at: `make bench`. No test, for machines are noisy.

Each figure stands beside a baseline, a loop of exact fractions that runs just before it in the same
process: on a busy or slow machine both grow, and their ratio stays. Everything happens in a throw-away
database.
"""

import gc
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path


def baseline() -> float:
    """CPU seconds of a fixed loop."""
    began = time.process_time()
    total = Fraction(0)
    for number in range(1, 2001):
        total += Fraction(number % 7, number % 11 + 1)
    return time.process_time() - began


def measured(label: str, target: float, unit: float, work: Callable, times: int = 1) -> None:
    """Print the CPU time of one ``work``, the best of three rounds of ``times``, beside its target.

    ``target`` is in seconds; ``unit`` is what it is shown in (0.001 for ms).
    """
    rounds = []
    gc.collect()
    gc.freeze()  # as a worker does when it has loaded (config/gunicorn.py)
    for _ in range(3 if times > 1 else 1):
        base = min(baseline() for _ in range(5))
        began = time.process_time()
        for _ in range(times):
            work()
        rounds.append(((time.process_time() - began) / times, base))
    seconds, base = min(rounds)
    name = {1: "s", 0.001: "ms"}[unit]
    verdict = "" if seconds < target else "  OVER"
    say(
        f"{label:<44} {seconds / unit:9.2f} {name:<2} CPU, target < {target / unit:g} {name};"
        f" {seconds / base:8.1f} x baseline{verdict}"
    )


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'bench.sqlite3'}"
    os.environ["PEER_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("sync_roles", stdout=sys.stderr)
    call_command("signing_keys", "make", stdout=sys.stderr)

    from tests import make
    from tests.assessments.course import EVERY_KIND, make_course
    from tests.bench_misses import bench_misses

    with make.rolled_back():  # what follows makes a programme of the same code
        bench_misses(say)
    course = make_course(*EVERY_KIND)
    bench_grading(course)
    bench_statistics()
    bench_cycle(course)
    bench_regrade(course)
    bench_roster()
    bench_papers()


def bench_papers() -> None:
    """One paper as we make it, beside a plain call of the renderer for the same page, sheet and standard."""
    import weasyprint
    from django.template.loader import render_to_string

    from certificates import rendering
    from tests.certificates.test_conformance import CODE, CREDENTIAL, keys
    from tests.certificates.test_rendering import FULL_FACE

    def ours() -> bytes:
        return rendering.render(FULL_FACE, code=CODE, credential=CREDENTIAL)

    pages: list[str] = []
    real = rendering.render_to_string
    rendering.render_to_string = lambda *args: pages.append(real(*args)) or pages[-1]
    ours()
    rendering.render_to_string = real
    style, base = render_to_string("certificates/certificate.css"), rendering.FONTS.as_uri() + "/"

    def plain() -> bytes:
        fonts = weasyprint.text.fonts.FontConfiguration()
        css = weasyprint.CSS(string=style, base_url=base, font_config=fonts)
        html = weasyprint.HTML(string=pages[-1])
        return html.write_pdf(
            stylesheets=[css],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            attachments=[rendering._attachment(FULL_FACE, CREDENTIAL)],
        )

    pdf = ours()
    measured("one paper, rendered", 0.1, 0.001, ours, times=20)
    measured("its seal", 0.1, 0.001, lambda: keys().seal(pdf), times=20)
    pairs = []
    for _ in range(25):  # in turn, so that both meet the same machine
        began = time.process_time()
        ours()
        middle = time.process_time()
        plain()
        pairs.append((middle - began) / (time.process_time() - middle))
    ratio = sorted(pairs)[len(pairs) // 2]
    say(f"rendered, beside a plain call: {ratio:.2f} x, aimed at <= 0.7; {len(pdf)} bytes unsealed")


def bench_grading(course) -> None:
    """A paper of fifty questions of every kind, from its JSON to the result."""
    from assessments import grading
    from tests import make

    attempt = make.start(course.enrolment, course.quiz)
    answers = make.right_answers(attempt)
    kinds = [(item.question.content, answers[item.pk]) for item in attempt.paper()]
    asked = [kinds[place % len(kinds)] for place in range(50)]
    paper = {
        "pass_mark": 80,
        "questions": [content | {"uid": str(n)} for n, (content, _) in enumerate(asked)],
    }
    responses = {str(place): answer for place, (_, answer) in enumerate(asked)}
    assert grading.grade(paper, responses).percent == 100
    measured(
        "grade a paper of 50 questions",
        0.010,
        0.001,
        lambda: grading.grade(paper, responses),
        times=20,
    )


def bench_statistics() -> None:
    """The item analysis of 500 attempts at 50 questions, marks in quarters."""
    from assessments import statistics

    chance = random.Random(1)
    marks = [[Fraction(chance.randrange(5), 4) for _ in range(50)] for _ in range(500)]
    measured(
        "item analysis of 500 attempts x 50 questions",
        1,
        1,
        lambda: statistics.findings(statistics.analyse(marks, [1] * 50)),
        times=2,
    )
    answers = {
        str(one): {str(each): chance.choice("bcd") for each in range(50) if chance.random() < 0.4}
        for one in range(500)
    }
    measured(
        "identical wrong answers, 500 x 50", 2, 1, lambda: statistics.same_wrong_answers(answers)
    )


def bench_cycle(course) -> None:
    """One trainee sits a quiz of eight questions over HTTP: what each request costs."""
    from assessments.models import Attempt
    from tests import make
    from tests.assessments.course import another_trainee
    from tests.assessments.pages import address, form, queries, signed_in

    enrolment = another_trainee(course)
    phone = signed_in(enrolment.trainee.user)
    phone.get("/")  # caches that one process fills once
    intro = "/learn/attempts/start/m1/"
    request("read what it asks", lambda: queries(lambda: phone.get(intro)))
    request("start", lambda: queries(lambda: phone.post(intro)))
    attempt = Attempt.objects.get(enrolment=enrolment)
    place, answers = address(attempt), make.right_answers(attempt)
    saving, handing_in = form(attempt, answers, "save"), form(attempt, answers)
    request("open the paper", lambda: queries(lambda: phone.get(place)))
    request("save", lambda: queries(lambda: phone.post(place, saving)))
    request("hand in", lambda: queries(lambda: phone.post(place, handing_in)))
    request("read the result", lambda: queries(lambda: phone.get(place)))


def request(label: str, count: Callable[[], int]) -> None:
    """Print what one request costs; ``count`` sends it and counts its queries."""
    base, began = baseline(), time.process_time()
    number = count()
    seconds = time.process_time() - began
    say(
        f"{'quiz over HTTP: ' + label:<44} {seconds * 1000:9.2f} ms CPU, {number} queries;"
        f" {seconds / base:8.1f} x baseline"
    )


def bench_regrade(course) -> None:
    """A new key for one question that a thousand attempts were asked; and what they say together."""
    from assessments.analysis import analyse_quiz, sittings_of
    from assessments.models import Attempt, Mode, Regrade
    from tests import make
    from tests.assessments.course import another_trainee
    from tests.assessments.rekeyed import rekey
    from tests.assessments.test_regrade_many import multiply

    first = make.start(another_trainee(course, "Nomsa Banda"), course.quiz)
    make.submit(first)
    first.refresh_from_db()
    multiply(first, 999)
    theirs = Attempt.objects.filter(enrolment=first.enrolment)
    measured(
        "read and analyse 1,000 attempts x 8", 10, 1, lambda: analyse_quiz(sittings_of(theirs))
    )
    edition = rekey(course.questions[0])
    decision = {"edition": edition, "mode": Mode.NEW, "by": course.bahati, "at": make.NOW}
    measured(
        "mark 1,000 attempts again", 60, 1, lambda: Regrade.apply(**decision, reason="The key.")
    )
    changed = Regrade.objects.get().gradings.count()
    assert changed >= 1000, changed


def bench_roster() -> None:
    """Rosters of people who are all certified, from the rows as handed in to the recorded answers."""
    from certificates.codes import show_number
    from certificates.models import RosterCheck
    from certificates.rosters import read_file, read_paste
    from certificates.rosters.answer import answered_rows
    from curriculum.workbooks import workbook
    from tests import make
    from tests.certificates import papers
    from tests.certificates.programs import Program, make_token
    from tests.certificates.test_roster import copies

    first = papers.nearly_complete(papers.make_trainee(programme=papers.make_programme("p9")))
    made = copies(papers.complete(first).certificates.get(), 10_000)
    numbers = [show_number(each.number) for each in made]
    del made  # a server does not hold them either: the collector would walk through all of them
    chris = make.make_hr("bench-hr", country="XD")
    rows = [["0821234567", number, papers.NAME, "Clinic 7"] for number in numbers]
    more = {"by": chris, "purpose": "Yearly review", "at": make.NOW, "today": make.NOW.date()}

    def check(read, data) -> None:
        roster = read(data)
        asked = [roster.columns.of(row.cells) for row in roster.people]
        done, _ = RosterCheck.objects.answer(asked, **more)
        assert done.counts == {"valid": len(asked)}, done.counts

    few, many = ("\n".join(map("\t".join, some)) for some in (rows[:500], rows))
    measured("check a roster of 500 rows", 0.060, 0.001, lambda: check(read_paste, few), times=3)
    measured("check a roster of 10,000 rows", 5, 1, lambda: check(read_paste, many))
    sheet = workbook({"Roster": rows})
    measured("check a sheet of 10,000 rows", 5, 1, lambda: check(read_file, sheet))
    program = Program(make_token()[1])
    asked = [(number, papers.NAME) for number in numbers]

    def ask() -> None:
        reply = program.many(*asked)
        assert reply.json()["counts"] == {"valid": len(asked)}, reply.content[:200]

    measured("answer 10,000 rows to a program", 5, 1, ask)
    told = [(place, row, "valid") for place, row in enumerate(rows, start=1)]
    measured("write its answer as a sheet", 5, 1, lambda: workbook({"R": answered_rows(told, 0)}))


if __name__ == "__main__":
    main()
