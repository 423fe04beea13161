"""What a person who keeps the catalogue does to it from a form: once, however often it is sent, and having seen it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.catalogue import actions
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.models import ProcedureVersion
from motcua.records.people import asking
from motcua.records.people.asking import Asked
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotAllowed, NotFound


def may_keep(viewer: Viewer) -> bool:
    """Whether a person may change the catalogue: administrators, and the operator. It is one for the whole store."""
    return viewer.operator or any(post.role is Role.ADMINISTRATOR for post in viewer.posts)


def require_keeper(viewer: Viewer) -> None:
    """Raises NotAllowed for whoever may not change the catalogue."""
    if not may_keep(viewer):
        raise NotAllowed("account", "Chỉ người quản trị mới sửa danh mục thủ tục; hãy nhờ người quản trị của đơn vị.")


@transaction.atomic
def save_draft(viewer: Viewer, content: ProcedureContent, *, valid_from: date, asked: Asked) -> int:
    """Drafts the next version of a procedure, in place of its earlier draft; the id of the draft.

    `asked.version` is the revision of the procedure that the person saw, 0 for a new one. Raises NotAllowed, Refusal
    naming the field, Conflict where somebody changed the procedure meanwhile.
    """
    require_keeper(viewer)
    request = asking.request(viewer, asked, "draft_procedure", content.code, content.digest(), valid_from)
    if request.answered:
        return _version_of(request.answered.subject_id, request.answered.version)
    return actions.draft_version(
        content, valid_from=valid_from, actor_id=viewer.account_id, at=clock.now(), request=request
    )


@transaction.atomic
def publish(viewer: Viewer, version_id: int, *, valid_from: date, asked: Asked) -> None:
    """Puts a draft in force from a day. Raises as `actions.publish` does, and NotAllowed."""
    require_keeper(viewer)
    request = asking.request(viewer, asked, "publish_procedure", version_id, valid_from)
    if not request.answered:
        actions.publish(version_id, actor_id=viewer.account_id, at=clock.now(), valid_from=valid_from, request=request)


@transaction.atomic
def close(viewer: Viewer, version_id: int, *, on: date, asked: Asked) -> None:
    """Ends a version: `on` is the first day without it. Raises as `actions.close` does, and NotAllowed."""
    require_keeper(viewer)
    request = asking.request(viewer, asked, "close_procedure", version_id, on)
    if not request.answered:
        actions.close(version_id, on=on, actor_id=viewer.account_id, at=clock.now(), request=request)


@transaction.atomic
def drop_draft(viewer: Viewer, version_id: int, *, asked: Asked) -> None:
    """Removes a draft. Raises as `actions.drop_draft` does, and NotAllowed."""
    require_keeper(viewer)
    request = asking.request(viewer, asked, "drop_procedure_draft", version_id)
    if not request.answered:
        actions.drop_draft(version_id, actor_id=viewer.account_id, at=clock.now(), request=request)


def _version_of(procedure_id: int, number: int) -> int:
    """The version that an earlier request drafted. Raises NotFound when it has been dropped since."""
    row = ProcedureVersion.objects.filter(procedure=procedure_id, number=number).values_list("pk", flat=True).first()
    if row is None:
        raise NotFound("version", "Bản dự thảo này đã bị bỏ; hãy tải lại trang.")
    return row
