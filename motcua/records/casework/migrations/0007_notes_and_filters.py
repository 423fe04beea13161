"""Notes of staff on dossiers, which neither change nor go, and the lists that each keeps."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from motcua.records.journal.append_only import refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0006_alike"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("entry_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("mentioned", models.TextField(default="[]")),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
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
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("dossier", "number"), name="casework_note_number")],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("narrowing", models.TextField()),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("account", "name"), name="casework_filter_name")],
            },
        ),
        refuse_changes("casework_note"),
    ]
