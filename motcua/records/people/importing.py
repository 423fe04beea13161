"""Staff from a table: what each row would do is worked out first, then all of it is done at once, or undone at once.

A row is a person in a role in a unit. Who is new is given an account; a changed name is corrected; a role not held yet
is given; a role held is ended where the row has an end. A title or a beginning on record is never rewritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction
from django.db.models import ProtectedError

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.documents import imports
from motcua.records.documents.imports import Change, ImportView
from motcua.records.people import accounts, postings, queries, units
from motcua.records.people.changing import changed, locked, needed, require_order
from motcua.records.people.models import Account, Position
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.people.viewer import Viewer
from motcua.records.places.queries import UnitView
from motcua.rules.folding import fold
from motcua.rules.refusal import Conflict, Refusal

KIND = "staff"


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffRow:
    """A row as read: `number` in its sheet, unit and role as written. `refusals` tell of cells that cannot be read."""

    number: int
    username: str = ""
    full_name: str = ""
    unit: str = ""
    role: str = ""
    title: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    refusals: tuple[Refusal, ...] = ()


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


class Deed(StrEnum):
    """What is done for a row."""

    CREATE = "create"
    RENAME = "rename"
    ASSIGN = "assign"
    END = "end"


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A row with what is to be done for it, in which unit; or why it cannot be (`refusals`)."""

    row: StaffRow
    fate: Fate
    deeds: tuple[Deed, ...] = ()
    unit: UnitView | None = None
    role: Role | None = None
    refusals: tuple[Refusal, ...] = ()


def plan(viewer: Viewer, rows: Sequence[StaffRow]) -> tuple[Planned, ...]:
    """What `take_in` would do for each row. Writes nothing. Raises NotAllowed for whoever keeps no accounts."""
    return _Planner(viewer, rows).planned()


@transaction.atomic
def take_in(viewer: Viewer, import_id: int, rows: Sequence[StaffRow]) -> int:
    """Does what `plan` says, all of it or nothing; how many rows changed something.

    Raises Refusal for a row that cannot be taken in, Conflict where the file was taken in already.
    """
    planned = plan(viewer, rows)
    wrong = next((each for each in planned if each.fate is Fate.WRONG), None)
    if wrong is not None:
        raise Refusal(
            "file", "Dòng {row} còn lỗi: {why} Hãy sửa tệp rồi gửi lại.", row=wrong.row.number, why=wrong.refusals[0]
        )
    doing = [each for each in planned if each.deeds]
    locked(*_account_ids(doing))
    changes = [change for each in doing for change in _done(viewer, each)]
    imports.finish(import_id, changes=[*changes, *_versions(changes)], rows=len(doing))
    return len(doing)


@transaction.atomic
def undo(viewer: Viewer, import_id: int) -> ImportView:
    """Takes back the last import of staff, all of it or nothing.

    Raises NotFound for an account one does not keep, Conflict where it is not the last or where an account has been
    used or changed since.
    """
    done = imports.undo(KIND, import_id, by_id=viewer.account_id)
    for change in done.changes:
        if change["deed"] == "version":
            _require_untouched(viewer, change)
    for change in reversed(done.changes):
        _taken_back(change)
    for change in done.changes:
        if change["deed"] == "version" and not change["created"]:
            row = Account.objects.get(pk=_number(change, "account"))
            changed(viewer, row, "undo_import", data={"import": import_id})
    return done


