"""Certificates that were really issued, and what their codes say; made inside the served project."""

import json
from itertools import cycle

from django.conf import settings
from django.utils import timezone

from certificates import payload, signing
from certificates.models import Certificate, SigningKey
from certificates.models.certificate_file import claims_of
from curriculum.models import ProgrammePage
from home import demonstration
from home.demonstration_practice import practise
from trainees.models import Cohort, Enrolment, Trainee, User

NAMES = {
    "current": "Nomvula Example",
    "withdrawn": "Zodwa Example",
    "suspended": "Ayanda Example",
}


def make() -> None:
    """Print JSON: by state {number, name, link, kid}. The current one's papers are rendered."""
    made = {state: _issue(name) for state, name in NAMES.items()}
    now, why = timezone.now(), {"by": None, "reason": "A test."}
    made["withdrawn"].revoke(at=now, **why)
    made["suspended"].suspend(at=now, **why)
    made["current"].make_files(at=now)
    key = SigningKey.objects.current()
    signer = signing.signer(key.kid)
    said = {
        state: {
            "number": certificate.shown_number,
            "name": NAMES[state],
            "kid": key.kid,
            "index": certificate.status_index,
            "pdf": certificate.files.get(kind="full").pdf.hex() if state == "current" else "",
            "link": payload.link(
                settings.ORIGIN,
                payload.token(claims_of(certificate), bytes.fromhex(key.kid), signer.sign_token),
            ),
        }
        for state, certificate in made.items()
    }
    print(json.dumps(said))  # noqa: T201


def _issue(name: str) -> Certificate:
    at = timezone.now()
    bahati = User.objects.get(username="bahati")
    cohort = Cohort.objects.get(code="demo-1")
    trainee, _ = Trainee.objects.register(cohort=cohort, name=name, by=bahati, at=at)
    programme = ProgrammePage.objects.live().first()
    enrolment = Enrolment.objects.enrol(trainee=trainee, programme=programme, by=bahati, at=at)
    trainers = [bahati, User.objects.get(username="tendai")]
    practise(enrolment, trainers, at=at)
    for module, trainer in zip(demonstration.modules(enrolment), cycle(trainers)):
        demonstration.complete(enrolment, module, trainer, at)
    return enrolment.certificates.get()
