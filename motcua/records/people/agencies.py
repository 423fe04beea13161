"""Which units are measured, and what each answers for: a committee for its agency, any other unit for itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.law.types import Role
from motcua.records.people import policy
from motcua.records.people.viewer import Post, Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import NotAllowed


@dataclass(frozen=True, kw_only=True, slots=True)
class Agency:
    """A unit and those whose dossiers count for it: itself, and of a committee its departments and desks."""

    unit: UnitView
    members: tuple[UnitView, ...]


def agencies(viewer: Viewer, on: date) -> tuple[Agency, ...]:
    """The agencies in a person's sight that receive dossiers on a day; of an agency seen in part, the units seen."""
    scope = policy.scope(viewer)
    found: list[Agency] = []
    for root_id, members in places.units_by_agency(on).items():
        seen = tuple(each for each in members if scope.allows(each.id))
        if not any(each.receives for each in seen):
            continue
        if scope.allows(root_id):
            found.append(Agency(unit=places.unit_by_id(root_id), members=tuple(members)))
        else:
            found += [Agency(unit=each, members=(each,)) for each in seen if each.receives]
    return tuple(found)


def agency(viewer: Viewer, key: str, on: date) -> Agency:
    """The unit of a key with what it answers for on a day. Raises NotFound, NotAllowed."""
    unit = places.unit(key)
    if not policy.scope(viewer).allows(unit.id):
        raise NotAllowed("unit", "Bạn không được xem số liệu của {unit}.", unit=unit.name)
    members = places.units_by_agency(on).get(unit.id) or [unit]
    return Agency(unit=unit, members=tuple(members))


def seen_from(viewer: Viewer, units: Iterable[UnitView]) -> Viewer:
    """The same person, looking at nothing but these units; that they may be seen was found out before."""
    posts = tuple(Post(unit_id=each.id, unit_key=each.key, role=Role.INSPECTOR, title="") for each in units)
    return Viewer(account_id=viewer.account_id, name=viewer.name, posts=posts)
