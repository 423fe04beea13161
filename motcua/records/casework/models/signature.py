"""Digital signatures: those asked for, and those found in the files of dossiers."""

from __future__ import annotations

from django.db import models


class SignatureRequest(models.Model):
    """A signature asked for on a file of a dossier; of each kind one at most per file, and rows are never deleted.

    `kind` as in `signature_types`, `state` as in `signatures.RequestState`. `account` asked last: a personal
    signature is that person's, one of the agency that of `unit`. `result` is the signed file. `version` grows with
    each change that the journal tells; `attempts` and `failure` only tell of what went wrong meanwhile.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey("casework.Attachment", on_delete=models.PROTECT, related_name="+", db_index=False)
    result = models.OneToOneField("casework.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=8)
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "kind"], name="casework_signature_once"),)


class SignatureReport(models.Model):
    """What was found when the signatures of a stored PDF were looked at last.

    `found` is JSON of `signature_types.SignatureView`, `signed` whether there are any; `roots` names the set of
    trusted roots that they were judged by; `unreadable`: there are signatures that the program could not read.
    """

    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="signature_report")
    version = models.PositiveSmallIntegerField(default=1)
    looked_at = models.DateTimeField()
    roots = models.CharField(max_length=64)
    found = models.TextField()
    signed = models.BooleanField()
    unreadable = models.BooleanField(default=False)

    class Meta:
        indexes = (models.Index(fields=["signed", "roots"], name="casework_signed_files"),)
