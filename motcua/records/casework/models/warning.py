"""What a dossier's holder was warned of: once for each due date."""

from __future__ import annotations

from django.db import models


class DutyWarning(models.Model):
    """A warning that a promise is near or broken. `kind` as in `rules.duty`; `due_at` the promise it speaks of."""

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="warnings")
    kind = models.CharField(max_length=24)
    due_at = models.DateTimeField()
    at = models.DateTimeField()
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    holder = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "kind", "due_at"], name="casework_warning_once"),)
        indexes = (models.Index(fields=["unit", "kind", "at"], name="casework_warned"),)
