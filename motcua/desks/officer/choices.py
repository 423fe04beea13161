"""To whom and where a dossier may go: the options of its forms."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from motcua.desks.frame.fields import Option
from motcua.desks.officer.forms import person_value, unit_value
from motcua.law.types import Role
from motcua.records.casework.suggesting import Suggestion, suggested
from motcua.records.casework.views import DossierView
from motcua.records.people import queries as people
from motcua.records.people.queries import AccountView
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.dossier import Act

NOBODY = Option(value="", label="Chọn nơi nhận")
_HEADS = frozenset({Role.LEADER, Role.CHAIR})


class Choices:
    """The options for one dossier on a day; people and units are read when a form first asks for them."""

    def __init__(self, viewer: Viewer, dossier: DossierView, *, on: date) -> None:
        self._viewer = viewer
        self._dossier = dossier
        self._on = on
        self._staff: dict[int, list[AccountView]] = {}
        self._agencies: dict[int, list[UnitView]] | None = None
        self._suggestion: tuple[Suggestion | None] | None = None

    def colleagues(self) -> tuple[Option, ...]:
        """The people of the unit that holds the dossier, without whoever looks; the holder is marked."""
        return self._people(self._others(self._dossier.holder_unit_id), unit_id=self._dossier.holder_unit_id)

    def onward(self) -> tuple[Option, ...]:
        """Where a dossier may go inside the agency: colleagues, then the queues of the agency's other units."""
        here = self._dossier.holder_unit_id
        units = self._likeliest_first([unit for unit in self._agency() if unit.id != here], Act.FORWARD)
        return (*self.colleagues(), *(Option(value=unit_value(unit.id), label=unit.name) for unit in units))

    def back(self) -> tuple[Option, ...]:
        """To whom a dossier may be sent back: colleagues, and the people of the unit that received it."""
        dossier = self._dossier
        if dossier.unit_id == dossier.holder_unit_id or dossier.unit_id not in {unit.id for unit in self._agency()}:
            return self.colleagues()
        received = self._others(dossier.unit_id)
        return (*self.colleagues(), *self._people(received, unit_id=dossier.unit_id, told=dossier.unit))

    def elsewhere(self) -> tuple[Option, ...]:
        """The units of other agencies, those first to which the steps of the procedure lead."""
        own = {unit.id for unit in self._agency()}
        others = [unit for units in self._tree().values() for unit in units if unit.id not in own]
        return tuple(
            Option(value=unit_value(unit.id), label=unit.name) for unit in self._likeliest_first(others, Act.HAND_OVER)
        )

    def leads_elsewhere(self) -> bool:
        """Whether the next step is another agency's to do. The result needs no handing over: it goes to the desk that
        received the dossier when it is issued.
        """
        found = self._suggested()
        return found is not None and found.act is Act.HAND_OVER and found.role is not Role.COUNTER

    def next_unit(self, act: Act) -> str:
        """The value of the one unit to which the steps of the procedure lead by an act, or of the competent one among
        several; "" where there is a choice.
        """
        units, competent = self._units_of(act), self._dossier.competent_unit_id
        unit_id = units[0] if len(units) == 1 else competent if competent in units else self._dossier.holder_unit_id
        return "" if unit_id == self._dossier.holder_unit_id else unit_value(unit_id)

    def _units_of(self, act: Act) -> tuple[int, ...]:
        found = self._suggested()
        return found.unit_ids if found is not None and found.act is act else ()

    def _likeliest_first(self, units: list[UnitView], act: Act) -> list[UnitView]:
        likely = self._units_of(act)
        return sorted(units, key=lambda unit: likely.index(unit.id) if unit.id in likely else len(likely))

    def _suggested(self) -> Suggestion | None:
        if self._suggestion is None:
            self._suggestion = (suggested(self._dossier, agencies=self._tree()),)
        return self._suggestion[0]

    def seconds(self) -> tuple[Option, ...]:
        """Who may stand behind a void: another leader where the dossier was received."""
        return self._heads(self._dossier.unit_id)

    def approvers(self) -> tuple[Option, ...]:
        """Who may agree to a further supplement: another leader where the dossier lies."""
        return self._heads(self._dossier.holder_unit_id)

    def head(self) -> str:
        """The value of the leader to whom a dossier is put for approval; "" where none is known."""
        unit_id = self._dossier.holder_unit_id
        for account in self._others(unit_id):
            if any(post.unit_id == unit_id and post.role in _HEADS for post in account.posts):
                return person_value(account.id)
        return ""

    def previous(self) -> str:
        """The value of the person who last passed the dossier on; "" where it was the one who looks."""
        passed = [entry.actor_id for entry in self._dossier.timeline if entry.act in (Act.FORWARD, Act.ASSIGN)]
        last = passed[-1] if passed else None
        return person_value(last) if last and last != self._viewer.account_id else ""

    def _heads(self, unit_id: int) -> tuple[Option, ...]:
        heads = [
            account
            for account in self._others(unit_id)
            if any(post.unit_id == unit_id and post.role in _HEADS for post in account.posts)
        ]
        return self._people(heads, unit_id=unit_id)

    def _others(self, unit_id: int) -> list[AccountView]:
        if unit_id not in self._staff:
            self._staff[unit_id] = people.colleagues(self._viewer, unit_id, self._on)
        return [account for account in self._staff[unit_id] if account.id != self._viewer.account_id]

    def _people(self, accounts: Iterable[AccountView], *, unit_id: int, told: str = "") -> tuple[Option, ...]:
        where = f", {told}" if told else ""
        return tuple(
            Option(value=person_value(account.id), label=f"{account.full_name} – {_title(account, unit_id)}{where}")
            for account in accounts
        )

    def _agency(self) -> list[UnitView]:
        here = self._dossier.holder_unit_id
        return next((units for units in self._tree().values() if here in {unit.id for unit in units}), [])

    def _tree(self) -> dict[int, list[UnitView]]:
        if self._agencies is None:
            self._agencies = places.units_by_agency(self._on)
        return self._agencies


def _title(account: AccountView, unit_id: int) -> str:
    titles = [post.title for post in account.posts if post.unit_id == unit_id]
    return titles[0] if titles else account.posts[0].title
