"""Results over the facts that take long, kept in memory for as long as what they were computed from is the same.

A result is kept with the newest version of the facts that there was when it was computed. One as known at a cut-off
holds until something is recorded that was known by then, which happens only while acts at that instant are still on
their way; one as known now holds until the next act. No time passes judgement on what is kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.conf import settings
from django.db import connection

from motcua.records import plain

T = TypeVar("T")

MOST = 16
"""Results kept in a process, the latest asked for."""

_NEWEST = "SELECT id, dossier_id, version, known_from FROM casework_factsrow ORDER BY id DESC LIMIT 1"
_AGAIN = "SELECT id, dossier_id, version, known_from FROM casework_factsrow WHERE id = %s"
_KNOWN_BY = "SELECT MAX(CASE WHEN known_from <= %s THEN 1 ELSE 0 END) FROM casework_factsrow WHERE id > %s"
_BEING_WRITTEN = (
    "SELECT 1 FROM pg_locks WHERE relation = 'casework_factsrow'::regclass AND mode = 'RowExclusiveLock'"
    " AND pid <> pg_backend_pid() LIMIT 1"
)

Newest = tuple[int, int, int, Any]
"""Id, dossier, version and instant of the newest facts: the id alone may come again in a store that was restored."""


class _Kept(NamedTuple):
    newest: Newest
    result: Any


_results: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = Lock()


def kept(key: Hashable, compute: Callable[[], T], *, as_of: datetime | None = None) -> T:
    """What `compute` gives, which must depend on nothing but the key, the law and the acts recorded until `as_of`
    (None: all there are): whoever asks puts the scope, the period and the calendar into the key. Within a transaction
    nothing is kept, as it may be rolled back.
    """
    if connection.in_atomic_block:
        return compute()
    place = (str(settings.DATA_DIR), str(connection.settings_dict["NAME"]), key, as_of)
    with _lock:
        found = _results.get(place)
    newest = _settled()
    if found is not None and _holds(found.newest, as_of):
        if newest is not None:
            _keep(place, _Kept(newest, found.result))
        result: T = found.result  # the key says which function it came from
        return result
    result = compute()
    if newest is not None and newest == _newest():
        _keep(place, _Kept(newest, result))
    return result


def forget() -> None:
    """Forgets what is kept."""
    with _lock:
        _results.clear()


def _keep(place: Hashable, one: _Kept) -> None:
    with _lock:
        _results[place] = one
        _results.move_to_end(place)
        while len(_results) > MOST:
            _results.popitem(last=False)


def _holds(newest: Newest, as_of: datetime | None) -> bool:
    if as_of is None:
        return _newest() == newest
    if plain.row(_AGAIN, (newest[0],)) != newest:
        return False
    return plain.rows(_KNOWN_BY, (plain.instant(as_of), newest[0])) in ([(None,)], [(0,)])


def _newest() -> Newest | None:
    found = plain.row(_NEWEST, ())
    return None if found is None else (found[0], found[1], found[2], found[3])


def _settled() -> Newest | None:
    """The newest facts, if all before them are there too: on PostgreSQL acts are not recorded in the order of ids."""
    newest = _newest()
    if connection.vendor == "postgresql" and plain.row(_BEING_WRITTEN, ()) is not None:
        return None
    return newest
