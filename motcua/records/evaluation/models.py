"""Tables of the evaluation. All only grow: a mistake is put right by a further version, and what stood stays readable.

What people wrote in words is kept in the journal alone, apart from the rest, where it can be erased.
"""

from __future__ import annotations

from django.db import models


class Ballot(models.Model):
    """What the citizen of a dossier said of its settlement; the version with the highest `number` counts.

    `unit_id` received the dossier. `levels` says how many levels of satisfaction the ballot offered; `satisfied` what
    `rules.evaluation.satisfied` makes of the answers. `entry_id` is the entry of the journal.
    """

    dossier = models.ForeignKey("casework.Dossier", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField()
    unit_id = models.BigIntegerField(db_index=True)
    origin = models.CharField(max_length=10)
    levels = models.PositiveSmallIntegerField()
    satisfied = models.BooleanField(null=True)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["dossier", "number"], name="evaluation_ballot_number"),)


class Answer(models.Model):
    """The `level` of an indicator on a ballot (None: not answered), beside the one that the record proposes (None:
    nothing tells), both from 1, the lowest.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="answers", db_index=False)
    criterion = models.CharField(max_length=4)
    level = models.PositiveSmallIntegerField(null=True)
    record = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["ballot", "criterion"], name="evaluation_answer_once"),)


class Assessment(models.Model):
    """The points that an agency gives itself for a period, or that its appraisal gives it: `kind` "own" or "appraised".

    `number` counts the assessments of the unit; an appraisal names in `of` the own points that it appraises, and counts
    while these are the latest. `points` is JSON: by indicator, with a decimal point.
    """

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    first = models.DateField()
    last = models.DateField()
    kind = models.CharField(max_length=10)
    of = models.PositiveIntegerField(null=True)
    points = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)
    entry_id = models.BigIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "number"], name="evaluation_assessment_number"),)
