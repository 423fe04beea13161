"""Checks of honesty over a period: what each has of each unit in sight, and the dossiers to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.law.registry import law
from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import counting, keeping, legal
from motcua.records.casework.tracing import traces
from motcua.records.casework.views import ListRow
from motcua.records.measures.relation import all_known
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.honesty.check import Check
from motcua.rules.honesty.checks import checks
from motcua.rules.honesty.judging import Finding, Scale, judged
from motcua.rules.honesty.trace import Trace, number_of
from motcua.rules.period import Period

PAGE = counting.PAGE


@dataclass(frozen=True, kw_only=True, slots=True)
class Looked:
    """What the checks find, as known at `as_of`: by check, the units that had anything to look at, by unit id;
    `limits` are the values of the law by check.
    """

    as_of: datetime
    limits: Mapping[str, int]
    findings: Mapping[str, Mapping[int, Finding]]

    def of(self, check: Check, unit_id: int) -> Finding | None:
        """What a check finds in a unit; None where there was nothing to look at."""
        return self.findings[check.id].get(unit_id)


def look(viewer: Viewer, period: Period) -> Looked:
    """Holds all checks over a period, as known at its end or now, the earlier. Values of the law are those of then.

    A person who sees one unit has it compared with itself alone; what is usual among units is told to whoever may see
    them.
    """
    now = clock.now()
    as_of = min(period.end, now).astimezone(LOCAL)
    on, until = (as_of - timedelta(microseconds=1)).date(), _until(as_of)
    limits = {check.id: _value(check.limit, on) if check.limit else 0 for check in checks().values()}
    seen = ("honesty", policy.scope(viewer), period, on, until, legal.calendar())
    findings = keeping.kept(
        seen,
        lambda: _judged(traces(viewer, period, as_of=as_of), limits, scale=_scale(on), until=until),
        as_of=None if as_of == now and all_known(as_of) else as_of,
    )
    return Looked(as_of=as_of, limits=limits, findings=findings)


Findings = Mapping[str, Mapping[int, Finding]]


def _judged(found: Iterable[Trace], limits: Mapping[str, int], *, scale: Scale, until: int) -> Findings:
    looked_at = tuple(found)
    return {
        check.id: {
            finding.unit_id: finding
            for finding in judged(check, looked_at, limit=limits[check.id], scale=scale, until=until)
        }
        for check in checks().values()
    }


def dossiers_of(finding: Finding, *, after: int = 0) -> tuple[tuple[ListRow, ...], int]:
    """A page of the dossiers to be looked at again, and the id after which the next page starts (0: none)."""
    return counting.dossiers_of([one for one in finding.dossiers if one > after])


def _scale(on: date) -> Scale:
    return Scale(
        least=_value("honesty.least", on), chance=_value("honesty.chance", on), floor=_value("honesty.floor", on)
    )


def _value(law_id: str, on: date) -> int:
    value = law().value_on(law_id, on).value
    assert isinstance(value, int)
    return value


def _until(as_of: datetime) -> int:
    """The last day known in full: that of the cut-off once the offices are closed, else the one before."""
    return number_of((as_of - timedelta(hours=_CLOSED)).date())


_CLOSED = 17
