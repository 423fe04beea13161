"""Checks the whole journal against itself, entry by entry, without holding it in memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from motcua.records.journal import append_only, note, tree
from motcua.records.journal.canonical import personal_digest
from motcua.records.journal.models import Checkpoint, Tile, Tree
from motcua.records.keys import journal_key
from motcua.rules.merkle import TILE_WIDTH, Frontier, leaf_hash
from motcua.rules.refusal import Refusal

_BATCH = 500
_read = json.JSONDecoder().decode


class ProblemKind(StrEnum):
    """What does not agree."""

    GAP = "gap"
    UNPLACED = "unplaced"
    LEAF = "leaf"
    COLUMNS = "columns"
    PERSONAL = "personal"
    TILE = "tile"
    FRONTIER = "frontier"
    CHECKPOINT = "checkpoint"
    TRIGGER = "trigger"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """Something that was changed behind the program's back. `text` is a Vietnamese sentence."""

    kind: ProblemKind
    text: str


class _Row(NamedTuple):
    """A leaf with its entry and personal content, as stored; without an entry `body` is None."""

    position: int
    hash: bytes
    entry_id: int
    body: str | None
    act: str
    subject_type: str
    subject_id: int
    version: int
    actor_id: int | None
    request_key: str | None
    request_digest: str
    occurred_at: datetime
    recorded_at: datetime
    salt: bytes | None
    content: str | None


def problems(*, limit: int = 100) -> list[Problem]:
    """The first `limit` problems of the journal; none when log, rows, personal content and checkpoints agree."""
    return list(islice(_all_problems(), limit))


def _all_problems() -> Iterator[Problem]:
    yield from _unguarded_tables()
    yield from _unplaced_entries()
    row = tree.stored()
    yield from _log(row)
    yield from _checkpoints_beyond(tree.stored())


def _log(row: Tree) -> Iterator[Problem]:
    signed = _SignedRoots(size=row.size)
    frontier, missing = Frontier(), 0
    yield from signed.problems_at(frontier)
    for leaf in _rows(row.size):  # 200,000 times: what mostly has nothing to say is not asked
        if leaf.position != frontier.size + missing:
            yield _problem(ProblemKind.GAP, f"Nhật ký thiếu mục trước vị trí {leaf.position}.")
            missing = leaf.position - frontier.size
        recomputed = leaf_hash((leaf.body or "").encode())
        yield from _entry(leaf, recomputed)
        if (frontier.size + 1) % TILE_WIDTH == 0:
            yield from _tiles(frontier, recomputed)
        frontier = frontier.append(recomputed)
        if frontier.size >= signed.next_size:
            yield from signed.problems_at(frontier)
    yield from _end(row, frontier)


def _entry(leaf: _Row, recomputed: bytes) -> Iterator[Problem]:
    if leaf.body is None:
        yield _problem(ProblemKind.GAP, f"Vị trí {leaf.position} của nhật ký trỏ tới mục {leaf.entry_id} không còn.")
        return
    if recomputed != bytes(leaf.hash):
        yield _problem(ProblemKind.LEAF, f"Nội dung mục {leaf.entry_id} khác với mã băm ở vị trí {leaf.position}.")
    try:
        said = _read(leaf.body)
        agree = _said(said) == _stored(leaf)
    except (ValueError, KeyError, TypeError):
        yield _problem(ProblemKind.COLUMNS, f"Không đọc được nội dung mục {leaf.entry_id}.")
        return
    if not agree:
        yield _problem(ProblemKind.COLUMNS, f"Các cột của mục {leaf.entry_id} khác với nội dung đã ghi.")
    if leaf.content is not None and leaf.salt is not None:  # erased content is no problem
        kept = personal_digest(leaf.content, salt=bytes(leaf.salt))
        if kept != said.get("personal"):
            yield _problem(ProblemKind.PERSONAL, f"Dữ liệu cá nhân của mục {leaf.entry_id} khác với mã băm đã ghi.")


def _tiles(frontier: Frontier, leaf: bytes) -> Iterator[Problem]:
    for tile in frontier.tiles_closed_by(leaf):
        found = Tile.objects.filter(level=tile.level, index=tile.index).first()
        if found is None or bytes(found.hash) != tile.hash:
            yield _problem(ProblemKind.TILE, f"Ô {tile.index} tầng {tile.level} của cây không khớp với các mục.")


