"""Units are registered, and one continues the work of another; nothing about a unit is changed silently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.records.places.drafts import UnitChange, UnitDraft
from motcua.records.places.models import Succession, Unit
from motcua.records.places.queries import UnitView, existing, unit, view
from motcua.rules.folding import clean
from motcua.rules.numbering import is_agency_id
from motcua.rules.refusal import Conflict, NotFound, Refusal

SUBJECT = "unit"
_TEXTS = {
    "key": 60,
    "name": 200,
    "short_name": 80,
    "government_code": 10,
    "address": 200,
    "phone": 40,
    "note": 300,
}
_COMPULSORY = ("key", "name", "short_name")
_CHANGING = ("short_name", "address", "phone", "receives")

Asking = tuple[str | None, str]
"""Key and digest of a request, for the journal."""

NOT_ASKED: Asking = (None, "")


@transaction.atomic
def register_units(
    drafts: Sequence[UnitDraft], *, actor_id: int | None, at: datetime, request: Asking = NOT_ASKED
) -> list[UnitView]:
    """Registers units, parents before children, all or none; one that is there already as drafted is left alone.

    `request` is key and digest of a request for a single unit. Raises Refusal naming the field, Conflict where a key
    or an agency id is taken.
    """
    return [_register(draft, actor_id=actor_id, at=at, request=request) for draft in drafts]


def require_free_key(key: str) -> None:
    """Raises Conflict where there is, or was, a unit of this key."""
    if Unit.objects.filter(key=clean(key, field="key", limit=_TEXTS["key"])).exists():
        raise Conflict("key", "Đã có đơn vị «{key}»; mỗi đơn vị cần một mã riêng, kể cả đơn vị đã kết thúc.", key=key)


@transaction.atomic
def succeed(
    predecessor_key: str, *, successor_key: str, on: date, document: str, actor_id: int | None, at: datetime
) -> None:
    """`successor` continues the work of `predecessor`, which exists no more from `on`. Doing it again changes nothing.

    Raises NotFound, and Refusal where the dates of the two units do not meet.
    """
    predecessor, successor = unit(predecessor_key), unit(successor_key)
    if Succession.objects.filter(predecessor_id=predecessor.id, successor_id=successor.id, on=on).exists():
        return
    _dates_must_meet(predecessor, successor, on=on)
    document = clean(document, field="document", limit=200)
    version = predecessor.version + 1
    Unit.objects.filter(pk=predecessor.id).update(valid_to=on, version=version)
    Succession.objects.create(predecessor_id=predecessor.id, successor_id=successor.id, on=on, document=document)
    journal.append(
        act="succeed_unit",
        subject_type=SUBJECT,
        subject_id=predecessor.id,
        version=version,
        actor_id=actor_id,
        occurred_at=at,
        data={
            "predecessor": predecessor.key,
            "successor": successor.key,
            "on": on.isoformat(),
            "document": document,
        },
    )


@transaction.atomic
def change_unit(
    unit_id: int,
    change: UnitChange,
    *,
    seen: int | None,
    actor_id: int | None,
    at: datetime,
    request: Asking = NOT_ASKED,
) -> None:
    """Changes how a unit is called for short, where it is found and whether it receives; its name and dates stay.

    `seen` is the version that the person saw, `request` key and digest of the request. Raises NotFound, Conflict for
    a unit that was changed meanwhile, Refusal naming the field.
    """
    row = _locked(unit_id, seen=seen)
    before = {name: getattr(row, name) for name in _CHANGING}
    after = {
        "short_name": clean(change.short_name, field="short_name", limit=_TEXTS["short_name"]),
        "address": clean(change.address, field="address", limit=_TEXTS["address"]),
        "phone": clean(change.phone, field="phone", limit=_TEXTS["phone"]),
        "receives": change.receives,
    }
    if not after["short_name"]:
        raise Refusal("short_name", "Đơn vị cần có tên ngắn để in trên danh sách; hãy ghi thêm.")
    if change.receives and not row.agency_id:
        raise Refusal("receives", "Đơn vị chưa có mã định danh nên chưa tiếp nhận được; hãy đăng ký đơn vị có mã.")
    if before == after:
        raise Refusal("short_name", "Chưa có gì thay đổi; hãy sửa rồi lưu, hoặc quay lại.")
    for name, value in after.items():
        setattr(row, name, value)
    _save(row)
    told = {"before": before, "after": after}
    _journal(row, "change_unit", told, actor_id=actor_id, at=at, request=request)


@transaction.atomic
def end_unit(
    unit_id: int,
    *,
    on: date,
    document: str,
    seen: int | None,
    actor_id: int | None,
    at: datetime,
    request: Asking = NOT_ASKED,
) -> None:
    """A unit exists no more from `on`, and nobody continues its work (else: `succeed`). An end is never moved.

    Raises NotFound, Conflict for a unit that was changed meanwhile or has ended, Refusal naming the field.
    """
    row = _locked(unit_id, seen=seen)
    if row.valid_to is not None:
        raise Conflict("on", "Đơn vị này đã có ngày kết thúc; ngày đã ghi không sửa được.")
    if on <= row.valid_from:
        raise Refusal("on", "Ngày kết thúc phải sau ngày bắt đầu ({first:%d/%m/%Y}).", first=row.valid_from)
    below = existing(on).filter(parent_id=unit_id).values_list("name", flat=True).first()
    if below is not None:
        raise Refusal("on", "«{below}» còn trực thuộc đơn vị này; hãy kết thúc đơn vị cấp dưới trước.", below=below)
    why = clean(document, field="document", limit=200)
    if not why:
        raise Refusal("document", "Việc kết thúc đơn vị cần có văn bản; hãy ghi số, ký hiệu và ngày.")
    row.valid_to = on
    _save(row)
    _journal(row, "end_unit", {"on": on.isoformat(), "document": why}, actor_id=actor_id, at=at, request=request)


def _locked(unit_id: int, *, seen: int | None) -> Unit:
    row = Unit.objects.select_for_update().filter(pk=unit_id).first()
    if row is None:
        raise NotFound("unit", "Không có đơn vị này; hãy tải lại danh sách.")
    if seen is not None and row.version != seen:
        raise Conflict(
            "version", "Có người vừa thay đổi đơn vị này trước ông/bà; hãy tải lại trang, xem rồi làm tiếp nếu còn cần."
        )
    return row


def _save(row: Unit) -> None:
    row.version += 1
    row.save()


def _journal(
    row: Unit, act: str, data: Mapping[str, JSON], *, actor_id: int | None, at: datetime, request: Asking
) -> None:
    key, digest = request
    journal.append(
        act=act,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=actor_id,
        occurred_at=at,
        data={"unit": row.key, **data},
        request_key=key,
        request_digest=digest,
    )


def _register(draft: UnitDraft, *, actor_id: int | None, at: datetime, request: Asking) -> UnitView:
    parent = unit(draft.parent_key) if draft.parent_key else None
    values = _checked(draft, parent=parent)
    known = Unit.objects.filter(key=draft.key).values(*values).first()
    if known is not None:
        if known != values:
            raise Conflict(
                "key",
                "Đơn vị «{key}» đã có với nội dung khác; hãy đăng ký đơn vị mới rồi ghi việc kế tục.",
                key=draft.key,
            )
        return unit(draft.key)
    _agency_id_must_be_free(draft)
    row = Unit.objects.create(**values)
    journal.append(
        act="register_unit",
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=1,
        actor_id=actor_id,
        occurred_at=at,
        data={name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()},
        request_key=request[0],
        request_digest=request[1],
    )
    return view(row)


def _checked(draft: UnitDraft, *, parent: UnitView | None) -> dict[str, str | int | bool | date | None]:
    """The columns of the row. Raises Refusal naming the field."""
    values: dict[str, str | int | bool | date | None] = asdict(draft)
    del values["parent_key"]
    values |= {"kind": draft.kind.value, "level": draft.level.value, "parent_id": parent.id if parent else None}
    for name, limit in _TEXTS.items():
        values[name] = clean(getattr(draft, name), field=name, limit=limit)
    for name in _COMPULSORY:
        if not values[name]:
            raise Refusal(name, "Đơn vị cần có đủ mã, tên và tên ngắn; hãy ghi thêm.")
    if draft.valid_to is not None and draft.valid_to <= draft.valid_from:
        raise Refusal("valid_to", "Ngày kết thúc của «{key}» phải sau ngày bắt đầu.", key=draft.key)
    if draft.receives and not draft.agency_id:
        raise Refusal("agency_id", "«{key}» tiếp nhận hồ sơ nên phải có mã định danh.", key=draft.key)
    if draft.agency_id and not is_agency_id(draft.agency_id):
        raise Refusal(
            "agency_id",
            "Mã định danh «{agency_id}» viết chưa đúng; hãy viết như 000.12.30.H59.",
            agency_id=draft.agency_id[:40],
        )
    return values


def _agency_id_must_be_free(draft: UnitDraft) -> None:
    """Two units that exist at the same time must not give codes under one agency id."""
    if not draft.agency_id:
        return
    same = Unit.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=draft.valid_from), agency_id=draft.agency_id)
    if draft.valid_to is not None:
        same = same.filter(valid_from__lt=draft.valid_to)
    holder = same.values_list("key", flat=True).first()
    if holder is not None:
        raise Conflict(
            "agency_id",
            "Mã định danh {agency_id} đang thuộc «{holder}»; mỗi đơn vị cần một mã riêng.",
            agency_id=draft.agency_id,
            holder=holder,
        )


def _dates_must_meet(predecessor: UnitView, successor: UnitView, *, on: date) -> None:
    if predecessor.id == successor.id:
        raise Refusal("successor", "Một đơn vị không kế tục chính nó; hãy chọn đơn vị khác.")
    if predecessor.valid_to not in (None, on) or on <= predecessor.valid_from:
        raise Refusal(
            "on", "Ngày kế tục {on:%d/%m/%Y} không khớp với thời gian tồn tại của «{key}».", on=on, key=predecessor.key
        )
    if not existing(on).filter(pk=successor.id).exists():
        raise Refusal("on", "«{key}» chưa có hoặc không còn vào ngày {on:%d/%m/%Y}.", on=on, key=successor.key)
