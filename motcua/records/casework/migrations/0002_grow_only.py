"""Makes the ledger only grow, and keeps every dossier that ever had a number."""

from django.db import migrations

from motcua.records.journal.append_only import DELETE, refuse_changes


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = [
        refuse_changes("casework_ledgerrow"),
        refuse_changes("casework_dossier", only=DELETE),
        refuse_changes("casework_factsrow", only=DELETE),
        refuse_changes("casework_codecounter", only=DELETE),
    ]
