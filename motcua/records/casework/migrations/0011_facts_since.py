"""What was recorded after a cut-off is found without walking through the facts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0010_signatures")]

    operations = [
        migrations.AddIndex(
            model_name="factsrow",
            index=models.Index(fields=["known_from", "accepted_day", "dossier_id"], name="casework_facts_since"),
        ),
    ]
