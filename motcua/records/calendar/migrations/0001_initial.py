"""The days decided, which only grow."""

from django.db import migrations, models

from motcua.records.journal.append_only import refuse_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DecidedDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("kind", models.CharField(max_length=4)),
                ("reason", models.CharField(max_length=200)),
                ("document", models.CharField(max_length=80)),
                ("article", models.CharField(blank=True, max_length=80)),
                ("applied_at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        refuse_changes("calendar_decidedday"),
    ]
