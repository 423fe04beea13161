"""A version of a procedure may allow another number of supplements than the era, by a document of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_steps_of_others")]

    operations = [
        migrations.AddField(
            model_name="procedureversion",
            name="max_supplements",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="supplements_basis",
            field=models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="procedureversion",
            name="supplements_confidence",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
    ]
