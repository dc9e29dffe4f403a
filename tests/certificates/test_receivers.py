import logging

import pytest

from certificates import receivers, rendering
from certificates.models import Certificate, CertificateFile
from tests import make
from tests.certificates import papers
from trainees.signals import enrolment_completed

pytestmark = pytest.mark.django_db
REFUSAL = rendering.RenderingRefused("The fonts for certificates cannot draw: snowman.")
BROKEN = RuntimeError("Pango is gone")


@pytest.fixture
def nearly():
    """An enrolment that only misses its observer."""
    return papers.nearly_complete(papers.make_trainee())


@pytest.fixture
def without_guard():
    """The receiver as it would be without its ``try``: the twin of each test of the guard."""

    def issue(sender, *, enrolment, at, **kwargs):
        Certificate.objects.issue(enrolment, at=at)

    enrolment_completed.disconnect(dispatch_uid="certificates.issue")
    enrolment_completed.connect(issue)
    yield
    enrolment_completed.disconnect(issue)
    enrolment_completed.connect(receivers.issue_for_completion, dispatch_uid="certificates.issue")


def _raiser(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


def _break_issue(monkeypatch) -> None:
    monkeypatch.setattr("certificates.models.certificate_manager.both_faces", _raiser(BROKEN))


def _take_number(monkeypatch) -> Certificate:
    """Let the next number drawn be one that somebody has: a fault that the database reports."""
    other = papers.make_certificate(name="Dede Banda")
    monkeypatch.setattr("certificates.models.certificate_manager.new_number", lambda: other.number)
    return other


def test_last_completion_issues_the_certificate(nearly):
    papers.complete(nearly)

    certificate = Certificate.objects.get()
    assert (certificate.enrolment, certificate.issued_at) == (nearly, make.NOW)
    assert make.logged(certificate) == ["certificates.issue"]


def test_completion_before_the_last_issues_nothing(nearly):
    assert (nearly.completions.count(), Certificate.objects.count()) == (1, 0)


def test_files_are_made_after_the_commit(nearly, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        papers.complete(nearly)
    assert CertificateFile.objects.count() == 0

    for callback in callbacks:
        callback()

    assert sorted(Certificate.objects.get().files.values_list("kind", flat=True)) == [
        "full",
        "neutral",
    ]


def test_completion_and_certificate_roll_back_together(nearly, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks, make.rolled_back():
        papers.complete(nearly)
        assert (nearly.state, Certificate.objects.count()) == ("completed", 1)

    nearly.refresh_from_db()
    assert (nearly.state, Certificate.objects.count()) == ("active", 0)
    assert callbacks == []


def test_completion_heard_twice_issues_once(nearly, django_capture_on_commit_callbacks):
    papers.complete(nearly)

    with django_capture_on_commit_callbacks() as callbacks:
        receivers.issue_for_completion(sender=None, enrolment=nearly, at=make.NOW)

    assert (Certificate.objects.count(), callbacks) == (1, [])


def test_fault_in_issue_leaves_the_completion(nearly, monkeypatch):
    _break_issue(monkeypatch)

    papers.complete(nearly)

    nearly.refresh_from_db()
    assert (nearly.state, Certificate.objects.count()) == ("completed", 0)


def test_fault_in_issue_loses_the_completion_without_the_guard(nearly, monkeypatch, without_guard):
    """The twin: only the receiver's ``try`` stands between them."""
    _break_issue(monkeypatch)

    with pytest.raises(RuntimeError, match="Pango is gone"):
        papers.complete(nearly)

    nearly.refresh_from_db()
    assert (nearly.state, Certificate.objects.count()) == ("active", 0)


def test_fault_in_the_database_leaves_the_completion(nearly, monkeypatch):
    other = _take_number(monkeypatch)

    papers.complete(nearly)

    nearly.refresh_from_db()
    assert nearly.state == "completed"
    assert list(Certificate.objects.all()) == [other]


def test_fault_is_logged_by_number_of_the_row_only(nearly, monkeypatch, caplog):
    _break_issue(monkeypatch)

    papers.complete(nearly)

    assert [(record.levelno, record.getMessage()) for record in caplog.records] == [
        (logging.ERROR, f"No certificate for enrolment {nearly.pk} yet")
    ]
    assert papers.NAME not in caplog.text


@pytest.mark.parametrize(
    ("error", "problem"), [(REFUSAL, str(REFUSAL)), (BROKEN, "")], ids=["refused", "broken"]
)
def test_fault_in_rendering_leaves_completion_and_certificate(
    nearly, monkeypatch, django_capture_on_commit_callbacks, error, problem
):
    monkeypatch.setattr(rendering, "render", _raiser(error))

    with django_capture_on_commit_callbacks(execute=True):
        papers.complete(nearly)

    nearly.refresh_from_db()
    certificate = Certificate.objects.get(enrolment=nearly)
    assert (nearly.state, certificate.problem) == ("completed", problem)
    assert list(Certificate.objects.without_files()) == [certificate]
    assert certificate.files.count() == 0


def test_broken_renderer_reaches_the_caller_without_the_guard(nearly, monkeypatch):
    """The twin: ``make_files`` itself lets an unforeseen fault through."""
    papers.complete(nearly)
    monkeypatch.setattr(rendering, "render", _raiser(BROKEN))

    with pytest.raises(RuntimeError, match="Pango is gone"):
        Certificate.objects.get().make_files(at=make.NOW)


def test_render_says_whether_the_files_are_there(monkeypatch, caplog):
    certificate = papers.make_certificate()
    with monkeypatch.context() as broken:
        broken.setattr(rendering, "render", _raiser(BROKEN))
        assert receivers.render(certificate.pk) is False
    assert caplog.messages == [f"Certificate {certificate.pk} could not be rendered yet"]

    assert receivers.render(certificate.pk) is True
    assert certificate.files.count() == 2
