"""Units are registered, and one continues the work of another; nothing about a unit is changed silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from motcua.records.journal import actions as journal
from motcua.records.places.drafts import UnitDraft
from motcua.records.places.models import Succession, Unit
from motcua.records.places.queries import UnitView, existing, unit, view
from motcua.rules.folding import clean
from motcua.rules.numbering import is_agency_id
from motcua.rules.refusal import Conflict, Refusal

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


@transaction.atomic
def register_units(drafts: Sequence[UnitDraft], *, actor_id: int | None, at: datetime) -> list[UnitView]:
    """Registers units, parents before children, all or none; one that is there already as drafted is left alone.

    Raises Refusal naming the field, Conflict where a key or an agency id is taken.
    """
    return [_register(draft, actor_id=actor_id, at=at) for draft in drafts]


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
    Unit.objects.filter(pk=predecessor.id).update(valid_to=on)
    Succession.objects.create(predecessor_id=predecessor.id, successor_id=successor.id, on=on, document=document)
    journal.append(
        act="succeed_unit",
        subject_type=SUBJECT,
        subject_id=predecessor.id,
        version=1 + Succession.objects.filter(predecessor_id=predecessor.id).count(),
        actor_id=actor_id,
        occurred_at=at,
        data={
            "predecessor": predecessor.key,
            "successor": successor.key,
            "on": on.isoformat(),
            "document": document,
        },
    )


def _register(draft: UnitDraft, *, actor_id: int | None, at: datetime) -> UnitView:
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
