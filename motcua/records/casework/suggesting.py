"""Where a dossier goes next by the step table of its procedure: what a form for passing it on offers first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from motcua.law.types import Level, Role
from motcua.records.casework.views import DossierView
from motcua.records.catalogue import queries as catalogue
from motcua.records.places.drafts import UnitKind
from motcua.records.places.queries import UnitView
from motcua.rules.dossier import Act
from motcua.rules.process import Step

Agencies = Mapping[int, Sequence[UnitView]]
"""The units of a day by the committee they belong to, as `places.units_by_agency` gives them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestion:
    """The act that leads on, the units it may lead to, the likeliest first, and the role that works there (None: not
    told by the table)."""

    act: Act
    unit_ids: tuple[int, ...]
    role: Role | None


def suggested(dossier: DossierView, *, agencies: Agencies) -> Suggestion | None:
    """Where a dossier goes from here; None where the table ends, or names no unit that there is.

    What was received for another agency goes there first. A step without a level is done in the agency that
    received the dossier, or in the competent one when it is more than receiving and returning.
    """
    places = _Places(agencies)
    here = places.agency_of(dossier.holder_unit_id)
    competent = places.agency_of(dossier.competent_unit_id)
    if here is None:
        return None
    if competent not in (None, here) and competent not in _been_at(dossier, places):
        return Suggestion(act=Act.HAND_OVER, unit_ids=(dossier.competent_unit_id,), role=None)
    step = catalogue.version(dossier.procedure_version_id).steps.next_step(dossier.step)
    if step is None:
        return None
    receiver = places.agency_of(dossier.unit_id)
    own = receiver if step.role is Role.COUNTER or competent is None else competent
    unit_ids = places.units_for(step, own=own, first=(dossier.competent_unit_id, dossier.holder_unit_id))
    if not unit_ids:
        return None
    act = Act.FORWARD if places.agency_of(unit_ids[0]) == here else Act.HAND_OVER
    return Suggestion(act=act, unit_ids=unit_ids, role=step.role)


def _been_at(dossier: DossierView, places: _Places) -> set[int | None]:
    """The agencies that have had the dossier."""
    held = {places.agency_of(dossier.unit_id)}
    for entry in dossier.timeline:
        if entry.act is Act.HAND_OVER and entry.to_unit_id is not None:
            held.add(places.agency_of(entry.to_unit_id))
    return held


class _Places:
    """The units of a day: to which agency each belongs, and which of them a step may mean."""

    def __init__(self, agencies: Agencies) -> None:
        self._agencies = agencies
        self._units = {unit.id: unit for units in agencies.values() for unit in units}
        self._root = {unit.id: root for root, units in agencies.items() for unit in units}

    def agency_of(self, unit_id: int) -> int | None:
        """The committee of a unit; None for a unit that is no more."""
        return self._root.get(unit_id)

    def units_for(self, step: Step, *, own: int | None, first: Sequence[int]) -> tuple[int, ...]:
        """The units in which a step may be done: those of `first`, then the others in the order registered."""
        found = [unit_id for root in self._agencies_at(step.level, own=own) for unit_id in self._fitting(step, root)]
        return tuple(sorted(found, key=lambda unit_id: first.index(unit_id) if unit_id in first else len(first)))

    def _agencies_at(self, level: Level | None, *, own: int | None) -> list[int]:
        """The agencies that a level means, seen from one: itself, the one above it, or all those just below."""
        if own is None:
            return []
        if level is None or self._units[own].level is level:
            return [own]
        above = self._units[own].parent_id
        while above is not None and above in self._units:
            if self._units[above].level is level and above in self._agencies:
                return [above]
            above = self._units[above].parent_id
        return [root for root in self._agencies if self._units[root].level is level and self._below(root, own)]

    def _below(self, root: int, top: int) -> bool:
        above = self._units[root].parent_id
        while above is not None and above in self._units:
            if above == top:
                return True
            above = self._units[above].parent_id
        return False

    def _fitting(self, step: Step, root: int) -> list[int]:
        """The units of the kind that a step names; an agency without any does it in its committee."""
        units = [unit.id for unit in self._agencies[root] if unit.kind == step.unit_kind]
        return units or [unit.id for unit in self._agencies[root] if unit.kind is UnitKind.COMMITTEE]
