"""What can happen to a certificate after its issue, in which order, and what outsiders read of it."""

import datetime as dt

import pytest

from certificates.models import Certificate, CertificateEvent, CertificateRefused, Status
from certificates.models.certificate_manager import faces_digest
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db
Reason = CertificateRefused.Reason
DAY = dt.timedelta(days=1)
TODAY = make.NOW.date()
LONG_AFTER = dt.date(2199, 1, 1)
WHY = {"by": None, "at": make.NOW, "reason": "Somebody asked."}


@pytest.fixture
def certificate():
    return papers.make_certificate()


def status(certificate, day=TODAY) -> str:
    return Certificate.objects.get(pk=certificate.pk).status_on(day)


def rename(certificate, name: str = "Lindiwe Thandeka Zulu") -> None:
    user = certificate.enrolment.trainee.user
    user.name = name
    user.save()


def refusal(verb, **more):
    with pytest.raises(CertificateRefused) as refused:
        verb(**WHY | more)
    return refused.value.reason


# On hold


def test_hold_begins_and_ends_as_often_as_need_be(certificate):
    seen = [status(certificate)]
    for verb in ("suspend", "reinstate", "suspend", "reinstate"):
        getattr(certificate, verb)(**WHY)
        seen.append(status(certificate))

    assert seen == ["valid", "suspended", "valid", "suspended", "valid"]
    assert (
        make.logged(certificate)[1:]
        == [
            "certificates.suspend",
            "certificates.reinstate",
        ]
        * 2
    )


def test_expired_one_on_hold_is_on_hold_and_afterwards_expired(certificate):
    certificate.suspend(**WHY)
    on_hold = status(certificate, LONG_AFTER)
    certificate.reinstate(**WHY)

    assert (on_hold, status(certificate, LONG_AFTER)) == ("suspended", "expired")


@pytest.mark.parametrize("verb", ["suspend", "revoke"])
def test_same_again_is_quiet(certificate, verb):
    first = getattr(certificate, verb)(**WHY)

    assert getattr(certificate, verb)(**WHY | {"reason": "Again."}) == first
    assert certificate.events.count() == 2


def test_what_is_not_on_hold_cannot_be_reinstated(certificate):
    assert refusal(certificate.reinstate) == Reason.NOT_ON_HOLD
    certificate.suspend(**WHY)
    first = certificate.reinstate(**WHY)
    assert certificate.reinstate(**WHY) == first


# Replaced


def test_replacement_has_the_new_name_and_the_old_dates(certificate):
    rename(certificate)

    new = certificate.replace(**WHY | {"at": make.NOW + DAY})

    assert (new.full.name, certificate.full.name) == ("Lindiwe Thandeka Zulu", papers.NAME)
    assert (new.issued_on, new.expires_on) == (certificate.issued_on, certificate.expires_on)
    assert (new.issued_at, new.replaces, new.sequence) == (make.NOW + DAY, certificate, 2)
    assert new.number != certificate.number
    assert new.status_index != certificate.status_index
    assert [status(certificate), status(new)] == ["replaced", "valid"]
    assert new.matches_name("Zulu, Lindiwe Thandeka")


def test_replacing_twice_is_one_replacement(certificate):
    rename(certificate)
    first = certificate.replace(**WHY)

    assert certificate.replace(**WHY) == first
    assert Certificate.objects.count() == 2


def test_name_must_be_corrected_first(certificate):
    assert refusal(certificate.replace) == Reason.SAME_NAME
    assert (Certificate.objects.count(), status(certificate)) == (1, "valid")


def test_replacement_is_not_issued_again_by_completing(certificate):
    """The enrolment has its certificate: whoever issues what waits issues nothing."""
    rename(certificate)
    certificate.replace(**WHY)

    assert Certificate.objects.issue(certificate.enrolment, at=make.NOW)[1] is False


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "revoke", "replace"])
@pytest.mark.parametrize("ended_by", ["revoke", "replace"])
def test_after_its_end_nothing_can_be_changed(certificate, ended_by, verb):
    rename(certificate)
    getattr(certificate, ended_by)(**WHY)
    if verb == ended_by:
        return  # the same again is quiet

    assert refusal(getattr(certificate, verb)) == Reason.ENDED


