"""Opinions asked of other units while a dossier is being settled."""

from __future__ import annotations

from django.db import models


class Consultation(models.Model):
    """A question put to a unit, its own deadline, and the answer; silence is no consent.

    The words of question and answer are in the journal, where they can be erased, at the versions named here.
    `agrees` is None where the answer says neither; `closed` when answered, taken back (the journal says which), or no
    longer needed.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="asked")
    number = models.PositiveSmallIntegerField()
    asker_unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_version = models.PositiveIntegerField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_version = models.PositiveIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    agrees = models.BooleanField(null=True)
    closed = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "number"], name="casework_consultation_number"),)
        indexes = (models.Index(fields=["unit", "closed", "due_at"], name="casework_consulted"),)
