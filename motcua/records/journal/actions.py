"""Writing the journal."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from motcua.records import clock
from motcua.records.journal import postgresql, sqlite
from motcua.records.journal.canonical import JSON, Draft, Record, canonical, personal_digest
from motcua.records.journal.models import Checkpoint
from motcua.records.journal.note import SignedCheckpoint, sign
from motcua.records.journal.tree import frontier_of, stored
from motcua.records.keys import journal_key

SALT_SIZE = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class Appended:
    """An entry written. `position` in the log is None on PostgreSQL, until the sequencer has come by."""

    entry_id: int
    position: int | None
    recorded_at: datetime


def append(
    *,
    act: str,
    subject_type: str,
    subject_id: int,
    version: int,
    actor_id: int | None,
    occurred_at: datetime,
    data: Mapping[str, JSON],
    personal: Mapping[str, JSON] | None = None,
    request_key: str | None = None,
    request_digest: str = "",
) -> Appended:
    """Writes what happened into the transaction that changes the rows.

    `data` never holds personal data: it stays for ever and is exported. `personal` is kept apart and can be
    erased. Raises TransactionManagementError outside a transaction, TypeError for values without a canonical
    form (floats), ValueError for a naive `occurred_at`, IntegrityError for a `request_key` used before.
    """
    database = connections[DEFAULT_DB_ALIAS]  # the proxy `connection` would be resolved at each use
    draft = drafted(
        act=act,
        subject_type=subject_type,
        subject_id=subject_id,
        version=version,
        actor_id=actor_id,
        occurred_at=occurred_at,
        data=data,
        personal=personal,
        request_key=request_key,
        request_digest=request_digest,
    )
    write = postgresql.write if database.vendor == "postgresql" else sqlite.write
    entry_id, position = write(database, draft)
    return Appended(entry_id=entry_id, position=position, recorded_at=draft.record.recorded_at)


def drafted(
    *,
    act: str,
    subject_type: str,
    subject_id: int,
    version: int,
    actor_id: int | None,
    occurred_at: datetime,
    data: Mapping[str, JSON],
    personal: Mapping[str, JSON] | None = None,
    request_key: str | None = None,
    request_digest: str = "",
) -> Draft:
    """What `append` would write now, for a caller whose own statement writes it (`postgresql.parts`).

    Raises as `append` does, but for a `request_key` used before.
    """
    if not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        raise transaction.TransactionManagementError("the journal is written within transaction.atomic() only")
    content, salt, digest = "", b"", ""
    if personal is not None:
        content, salt = canonical(personal), os.urandom(SALT_SIZE)
        digest = personal_digest(content, salt=salt)
    record = Record(
        act=act,
        subject_type=subject_type,
        subject_id=subject_id,
        version=version,
        actor_id=actor_id,
        occurred_at=occurred_at,
        recorded_at=clock.now(),
        data=data,
        request_key=request_key,
        request_digest=request_digest,
        personal=digest,
    )
    return Draft(record=record, salt=salt, content=content)


@contextmanager
def at_once() -> Iterator[None]:
    """The entries written inside get their places in the log together, at the end of the block.

    For many acts of one transaction that all hold or none, such as a batch of a replay: nothing inside may be rolled
    back alone, and a checkpoint comes after. On PostgreSQL entries wait for their places anyway.
    """
    database = connections[DEFAULT_DB_ALIAS]
    with nullcontext() if database.vendor == "postgresql" else sqlite.at_once(database):
        yield


@transaction.atomic
def sequence() -> int:
    """Gives every entry that waits for its place in the log one; returns how many. On SQLite none ever waits."""
    database = connections[DEFAULT_DB_ALIAS]
    return postgresql.sequence(database) if database.vendor == "postgresql" else 0


@transaction.atomic
def checkpoint() -> SignedCheckpoint:
    """Signs the log as it is now, entries of the current transaction included, and keeps the checkpoint.

    A log that has not grown gives the checkpoint it has. Refusal when the key of the journal is missing.
    """
    sequence()
    tree = stored()
    known = Checkpoint.objects.filter(size=tree.size).first()
    if known is not None:
        return SignedCheckpoint(origin=tree.origin, size=known.size, root=bytes(known.root), text=known.text)
    root = frontier_of(tree).root()
    signed = sign(origin=tree.origin, size=tree.size, root=root, key=journal_key())
    Checkpoint.objects.create(size=signed.size, root=root, signed_at=clock.now(), text=signed.text)
    return signed
