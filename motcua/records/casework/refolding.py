"""The facts made again from the journal alone: what `verify` compares the rows with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.law.types import LOCAL
from motcua.rules.dossier import Act, State
from motcua.rules.facts import Event, Facts, advanced


def refolded(facts: Facts | None, *, act: Act, at: datetime, data: Mapping[str, Any]) -> Facts:
    """The facts after one journal entry; the first entry of a dossier carries its opening.

    Raises KeyError for a first entry without one.
    """
    before = facts if facts is not None else _blank(data["opening"], at=at)
    return advanced(before, _event(act, at=at, data=data["event"]))


def _blank(opening: Mapping[str, Any], *, at: datetime) -> Facts:
    return Facts(
        unit_id=opening["unit"],
        competent_unit_id=opening["competent_unit"],
        holder_unit_id=opening["unit"],
        holder_id=None,
        level=opening["level"],
        procedure_id=opening["procedure"],
        channel=opening["channel"],
        state=State.SUBMITTED,
        step=0,
        submitted_at=at,
        last_at=at,
    )


def _event(act: Act, *, at: datetime, data: Mapping[str, Any]) -> Event:
    due = data["due_at"]
    return Event(
        act=act,
        at=at,
        holder_unit_id=data["holder_unit"],
        holder_id=data["holder"],
        step=data["step"],
        due_at=datetime.fromisoformat(due).astimezone(LOCAL) if due else None,
        waited=data["waited"],
        worked=data["worked"],
    )
