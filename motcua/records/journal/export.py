"""The whole log as JSON lines, which anyone checks without this program (`tools/verify.py`).

One line says whose log it is: {"kind": "log", "format": 1, "origin", "size", "key"}. Then, in order of position,
{"kind": "entry", "position", "leaf", "body"}, and after the entry that completes it each checkpoint,
{"kind": "checkpoint", "size", "text"}. Personal content is not in it, only its salted hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from motcua.records.journal import note, tree
from motcua.records.journal.models import Checkpoint, Leaf
from motcua.records.keys import journal_key

FORMAT = 1
_BATCH = 500


def lines() -> Iterator[str]:
    """The lines, without their ends. Refusal when the key of the journal is missing."""
    row = tree.stored()
    key = note.public_text(row.origin, key=journal_key().public_key())
    yield _line(kind="log", format=FORMAT, origin=row.origin, size=row.size, key=key)
    checkpoints = Checkpoint.objects.filter(size__lte=row.size).order_by("size").iterator(_BATCH)
    checkpoint = next(checkpoints, None)
    for size, line in _entries(row.size):
        yield from line
        while checkpoint is not None and checkpoint.size <= size:
            yield _line(kind="checkpoint", size=checkpoint.size, text=checkpoint.text)
            checkpoint = next(checkpoints, None)


def _entries(size: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The log's size and the line that brought it there; first size 0, which no line brings."""
    yield 0, ()
    leaves = Leaf.objects.filter(position__lt=size).order_by("position")
    for position, leaf, body in leaves.values_list("position", "hash", "entry__body").iterator(_BATCH):
        yield position + 1, (_line(kind="entry", position=position, leaf=bytes(leaf).hex(), body=body),)


def _line(**said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
