"""The index by which people of the same birth and name are found serves whatever collation a PostgreSQL has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_seen_elsewhere")]

    operations = [
        migrations.RemoveIndex(model_name="applicant", name="casework_alike"),
        migrations.AddIndex(
            model_name="applicant",
            index=models.Index(
                fields=["birth", "search"],
                name="casework_alike",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],
            ),
        ),
    ]
