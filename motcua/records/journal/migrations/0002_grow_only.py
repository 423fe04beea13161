"""Gives the log its name, lets entries wait for their place, and makes the tables only grow."""

import secrets

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from motcua.records.journal.append_only import DELETE, UPDATE, refuse_changes


def plant(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The empty tree; its name tells this store's checkpoints from those of any other."""
    apps.get_model("journal", "Tree").objects.create(
        id=1, origin=f"motcua/{secrets.token_hex(8)}", size=0, frontier=b""
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Pending",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pending",
                        serialize=False,
                        to="journal.entry",
                    ),
                ),
            ],
        ),
        migrations.AddField("tree", "origin", models.CharField(max_length=80, default=""), preserve_default=False),
        migrations.AddConstraint("tree", models.CheckConstraint(condition=models.Q(id=1), name="journal_one_tree")),
        migrations.RunPython(plant, migrations.RunPython.noop),
        refuse_changes("journal_entry"),
        refuse_changes("journal_leaf"),
        refuse_changes("journal_tile"),
        refuse_changes("journal_checkpoint"),
        refuse_changes("journal_tree", only=DELETE),
        refuse_changes("journal_personalcontent", only=UPDATE),
    ]
