"""Tables of procedures."""

from __future__ import annotations

from django.db import models

from motcua.records.catalogue.content import PaperKind
from motcua.rules.process import StepKind


class VersionStatus(models.TextChoices):
    """A version is drafted, comes into force, and is closed; it is never changed once in force.

    One that was published by mistake and under which nothing was accepted is withdrawn: it was never in force.
    """

    DRAFT = "draft", "Dự thảo"
    IN_FORCE = "in_force", "Đang áp dụng"
    CLOSED = "closed", "Hết hiệu lực"
    WITHDRAWN = "withdrawn", "Đã thu hồi"


class Procedure(models.Model):
    """An administrative procedure by its national code ("1.001193").

    Its texts are those of the version published last, so that lists need no join. `search` holds the folded
    words of code and names, each with a blank before it; `rank` is 1 for the most common procedure. `revision`
    counts the changes of its versions, so that nobody overwrites what he has not seen.
    """

    code = models.CharField(max_length=12, unique=True)
    name = models.TextField()
    short_name = models.CharField(max_length=120)
    search = models.TextField()
    field = models.CharField(max_length=120)
    ministry = models.CharField(max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(default=9999)
    revision = models.PositiveIntegerField(default=0)


class ProcedureVersion(models.Model):
    """What a procedure demands from `valid_from` until before `valid_to`.

    Empty `supplement_policy` and `day_reading`, and no `max_supplements`, mean the rule of the era; a number of its
    own has its `supplements_basis` and how sure that is. `levels` lists, separated by commas,
    the levels of unit that receive it. `digest` is the SHA-256 of the whole content.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    name = models.TextField()
    short_name = models.CharField(max_length=120)
    field = models.CharField(max_length=120)
    ministry = models.CharField(max_length=120, blank=True)
    levels = models.CharField(max_length=40)
    decision = models.CharField(max_length=60, blank=True)
    supplement_policy = models.CharField(max_length=10, blank=True)
    max_supplements = models.PositiveSmallIntegerField(null=True)
    supplements_basis = models.CharField(max_length=200, blank=True)
    supplements_confidence = models.CharField(max_length=10, blank=True)
    day_reading = models.CharField(max_length=12, blank=True)
    result = models.TextField(blank=True)
    confidence = models.CharField(max_length=10)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["procedure", "number"], name="catalogue_version_number"),
            models.UniqueConstraint(
                fields=["procedure"], condition=models.Q(status="draft"), name="catalogue_one_draft"
            ),
        )


class ChannelOption(models.Model):
    """Own term and fee of a channel; `fee` in đồng, None when not stated; `fee_note` holds exemptions."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="channels")
    channel = models.CharField(max_length=8)
    term_amount = models.PositiveIntegerField()
    term_unit = models.CharField(max_length=12)
    term_note = models.CharField(max_length=300, blank=True)
    fee = models.PositiveIntegerField(null=True)
    fee_note = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "channel"], name="catalogue_channel_once"),)


class Paper(models.Model):
    """A component that the dossier must or may hold, in the order of the form."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="papers")
    number = models.PositiveSmallIntegerField()
    name = models.TextField()
    kind = models.CharField(max_length=12, choices=PaperKind.choices)
    required = models.BooleanField(default=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="catalogue_paper_number"),)


class Step(models.Model):
    """A row of the internal process: quota in working minutes; `next_number` None ends the process.

    `kind`, `level` (empty: none), `beside` and `back_number` as in `rules.process`.
    """

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    unit_kind = models.CharField(max_length=12)
    role = models.CharField(max_length=16)
    minutes = models.PositiveIntegerField()
    next_number = models.PositiveSmallIntegerField(null=True)
    kind = models.CharField(max_length=12, default=StepKind.WORK.value)
    level = models.CharField(max_length=10, blank=True)
    beside = models.PositiveSmallIntegerField(null=True)
    back_number = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "number"], name="catalogue_step_number"),)
