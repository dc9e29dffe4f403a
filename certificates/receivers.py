"""What happens here when an enrolment completes in the room below."""

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone

from certificates.models import Certificate
from trainees.models import Enrolment

logger = logging.getLogger(__name__)


def issue_for_completion(sender, *, enrolment, at, **kwargs) -> None:
    """Write the certificate in the completion's own transaction; render it right after the commit."""
    certificate = issue(enrolment, at=at)
    if certificate:
        transaction.on_commit(lambda: render(certificate.pk), robust=True)


def issue(enrolment: Enrolment, *, at: dt.datetime) -> Certificate | None:
    """Write the certificate of a completed enrolment; return it if it is new.

    A fault here never harms the completion: it is logged, the completion stands without a
    certificate, and ``manage.py issue_certificates`` tries again.
    """
    try:
        with transaction.atomic():
            certificate, is_new = Certificate.objects.issue(enrolment, at=at)
    except Exception:  # the completion outranks the certificate, whatever went wrong with it
        logger.exception("No certificate for enrolment %s yet", enrolment.pk)
        return None
    return certificate if is_new else None


def render(certificate_id: int) -> bool:
    """Make the PDF files of one certificate; a fault is logged and left for the next try."""
    certificate = Certificate.objects.get(pk=certificate_id)
    try:
        return certificate.make_files(at=timezone.now())
    except Exception:  # a broken renderer must not turn a passed quiz into an error page
        logger.exception("Certificate %s could not be rendered yet", certificate_id)
        return False
