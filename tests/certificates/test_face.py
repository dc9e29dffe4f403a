import calendar
import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.face import FULL, KINDS, NEUTRAL, Design, Face, both_faces, expiry

thorough = settings(max_examples=500, deadline=None, derandomize=True)
days = st.dates(dt.date(1990, 1, 1), dt.date(2300, 12, 31))
months = st.integers(0, 600)
words = st.text(max_size=20)
editions = st.fixed_dictionaries(
    {
        "title": words,
        "neutral_title": words,
        "level": words,
        "hours": st.integers(0, 5000),
        "modules": st.lists(st.fixed_dictionaries({"code": words, "title": words}), max_size=4),
    }
)
EDITION = {
    "title": "Mentor Mother Foundation Programme",
    "neutral_title": "Certificate in Community Peer Education",
    "level": "Foundation",
    "hours": 120,
    "modules": [
        {"code": "m1", "title": "Foundations of HIV"},
        {"code": "m2", "title": "Sharing a status safely"},
    ],
}
SHARED = {
    "number": "7K3M-9QWX-2BTE-9",
    "name": "Lindiwe Dlamini",
    "level": "Foundation",
    "hours": 120,
    "issued_on": "2026-03-02",
    "expires_on": "2028-03-02",
    "verify_at": "https://peer.example/verify/",
    "language": "en",
    "demonstration": False,
    "second": None,
    "organisation": "Peer Academy",
    "signatories": [],
    "logo": "",
    "seal": "",
}

PLAIN = Design()
RICH = Design(
    language="pt",
    second="en",
    organisation="Mothers in Health",
    signatories=(("Nomsa Dube", "Director of training"),),
    logo="a" * 64,
    seal="b" * 64,
)
PORTUGUESE = {
    "title": "Programa de Base de Mães Mentoras",
    "neutral_title": "Certificado em Educação Comunitária",
    "level": "Básico",
    "modules": {"m1": "Fundamentos do VIH"},
}


def _faces(edition: dict = EDITION, design: Design = PLAIN) -> dict[str, Face]:
    return both_faces(
        number="7K3M-9QWX-2BTE-9",
        name="Lindiwe Dlamini",
        edition=edition,
        issued_on=dt.date(2026, 3, 2),
        expires_on=dt.date(2028, 3, 2),
        verify_at="https://peer.example/verify/",
        design=design,
        demonstration=False,
    )


def test_neutral_face_says_neutral_title_and_codes_only():
    assert _faces()[NEUTRAL].as_json() == SHARED | {
        "kind": "neutral",
        "programme": "Certificate in Community Peer Education",
        "modules": ["M1", "M2"],
    }


def test_full_face_names_programme_and_modules():
    assert _faces()[FULL].as_json() == SHARED | {
        "kind": "full",
        "programme": "Mentor Mother Foundation Programme",
        "modules": ["M1 Foundations of HIV", "M2 Sharing a status safely"],
    }


def test_there_are_two_faces():
    assert tuple(_faces()) == KINDS == ("neutral", "full")


@given(editions, words, words)
@thorough
def test_neutral_face_is_the_same_whatever_the_true_titles(edition, title, module_title):
    """It cannot disclose what it does not depend on."""
    modules = [module | {"title": module_title} for module in edition["modules"]]
    retitled = edition | {"title": title, "modules": modules}

    assert _faces(retitled)[NEUTRAL] == _faces(edition)[NEUTRAL]


@given(editions)
@thorough
def test_faces_survive_as_json(edition):
    for face in _faces(edition).values():
        assert Face.from_json(json.loads(json.dumps(face.as_json()))) == face


def test_faces_of_a_rich_design_survive_as_json():
    edition = EDITION | {"translations": {"pt": PORTUGUESE}}
    for face in _faces(edition, RICH).values():
        assert Face.from_json(json.loads(json.dumps(face.as_json()))) == face
    assert Design.from_json(json.loads(json.dumps(RICH.as_json()))) == RICH


def test_a_face_from_before_there_were_designs_is_read():
    stored = _faces()[FULL].as_json()
    for field in ("second", "organisation", "signatories", "logo", "seal"):
        del stored[field]

    assert Face.from_json(stored) == _faces()[FULL]


def test_a_paper_in_two_languages_says_titles_in_both():
    faces = _faces(EDITION | {"translations": {"pt": PORTUGUESE}}, RICH)

    assert faces[FULL].programme == "Programa de Base de Mães Mentoras"
    assert faces[FULL].modules == ("M1 Fundamentos do VIH", "M2 Sharing a status safely")
    assert faces[FULL].second == {
        "language": "en",
        "programme": "Mentor Mother Foundation Programme",
        "level": "Foundation",
    }
    assert faces[NEUTRAL].programme == "Certificado em Educação Comunitária"
    assert faces[NEUTRAL].second["programme"] == "Certificate in Community Peer Education"


def test_neutral_face_has_emblems_only_where_they_tell_nothing():
    quiet, open_ = _faces(design=RICH), _faces(design=replace(RICH, is_neutral=True))

    for faces in (quiet, open_):
        assert (faces[FULL].organisation, faces[FULL].logo) == ("Mothers in Health", "a" * 64)
    assert (quiet[NEUTRAL].organisation, quiet[NEUTRAL].logo, quiet[NEUTRAL].seal) == (
        "Peer Academy",
        "",
        "",
    )
    assert quiet[NEUTRAL].signatories == RICH.signatories
    assert (open_[NEUTRAL].organisation, open_[NEUTRAL].seal) == ("Mothers in Health", "b" * 64)


def test_face_cannot_be_changed():
    with pytest.raises(AttributeError, match="cannot assign to field 'name'"):
        _faces()[NEUTRAL].name = "Dede Banda"


@pytest.mark.parametrize(
    ("issued_on", "valid_months", "last_day"),
    [
        ("2026-03-02", 24, "2028-03-02"),
        ("2028-02-29", 24, "2030-02-28"),
        ("2028-02-29", 48, "2032-02-29"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2027-02-28", 12, "2028-02-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-01-31", 11, "2026-12-31"),
        ("2026-05-15", 0, "2026-05-15"),
    ],
)
def test_expiry_is_the_same_day_or_the_months_last(issued_on, valid_months, last_day):
    issued_on = dt.date.fromisoformat(issued_on)

    assert expiry(issued_on, valid_months) == dt.date.fromisoformat(last_day)


@given(days, months)
@thorough
def test_expiry_falls_in_the_right_month(issued_on, valid_months):
    last_day = expiry(issued_on, valid_months)
    months_between = (last_day.year - issued_on.year) * 12 + last_day.month - issued_on.month
    _, longest = calendar.monthrange(last_day.year, last_day.month)

    assert months_between == valid_months
    assert last_day.day == min(issued_on.day, longest)


@given(days, days, months)
@thorough
def test_who_finishes_later_never_expires_earlier(one, other, valid_months):
    earlier, later = sorted([one, other])

    assert expiry(earlier, valid_months) <= expiry(later, valid_months)
