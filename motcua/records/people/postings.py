"""Positions and delegations: what a person is in a unit, from when until when, and what of it is lent to whom."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from motcua.law.types import Role
from motcua.records.journal.canonical import JSON
from motcua.records.people import policy, queries
from motcua.records.people.accounts import create_account
from motcua.records.people.asking import Asked, request
from motcua.records.people.changing import changed, kept, locked, needed, position_row, require_order
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.models import Delegation, Position
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal


@transaction.atomic
def employ(
    viewer: Viewer,
    *,
    username: str,
    full_name: str,
    unit_id: int,
    role: Role,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
    asked: Asked | None = None,
) -> int:
    """Opens an account together with its first position: both or none; the id of the account.

    Raises as `create_account` and `assign_position` do.
    """
    account_id = create_account(viewer, username=username, full_name=full_name, asked=asked)
    if not Position.objects.filter(account_id=account_id).exists():  # else the request came again
        assign_position(
            viewer,
            account_id=account_id,
            unit_id=unit_id,
            role=role,
            title=title,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    return account_id


@transaction.atomic
def assign_position(
    viewer: Viewer,
    *,
    account_id: int,
    unit_id: int,
    role: Role,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
    asked: Asked | None = None,
) -> int:
    """Gives a person a role in a unit from `valid_from` until before `valid_to` (None: until ended); its id.

    Raises NotFound, NotAllowed (nobody but the operator gives a position to oneself), Conflict for one that the
    person holds at that time, Refusal naming the field.
    """
    asks = request(viewer, asked, "assign_position", account_id, unit_id, role, title, valid_from, valid_to)
    if asks.answered:
        return asks.earlier("position")
    row = kept(viewer, account_id, own=False, request=asks)
    _require_unit(viewer, unit_id, on=valid_from)
    require_order(valid_from, valid_to)
    printed = needed(title, field="title", limit=120)
    same = Position.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=valid_from), account_id=account_id, unit_id=unit_id, role=role.value
    )
    if (same.filter(valid_from__lt=valid_to) if valid_to else same).exists():
        raise Conflict("role", "Người này đã giữ nhiệm vụ đó trong thời gian ấy; hãy xem lại các nhiệm vụ đang có.")
    position = Position.objects.create(
        account_id=account_id, unit_id=unit_id, role=role.value, title=printed, valid_from=valid_from, valid_to=valid_to
    )
    changed(
        viewer,
        row,
        "assign_position",
        data={
            "position": position.pk,
            "unit": unit_id,
            "role": role.value,
            "title": printed,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat() if valid_to else None,
        },
        request=asks,
    )
    return position.pk


@transaction.atomic
def end_position(viewer: Viewer, *, position_id: int, on: date, asked: Asked | None = None) -> None:
    """A position is held until before `on`; what was lent of it ends with it. An end is never moved later.

    Raises NotFound, NotAllowed, Refusal (`on`).
    """
    asks = request(viewer, asked, "end_position", position_id, on)
    if asks.answered:
        return
    position = position_row(position_id)
    row = kept(viewer, position.account_id, own=False, request=asks)
    position.refresh_from_db()
    if on <= position.valid_from or (position.valid_to is not None and on >= position.valid_to):
        raise Refusal(
            "on",
            "Ngày thôi nhiệm vụ phải sau ngày bắt đầu ({first}) và trước ngày kết thúc đã ghi; hãy xem lại ngày.",
            first=f"{position.valid_from:%d/%m/%Y}",
        )
    position.valid_to = on
    position.save(update_fields=["valid_to"])
    changed(viewer, row, "end_position", data={"position": position_id, "on": on.isoformat()}, request=asks)


@transaction.atomic
def delegate(
    viewer: Viewer,
    *,
    position_id: int,
    to_account_id: int,
    kind: DelegationKind,
    document: str,
    valid_from: date,
    valid_to: date,
    asked: Asked | None = None,
) -> int:
    """Lends a position to another person from `valid_from` until before `valid_to`, by a document; its id.

    The one who holds the position lends it, or who keeps both accounts. What is lent cannot be lent on.
    Raises NotFound, NotAllowed, Refusal naming the field.
    """
    asks = request(viewer, asked, "delegate", position_id, to_account_id, kind, document, valid_from, valid_to)
    if asks.answered:
        return asks.earlier("delegation")
    position = position_row(position_id)
    row = locked(position.account_id, to_account_id).get(to_account_id)
    position.refresh_from_db()
    if row is None or not row.is_active:
        raise queries.no_account()
    if viewer.account_id != position.account_id:
        kept(viewer, position.account_id, own=False)
        kept(viewer, to_account_id, own=False)
    if to_account_id == position.account_id:
        raise Refusal("to_account", "Không tự ủy quyền cho chính mình; hãy chọn người khác.")
    by = needed(document, field="document", limit=200)
    require_order(valid_from, valid_to)
    if valid_from < position.valid_from or (position.valid_to is not None and valid_to > position.valid_to):
        raise Refusal("valid_from", "Thời gian ủy quyền phải nằm trong thời gian giữ nhiệm vụ; hãy xem lại các ngày.")
    delegation = Delegation.objects.create(
        position=position, account=row, kind=kind.value, document=by, valid_from=valid_from, valid_to=valid_to
    )
    changed(
        viewer,
        row,
        "delegate",
        data={
            "delegation": delegation.pk,
            "position": position_id,
            "kind": kind.value,
            "document": by,
            "from": valid_from.isoformat(),
            "to": valid_to.isoformat(),
        },
        request=asks,
    )
    return delegation.pk


@transaction.atomic
def end_delegation(viewer: Viewer, *, delegation_id: int, on: date, asked: Asked | None = None) -> None:
    """What was lent is given back early: it holds until before `on`. Raises NotFound, Refusal (`on`)."""
    asks = request(viewer, asked, "end_delegation", delegation_id, on)
    if asks.answered:
        return
    delegation = _delegation(delegation_id)
    lender_id = delegation.position.account_id
    row = locked(lender_id, delegation.account_id)[delegation.account_id]
    delegation.refresh_from_db(fields=["valid_to"])
    if viewer.account_id != lender_id:
        kept(viewer, lender_id, own=False)
    if not delegation.valid_from < on < delegation.valid_to:
        raise Refusal("on", "Ngày thôi ủy quyền phải nằm trong thời gian ủy quyền; hãy xem lại ngày.")
    delegation.valid_to = on
    delegation.save(update_fields=["valid_to"])
    told: dict[str, JSON] = {"delegation": delegation_id, "on": on.isoformat()}
    changed(viewer, row, "end_delegation", data=told, request=asks)


def _delegation(delegation_id: int) -> Delegation:
    row = Delegation.objects.select_related("position").filter(pk=delegation_id).first()
    if row is None:
        raise NotFound("delegation", "Không có ủy quyền này; hãy tải lại trang.")
    return row


def _require_unit(viewer: Viewer, unit_id: int, *, on: date) -> None:
    unit = places.unit_by_id(unit_id)
    if not policy.administers(viewer, unit_id):
        raise NotAllowed("unit", "{unit} ngoài phạm vi quản trị của ông/bà; hãy nhờ cấp trên.", unit=unit.name)
    if not unit.exists_on(on):
        raise Refusal(
            "unit", "{unit} không hoạt động vào ngày {day}; hãy chọn ngày khác.", unit=unit.name, day=f"{on:%d/%m/%Y}"
        )
