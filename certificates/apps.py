"""The other wing: what is attested, verified, placed."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CertificatesConfig(AppConfig):
    name = "certificates"

    def ready(self):
        from certificates import receivers
        from curriculum.insert_only import install_triggers
        from trainees.signals import enrolment_completed

        post_migrate.connect(install_triggers, sender=self)
        enrolment_completed.connect(
            receivers.issue_for_completion, dispatch_uid="certificates.issue"
        )