@pytest.mark.parametrize("verb", ["suspend", "reinstate", "revoke", "replace", "erase"])
def test_everything_that_takes_something_needs_a_reason(certificate, verb):
    rename(certificate)

    assert refusal(getattr(certificate, verb), reason="  ") == Reason.NO_REASON
    assert certificate.events.count() == 1


# Renewed


def test_refresher_is_linked_and_both_answer_for_themselves(certificate):
    enrolment = certificate.enrolment
    later = make.NOW + 365 * DAY
    again = type(enrolment).objects.create(
        trainee=enrolment.trainee,
        programme=enrolment.programme,
        edition=enrolment.edition,
        state="completed",
        enrolled_at=later,
        completed_at=later,
    )

    new, _ = Certificate.objects.issue(again, at=later)

    assert (new.renews, new.expires_on > certificate.expires_on) == (certificate, True)
    assert [status(certificate), status(new)] == ["valid", "valid"]


# Erased


def test_erasing_empties_name_and_papers_and_nothing_else(certificate):
    certificate.make_files(at=make.NOW)
    file = certificate.files.get(kind="full")
    before = (certificate.number, certificate.issued_on, certificate.expires_on)

    certificate.erase(**WHY)

    kept = Certificate.objects.get(pk=certificate.pk)
    assert (kept.number, kept.issued_on, kept.expires_on) == before
    assert (kept.full.name, kept.neutral.name, kept.salt, kept.name_check) == ("", "", "", "")
    assert (kept.full.programme, kept.erased_at) == (papers.PROGRAMME, make.NOW)
    with pytest.raises(ValueError, match="Fernet"):
        type(file).objects.get(pk=file.pk).pdf  # noqa: B018
    assert list(Certificate.objects.without_files()) == []


def test_erased_one_matches_no_name_any_more(certificate):
    certificate.erase(**WHY)
    kept = Certificate.objects.get(pk=certificate.pk)

    assert [kept.matches_name(name) for name in (papers.NAME, "")] == [False, False]


def test_erasing_twice_is_quiet_and_keeps_the_first_moment(certificate):
    certificate.erase(**WHY)
    certificate.erase(**WHY | {"at": make.NOW + DAY})

    assert certificate.erased_at == make.NOW
    assert certificate.events.filter(kind=CertificateEvent.Kind.ERASED).count() == 1


def test_hash_in_the_log_does_not_give_the_name_away_after_erasing(certificate):
    """With the salt a guess could be tried; it is gone with the name."""
    logged = certificate.events.get(kind="issued").entry.content["faces"]
    assert faces_digest(certificate) == logged
    faces = certificate.faces

    certificate.erase(**WHY)
    certificate.faces = faces

    assert faces_digest(certificate) != logged


# Outsiders


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Status.VALID, "Current"),
        (Status.EXPIRED, "Expired"),
        (Status.SUSPENDED, "Cannot be confirmed at present"),
        (Status.REVOKED, "Withdrawn"),
        (Status.REPLACED, "Withdrawn"),
    ],
)
def test_outsiders_read_four_words_and_no_reason(state, words):
    assert state.outsiders == words


def test_bits_of_the_status_lists_follow_the_events(certificate):
    on_hold, ended, replaced = (papers.make_certificate(name=f"Ama {n}") for n in "ABC")
    on_hold.suspend(**WHY)
    ended.suspend(**WHY)
    ended.revoke(**WHY)
    rename(replaced)
    replaced.replace(**WHY)

    assert set(Certificate.objects.with_bit("suspension")) == {on_hold}
    assert set(Certificate.objects.with_bit("revocation")) == {ended, replaced}
