"""Waits for payment, apologies, opinions asked of other units, and warnings given."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from motcua.records.journal.append_only import DELETE, refuse_changes


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0002_grow_only"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="factsrow",
            name="apologised_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="factsrow",
            name="consultations",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="factsrow",
            name="payment_waits",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        refuse_changes("casework_factsrow", only=DELETE),  # SQLite made the table anew
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("asked_version", models.PositiveIntegerField()),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("answered_version", models.PositiveIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("agrees", models.BooleanField(null=True)),
                ("closed", models.BooleanField(default=False)),
                (
                    "asker_unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asked", to="casework.dossier"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "closed", "due_at"], name="casework_consulted")],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "number"), name="casework_consultation_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="DutyWarning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=24)),
                ("due_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="warnings", to="casework.dossier"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "kind", "at"], name="casework_warned")],
                "constraints": [
                    models.UniqueConstraint(fields=("dossier", "kind", "due_at"), name="casework_warning_once")
                ],
            },
        ),
    ]
