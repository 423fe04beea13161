"""The way of a dossier from unit to unit as a part of its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from motcua.desks.frame.formats import ABSENT, instant_vi, working_span_vi
from motcua.desks.frame.tables import Bar, Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.casework import stays
from motcua.records.casework.stays import Route, StayView
from motcua.records.casework.views import DossierView
from motcua.rules.dossier import State


@dataclass(frozen=True, kw_only=True, slots=True)
class RouteSection:
    """Where the dossier was and is; `sentence` says whose the lateness is, `duty` until when it must be passed on."""

    table: Table
    sentence: str = ""
    duty: str = ""


def section(dossier: DossierView) -> RouteSection | None:
    """The way of a dossier; None for one that was never accepted."""
    route = stays.of(dossier)
    if not route.stays:
        return None
    columns = ("Nơi giữ", "Bước", "Từ – đến", "Đã giữ", "Định mức")
    table = Table(
        caption="Đường đi của hồ sơ",
        columns=tuple(Column(label=label) for label in columns),
        rows=tuple(_row(stay) for stay in route.stays),
    )
    return RouteSection(table=table, sentence=_lateness(route), duty=_duty(dossier, route, now=clock.now()))


def _row(stay: StayView) -> Row:
    until = instant_vi(stay.until) if stay.until else "bây giờ"
    beyond = [f"vượt {working_span_vi(stay.overrun)}"] if stay.overrun else []
    beyond += [f"phần trễ hẹn {working_span_vi(stay.late)}"] if stay.late else []
    return Row(
        cells=(
            Cell(text=stay.unit, note=", ".join(stay.people) or "chưa ai nhận"),
            Cell(text=stay.step_name or f"bước {stay.step}"),
            Cell(text=instant_vi(stay.since), note=f"đến {until}"),
            Cell(text=working_span_vi(stay.worked), note=" · ".join(beyond), bar=_bar(stay)),
            Cell(text=working_span_vi(stay.quota) if stay.quota else ABSENT),
        )
    )


def _bar(stay: StayView) -> Bar | None:
    """The time spent within the quota, beyond it, and what is left of it; None where there is no quota."""
    whole = max(stay.worked, stay.quota)
    if not stay.quota:
        return None
    within, beyond = stay.worked - stay.overrun, stay.overrun
    left = whole - stay.worked
    said = f"trong định mức {working_span_vi(within)}" + (f", vượt {working_span_vi(beyond)}" if beyond else "")
    return Bar(
        good=_share(within, whole),
        late_from=_share(within, whole),
        late=_share(beyond, whole),
        open_from=_share(within + beyond, whole),
        open=_share(left, whole),
        text=said,
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}"


def _lateness(route: Route) -> str:
    if not route.late:
        return ""
    parts: dict[str, int] = {}
    for stay in route.stays:
        if stay.late:
            parts[stay.unit] = parts.get(stay.unit, 0) + stay.late
    told = "; ".join(f"{unit} {working_span_vi(minutes)}" for unit, minutes in parts.items())
    return f"Trễ hẹn {working_span_vi(route.late)}, thuộc về: {told}."


def _duty(dossier: DossierView, route: Route, *, now: datetime) -> str:
    """Until when whoever received the dossier has to pass it on; once it is passed on, only that it was late."""
    if route.pass_on_by is None:
        return ""
    if route.passed_on_at is None:
        if dossier.state is not State.ACCEPTED:
            return ""
        overdue = " Đã quá lúc phải chuyển." if now > route.pass_on_by else ""
        return f"Phải chuyển cho người giải quyết trước {instant_vi(route.pass_on_by)}.{overdue}"
    if route.passed_on_at <= route.pass_on_by:
        return ""
    done = instant_vi(route.passed_on_at)
    return f"Nơi tiếp nhận chuyển muộn: phải trước {instant_vi(route.pass_on_by)}, đã chuyển {done}."
