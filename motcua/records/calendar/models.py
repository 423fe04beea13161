"""Tables: decisions on days off that were announced after the law data of the program was made."""

from __future__ import annotations

from django.db import models


class DecidedDay(models.Model):
    """A day decided to be off or worked; the latest row of a day holds. Triggers refuse UPDATE and DELETE.

    One of a `unit` holds there and below, before those of wider units; without, it holds for all.

    `digest` is the SHA-256 of this row's content and of the digest before it: the last one names all the decisions.
    """

    day = models.DateField()
    kind = models.CharField(max_length=4)
    reason = models.CharField(max_length=200)
    document = models.CharField(max_length=80)
    article = models.CharField(max_length=80, blank=True)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)
