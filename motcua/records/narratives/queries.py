"""Reports in words of a unit: which there are, what each says, who wrote what, what its figures have become."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.law.types import LOCAL
from motcua.records.narratives import making
from motcua.records.narratives.content import ENDS, Act, period_of
from motcua.records.narratives.making import Made
from motcua.records.narratives.models import Narrative, NarrativeAct
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.records.reports.making import require_whole
from motcua.rules.period import Period
from motcua.rules.refusal import NotFound


@dataclass(frozen=True, kw_only=True, slots=True)
class ActView:
    """An act on a report: who did it and when; `section` and `text` of a writing, `fields` of a filling."""

    number: int
    act: Act
    at: datetime
    by: str
    section: str
    text: str
    fields: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Signed:
    """How a report was signed; `pinned` is the report as it was then."""

    at: datetime
    by: str
    number: str
    title: str
    via: str
    principal: str
    unit_ids: frozenset[int]
    pinned: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class NarrativeView:
    """A report as listed, with its acts in order."""

    id: int
    unit: UnitView
    period: Period
    edition: int
    acts: tuple[ActView, ...]
    signed: Signed | None

    @property
    def dropped(self) -> bool:
        """Whether it was not wanted."""
        return self.acts[-1].act is Act.DROP

    @property
    def texts(self) -> dict[str, str]:
        """The sections that somebody wrote, as they are now."""
        return {act.section: act.text for act in self.acts if act.act is Act.WRITE}

    def version(self, section: str) -> int:
        """How often a section was written."""
        return sum(act.act is Act.WRITE and act.section == section for act in self.acts)

    def history(self, section: str) -> tuple[ActView, ...]:
        """The writings of a section, the latest first."""
        return tuple(act for act in reversed(self.acts) if act.act is Act.WRITE and act.section == section)

    @property
    def filled(self) -> ActView:
        """The last time its figures were noted."""
        return next(act for act in reversed(self.acts) if act.act in (Act.BEGIN, Act.FILL))


@dataclass(frozen=True, kw_only=True, slots=True)
class Moved:
    """A field that says something else now than when the figures were noted last."""

    field: str
    before: str
    now: str


def narratives(viewer: Viewer, unit_id: int) -> tuple[NarrativeView, ...]:
    """The reports of a unit that the person may see, the latest period first, without dropped ones."""
    if not policy.scope(viewer).allows(unit_id):
        return ()
    rows = Narrative.objects.filter(unit_id=unit_id).order_by("-last", "-first", "-edition").prefetch_related("acts")
    return tuple(view for view in map(view_of, rows) if not view.dropped)


def narrative(viewer: Viewer, narrative_id: int) -> tuple[NarrativeView, Made]:
    """A report: as pinned where it is signed, else with its figures as of now. Raises NotFound, NotAllowed."""
    row = Narrative.objects.filter(pk=narrative_id).prefetch_related("acts").first()
    if row is None or not policy.scope(viewer).allows(row.unit_id):
        raise NotFound("narrative", "Không có báo cáo này; hãy mở lại danh sách báo cáo.")
    view = view_of(row)
    if view.signed is None:
        return view, making.made(viewer, view.unit.key, view.period, texts=view.texts)
    signed = view.signed
    require_whole(viewer, signed.unit_ids)
    return view, making.remade(signed.pinned, unit=view.unit, unit_ids=signed.unit_ids, period=view.period)


def moved(view: NarrativeView, made: Made) -> tuple[Moved, ...]:
    """What the fields of a draft say otherwise than when its figures were noted."""
    before = view.filled.fields
    return tuple(
        Moved(field=field, before=before[field], now=now)
        for field, now in made.says.items()
        if field in before and before[field] != now
    )


def moved_since_signing(viewer: Viewer, view: NarrativeView, made: Made) -> tuple[Moved, ...]:
    """What the fields of a signed report would say if it were made again now over the same texts."""
    again = making.made(viewer, view.unit.key, view.period, texts={one.outline.id: one.text for one in made.sections})
    return tuple(
        Moved(field=field, before=before, now=again.says[field])
        for field, before in made.says.items()
        if again.says.get(field, before) != before
    )


def view_of(row: Narrative) -> NarrativeView:
    """A report as read."""
    acts = sorted(row.acts.all(), key=lambda act: act.number)
    names = people.names_of(act.by_id for act in acts if act.by_id is not None)
    views = tuple(_act(act, names) for act in acts)
    signing = next((act for act in acts if act.act == Act.SIGN), None)
    return NarrativeView(
        id=row.pk,
        unit=places.unit_by_id(row.unit_id),
        period=period_of(row),
        edition=row.edition,
        acts=views,
        signed=_signed(json.loads(signing.content), views[-1]) if signing else None,
    )


def open_narratives(rows: Iterable[Narrative]) -> list[Narrative]:
    """Those of reports that are neither signed nor dropped."""
    return [row for row in rows if row.acts.order_by("-number")[0].act not in ENDS]


def _act(act: NarrativeAct, names: Mapping[int, str]) -> ActView:
    told = json.loads(act.content)
    return ActView(
        number=act.number,
        act=Act(act.act),
        at=act.at.astimezone(LOCAL),
        by=names.get(act.by_id, "") if act.by_id is not None else "",
        section=act.section,
        text=told.get("text", ""),
        fields=told.get("fields", {}),
    )


def _signed(told: Mapping[str, Any], act: ActView) -> Signed:
    return Signed(
        at=act.at,
        by=act.by,
        number=told["number"],
        title=told["title"],
        via=told["via"],
        principal=told["principal"],
        unit_ids=frozenset(told["unit_ids"]),
        pinned=told["report"],
    )
