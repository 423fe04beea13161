"""Tables: what people are told, by which channel and in which language."""

from __future__ import annotations

from django.db import models


class Notice(models.Model):
    """Something a member of staff is told on screen. `message_id` is the message of the outbox it was made from.

    `code` is the dossier's; `data` is JSON of what the text says beside it, without names of people.
    """

    account = models.ForeignKey("people.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    message_id = models.BigIntegerField()
    template = models.CharField(max_length=40)
    dossier_id = models.BigIntegerField()
    code = models.CharField(max_length=60)
    data = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message_id", "account"], name="notices_once"),)
        indexes = (
            models.Index(fields=["account", "-id"], name="notices_page"),
            models.Index(fields=["account"], name="notices_unread", condition=models.Q(read_at__isnull=True)),
        )


class TemplateOverride(models.Model):
    """An office's own wording of a part of a template; empty `text` means the original one again.

    It holds for dossiers of the unit and of the units below that have none of their own.
    """

    unit = models.ForeignKey("places.Unit", on_delete=models.PROTECT, related_name="+")
    template = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    part = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey("people.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["unit", "template", "language", "part"], name="notices_override_once"),
        )


class MailChoice(models.Model):
    """Where a member of staff wants notices as mail too; empty for nowhere."""

    account = models.OneToOneField("people.Account", on_delete=models.PROTECT, primary_key=True, related_name="+")
    address = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField()
