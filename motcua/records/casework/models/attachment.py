"""Files that belong to a dossier."""

from __future__ import annotations

from django.db import models


class Attachment(models.Model):
    """A file of a dossier, numbered from 1 within it; rows are never deleted, and one taken away says so.

    `kind` as in `attachments.Kind`; `paper` is the number of the component that it is a copy of. `label`, `symbol`
    (number and symbol), `issuer` and the dates describe the paper. `digitised`: a member of staff made it from the
    paper in hand. `added_by` is None for a citizen. `checked_at` is when staff compared it with what it should be:
    a file that was sent in proves nothing before. `version` grows with each change.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    paper = models.PositiveSmallIntegerField(null=True)
    name = models.CharField(max_length=150)
    label = models.CharField(max_length=200, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    digitised = models.BooleanField(default=False)
    added_by = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(
        "people.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "number"], name="casework_attachment_number"),)
