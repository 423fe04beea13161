"""Tables of money."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from motcua.records.journal.append_only import DELETE, refuse_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("casework", "0003_waits_consultations_warnings"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="BankAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("bin", models.CharField(max_length=6)),
                ("number", models.CharField(max_length=19)),
                ("holder", models.CharField(max_length=70)),
                ("invented", models.BooleanField(default=False)),
                ("since", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MoneyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("amount", models.PositiveBigIntegerField()),
                ("method", models.CharField(blank=True, max_length=8)),
                ("ground", models.CharField(blank=True, max_length=300)),
                ("receipt_year", models.PositiveSmallIntegerField(null=True)),
                ("receipt_serial", models.PositiveIntegerField(null=True)),
                ("bank_reference", models.CharField(blank=True, max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.dossier"
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.moneyentry",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReceiptSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatementLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.PositiveIntegerField()),
                ("booked_on", models.DateField()),
                ("amount", models.PositiveBigIntegerField()),
                ("reference", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=500)),
                ("state", models.CharField(max_length=10)),
                ("ground", models.CharField(blank=True, max_length=300)),
                (
                    "dossier",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.dossier",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="payments.moneyentry",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="payments.statement"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CashDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("expected", models.PositiveBigIntegerField()),
                ("counted", models.PositiveBigIntegerField()),
                ("ground", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "account", "day"), name="payments_cash_day")],
            },
        ),
        migrations.AddIndex(
            model_name="moneyentry",
            index=models.Index(fields=["unit", "at"], name="payments_cash_sheet"),
        ),
        migrations.AddConstraint(
            model_name="moneyentry",
            constraint=models.UniqueConstraint(fields=("dossier", "number"), name="payments_entry_number"),
        ),
        migrations.AddConstraint(
            model_name="moneyentry",
            constraint=models.UniqueConstraint(
                fields=("unit", "receipt_year", "receipt_serial"), name="payments_receipt"
            ),
        ),
        migrations.AddConstraint(
            model_name="receiptseries",
            constraint=models.UniqueConstraint(fields=("unit", "year"), name="payments_series"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(fields=("unit", "digest"), name="payments_statement_once"),
        ),
        migrations.AddConstraint(
            model_name="statementline",
            constraint=models.UniqueConstraint(fields=("unit", "reference"), name="payments_line_once"),
        ),
        refuse_changes("payments_moneyentry"),
        refuse_changes("payments_cashday"),
        refuse_changes("payments_bankaccount"),
        refuse_changes("payments_statement"),
        refuse_changes("payments_statementline", only=DELETE),
        refuse_changes("payments_receiptseries", only=DELETE),
    ]
