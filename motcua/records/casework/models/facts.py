"""One flat row per dossier and version, and the counters added up from the current ones."""

from __future__ import annotations

from django.db import models

PRESENT = (
    "unit_id", "accepted_day", "dossier_id", "known_to", "known_from", "accepted_at", "state", "ended_at", "end_kind",
    "first_due_at", "due_at", "channel", "level", "procedure_id", "holder_id", "waiting_since", "waiting_minutes",
    "working_minutes", "calendar_minutes", "supplements", "payment_waits", "extensions", "on_time", "on_time_by_date",
    "first_promise_kept",
)  # fmt: skip
"""What figures over the present facts look at: they are counted from the index alone, without the wide rows among all
that were superseded. `known_to` is among them, though always empty, because SQLite looks at it all the same.
"""


class FactsRow(models.Model):
    """`rules.facts.Facts` as stored: known from `known_from` until before `known_to` (None: still)."""

    dossier_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    known_from = models.DateTimeField()
    known_to = models.DateTimeField(null=True)
    unit_id = models.BigIntegerField()
    competent_unit_id = models.BigIntegerField()
    holder_unit_id = models.BigIntegerField()
    holder_id = models.BigIntegerField(null=True)
    level = models.CharField(max_length=10)
    procedure_id = models.BigIntegerField()
    channel = models.CharField(max_length=8)
    state = models.CharField(max_length=24)
    step = models.PositiveSmallIntegerField(default=0)
    submitted_at = models.DateTimeField()
    last_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_day = models.DateField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    end_kind = models.CharField(max_length=10, blank=True)
    waiting_since = models.DateTimeField(null=True)
    waiting_minutes = models.PositiveIntegerField(default=0)
    working_minutes = models.PositiveIntegerField(null=True)
    calendar_minutes = models.PositiveIntegerField(null=True)
    supplements = models.PositiveSmallIntegerField(default=0)
    payment_waits = models.PositiveSmallIntegerField(default=0)
    consultations = models.PositiveSmallIntegerField(default=0)
    extensions = models.PositiveSmallIntegerField(default=0)
    apologised_at = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)
    on_time_by_date = models.BooleanField(null=True)
    first_promise_kept = models.BooleanField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier_id", "version"], name="casework_facts_version"),)
        indexes = (
            models.Index(
                fields=PRESENT,
                name="casework_facts_present",
                condition=models.Q(known_to__isnull=True),
            ),
            models.Index(fields=["known_from", "accepted_day", "dossier_id"], name="casework_facts_since"),
        )


class Rollup(models.Model):
    """Sums of `rules.facts.counts` over the current facts of one unit, procedure, channel and day of acceptance."""

    unit_id = models.BigIntegerField()
    procedure_id = models.BigIntegerField()
    channel = models.CharField(max_length=8)
    day = models.DateField()
    received = models.IntegerField(default=0)
    settled = models.IntegerField(default=0)
    with_result = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    stopped = models.IntegerField(default=0)
    withdrawn = models.IntegerField(default=0)
    due = models.IntegerField(default=0)
    on_time = models.IntegerField(default=0)
    on_time_by_date = models.IntegerField(default=0)
    first_promise_kept = models.IntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit_id", "day", "procedure_id", "channel"], name="casework_rollup_place"),
        )
