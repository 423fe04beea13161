"""Tables of money: entries, numbers of receipts, accounts of units, statements of banks, and closed cash days."""

from __future__ import annotations

from typing import Any

from django.db import models


def _reference(to: str, *, null: bool = False) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(to, on_delete=models.PROTECT, null=null, related_name="+", db_index=False)


class MoneyEntry(models.Model):
    """One thing that happened to the money of a dossier. Triggers refuse UPDATE and DELETE.

    `number` counts the dossier's entries; `unit` is the desk that acted. A payment has the serial of its receipt in
    the unit's series of the year. `ground` is a legal text or an internal reason, never about a person.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12)
    amount = models.PositiveBigIntegerField()
    method = models.CharField(max_length=8, blank=True)
    of = _reference("self", null=True)
    ground = models.CharField(max_length=300, blank=True)
    unit = _reference("places.Unit")
    account = _reference("people.Account", null=True)
    approver = _reference("people.Account", null=True)
    receipt_year = models.PositiveSmallIntegerField(null=True)
    receipt_serial = models.PositiveIntegerField(null=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["dossier", "number"], name="payments_entry_number"),
            models.UniqueConstraint(fields=["unit", "receipt_year", "receipt_serial"], name="payments_receipt"),
        )
        indexes = (models.Index(fields=["unit", "at"], name="payments_cash_sheet"),)


class ReceiptSeries(models.Model):
    """The last serial of a unit's receipts in a year: no number is skipped."""

    unit = _reference("places.Unit")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "year"], name="payments_series"),)


class BankAccount(models.Model):
    """Where the money of a unit goes; the latest row is the one in use. `bin` is the bank's number at NAPAS."""

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    bin = models.CharField(max_length=6)
    number = models.CharField(max_length=19)
    holder = models.CharField(max_length=70)
    invented = models.BooleanField(default=False)
    since = models.DateTimeField()


class Statement(models.Model):
    """A statement of a bank as it was taken in; the same file is taken in once."""

    unit = _reference("places.Unit")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    account = _reference("people.Account", null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "digest"], name="payments_statement_once"),)


class StatementLine(models.Model):
    """A credit on a statement; `text` is what the bank wrote. A reference of the bank counts once for a unit.

    `state` as in `rules.reconciliation`; `ground` says why a line is not of this desk.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    unit = _reference("places.Unit")
    row = models.PositiveIntegerField()
    booked_on = models.DateField()
    amount = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=60)
    text = models.CharField(max_length=500)
    state = models.CharField(max_length=10)
    dossier = _reference("casework.Dossier", null=True)
    entry = _reference("payments.MoneyEntry", null=True)
    ground = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "reference"], name="payments_line_once"),)


class CashDay(models.Model):
    """A collector's cash of a day, counted and handed over. `expected` is what the entries say; amounts in đồng."""

    unit = _reference("places.Unit")
    account = _reference("people.Account")
    day = models.DateField()
    expected = models.PositiveBigIntegerField()
    counted = models.PositiveBigIntegerField()
    ground = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "account", "day"], name="payments_cash_day"),)
