"""How ``models/verification.py`` asks to wait after wrong look-ups."""

import datetime as dt

import pytest

from certificates.models import Answer, Verification
from curriculum.models import Country
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
UNKNOWN = "0000-0000-0000-0"
NOW = make.NOW
MINUTE = dt.timedelta(minutes=1)
TODAY = NOW.date()


def _ask(number: str, name: str = papers.NAME, address: str = "192.0.2.1", at=NOW):
    return Verification.objects.ask(number=number, name=name, address=address, at=at, today=TODAY)


def _miss(times: int, number: str = UNKNOWN, address: str = "192.0.2.1", at=NOW) -> list[Answer]:
    return [_ask(number, "Nobody", address, at)[0] for _ in range(times)]


@pytest.fixture
def certificate():
    return papers.make_certificate()


def test_five_misses_at_one_number_ask_to_wait_everywhere(certificate):
    number = str(certificate)
    for place in range(5):
        assert _miss(1, number, f"192.0.2.{place}") == [Answer.NO_MATCH]

    assert _ask(number, address="198.51.100.9") == (Answer.WAIT, None)


def test_five_misses_from_one_address_ask_to_wait_for_every_number(certificate):
    for place in range(5):
        assert _miss(1, f"wrong {place}") == [Answer.NO_MATCH]

    assert _ask(str(certificate)) == (Answer.WAIT, None)


def test_four_misses_do_not_ask_to_wait(certificate):
    _miss(4)

    assert _ask(str(certificate)) == (Answer.VALID, certificate)


def test_other_number_from_another_address_need_not_wait(certificate):
    assert _miss(6) == [Answer.NO_MATCH] * 5 + [Answer.WAIT]

    assert _ask(str(certificate), address="198.51.100.9") == (Answer.VALID, certificate)


def test_without_the_limit_the_right_answer_comes(certificate, monkeypatch):
    """The twin: only the count stands between the sixth try and the answer."""
    monkeypatch.setattr("certificates.models.verification.MISSES", 100)
    _miss(5, str(certificate))

    assert _ask(str(certificate)) == (Answer.VALID, certificate)


def test_waiting_ends_ten_minutes_after_the_misses(certificate):
    _miss(5)

    assert _ask(str(certificate), at=NOW + 10 * MINUTE)[0] == Answer.WAIT
    later = NOW + 10 * MINUTE + dt.timedelta(microseconds=1)
    assert _ask(str(certificate), at=later) == (Answer.VALID, certificate)


def test_waiting_is_recorded_and_does_not_prolong_itself(certificate):
    _miss(5)
    _miss(3, at=NOW + 9 * MINUTE)

    answers = list(Verification.objects.order_by("pk").values_list("answer", flat=True))
    assert answers == ["no_match"] * 5 + ["wait"] * 3
    assert _ask(str(certificate), at=NOW + 11 * MINUTE)[0] == Answer.VALID


def test_malformed_numbers_wait_like_any_other():
    assert _miss(6, "no number") == [Answer.NO_MATCH] * 5 + [Answer.WAIT]


def test_askers_without_an_address_do_not_wait_for_each_other(certificate):
    for place in range(5):
        _miss(1, f"wrong {place}", address="")

    assert _ask(str(certificate), address="") == (Answer.VALID, certificate)


def test_hr_misses_keep_nobody_outside_waiting(certificate):
    chris = make.make_hr(country=Country.KENYA)
    for _ in range(5):
        Verification.objects.look_up(
            number=str(certificate), by=chris, purpose="Yearly review", at=NOW, today=TODAY
        )

    assert _ask(str(certificate)) == (Answer.VALID, certificate)
