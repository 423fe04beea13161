"""What a person does with the own notices: reads them, and says where they go as mail too."""

from __future__ import annotations

from django.db import transaction

from motcua.records import clock
from motcua.records.journal import actions as journal
from motcua.records.notices.models import MailChoice, Notice
from motcua.records.people.viewer import Viewer
from motcua.rules import identity
from motcua.rules.refusal import Conflict, NotAllowed

SUBJECT = "mail_choice"
CHOOSE = "mail_choice.change"


def mark_read(viewer: Viewer, *, notice_id: int | None = None) -> int:
    """Marks one's own notice as read, or (None) all of them; how many were unread.

    Nothing of a record changes, so the journal does not tell of it. Somebody else's notice is left alone.
    """
    if viewer.account_id is None:
        return 0
    unread = Notice.objects.filter(account_id=viewer.account_id, read_at=None)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=clock.now())


@transaction.atomic
def choose_mail(viewer: Viewer, *, address: str, version: int) -> int:
    """Sends one's own notices by mail too, to an address, or ("") no longer; the new version.

    `version` is the one the person saw, 0 before the first choice. Raises NotAllowed for nobody, Conflict, and
    Refusal (`address`) for what is no mail address.
    """
    if viewer.account_id is None:
        raise NotAllowed("account", "Hãy vào hệ thống trước khi chọn nơi nhận thông báo.")
    kept = identity.email(address, field="address")
    row = MailChoice.objects.select_for_update().filter(pk=viewer.account_id).first()
    if (row.version if row else 0) != version:
        raise Conflict("version", "Nơi nhận thư vừa được đổi ở một cửa sổ khác; hãy tải lại trang rồi sửa tiếp.")
    MailChoice.objects.update_or_create(pk=viewer.account_id, defaults={"address": kept, "version": version + 1})
    journal.append(
        act=CHOOSE,
        subject_type=SUBJECT,
        subject_id=viewer.account_id,
        version=version + 1,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data={"wanted": bool(kept)},
        personal={"address": kept},
    )
    return version + 1
