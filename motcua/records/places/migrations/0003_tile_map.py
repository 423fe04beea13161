"""Units laid out as tiles."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_unit_version")]

    operations = [
        migrations.CreateModel(
            name="TileMap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tiles", models.JSONField()),
                ("source", models.CharField(max_length=300)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tile_map", to="places.unit"
                    ),
                ),
            ],
        ),
    ]
