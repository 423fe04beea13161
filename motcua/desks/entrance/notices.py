"""What one is told on screen: the list of notices, reading them, and having them sent as mail too."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from motcua.desks.frame.audience import STAFF, StaffRequest, audience
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind, with_errors
from motcua.desks.frame.formats import capitalised, iso, moment_vi, number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Frame, Hidden, Link, NavItem, Pager, Tone
from motcua.desks.frame.presenting import home_of, in_demonstration, staff_frame, tell
from motcua.desks.frame.refusals import errors_of, status_of, summary
from motcua.desks.frame.sent import VERSION, sent, version_seen, whole_number
from motcua.records.notices import actions, queries
from motcua.records.notices.table import Channel
from motcua.records.notices.views import NoticePage, NoticeView
from motcua.rules.identity import EMAIL_LIMIT
from motcua.rules.refusal import Refusal

DESK = "Thông báo"
BEFORE = "before"


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeItem:
    """A notice in the list; `id` is sent as `notice` to mark it as read. `fresh` is the badge of an unread one."""

    id: str
    subject: str
    href: str
    text: str
    at: str
    at_iso: str
    fresh: Badge | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MailForm:
    """Where notices go as mail too. Sends `address` and `version`."""

    action: str
    note: str
    field: Field
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticesPage:
    """One's own notices. `read_href` receives `notice`, empty for all of them."""

    frame: Frame
    sentence: str
    items: tuple[NoticeItem, ...]
    read_href: str
    unread: bool
    empty: EmptyState | None
    pager: Pager | None
    mail: MailForm | None
    errors: tuple[ErrorLink, ...] = ()


@never_cache
@require_GET
@audience(STAFF)
def notices(request: StaffRequest) -> HttpResponse:
    """One's own notices, the latest first."""
    before = whole_number(request.GET.get(BEFORE, "") or "0", field=BEFORE)
    return render(request, "entrance/notices.html", {"page": _page(request, before=before)})


@require_POST
@audience(STAFF)
def read(request: StaffRequest) -> HttpResponse:
    """Marks one notice as read, or all of them."""
    typed = sent(request.POST, fields=("notice",))
    one = whole_number(typed["notice"], field="notice") if typed["notice"] else None
    actions.mark_read(request.viewer, notice_id=one)
    return redirect("entrance:notices")


@require_POST
@audience(STAFF)
def mail(request: StaffRequest) -> HttpResponse:
    """Chooses where one's own notices go as mail too."""
    typed = sent(request.POST, fields=("address", VERSION))
    version = whole_number(typed[VERSION], field=VERSION)
    try:
        actions.choose_mail(request.viewer, address=typed["address"], version=version)
    except Refusal as refusal:
        page = _page(request, refusal=refusal, address=typed["address"])
        return render(request, "entrance/notices.html", {"page": page}, status=status_of(refusal))
    told = "Thông báo của ông/bà được gửi thêm bằng thư." if typed["address"] else "Thông báo không gửi bằng thư nữa."
    tell(request, told)
    return redirect("entrance:notices")


def _page(
    request: StaffRequest, *, before: int = 0, refusal: Refusal | None = None, address: str | None = None
) -> NoticesPage:
    found, unread = queries.notices(request.viewer, before=before), queries.unread(request.viewer)
    form = _mail_form(request, refusal=refusal, address=address)
    return NoticesPage(
        frame=_frame(request),
        sentence=_sentence(unread) if found.rows else "Không có gì mới.",
        items=tuple(_item(row) for row in found.rows),
        read_href=reverse("entrance:read_notices"),
        unread=unread > 0,
        empty=None if found.rows else _nothing(request),
        pager=_pager(found, before=before),
        mail=form,
        errors=summary((form.field,) if form else (), errors_of(refusal)),
    )


def _frame(request: StaffRequest) -> Frame:
    home = home_of(request.viewer)
    here = NavItem(label=DESK, href=reverse("entrance:notices"), current=True)
    return staff_frame(request, title=DESK, desk="Một cửa", nav=(NavItem(label="Bàn làm việc", href=home), here))


def _sentence(unread: int) -> str:
    if unread >= queries.MOST_COUNTED:
        return f"Hơn {number_vi(queries.MOST_COUNTED - 1)} thông báo chưa đọc."
    return f"{number_vi(unread)} thông báo chưa đọc." if unread else "Ông/bà đã đọc mọi thông báo."


def _item(row: NoticeView) -> NoticeItem:
    return NoticeItem(
        id=str(row.id),
        subject=row.subject,
        href=reverse("officer:dossier", args=[row.code]),
        text=row.text,
        at=capitalised(moment_vi(row.at)),
        at_iso=iso(row.at),
        fresh=None if row.read else Badge(tone=Tone.CALM, text="Mới"),
    )


def _nothing(request: StaffRequest) -> EmptyState:
    return EmptyState(
        title="Chưa có thông báo nào",
        text="Khi có hồ sơ chuyển đến, ai đó nhắc đến ông/bà hoặc hồ sơ sắp đến hạn, thông báo hiện ở đây.",
        link=Link(text="Về bàn làm việc", href=home_of(request.viewer)),
    )


def _pager(found: NoticePage, *, before: int) -> Pager | None:
    if not (found.next or before):
        return None
    here = reverse("entrance:notices")
    return Pager(
        summary=f"{number_vi(len(found.rows))} thông báo trên trang này",
        previous_href=here if before else "",
        next_href=f"{here}?{BEFORE}={found.next}" if found.next else "",
    )


def _mail_form(request: StaffRequest, *, refusal: Refusal | None, address: str | None) -> MailForm | None:
    """Only where mail leaves this store at all."""
    if Channel.MAIL not in settings.SERVICES and not in_demonstration():
        return None
    kept, version = queries.mail_choice(request.viewer)
    field = Field(
        name="address",
        label="Địa chỉ thư điện tử",
        value=kept if address is None else address,
        kind=FieldKind.EMAIL,
        hint="Để trống thì chỉ báo trên màn hình.",
        autocomplete="email",
        maxlength=str(EMAIL_LIMIT),
    )
    return MailForm(
        action=reverse("entrance:mail_notices"),
        note="Thư chỉ ghi mã hồ sơ, tên thủ tục và việc cần làm, không có tên người dân.",
        field=with_errors((field,), errors_of(refusal))[0],
        hidden=(version_seen(version),),
    )
