"""Changing the wording of templates: by whoever administers the unit, checked, journalled, undone as easily."""

from __future__ import annotations

from hashlib import sha256

from django.db import IntegrityError, transaction

from motcua.records import clock
from motcua.records.casework.performing import own_key
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.notices import wording
from motcua.records.notices.models import TemplateOverride
from motcua.records.notices.wording import Language, Part
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Conflict, NotAllowed, NotFound

SUBJECT = "template"
CHANGE, RESTORE = "template.change", "template.restore"


def change_template(
    viewer: Viewer, *, unit_id: int, name: str, language: Language, part: Part, text: str, version: int, key: str
) -> int:
    """Words a part of a template in a unit's own way; the new version.

    `version` is the one the person saw. A request repeated with its `key` gives the same answer. Raises NotAllowed,
    NotFound, Conflict, and Refusal (`text`) for a wording that cannot be used.
    """
    _require_part(name, language=language, part=part)
    kept = wording.checked(name, part, text)
    return _store(viewer, unit_id, (name, language, part), text=kept, version=version, key=key)


def restore_template(
    viewer: Viewer, *, unit_id: int, name: str, language: Language, part: Part, version: int, key: str
) -> int:
    """Gives up a unit's own wording: that of the unit above, or the original, holds again; the new version.

    Raises NotAllowed, NotFound, and Conflict.
    """
    _require_part(name, language=language, part=part)
    return _store(viewer, unit_id, (name, language, part), text="", version=version, key=key)


@transaction.atomic
def _store(
    viewer: Viewer, unit_id: int, place: tuple[str, Language, Part], *, text: str, version: int, key: str
) -> int:
    if not policy.administers(viewer, unit_id):
        raise NotAllowed("unit", "Chỉ người quản trị của đơn vị mới sửa mẫu thông báo; hãy nhờ người quản trị.")
    digest = sha256(repr((unit_id, *map(str, place), text, version)).encode()).hexdigest()
    request_key = own_key(viewer, key)
    if (answer := _answered(request_key, digest=digest)) is not None:
        return answer
    row = _row(unit_id, place, version=version)
    if not row.text and not text:
        raise Conflict("version", "Mẫu này đang là nguyên văn; hãy tải lại trang.")
    row.text, row.version, row.by_id, row.at = text, version + 1, viewer.account_id, clock.now()
    _save(row)
    name, language, part = place
    journal.append(
        act=CHANGE if text else RESTORE,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=viewer.account_id,
        occurred_at=row.at,
        data={
            "unit": unit_id,
            "template": name,
            "language": language.value,
            "part": part.value,
            "text": text,
        },
        request_key=request_key,
        request_digest=digest,
    )
    return row.version


def _row(unit_id: int, place: tuple[str, Language, Part], *, version: int) -> TemplateOverride:
    """The row to change, locked, or a new one. Raises Conflict when somebody else was quicker."""
    name, language, part = place
    named = {"unit_id": unit_id, "template": name, "language": language.value, "part": part.value}
    row = TemplateOverride.objects.select_for_update().filter(**named).first()
    if (row.version if row else 0) != version:
        raise _changed_meanwhile()
    return row or TemplateOverride(**named)


def _save(row: TemplateOverride) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise _changed_meanwhile() from None


def _changed_meanwhile() -> Conflict:
    return Conflict(
        "version", "Mẫu này vừa được người khác sửa; hãy tải lại trang, xem bản mới rồi sửa tiếp nếu còn cần."
    )


def _require_part(name: str, *, language: Language, part: Part) -> None:
    if (language, part) not in wording.template(name).texts:
        raise NotFound("part", "Mẫu này không có phần đó bằng ngôn ngữ đã chọn; hãy tải lại danh sách mẫu.")


def _answered(request_key: str, *, digest: str) -> int | None:
    prior = journal_queries.entry_for_key(request_key)
    if prior is None:
        return None
    if prior.request_digest != digest:
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return prior.version
