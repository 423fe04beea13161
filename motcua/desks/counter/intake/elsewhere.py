"""Receiving without regard to boundaries: which other unit decides the dossier, and where the citizen was helped."""

from __future__ import annotations

from datetime import date

from motcua.desks.counter.intake.forms import Typed
from motcua.desks.counter.intake.pages import Elsewhere
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.law.types import Level
from motcua.records.places import queries as places
from motcua.records.places.drafts import UnitKind
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import NotFound

_HERE = Option(value="", label="Đơn vị này giải quyết")
_NOBODY = Option(value="", label="Không có")


def inputs(typed: Typed, receiver: UnitView, *, on: date) -> tuple[Field, ...]:
    """The two choices; what a desk receives is its own to decide unless told otherwise."""
    others = [unit for unit in places.units_on(on) if unit.id != receiver.id]
    deciding = [unit for unit in others if unit.kind is not UnitKind.DESK]
    return (
        _choice("competent_unit", "Cơ quan giải quyết", _HERE, deciding, typed),
        _choice("helped_unit", "Nơi hướng dẫn người dân", _NOBODY, others, typed),
    )


def elsewhere(known: dict[str, Field]) -> Elsewhere:
    """The two choices, open where one was made or refused."""
    competent, helped = known["competent_unit"], known["helped_unit"]
    opened = any(field.error or field.value for field in (competent, helped))
    return Elsewhere(competent=competent, helped=helped, open=opened)


def level_of(competent_key: str, receiver: UnitView) -> Level:
    """The level whose procedures are looked for: that of the unit that decides, "" for the receiver."""
    try:
        return places.unit(competent_key).level if competent_key else receiver.level
    except NotFound:
        return receiver.level  # refused beside the input


def _choice(name: str, label: str, nothing: Option, units: list[UnitView], typed: Typed) -> Field:
    chosen = typed[name]
    options = (Option(value=unit.key, label=unit.name, chosen=unit.key == chosen) for unit in units)
    return Field(name=name, label=label, kind=FieldKind.SELECT, value=chosen, options=(nothing, *options))
