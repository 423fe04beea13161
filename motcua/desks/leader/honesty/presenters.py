"""What should be looked at again, by unit and check: never an accusation, with the dossiers and what may explain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_table
from motcua.desks.frame.fields import ErrorLink, error_links
from motcua.desks.frame.formats import ABSENT, capitalised, instant_vi, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import AgencyHead, Badge, EmptyState, Fact, Frame, Link, Pager, Tone
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.honesty.words import facts_of, rule_of
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.periods import period_form, period_vi
from motcua.records import clock
from motcua.records.measures import honesty
from motcua.records.measures.honesty import Looked
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.honesty.check import Check
from motcua.rules.honesty.checks import check as check_of
from motcua.rules.honesty.checks import checks
from motcua.rules.honesty.judging import Finding
from motcua.rules.period import Period

HONESTY = "honesty"
NOTE = (
    "Đây không phải kết luận sai phạm. Mỗi con số là việc cần xem lại: mở hồ sơ, đối chiếu giấy tờ và hỏi người làm "
    "trước khi nhận xét. Ngưỡng là quy ước của hệ thống, chờ kiểm chứng."
)
UNUSUAL = Badge(tone=Tone.NEAR, text="khác thường lệ")


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckPart:
    """A check as a section: what it looks for, what it found, what may explain it and what to look at. `badge` where
    the unit is unlike the others, or a week or day of it unlike its others.
    """

    label: str
    rule: str
    facts: tuple[Fact, ...]
    innocent: str
    look_at: str
    badge: Badge | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HonestyPage:
    """What the checks found: in all units (`table`, and `explained`: what each looks for), in one, or its dossiers."""

    frame: Frame
    heading: str
    sentence: str
    note: str
    as_of: str
    print_head: AgencyHead
    parts: tuple[CheckPart, ...] = ()
    table: Table | None = None
    explained: Table | None = None
    period: PeriodForm | None = None
    back: Link | None = None
    empty: EmptyState | None = None
    pager: Pager | None = None
    errors: tuple[ErrorLink, ...] = ()


def units_page(
    request: StaffRequest, period: Period, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> HonestyPage:
    """All units in sight, those with most that is unusual first."""
    looked = honesty.look(request.viewer, period)
    units = _units(looked)
    form = period_form(period, typed=typed, errors=dict(errors or {}))
    heading = "Việc cần xem lại"
    return HonestyPage(
        frame=leader_frame(request, title=f"{heading} · {period_vi(period)}", current=HONESTY),
        heading=heading,
        sentence=_units_sentence(looked, units, period),
        note=NOTE,
        as_of=_as_of(looked),
        table=_table(looked, units, period) if units else None,
        explained=_explained(looked),
        print_head=_head(request),
        period=replace(form, action=reverse("leader:honesty")),
        empty=None if units else EmptyState(title="Không có hồ sơ nào trong kỳ này", text="Hãy chọn kỳ khác để xem."),
        errors=error_links(form.period, form.first, form.last),
    )


def unit_page(request: StaffRequest, unit: UnitView, period: Period) -> HonestyPage:
    """A unit, check by check."""
    looked = honesty.look(request.viewer, period)
    findings = [found for check in checks().values() if (found := looked.of(check, unit.id)) is not None]
    findings.sort(key=lambda found: (not found.unusual, not found.dossiers))
    return HonestyPage(
        frame=leader_frame(request, title=f"Cần xem lại · {unit.short_name}", current=HONESTY),
        heading=unit.name,
        sentence=_unit_sentence(findings, period),
        note=NOTE,
        as_of=_as_of(looked),
        parts=tuple(_found(found, looked, unit, period) for found in findings),
        print_head=_head(request),
        back=Link(text="Về các đơn vị", href=_href(period)),
        empty=None
        if findings
        else EmptyState(title="Không có hồ sơ nào để xem", text="Đơn vị không có hồ sơ nào trong kỳ này."),
    )


def dossiers_page(request: StaffRequest, unit: UnitView, check_id: str, period: Period, *, after: int) -> HonestyPage:
    """The dossiers that a check would have looked at again in a unit. Raises NotFound for an unknown check."""
    check = check_of(check_id)
    looked = honesty.look(request.viewer, period)
    found = looked.of(check, unit.id)
    rows, further = honesty.dossiers_of(found, after=after) if found else ((), 0)
    whole = len(found.dossiers) if found else 0
    return HonestyPage(
        frame=leader_frame(request, title=f"{check.label} · {unit.short_name}", current=HONESTY),
        heading=f"{check.label} · {unit.short_name}",
        sentence=f"{capitalised(rule_of(check, looked))}.",
        note=NOTE,
        as_of=_as_of(looked),
        parts=(_found(found, looked, unit, period),) if found else (),
        table=dossier_table(rows, caption=f"{number_vi(whole)} hồ sơ cần xem lại", caption_hidden=False)
        if rows
        else None,
        print_head=_head(request),
        back=Link(text=f"Về {unit.short_name}", href=_href(period, unit.key)),
        empty=None
        if rows
        else EmptyState(title="Không có hồ sơ nào cần xem lại", text="Mục này không có gì để xem lại trong kỳ."),
        pager=_pager(period, unit, check, shown=len(rows), whole=whole, after=after, further=further),
    )


def _units(looked: Looked) -> list[UnitView]:
    """Units with a dossier to look at: the most unusual first, then those with the most dossiers to look at again."""
    ids = {unit_id for findings in looked.findings.values() for unit_id in findings}

    def order(unit_id: int) -> tuple[int, int, int]:
        own = [findings[unit_id] for findings in looked.findings.values() if unit_id in findings]
        return -sum(found.unusual for found in own), -sum(len(found.dossiers) for found in own), unit_id

    return [places.unit_by_id(unit_id) for unit_id in sorted(ids, key=order)]


def _units_sentence(looked: Looked, units: list[UnitView], period: Period) -> str:
    unusual = {f.unit_id for found in looked.findings.values() for f in found.values() if f.unusual}
    dossiers = {one for found in looked.findings.values() for f in found.values() for one in f.dossiers}
    if not dossiers:
        return f"{capitalised(period_vi(period))}: không có gì khác thường lệ ở {number_vi(len(units))} đơn vị."
    return (
        f"{capitalised(period_vi(period))}: {number_vi(len(dossiers))} hồ sơ cần xem lại; "
        f"{number_vi(len(unusual))} trên {number_vi(len(units))} đơn vị có điều khác thường lệ."
    )


def _unit_sentence(findings: list[Finding], period: Period) -> str:
    dossiers = {one for found in findings for one in found.dossiers}
    unusual = [found.check.label.lower() for found in findings if found.unusual]
    said = f"{capitalised(period_vi(period))}: {number_vi(len(dossiers))} hồ sơ cần xem lại"
    return f"{said}; khác thường lệ: {', '.join(unusual)}." if unusual else f"{said}; không mục nào khác thường lệ."


def _as_of(looked: Looked) -> str:
    return f"Hồ sơ tiếp nhận hoặc còn giải quyết trong kỳ, như đã biết đến {instant_vi(looked.as_of)}."


def _table(looked: Looked, units: list[UnitView], period: Period) -> Table:
    columns = (Column(label="Đơn vị"), *(Column(label=check.label, numeric=True) for check in checks().values()))
    rows = tuple(
        Row(
            cells=(
                Cell(text=unit.short_name, href=_href(period, unit.key)),
                *(_cell(looked.of(check, unit.id), unit, period) for check in checks().values()),
            )
        )
        for unit in units
    )
    return Table(caption="Hồ sơ cần xem lại, theo đơn vị tiếp nhận", columns=columns, rows=rows)


def _cell(found: Finding | None, unit: UnitView, period: Period) -> Cell:
    if found is None or not found.dossiers:
        return Cell(text=ABSENT)
    return Cell(
        text=number_vi(len(found.dossiers)),
        href=_href(period, unit.key, found.check.id),
        badge=UNUSUAL if found.unusual else None,
    )


_EXPLAINED = (Column(label="Mục"), Column(label="Tìm gì"), Column(label="Có thể vì"), Column(label="Nên xem"))


def _explained(looked: Looked) -> Table:
    """What each check looks for, how it may come about honestly, and what to look at."""
    rows = tuple(
        Row(
            cells=(
                Cell(text=check.label),
                Cell(text=rule_of(check, looked), note="" if check.alone else "chỉ nêu khi nhiều hơn hẳn thường lệ"),
                Cell(text=check.innocent),
                Cell(text=check.look_at),
            )
        )
        for check in checks().values()
    )
    return Table(caption="Mỗi mục tìm gì", columns=_EXPLAINED, rows=rows)


def _found(found: Finding, looked: Looked, unit: UnitView, period: Period) -> CheckPart:
    href = _href(period, unit.key, found.check.id) if found.dossiers else ""
    return CheckPart(
        label=found.check.label,
        rule=f"{capitalised(rule_of(found.check, looked))}.",
        facts=facts_of(found, href=href),
        innocent=f"{found.check.innocent}.",
        look_at=f"{found.check.look_at}.",
        badge=UNUSUAL if found.unusual else None,
    )


def _head(request: StaffRequest) -> AgencyHead:
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return agency_head(post.unit_id, on=clock.now().date())


def _href(period: Period, *place: str, after: int = 0) -> str:
    names = ("leader:honesty", "leader:honesty_unit", "leader:honesty_dossiers")
    asked = {"period": period.id, **({"after": after} if after else {})}
    return f"{reverse(names[len(place)], args=place)}?{urlencode(asked)}"


def _pager(
    period: Period, unit: UnitView, check: Check, *, shown: int, whole: int, after: int, further: int
) -> Pager | None:
    if not (after or further):
        return None
    return Pager(
        summary=f"{number_vi(shown)} hồ sơ trên trang này, trong {number_vi(whole)} hồ sơ",
        next_href=_href(period, unit.key, check.id, after=further) if further else "",
    )
