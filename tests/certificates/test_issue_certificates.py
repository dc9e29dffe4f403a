"""The command that issues what a completion still waits for."""

import io

import pytest
from django.core.management import call_command

from certificates import rendering
from certificates.models import Certificate, CertificateFile
from tests import make
from tests.certificates import papers

pytestmark = pytest.mark.django_db


def _run(*options: str) -> list[str]:
    out = io.StringIO()
    call_command("issue_certificates", *options, stdout=out)
    return out.getvalue().splitlines()


def _broken(*args, **kwargs):
    raise RuntimeError("broken")


def _refuse(face):
    raise rendering.RenderingRefused("There is no name to print.")


def _complete_without_certificate(monkeypatch, name: str = papers.NAME):
    """An enrolment whose certificate failed at its completion."""
    with monkeypatch.context() as broken:
        broken.setattr("certificates.models.certificate_manager.both_faces", _broken)
        return papers.complete(papers.nearly_complete(papers.make_trainee(name)))


def test_nothing_to_do_is_said():
    assert _run() == ["Issued 0 of 0, rendered 0 of 0."]


@pytest.mark.parametrize("fault", [_refuse, _broken], ids=["refused", "broken"])
def test_files_that_failed_are_made_once(monkeypatch, fault):
    certificate = papers.make_certificate()
    with monkeypatch.context() as broken:
        broken.setattr(rendering, "render", fault)
        assert _run()[0] == "Issued 0 of 0, rendered 0 of 1."

    assert _run() == ["Issued 0 of 0, rendered 1 of 1."]
    assert _run() == ["Issued 0 of 0, rendered 0 of 0."]

    assert list(Certificate.objects.all()) == [certificate]
    assert sorted(certificate.files.values_list("kind", flat=True)) == ["full", "neutral"]


def test_certificate_that_failed_is_issued_once(monkeypatch):
    enrolment = _complete_without_certificate(monkeypatch)

    assert _run() == ["Issued 1 of 1, rendered 1 of 1."]
    assert _run() == ["Issued 0 of 0, rendered 0 of 0."]

    certificate = Certificate.objects.get()
    assert (certificate.enrolment, certificate.files.count()) == (enrolment, 2)
    assert certificate.issued_on == make.NOW.date()
    assert make.logged(certificate) == ["certificates.issue"]


def test_active_enrolment_gets_no_certificate():
    papers.nearly_complete(papers.make_trainee())

    assert _run() == ["Issued 0 of 0, rendered 0 of 0."]
    assert Certificate.objects.count() == 0


def test_dry_run_counts_and_writes_nothing(monkeypatch):
    _complete_without_certificate(monkeypatch)
    waiting = papers.make_certificate(name="Dede Banda")

    assert _run("--dry-run") == ["Would issue 1, render 1."]

    assert list(Certificate.objects.all()) == [waiting]
    assert CertificateFile.objects.count() == 0
    # the twin: without the option there is work, as counted (and the new one is rendered too)
    assert _run() == ["Issued 1 of 1, rendered 2 of 2."]


def test_who_still_waits_is_named_by_number(monkeypatch):
    refused, broken = papers.make_certificate(), papers.make_certificate(name="Dede Banda")

    def render(face, **more):
        if face.name == papers.NAME:
            _refuse(face)
        _broken()

    monkeypatch.setattr(rendering, "render", render)

    assert sorted(_run()) == sorted(
        [
            "Issued 0 of 0, rendered 0 of 2.",
            f"{refused} waits: There is no name to print.",
            f"{broken} waits: see the log",
        ]
    )


def test_one_that_cannot_be_issued_does_not_hold_up_the_others(monkeypatch):
    _complete_without_certificate(monkeypatch, "Dede Banda")
    _complete_without_certificate(monkeypatch)
    from certificates.models import certificate_manager as module

    real = module.both_faces
    monkeypatch.setattr(
        module,
        "both_faces",
        lambda **facts: _broken() if facts["name"] == "Dede Banda" else real(**facts),
    )

    assert _run() == ["Issued 1 of 2, rendered 1 of 1."]
    assert [each.full.name for each in Certificate.objects.all()] == [papers.NAME]
