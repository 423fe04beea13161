"""Tables of letters, number series, and of the tables that were taken in."""

from __future__ import annotations

from django.db import models


class NumberSeries(models.Model):
    """The last number given in a unit's series of one kind of letter in one year; no number is skipped."""

    unit_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit_id", "kind", "year"], name="documents_series"),)


class Letter(models.Model):
    """A letter issued in the course of casework; `content` is JSON of the form's fields."""

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="letters")
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    form_id = models.CharField(max_length=40)
    dossier_code = models.CharField(max_length=60, db_index=True)
    issued_at = models.DateTimeField()
    content = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["series", "serial"], name="documents_letter_serial"),)


class Import(models.Model):
    """A table that an office sent to be taken in: first read (`content` waits), then done, perhaps undone.

    `kind` says what is taken in ("staff"); `changes` is JSON of what was done, row by row, for the one who undoes.
    """

    kind = models.CharField(max_length=16)
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    by_id = models.BigIntegerField(null=True)
    read_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    changes = models.TextField(default="[]")
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["kind", "done_at"], name="documents_import_kind"),)
