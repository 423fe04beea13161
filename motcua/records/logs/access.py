"""Who may look at the logs of a store, and who may take one in."""

from __future__ import annotations

from motcua.law.types import Role
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotAllowed

READERS = frozenset({Role.CHAIR, Role.LEADER, Role.INSPECTOR})
KEEPERS = frozenset({Role.ADMINISTRATOR})


def require_reader(viewer: Viewer) -> None:
    """Raises NotAllowed for whoever is no chair, leader or inspector, nor the operator."""
    if not (viewer.operator or _holds(viewer, READERS)):
        raise NotAllowed("account", "Chỉ lãnh đạo và đoàn kiểm tra xem được nhật ký quy trình.")


def require_knower(viewer: Viewer) -> None:
    """Raises NotAllowed for whoever may neither look at logs nor take them in: such a person is not told which are."""
    if not (viewer.operator or _holds(viewer, READERS | KEEPERS)):
        raise NotAllowed("account", "Chỉ lãnh đạo, đoàn kiểm tra và quản trị xem được danh sách nhật ký quy trình.")


def require_keeper(viewer: Viewer) -> None:
    """Raises NotAllowed for whoever is no administrator, nor the operator."""
    if not (viewer.operator or _holds(viewer, KEEPERS)):
        raise NotAllowed("account", "Chỉ quản trị và người vận hành nhập được nhật ký quy trình.")


def _holds(viewer: Viewer, roles: frozenset[Role]) -> bool:
    return any(post.role in roles for post in viewer.posts)
