"""Whether a certificate is genuine: by file, by number, with the records and without."""

import datetime as dt
import json

import pytest
from django.core.management import call_command

from certificates.checking import Outcome, check_file, check_number
from certificates.models import Certificate, IssueLogEntry, SigningKey
from tests import make
from tests.certificates import papers
from tests.certificates.test_issue_log import _past_the_triggers

pytestmark = pytest.mark.django_db
TODAY = make.NOW.date()
LATER = dt.date(2199, 1, 1)
WHY = {"by": None, "at": make.NOW, "reason": "Somebody asked."}


@pytest.fixture
def certificate():
    return papers.make_rendered()


def pdf_of(certificate, kind: str = "neutral") -> bytes:
    return certificate.files.get(kind=kind).pdf


def check(pdf: bytes, today: dt.date = TODAY, **more) -> Outcome:
    return check_file(pdf, today=today, **more).outcome


@pytest.mark.parametrize("kind", ["neutral", "full"])
def test_issued_file_is_genuine_and_says_its_dates(certificate, kind):
    verdict = check_file(pdf_of(certificate, kind), today=TODAY)

    assert (verdict.outcome, verdict.number) == (Outcome.VALID, str(certificate))
    assert (verdict.issued_on, verdict.expires_on) == ("2099-03-02", "2101-03-02")
    assert verdict.exit_code == 0
    assert papers.NAME not in str(verdict)


@pytest.mark.parametrize(
    ("verb", "outcome"),
    [("suspend", Outcome.SUSPENDED), ("revoke", Outcome.REVOKED), ("replace", Outcome.REPLACED)],
)
def test_records_tell_what_became_of_it(certificate, verb, outcome):
    pdf = pdf_of(certificate)
    more = {"same_name": True} if verb == "replace" else {}
    getattr(certificate, verb)(**WHY, **more)

    assert check(pdf) == check_number(str(certificate), today=TODAY).outcome == outcome
    assert check(pdf, offline=True) == Outcome.VALID  # which is why it says what it did not look up


def test_expiry_is_seen_with_and_without_the_records(certificate):
    pdf = pdf_of(certificate)

    assert check(pdf, LATER) == check(pdf, LATER, offline=True) == Outcome.EXPIRED


def test_last_day_is_included_offline_too(certificate):
    pdf, last = pdf_of(certificate), certificate.expires_on

    assert check(pdf, last, offline=True) == Outcome.VALID
    assert check(pdf, last + dt.timedelta(days=1), offline=True) == Outcome.EXPIRED


def test_changed_file_is_not_genuine(certificate):
    pdf = bytearray(pdf_of(certificate))
    pdf[len(pdf) // 3] ^= 1

    assert check(bytes(pdf)) == check(bytes(pdf), offline=True) == Outcome.ALTERED


@pytest.mark.parametrize("pdf", [b"", b"junk", b"%PDF-1.7 %%EOF"])
def test_other_files_are_not_genuine(certificate, pdf):
    assert check(pdf) == Outcome.ALTERED


def test_without_keys_nothing_can_be_told(certificate, monkeypatch):
    monkeypatch.setattr(
        "certificates.checking.SigningKey.objects", SigningKey.objects.none(), raising=False
    )

    assert check(pdf_of(certificate)) == Outcome.CANNOT_TELL


# Theft


def forged(certificate) -> bytes:
    """What a thief of the key makes: sealed and signed well, and never issued."""
    from certificates.models.certificate_file import make_pdf

    certificate.faces["neutral"]["name"] = "Thief"
    return make_pdf(certificate, "neutral", SigningKey.objects.current())


def test_file_that_a_thief_signed_is_not_in_the_log(certificate):
    pdf = forged(certificate)

    assert check(pdf) == Outcome.NOT_ISSUED
    assert check(pdf, offline=True) == Outcome.VALID  # the twin: its signatures do hold


def test_distrusted_key_tells_genuine_from_forged_by_the_log(certificate):
    genuine, false = pdf_of(certificate), forged(certificate)
    SigningKey.objects.current().distrust(
        by=None, at=make.NOW, from_at=make.NOW - dt.timedelta(days=1), reason="Stolen."
    )

    assert (check(genuine), check(false)) == (Outcome.VALID, Outcome.DISTRUSTED)
    assert check(genuine, offline=True) == Outcome.DISTRUSTED


def test_record_that_disagrees_with_the_log_is_not_believed(certificate):
    """Somebody who owns the database gives a certificate more years."""
    Certificate.objects.filter(pk=certificate.pk).update(expires_on=LATER)

    assert check(pdf_of(certificate)) == Outcome.NOT_ISSUED
    assert check_number(str(certificate), today=TODAY).outcome == Outcome.NOT_ISSUED


def test_record_without_an_entry_was_not_issued(certificate):
    table = IssueLogEntry._meta.db_table
    _past_the_triggers(f"DELETE FROM {table} WHERE position > 1")

    assert check(pdf_of(certificate)) == Outcome.NOT_ISSUED


def test_erased_one_still_answers_by_its_number(certificate):
    certificate.erase(**WHY)

    assert check_number(str(certificate), today=TODAY).outcome == Outcome.VALID


def test_key_theft_drill(certificate, capsys):
    """From the theft to papers that hold again, by the commands alone."""
    kid, since = SigningKey.objects.current().kid, "2026-11-22T10:00+02:00"
    call_command("signing_keys", "distrust", kid, since=since, reason="Laptop gone.")
    call_command("signing_keys", "make")
    call_command("reissue", key=kid, dry_run=True)
    call_command("reissue", key=kid)
    new = Certificate.objects.get(replaces=certificate)
    new.make_files(at=make.NOW)
    call_command("reissue", key=kid)

    said = capsys.readouterr().out
    assert "1 certificates were signed since then" in said
    assert "Would replace 1 certificates." in said
    assert said.endswith("Replaced 0; papers that wait: 0.\n")
    assert (new.full.name, new.files.first().key.kid != kid) == (papers.NAME, True)
    assert check(pdf_of(new), offline=True) == Outcome.VALID
    assert check_number(str(certificate), today=TODAY).outcome == Outcome.REPLACED


# The command


def run(what: str, *more: str) -> int:
    """The exit code of ``verify_certificate``."""
    try:
        call_command("verify_certificate", what, *more)
    except SystemExit as end:
        return end.code
    return 0


def test_command_ends_with_what_it_found(certificate, tmp_path, capsys):
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(pdf_of(certificate))
    revoked = papers.make_certificate(name="Dede Banda")
    revoked.revoke(**WHY)

    codes = [
        run(str(paper)),
        run(str(paper), "--offline"),
        run(str(certificate)),
        run(certificate.number.lower()),
        run(str(revoked)),
        run("0000-0000-0000-0"),
        run("gone.pdf"),
        run(str(certificate), "--offline"),
    ]

    assert codes == [0, 0, 0, 0, 1, 1, 2, 2]
    assert papers.NAME not in capsys.readouterr().out


def test_command_speaks_to_programs(certificate, capsys):
    run(str(certificate), "--json")

    said = json.loads(capsys.readouterr().out)
    assert (said["outcome"], said["number"]) == ("valid", str(certificate))
    assert said["sentence"] == "Genuine and current."


def test_every_outcome_but_two_is_not_valid():
    from certificates.checking import Verdict

    codes = {outcome.name: Verdict(outcome).exit_code for outcome in Outcome}
    assert codes == dict.fromkeys(codes, 1) | {"VALID": 0, "CANNOT_TELL": 2}
    assert len({outcome.value for outcome in Outcome}) == len(Outcome)
