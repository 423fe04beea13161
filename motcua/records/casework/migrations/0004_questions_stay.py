"""A question that was put to a unit stays on record, answered or not."""

from django.db import migrations

from motcua.records.journal.append_only import DELETE, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("casework", "0003_waits_consultations_warnings")]

    operations = [refuse_changes("casework_consultation", only=DELETE)]
