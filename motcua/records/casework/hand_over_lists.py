"""Lists of hand-overs to be signed: each takes a number, and nothing is listed twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction

from motcua.law.types import LOCAL, Role
from motcua.records import clock
from motcua.records.casework.hand_overs import Direction, HandOver, hand_overs, named
from motcua.records.casework.performing import own_key, roles_of
from motcua.records.documents import actions as documents
from motcua.records.documents import queries as letters
from motcua.records.documents.queries import LetterView
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.journal.canonical import JSON
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound

SERIES, SYMBOL, FORM = "handover", "BKGN", "hand_over_list"
ISSUE = "hand_over_list.issue"
SUBJECT = "letter"


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOverList:
    """A list as issued: what passed on `day` between the desk of `unit_id` and the unit `other_unit_id`."""

    id: int
    number: str
    unit_id: int
    other_unit_id: int
    day: date
    direction: Direction
    issued_at: datetime
    entries: tuple[tuple[int, int], ...]


def open_hand_overs(viewer: Viewer, *, unit_id: int, day: date, direction: Direction) -> tuple[HandOver, ...]:
    """What passed on a day and stands on no list yet. Raises NotFound."""
    passed = hand_overs(viewer, unit_id=unit_id, day=day, direction=direction)
    listed = {entry for each in _lists(unit_id, day=day, direction=direction) for entry in each.entries}
    return tuple(each for each in passed if (each.dossier_id, each.version) not in listed)


def lists_of(viewer: Viewer, *, unit_id: int, day: date) -> tuple[HandOverList, ...]:
    """The lists of a day, the latest first. Raises NotFound."""
    _require_sight(viewer, unit_id)
    return tuple(_list(letter) for letter in _letters(unit_id, day=day))


def hand_over_list(viewer: Viewer, list_id: int) -> tuple[HandOverList, tuple[HandOver, ...]]:
    """A list and its lines, the same at every print. Raises NotFound."""
    letter = letters.letter(list_id, allowed=policy.scope(viewer).allows)
    if letter.kind != SERIES:
        raise NotFound("list", "Không có bảng kê này; hãy mở lại trang giao nhận.")
    found = _list(letter)
    return found, named(found.unit_id, found.entries, direction=found.direction)


def issue(
    viewer: Viewer, *, unit_id: int, other_unit_id: int, day: date, direction: Direction, key: str
) -> HandOverList:
    """Lists what passed on a day between the desk and another unit and stands on no list yet, under the next number.

    A retry with the same key gives the same list. Raises NotAllowed for whoever has no desk there, Conflict when
    there is nothing to list or somebody has just listed it.
    """
    if not viewer.operator and Role.COUNTER not in roles_of(viewer, unit_id):
        raise NotAllowed("unit", "Chỉ bộ phận tiếp nhận mới lập bảng kê giao nhận của mình; hãy nhờ bộ phận ấy lập.")
    request_key = own_key(viewer, key)
    prior = journal_queries.entry_for_key(request_key)
    if prior is not None:
        return hand_over_list(viewer, prior.subject_id)[0]
    with transaction.atomic():
        waiting = open_hand_overs(viewer, unit_id=unit_id, day=day, direction=direction)
        entries = tuple((each.dossier_id, each.version) for each in waiting if each.other_unit_id == other_unit_id)
        if not entries:
            raise Conflict("day", "Không còn hồ sơ nào chờ lập bảng kê với đơn vị này; hãy tải lại trang.")
        made = _issued(viewer, unit_id, other_unit_id, day=day, direction=direction, entries=entries, key=request_key)
        _refuse_listed_twice(made)
        return made


def _issued(
    viewer: Viewer,
    unit_id: int,
    other_unit_id: int,
    *,
    day: date,
    direction: Direction,
    entries: tuple[tuple[int, int], ...],
    key: str,
) -> HandOverList:
    at = clock.now().replace(second=0, microsecond=0)
    told: dict[str, JSON] = {
        "other": other_unit_id,
        "day": day.isoformat(),
        "direction": direction.value,
        "entries": [list(entry) for entry in entries],
    }
    letter = documents.issue_letter(
        unit_id=unit_id, kind=SERIES, symbol=SYMBOL, form_id=FORM, dossier_code="", at=at, content=told
    )
    journal.append(
        act=ISSUE,
        subject_type=SUBJECT,
        subject_id=letter.id,
        version=1,
        actor_id=viewer.account_id,
        occurred_at=at,
        data={"number": letter.number, "unit": unit_id, **told},
        request_key=key,
    )
    return _list(letter)


def _refuse_listed_twice(made: HandOverList) -> None:
    """Two clerks at once: the series let one of them wait, who now sees what the other has listed."""
    for other in _lists(made.unit_id, day=made.day, direction=made.direction):
        if other.id != made.id and set(other.entries) & set(made.entries):
            raise Conflict("day", "Có người vừa lập bảng kê cho những hồ sơ này; hãy tải lại trang.")


def _lists(unit_id: int, *, day: date, direction: Direction) -> list[HandOverList]:
    return [each for each in map(_list, _letters(unit_id, day=day)) if each.direction is direction]


def _letters(unit_id: int, *, day: date) -> list[LetterView]:
    """A list is issued on its day or later."""
    since = datetime.combine(day, time(), LOCAL) - timedelta(minutes=1)
    found = letters.letters_in(unit_id, kind=SERIES, since=since)
    return [letter for letter in found if letter.content["day"] == day.isoformat()]


def _list(letter: LetterView) -> HandOverList:
    told: Mapping[str, Any] = letter.content
    return HandOverList(
        id=letter.id,
        number=letter.number,
        unit_id=letter.unit_id,
        other_unit_id=told["other"],
        day=date.fromisoformat(told["day"]),
        direction=Direction(told["direction"]),
        issued_at=letter.issued_at,
        entries=tuple((dossier_id, version) for dossier_id, version in told["entries"]),
    )


def _require_sight(viewer: Viewer, unit_id: int) -> None:
    if not policy.scope(viewer).allows(unit_id):
        raise NotFound("unit", "Không có đơn vị này, hoặc đơn vị ngoài phạm vi của ông/bà.")
