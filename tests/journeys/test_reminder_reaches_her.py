"""A woman says where messages may come and takes it away; HR sends by hand what no machine could."""

import pytest

from tests.journeys.test_trainee_earns_certificate import check_page

pytestmark = pytest.mark.browser
COVERT = "A date in Peer Academy asks for your attention. Sign in when you can."


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_reminder_reaches_her(visit, numbers, scripts):
    thandeka = visit(scripts=scripts).sign_in(numbers[2])
    thandeka.press("Messages to me")
    check_page(thandeka)
    thandeka.page.get_by_text("Let messages come here", exact=True).first.click()
    check_page(thandeka)
    for name in ("address", "again"):
        thandeka.page.fill(f"input[id=sms-{name}]", "+27 00 000 0009")
    thandeka.press("Save")
    check_page(thandeka)
    assert "Messages come to +27000000009." in thandeka.text()
    thandeka.press("Remove it")
    assert "+27000000009" not in thandeka.text()

    chris = visit(scripts=scripts).sign_in("chris")
    chris.press("Messages to send")
    check_page(chris)
    assert COVERT not in chris.text()
    with chris.page.expect_navigation():
        chris.page.get_by_role("button", name="Open").click()
    check_page(chris)
    assert COVERT in chris.text()
    chris.press("I have sent it")
    check_page(chris)
    assert "Nothing to send" in chris.text()
