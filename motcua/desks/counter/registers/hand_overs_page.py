"""What passes between the desk and those who handle: what waits for a list, and the lists already numbered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.counter.asking import day as day_in
from motcua.desks.counter.framing import DESK_SEEN, counter_frame, desk_of, desk_seen
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field
from motcua.desks.frame.formats import ABSENT, date_vi, instant_vi, number_vi, time_vi
from motcua.desks.frame.pages import EmptyState, Frame, Hidden, Link, Part
from motcua.desks.frame.sent import KEY, fresh_key, sent, whole_number
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.casework import hand_over_lists
from motcua.records.casework.hand_over_lists import HandOverList
from motcua.records.casework.hand_overs import Direction, HandOver
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import Refusal

DIRECTIONS = {Direction.OUT: "Chuyển hồ sơ đi", Direction.BACK: "Nhận kết quả về"}
_FIELDS = ("day", "direction", "other", DESK_SEEN, KEY)


@dataclass(frozen=True, kw_only=True, slots=True)
class WaitingGroup:
    """Hand-overs of one direction with one unit that stand on no list yet; the button POSTs `hidden`."""

    heading: str
    table: Table
    hidden: tuple[Hidden, ...]
    button: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberedList:
    """A list that has its number: what it is, and its files."""

    link: Link
    files: tuple[Link, ...]
    at: str


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOversPage:
    """The hand-overs of a day. GETs `day`; each group POSTs to `action`."""

    frame: Frame
    sentence: tuple[Part, ...]
    action: str
    day: Field
    groups: tuple[WaitingGroup, ...]
    lists: tuple[NumberedList, ...]
    register: Link
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """The list that a button asks for."""

    day: date
    direction: Direction
    other_unit_id: int
    desk: str
    key: str


def asked_day(query: QueryDict) -> date:
    """The day asked for, without one today. Raises Refusal."""
    return day_in(query.get("day", ""), field="day", missing=clock.now().date())


def wanted(data: QueryDict) -> Wanted:
    """The list that was asked for. Raises Refusal."""
    typed = sent(data, fields=_FIELDS)
    if typed["direction"] not in set(Direction):
        raise Refusal("direction", "Chưa rõ chuyển đi hay nhận về; hãy tải lại trang rồi bấm lại.")
    return Wanted(
        day=day_in(typed["day"], field="day", missing=clock.now().date()),
        direction=Direction(typed["direction"]),
        other_unit_id=whole_number(typed["other"], field="other"),
        desk=typed[DESK_SEEN],
        key=typed[KEY],
    )


def issued(viewer: Viewer, asked: Wanted) -> HandOverList:
    """Lists what waits, under the next number. Raises NotAllowed, Conflict, Refusal."""
    return hand_over_lists.issue(
        viewer,
        unit_id=desk_of(viewer, seen=asked.desk).id,
        other_unit_id=asked.other_unit_id,
        day=asked.day,
        direction=asked.direction,
        key=asked.key,
    )


def hand_overs_page(request: StaffRequest, day: date) -> HandOversPage:
    """What waits for a list on a day, and the lists of that day."""
    viewer, desk = request.viewer, desk_of(request.viewer)
    unit_id = desk.id
    waiting = [
        (direction, hand_over_lists.open_hand_overs(viewer, unit_id=unit_id, day=day, direction=direction))
        for direction in Direction
    ]
    groups = tuple(group for direction, found in waiting for group in _groups(direction, found, day=day, desk=desk))
    lists = hand_over_lists.lists_of(viewer, unit_id=unit_id, day=day)
    return HandOversPage(
        frame=counter_frame(request, title="Giao nhận hồ sơ, kết quả", current="hand_overs"),
        sentence=_sentence(sum(len(found) for _, found in waiting), lists, day=day),
        action=reverse("counter:hand_overs"),
        day=Field(name="day", label="Ngày", value=date_vi(day), inputmode="numeric", maxlength="10"),
        groups=groups,
        lists=tuple(_numbered(each) for each in lists),
        register=Link(text="Sổ theo dõi hồ sơ", href=reverse("counter:register")),
        empty=None if groups or lists else _empty(),
    )


def files(list_id: int) -> tuple[Link, ...]:
    """A list as files."""
    return (
        Link(text="PDF", href=reverse("counter:hand_over_list_pdf", args=(list_id,))),
        Link(text="Word", href=reverse("counter:hand_over_list_word", args=(list_id,))),
    )


def _groups(direction: Direction, found: Iterable[HandOver], *, day: date, desk: UnitView) -> Iterable[WaitingGroup]:
    by_unit: defaultdict[tuple[int, str], list[HandOver]] = defaultdict(list)
    for each in found:
        by_unit[each.other_unit_id, each.other_unit].append(each)
    for (unit_id, name), lines in by_unit.items():
        heading = f"{DIRECTIONS[direction]} · {name}"
        yield WaitingGroup(
            heading=heading,
            table=_table(lines, caption=heading),
            hidden=(
                Hidden(name="day", value=day.isoformat()),
                Hidden(name="direction", value=direction.value),
                Hidden(name="other", value=str(unit_id)),
                desk_seen(desk),
                fresh_key(),
            ),
            button=f"Lập bảng kê {number_vi(len(lines))} {'hồ sơ' if direction is Direction.OUT else 'kết quả'}",
        )


_COLUMNS = (
    Column(label="Hồ sơ"),
    Column(label="Chủ hồ sơ"),
    Column(label="Lúc"),
    Column(label="Bên giao", minor=True),
    Column(label="Bên nhận", minor=True),
)


def _table(lines: Iterable[HandOver], *, caption: str) -> Table:
    rows = tuple(
        Row(
            cells=(
                Cell(text=each.code, href=reverse("officer:dossier", args=(each.code,)), note=each.content),
                Cell(text=each.owner),
                Cell(text=time_vi(each.at)),
                Cell(text=each.giver or ABSENT),
                Cell(text=each.receiver or ABSENT),
            )
        )
        for each in lines
    )
    return Table(caption=caption, caption_hidden=True, columns=_COLUMNS, rows=rows)


def _numbered(listed: HandOverList) -> NumberedList:
    name = places.unit_by_id(listed.other_unit_id).short_name
    count = number_vi(len(listed.entries))
    return NumberedList(
        link=Link(
            text=f"Số {listed.number}: {DIRECTIONS[listed.direction].lower()}, {name}, {count} hồ sơ",
            href=reverse("counter:hand_over_list", args=(listed.id,)),
        ),
        files=files(listed.id),
        at=instant_vi(listed.issued_at),
    )


def _sentence(waiting: int, lists: tuple[HandOverList, ...], *, day: date) -> tuple[Part, ...]:
    return sentence(
        "Ngày {day}: {waiting} lượt giao nhận chưa vào bảng kê, {lists} bảng kê đã lập.",
        day=date_vi(day),
        waiting=number_vi(waiting),
        lists=number_vi(len(lists)),
    )


def _empty() -> EmptyState:
    return EmptyState(
        title="Chưa có giao nhận nào",
        text="Trong ngày này chưa có hồ sơ nào chuyển đi, chưa có kết quả nào về. Hãy chọn ngày khác.",
    )
