"""The accounts that an administrator keeps, as a list, and the form that opens another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.formats import ABSENT, date_vi, number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Link, Pager, Part, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import whole_number
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import FilterForm, FormPage, ListPage
from motcua.desks.office.presenters import Refused, act_form, office_frame, select_field, text_field
from motcua.records import clock
from motcua.records.people import holdings
from motcua.records.people import units as kept_units
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.people.queries import AccountView
from motcua.records.people.viewer import Post, Viewer
from motcua.records.places.queries import UnitView
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

PAGE = 50
OPEN, CLOSED = "open", "closed"

OPENING = ("username", "full_name", "unit", "role", "title", "valid_from")
"""The inputs of the form that opens an account and gives its first position."""

_COLUMNS = (
    Column(label="Họ tên"),
    Column(label="Nhiệm vụ hôm nay"),
    Column(label="Đơn vị"),
    Column(label="Tình trạng"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which accounts are asked for; `after` is how many to pass over."""

    text: str = ""
    unit: str = ""
    state: str = ""
    after: int = 0

    def href(self, *, after: int) -> str:
        """The address of another page of the same list."""
        asked = {"q": self.text, "unit": self.unit, "state": self.state, "after": str(after or "")}
        return f"{reverse('office:accounts')}?{urlencode({name: value for name, value in asked.items() if value})}"


def wanted(data: QueryDict) -> Wanted:
    """Reads `q`, `unit`, `state` and `after`. Raises Refusal."""
    state, unit, after = data.get("state", ""), data.get("unit", ""), data.get("after", "")
    if state not in ("", OPEN, CLOSED):
        raise Refusal("state", "Địa chỉ trang không đúng; hãy mở lại danh sách từ đầu.")
    return Wanted(
        text=clean(data.get("q", ""), field="q", limit=100),
        unit=str(whole_number(unit, field="unit")) if unit else "",
        state=state,
        after=whole_number(after, field="after") if after else 0,
    )


def accounts_page(request: StaffRequest, asked: Wanted) -> ListPage:
    """The accounts kept, narrowed as asked."""
    today = clock.now().date()
    units = {unit.id: unit for unit in kept_units.kept(request.viewer, today)}
    found = holdings.found(
        request.viewer,
        on=today,
        text=asked.text,
        unit_id=int(asked.unit) if asked.unit else None,
        active=None if not asked.state else asked.state == OPEN,
    )
    shown = found[asked.after : asked.after + PAGE]
    return ListPage(
        frame=office_frame(request, title="Tài khoản", current="accounts"),
        heading="Tài khoản",
        sentence=_sentence(found, narrowed=bool(asked.text or asked.unit or asked.state)),
        actions=(
            Link(text="Mở tài khoản", href=reverse("office:account_new")),
            Link(text="Nhập từ Excel", href=reverse("office:import", args=("can-bo",))),
            Link(text="Phiên đăng nhập", href=reverse("office:sessions")),
        ),
        filter=FilterForm(action=reverse("office:accounts"), fields=_filter(asked, units)),
        table=Table(
            caption="Tài khoản theo tên",
            caption_hidden=True,
            columns=_COLUMNS,
            rows=tuple(_row(account, units) for account in shown),
        ),
        empty=None if shown else _empty(),
        pager=_pager(asked, shown=len(shown), total=len(found)),
    )


def new_account_page(
    request: StaffRequest, *, typed: Mapping[str, str] | None = None, refusal: Refusal | None = None
) -> FormPage:
    """The form that opens an account and gives its first position."""
    refused = Refused(slug="new", typed=typed or {}, refusal=refusal, renamed={"on": "valid_from"}) if refusal else None
    form = act_form(
        "new",
        "Mở tài khoản",
        action=reverse("office:account_new"),
        button="Mở tài khoản",
        fields=(
            text_field("full_name", "Họ và tên"),
            text_field(
                "username",
                "Tên đăng nhập",
                limit=60,
                hint="Chữ thường không dấu, chữ số, dấu chấm hoặc gạch; ví dụ thanhson.tuphap.",
            ),
            *position_fields(request.viewer, since=date_vi(clock.now().date())),
        ),
        consequence="Tài khoản mới chưa có mật khẩu; bước sau là cấp mật khẩu lần đầu.",
        refused=refused,
    )
    return FormPage(
        frame=office_frame(request, title="Mở tài khoản", current="accounts"),
        heading="Mở tài khoản",
        note="Mỗi người một tài khoản; người giữ nhiều nhiệm vụ vẫn dùng một tài khoản.",
        form=form,
        back=Link(text="Tài khoản", href=reverse("office:accounts")),
        errors=summary(form.fields, refused.errors) if refused else (),
    )


