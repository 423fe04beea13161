"""Narrowing a work list down, and keeping what one asks for often under a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from motcua.law.types import Channel
from motcua.records import clock, plain
from motcua.records.casework.models import SavedFilter
from motcua.records.journal import actions as journal
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import clean
from motcua.rules.refusal import NotAllowed, NotFound, Refusal

SAVE, REMOVE = "filter.save", "filter.remove"
SUBJECT = "filter"

MOST = 12
"""Filters that one person keeps: more would push the list itself out of sight."""

LONGEST_NAME = 40
_LONGEST_FIELD = 120


class Due(StrEnum):
    """When the dossiers of a list are due: by the end of today, of the third or the seventh day from now; or never."""

    TODAY = "today"
    THREE_DAYS = "three_days"
    WEEK = "week"
    NONE = "none"


_DAYS = {Due.TODAY: 0, Due.THREE_DAYS: 2, Due.WEEK: 6}


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrowing:
    """What a work list is narrowed to; empty values leave it as wide as it is. `holder_id` is who has the dossier."""

    field: str = ""
    channel: str = ""
    due: str = ""
    holder_id: int | None = None

    def __bool__(self) -> bool:
        return self != _NOTHING

    def condition(self, *, now: datetime) -> Q:
        """The rows of dossiers that are meant."""
        wanted = Q()
        if self.field:
            wanted &= Q(procedure_version__field=self.field)
        if self.channel:
            wanted &= Q(channel=self.channel)
        if self.holder_id is not None:
            wanted &= Q(holder_id=self.holder_id)
        return wanted & self._due(now)

    def _due(self, now: datetime) -> Q:
        if self.due == Due.NONE:
            return Q(due_at=None)
        if not self.due:
            return Q()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return Q(due_at__lt=midnight + timedelta(days=_DAYS[Due(self.due)] + 1))


_NOTHING = Narrowing()


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """A list as a person keeps it: its tab, whose dossiers, the text looked for, and what it is narrowed to."""

    tab: str
    whose: str
    text: str
    narrowing: Narrowing


@dataclass(frozen=True, kw_only=True, slots=True)
class FilterView:
    """A list kept under a name."""

    id: int
    name: str
    kept: Kept


_KEPT = "SELECT id, name, narrowing FROM casework_savedfilter WHERE account_id = %s ORDER BY name, id"


def narrowed(*, field: str = "", channel: str = "", due: str = "", holder_id: int | None = None) -> Narrowing:
    """What a form asks for. Raises Refusal naming `channel`, `due` or `field`."""
    if channel and channel not in set(Channel):
        raise Refusal("channel", "Kênh tiếp nhận không đúng; hãy chọn trong danh sách.")
    if due and due not in set(Due):
        raise Refusal("due", "Khoảng hạn trả không đúng; hãy chọn trong danh sách.")
    wanted = clean(field, field="field", limit=_LONGEST_FIELD)
    return Narrowing(field=wanted, channel=channel, due=due, holder_id=holder_id)


def filters_of(viewer: Viewer) -> tuple[FilterView, ...]:
    """The lists that the person keeps, by name."""
    if viewer.account_id is None:
        return ()
    rows = plain.rows(_KEPT, (viewer.account_id,))
    return tuple(FilterView(id=pk, name=name, kept=_read(text)) for pk, name, text in rows)


def save(viewer: Viewer, *, name: str, kept: Kept) -> None:
    """Keeps a list under a name; one of this name is replaced, and the same again changes nothing.

    Raises NotAllowed without an account, Refusal (`name`) without a name or when too many are kept.
    """
    if viewer.account_id is None:
        raise NotAllowed("account", "Chỉ người có tài khoản mới lưu được bộ lọc.")
    called = clean(name, field="name", limit=LONGEST_NAME)
    if not called:
        raise Refusal("name", "Chưa có tên bộ lọc; hãy đặt một tên ngắn, ví dụ «Hộ tịch trực tuyến».")
    written = _written(kept)
    with transaction.atomic():
        mine = SavedFilter.objects.select_for_update().filter(account_id=viewer.account_id)
        row = mine.filter(name=called).first()
        if row is None and mine.count() >= MOST:
            raise Refusal("name", "Ông/bà đã lưu {most} bộ lọc; hãy xóa bớt rồi lưu bộ lọc mới.", most=MOST)
        if row is not None and row.narrowing == written:
            return
        row = row or SavedFilter(account_id=viewer.account_id, name=called, version=0)
        row.narrowing, row.version = written, row.version + 1
        _store(row)
        _tell(viewer, row, SAVE)


def remove(viewer: Viewer, filter_id: int) -> str:
    """Forgets a list that the person keeps; its name. Raises NotFound."""
    with transaction.atomic():
        mine = SavedFilter.objects.select_for_update().filter(account_id=viewer.account_id or 0)
        row = mine.filter(pk=filter_id).first()
        if row is None:
            raise NotFound("filter", "Bộ lọc này đã được xóa; hãy tải lại danh sách.")
        row.version += 1
        _tell(viewer, row, REMOVE)
        row.delete()
        return row.name


def _store(row: SavedFilter) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refusal("name", "Bộ lọc này vừa được lưu ở một cửa sổ khác; hãy tải lại trang.") from None


def _tell(viewer: Viewer, row: SavedFilter, act: str) -> None:
    """Names and texts looked for may be those of persons, so the journal keeps them apart."""
    journal.append(
        act=act,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data={},
        personal={"name": row.name, "narrowing": row.narrowing},
    )


def _written(kept: Kept) -> str:
    return json.dumps({**asdict(kept), "narrowing": asdict(kept.narrowing)}, ensure_ascii=False, sort_keys=True)


def _read(text: str) -> Kept:
    told: Mapping[str, Any] = json.loads(text)
    narrowing: Mapping[str, Any] = told["narrowing"]
    known = {one.name for one in fields(Narrowing)}
    return Kept(
        tab=told["tab"],
        whose=told["whose"],
        text=told["text"],
        narrowing=Narrowing(**{name: value for name, value in narrowing.items() if name in known}),
    )
