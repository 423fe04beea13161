"""Dossiers that another unit decides or helped with are found by those units without reading all others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_notes_and_filters")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["competent_unit"],
                name="casework_decided_elsewhere",
                condition=~models.Q(competent_unit=models.F("unit")),
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["helped_unit"], name="casework_helped", condition=models.Q(helped_unit__isnull=False)
            ),
        ),
    ]
