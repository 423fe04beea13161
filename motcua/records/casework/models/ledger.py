"""The ledger of promises. Triggers refuse UPDATE and DELETE."""

from __future__ import annotations

from django.db import models


class LedgerRow(models.Model):
    """One reason why the due date is what it is.

    `basis` is the JSON of the rule values used, `explanation` the JSON of the typed lines that explain
    `due_after`; both stay as they were written.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="ledger")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    due_before = models.DateTimeField(null=True)
    due_after = models.DateTimeField(null=True)
    legal_basis = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    approver_id = models.BigIntegerField(null=True)
    document = models.CharField(max_length=60, blank=True)
    basis = models.TextField()
    explanation = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "number"], name="casework_ledger_number"),)
