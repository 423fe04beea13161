"""The logs taken in: which there are, what they show, their cases and the events of one case."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from motcua.law.types import LOCAL
from motcua.records import plain
from motcua.records.logs.access import require_knower, require_reader
from motcua.records.logs.content import case_of
from motcua.records.logs.models import Log, LogCase, LogEvent
from motcua.records.people.viewer import Viewer
from motcua.rules.event_log import Case, Fate
from motcua.rules.event_log_figures import VERSION, Analysis, analysed
from motcua.rules.refusal import NotFound

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class LogView:
    """A log as listed. `by_id` is None where the operator took it in; `form` is "xes" or "csv"."""

    id: int
    name: str
    file_name: str
    form: str
    taken_at: datetime
    by_id: int | None
    left_out: int
    cases: int
    events: int


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseView:
    """A case as listed; `size` counts its events, `variant` is its place among the variants."""

    number: int
    key: str
    channel: str
    planned_end: int | None
    actual_end: int | None
    start: int
    size: int
    fate: Fate
    variant: int


def logs(viewer: Viewer) -> tuple[LogView, ...]:
    """Every log of the store, the latest first. Raises NotAllowed."""
    require_knower(viewer)
    return tuple(_view(row) for row in Log.objects.order_by("-taken_at", "-pk"))


def log(viewer: Viewer, name: str) -> tuple[LogView, Analysis]:
    """A log by its name, with what it shows. Raises NotAllowed, NotFound."""
    require_reader(viewer)
    row = _row(name)
    return _view(row), _analysis(row)


def cases(
    viewer: Viewer, name: str, *, fate: Fate | None = None, variant: int | None = None, after: int = 0, size: int = PAGE
) -> tuple[tuple[CaseView, ...], int]:
    """Cases of a log in its order, of one fate or one variant, from after a number on; and the number after which the
    next page starts (0: none). Raises NotAllowed, NotFound.
    """
    require_reader(viewer)
    rows = LogCase.objects.filter(log=_row(name), number__gt=after).order_by("number")
    if fate is not None:
        rows = rows.filter(fate=fate.value)
    if variant is not None:
        rows = rows.filter(variant=variant)
    found = list(rows[: size + 1])
    return tuple(map(_case, found[:size])), found[size - 1].number if len(found) > size else 0


def case(viewer: Viewer, name: str, number: int) -> tuple[CaseView, Case]:
    """A case of a log by its number, and the same with its events. Raises NotAllowed, NotFound."""
    require_reader(viewer)
    row = LogCase.objects.filter(log=_row(name), number=number).first()
    if row is None:
        raise NotFound("case", "Nhật ký «{name}» không có hồ sơ số {number}.", name=name[:80], number=number)
    events = LogEvent.objects.filter(log=row.log_id, case_number=number).order_by("place")
    told = (row.key, row.channel, row.planned_end, row.actual_end)
    return _case(row), case_of(told, events.values_list("activity", "at", "resource"))


def cases_of(log_id: int) -> Iterator[Case]:
    """The cases of a log as they were taken in, in order."""
    told = plain.rows(_CASES, (log_id,))
    happened = groupby(plain.rows(_EVENTS, (log_id,)), key=itemgetter(0))
    events = {number: [row[1:] for row in rows] for number, rows in happened}
    for number, *row in told:
        yield case_of(tuple(row), events.get(number, ()))


_CASES = "SELECT number, key, channel, planned_end, actual_end FROM logs_logcase WHERE log_id = %s ORDER BY number"
_EVENTS = "SELECT case_number, activity, at, resource FROM logs_logevent WHERE log_id = %s ORDER BY case_number, place"


def _row(name: str) -> Log:
    row = Log.objects.filter(name=name.replace("\0", "")).first()
    if row is None:
        raise NotFound("name", "Không có nhật ký «{name}»; hãy xem lại danh sách nhật ký.", name=name[:80])
    return row


def _analysis(row: Log) -> Analysis:
    """As it was made when the log was taken in; anew where the way of making it has changed since."""
    if row.analysed_as == VERSION:
        return Analysis.from_json(json.loads(row.analysis))
    return analysed(tuple(cases_of(row.pk)))


def _view(row: Log) -> LogView:
    told = json.loads(row.analysis)["summary"]
    return LogView(
        id=row.pk,
        name=row.name,
        file_name=row.file_name,
        form=row.form,
        taken_at=row.taken_at.astimezone(LOCAL),
        by_id=row.by_id,
        left_out=row.left_out,
        cases=told["cases"],
        events=told["events"],
    )


def _case(row: LogCase) -> CaseView:
    return CaseView(
        number=row.number,
        key=row.key,
        channel=row.channel,
        planned_end=row.planned_end,
        actual_end=row.actual_end,
        start=row.start,
        size=row.size,
        fate=Fate(row.fate),
        variant=row.variant,
    )
