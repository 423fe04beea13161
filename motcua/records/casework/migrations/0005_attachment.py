"""Files that belong to dossiers; a row is never deleted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from motcua.records.journal.append_only import DELETE, refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0004_questions_stay"),
        ("files", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveSmallIntegerField(default=1)),
                ("kind", models.CharField(max_length=8)),
                ("paper", models.PositiveSmallIntegerField(null=True)),
                ("name", models.CharField(max_length=150)),
                ("label", models.CharField(blank=True, max_length=200)),
                ("symbol", models.CharField(blank=True, max_length=60)),
                ("issuer", models.CharField(blank=True, max_length=200)),
                ("issued_on", models.DateField(null=True)),
                ("expires_on", models.DateField(null=True)),
                ("digitised", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.dossier",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "number"), name="casework_attachment_number")
                ],
            },
        ),
        refuse_changes("casework_attachment", only=DELETE),
    ]
