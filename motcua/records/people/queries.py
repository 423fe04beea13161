"""Accounts and the posts people held on a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.law.types import Role
from motcua.records import plain, store
from motcua.records.people import policy
from motcua.records.people.models import Account, Delegation, Position
from motcua.records.people.posts import ACTING, posts_of, working_in
from motcua.records.people.viewer import Post, Viewer
from motcua.rules.refusal import NotAllowed, NotFound

# Values are bound; only the names of roles stand in the text.
_HELD = (
    "JOIN people_account a ON a.id = p.account_id AND a.is_active"
    f" WHERE p.role IN ({ACTING}) AND p.valid_from <= %s AND (p.valid_to IS NULL OR p.valid_to > %s)"
)
# What was lent is found from the delegations: a person has few of them, a district many positions.
_DUTIES = (
    f"SELECT p.unit_id, p.role FROM people_position p {_HELD} AND p.account_id = %s"  # noqa: S608  (as above)
    " UNION SELECT p.unit_id, p.role FROM people_delegation d"
    " JOIN people_account b ON b.id = d.account_id AND b.is_active"
    f" JOIN people_position p ON p.id = d.position_id {_HELD}"
    " AND d.account_id = %s AND d.valid_from <= %s AND d.valid_to > %s"
)
_NAMES = "SELECT id, full_name FROM people_account WHERE id IN ({ids})"


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountView:
    """An account as listed, with the posts held on the date asked for."""

    id: int
    username: str
    full_name: str
    active: bool
    invented: bool
    version: int
    posts: tuple[Post, ...]


def viewer_of(account_id: int | None, on: date) -> Viewer:
    """The person of an account with the posts held `on` a date, lent ones included; None: nobody has entered.

    A closed account keeps its name and has no posts. Raises NotFound.
    """
    if account_id is None:
        return Viewer.nobody()
    row = plain.row("SELECT full_name, is_active FROM people_account WHERE id = %s", (account_id,))
    if row is None:
        raise no_account()
    posts = posts_of([account_id], on)[account_id] if row[1] else ()
    return Viewer(account_id=account_id, name=row[0], posts=posts)


def duties_of(account_id: int, on: date) -> dict[int, frozenset[Role]]:
    """By unit, the roles in which a person works on dossiers on a date; none for a closed or unknown account.

    Asked at every hand-over of a dossier, so it is one plain statement.
    """
    day = on.isoformat()
    duties: dict[int, frozenset[Role]] = {}
    for unit_id, role in plain.lasting(_DUTIES, (day, day, account_id, day, day, account_id, day, day)):
        duties[unit_id] = duties.get(unit_id, frozenset()) | {Role(role)}
    return duties


def units_of(account_id: int, on: date) -> frozenset[int]:
    """Ids of the units in which a person works on dossiers on a date."""
    return frozenset(duties_of(account_id, on))


def title_of(account_id: int, on: date) -> str:
    """What a person was on a date, as printed under a name ("Phó Chủ tịch"); "" for one without a post."""
    return titles_of((account_id,), on)[account_id]


def titles_of(account_ids: Iterable[int], on: date) -> dict[int, str]:
    """What people were on a date, by account id, as `title_of` says it."""
    found = posts_of(tuple(account_ids), on)
    return {account_id: posts[0].title if posts else "" for account_id, posts in found.items()}


def account_id(username: str) -> int:
    """The account of a user name as people type it. Raises NotFound, for a closed one too."""
    found = (
        Account.objects.filter(username=username.strip().lower(), is_active=True).values_list("pk", flat=True).first()
    )
    if found is None:
        raise NotFound("account", "Không có tài khoản «{name}» đang dùng; hãy kiểm tra lại tên.", name=username[:60])
    return found


def names_of(account_ids: Iterable[int]) -> dict[int, str]:
    """Full names by account id; unknown ids are missing."""
    ids = sorted(set(account_ids))
    if not ids:
        return {}
    return dict(plain.rows(_NAMES.format(ids=", ".join(["%s"] * len(ids))), ids))


def account(viewer: Viewer, account_id: int, on: date) -> AccountView:
    """An account for the person it belongs to, or who keeps it. Raises NotFound, also when neither."""
    row = Account.objects.filter(pk=account_id).first()
    if row is None or not (viewer.account_id == account_id or keeps(viewer, account_id, on)):
        raise no_account()
    return _views([row], on)[0]


def accounts(viewer: Viewer, on: date) -> list[AccountView]:
    """The accounts a person keeps, by name. Raises NotAllowed for whoever keeps none."""
    return _views(kept_by(viewer, on).order_by("full_name", "pk"), on)


def colleagues(viewer: Viewer, unit_id: int, on: date) -> list[AccountView]:
    """The people to whom dossiers of a unit may be given on a date, by name; nothing for a viewer without posts."""
    if not (viewer.operator or viewer.posts):
        return []
    found = working_in(unit_id, on)
    posts = posts_of([row[0] for row in found], on)
    return [
        AccountView(
            id=pk, username=username, full_name=name, active=True, invented=invented, version=version, posts=posts[pk]
        )
        for pk, username, name, invented, version in found
    ]


def lenders_to(account_id: int, on: date) -> dict[int, Role]:
    """Whose posts a person was lent on a date, with the role of the post."""
    lent = _lent(on).filter(account_id=account_id)
    return {lender: Role(role) for lender, role in lent.values_list("position__account_id", "position__role")}


def cast(on: date) -> list[AccountView]:
    """The invented people as whom anyone may enter, by unit and name; nobody outside a demonstration store."""
    here = store.read()
    if here is None or not here.is_demonstration:
        return []
    found = [view for view in _views(Account.objects.filter(invented=True, is_active=True), on) if view.posts]
    return sorted(found, key=lambda view: (view.posts[0].unit_id, view.full_name, view.id))


def cast_member(username: str, on: date) -> AccountView:
    """The member of the cast with a user name. Raises NotFound, in a real store always."""
    for view in cast(on):
        if view.username == username:
            return view
    raise NotFound("username", "Không có nhân vật này trong bản trình diễn; hãy chọn một người trong danh sách.")


def keeps(viewer: Viewer, account_id: int, on: date) -> bool:
    """Whether a person may change an account."""
    try:
        return kept_by(viewer, on).filter(pk=account_id).exists()
    except NotAllowed:
        return False


def kept_by(viewer: Viewer, on: date) -> QuerySet[Account]:
    """Rows of the accounts that a person keeps. Raises NotAllowed for whoever keeps none.

    An administrator keeps an account when none of its posts, own or lent, lies outside the units administered:
    whoever may set a password can enter as that person.
    """
    if viewer.operator:
        return Account.objects.all()
    units = policy.administered(viewer)
    if not units:
        raise NotAllowed("account", "Chỉ người quản trị mới xem và sửa tài khoản; hãy nhờ người quản trị của đơn vị.")
    not_over = Q(valid_to=None) | Q(valid_to__gt=on)
    held = Position.objects.filter(not_over, account_id=OuterRef("pk"))
    lent = Delegation.objects.filter(account_id=OuterRef("pk"), valid_to__gt=on)
    return Account.objects.exclude(
        Exists(held.exclude(unit_id__in=units)) | Exists(lent.exclude(position__unit_id__in=units))
    )


def no_account() -> NotFound:
    """The refusal of an account that does not exist, or that one may not know of."""
    return NotFound("account", "Không có tài khoản này, hoặc tài khoản ngoài phạm vi của ông/bà.")


def _views(rows: Iterable[Account], on: date) -> list[AccountView]:
    found = list(rows)
    posts = posts_of([row.pk for row in found], on)
    return [
        AccountView(
            id=row.pk,
            username=row.username,
            full_name=row.full_name,
            active=row.is_active,
            invented=row.invented,
            version=row.version,
            posts=posts[row.pk],
        )
        for row in found
    ]


def _held(on: date) -> QuerySet[Position]:
    return Position.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), valid_from__lte=on)


def _lent(on: date) -> QuerySet[Delegation]:
    return Delegation.objects.filter(
        valid_from__lte=on, valid_to__gt=on, position__in=_held(on), position__account__is_active=True
    )
