"""Lists of dossiers: work lists by tab, the register, what waits at the counter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import F, Q, QuerySet

from motcua.law.types import LOCAL
from motcua.records import clock, plain
from motcua.records.casework import legal
from motcua.records.casework.filters import Narrowing
from motcua.records.casework.hot import worklist as hot
from motcua.records.casework.models import Applicant, Dossier
from motcua.records.casework.seeing import sees, visible
from motcua.records.casework.views import ListRow, Tab
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import INSIDE, WAITING, State
from motcua.rules.folding import clean, fold
from motcua.rules.numbering import is_dossier_code, spelt_out
from motcua.rules.refusal import Refusal

_END_OF_CODE = re.compile(r"[0-9]{6}-[0-9]{3,6}")
_IN_A_CODE = re.compile(r"[0-9]", re.ASCII)
"""Day and serial: how a code is read out to somebody of the same agency."""

SHORTEST_NUMBER = 9
"""Digits of the shortest number of a card or a telephone."""

NEAR_MINUTES = 480
"""A dossier is near its due date when at most one working day is left."""

PAGE = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """A page of a list; `next` is where the next one starts, "" at the end."""

    rows: tuple[ListRow, ...]
    next: str


_COLUMNS = (
    "id",
    "code",
    "version",
    "state",
    "applicant__name",
    "procedure_version__short_name",
    "unit__short_name",
    "unit_id",
    "holder__full_name",
    "channel",
    "submitted_at",
    "accepted_at",
    "due_at",
    "ended_at",
    "returned_at",
)


def _received_or_held(viewer: Viewer) -> QuerySet[Dossier]:
    scope = policy.scope(viewer)
    if scope.everything:
        return Dossier.objects.all()
    return Dossier.objects.filter(Q(unit_id__in=scope.unit_ids) | Q(holder_unit_id__in=scope.unit_ids))


def _held(viewer: Viewer) -> QuerySet[Dossier]:
    scope = policy.scope(viewer)
    return Dossier.objects.all() if scope.everything else Dossier.objects.filter(holder_unit_id__in=scope.unit_ids)


def _condition(tab: Tab, *, now: datetime) -> Q:
    inside = Q(state__in=sorted(INSIDE))
    if tab is Tab.INCOMING:
        return Q(state=State.ACCEPTED) | Q(state=State.PROCESSING, holder_id=None)
    if tab is Tab.PROCESSING:
        return Q(state__in=[State.PROCESSING, State.APPROVED], holder_id__isnull=False)
    if tab is Tab.WAITING:
        return Q(state__in=sorted(WAITING))
    if tab is Tab.OVERDUE:
        return inside & Q(due_at__lt=now)
    return inside & Q(due_at__gte=now, due_at__lte=legal.calendar().add(now, minutes=NEAR_MINUTES))


def _own(viewer: Viewer, tab: Tab, *, mine: bool) -> Q:
    own = mine and tab is not Tab.INCOMING and viewer.account_id is not None
    return Q(holder_id=viewer.account_id) if own else Q()


EVERYTHING = Narrowing()
"""A list as wide as it is."""


def worklist(
    viewer: Viewer,
    tab: Tab,
    *,
    mine: bool = False,
    text: str = "",
    narrowing: Narrowing = EVERYTHING,
    after: str = "",
    size: int = PAGE,
) -> Page:
    """The open dossiers held in the person's units, the most urgent first.

    `mine` keeps those the person holds; what still waits to be taken is of the whole unit. Raises Refusal for an
    `after` that no page gave.
    """
    place = _place(after) if after else None
    if text.strip() or narrowing:
        rows = searched(viewer, tab, mine=mine, text=text, narrowing=narrowing, after=place, size=size + 1)
    else:
        rows = hot.page(tab, _whose(viewer, mine=mine), after=place, size=size + 1)
    if len(rows) <= size:
        return Page(rows=rows, next="")
    last = rows[size - 1]
    return Page(rows=rows[:size], next=_said(last.due_at, last.id))


def tab_counts(viewer: Viewer, *, mine: bool = False) -> dict[Tab, int]:
    """How many dossiers stand under each tab."""
    return hot.counted(_whose(viewer, mine=mine))


def searched(
    viewer: Viewer,
    tab: Tab,
    *,
    mine: bool,
    text: str,
    after: hot.Place | None,
    size: int,
    narrowing: Narrowing = EVERYTHING,
) -> tuple[ListRow, ...]:
    """Up to `size` rows of a work list that match a text; with an empty one, what `hot.page` gives."""
    now = clock.now()
    asked = _condition(tab, now=now) & _own(viewer, tab, mine=mine) & narrowing.condition(now=now)
    rows = _held(viewer).filter(asked)
    rows = matching(rows, text)
    if after is not None:
        at, last_id = after
        later = Q(due_at__gt=at) | Q(due_at=at, id__gt=last_id) | Q(due_at=None)
        rows = rows.filter(Q(due_at=None, id__gt=last_id) if at is None else later)
    return _rows(rows.order_by(F("due_at").asc(nulls_last=True), "id")[:size])


def _whose(viewer: Viewer, *, mine: bool) -> hot.Held:
    now, scope = clock.now(), policy.scope(viewer)
    return hot.Held(
        unit_ids=None if scope.everything else scope.unit_ids,
        holder_id=viewer.account_id if mine else None,
        now=now,
        near=legal.calendar().add(now, minutes=NEAR_MINUTES),
    )


def submitted(viewer: Viewer, *, size: int = PAGE) -> tuple[ListRow, ...]:
    """Online dossiers that wait to be accepted, the oldest first."""
    return _rows(_held(viewer).filter(state=State.SUBMITTED).order_by("submitted_at")[:size])


def ready(viewer: Viewer, *, text: str = "", size: int = PAGE) -> tuple[ListRow, ...]:
    """Dossiers whose result waits at the person's desk."""
    rows = matching(_held(viewer).filter(state=State.SETTLED), text)
    return _rows(rows.order_by("ended_at")[:size])


