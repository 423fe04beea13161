from django.db import migrations, models

from motcua.records.journal.append_only import refuse_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="External",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("indicator", models.CharField(max_length=60)),
                ("unit_key", models.CharField(max_length=60)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("numerator", models.BigIntegerField()),
                ("denominator", models.BigIntegerField(null=True)),
                ("source", models.CharField(max_length=300)),
                ("invented", models.BooleanField(default=False)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["unit_key", "first", "last"], name="measures_compared")],
            },
        ),
        refuse_changes("measures_external"),
    ]
