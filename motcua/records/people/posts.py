"""The posts of accounts on a date, own ones and lent ones. Every request asks for those of whoever looks, so these are
plain statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from motcua.law.types import Role
from motcua.records import plain
from motcua.records.people import policy
from motcua.records.people.viewer import Post
from motcua.records.places import queries as places
from motcua.records.places import successions
from motcua.records.places.drafts import UnitKind

ACTING = ", ".join(repr(role.value) for role in sorted(policy.ACTING_ROLES))
"""The roles in which one works on dossiers, as a statement lists them."""

# Values are bound; only the names of roles, and as many marks as there are values, stand in the text.
_POSTS = (
    "SELECT 0, p.id, p.account_id, p.id, p.unit_id, u.key, p.role, p.title, '', ''"
    " FROM people_position p JOIN places_unit u ON u.id = p.unit_id"
    " WHERE p.account_id IN ({accounts}) AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to > %s)"
    " UNION ALL SELECT 1, d.id, d.account_id, p.id, p.unit_id, u.key, p.role, p.title, d.kind, d.document"
    " FROM people_delegation d JOIN people_position p ON p.id = d.position_id"
    " JOIN people_account o ON o.id = p.account_id AND o.is_active JOIN places_unit u ON u.id = p.unit_id"
    " WHERE d.account_id IN ({accounts}) AND d.valid_from <= %s AND d.valid_to > %s"
    " AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to > %s) ORDER BY 1, 2"
)
_WORKING_IN = (
    "SELECT p.id FROM people_position p"  # noqa: S608  (as above)
    f" WHERE p.unit_id = %s AND p.role IN ({ACTING})"
    " AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to > %s)"
)
_COLLEAGUES = (
    "SELECT a.id, a.username, a.full_name, a.invented, a.version FROM people_account a WHERE a.is_active AND ("  # noqa: S608  (as above)
    f"a.id IN (SELECT h.account_id FROM people_position h WHERE h.id IN ({_WORKING_IN}))"
    " OR a.id IN (SELECT d.account_id FROM people_delegation d JOIN people_position q ON q.id = d.position_id"
    " JOIN people_account o ON o.id = q.account_id AND o.is_active"
    f" WHERE q.id IN ({_WORKING_IN}) AND d.valid_from <= %s AND d.valid_to > %s)) ORDER BY a.full_name, a.id"
)
_LOOKS_BELOW = frozenset({Role.CHAIR, Role.INSPECTOR, Role.ADMINISTRATOR})


def posts_of(account_ids: Sequence[int], on: date) -> dict[int, tuple[Post, ...]]:
    """The posts of accounts on a date: own ones first, in the order they were given, then lent ones."""
    if not account_ids:
        return {}
    below, day = _Below(on), on.isoformat()
    posts: dict[int, list[Post]] = {account_id: [] for account_id in account_ids}
    sql = _POSTS.format(accounts=", ".join(["%s"] * len(account_ids)))
    found = plain.rows(sql, (*account_ids, day, day, *account_ids, day, day, day, day))
    for _, _, holder, position_id, unit_id, key, role, title, via, document in found:
        posts[holder].append(
            below.post(position_id, unit_id, key, role=Role(role), title=title, via=via, document=document)
        )
    return {account_id: tuple(held) for account_id, held in posts.items()}


def working_in(unit_id: int, on: date) -> list[tuple[int, str, str, bool, int]]:
    """Who works on dossiers of a unit on a date, by name: id, user name, full name, whether invented, version."""
    day = on.isoformat()
    rows = plain.rows(_COLLEAGUES, (unit_id, day, day, unit_id, day, day, day, day))
    return [(pk, username, name, bool(invented), version) for pk, username, name, invented, version in rows]


class _Below:
    """The units below others on a date; read once, when first asked for."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._children: dict[int, list[tuple[int, UnitKind]]] | None = None
        self._carried_on: Mapping[int, frozenset[int]] | None = None

    def post(
        self, position_id: int, unit_id: int, unit_key: str, *, role: Role, title: str, via: str, document: str
    ) -> Post:
        """A post, with the units that it looks down on."""
        looks_below = role in _LOOKS_BELOW
        descendants = self._reached(unit_id, within_agency=False) if looks_below else frozenset[int]()
        leads = self._reached(unit_id, within_agency=True) if looks_below else frozenset[int]()
        return Post(
            unit_id=unit_id,
            unit_key=unit_key,
            role=role,
            title=title,
            via=via,
            id=position_id,
            document=document,
            descendants=descendants | self._carried_on_by(descendants),
            leads=leads,
            carries_on=self._carried_on_by({unit_id} | leads),
        )

    def _carried_on_by(self, unit_ids: Iterable[int]) -> frozenset[int]:
        """The units that are no more and whose work these continue."""
        if self._carried_on is None:
            self._carried_on = successions.carried_on(self._on)
        known = self._carried_on
        return frozenset().union(*(known[unit_id] for unit_id in unit_ids if unit_id in known))

    def _reached(self, unit_id: int, *, within_agency: bool) -> frozenset[int]:
        """Every unit below, at any depth; of an agency, down to and without the next committees."""
        children = self._tree()
        found: set[int] = set()
        waiting = [unit_id]
        while waiting:
            for child, kind in children.get(waiting.pop(), ()):
                if child not in found and not (within_agency and kind is UnitKind.COMMITTEE):
                    found.add(child)
                    waiting.append(child)
        return frozenset(found)

    def _tree(self) -> dict[int, list[tuple[int, UnitKind]]]:
        """The units right below others, with their kinds."""
        if self._children is None:
            self._children = places.tree_on(self._on)
        return self._children
