"""Tables of scores."""

from __future__ import annotations

from django.db import models


class Declared(models.Model):
    """What an administrator declared of a row of the score sheet for a unit and a period, out of a document.

    It never changes: a correction is the next `number` for the same row, unit and period, with its `ground`; the
    latest counts. One without numerator and denominator takes the declaration back.
    """

    row = models.CharField(max_length=8)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    first = models.DateField()
    last = models.DateField()
    number = models.PositiveIntegerField()
    numerator = models.PositiveBigIntegerField(null=True)
    denominator = models.PositiveBigIntegerField(null=True)
    document = models.CharField(max_length=120)
    document_date = models.DateField()
    ground = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "first", "last", "row", "number"], name="scoring_declared_number"),
        )
