"""What staff tell one another of a dossier, and the lists that each keeps for oneself."""

from __future__ import annotations

from django.db import models


class Note(models.Model):
    """A note on a dossier, numbered from 1 within it; rows neither change nor go.

    Its words are in the journal, at `entry_id`, where they can be erased. `mentioned` is JSON of the ids of accounts.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    entry_id = models.BigIntegerField()
    author = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    mentioned = models.TextField(default="[]")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "number"], name="casework_note_number"),)


class SavedFilter(models.Model):
    """A work list that a person keeps under a name of their own; `narrowing` is JSON of what it asks for."""

    account = models.ForeignKey("people.Account", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=40)
    narrowing = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["account", "name"], name="casework_filter_name"),)
