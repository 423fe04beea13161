"""Invented applicants. Nobody here is real, and the numbers can be told from real ones.

Card numbers have the twelve digits of a card from Trà Vinh (084, century and sex, year of birth), then a 9 and a
number of the stream's own: well formed, never given out by an authority, no two alike. Telephone numbers lie in
the block 0900, which no operator is known to use (chờ kiểm chứng).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Protocol

from motcua.demo.chance import Weighted
from motcua.demo.specs import OfficeSpec

PROVINCE = "084"
PHONE_BLOCK = "0900"

_RETURNING = 0.12  # of the applicants have been at this office before in the period
_REMEMBERED = 300
_WITHOUT_PHONE = 0.05
_YEAR_ONLY = 0.03  # of births: older people often know no more
_OLDEST, _USUAL_AGE, _YOUNGEST = 88, 36, 18
_LONGEST_YEAR = 366


class Entry(Protocol):
    """A text and how often it is drawn."""

    @property
    def text(self) -> str: ...
    @property
    def weight(self) -> float: ...


class GivenNames(Protocol):
    """What stands after the family name."""

    @property
    def middle(self) -> Sequence[Entry]: ...
    @property
    def given(self) -> Sequence[Entry]: ...


class Group(Protocol):
    """A people's way of naming, as a pack lists it; `weight` relative to the other groups."""

    @property
    def id(self) -> str: ...
    @property
    def weight(self) -> float: ...
    @property
    def family(self) -> Sequence[Entry]: ...
    @property
    def men(self) -> GivenNames: ...
    @property
    def women(self) -> GivenNames: ...


@dataclass(frozen=True, kw_only=True, slots=True)
class NameLists:
    """The parts of names that go together; each pair is middle and given names."""

    families: Weighted[str]
    men: tuple[Weighted[str], Weighted[str]]
    women: tuple[Weighted[str], Weighted[str]]

    def full_name(self, chance: Random, *, woman: bool) -> str:
        """Family, middle and given name."""
        middles, givens = self.women if woman else self.men
        middle, given = middles.pick(chance), givens.pick(chance)
        if given in middle.split():
            given = givens.pick(chance)
        return f"{self.families.pick(chance)} {middle} {given}"


@dataclass(frozen=True, kw_only=True, slots=True)
class NamePool:
    """Khmer names, drawn as often as an office says, and those of the other groups by their weight."""

    khmer: NameLists
    others: Weighted[NameLists]

    @classmethod
    def of(cls, groups: Iterable[Group]) -> NamePool:
        """From the groups of a pack. ValueError when the group "khmer", or any other, is missing or empty."""
        lists = {group.id: (_lists(group), group.weight) for group in groups}
        if "khmer" not in lists:
            raise ValueError('the names need a group "khmer"')
        return cls(khmer=lists.pop("khmer")[0], others=Weighted.of(lists.values()))


class People:
    """Draws the applicants of one stream; some of them come back to the office that knows them."""

    def __init__(self, names: NamePool, *, chance: Random) -> None:
        self._names = names
        self._chance = chance
        self._made = 0
        self._known: dict[str, deque[dict[str, str]]] = {}

    def applicant(self, office: OfficeSpec, *, on: date, for_another: bool) -> dict[str, str]:
        """The applicant as typed at intake, an adult on the day; `for_another` adds the owner of the dossier."""
        known = self._known.setdefault(office.unit_key, deque(maxlen=_REMEMBERED))
        if known and self._chance.random() < _RETURNING:
            person = dict(known[int(self._chance.random() * len(known))])
        else:
            person = self._invented(office, on=on)
            known.append(dict(person))
        if for_another:
            person["owner_name"] = self._name(office, woman=self._chance.random() < 0.5)
        return person

    def phone(self) -> str:
        """A telephone number not given out before in this stream."""
        self._made += 1
        return f"{PHONE_BLOCK}{_scattered(self._made, size=1_000_000):06d}"

    def _invented(self, office: OfficeSpec, *, on: date) -> dict[str, str]:
        chance = self._chance
        woman = chance.random() < 0.52
        years = chance.triangular(_YOUNGEST, _OLDEST, _USUAL_AGE)
        birth = on - timedelta(days=int(years * _LONGEST_YEAR))
        phone = self.phone()
        return {
            "name": self._name(office, woman=woman),
            "id_number": id_number(birth, woman=woman, serial=self._made),
            "birth": str(birth.year) if chance.random() < _YEAR_ONLY else birth.isoformat(),
            "phone": "" if chance.random() < _WITHOUT_PHONE else phone,
            "address": self._address(office),
        }

    def _name(self, office: OfficeSpec, *, woman: bool) -> str:
        khmer = self._chance.random() < office.khmer_share
        lists = self._names.khmer if khmer else self._names.others.pick(self._chance)
        return lists.full_name(self._chance, woman=woman)

    def _address(self, office: OfficeSpec) -> str:
        hamlet = office.hamlets[int(self._chance.random() * len(office.hamlets))]
        return f"{hamlet}, {office.place}" if office.place else hamlet


def id_number(birth: date, *, woman: bool, serial: int) -> str:
    """An invented card number: century and sex as cards write them (0–3), year, a 9, five digits of `serial`."""
    century_and_sex = 2 * (birth.year >= 2000) + woman
    return f"{PROVINCE}{century_and_sex}{birth.year % 100:02d}9{_scattered(serial, size=100_000):05d}"


def _scattered(serial: int, *, size: int) -> int:
    """The serial moved about below `size`, a power of ten; each is hit once, for 61,803 has no factor 2 or 5."""
    return (serial * 61_803 + 12_345) % size


def _lists(group: Group) -> NameLists:
    return NameLists(
        families=_weighted(group.family),
        men=(_weighted(group.men.middle), _weighted(group.men.given)),
        women=(_weighted(group.women.middle), _weighted(group.women.given)),
    )


def _weighted(entries: Sequence[Entry]) -> Weighted[str]:
    return Weighted.of((entry.text, entry.weight) for entry in entries)
