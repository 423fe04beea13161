"""Days off: the calendar of a year, decisions announced late, and what applying them would do."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.formats import ABSENT, capitalised, instant_vi, moment_vi, number_vi, weekday_vi
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, NavItem, Tone
from motcua.desks.frame.refusals import said, summary
from motcua.desks.frame.sent import fresh_key, whole_number
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import ActForm
from motcua.desks.office.presenters import Refused, act_form, office_frame, select_field, text_field
from motcua.law.registry import law
from motcua.law.types import CalendarException, DayKind
from motcua.records import clock
from motcua.records.calendar import queries as calendars
from motcua.records.calendar import reading
from motcua.records.calendar.decisions import Decision
from motcua.records.calendar.queries import DecisionView
from motcua.records.casework import recalculating
from motcua.records.casework.recalculating import Effects, Move
from motcua.records.csv_rows import RowError
from motcua.records.people import queries as people
from motcua.records.people import units as kept_units
from motcua.rules.refusal import NotAllowed, Refusal

ONE = ("date", "kind", "reason", "document", "article", "unit")
"""The inputs of the form for one decision."""

DECISIONS = "decisions"
"""The hidden field that carries the decisions from their effects to their application, as CSV."""

MOST_SHOWN = 50
"""Moved dossiers named on the page; the table of units counts them all."""

KINDS = {"off": "nghỉ", "working": "làm việc (làm bù)"}

_OF_ONE = "Chọn một đơn vị thì chỉ hồ sơ do đơn vị ấy và các đơn vị dưới tiếp nhận mới tính theo."

_WORDS = {DayKind.OFF: (Tone.CALM, "nghỉ"), DayKind.WORK: (Tone.NEAR, "làm bù")}
_TYPED = {DayKind.OFF: "off", DayKind.WORK: "working"}
_DAYS = (Column(label="Ngày"), Column(label="Là ngày"), Column(label="Dịp"), Column(label="Căn cứ", minor=True))
_APPLIED = (
    Column(label="Ngày"),
    Column(label="Là ngày"),
    Column(label="Dịp"),
    Column(label="Văn bản"),
    Column(label="Áp dụng lúc", minor=True),
)
_UNITS = (
    Column(label="Đơn vị"),
    Column(label="Hồ sơ lùi hẹn", numeric=True),
    Column(label="Giữ hẹn cũ", numeric=True),
)
_MOVES = (Column(label="Hồ sơ"), Column(label="Hẹn đang ghi"), Column(label="Hẹn mới"))


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarPage:
    """The days of a year that depart from the week, and the forms that foresee decisions on others."""

    frame: Frame
    heading: str
    sentence: str
    years: tuple[NavItem, ...]
    applied: Table
    days: Table
    days_note: str
    one: ActForm | None
    not_allowed: str
    action: str
    sample: str
    file_error: str = ""
    empty: EmptyState | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class EffectsPage:
    """What decisions would do. `action` applies them; it is empty where nothing would change."""

    frame: Frame
    back: Link
    heading: str
    sentence: str
    facts: tuple[Fact, ...]
    decisions: Table
    units: Table
    moves: Table
    note: str
    action: str = ""
    hidden: tuple[Hidden, ...] = ()
    errors: tuple[ErrorLink, ...] = ()


def asked_year(data: QueryDict) -> int:
    """The year asked for, this one without; it lies within the calendar. Raises Refusal."""
    known = law().calendar()
    year = whole_number(data.get("year", ""), field="year") if data.get("year") else clock.now().year
    return min(max(year, known.first.year), known.last.year)


def calendar_page(
    request: StaffRequest, year: int, *, refused: Refused | None = None, file_errors: Sequence[str] = ()
) -> CalendarPage:
    """The calendar of a year, and the forms."""
    known, not_allowed = law().calendar(), _not_allowed(request)
    days = [each for each in known.exceptions if each.day.year == year]
    applied = [each for each in calendars.decisions_applied() if each.day.year == year]
    form = act_form(
        "one",
        "Một ngày",
        action=reverse("office:days_off_effects"),
        button="Xem ảnh hưởng",
        fields=_one_field(request),
        refused=refused,
    )
    file_error = file_errors[0] if file_errors else ""
    links = [ErrorLink(text=text, href="#id_file") for text in file_errors]
    return CalendarPage(
        frame=office_frame(request, title=f"Ngày nghỉ {year}", current="days_off"),
        heading=f"Ngày nghỉ năm {year}",
        sentence="Quyết định công bố muộn thì ghi ở đây: hồ sơ đang mở được tính lại hẹn, không hẹn nào sớm hơn, "
        "hẹn cũ vẫn nằm trong sổ.",
        years=tuple(
            NavItem(label=str(each), href=f"{reverse('office:days_off')}?year={each}", current=each == year)
            for each in range(known.first.year, known.last.year + 1)
        ),
        applied=Table(caption="Đã áp dụng trong kho này", columns=_APPLIED, rows=tuple(map(_applied, applied))),
        days=_days(days, caption="Theo lịch của chương trình"),
        days_note=_days_note(days),
        one=None if not_allowed else form,
        not_allowed=not_allowed,
        action=reverse("office:days_off_effects"),
        sample=",".join(reading.COLUMNS),
        file_error=file_error,
        errors=(*(summary(form.fields, refused.errors) if refused else ()), *links),
    )


def effects_page(request: StaffRequest, effects: Effects, *, error: str = "", key: str = "") -> EffectsPage:
    """What decisions would do to open dossiers."""
    moved = len(effects.moves)
    shown = effects.moves[:MOST_SHOWN]
    nothing = len(effects.idle) == len(effects.decisions)
    note = "" if moved <= MOST_SHOWN else f"Bảng trên hiện {number_vi(MOST_SHOWN)} hồ sơ đầu."
    failed = [f"Hồ sơ {each.code}: {said(each.refusal)}" for each in effects.failures]
    return EffectsPage(
        frame=office_frame(request, title="Ảnh hưởng của quyết định", current="days_off"),
        back=Link(text="Ngày nghỉ", href=reverse("office:days_off")),
        heading="Nếu áp dụng quyết định này",
        sentence=_sentence(effects, nothing=nothing),
        facts=(
            Fact(label="Ngày thay đổi", value=number_vi(len(effects.decisions) - len(effects.idle))),
            Fact(label="Hồ sơ lùi hẹn", value=number_vi(moved)),
            Fact(label="Giữ hẹn cũ", value=number_vi(effects.kept), note="tính lại sẽ sớm hơn nên giữ nguyên"),
        ),
        decisions=_days([each.exception for each in effects.decisions], caption="Quyết định"),
        units=Table(
            caption="Theo đơn vị tiếp nhận",
            columns=_UNITS,
            rows=tuple(
                Row(cells=(Cell(text=each.name), Cell(text=number_vi(each.moved)), Cell(text=number_vi(each.kept))))
                for each in effects.units
            ),
        ),
        moves=Table(caption="Hồ sơ lùi hẹn", columns=_MOVES, rows=tuple(map(_move, shown))),
        note=" ".join(filter(None, (note, *failed))),
        action="" if nothing else reverse("office:days_off_apply"),
        hidden=(Hidden(name=DECISIONS, value=written(effects.decisions)), _key(key)),
        errors=(ErrorLink(text=error),) if error else (),
    )


def written(decisions: Iterable[Decision]) -> str:
    """Decisions as the CSV that `records.calendar.reading` reads."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(reading.COLUMNS)
    for each in decisions:
        unit = each.unit.key if each.unit else ""
        writer.writerow((each.day.isoformat(), _TYPED[each.kind], each.reason, each.document, each.article, unit))
    return out.getvalue()


