"""Finding number and name (``rosters/columns.py``)."""

import pytest

from certificates.codes import check_character, show_number
from certificates.rosters.columns import (
    ALL,
    Columns,
    by_cells,
    by_titles,
    looks_like_name,
    looks_like_number,
    plain_title,
    score,
)
from curriculum.tables import Row


def number(place: int) -> str:
    body = f"{place:012d}"
    return show_number(body + check_character(body))


ONE, TWO = number(1), number(2)


def rows(*cells):
    return [Row(place, tuple(row)) for place, row in enumerate(cells, start=1)]


def titled(*titles):
    found = by_titles(rows(titles, ["1", ONE, "x", TWO]), 10)
    return found and found[0]


@pytest.mark.parametrize(
    ("cell", "plain"),
    [
        ("Certificate Number", "certificate number"),
        ("  CERT_NO. ", "cert no"),
        ("Cert. №", "cert no"),
        ("Certificate #", "certificate no"),
        ("N° certificat", "no certificat"),
        ("Número do certificado", "numero do certificado"),
        ("Prénom", "prenom"),
        ("", ""),
    ],
)
def test_titles_are_compared_without_case_accents_and_signs(cell, plain):
    assert plain_title(cell) == plain


def test_titles_are_written_as_they_are_compared():
    assert {title for title in ALL if plain_title(title) != title} == set()


@pytest.mark.parametrize(
    ("titles", "columns"),
    [
        (("Certificate number", "Name"), Columns(0, (1,))),
        (("name", "CERT NO"), Columns(1, (0,))),
        (("Full name", "Phone number", "certificate_no"), Columns(2, (0,))),
        (("Surname", "First name", "Certificate"), Columns(2, (0, 1))),
        (("Name", "Surname", "Certificate"), Columns(2, (0, 1))),
        (("Full name", "Surname", "Certificate"), Columns(2, (0,))),
        (("Nome completo", "Número do certificado"), Columns(1, (0,))),
        (("Nom", "Prénom", "N° de certificat"), Columns(2, (0, 1))),
        (("Jina kamili", "Namba ya cheti"), Columns(1, (0,))),
        (("Certificate", "Certificate number", "Name"), Columns(1, (2,))),
    ],
)
def test_columns_are_found_by_their_titles(titles, columns):
    assert titled(*titles) == columns


def test_of_two_like_titles_the_cells_decide():
    assert titled("No.", "Number", "Name") == Columns(1, (2,))
    assert titled("No.", "Cell", "Name", "Code") == Columns(3, (2,))
    assert by_titles(rows(["No.", "No.", "Name"], ["1", "2", "x"]), 10)[0] == Columns(0, (2,))


@pytest.mark.parametrize("titles", [("Name", "Phone"), ("Certificate number", "Phone"), ("x",)])
def test_a_title_missing_is_none_at_all(titles):
    assert titled(*titles) is None


def test_titles_may_stand_below_others_but_not_far_below():
    above = [["Staff of 2099"], [], ["Certificate", "Name"]]

    assert by_titles(rows(*above, [ONE, "x"]), 10)[1].number == 3
    assert by_titles(rows(*above, [ONE, "x"]), 2) is None


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [
        (ONE, True),
        (ONE.lower().replace("-", " "), True),
        (ONE[:-1] + "X", True),
        ("O" + ONE[1:], True),
        (ONE[:-2], False),
        ("ABCDEFGHJKMNP", False),
        ("0821234567", False),
        ("", False),
    ],
)
def test_numbers_are_known_by_their_look(cell, is_one):
    assert looks_like_number(cell) is is_one


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [("Lindiwe", True), ("Ng'ang'a, W.", True), ("a@b.org", False), ("12", False), ("--", False)],
)
def test_names_are_known_by_their_look(cell, is_one):
    assert looks_like_name(cell) is is_one


def test_without_titles_the_cells_tell():
    people = rows(["Clinic", "Lindiwe Dlamini", "0821", ONE], ["Clinic", "Mary Phiri", "0822", TWO])

    assert by_cells(people) == Columns(3, (1,))


def test_one_word_is_a_name_where_there_is_nothing_better():
    assert by_cells(rows([ONE, "Lindiwe"])) == Columns(0, (1,))


@pytest.mark.parametrize("row", [["Lindiwe Dlamini", "x"], [ONE, "12"], []])
def test_without_numbers_or_names_nothing_is_found(row):
    assert by_cells(rows(row)) is None


def test_score_counts_titles_and_numbers():
    assert score(["Name", "Phone", ONE, ""]) == 2


def test_a_name_of_several_columns_is_put_together():
    columns = Columns(0, (1, 3))

    assert columns.of((f" {ONE} ", " Lindiwe", "x", "Dlamini ")) == (ONE, "Lindiwe Dlamini")
    assert columns.of((ONE, "", "x", "Dlamini")) == (ONE, "Dlamini")
    assert columns.of((ONE,)) == (ONE, "")
