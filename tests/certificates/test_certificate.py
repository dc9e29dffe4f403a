"""The record: issued once, frozen, withdrawn once. Its files: ``test_certificate_files.py``."""

import datetime as dt
import random

import pytest
from django.db import IntegrityError, transaction

from certificates.codes import read_number
from certificates.face import FULL, NEUTRAL
from certificates.models import Certificate, CertificateEvent, CertificateRefused, Status
from curriculum.models import ModulePage, ProgrammePage
from home import roles
from tests import make
from tests.certificates import papers
from trainees.signals import enrolment_completed

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def nobody_issues():
    """Completions without a certificate, for tests that issue by hand."""
    from certificates.receivers import issue_for_completion

    enrolment_completed.disconnect(dispatch_uid="certificates.issue")
    yield
    enrolment_completed.connect(issue_for_completion, dispatch_uid="certificates.issue")


@pytest.fixture
def completed(nobody_issues):
    return papers.complete(papers.nearly_complete(papers.make_trainee()))


def _kinds(certificate: Certificate) -> list[str]:
    return list(certificate.events.values_list("kind", flat=True))


# Issue


def test_issue_writes_certificate_event_and_log(completed):
    certificate, is_new = Certificate.objects.issue(completed, at=make.NOW + DAY)

    certificate.refresh_from_db()
    assert (is_new, certificate.enrolment, certificate.sequence) == (True, completed, 1)
    assert certificate.issued_at == make.NOW + DAY
    assert _kinds(certificate) == ["issued"]
    assert make.logged(certificate) == ["certificates.issue"]


def test_issue_dates_from_the_completion(completed):
    certificate, _ = Certificate.objects.issue(completed, at=make.NOW + 30 * DAY)

    assert certificate.issued_on == dt.date(2099, 3, 2)
    assert certificate.expires_on == dt.date(2101, 3, 2)


def test_issue_dates_in_the_installations_time_zone():
    late = dt.datetime(2096, 2, 28, 22, 30, tzinfo=dt.UTC)  # half past midnight in Johannesburg

    certificate = papers.make_certificate(at=late)

    assert certificate.issued_on == dt.date(2096, 2, 29)
    assert certificate.expires_on == dt.date(2098, 2, 28)


def test_issue_freezes_both_faces(completed, settings):
    settings.ORIGIN = "https://peer.example"
    certificate, _ = Certificate.objects.issue(completed, at=make.NOW)

    shared = {
        "number": str(certificate),
        "name": papers.NAME,
        "level": "Foundation",
        "hours": 120,
        "issued_on": "2099-03-02",
        "expires_on": "2101-03-02",
        "verify_at": "https://peer.example/verify/",
        "language": "en",
        "demonstration": True,
        "second": None,
        "organisation": "Peer Academy",
        "signatories": [],
        "logo": "",
        "seal": "",
    }
    neutral = {"kind": "neutral", "programme": papers.NEUTRAL_PROGRAMME, "modules": ["M1"]}
    full = {"kind": "full", "programme": papers.PROGRAMME, "modules": [f"M1 {papers.MODULE}"]}
    certificate.refresh_from_db()
    assert certificate.faces == {NEUTRAL: shared | neutral, FULL: shared | full}
    assert certificate.neutral.as_json() == shared | neutral
    assert certificate.full.as_json() == shared | full


def test_issue_twice_returns_the_first(completed):
    first, _ = Certificate.objects.issue(completed, at=make.NOW)
    second, is_new = Certificate.objects.issue(completed, at=make.NOW + DAY)

    assert (second, second.issued_at, is_new) == (first, make.NOW, False)
    assert Certificate.objects.count() == 1
    assert _kinds(first) == ["issued"]
    assert make.logged(first) == ["certificates.issue"]


