"""Certificates for tests, earned through the enrolment's own transitions and without any test."""

import datetime as dt

from certificates.models import Certificate, CertificateFile, SigningKey
from curriculum.models import Country, ProgrammePage
from tests import make
from tests.remembered import remembered
from trainees.models import Cohort, Enrolment, Trainee

#: What must never reach an outsider stands in every certificate of these tests.
PROGRAMME = "Mentor Mother Foundation Programme"
NEUTRAL_PROGRAMME = "Certificate in Community Peer Education"
MODULE = "Preventing transmission of HIV"
NAME = "Lindiwe Thandeka Dlamini"


@remembered
def make_programme(code: str = "p1") -> ProgrammePage:
    """A signed programme of one module with one lesson and no test; one trainer is enough."""
    programme = make.make_programme(
        code, title=PROGRAMME, neutral_title=NEUTRAL_PROGRAMME, hours=120, assessors=1
    )
    module = make.make_module(programme, title=MODULE)
    for page in (make.make_lesson(module), module, programme):
        make.sign(page)
    return programme


def make_trainee(
    name: str = NAME, programme: ProgrammePage | None = None, country: str = Country.DEMONSTRATION
) -> Trainee:
    """A trainee of a cohort in ``country``, in the programme there is."""
    programme = programme or ProgrammePage.objects.first() or make_programme()
    code = f"c-{country.lower()}"
    cohort = Cohort.objects.filter(code=code).first()
    return make.make_trainee(cohort or make.make_cohort(programme, code, country), name)


def nearly_complete(trainee: Trainee) -> Enrolment:
    """An enrolment that only misses its observer."""
    enrolment = make.make_enrolment(trainee)
    for need in enrolment.requirements():
        if need.module:
            enrolment.complete_module(need.module, by=trainee.user, at=make.NOW, evidence={})
    return enrolment


def complete(enrolment: Enrolment, at: dt.datetime = make.NOW) -> Enrolment:
    """Meet the last need."""
    enrolment.note_assessors(["bahati"], by=enrolment.trainee.user, at=at)
    return enrolment


@remembered
def make_certificate(
    name: str = NAME, at: dt.datetime = make.NOW, country: str = Country.DEMONSTRATION
) -> Certificate:
    """The certificate of a new trainee who completed at ``at``; its files are not rendered."""
    enrolment = complete(nearly_complete(make_trainee(name, country=country)), at)
    return Certificate.objects.get(enrolment=enrolment)


@remembered
def make_rendered() -> Certificate:
    """Lindiwe's certificate with both files, really rendered and sealed."""
    certificate = make_certificate()
    assert certificate.make_files(at=make.NOW), certificate.problem
    return certificate


def store(certificate: Certificate, kind: str, pdf: bytes) -> CertificateFile:
    """Keep some bytes as a face of a certificate."""
    key = SigningKey.objects.current()
    return CertificateFile.store(certificate, kind, pdf, at=make.NOW, key=key)
