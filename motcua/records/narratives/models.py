"""Tables of reports in words. Both only grow: every text that ever stood in a report stays readable."""

from __future__ import annotations

from django.db import models


class Narrative(models.Model):
    """A report in words of a unit over a period. One written anew over the same days is the next edition."""

    unit_id = models.BigIntegerField()
    period = models.CharField(max_length=30)
    first = models.DateField()
    last = models.DateField()
    edition = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit_id", "first", "last", "edition"], name="narratives_edition"),
        )


class NarrativeAct(models.Model):
    """What was done with a report, numbered from 1: "begin", then "write" and "fill", at last "sign" or "drop".

    `section` is the one that was written, else empty. `content` is JSON: of a writing its text, of a filling what the
    fields said, of a signing the report as pinned; `digest` is its SHA-256.
    """

    narrative = models.ForeignKey(Narrative, on_delete=models.PROTECT, related_name="acts", db_index=False)
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=8)
    section = models.CharField(max_length=30)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["narrative", "number"], name="narratives_act_number"),)