def _end(row: Tree, frontier: Frontier) -> Iterator[Problem]:
    if frontier.size != row.size:
        yield _problem(ProblemKind.GAP, f"Cây ghi {row.size} mục nhưng nhật ký có {frontier.size}.")
    if frontier != _frontier_or_none(row):
        yield _problem(ProblemKind.FRONTIER, "Gốc của cây không khớp với các mục của nhật ký.")
    levels = range(1, 9)
    beyond = sum(Tile.objects.filter(level=level, index__gte=row.size // TILE_WIDTH**level).count() for level in levels)
    if beyond and tree.stored().size == row.size:  # otherwise they may belong to entries written meanwhile
        yield _problem(ProblemKind.TILE, f"Cây có {beyond} ô không thuộc mục nào.")


def _unplaced_entries() -> Iterator[Problem]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*), MIN(e.id) FROM journal_entry e"
            " LEFT JOIN journal_leaf l ON l.entry_id = e.id LEFT JOIN journal_pending p ON p.entry_id = e.id"
            " WHERE l.position IS NULL AND p.entry_id IS NULL"
        )
        count, first = cursor.fetchone()
    if count:
        yield _problem(ProblemKind.UNPLACED, f"Có {count} mục không có chỗ trong nhật ký, đầu tiên là mục {first}.")


def _unguarded_tables() -> Iterator[Problem]:
    for table in ("journal_entry", "journal_leaf", "journal_tile", "journal_checkpoint"):
        for change in append_only.unguarded(connection, table=table):
            yield _problem(ProblemKind.TRIGGER, f"Bảng {table} không còn từ chối {change}.")


def _checkpoints_beyond(row: Tree) -> Iterator[Problem]:
    for size in Checkpoint.objects.filter(size__gt=row.size).values_list("size", flat=True):
        yield _problem(ProblemKind.CHECKPOINT, f"Mốc kiểm chứng nói {size} mục nhưng nhật ký chỉ có {row.size}.")


class _SignedRoots:
    """The checkpoints up to a size, met one after the other as the log is read."""

    def __init__(self, *, size: int) -> None:
        self._rest = Checkpoint.objects.filter(size__lte=size).order_by("size").iterator(_BATCH)
        self._next = next(self._rest, None)
        self._key: Ed25519PublicKey | None = None

    @property
    def next_size(self) -> float:
        """Size of the log at the next checkpoint; infinite after the last."""
        return float("inf") if self._next is None else self._next.size

    def problems_at(self, frontier: Frontier) -> Iterator[Problem]:
        """What is wrong with the checkpoint of the log of this size, if there is one."""
        while self._next is not None and self._next.size <= frontier.size:
            checkpoint, self._next = self._next, next(self._rest, None)
            if checkpoint.size != frontier.size:
                continue
            if bytes(checkpoint.root) != frontier.root():
                yield _problem(
                    ProblemKind.CHECKPOINT,
                    f"Mốc kiểm chứng ở {checkpoint.size} mục không khớp với nhật ký: có mục trước đó đã bị sửa.",
                )
            yield from self._signature(checkpoint)

    def _signature(self, checkpoint: Checkpoint) -> Iterator[Problem]:
        try:
            self._key = self._key or journal_key().public_key()
            signed = note.verify(checkpoint.text, key=self._key)
        except Refusal as refusal:
            yield _problem(ProblemKind.CHECKPOINT, f"Mốc kiểm chứng ở {checkpoint.size} mục: {refusal}")
            return
        if (signed.size, signed.root) != (checkpoint.size, bytes(checkpoint.root)):
            yield _problem(ProblemKind.CHECKPOINT, f"Mốc kiểm chứng ở {checkpoint.size} mục khác với văn bản đã ký.")


def _rows(size: int) -> Iterator[_Row]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            "SELECT l.position, l.hash, l.entry_id, e.body, e.act, e.subject_type, e.subject_id, e.subject_version,"
            " e.actor_id, e.request_key, e.request_digest, e.occurred_at, e.recorded_at, p.salt, p.content"
            " FROM journal_leaf l LEFT JOIN journal_entry e ON e.id = l.entry_id"
            " LEFT JOIN journal_personalcontent p ON p.entry_id = e.id"
            " WHERE l.position < %s ORDER BY l.position",
            (size,),
        )
        while batch := cursor.fetchmany(_BATCH):
            yield from map(_Row._make, batch)


def _said(body: dict[str, Any]) -> tuple[Any, ...]:
    """What the body says that the columns repeat."""
    return (
        body["act"],
        body["subject_type"],
        body["subject_id"],
        body["version"],
        body["actor_id"],
        body["request_key"],
        body["request_digest"],
        datetime.fromisoformat(body["occurred_at"]),
        datetime.fromisoformat(body["recorded_at"]),
    )


def _stored(row: _Row) -> tuple[Any, ...]:
    """The columns, with aware instants: SQLite gives them in UTC without an offset."""
    if row.occurred_at.tzinfo is None:
        return (*row[4:11], row.occurred_at.replace(tzinfo=UTC), row.recorded_at.replace(tzinfo=UTC))
    return row[4:13]


def _frontier_or_none(row: Tree) -> Frontier | None:
    try:
        return tree.frontier_of(row)
    except ValueError:
        return None


def _problem(kind: ProblemKind, text: str) -> Problem:
    return Problem(kind=kind, text=text)
