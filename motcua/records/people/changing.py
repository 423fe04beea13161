"""What every change of an account has in common: who may, which row, and the entry of the journal.

The journal keeps account ids; names of people go into its erasable part.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from motcua.records import clock
from motcua.records.journal import actions as journal
from motcua.records.journal.canonical import JSON
from motcua.records.people import policy, queries
from motcua.records.people.asking import Request
from motcua.records.people.models import Account, Position
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import clean
from motcua.rules.refusal import NotAllowed, NotFound, Refusal

SUBJECT = "account"


def require_keeper(viewer: Viewer) -> None:
    """Raises NotAllowed for whoever keeps no accounts."""
    if not (viewer.operator or policy.administered(viewer)):
        raise NotAllowed("account", "Chỉ người quản trị mới mở tài khoản; hãy nhờ người quản trị của đơn vị.")


def kept(viewer: Viewer, account_id: int, *, own: bool, request: Request | None = None) -> Account:
    """The row, locked, of an account the viewer may change; `own`: also one's own, which else is refused.

    Raises NotAllowed, NotFound, and Conflict where the `request` is of an earlier version.
    """
    if viewer.account_id == account_id and not own:
        raise NotAllowed("account", "Không tự thay đổi tài khoản và nhiệm vụ của mình; hãy nhờ người quản trị khác.")
    row = Account.objects.select_for_update().filter(pk=account_id).first()
    if row is None or not (viewer.account_id == account_id or queries.keeps(viewer, account_id, clock.now().date())):
        raise queries.no_account()
    if request is not None:
        request.require_seen(row.version)
    return row


def locked(*account_ids: int) -> dict[int, Account]:
    """The rows of accounts by id, locked in the order of their ids, so that two changes of the same two never wait
    for each other; one that does not exist is missing. Whoever holds an account holds its positions and what of them
    is lent.
    """
    rows = Account.objects.select_for_update().filter(pk__in=account_ids).order_by("pk")
    return {row.pk: row for row in rows}


def position_row(position_id: int) -> Position:
    """The row of a position as it stands: to be read again when its account is locked. Raises NotFound."""
    position = Position.objects.filter(pk=position_id).first()
    if position is None:
        raise NotFound("position", "Không có nhiệm vụ này; hãy tải lại trang.")
    return position


def require_order(valid_from: date, valid_to: date | None) -> None:
    """Raises Refusal (`valid_to`) for an end that does not come after the beginning."""
    if valid_to is not None and valid_to <= valid_from:
        raise Refusal("valid_to", "Ngày kết thúc phải sau ngày bắt đầu; hãy xem lại hai ngày.")


def needed(text: str, *, field: str, limit: int) -> str:
    """A compulsory line of text as it is stored. Raises Refusal naming `field`."""
    words = clean(text, field=field, limit=limit)
    if not words:
        raise Refusal(field, "Mục này còn trống; hãy nhập nội dung.")
    return words


def changed(
    viewer: Viewer,
    row: Account,
    act: str,
    *,
    data: Mapping[str, JSON] | None = None,
    personal: Mapping[str, JSON] | None = None,
    request: Request | None = None,
) -> None:
    """Counts the version up and tells the journal."""
    row.version += 1
    row.save(update_fields=["version"])
    told(viewer, row, act, data=data or {}, personal=personal, request=request)


def told(
    viewer: Viewer,
    row: Account,
    act: str,
    *,
    data: Mapping[str, JSON],
    personal: Mapping[str, JSON] | None,
    request: Request | None = None,
) -> None:
    """Tells the journal of a change of the account as it now is."""
    journal.append(
        act=f"{SUBJECT}.{act}",
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=row.version,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data=data,
        personal=personal,
        request_key=request.key if request else None,
        request_digest=request.digest if request else "",
    )