class _Planner:
    """Works out the rows of a file against what is on record, without asking for each row anew."""

    def __init__(self, viewer: Viewer, rows: Sequence[StaffRow]) -> None:
        today = clock.now().date()
        self._viewer = viewer
        self._rows = rows
        names = {row.username.strip().lower() for row in rows}
        self._kept = {row.username: row for row in queries.kept_by(viewer, today).filter(username__in=names)}
        self._taken = set(Account.objects.filter(username__in=names).values_list("username", flat=True))
        self._held: dict[tuple[int, int, str], list[Position]] = {}
        for held in Position.objects.filter(account__in=self._kept.values()).order_by("valid_from"):
            self._held.setdefault((held.account_id, held.unit_id, held.role), []).append(held)
        self._units = _Units(units.kept(viewer, today))
        self._seen: dict[str, str] = {}
        self._claimed: dict[tuple[str, int, str], int] = {}

    def planned(self) -> tuple[Planned, ...]:
        """Each row with its fate."""
        return tuple(map(self._one, self._rows))

    def _one(self, row: StaffRow) -> Planned:
        if row.refusals:
            return Planned(row=row, fate=Fate.WRONG, refusals=row.refusals)
        try:
            return self._worked_out(row)
        except Refusal as refusal:
            return Planned(row=row, fate=Fate.WRONG, refusals=(refusal,))

    def _worked_out(self, row: StaffRow) -> Planned:
        name = accounts.user_name(row.username)
        called = needed(row.full_name, field="full_name", limit=120)
        needed(row.title, field="title", limit=120)
        role, unit = role_named(row.role), self._units.named(row.unit)
        if row.valid_from is None:
            raise Refusal("valid_from", "Chưa có ngày bắt đầu; hãy ghi như 31/12/2023.")
        require_order(row.valid_from, row.valid_to)
        if not unit.exists_on(row.valid_from):
            raise Refusal("unit", "{unit} không hoạt động vào ngày bắt đầu; hãy xem lại ngày.", unit=unit.name)
        self._require_one_name(name, called)
        self._require_once(name, unit, role, row.number)
        deeds = self._deeds(name, called, unit, role, row)
        fate = Fate.UNCHANGED if not deeds else Fate.NEW if Deed.CREATE in deeds else Fate.CHANGED
        return Planned(row=row, fate=fate, deeds=deeds, unit=unit, role=role)

    def _deeds(self, name: str, called: str, unit: UnitView, role: Role, row: StaffRow) -> tuple[Deed, ...]:
        known = self._kept.get(name)
        if known is None:
            return self._opening(name, called)
        if known.pk == self._viewer.account_id:
            raise Refusal("username", "Đây là tài khoản của ông/bà; người quản trị khác mới sửa được.")
        if not known.is_active:
            raise Refusal("username", "Tài khoản «{name}» đang khóa; hãy mở lại trước khi nhập.", name=name)
        renaming = (Deed.RENAME,) if known.full_name != called and name not in self._seen else ()
        self._seen[name] = called
        return (*renaming, *self._posting(known, unit, role, row))

    def _opening(self, name: str, called: str) -> tuple[Deed, ...]:
        if name in self._taken:
            raise Refusal(
                "username", "Tên đăng nhập «{name}» thuộc người ngoài phạm vi của ông/bà; hãy chọn tên khác.", name=name
            )
        deeds = (Deed.ASSIGN,) if name in self._seen else (Deed.CREATE, Deed.ASSIGN)
        self._seen[name] = called
        return deeds

    def _posting(self, known: Account, unit: UnitView, role: Role, row: StaffRow) -> tuple[Deed, ...]:
        assert row.valid_from is not None
        for held in self._held.get((known.pk, unit.id, role.value), ()):
            if held.valid_from == row.valid_from and held.title == row.title.strip():
                return self._ending(held, row.valid_to)
            until = row.valid_to or date.max
            if held.valid_from < until and row.valid_from < (held.valid_to or date.max):
                raise Refusal(
                    "role",
                    "Người này đang giữ nhiệm vụ đó từ {since} với chức danh «{title}»; hãy ghi thôi việc cũ trước.",
                    since=f"{held.valid_from:%d/%m/%Y}",
                    title=held.title,
                )
        return (Deed.ASSIGN,)

    def _ending(self, held: Position, valid_to: date | None) -> tuple[Deed, ...]:
        if valid_to is None or valid_to == held.valid_to:
            return ()
        if held.valid_to is not None:
            raise Refusal("valid_to", "Nhiệm vụ này đã có ngày thôi; ngày đã ghi không sửa được.")
        return (Deed.END,)

    def _require_one_name(self, name: str, called: str) -> None:
        if self._seen.get(name, called) != called:
            raise Refusal("full_name", "Cùng tên đăng nhập «{name}» mà có hai họ tên; hãy sửa lại.", name=name)

    def _require_once(self, name: str, unit: UnitView, role: Role, number: int) -> None:
        first = self._claimed.setdefault((name, unit.id, role.value), number)
        if first != number:
            raise Refusal("role", "Trùng với dòng {row}; hãy giữ một dòng.", row=first)


class _Units:
    """The units kept, by whatever a table may call them."""

    def __init__(self, kept: Iterable[UnitView]) -> None:
        self._by_word: dict[str, list[UnitView]] = {}
        for unit in kept:
            for word in {fold(unit.key), fold(unit.name), fold(unit.short_name), fold(unit_label(unit))}:
                self._by_word.setdefault(word, []).append(unit)

    def named(self, text: str) -> UnitView:
        """The unit of a name or a key. Raises Refusal (`unit`) for none and for several."""
        found = self._by_word.get(fold(text), [])
        if not text.strip():
            raise Refusal("unit", "Chưa ghi đơn vị; hãy chọn trong danh sách của tệp mẫu.")
        if not found:
            raise Refusal("unit", "Không có đơn vị «{text}» trong phạm vi của ông/bà.", text=text[:60])
        if len(found) > 1:
            raise Refusal(
                "unit", "Có {count} đơn vị tên «{text}»; hãy ghi mã đơn vị.", count=len(found), text=text[:60]
            )
        return found[0]


def unit_label(unit: UnitView) -> str:
    """How a unit is written in a table: its short name, and its key that tells it from others."""
    return f"{unit.short_name} ({unit.key})"


def role_named(text: str) -> Role:
    """The role of a label, or of the word of the code. Raises Refusal (`role`)."""
    wanted = fold(text)
    for role, label in ROLE_LABELS.items():
        if wanted in (fold(label), role.value):
            return role
    raise Refusal("role", "Không có vai trò «{text}»; hãy chọn trong danh sách của tệp mẫu.", text=text.strip()[:60])


def _account_ids(doing: Iterable[Planned]) -> list[int]:
    """The accounts that are there already and are about to change."""
    names = {accounts.user_name(each.row.username) for each in doing}
    return list(Account.objects.filter(username__in=names).values_list("pk", flat=True))


def _done(viewer: Viewer, planned: Planned) -> list[Change]:
    row = planned.row
    assert planned.role is not None
    assert planned.unit is not None
    assert row.valid_from is not None
    name = accounts.user_name(row.username)
    changes: list[Change] = []
    if Deed.CREATE in planned.deeds:
        account_id = accounts.create_account(viewer, username=name, full_name=row.full_name)
        changes.append({"row": row.number, "deed": Deed.CREATE.value, "account": account_id})
    account = Account.objects.get(username=name)
    if Deed.RENAME in planned.deeds:
        changes.append({"row": row.number, "deed": "rename", "account": account.pk, "before": account.full_name})
        accounts.rename(viewer, account_id=account.pk, full_name=row.full_name)
    if Deed.ASSIGN in planned.deeds:
        position_id = postings.assign_position(
            viewer,
            account_id=account.pk,
            unit_id=planned.unit.id,
            role=planned.role,
            title=row.title,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )
        changes.append({"row": row.number, "deed": "assign", "account": account.pk, "position": position_id})
    if Deed.END in planned.deeds:
        held = Position.objects.get(
            account=account, unit_id=planned.unit.id, role=planned.role.value, valid_from=row.valid_from
        )
        assert row.valid_to is not None
        postings.end_position(viewer, position_id=held.pk, on=row.valid_to)
        changes.append({"row": row.number, "deed": "end", "account": account.pk, "position": held.pk})
    return changes


def _versions(changes: Iterable[Change]) -> list[Change]:
    """How the import left each account: another version later tells that it was changed, another entry that it was
    used.
    """
    touched = {_number(change, "account") for change in changes}
    created = {_number(change, "account") for change in changes if change["deed"] == Deed.CREATE.value}
    return [
        {
            "deed": "version",
            "account": row.pk,
            "version": row.version,
            "entered": _entered(row),
            "created": row.pk in created,
        }
        for row in Account.objects.filter(pk__in=touched).order_by("pk")
    ]


def _entered(row: Account) -> str:
    return row.last_login.isoformat() if row.last_login else ""


def _require_untouched(viewer: Viewer, change: Change) -> None:
    account_id = _number(change, "account")
    row = Account.objects.select_for_update().filter(pk=account_id).first()
    if row is None or not queries.keeps(viewer, account_id, clock.now().date()):
        raise queries.no_account()
    if row.version != change["version"]:
        raise _used(row, "đã được sửa sau khi nhập")
    if _entered(row) != change["entered"]:
        raise _used(row, "đã đăng nhập sau khi nhập")


def _taken_back(change: Change) -> None:
    match change["deed"]:
        case Deed.ASSIGN.value:
            Position.objects.get(pk=_number(change, "position")).delete()
        case Deed.END.value:
            Position.objects.filter(pk=_number(change, "position")).update(valid_to=None)
        case Deed.RENAME.value:
            Account.objects.filter(pk=_number(change, "account")).update(full_name=str(change["before"]))
        case Deed.CREATE.value:
            _delete(Account.objects.get(pk=_number(change, "account")))


def _delete(row: Account) -> None:
    """An account that was never used leaves nothing but what the journal tells of it."""
    try:
        row.delete()
    except ProtectedError:
        raise _used(row, "đã có việc giao cho") from None


def _number(change: Change, name: str) -> int:
    value = change[name]
    assert isinstance(value, int)
    return value


def _used(row: Account, how: str) -> Conflict:
    return Conflict(
        "import",
        "Không hoàn tác được: tài khoản «{name}» {how}. Hãy sửa từng tài khoản thay cho hoàn tác.",
        name=row.username,
        how=how,
    )
