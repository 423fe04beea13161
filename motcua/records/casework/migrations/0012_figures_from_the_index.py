"""Figures over the present facts are counted from an index alone, without the wide rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0011_facts_since")]

    operations = [
        migrations.RemoveIndex(model_name="factsrow", name="casework_facts_now"),
        migrations.AddIndex(
            model_name="factsrow",
            index=models.Index(
                condition=models.Q(("known_to__isnull", True)),
                fields=[
                    "unit_id", "accepted_day", "dossier_id", "known_to", "known_from", "accepted_at", "state",
                    "ended_at", "end_kind", "first_due_at", "due_at", "channel", "level", "procedure_id", "holder_id",
                    "waiting_since", "waiting_minutes", "working_minutes", "calendar_minutes", "supplements",
                    "payment_waits", "extensions", "on_time", "on_time_by_date", "first_promise_kept",
                ],
                name="casework_facts_present",
            ),
        ),
    ]  # fmt: skip
