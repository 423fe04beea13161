"""Pages at the door, filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from motcua.desks.entrance.pages import CastGroup, CastMember, LandingPage, LoginPage, StartPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, with_errors
from motcua.desks.frame.formats import capitalised, instant_vi, moment_vi, number_vi
from motcua.desks.frame.pages import Fact, Frame, Hidden, Link, Part, Tone
from motcua.desks.frame.presenting import home_of, public_frame
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sentences import sentence
from motcua.law.types import Role
from motcua.records import clock, store
from motcua.records.casework import counting
from motcua.records.people import queries as people
from motcua.records.people.queries import AccountView
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import Refusal

HINT = Tone.CALM

_GROUPS = (
    ("Quầy tiếp nhận", "nhận hồ sơ, hẹn ngày, trả kết quả", frozenset({Role.COUNTER})),
    ("Chuyên môn", "xử lý hồ sơ theo giờ làm việc còn lại", frozenset({Role.OFFICER})),
    ("Lãnh đạo", "phê duyệt và đọc số liệu", frozenset({Role.LEADER, Role.CHAIR})),
    ("Kiểm tra", "xem mọi lần đổi hẹn, không sửa được gì", frozenset({Role.INSPECTOR})),
    ("Quản trị", "giữ tài khoản, không đọc hồ sơ của dân", frozenset({Role.ADMINISTRATOR})),
)


def start_page(request: HttpRequest) -> StartPage:
    """The start page of a demonstration: what is in the store, and as whom one may enter."""
    today = clock.now().date()
    receiving = places.units_on(today, receiving=True)
    total = _received()
    return StartPage(
        frame=_frame(request, title="Bắt đầu"),
        eyebrow=f"{_place(receiving)} · kho trình diễn",
        sentence=sentence(
            "Kho này diễn lại nửa đầu năm 2023 của {units} nơi tiếp nhận: {received} hồ sơ, từ lúc nộp đến khi trả.",
            units=Part(text=number_vi(len(receiving))),
            received=Part(text=number_vi(total)),
        ),
        note="Chọn một người để vào làm việc như họ. Không cần mật khẩu vì ở đây không có dữ liệu của ai.",
        groups=_groups(people.cast(today)),
        enter_href=reverse("entrance:enter_as"),
        look_up=Link(text="Tra cứu hồ sơ", href=reverse("citizen:look_up")),
        facts=_facts(len(receiving), total),
    )


def landing_page(request: StaffRequest) -> LandingPage:
    """The first page of a real store; whoever has entered already is led to the own desk."""
    viewer = request.viewer
    entered = viewer.account_id is not None
    return LandingPage(
        frame=_frame(request, title="Trang đầu"),
        unit=_place(places.units_on(clock.now().date(), receiving=True)),
        look_up=Link(text="Tra cứu hồ sơ", href=reverse("citizen:look_up")),
        login=(
            Link(text="về bàn làm việc của mình", href=home_of(viewer))
            if entered
            else Link(text="đăng nhập vào bàn làm việc", href=reverse("entrance:login"))
        ),
    )


def login_page(request: HttpRequest, *, after: str, username: str, refusal: Refusal | None) -> LoginPage:
    """Asks for user name and password; the password is never sent back."""
    errors = errors_of(refusal)
    fields = with_errors(
        (
            Field(
                name="username",
                label="Tên đăng nhập",
                value=username,
                autocomplete="username",
                required=True,
                autofocus=True,
                maxlength="60",
            ),
            Field(
                name="password",
                label="Mật khẩu",
                kind=FieldKind.PASSWORD,
                autocomplete="current-password",
                required=True,
            ),
        ),
        errors,
    )
    return LoginPage(
        frame=_frame(request, title="Đăng nhập"),
        action=reverse("entrance:login"),
        username=fields[0],
        password=fields[1],
        hidden=(Hidden(name="next", value=after),) if after else (),
        errors=summary(fields, errors),
        help_text="Quên mật khẩu: nhờ người quản trị của đơn vị đặt lại. "
        f"Phiên làm việc tự đóng sau {settings.SESSION_IDLE_MINUTES} phút không dùng.",
    )


def _frame(request: HttpRequest, *, title: str) -> Frame:
    links = (
        Link(text="Tra cứu hồ sơ", href=reverse("citizen:look_up")),
        Link(text="Dữ liệu mở", href=reverse("open_data:listed")),
        Link(text="Trang đầu", href=reverse("entrance:start")),
    )
    return public_frame(request, title=title, footer=links)


def _groups(cast: Iterable[AccountView]) -> tuple[CastGroup, ...]:
    """The members that the store introduces, or all of them where it introduces none, by the desk they work at."""
    here = store.read()
    introduced = {one.username: one for one in here.cast} if here else {}
    by_name = {account.username: account for account in cast}
    shown = [by_name[name] for name in introduced if name in by_name] or list(by_name.values())
    groups: list[CastGroup] = []
    for desk, purpose, roles in _GROUPS:
        members = [account for account in shown if account.posts[0].role in roles]
        if members:
            told = tuple(_member(account, introduced.get(account.username)) for account in members)
            groups.append(CastGroup(desk=desk, purpose=purpose, members=told))
    return tuple(groups)


def _member(account: AccountView, introduced: store.Introduction | None) -> CastMember:
    return CastMember(
        account=account.username,
        name=account.full_name,
        post=introduced.who if introduced else _post(account),
        trial=introduced.tries if introduced else "",
    )


def _post(account: AccountView) -> str:
    post = account.posts[0]
    return f"{post.title} · {places.unit_by_id(post.unit_id).short_name}"


def _place(receiving: Iterable[UnitView]) -> str:
    """The committee under which most of the receiving units stand; a store without units yet says so."""
    above = Counter(unit.parent_id for unit in receiving if unit.parent_id is not None)
    return places.unit_by_id(above.most_common(1)[0][0]).name if above else "Chưa khai báo đơn vị"


def _received() -> int:
    """How many dossiers the store has: a demonstration tells everybody, and nothing but their number."""
    sums = counting.rolled_up(Viewer.system(), first=date(2000, 1, 1), last=clock.now().date(), by=("channel",))
    return sum(int(str(row["sum_received"])) for row in sums)


def _facts(receiving: int, total: int) -> tuple[Fact, ...]:
    here = store.read()
    note = ""
    if here and here.resumes_at:
        resumes = clock.instant(here.resumes_at, field="resumes_at")
        note = f"chạy tiếp từ {instant_vi(resumes)}"
    return (
        Fact(label="Đồng hồ của kho", value=capitalised(moment_vi(clock.now())), note=note),
        Fact(label="Nơi tiếp nhận", value=number_vi(receiving), note="đơn vị thật của năm 2023, mã định danh đặt ra"),
        Fact(label="Hồ sơ", value=number_vi(total), note="người và hồ sơ đều được dựng ra"),
    )
