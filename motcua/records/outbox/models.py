"""Table of the outbox."""

from __future__ import annotations

from django.db import models


class MessageState(models.TextChoices):
    """HELD messages belong to a replay and never leave; DEAD ones failed too often and wait for a person."""

    PENDING = "pending"
    HELD = "held"
    SENT = "sent"
    DEAD = "dead"


class Message(models.Model):
    """Something to be told to the outside about a subject; `payload` is JSON without personal data."""

    topic = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    payload = models.TextField()
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    last_error = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        indexes = (models.Index(fields=["due_at"], name="outbox_pending", condition=models.Q(state="pending")),)
