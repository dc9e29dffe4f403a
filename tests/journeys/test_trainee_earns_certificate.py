"""A trainee studies, sits the quizzes, is observed by two trainers, and holds a certificate that checks.

Once the whole programme, without scripts; once its last module, with scripts and every page looked at.
"""

import io
import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from assessments import grading
from tests.journeys.conftest import Visitor
from tests.served import manage, rows

pytestmark = pytest.mark.browser
AXE = Axe()
TRAINERS = ("bahati", "tendai")
PAPER = """SELECT p.id, e.content FROM assessments_paperquestion p
    JOIN assessments_questionedition e ON e.id = p.question_id
    JOIN assessments_attempt a ON a.id = p.attempt_id WHERE a.uuid = %s"""
#: Everything but the last module, through the same verbs that her trainers' pages use.
AHEAD = """
from django.utils import timezone
from home import demonstration
from trainees.models import Enrolment, User
enrolment = Enrolment.objects.get(trainee__user__username="{number}")
trainer = User.objects.get(username="tendai")
for module in demonstration.modules(enrolment)[:-1]:
    demonstration.complete(enrolment, module, trainer, timezone.now())
"""


def right_answers(database: Path, attempt: str) -> dict[int, dict]:
    """What to answer to each question of a paper, by its id."""
    paper = rows(database, PAPER, (attempt.replace("-", ""),))
    return {
        pk: grading.right_answer(grading.Question.from_json(json.loads(content)))
        for pk, content in paper
    }


def study_module(trainee: Visitor) -> None:
    """From the desk: open the lesson it names and study to the end of the module."""
    trainee.press("Open the lesson")
    for _ in range(12):
        if trainee.page.get_by_role("button", name="I have studied this lesson").count() == 0:
            break
        check_page(trainee)
        trainee.press("I have studied this lesson")
    assert trainee.page.url == f"{trainee.origin}/learn/"


def sit_quiz(trainee: Visitor, database: Path) -> bool:
    """From the desk: sit the quiz it names with right answers. Whether a trainer must mark some of it."""
    trainee.press("Go to the quiz")
    check_page(trainee)
    trainee.press("Start the quiz")
    check_page(trainee)
    attempt = trainee.page.url.rstrip("/").rpartition("/")[2]
    for pk, answer in right_answers(database, attempt).items():
        fill(trainee.page, f"q{pk}", answer)
    trainee.press("Hand in my answers")
    check_page(trainee)
    waits = "Passed" not in trainee.text()
    assert not waits or "Waits for your trainer" in trainee.text()
    trainee.press("See what comes next")
    return waits


def fill(page, name: str, answer: dict) -> None:
    """Answer one question, or one gap of it, as its page asks."""
    for uid in answer.get("chosen", []):
        field = page.locator(f"[name={name!r}]")
        if field.first.evaluate("each => each.localName") == "select":
            field.select_option(uid)
        else:
            page.locator(f"[name={name!r}][value={uid!r}]").check()
    for part in ("pairs", "places"):
        for uid, value in answer.get(part, {}).items():
            page.locator(f"[name='{name}-{uid}']").select_option(str(value))
    for kind in ("number", "text"):
        if kind in answer:
            page.locator(f"[name={name!r}]").fill(answer[kind])
    for uid, inner in answer.get("gaps", {}).items():
        fill(page, f"{name}-{uid}", inner)


def mark(trainer: Visitor) -> None:
    """The trainer gives every point to what waits longest."""
    trainer.go("/desk/marking/")
    with trainer.page.expect_navigation():
        trainer.page.locator("tbody a").first.click()
    check_page(trainer)
    for row in trainer.page.locator("fieldset.points").all():
        choices = row.locator("input").all()
        max(choices, key=lambda choice: int(choice.get_attribute("value"))).check()
    trainer.press("Give these points")
    assert "She has passed." in trainer.page.inner_text("body")


def be_observed(trainer: Visitor, number: str, module: str) -> None:
    """The trainer ticks every step of the module's checklist and rates the whole."""
    trainer.go(f"/desk/people/{number}/")
    check_page(trainer)
    trainer.press(f"Observe {module}")
    check_page(trainer)
    for box in trainer.page.locator("input[name=step]").all():
        box.check()
    trainer.page.get_by_label("Good", exact=True).check()
    trainer.press("Finish the observation")
    assert "Competent" in trainer.text()
    check_page(trainer)


def sign_the_rules(trainee: Visitor) -> None:
    """From the desk: read the code of conduct and sign it."""
    trainee.press("Code of conduct")
    check_page(trainee)
    trainee.page.get_by_label("I have read these rules and will keep them").check()
    trainee.press("Sign")
    assert "Sign the code of conduct" not in trainee.text()


def write_down_contacts(trainer: Visitor, number: str, places: range) -> None:
    """The trainer writes down contacts that she saw today; ``places``: which of the fifteen."""
    trainer.go(f"/desk/people/{number}/")
    trainer.press("Practicum log")
    for place in places:
        trainer.page.get_by_label("Kind of contact").select_option("Feeding the baby")
        trainer.press("I saw this")
        assert f"{place} of 15" in trainer.text()
    check_page(trainer)


def check_page(visitor: Visitor) -> None:
    """With scripts on: nothing scrolls sideways and axe finds nothing."""
    if visitor.scripts:
        assert not visitor.scrolls_sideways(), visitor.page.url
        found = AXE.run(visitor.page)
        assert found.violations_count == 0, f"{visitor.page.url}\n{found.generate_report()}"


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_trainee_earns_certificate(visit, numbers, database, scripts):
    if scripts:
        manage(database.parent, "shell", "-v0", "-c", AHEAD.format(number=numbers[0]))
    lindiwe = visit(scripts=scripts).sign_in(numbers[0])
    trainers = [visit(scripts=scripts).sign_in(name) for name in TRAINERS]
    check_page(lindiwe)

    sign_the_rules(lindiwe)
    for place in range(10 if scripts else 0, 11):
        study_module(lindiwe)
        if sit_quiz(lindiwe, database):
            mark(trainers[place % 2])
        skills = [f"M{place + 1}"] if place < 10 else [f"M11-{number}" for number in (1, 2, 3, 4)]
        for skill in skills:
            be_observed(trainers[place % 2], numbers[0], skill)
        lindiwe.go("/learn/")

    assert "Practicum: 0 of 15 contacts seen by a trainer." in lindiwe.text()
    write_down_contacts(trainers[0], numbers[0], range(1, 9))
    write_down_contacts(trainers[1], numbers[0], range(9, 16))
    lindiwe.go("/learn/")
    assert "You have completed the programme" in lindiwe.text()
    lindiwe.press("See your certificate")
    check_page(lindiwe)
    with lindiwe.page.expect_download() as download:
        lindiwe.find("Download my certificate").click()
    shown = lindiwe.page.locator("h2.number").inner_text()
    assert download.value.suggested_filename == shown.replace("-", "") + ".pdf"
    pdf = PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    printed = pdf.pages[0].extract_text()
    assert len(pdf.pages) == 1
    assert shown in printed
    assert "Lindiwe Example" in printed

    anybody = visit(scripts=scripts)
    anybody.go("/verify/")
    anybody.page.fill("input[name=number]", shown.lower())
    anybody.page.fill("input[name=name]", "example lindiwe")
    anybody.press("Check")
    assert "Matches. Current." in anybody.text()
    check_page(anybody)