def test_database_refuses_a_second_certificate(completed):
    """The twin: past the transition the constraint still keeps it to one."""
    first, _ = Certificate.objects.issue(completed, at=make.NOW)
    second = Certificate.objects.freeze(completed, first.issued_on, first.expires_on, at=make.NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.put(second, at=make.NOW)


@pytest.mark.parametrize("state", ["active", "withdrawn"])
def test_issue_is_refused_before_completion(state):
    enrolment = papers.nearly_complete(papers.make_trainee())
    if state == "withdrawn":
        enrolment.withdraw(by=enrolment.trainee.user, at=make.NOW, reason="Moved.")

    with pytest.raises(CertificateRefused) as refusal:
        Certificate.objects.issue(enrolment, at=make.NOW)

    assert refusal.value.reason == CertificateRefused.Reason.NOT_COMPLETED
    assert Certificate.objects.count() == 0


def test_issue_rolled_back_leaves_nothing(completed):
    with make.rolled_back():
        certificate, _ = Certificate.objects.issue(completed, at=make.NOW)

    assert (Certificate.objects.count(), CertificateEvent.objects.count()) == (0, 0)
    assert make.logged(certificate) == []


def test_number_is_no_function_of_person_and_moment(completed):
    """The same issue again, from the same state of Python's guessable generator."""
    numbers = set()
    for _ in range(5):
        random.seed(7)
        with make.rolled_back():
            numbers.add(Certificate.objects.issue(completed, at=make.NOW)[0].number)

    assert len(numbers) == 5
    assert {read_number(number) for number in numbers} == numbers


def test_face_stays_when_name_and_titles_change():
    certificate = papers.make_certificate()
    before = Certificate.objects.get(pk=certificate.pk).faces
    user = certificate.enrolment.trainee.user
    user.name = "Lindiwe Mokoena"
    user.save()
    programme, module = ProgrammePage.objects.get(), ModulePage.objects.get()
    programme.title, module.title = "Renamed programme", "Renamed module"
    for page in (module, programme):
        page.save_revision()
        make.sign(page)

    later = papers.make_certificate(name="Lindiwe Mokoena")

    assert Certificate.objects.get(pk=certificate.pk).faces == before
    # the twin: the changes are real, and whoever completes now gets them
    assert later.full.name == "Lindiwe Mokoena"
    assert later.full.programme == "Renamed programme"
    assert later.full.modules == ("M1 Renamed module",)


# Status


@pytest.mark.parametrize(
    ("day", "revoked", "status"),
    [
        (dt.date(2099, 3, 2), False, Status.VALID),
        (dt.date(2101, 3, 2), False, Status.VALID),
        (dt.date(2101, 3, 3), False, Status.EXPIRED),
        (dt.date(2099, 3, 2), True, Status.REVOKED),
        (dt.date(2101, 3, 3), True, Status.REVOKED),
    ],
)
def test_status_follows_from_events_and_date(day, revoked, status):
    certificate = papers.make_certificate()
    if revoked:
        certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason="Wrong person.")

    assert Certificate.objects.get().status_on(day) == status
    assert Certificate.objects.with_status().get().status_on(day) == status


def test_status_needs_no_query_after_with_status(django_assert_num_queries):
    papers.make_certificate()
    certificate = Certificate.objects.with_status().get()

    with django_assert_num_queries(0):
        certificate.status_on(make.NOW.date())


def test_revoked_instance_knows_at_once():
    certificate = papers.make_certificate()
    assert certificate.status_on(make.NOW.date()) == Status.VALID

    certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason="Wrong person.")

    assert certificate.status_on(make.NOW.date()) == Status.REVOKED


# Revoke


def test_revoke_writes_event_and_log_and_keeps_the_record():
    certificate = papers.make_certificate()
    before = Certificate.objects.values().get()
    chris = make.make_hr(country="XD")

    event = certificate.revoke(by=chris, at=make.NOW + DAY, reason="  Wrong person. ")

    event.refresh_from_db()
    assert (event.by, event.at, event.reason) == (chris, make.NOW + DAY, "Wrong person.")
    assert _kinds(certificate) == ["issued", "revoked"]
    assert make.logged(certificate) == ["certificates.issue", "certificates.revoke"]
    assert Certificate.objects.values().get() == before


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_revoke_is_refused_without_a_reason(reason):
    certificate = papers.make_certificate()

    with pytest.raises(CertificateRefused) as refusal:
        certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason=reason)

    assert refusal.value.reason == CertificateRefused.Reason.NO_REASON
    assert _kinds(certificate) == ["issued"]
    assert certificate.status_on(make.NOW.date()) == Status.VALID


def test_revoke_twice_is_quiet_and_keeps_the_first():
    certificate = papers.make_certificate()
    chris, ada = make.make_hr(country="XD"), make.make_user("ada", roles.ADMINISTRATOR)
    first = certificate.revoke(by=chris, at=make.NOW, reason="Wrong person.")

    second = certificate.revoke(by=ada, at=make.NOW + DAY, reason="Another reason.")

    assert (second, second.by, second.reason) == (first, chris, "Wrong person.")
    assert _kinds(certificate) == ["issued", "revoked"]
    assert make.logged(certificate) == ["certificates.issue", "certificates.revoke"]


def test_revoke_rolled_back_leaves_nothing():
    certificate = papers.make_certificate()
    with make.rolled_back():
        certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason="Wrong person.")

    assert _kinds(certificate) == ["issued"]
    assert make.logged(certificate) == ["certificates.issue"]
    assert Certificate.objects.get().status_on(make.NOW.date()) == Status.VALID
