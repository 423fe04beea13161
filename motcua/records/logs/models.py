"""Tables of event logs. Nothing here refers to a dossier, and nothing of casework refers here.

Instants are whole milliseconds since 1970, as `rules.event_log` counts them.
"""

from __future__ import annotations

from django.db import models


class Log(models.Model):
    """A log taken in whole. It never changes, so its analysis is kept with it, made in the way `analysed_as` says.

    `digest` is the SHA-256 of its cases and events, as the journal tells it too; `left_out` counts the lines of the
    file that could not be read.
    """

    name = models.CharField(max_length=80, unique=True)
    file_name = models.CharField(max_length=120)
    form = models.CharField(max_length=4)
    taken_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    left_out = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    analysis = models.TextField()
    analysed_as = models.PositiveSmallIntegerField()


class LogCase(models.Model):
    """A case of a log, by its place in it from 1. `variant` is its place among the variants, the commonest first."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    channel = models.CharField(max_length=200, blank=True)
    planned_end = models.BigIntegerField(null=True)
    actual_end = models.BigIntegerField(null=True)
    start = models.BigIntegerField()
    size = models.PositiveIntegerField()
    fate = models.CharField(max_length=10)
    variant = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["log", "number"], name="logs_case_number"),)


class LogEvent(models.Model):
    """An event of a case, by its place in it from 1."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="+", db_index=False)
    case_number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    activity = models.CharField(max_length=200)
    resource = models.CharField(max_length=200, blank=True)
    at = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["log", "case_number", "place"], name="logs_event_place"),)
