"""HR places somebody: proposes, is told what is missing, puts it right or asks a second person."""

import datetime as dt

import pytest

from tests.journeys.test_trainee_earns_certificate import check_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_hr_places(visit, numbers, scripts):
    thandeka = visit(scripts=scripts).sign_in(numbers[2])
    thandeka.go("/learn/certificates/")
    number = thandeka.page.locator("h2.number").inner_text()

    chris = visit(scripts=scripts).sign_in("chris")
    chris.press("Placements")
    check_page(chris)
    assert "Thandeka Example" in chris.text()
    chris.press("Placements without a current certificate")
    check_page(chris)
    chris.go("/hr/placements/propose/")
    check_page(chris)
    chris.page.fill("input[name=number]", number)
    today = dt.date.today().isoformat()  # noqa: DTZ011 (what the browser's calendar shows)
    chris.page.fill("input[name=starts_on]", today)
    chris.page.fill("input[name=ends_on]", today)
    chris.page.select_option("select[name=site]", label="demo-2")
    chris.page.select_option("select[name=scope]", label="One-to-one sessions")
    chris.page.fill("input[name=supervisor]", "Grace Example")
    chris.press("Propose it")
    check_page(chris)
    assert "Nobody has noted that her identity document was seen." in chris.text()
    for summary in ("I have seen her identity document", "Place her all the same"):
        chris.page.get_by_text(summary, exact=True).click()
    check_page(chris)
    chris.page.fill("textarea[name=ask-reason]", "Her documents are with the ministry.")
    chris.press("Ask a second person")
    address = chris.page.url

    hope = visit(scripts=scripts).sign_in("hope")
    hope.page.goto(address)
    hope.page.get_by_text("Let it pass as the second person", exact=True).click()
    check_page(hope)
    hope.page.fill("textarea[name=allow-reason]", "The ministry confirmed it by telephone.")
    hope.press("Let it pass")
    hope.press("She has begun")
    check_page(hope)
    assert "Placed" in hope.text()
    hope.press("All her placements")
    check_page(hope)

    thandeka.go("/learn/placements/")
    check_page(thandeka)
    assert "Second demonstration site" in thandeka.text()
