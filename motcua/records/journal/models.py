"""Tables of the journal. Triggers refuse UPDATE and DELETE on entries, leaves, tiles and checkpoints."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that happened. `body` is the canonical JSON that is hashed; the columns repeat it for search."""

    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    act = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=16)
    subject_id = models.BigIntegerField()
    subject_version = models.PositiveIntegerField()
    actor_id = models.BigIntegerField(null=True)
    request_key = models.CharField(max_length=120, null=True, unique=True)
    request_digest = models.CharField(max_length=64)
    body = models.TextField()

    class Meta:
        indexes = (models.Index(fields=["subject_type", "subject_id", "id"], name="journal_subject"),)


class PersonalContent(models.Model):
    """Personal content of an entry, kept apart so that it can be erased; the entry holds its salted hash."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="personal")
    salt = models.BinaryField(max_length=16)
    content = models.TextField()


class Pending(models.Model):
    """An entry that waits for its place in the log. Only on PostgreSQL, where writers do not queue for one."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="pending")


class Leaf(models.Model):
    """The place of an entry in the Merkle log, from 0; `hash` is SHA-256(0x00 ‖ body)."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")
    hash = models.BinaryField(max_length=32)


class Tree(models.Model):
    """The single row (id 1) with the log's name, its size and the roots of its complete subtrees, largest first."""

    origin = models.CharField(max_length=80)
    size = models.BigIntegerField()
    frontier = models.BinaryField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="journal_one_tree"),)


class Tile(models.Model):
    """Root of the complete subtree over leaves [index·256^level, (index+1)·256^level): proofs read few leaves."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["level", "index"], name="journal_tile_place"),)


class Checkpoint(models.Model):
    """A signed root: `text` is the C2SP note with its Ed25519 signature."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    signed_at = models.DateTimeField()
    text = models.TextField()