def register(
    viewer: Viewer, *, first: datetime, last: datetime, text: str = "", size: int = 200
) -> tuple[ListRow, ...]:
    """The register book: dossiers accepted in [`first`, `last`) by the person's units, in order of acceptance."""
    rows = _received_or_held(viewer).filter(accepted_at__gte=first, accepted_at__lt=last)
    return _rows(matching(rows, text).order_by("accepted_at", "id")[:size])


def found(viewer: Viewer, text: str, *, after: str = "", size: int = PAGE) -> Page:
    """Dossiers that the person may see by code, name without diacritics, phone or identity number, the latest first.

    A page starts after the row that the one before ended with, so that none is counted through to reach it. Raises
    Refusal for unfit `text`, and for an `after` that no page gave.
    """
    code = spelt_out(clean(text, field="text")).upper()
    if is_dossier_code(code):
        return Page(rows=_named(viewer, code), next="")
    place = _place(after, dated=True) if after else None
    rows = matching(visible(viewer), text)
    if place is not None:
        at, last_id = place
        rows = rows.filter(Q(submitted_at__lt=at) | Q(id__lt=last_id), submitted_at__lte=at)
    listed = list(rows.order_by("-submitted_at", "-id").values_list("submitted_at", *_COLUMNS)[: size + 1])
    shown = tuple(_row(row[1:]) for row in listed[:size])
    return Page(rows=shown, next=_said(listed[size - 1][0], shown[-1].id) if len(listed) > size else "")


def _named(viewer: Viewer, code: str) -> tuple[ListRow, ...]:
    """The dossier of a code, if the person may see it: what a scanner asks for needs no list."""
    row = plain.instances(Dossier, "code = %s", (code,))
    return _rows(Dossier.objects.filter(pk=row[0].pk)) if row and sees(viewer, row[0].pk, row[0]) else ()


def listed(rows: QuerySet[Dossier]) -> tuple[ListRow, ...]:
    """A query of dossiers as rows of a list."""
    return _rows(rows)


def matching(rows: QuerySet[Dossier], text: str) -> QuerySet[Dossier]:
    """Those of the rows that a text names: a code, with or without its dots and dashes, or the end of one; words of a
    name without diacritics, in any order; a phone or an identity number. Raises Refusal.
    """
    wanted = clean(text, field="text")
    if not wanted:
        return rows
    code, digits = spelt_out(wanted).upper(), wanted.replace(" ", "")
    if is_dossier_code(code):
        return rows.filter(code=code)
    if digits.isdecimal() and len(digits) >= SHORTEST_NUMBER:
        return rows.filter(pk__in=_applicants(Q(phone=digits) | Q(id_number=digits)))
    if _END_OF_CODE.fullmatch(wanted):
        return rows.filter(code__endswith=f"-{wanted}")
    words = fold(wanted).split()
    if not words:  # nothing is left of marks alone, and nothing is contained in everything
        return rows.filter(code__startswith=code)
    named = Q(pk__in=_applicants(reduce(and_, (Q(search__contains=word) for word in words))))
    return rows.filter(named | Q(code__startswith=code) if _IN_A_CODE.search(code) else named)


def _applicants(condition: Q) -> QuerySet[Applicant, int]:
    """The dossiers of applicants, found before anything is asked of the dossiers: there are always fewer of them."""
    return Applicant.objects.filter(condition).values_list("dossier_id", flat=True)


_PLACE = re.compile(r"(?P<due>[0-9T:.+-]*)~(?P<id>[0-9]{1,18})", re.ASCII)


def _said(at: datetime | None, last_id: int) -> str:
    """Where the next page starts, as `_place` reads it: the instant by which the list is ordered, and the id."""
    return f"{at.isoformat() if at else ''}~{last_id}"


def _place(after: str, *, dated: bool = False) -> tuple[datetime | None, int]:
    """Where a page starts, as `Page.next` said it; in a list where each row is `dated`, with an instant. Raises
    Refusal for what no page ever said.
    """
    match = _PLACE.fullmatch(after)
    try:
        at = datetime.fromisoformat(match["due"]) if match and match["due"] else None
    except ValueError:
        match = None
    if match is None or (at is None and dated) or (at is not None and at.tzinfo is None):
        raise Refusal("after", "Địa chỉ của trang tiếp theo không đúng; hãy mở lại danh sách từ đầu.")
    return at, int(match["id"])


def _rows(rows: QuerySet[Dossier]) -> tuple[ListRow, ...]:
    return tuple(map(_row, rows.values_list(*_COLUMNS)))


def _row(row: tuple[Any, ...]) -> ListRow:
    return ListRow(
        id=row[0],
        code=row[1],
        version=row[2],
        state=State(row[3]),
        applicant=row[4],
        procedure=row[5],
        unit=row[6],
        unit_id=row[7],
        holder=row[8] or "",
        channel=row[9],
        received_at=(row[11] or row[10]).astimezone(LOCAL),
        due_at=_local(row[12]),
        ended_at=_local(row[13]),
        returned_at=_local(row[14]),
    )


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(LOCAL)
