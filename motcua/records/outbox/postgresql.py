"""Writing a message on PostgreSQL, alone or as a part of a larger statement."""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

from motcua.records.outbox.posting import Draft
from motcua.records.plain import Part, together

_INSERT: Final = (
    "INSERT INTO outbox_message (topic, subject_type, subject_id, payload, state, attempts, created_at, due_at,"
    " last_error) SELECT %s, %s, %s, {payload}, %s, 0, %s, %s, ''"
)
_ALONE: Final = _INSERT.format(payload="%s")
_WITH_ENTRY: Final = _INSERT.format(payload="replace(%s, '\"entry\":0,', '\"entry\":' || id || ',')") + " FROM entry"


def write(connection: BaseDatabaseWrapper, draft: Draft) -> None:
    """Writes the message."""
    together(connection, [Part(name="message", sql=_ALONE, values=_values(draft))], giving="SELECT 1")


def part(draft: Draft) -> Part:
    """The part that writes a message about the entry of the journal that the part `entry` writes.

    Its id is known to the statement alone: the payload has a key `entry` with 0 in its place, and another key after it.
    """
    return Part(name="message", sql=_WITH_ENTRY, values=_values(draft))


def _values(draft: Draft) -> tuple[object, ...]:
    return (
        draft.topic,
        draft.subject_type,
        draft.subject_id,
        draft.payload,
        draft.state,
        draft.created_at,
        draft.due_at,
    )
