"""HR looks a certificate up, withdraws it, and everybody who checks it learns that it is withdrawn."""

import pytest

from tests.journeys.test_trainee_earns_certificate import check_page

pytestmark = pytest.mark.browser


def ask(visitor, number: str, name: str) -> str:
    """What the anonymous page answers."""
    visitor.go("/verify/")
    check_page(visitor)
    visitor.page.fill("input[name=number]", number)
    visitor.page.fill("input[name=name]", name)
    visitor.press("Check")
    check_page(visitor)
    return visitor.text()


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_hr_verifies_and_revokes(visit, numbers, scripts):
    thandeka = visit(scripts=scripts).sign_in(numbers[2])
    thandeka.press("See your certificate")
    number = thandeka.page.locator("h2.number").inner_text()
    anybody = visit(scripts=scripts)
    assert "Matches. Current." in ask(anybody, number, "Thandeka Example")
    assert "No match" in ask(anybody, number, "Lindiwe Example")

    chris = visit(scripts=scripts).sign_in("chris")
    check_page(chris)
    chris.page.fill("input[name=number]", number.replace("-", " ").lower())
    chris.press("Look it up")
    assert "Thandeka Example" in chris.text()
    check_page(chris)
    chris.page.get_by_text("Withdraw this certificate").click()
    chris.page.fill("#revoke-reason", "The identity document was not hers.")
    chris.press("Withdraw it")
    assert "is withdrawn" in chris.page.inner_text("body")

    answer = ask(anybody, number, "Thandeka Example")
    assert "Matches. Withdrawn." in answer
    assert "identity document was not hers" not in answer
    chris.go("/hr/look-ups/")
    check_page(chris)
    assert "Somebody outside" in chris.text()
