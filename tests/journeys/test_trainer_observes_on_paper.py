"""A trainer makes a sheet of paper, and types it in afterwards on the smallest phone."""

import pytest

from tests.journeys.test_trainee_earns_certificate import check_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_trainer_observes_on_paper(visit, numbers, scripts):
    bahati = visit(width=320, scripts=scripts).sign_in("bahati")
    bahati.go(f"/desk/people/{numbers[0]}/")
    bahati.press("Make a paper sheet for M2")
    check_page(bahati)
    code = bahati.page.inner_text(".phrase")
    assert "Lindiwe" not in bahati.text()

    bahati.press("Paper sheets")
    check_page(bahati)
    bahati.page.fill("input[name=code]", code.lower().replace("-", " "))
    bahati.page.get_by_label("I watched this myself").check()
    bahati.press("Go on to the steps")
    check_page(bahati)
    for box in bahati.page.locator("input[name=step]").all():
        box.check()
    bahati.press("Save and go on later")
    day = bahati.page.locator("input[name=seen_on]")
    day.fill(day.get_attribute("max"))
    bahati.page.get_by_label("Good", exact=True).check()
    bahati.press("Finish the observation")

    assert "10 of 10 steps done. On the whole: Good." in bahati.text()
    assert f"on the paper sheet {code}" in bahati.text()
    check_page(bahati)
