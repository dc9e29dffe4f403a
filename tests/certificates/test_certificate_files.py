"""Files, rest and rights of ``models/certificate.py``; the record's life is in ``test_certificate.py``."""

import datetime as dt
import hashlib
import io

import pypdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from certificates import rendering
from certificates.models import Certificate, CertificateEvent, CertificateFile, Verification
from curriculum.insert_only import InsertOnlyError
from curriculum.models import Country
from home import roles
from tests import make
from tests.certificates import papers
from trainees.encrypted import decrypt, unlock
from trainees.models import StaffScope

pytestmark = pytest.mark.django_db
REASON = "She was certified under her sister's name."


def _rows(certificate: Certificate) -> list[tuple]:
    return list(certificate.files.order_by("pk").values_list("pk", "kind", "sha256", "rendered_at"))


def _refuse(face, **more):
    raise rendering.RenderingRefused("The fonts for certificates cannot draw: snowman.")


def _whole_database() -> bytes:
    """Whatever a thief of the disk could read, as the database's driver gives it."""
    with connection.cursor() as cursor:
        parts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            parts += [value for row in cursor.fetchall() for value in row if value is not None]
    return b"\n".join(
        bytes(part) if isinstance(part, bytes | memoryview) else str(part).encode()
        for part in parts
    )


# Files


def test_files_are_pdfs_of_the_two_faces():
    certificate = papers.make_certificate()

    assert certificate.make_files(at=make.NOW) is True

    texts = {
        file.kind: pypdf.PdfReader(io.BytesIO(file.pdf)).pages[0].extract_text()
        for file in certificate.files.all()
    }
    assert set(texts) == {"neutral", "full"}
    assert {kind: papers.NAME in text for kind, text in texts.items()} == dict.fromkeys(texts, True)
    for secret in (papers.PROGRAMME, papers.MODULE):
        assert {kind: secret in text for kind, text in texts.items()} == {
            "neutral": False,
            "full": True,
        }


def test_files_keep_the_hash_of_their_bytes():
    certificate = papers.make_certificate()
    certificate.make_files(at=make.NOW)

    for file in certificate.files.all():
        assert file.sha256 == hashlib.sha256(file.pdf).hexdigest()


def test_files_are_never_made_again(monkeypatch):
    certificate = papers.make_certificate()
    certificate.make_files(at=make.NOW)
    before = _rows(certificate)
    monkeypatch.setattr(rendering, "render", _refuse)

    assert certificate.make_files(at=make.NOW + dt.timedelta(days=1)) is True

    assert _rows(certificate) == before
    assert len(before) == 2


def test_file_of_the_process_that_was_first_stays():
    certificate = papers.make_certificate()
    first = papers.store(certificate, "full", b"%PDF first")

    second = papers.store(certificate, "full", b"%PDF second")

    assert (second, bytes(second.pdf)) == (first, b"%PDF first")


def test_missing_face_is_added_to_the_one_there_is():
    certificate = papers.make_certificate()
    papers.store(certificate, "full", b"%PDF first")
    assert list(Certificate.objects.without_files()) == [certificate]

    certificate.make_files(at=make.NOW)

    assert [kind for _, kind, *_ in _rows(certificate)] == ["full", "neutral"]
    assert bytes(certificate.files.get(kind="full").pdf) == b"%PDF first"
    assert list(Certificate.objects.without_files()) == []


def test_refused_rendering_notes_the_problem_for_hr(monkeypatch):
    certificate = papers.make_certificate()
    with monkeypatch.context() as patched:
        patched.setattr(rendering, "render", _refuse)
        assert certificate.make_files(at=make.NOW) is False

    certificate.refresh_from_db()
    assert certificate.problem == "The fonts for certificates cannot draw: snowman."
    assert _rows(certificate) == []

    assert certificate.make_files(at=make.NOW) is True
    certificate.refresh_from_db()
    assert certificate.problem == ""


def test_very_long_problem_is_cut_to_its_column(monkeypatch):
    def refuse(face, **more):
        raise rendering.RenderingRefused("x" * 300)

    certificate = papers.make_certificate()
    monkeypatch.setattr(rendering, "render", refuse)

    certificate.make_files(at=make.NOW)

    certificate.refresh_from_db()
    assert certificate.problem == "x" * 250


