"""Certificates that prove themselves: keys, the issue log, places in the status lists (in three steps).

Papers from before had no code and no seal, so they are made anew (``manage.py issue_certificates``).
"""

import django.db.models.deletion
import trainees.encrypted
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("certificates", "0001_attested"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SigningKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kid", models.CharField(max_length=8, unique=True)),
                ("token", models.JSONField(help_text="JWK, P-256: of the code on paper.")),
                ("badge", models.JSONField(help_text="JWK, Ed25519: of the attached credential.")),
                ("seal", models.TextField(help_text="PEM: the certificate of the PDF's seal.")),
                ("root", models.TextField(help_text="PEM: who vouches for it.")),
                ("vouched", models.CharField(help_text="The root key's signature over kid, token and badge.", max_length=100)),
                ("made_at", models.DateTimeField()),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SigningKeyEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("retire", "Retired"), ("distrust", "Distrusted")], max_length=10)),
                ("at", models.DateTimeField()),
                ("effective_at", models.DateTimeField(help_text="From when on it holds; a theft lies in the past.")),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("key", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="certificates.signingkey")),
            ],
        ),
        migrations.AddConstraint(
            model_name="signingkeyevent",
            constraint=models.UniqueConstraint(fields=("key", "kind"), name="key_ends_once_each"),
        ),
        migrations.CreateModel(
            name="IssueLogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(unique=True)),
                ("previous", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        help_text="Empty for the first entry, which says when the log began.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entry",
                        to="certificates.certificateevent",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.DeleteModel(name="CertificateFile"),
        migrations.CreateModel(
            name="CertificateFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("neutral", "neutral"), ("full", "full")], max_length=8)),
                ("locked", trainees.encrypted.EncryptedBytesField(help_text="The PDF, under the certificate's own key.")),
                ("sha256", models.CharField(max_length=64)),
                ("rendered_at", models.DateTimeField()),
                ("certificate", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="files", to="certificates.certificate")),
                (
                    "key",
                    models.ForeignKey(
                        help_text="Who signed it.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="certificates.signingkey",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="certificatefile",
            constraint=models.UniqueConstraint(fields=("certificate", "kind"), name="one_file_per_face"),
        ),
        migrations.RenameField("certificate", "name_salt", "salt"),
        migrations.AlterField(
            "certificate",
            "salt",
            models.CharField(blank=True, help_text="Of hashes that cover the name.", max_length=32),
        ),
        migrations.AddField("certificate", "file_key", trainees.encrypted.EncryptedTextField(blank=True, default="", help_text="Opens its papers; gone when it is erased."), preserve_default=False),
        migrations.AddField("certificate", "erased_at", models.DateTimeField(null=True)),
        migrations.AddField("certificate", "status_index", models.PositiveIntegerField(null=True)),
        migrations.AddField(
            "certificate",
            "renews",
            models.ForeignKey(
                help_text="The one before, where this was earned by a refresher.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="renewed_by",
                to="certificates.certificate",
            ),
        ),
        migrations.AddField(
            "certificate",
            "replaces",
            models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replacement", to="certificates.certificate"),
        ),
    ]
