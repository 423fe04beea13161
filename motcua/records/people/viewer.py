"""Who looks or acts, and from which posts. Every query and action takes a viewer."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.law.types import Role


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A role at a unit on the day the viewer was made; `via` says by what right when it is another person's.

    `descendants` are the units below the unit, at any depth; `leads` those of them that belong to the same
    agency (its departments and desks). Both are filled for chairs, inspectors and administrators only.
    `id` is that of the position; `document` lends it when it is another's.
    `carries_on` are units that are no more and whose work the unit continues, or one that it leads; `descendants`
    holds those that were below.
    """

    unit_id: int
    unit_key: str
    role: Role
    title: str
    via: str = ""
    id: int = 0
    document: str = ""
    descendants: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    carries_on: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewer:
    """A person with the posts held on a day. Without posts one sees nothing; an `operator` sees everything."""

    account_id: int | None
    name: str
    posts: tuple[Post, ...] = ()
    operator: bool = False

    @classmethod
    def system(cls) -> Viewer:
        """The operator of the command line."""
        return cls(account_id=None, name="Người vận hành hệ thống", operator=True)

    @classmethod
    def nobody(cls) -> Viewer:
        """Someone who has not entered."""
        return cls(account_id=None, name="")
