"""An account: who it is, what the person is and was, what was lent, and what can be done to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.formats import ABSENT, date_vi, moment_vi, number_vi
from motcua.desks.frame.pages import Badge, Fact, Link, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office import account_forms as forms
from motcua.desks.office.accounts import account_badge, position_fields
from motcua.desks.office.pages import ActForm, PasswordPage, ThingPage
from motcua.desks.office.presenters import Refused, act_form, office_frame, reason_field, select_field, text_field
from motcua.records import clock
from motcua.records.people import holdings, sessions
from motcua.records.people import queries as people
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.holdings import DelegationView, DoorView, PositionView
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.people.queries import AccountView
from motcua.records.places import queries as places

RENAMED = {"account": "to_account", "key": "form"}

_POSITIONS = (
    Column(label="Chức danh"),
    Column(label="Đơn vị"),
    Column(label="Từ ngày"),
    Column(label="Đến trước ngày"),
    Column(label="Tình trạng", minor=True),
)
_DELEGATIONS = (
    Column(label="Ký thay việc của"),
    Column(label="Người được giao"),
    Column(label="Văn bản"),
    Column(label="Từ ngày"),
    Column(label="Đến trước ngày"),
)


def account_page(request: StaffRequest, account_id: int, *, refused: Refused | None = None) -> ThingPage:
    """An account that the person keeps, or one's own. Raises NotFound."""
    account = people.account(request.viewer, account_id, clock.now().date())
    builder = _Builder(request, account, refused=refused)
    acts = () if account.id == request.viewer.account_id else builder.acts()
    return ThingPage(
        frame=office_frame(request, title=account.full_name, current="accounts"),
        eyebrow=Link(text="Tài khoản", href=reverse("office:accounts")),
        heading=account.full_name,
        badge=account_badge(account),
        meta=account.username,
        facts=builder.facts(),
        tables=builder.tables(),
        acts=acts,
        no_acts="Đây là tài khoản của ông/bà: việc sửa do người quản trị khác làm. Mật khẩu tự đổi ở góc trên.",
        errors=_errors(acts, refused),
    )


def password_page(request: StaffRequest, account_id: int, password: str) -> PasswordPage:
    """A first password, shown this once."""
    account = people.account(request.viewer, account_id, clock.now().date())
    return PasswordPage(
        frame=office_frame(request, title="Mật khẩu lần đầu", current="accounts"),
        heading="Mật khẩu lần đầu",
        facts=(
            Fact(label="Họ tên", value=account.full_name),
            Fact(label="Tên đăng nhập", value=account.username),
        ),
        password=password,
        note="Chỉ hiện một lần, không lưu ở đâu. Hãy đưa tận tay; lần đăng nhập đầu tiên, người này phải đổi mật khẩu.",
        back=Link(text="Về tài khoản", href=reverse("office:account", args=(account_id,))),
    )


def _errors(acts: Iterable[ActForm], refused: Refused | None) -> tuple[ErrorLink, ...]:
    if refused is None:
        return ()
    return summary([field for act in acts for field in act.fields if act.open], refused.errors)


