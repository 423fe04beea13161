"""Tables of reports. Both only grow: what a report is never changes, and what is done with it is added."""

from __future__ import annotations

from django.db import models


class Report(models.Model):
    """A report of a unit over a period on a form, by its code. One made anew over the same days is the next edition."""

    form = models.CharField(max_length=20)
    unit_id = models.BigIntegerField()
    period = models.CharField(max_length=30)
    first = models.DateField()
    last = models.DateField()
    edition = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit_id", "form", "first", "last", "edition"], name="reports_edition"),
        )


class ReportAct(models.Model):
    """What was done with a report, numbered from 1: "draft", then "drop", or "sign" and "send".

    `content` is JSON: of a signing the figures as pinned, with the cut-off and the post; `digest` is its SHA-256.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="acts", db_index=False)
    number = models.PositiveSmallIntegerField()
    act = models.CharField(max_length=8)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["report", "number"], name="reports_act_number"),)
