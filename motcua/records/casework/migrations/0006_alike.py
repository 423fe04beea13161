"""People of the same birth and name are found: a dossier may be there already."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0005_attachment")]

    operations = [
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(fields=["birth", "search"], name="casework_alike"),
        ),
    ]
