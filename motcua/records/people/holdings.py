"""What an account had and will have: positions and delegations whenever they hold; and how it stands at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.law.types import LOCAL, Role
from motcua.records import clock
from motcua.records.people import queries
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.entry import GATE
from motcua.records.people.models import Account, Delegation, Position
from motcua.records.people.queries import AccountView
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class PositionView:
    """A role in a unit from `valid_from` until before `valid_to` (None: until ended)."""

    id: int
    account_id: int
    unit_id: int
    role: Role
    title: str
    valid_from: date
    valid_to: date | None

    def is_over(self, on: date) -> bool:
        """Whether it has ended by a day."""
        return self.valid_to is not None and self.valid_to <= on


@dataclass(frozen=True, kw_only=True, slots=True)
class DelegationView:
    """A position lent by one person to another from `valid_from` until before `valid_to`."""

    id: int
    position: PositionView
    lender: str
    to_account_id: int
    to: str
    kind: DelegationKind
    document: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorView:
    """How an account stands at the door: without a password nobody enters; an initial one must be changed first.

    `minutes_locked` are those until one may try again after too many wrong passwords; 0 when one may.
    """

    has_password: bool
    is_initial: bool
    entered_at: datetime | None
    minutes_locked: int


def positions_of(viewer: Viewer, account_id: int) -> tuple[PositionView, ...]:
    """All positions of an account, the latest first. Raises NotFound."""
    queries.account(viewer, account_id, clock.now().date())
    rows = Position.objects.filter(account_id=account_id).order_by("-valid_from", "-pk")
    return tuple(_position(row) for row in rows)


def delegations_of(viewer: Viewer, account_id: int) -> tuple[DelegationView, ...]:
    """What an account has lent and what was lent to it, the latest first. Raises NotFound."""
    queries.account(viewer, account_id, clock.now().date())
    rows = Delegation.objects.filter(Q(account_id=account_id) | Q(position__account_id=account_id))
    found = rows.select_related("position__account", "account").order_by("-valid_from", "-pk")
    return tuple(_delegation(row) for row in found)


def door_of(viewer: Viewer, account_id: int) -> DoorView:
    """How an account stands at the door. Raises NotFound."""
    queries.account(viewer, account_id, clock.now().date())
    row = Account.objects.get(pk=account_id)
    return DoorView(
        has_password=row.has_usable_password(),
        is_initial=row.password_is_initial,
        entered_at=row.last_login.astimezone(LOCAL) if row.last_login else None,
        minutes_locked=GATE.minutes_closed(name=row.username, address=""),
    )


def found(
    viewer: Viewer, *, on: date, text: str = "", unit_id: int | None = None, active: bool | None = None
) -> list[AccountView]:
    """The accounts a person keeps whose name, user name or title has the words of `text`, without tones, in any
    order; with a post in a unit on a day, open or closed where told. By name. Raises NotAllowed.
    """
    words = fold(text).split()
    kept = queries.accounts(viewer, on)
    return [
        account
        for account in kept
        if (active is None or account.active == active)
        and (unit_id is None or any(post.unit_id == unit_id for post in account.posts))
        and all(word in _searched(account) for word in words)
    ]


def _searched(account: AccountView) -> str:
    return fold(" ".join((account.full_name, account.username, *_titles(account))))


def _titles(account: AccountView) -> Iterable[str]:
    return (post.title for post in account.posts)


def _position(row: Position) -> PositionView:
    return PositionView(
        id=row.pk,
        account_id=row.account_id,
        unit_id=row.unit_id,
        role=Role(row.role),
        title=row.title,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _delegation(row: Delegation) -> DelegationView:
    return DelegationView(
        id=row.pk,
        position=_position(row.position),
        lender=row.position.account.full_name,
        to_account_id=row.account_id,
        to=row.account.full_name,
        kind=DelegationKind(row.kind),
        document=row.document,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )
