"""Reports of a unit: which there are, what each says, and what has changed in it since it was signed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.law.report_types import ReportForm, ReportRows
from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import flows
from motcua.records.casework.counting import dossiers_of
from motcua.records.casework.flows import Changed
from motcua.records.journal import queries as journal
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.reports import making
from motcua.records.reports.content import Act, Signed, period_of
from motcua.records.reports.looking import LEVELS
from motcua.records.reports.making import Made
from motcua.records.reports.models import Report, ReportAct
from motcua.rules.dossier import TRANSITIONS
from motcua.rules.dossier import Act as CaseAct
from motcua.rules.period import Period
from motcua.rules.refusal import NotFound
from motcua.rules.reporting.columns import COLUMNS, holds
from motcua.rules.reporting.flow import Flow, cut

MOST_CHANGES = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class ActView:
    """An act on a report: who did it, when; `to` is where it was sent."""

    act: Act
    at: datetime
    by: str
    to: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReportView:
    """A report as listed. `number` is empty before it is signed; `acts` in order."""

    id: int
    form: ReportForm
    unit: UnitView
    period: Period
    edition: int
    acts: tuple[ActView, ...]
    signed: Signed | None

    @property
    def standing(self) -> Act:
        """What was done last."""
        return self.acts[-1].act


@dataclass(frozen=True, kw_only=True, slots=True)
class Explained:
    """An act recorded after a report was signed that moved a dossier in it: from which columns to which, by id."""

    code: str
    act: str
    happened_at: datetime
    recorded_at: datetime
    row: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def reports(viewer: Viewer, unit_id: int) -> tuple[ReportView, ...]:
    """The reports of a unit that the person may see, the latest period first, without dropped drafts."""
    if not policy.scope(viewer).allows(unit_id):
        return ()
    rows = Report.objects.filter(unit_id=unit_id).order_by("-last", "-first", "form", "-edition")
    views = (_view(row) for row in rows.prefetch_related("acts"))
    return tuple(view for view in views if view.standing is not Act.DROP)


def report(viewer: Viewer, report_id: int) -> tuple[ReportView, Made]:
    """A report with its table: pinned where it is signed, else as of now. Raises NotFound, NotAllowed."""
    row = Report.objects.filter(pk=report_id).first()
    if row is None or not policy.scope(viewer).allows(row.unit_id):
        raise NotFound("report", "Không có báo cáo này; hãy mở lại danh sách báo cáo.")
    view = _view(row)
    if view.signed is None:
        return view, making.made(viewer, row.form, view.unit.key, view.period)
    making.require_whole(viewer, view.signed.unit_ids)
    made = Made(
        form=view.form,
        unit=view.unit,
        unit_ids=view.signed.unit_ids,
        period=view.period,
        as_of=view.signed.as_of,
        table=view.signed.table,
    )
    return view, made


def differences(view: ReportView, *, until: datetime | None = None) -> tuple[tuple[Explained, ...], int]:
    """What changed a signed report since, entry by entry, the first 200, and how many there are in all."""
    if view.signed is None or view.form.rows not in making.RECOUNTED:
        return (), 0
    at = cut(view.period, as_of=view.signed.as_of)
    shown = _shown(view.form)
    told = [
        (one, before, after)
        for one in flows.changed(at, view.signed.unit_ids, until=until or clock.now())
        if (before := _columns(one.change.before, shown)) != (after := _columns(one.change.after, shown))
    ]
    return tuple(_explained(told[:MOST_CHANGES], view.form)), len(told)


def _shown(form: ReportForm) -> tuple[str, ...]:
    if form.rows is ReportRows.DOSSIERS:
        return ("late", "open_late")
    return tuple(column.id for column in form.columns if column.id in COLUMNS)


def _columns(place: Flow | None, shown: Iterable[str]) -> tuple[str, ...]:
    return () if place is None else tuple(column for column in shown if holds(column, place))


def _explained(
    told: Iterable[tuple[Changed, tuple[str, ...], tuple[str, ...]]], form: ReportForm
) -> Iterable[Explained]:
    given = list(told)
    ids = sorted({one.dossier_id for one, _, _ in given})
    codes = {row.id: row.code for row in dossiers_of(ids, size=len(ids))[0]} if ids else {}
    acts = {dossier_id: _acts(dossier_id) for dossier_id in ids}
    for one, before, after in given:
        yield Explained(
            code=codes[one.dossier_id],
            act=acts[one.dossier_id].get(one.change.number, ""),
            happened_at=one.change.happened_at.astimezone(LOCAL),
            recorded_at=one.change.recorded_at.astimezone(LOCAL),
            row=_row_of(one, form),
            before=before,
            after=after,
        )


def _acts(dossier_id: int) -> dict[int, str]:
    """The labels of the acts on a dossier by the version they made."""
    labels = {f"dossier.{act}": row.label for act, row in TRANSITIONS.items()}
    entries = journal.entries_of("dossier", dossier_id)
    labels.setdefault(f"dossier.{CaseAct.ACCEPT}", "Tiếp nhận")
    return {entry.version: labels[entry.act] for entry in entries if entry.act in labels}


def _row_of(one: Changed, form: ReportForm) -> str:
    if form.rows is ReportRows.FIELDS:
        level = next(label for level, label in LEVELS.items() if level.value == one.level)
        return f"{level}, {flows.fields_of([one.procedure_version_id])[one.procedure_version_id]}"
    return places.unit_by_id(one.unit_id).short_name


def _view(row: Report) -> ReportView:
    acts = sorted(row.acts.all(), key=lambda act: act.number)
    names = people.names_of(act.by_id for act in acts if act.by_id is not None)
    signed = next((act for act in acts if act.act == Act.SIGN), None)
    period = period_of(row)
    return ReportView(
        id=row.pk,
        form=making.form(row.form, on=row.last),
        unit=places.unit_by_id(row.unit_id),
        period=period,
        edition=row.edition,
        acts=tuple(_act(act, names.get(act.by_id or 0, "")) for act in acts),
        signed=Signed.from_json(json.loads(signed.content)) if signed else None,
    )


def _act(act: ReportAct, by: str) -> ActView:
    told = json.loads(act.content).get("to", "") if act.act == Act.SEND else ""
    return ActView(act=Act(act.act), at=act.at.astimezone(LOCAL), by=by, to=told)
