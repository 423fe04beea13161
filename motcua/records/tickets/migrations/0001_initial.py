"""Tables of the numbers drawn at a desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from motcua.records.journal.append_only import refuse_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("active", models.BooleanField(default=True)),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("series", models.CharField(max_length=1)),
                ("serial", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=8)),
                ("calls", models.PositiveSmallIntegerField(default=0)),
                ("taken_at", models.DateTimeField()),
                ("called_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("dossier_code", models.CharField(blank=True, max_length=60)),
                (
                    "service",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tickets.service",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("series", models.CharField(max_length=1)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("services", models.TextField(default="[]")),
                ("active", models.BooleanField(default=True)),
                (
                    "staffed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=8)),
                ("at", models.DateTimeField()),
                ("request_key", models.CharField(max_length=140, null=True, unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="tickets.ticket"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tickets.window",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="ticket",
            name="window",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tickets.window",
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=models.UniqueConstraint(fields=("unit", "name"), name="tickets_service_name"),
        ),
        migrations.AddConstraint(
            model_name="ticketcounter",
            constraint=models.UniqueConstraint(fields=("unit", "day", "series"), name="tickets_counter"),
        ),
        migrations.AddConstraint(
            model_name="window",
            constraint=models.UniqueConstraint(fields=("unit", "number"), name="tickets_window_number"),
        ),
        migrations.AddIndex(
            model_name="ticketevent",
            index=models.Index(fields=["unit", "at"], name="tickets_event_unit"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["unit", "day", "state"], name="tickets_day"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(fields=("unit", "day", "series", "serial"), name="tickets_number"),
        ),
        refuse_changes("tickets_ticketevent"),
    ]