@pytest.mark.parametrize("rows", ["file", "event", "verification"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {table} SET id = id + 1000", "DELETE FROM {table}"],
    ids=["update", "delete"],
)
def test_database_refuses_to_change_what_is_written_once(rows, statement):
    certificate = papers.make_certificate()
    papers.store(certificate, "full", b"%PDF first")
    chris = make.make_hr(country="XD")
    at = {"at": make.NOW, "today": make.NOW.date()}
    Verification.objects.look_up(number=certificate.number, by=chris, purpose="Test", **at)
    models = {"file": CertificateFile, "event": CertificateEvent, "verification": Verification}
    before = list(models[rows].objects.values())
    table = models[rows]._meta.db_table

    with (
        pytest.raises(DatabaseError, match=f"{table} is insert-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table))

    assert list(models[rows].objects.values()) == before
    assert len(before) == 1


@pytest.mark.sqlite_only
def test_bytes_could_be_replaced_without_the_trigger():
    """The twin: the statement that the trigger refuses is sound."""
    certificate = papers.make_certificate()
    papers.store(certificate, "full", b"%PDF first")
    table = CertificateFile._meta.db_table

    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {table}_no_update")
        cursor.execute(f"UPDATE {table} SET id = id + 1000")
        assert cursor.rowcount == 1


def test_stored_file_cannot_be_saved_or_deleted():
    file = papers.store(papers.make_certificate(), "full", b"%PDF first")

    with pytest.raises(InsertOnlyError):
        file.save()
    with pytest.raises(InsertOnlyError):
        file.delete()


def test_certificate_cannot_be_deleted():
    certificate = papers.make_certificate()

    with pytest.raises(ProtectedError):
        certificate.delete()


# At rest


def test_names_faces_files_and_reasons_do_not_lie_open_in_the_database():
    certificate = papers.make_certificate()
    certificate.make_files(at=make.NOW)
    certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason=REASON)

    raw = _whole_database()

    secrets = [papers.NAME, "Lindiwe", "Dlamini", "%PDF-", "sister", certificate.full.modules[0]]
    assert {secret: secret.encode() in raw for secret in secrets} == dict.fromkeys(secrets, False)


def test_tokens_at_rest_hold_face_file_and_reason():
    """The twin: the rows are there, and with the key they are readable."""
    certificate = papers.make_certificate()
    papers.store(certificate, "full", b"%PDF-1.7 first")
    certificate.revoke(by=make.make_hr(country="XD"), at=make.NOW, reason=REASON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT faces FROM certificates_certificate")
        assert papers.NAME.encode() in decrypt(cursor.fetchone()[0].encode())
        cursor.execute("SELECT locked FROM certificates_certificatefile")
        locked = decrypt(bytes(cursor.fetchone()[0]))
        assert unlock(locked, certificate.file_key) == b"%PDF-1.7 first"
        cursor.execute("SELECT reason FROM certificates_certificateevent WHERE kind = 'revoked'")
        assert decrypt(cursor.fetchone()[0].encode()) == REASON.encode()


def test_plain_column_would_be_found_by_the_search():
    """The twin: a name kept in an open column does not escape ``_whole_database``."""
    Certificate.objects.filter(pk=papers.make_certificate().pk).update(problem=papers.NAME)

    assert papers.NAME.encode() in _whole_database()


def test_rows_are_labelled_by_number():
    """The log keeps these labels for ever."""
    certificate = papers.make_certificate()
    file = papers.store(certificate, "full", b"%PDF first")

    number = certificate.neutral.number
    assert str(certificate) == certificate.shown_number == number
    assert [str(certificate.events.get()), str(file)] == [f"{number} issued", f"{number} full"]


# Rights


@pytest.mark.parametrize(
    ("role", "scope", "sees"),
    [
        (StaffScope.Role.HR, Country.DEMONSTRATION, ["Lindiwe"]),
        (StaffScope.Role.HR, Country.KENYA, ["Dede"]),
        (StaffScope.Role.HR, Country.MALAWI, []),
        (StaffScope.Role.TRAINER, Country.KENYA, []),
        (None, None, []),
    ],
)
def test_hr_sees_certificates_of_her_countries(role, scope, sees):
    papers.make_certificate(name="Lindiwe")
    papers.make_certificate(name="Dede", country=Country.KENYA)
    chris = make.make_user("chris", roles.HR_OFFICER)
    if role:
        StaffScope.objects.create(user=chris, role=role, country=scope)

    seen = Certificate.objects.visible_to(chris)

    assert [certificate.full.name for certificate in seen] == sees


def test_administrator_sees_every_certificate_and_a_stranger_none():
    certificate = papers.make_certificate()
    ada = make.make_user("ada", roles.ADMINISTRATOR)

    assert list(Certificate.objects.visible_to(ada)) == [certificate]
    assert list(Certificate.objects.visible_to(AnonymousUser())) == []


def test_holder_holds_her_own_certificates_only():
    mine = papers.make_certificate()
    papers.make_certificate(name="Dede")

    assert list(Certificate.objects.held_by(mine.enrolment.trainee.user)) == [mine]
