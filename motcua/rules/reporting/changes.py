"""What changed a report after its cut-off: act by act, from which columns to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from motcua.rules.reporting.flow import Cut, Flow, Known, flow


class Version(NamedTuple):
    """A version of the facts: `known` None before acceptance; `void` when the number does not count any more."""

    number: int
    recorded_at: datetime
    happened_at: datetime
    known: Known | None
    void: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """The act that made version `number` of a dossier moved it, in a report of the past; None: in no column."""

    number: int
    recorded_at: datetime
    happened_at: datetime
    before: Flow | None
    after: Flow | None


def standing(versions: Sequence[Version], at: Cut) -> Flow | None:
    """Where a dossier stands by what was recorded until `at.as_of`. A number once void never counted."""
    told = [version for version in versions if version.recorded_at <= at.as_of]
    happened = [version for version in told if version.happened_at < at.until]
    if not happened or any(version.void for version in told):
        return None
    last = max(happened, key=lambda version: version.number)
    return None if last.known is None else flow(last.known, at)


def changes(versions: Sequence[Version], at: Cut, *, until: datetime) -> tuple[Change, ...]:
    """The acts recorded after `at.as_of` and not after `until` that moved a dossier in the report, in their order."""
    found: list[Change] = []
    before = standing(versions, at)
    later = (version for version in versions if at.as_of < version.recorded_at <= until)
    for version in sorted(later, key=lambda version: version.number):
        known = [one for one in versions if one.number <= version.number]
        after = standing(known, replace(at, as_of=version.recorded_at))
        if after != before:
            found.append(
                Change(
                    number=version.number,
                    recorded_at=version.recorded_at,
                    happened_at=version.happened_at,
                    before=before,
                    after=after,
                )
            )
        before = after
    return tuple(found)
