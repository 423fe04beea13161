"""The one visibility policy: which units' dossiers a person may see, and in which roles one acts there."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.law.types import Role
from motcua.records.people.viewer import Post, Viewer

ROLE_LABELS = {
    Role.COUNTER: "Cán bộ một cửa",
    Role.OFFICER: "Công chức chuyên môn",
    Role.LEADER: "Lãnh đạo đơn vị",
    Role.CHAIR: "Chủ tịch Ủy ban nhân dân",
    Role.ADMINISTRATOR: "Quản trị",
    Role.INSPECTOR: "Thành viên đoàn kiểm tra",
}

ACTING_ROLES = frozenset({Role.COUNTER, Role.OFFICER, Role.LEADER, Role.CHAIR})
"""The roles in which one may act on dossiers; an inspector only reads."""

_SEES_OWN_UNIT = ACTING_ROLES | {Role.INSPECTOR}
_SEES_BELOW = frozenset({Role.CHAIR, Role.INSPECTOR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """The units whose dossiers may be seen; `everything` only for the operator."""

    everything: bool
    unit_ids: frozenset[int]

    def allows(self, unit_id: int) -> bool:
        """Whether the dossiers of a unit may be seen."""
        return self.everything or unit_id in self.unit_ids


_EVERYTHING = Scope(everything=True, unit_ids=frozenset())


def scope(viewer: Viewer) -> Scope:
    """Counter, officer and leader see their own unit; chair and inspector also all units below it.

    Who sees a unit sees what it carries on of units that are no more. An administrator keeps accounts and settings,
    and sees no dossiers.
    """
    if viewer.operator:
        return _EVERYTHING
    seen: set[int] = set()
    for post in viewer.posts:
        if post.role in _SEES_OWN_UNIT:
            seen |= {post.unit_id} | post.carries_on
        if post.role in _SEES_BELOW:
            seen |= post.descendants
    return Scope(everything=False, unit_ids=frozenset(seen))


def roles_at(viewer: Viewer, unit_id: int) -> frozenset[Role]:
    """The roles in which a person may act on the dossiers of a unit; none for whoever only reads.

    A chair acts in the whole agency (its departments and desks), not in the agencies below: those have a
    chair of their own. What a unit left behind when it ended is its successor's to do. The operator holds no role;
    what the operator may do is said by each action.
    """
    return frozenset(post.role for post in posts_at(viewer, unit_id))


def posts_at(viewer: Viewer, unit_id: int) -> tuple[Post, ...]:
    """The posts by which a person may act on the dossiers of a unit: the one worked at, own ones, lent ones."""
    return tuple(post for post in viewer.posts if post.role in ACTING_ROLES and _acts_at(post, unit_id))


def administers(viewer: Viewer, unit_id: int) -> bool:
    """Whether a person may keep the accounts of a unit: the operator, and the administrator there or above."""
    return viewer.operator or unit_id in administered(viewer)


def administered(viewer: Viewer) -> frozenset[int]:
    """The units whose accounts a person keeps; for the operator see `Viewer.operator`."""
    posts = [post for post in viewer.posts if post.role is Role.ADMINISTRATOR]
    return frozenset().union(*({post.unit_id} | post.descendants for post in posts))


def _acts_at(post: Post, unit_id: int) -> bool:
    own = unit_id == post.unit_id or unit_id in post.carries_on
    return own or (post.role is Role.CHAIR and unit_id in post.leads)