def file_errors(errors: Iterable[RowError]) -> list[str]:
    """What is wrong in a file, line by line."""
    return [f"Dòng {each.line}, cột {each.column}: {said(each.refusal)}" for each in errors]


def refused_one(typed: Mapping[str, str], refusal: Refusal) -> Refused:
    """The form for one decision as it was typed."""
    return Refused(slug="one", typed=typed, refusal=refusal)


def _one_field(request: StaffRequest) -> tuple[Field, ...]:
    units = [(unit.key, unit.name) for unit in kept_units.kept(request.viewer, clock.now().date())]
    return (
        day_field("date", "Ngày"),
        select_field("kind", "Là ngày", list(KINDS.items())),
        text_field("reason", "Dịp", limit=200, hint="Ví dụ: hoán đổi ngày làm việc dịp Tết Dương lịch 2026."),
        text_field("document", "Văn bản", limit=80, hint="Số và ký hiệu; ví dụ 12729/VPCP-KGVX."),
        text_field("article", "Điều, khoản", limit=80, optional=True),
        replace(
            select_field("unit", "Cho đơn vị nào", [("", "Mọi đơn vị"), *units], hint=_OF_ONE, blank=False),
            required=False,
        ),
    )


def _sentence(effects: Effects, *, nothing: bool) -> str:
    if nothing:
        return "Các ngày này đã đúng như quyết định; không có gì để áp dụng."
    if not effects.moves:
        return "Lịch thay đổi, chưa hồ sơ nào phải lùi hẹn. Hồ sơ nhận từ nay tính theo lịch mới."
    return (
        f"{number_vi(len(effects.moves))} hồ sơ đang mở lùi hẹn. Mỗi hồ sơ có thêm một dòng trong sổ lời hẹn, "
        "người dân và cấp trên đều thấy."
    )