class _Builder:
    """Builds the page of one account."""

    def __init__(self, request: StaffRequest, account: AccountView, *, refused: Refused | None) -> None:
        self._viewer = request.viewer
        self._account = account
        self._refused = refused
        self._today = clock.now().date()
        self._positions = holdings.positions_of(self._viewer, account.id)
        self._delegations = holdings.delegations_of(self._viewer, account.id)
        self._door = holdings.door_of(self._viewer, account.id)
        self._open = len(sessions.of(self._viewer, account.id))

    def facts(self) -> tuple[Fact, ...]:
        """How the account stands at the door."""
        entered = self._door.entered_at
        return (
            Fact(label="Mật khẩu", value=_password_vi(self._door)),
            Fact(label="Đăng nhập lần cuối", value=moment_vi(entered) if entered else "chưa lần nào"),
            Fact(label="Phiên đang mở", value=number_vi(self._open) if self._open else "không có"),
        )

    def tables(self) -> tuple[Table, ...]:
        """Positions, and delegations where there are any."""
        positions = Table(caption="Nhiệm vụ", columns=_POSITIONS, rows=tuple(map(self._position, self._positions)))
        if not self._delegations:
            return (positions,)
        lent = Table(caption="Ủy quyền", columns=_DELEGATIONS, rows=tuple(map(_delegation, self._delegations)))
        return positions, lent

    def acts(self) -> tuple[ActForm, ...]:
        """What can be done to the account now, the most wanted first."""
        if not self._account.active:
            return (self._form(forms.REOPEN, "Mở lại tài khoản", "Mở lại", reason_field()),)
        acts = [self._password(), self._assigning()]
        ending = [each for each in self._positions if each.valid_to is None or each.valid_to > self._today]
        if ending:
            acts += [self._ending(ending), self._delegating(ending)]
        lent = [each for each in self._delegations if each.valid_to > self._today]
        if lent:
            acts.append(self._ending_delegation(lent))
        acts.append(
            self._form(
                forms.RENAME,
                "Sửa họ tên",
                "Lưu họ tên",
                text_field("full_name", "Họ và tên", value=self._account.full_name),
                consequence="Văn bản đã phát hành giữ tên cũ.",
            )
        )
        return (*self._unlocking(), *acts, *self._closing())

    def _password(self) -> ActForm:
        first = not self._door.has_password
        return self._form(
            forms.RESET,
            "Cấp mật khẩu lần đầu" if first else "Đặt lại mật khẩu",
            "Cấp mật khẩu" if first else "Đặt lại mật khẩu",
            consequence="Mật khẩu mới hiện một lần trên màn hình; mọi phiên đang mở của người này đóng lại.",
        )

    def _assigning(self) -> ActForm:
        return self._form(
            forms.ASSIGN,
            "Giao nhiệm vụ",
            "Giao nhiệm vụ",
            *position_fields(self._viewer, since=date_vi(self._today)),
            day_field("valid_to", "Đến trước ngày", optional=True, hint="Để trống khi chưa định ngày thôi."),
        )

    def _ending(self, positions: list[PositionView]) -> ActForm:
        return self._form(
            forms.END_POSITION,
            "Thôi nhiệm vụ",
            "Ghi ngày thôi",
            select_field("position", "Nhiệm vụ", self._choices(positions)),
            day_field("on", "Thôi từ ngày", value=date_vi(self._today)),
            consequence="Hồ sơ người này đang giữ vẫn nằm ở đơn vị; lãnh đạo phân công lại.",
        )

    def _delegating(self, positions: list[PositionView]) -> ActForm:
        others = holdings.found(self._viewer, on=self._today, active=True)
        return self._form(
            forms.DELEGATE,
            "Ủy quyền ký thay",
            "Ghi ủy quyền",
            select_field("position", "Giao việc của nhiệm vụ", self._choices(positions)),
            select_field(
                "to_account",
                "Người được giao",
                [(str(each.id), each.full_name) for each in others if each.id != self._account.id],
            ),
            select_field("kind", "Hình thức", [(kind.value, kind.label) for kind in DelegationKind]),
            text_field("document", "Văn bản giao", limit=200, hint="Số, ký hiệu và ngày; ví dụ 15/QĐ-UBND 03/07/2023."),
            day_field("valid_from", "Từ ngày", value=date_vi(self._today)),
            day_field("valid_to", "Đến trước ngày"),
            consequence="Văn bản người được giao ký trong thời gian này ghi đúng hình thức (KT., TL., TUQ.).",
        )

    def _ending_delegation(self, lent: list[DelegationView]) -> ActForm:
        return self._form(
            forms.END_DELEGATION,
            "Thôi ủy quyền sớm",
            "Ghi ngày thôi",
            select_field(
                "delegation", "Ủy quyền", [(str(each.id), f"{each.kind}. {each.lender} → {each.to}") for each in lent]
            ),
            day_field("on", "Thôi từ ngày", value=date_vi(self._today)),
        )

    def _unlocking(self) -> tuple[ActForm, ...]:
        if not self._door.minutes_locked:
            return ()
        return (
            self._form(
                forms.UNLOCK,
                "Mở khóa đăng nhập",
                "Cho đăng nhập lại ngay",
                consequence=f"Nhập sai mật khẩu nhiều lần nên còn phải chờ {self._door.minutes_locked} phút.",
            ),
        )

    def _closing(self) -> tuple[ActForm, ...]:
        close = self._form(
            forms.CLOSE,
            "Khóa tài khoản",
            "Khóa tài khoản",
            reason_field(hint="Ví dụ: nghỉ hưu, chuyển công tác ngoài huyện."),
            consequence="Không ai đăng nhập được bằng tài khoản này nữa; việc đã làm vẫn đứng tên người này.",
        )
        if not self._open:
            return (close,)
        return (self._form(forms.END_SESSIONS, "Đóng mọi phiên", "Đóng mọi phiên"), close)

    def _form(self, slug: str, label: str, button: str, *fields: Field, consequence: str = "") -> ActForm:
        return act_form(
            slug,
            label,
            action=reverse("office:account_act", args=(self._account.id, slug)),
            button=button,
            fields=fields,
            version=self._account.version,
            consequence=consequence,
            refused=self._refused,
        )

    def _choices(self, positions: Iterable[PositionView]) -> list[tuple[str, str]]:
        return [(str(each.id), f"{each.title} · {places.unit_by_id(each.unit_id).short_name}") for each in positions]

    def _position(self, position: PositionView) -> Row:
        over, ahead = position.is_over(self._today), position.valid_from > self._today
        badge = Badge(tone=Tone.GOOD, text="đang giữ")
        if over or ahead:
            badge = Badge(tone=Tone.QUIET, text="đã thôi" if over else "sắp nhận")
        return Row(
            cells=(
                Cell(text=position.title, note=ROLE_LABELS[position.role]),
                Cell(text=places.unit_by_id(position.unit_id).short_name),
                Cell(text=date_vi(position.valid_from)),
                Cell(text=date_vi(position.valid_to) if position.valid_to else ABSENT),
                Cell(badge=badge),
            )
        )


def _delegation(each: DelegationView) -> Row:
    return Row(
        cells=(
            Cell(text=each.lender, note=each.position.title),
            Cell(text=each.to, note=f"{each.kind}. – {each.kind.label.lower()}"),
            Cell(text=each.document),
            Cell(text=date_vi(each.valid_from)),
            Cell(text=date_vi(each.valid_to)),
        )
    )


def _password_vi(door: DoorView) -> str:
    if not door.has_password:
        return "chưa có, chưa đăng nhập được"
    if door.minutes_locked:
        return f"đang khóa {door.minutes_locked} phút vì nhập sai nhiều lần"
    return "lần đầu, chưa tự đổi" if door.is_initial else "đã tự đặt"
