"""A trainee studies, sits quizzes, is seen by two trainers, and holds a certificate that checks."""

import io
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from home.files import read_folder
from tests.conftest import ROOT
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.browser
AXE = Axe()


def right_answers() -> dict[str, list[str]]:
    """From the wording of each starter question to the words of its right options, or its number.

    A question and its twin may be worded alike; then both their right options are listed.
    """
    files = read_folder(Path(ROOT / "curriculum" / "starter"))
    answers = {}
    for module in files.modules:
        for question in module.questions:
            row = question.values
            right = [each["text"] for each in row.get("options", []) if each.get("correct")]
            stem = " ".join(row["stem"].split())
            answers.setdefault(stem, []).extend(right or [str(row["answer"])])
    return answers


def study_module(trainee: Visitor) -> None:
    """From the desk: open the lesson it names and study to the end of the module."""
    trainee.press("Open the lesson")
    for _ in range(12):
        if trainee.page.get_by_role("button", name="I have studied this lesson").count() == 0:
            break
        check_page(trainee)
        trainee.press("I have studied this lesson")
    assert trainee.page.url == f"{trainee.origin}/learn/"


def sit_quiz(trainee: Visitor) -> None:
    """From the desk: sit the quiz it names with right answers."""
    answers = right_answers()
    trainee.press("Go to the quiz")
    check_page(trainee)
    trainee.press("Start the quiz")
    check_page(trainee)
    for question in trainee.page.locator(".question").all():
        stem = question.locator("legend").inner_text().partition(". ")[2]
        for right in answers[" ".join(stem.split())]:
            number = question.locator("input.short")
            if number.count():
                number.fill(right)
            for option in question.get_by_label(right, exact=True).all():
                option.check()
    trainee.press("Hand in my answers")
    assert "Passed" in trainee.text()
    check_page(trainee)
    trainee.press("See what comes next")


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
def test_trainee_earns_certificate(visit, numbers, scripts):
    lindiwe = visit(scripts=scripts).sign_in(numbers[0])
    trainers = [visit(scripts=scripts).sign_in(name) for name in ("bahati", "tendai")]

    sign_the_rules(lindiwe)
    for place, module in enumerate(["M2", "M4", "M5"]):
        check_page(lindiwe)
        study_module(lindiwe)
        sit_quiz(lindiwe)
        assert "Ask your trainer" in lindiwe.text() or place < 2
        be_observed(trainers[place % 2], numbers[0], module)
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
