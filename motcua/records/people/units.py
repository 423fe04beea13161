"""Units as an administrator keeps them: below one's own, and nothing of them without trace."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from motcua.records import clock
from motcua.records.people import policy
from motcua.records.people.asking import Asked, request
from motcua.records.people.models import Position
from motcua.records.people.viewer import Viewer
from motcua.records.places import actions as places
from motcua.records.places import queries
from motcua.records.places.drafts import UnitChange, UnitDraft
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import NotAllowed, Refusal


def kept(viewer: Viewer, on: date) -> list[UnitView]:
    """The units that exist on a day and whose accounts a person keeps, each after the one above it."""
    units = queries.units_on(on)
    ids = policy.administered(viewer)
    mine = [unit for unit in units if viewer.operator or unit.id in ids]
    known = {unit.id for unit in mine}
    tops = [unit for unit in mine if unit.parent_id not in known]
    return [each for top in tops for each in _with_below(top, mine)]


def unit(viewer: Viewer, key: str) -> UnitView:
    """A unit that a person keeps, whenever it exists. Raises NotFound, NotAllowed."""
    found = queries.unit(key)
    if not (viewer.operator or found.id in policy.administered(viewer) or _was_kept(viewer, found)):
        raise _not_kept(found)
    return found


def people_in(viewer: Viewer, unit_id: int, on: date) -> int:
    """How many people hold a position in a unit on a day or later. Raises NotFound, NotAllowed."""
    unit(viewer, queries.unit_by_id(unit_id).key)
    rows = Position.objects.filter(unit_id=unit_id, account__is_active=True).exclude(valid_to__lte=on)
    return rows.values("account_id").distinct().count()


@transaction.atomic
def register(viewer: Viewer, draft: UnitDraft, *, asked: Asked) -> UnitView:
    """Registers a unit below one that the person keeps. Raises NotFound, NotAllowed, Refusal, Conflict."""
    asks = request(viewer, asked, "register_unit", draft)
    if not draft.parent_key:
        raise Refusal("parent_key", "Chưa chọn đơn vị cấp trên; hãy chọn trong danh sách.")
    _require(viewer, queries.unit(draft.parent_key))
    if not asks.answered:
        places.require_free_key(draft.key)
    return places.register_units([draft], actor_id=viewer.account_id, at=clock.now(), request=(asks.key, asks.digest))[
        0
    ]


@transaction.atomic
def change(viewer: Viewer, unit_id: int, change: UnitChange, *, asked: Asked) -> None:
    """Changes what may be changed of a unit. Raises NotFound, NotAllowed, Refusal, Conflict."""
    asks = request(viewer, asked, "change_unit", unit_id, change)
    if asks.answered:
        return
    _require(viewer, queries.unit_by_id(unit_id))
    places.change_unit(
        unit_id,
        change,
        seen=asks.version,
        actor_id=viewer.account_id,
        at=clock.now(),
        request=(asks.key, asks.digest),
    )


@transaction.atomic
def end(viewer: Viewer, unit_id: int, *, on: date, successor_key: str, document: str, asked: Asked) -> None:
    """A unit exists no more from `on`; where there is a successor, it continues the work.

    Raises NotFound, NotAllowed, Refusal, Conflict.
    """
    asks = request(viewer, asked, "end_unit", unit_id, on, successor_key, document)
    if asks.answered:
        return
    found = queries.unit_by_id(unit_id)
    _require(viewer, found)
    places.end_unit(
        unit_id,
        on=on,
        document=document,
        seen=asks.version,
        actor_id=viewer.account_id,
        at=clock.now(),
        request=(asks.key, asks.digest),
    )
    if successor_key:
        places.succeed(
            found.key,
            successor_key=successor_key,
            on=on,
            document=document,
            actor_id=viewer.account_id,
            at=clock.now(),
        )


def _with_below(top: UnitView, units: list[UnitView]) -> list[UnitView]:
    return [top, *(each for unit in units if unit.parent_id == top.id for each in _with_below(unit, units))]


def _was_kept(viewer: Viewer, found: UnitView) -> bool:
    """A unit that has ended, or does not exist yet, is kept by whoever keeps the one above it."""
    return found.parent_id is not None and found.parent_id in policy.administered(viewer)


def _require(viewer: Viewer, found: UnitView) -> None:
    if not (policy.administers(viewer, found.id) or _was_kept(viewer, found)):
        raise _not_kept(found)


def _not_kept(found: UnitView) -> NotAllowed:
    return NotAllowed("unit", "{unit} ngoài phạm vi quản trị của ông/bà; hãy nhờ cấp trên.", unit=found.name)
