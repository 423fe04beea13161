"""The journal written plainly with the ORM and read from its definition: what the quick writers must equal."""

from __future__ import annotations

from typing import Any

from motcua.records.journal.actions import sequence
from motcua.records.journal.canonical import Record
from motcua.records.journal.models import Entry, Leaf, PersonalContent, Tile, Tree
from motcua.rules.merkle import Frontier, leaf_hash, root_of


def write(record: Record, *, salt: bytes, content: str) -> Entry:
    """Writes an entry with everything that belongs to it, one row after the other."""
    entry = Entry.objects.create(
        occurred_at=record.occurred_at,
        recorded_at=record.recorded_at,
        act=record.act,
        subject_type=record.subject_type,
        subject_id=record.subject_id,
        subject_version=record.version,
        actor_id=record.actor_id,
        request_key=record.request_key,
        request_digest=record.request_digest,
        body=record.body(),
    )
    if content:
        PersonalContent.objects.create(entry=entry, salt=salt, content=content)
    tree = Tree.objects.get()
    frontier = Frontier(size=tree.size, roots=bytes(tree.frontier)).append(leaf_hash(entry.body.encode()))
    Leaf.objects.create(position=tree.size, entry=entry, hash=leaf_hash(entry.body.encode()))
    if frontier.size % 256 == 0:
        leaves = [bytes(leaf.hash) for leaf in Leaf.objects.order_by("position")]
        width, level = 256, 1
        while frontier.size % width == 0:
            node = root_of(leaves[frontier.size - width :])
            Tile.objects.create(level=level, index=frontier.size // width - 1, hash=node)
            width, level = width * 256, level + 1
    tree.size, tree.frontier = frontier.size, frontier.roots
    tree.save()
    return entry


def contents() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the journal but its name, in order, as Python values."""
    sequence()
    entry = ("occurred_at", "recorded_at", "act", "subject_type", "subject_id", "subject_version", "actor_id")
    wanted: dict[type[Any], tuple[str, ...]] = {
        Entry: (*entry, "request_key", "request_digest", "body"),
        PersonalContent: ("entry_id", "salt", "content"),
        Leaf: ("position", "entry_id", "hash"),
        Tile: ("level", "index", "hash"),
        Tree: ("size", "frontier"),
    }
    return {
        model.__name__: [
            tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)
            for row in model.objects.order_by("pk").values_list(*fields)
        ]
        for model, fields in wanted.items()
    }
