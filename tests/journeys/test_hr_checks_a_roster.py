"""HR finds who needs a refresher, checks a roster, takes the answer home and hands it in again."""

import io

import pytest
from openpyxl import load_workbook

from tests.journeys.test_trainee_earns_certificate import check_page

pytestmark = pytest.mark.browser


def download(visitor, words: str) -> bytes:
    with visitor.page.expect_download() as begun:
        visitor.find(words).click()
    return begun.value.path().read_bytes()


def rows(file: bytes) -> list[list]:
    return [[cell.value for cell in row] for row in load_workbook(io.BytesIO(file)).worksheets[0]]


@pytest.mark.parametrize("scripts", [False, True], ids=["scripts off", "scripts on"])
def test_hr_checks_a_roster(visit, scripts):
    chris = visit(scripts=scripts, width=320).sign_in("chris")
    chris.press("Lists")
    check_page(chris)
    chris.page.select_option("select[name=kind]", "refresher")
    chris.press("Show")
    check_page(chris)
    number = chris.page.locator("th.number").inner_text()
    chris.page.get_by_text("This list as a file").click()
    check_page(chris)
    assert [row[0] for row in rows(download(chris, "Make the file"))] == ["Certificate", number]

    chris.go("/hr/")
    chris.press("Check a roster")
    check_page(chris)
    roster = (
        f"Phone\tName\tCert no\n0821\tZodwa Example\t{number}\n\tNobody Example\t0000-0000-0000-0"
    )
    chris.page.fill("textarea[name=pasted]", "Name\tPhone\nZodwa\t1")
    chris.press("Check them")
    assert "The columns were not found." in chris.text()
    check_page(chris)
    chris.page.fill("textarea[name=pasted]", roster)
    chris.press("Check them")
    check_page(chris)
    assert "2 people were checked." in chris.text()
    answer = download(chris, "Download as a spreadsheet")
    assert [row[:4] for row in rows(answer)] == [
        ["Phone", "Name", "Cert no", "Status"],
        ["0821", "Zodwa Example", number, "Valid"],
        [None, "Nobody Example", "0000-0000-0000-0", "No match"],
    ]

    chris.press("Check another roster")
    sheet = {"name": "people.xlsx", "mimeType": "application/x", "buffer": answer}
    chris.page.set_input_files("input[name=file]", sheet)
    chris.press("Check them")
    assert "2 people were checked." in chris.text()
    chris.go("/hr/look-ups/")
    check_page(chris)
    assert "(roster)" in chris.text()