def position_fields(viewer: Viewer, *, since: str) -> tuple[Field, ...]:
    """What a position is made of, but for its end."""
    units = kept_units.kept(viewer, clock.now().date())
    return (
        select_field("unit", "Đơn vị", [(str(unit.id), unit.name) for unit in units]),
        select_field("role", "Vai trò", [(role.value, label) for role, label in ROLE_LABELS.items()]),
        text_field("title", "Chức danh in trên giấy tờ", hint="Ví dụ: Công chức Tư pháp – Hộ tịch."),
        day_field("valid_from", "Từ ngày", value=since),
    )


def post_vi(post: Post | None) -> str:
    """A post in words, with the right by which it is another's."""
    if post is None:
        return ABSENT
    return f"{post.via} · {post.title}" if post.via else post.title


def account_badge(account: AccountView) -> Badge:
    """Whether one can work with an account today."""
    if not account.active:
        return Badge(tone=Tone.QUIET, text="đã khóa")
    if not account.posts:
        return Badge(tone=Tone.NEAR, text="chưa có nhiệm vụ")
    return Badge(tone=Tone.GOOD, text="đang dùng")


def _sentence(found: list[AccountView], *, narrowed: bool) -> tuple[Part, ...]:
    working = sum(account.active and bool(account.posts) for account in found)
    if narrowed:
        return sentence("{count} tài khoản khớp với điều đã chọn.", count=number_vi(len(found)))
    return sentence(
        "{count} tài khoản trong phạm vi của ông/bà, {working} người có nhiệm vụ hôm nay.",
        count=number_vi(len(found)),
        working=number_vi(working),
    )


def _filter(asked: Wanted, units: Mapping[int, UnitView]) -> tuple[Field, ...]:
    every = [("", "Mọi đơn vị"), *((str(unit.id), unit.name) for unit in units.values())]
    states = [("", "Mọi tình trạng"), (OPEN, "Đang mở"), (CLOSED, "Đã khóa")]
    return (
        Field(
            name="q",
            label="Họ tên, tên đăng nhập hoặc chức danh",
            value=asked.text,
            kind=FieldKind.SEARCH,
            maxlength="100",
        ),
        _choice("unit", "Đơn vị", every, chosen=asked.unit),
        _choice("state", "Tình trạng", states, chosen=asked.state),
    )


def _choice(name: str, label: str, offered: list[tuple[str, str]], *, chosen: str) -> Field:
    options = tuple(Option(value=value, label=text, chosen=value == chosen) for value, text in offered)
    return Field(name=name, label=label, kind=FieldKind.SELECT, options=options)


def _row(account: AccountView, units: Mapping[int, UnitView]) -> Row:
    first = account.posts[0] if account.posts else None
    more = f"và {number_vi(len(account.posts) - 1)} nhiệm vụ khác" if len(account.posts) > 1 else ""
    role = ROLE_LABELS[first.role] if first else ""
    unit = units.get(first.unit_id) if first else None
    return Row(
        cells=(
            Cell(
                text=account.full_name,
                href=reverse("office:account", args=(account.id,)),
                note=account.username,
            ),
            Cell(text=post_vi(first), note="; ".join(filter(None, (role, more)))),
            Cell(text=unit.short_name if unit else ABSENT),
            Cell(badge=account_badge(account)),
        )
    )


def _empty() -> EmptyState:
    return EmptyState(
        title="Không có tài khoản nào khớp",
        text="Hãy gõ ít chữ hơn hoặc bỏ bớt điều kiện; nếu người này chưa có tài khoản thì mở mới.",
        link=Link(text="Mở tài khoản", href=reverse("office:account_new")),
    )


def _pager(asked: Wanted, *, shown: int, total: int) -> Pager | None:
    if total <= PAGE and not asked.after:
        return None
    last = asked.after + shown
    return Pager(
        summary=f"{number_vi(asked.after + 1)}–{number_vi(last)} trong {number_vi(total)} tài khoản",
        previous_href=asked.href(after=max(0, asked.after - PAGE)) if asked.after else "",
        next_href=asked.href(after=last) if last < total else "",
    )