def _not_allowed(request: StaffRequest) -> str:
    """Why this person cannot apply decisions; "" for whoever can."""
    try:
        recalculating.preview(request.viewer, ())
    except NotAllowed as refusal:
        return said(refusal)
    return ""


def _days(days: Sequence[CalendarException], *, caption: str) -> Table:
    """Days with their sources; one source for all of them is told once, below."""
    alone = len({each.source for each in days}) == 1 and len(days) > 1
    columns = _DAYS[:-1] if alone else _DAYS
    return Table(caption=caption, columns=columns, rows=tuple(Row(cells=_day(each)[: len(columns)]) for each in days))


def _days_note(days: Sequence[CalendarException]) -> str:
    sources = {each.source for each in days}
    alone = f" Căn cứ: {sources.pop()}." if len(sources) == 1 else ""
    return f"Ngoài các ngày này, làm việc từ thứ Hai đến thứ Sáu.{alone} Căn cứ chưa có số văn bản là chờ kiểm chứng."


def _day(each: CalendarException) -> tuple[Cell, ...]:
    tone, text = _WORDS[each.kind]
    return (
        Cell(text=capitalised(weekday_vi(each.day))),
        Cell(badge=Badge(tone=tone, text=text)),
        Cell(text=each.reason),
        Cell(text=each.source or ABSENT),
    )


def _applied(each: DecisionView) -> Row:
    tone, text = _WORDS[each.kind]
    by = people.names_of([each.actor_id]).get(each.actor_id, "") if each.actor_id else "Người vận hành hệ thống"
    return Row(
        cells=(
            Cell(text=capitalised(weekday_vi(each.day))),
            Cell(badge=Badge(tone=tone, text=text)),
            Cell(text=each.reason, note=f"riêng {each.unit.name}" if each.unit else ""),
            Cell(text=each.source),
            Cell(text=moment_vi(each.applied_at), note=by),
        )
    )


def _move(each: Move) -> Row:
    return Row(
        cells=(Cell(text=each.code), Cell(text=instant_vi(each.before)), Cell(text=instant_vi(each.after))),
    )


def _key(key: str) -> Hidden:
    fresh = fresh_key()
    return Hidden(name=fresh.name, value=key) if key else fresh
