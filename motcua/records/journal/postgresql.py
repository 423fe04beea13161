"""Writing an entry on PostgreSQL: one statement, no waiting; one sequencer gives entries their places later."""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.records.journal.canonical import Draft
from motcua.records.journal.models import Entry, Leaf, Pending, Tile, Tree
from motcua.records.plain import Part, together
from motcua.rules.merkle import Frontier, leaf_hash

_SEQUENCER: Final = 0x6D6F7463  # our key among PostgreSQL's advisory locks
_BATCH: Final = 2_000
_ENTRY: Final = (
    "INSERT INTO journal_entry (occurred_at, recorded_at, act, subject_type, subject_id, subject_version, actor_id,"
    " request_key, request_digest, body) SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s"
)
_PENDING: Final = Part(name="pending", sql="INSERT INTO journal_pending (entry_id) SELECT id FROM entry", values=())
_PERSONAL: Final = "INSERT INTO journal_personalcontent (entry_id, salt, content) SELECT id, %s, %s FROM entry"


def write(connection: BaseDatabaseWrapper, draft: Draft) -> tuple[int, None]:
    """Writes the entry and its personal content if any; its position is not known yet."""
    ((entry_id,),) = together(connection, parts(draft), giving="SELECT id FROM entry")
    return entry_id, None


def parts(draft: Draft, *, after: str = "") -> list[Part]:
    """The parts of a statement that write an entry: `entry` has its id.

    With the name of an earlier part in `after`, nothing is written unless that part has its row.
    """
    record = draft.record
    columns = (
        record.occurred_at,
        record.recorded_at,
        record.act,
        record.subject_type,
        record.subject_id,
        record.version,
        record.actor_id,
        record.request_key,
        record.request_digest,
        record.body(),
    )
    source = f" FROM {after}" if after else ""
    written = [Part(name="entry", sql=f"{_ENTRY}{source} RETURNING id", values=columns), _PENDING]
    if draft.content:
        written.append(Part(name="personal", sql=_PERSONAL, values=(draft.salt, draft.content)))
    return written


def sequence(connection: BaseDatabaseWrapper) -> int:
    """Gives every waiting entry its place, in one order for everyone; returns how many. Within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SEQUENCER])
    placed = 0
    while waiting := list(
        Entry.objects.filter(pending__isnull=False).order_by("id").values_list("id", "body")[:_BATCH]
    ):
        _place(waiting)
        placed += len(waiting)
    return placed


def _place(waiting: list[tuple[int, str]]) -> None:
    tree = Tree.objects.get(pk=1)
    frontier = Frontier(size=tree.size, roots=bytes(tree.frontier))
    leaves: list[Leaf] = []
    tiles: list[Tile] = []
    for entry_id, body in waiting:
        leaf = leaf_hash(body.encode())
        tiles += (Tile(level=it.level, index=it.index, hash=it.hash) for it in frontier.tiles_closed_by(leaf))
        leaves.append(Leaf(position=frontier.size, entry_id=entry_id, hash=leaf))
        frontier = frontier.append(leaf)
    Leaf.objects.bulk_create(leaves)
    Tile.objects.bulk_create(tiles)
    Tree.objects.filter(pk=1).update(size=frontier.size, frontier=frontier.roots)
    Pending.objects.filter(pk__in=[entry_id for entry_id, _ in waiting]).delete()
