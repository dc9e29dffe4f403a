"""The second step, by itself because PostgreSQL alters no table that has just been written to."""

import secrets

from django.db import migrations


def carry_over(apps, schema_editor):
    """Begin the issue log, and give what was issued so far its place in it."""
    from certificates.models.issue_log import BEGINNING, entry_digest
    from certificates.models.certificate_manager import faces_digest
    from certificates.payload import commit
    from trainees.encrypted import new_key

    Certificate = apps.get_model("certificates", "Certificate")
    Event = apps.get_model("certificates", "CertificateEvent")
    Entry = apps.get_model("certificates", "IssueLogEntry")
    position, previous = 0, BEGINNING

    def append(content, event=None):
        nonlocal position, previous
        position += 1
        digest = entry_digest(position, previous, content)
        Entry.objects.create(
            event=event, position=position, previous=previous, content=content, digest=digest
        )
        previous = digest

    append({"kind": "begun"})
    taken = set()
    for certificate in Certificate.objects.all():
        while (index := secrets.randbelow(131_072)) in taken:
            pass
        taken.add(index)
        certificate.status_index, certificate.file_key = index, new_key()
        certificate.name_check = commit(certificate.faces["full"]["name"], certificate.number).hex()
        certificate.save()
    for event in Event.objects.select_related("certificate__enrolment").order_by("at", "pk"):
        certificate = event.certificate
        facts = {}
        if event.kind == "issued":
            facts = {
                "issued_on": certificate.issued_on.isoformat(),
                "expires_on": certificate.expires_on.isoformat(),
                "edition": certificate.enrolment.edition_id,
                "index": certificate.status_index,
                "faces": faces_digest(certificate),
            }
        said = {"number": certificate.number, "kind": event.kind, "at": event.at.isoformat()}
        append(said | facts, event)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_proof")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
