"""A dossier, the people it belongs to, and the counter its code comes from."""

from __future__ import annotations

from typing import Any

from django.db import models


def _reference(to: str, *, null: bool = False) -> models.ForeignKey[Any, Any]:
    """A reference without an index of its own: the two indexes below serve every list."""
    return models.ForeignKey(to, on_delete=models.PROTECT, null=null, related_name="+", db_index=False)


DECIDED_ELSEWHERE = ~models.Q(competent_unit=models.F("unit"))
"""Received for another unit, which is rare: the index of these is small, and acceptance seldom writes it."""


class Dossier(models.Model):
    """A dossier as it stands now; how it came to stand so is in the journal and the ledger.

    `version` grows by one with each act. `last_at` is when the last act happened. Times of the term are fixed
    at acceptance: `first_due_at` never changes, `due_at` only by an entry of the ledger.
    """

    code = models.CharField(max_length=60, unique=True)
    version = models.PositiveIntegerField()
    state = models.CharField(max_length=24)
    unit = _reference("places.Unit")
    helped_unit = _reference("places.Unit", null=True)
    competent_unit = _reference("places.Unit")
    holder_unit = _reference("places.Unit")
    holder = _reference("people.Account", null=True)
    procedure = _reference("catalogue.Procedure")
    procedure_version = _reference("catalogue.ProcedureVersion")
    channel = models.CharField(max_length=8)
    term_amount = models.PositiveIntegerField()
    term_unit = models.CharField(max_length=12)
    day_reading = models.CharField(max_length=12)
    supplement_policy = models.CharField(max_length=10)
    step = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()
    supplements = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=1)
    papers = models.TextField(default="[]")
    fee = models.PositiveIntegerField(null=True)
    result_number = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["holder_unit", "state", "due_at"], name="casework_worklist"),
            models.Index(fields=["unit", "accepted_at"], name="casework_register"),
            models.Index(fields=["competent_unit"], name="casework_decided_elsewhere", condition=DECIDED_ELSEWHERE),
            models.Index(fields=["helped_unit"], name="casework_helped", condition=models.Q(helped_unit__isnull=False)),
        )


class Applicant(models.Model):
    """Who submits, and whose the dossier is when it is another's. `birth` is an ISO date or only a year."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, primary_key=True, related_name="applicant")
    name = models.CharField(max_length=200)
    search = models.CharField(max_length=500)
    id_number = models.CharField(max_length=20, blank=True, db_index=True)
    birth = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True, db_index=True)
    email = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    owner_name = models.CharField(max_length=200, blank=True)
    owner_address = models.CharField(max_length=300, blank=True)
    authorisation = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(
                fields=["birth", "search"],
                name="casework_alike",
                opclasses=["varchar_pattern_ops", "varchar_pattern_ops"],  # finds beginnings, however letters sort
            ),
        )


class CodeCounter(models.Model):
    """The last serial given by an agency on a local day; counted in the transaction that uses it."""

    agency_id = models.CharField(max_length=20)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency_id", "day"], name="casework_counter"),)


class Viewing(models.Model):
    """A member of staff opened a dossier; the citizen may see this."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="viewings")
    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
