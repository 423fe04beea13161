"""Whether anything has happened to the dossiers that a person sees: asked every second by pages that stay open, and
answered from the newest acts alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.records import plain
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer

NEAR = 100
"""On PostgreSQL an act may become visible after a later one; so many back are looked at again."""

AT_MOST = 1000
"""Acts that are looked at; after more, a page is renewed without asking whether any was in sight."""

_NEWEST = "SELECT COALESCE(MAX(id), 0) FROM casework_factsrow"
_ACTS = "SELECT id, unit_id FROM casework_factsrow WHERE id > %s ORDER BY id LIMIT %s"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pulse:
    """Up to where somebody knows the acts: the `newest` of all, and how many in their sight are `near` before it.

    As text, `newest` and `near` with a hyphen between.
    """

    newest: int
    near: int

    def __str__(self) -> str:
        """The text that `pulse_in` reads."""
        return f"{self.newest}-{self.near}"


def pulse(viewer: Viewer) -> Pulse:
    """The present pulse."""
    (newest,) = plain.row(_NEWEST, ()) or (0,)
    return Pulse(newest=newest, near=sum(key <= newest for key in _in_sight(viewer, _after(newest - NEAR))))


def felt(viewer: Viewer, before: Pulse) -> Pulse:
    """The pulse `before` again where nothing has happened since in a person's sight, and not too much out of it; the
    present one otherwise.
    """
    acts = _after(before.newest - NEAR)
    seen = _in_sight(viewer, acts)
    near = sum(key <= before.newest for key in seen)
    return before if len(acts) < AT_MOST and near == len(seen) == before.near else pulse(viewer)


def pulse_in(text: str) -> Pulse | None:
    """A pulse as it was told; None for any other text."""
    newest, _, near = text.partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) < 19 for part in (newest, near)):
        return None
    return Pulse(newest=int(newest), near=int(near))


def _after(key: int) -> list[tuple[int, int]]:
    """The acts after one, at most AT_MOST, each with the unit whose dossier it was."""
    return plain.rows(_ACTS, (key, AT_MOST))


def _in_sight(viewer: Viewer, acts: list[tuple[int, int]]) -> list[int]:
    scope = policy.scope(viewer)
    return [key for key, unit_id in acts if scope.everything or unit_id in scope.unit_ids]
