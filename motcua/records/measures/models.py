"""Tables of figures: those that this store did not count itself."""

from __future__ import annotations

from django.db import models


class External(models.Model):
    """A figure of a period that was counted elsewhere; triggers refuse UPDATE and DELETE, the latest row is in force.

    `indicator` by its id, `unit_key` the unit with all below it, `first` and `last` the days of the period, both
    included. `denominator` None: a plain count. `source` says where it was read; `invented`: by nobody, for show.
    """

    indicator = models.CharField(max_length=60)
    unit_key = models.CharField(max_length=60)
    first = models.DateField()
    last = models.DateField()
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True)
    source = models.CharField(max_length=300)
    invented = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["unit_key", "first", "last"], name="measures_compared"),)
