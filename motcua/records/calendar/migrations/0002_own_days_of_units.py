"""A decision on a day may be that of one unit and those below it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial"), ("places", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="decidedday",
            name="unit",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
            ),
        ),
    ]
