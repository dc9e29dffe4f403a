"""The third step: what must hold from now on."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_carry_over")]

    operations = [
        migrations.AlterField("certificate", "status_index", models.PositiveIntegerField(unique=True)),
        migrations.AlterField(
            "certificate",
            "name_check",
            models.CharField(blank=True, help_text="The name's commitment, as its code carries it.", max_length=32),
        ),
        migrations.AlterModelOptions("certificateevent", {"ordering": ["pk"]}),
        migrations.AlterField(
            "certificateevent",
            "kind",
            models.CharField(
                choices=[
                    ("issued", "Issued"),
                    ("revoked", "Withdrawn"),
                    ("suspended", "On hold"),
                    ("reinstated", "No longer on hold"),
                    ("replaced", "Replaced by another"),
                    ("erased", "Name and papers removed"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint("certificateevent", "issued_once_revoked_once"),
        migrations.AddConstraint(
            "certificateevent",
            models.UniqueConstraint(
                condition=models.Q(("kind__in", ("suspended", "reinstated")), _negated=True),
                fields=("certificate", "kind"),
                name="happens_once",
            ),
        ),
        migrations.AlterField(
            "verification",
            "answer",
            models.CharField(
                choices=[
                    ("no_match", "No match"),
                    ("valid", "Current"),
                    ("expired", "Expired"),
                    ("suspended", "On hold"),
                    ("revoked", "Withdrawn"),
                    ("replaced", "Replaced"),
                    ("wait", "Asked to wait"),
                ],
                max_length=10,
            ),
        ),
    ]
