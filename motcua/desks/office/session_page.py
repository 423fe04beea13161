"""Who is entered now, among the accounts that an administrator keeps."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import moment_vi, number_vi
from motcua.desks.frame.pages import Frame, Hidden
from motcua.desks.frame.sent import fresh_key
from motcua.desks.office.presenters import office_frame
from motcua.records.people import sessions


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionLine:
    """An open session of a person; `id` is sent to end it."""

    id: str
    name: str
    href: str
    where: str
    when: str
    own: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionsPage:
    """The open sessions, the latest used first."""

    frame: Frame
    heading: str
    sentence: str
    note: str
    action: str
    hidden: tuple[Hidden, ...]
    sessions: tuple[SessionLine, ...]


def sessions_page(request: StaffRequest) -> SessionsPage:
    """The open sessions of the accounts kept."""
    found = sessions.kept(request.viewer, key=request.session.session_key or "")
    return SessionsPage(
        frame=office_frame(request, title="Phiên đăng nhập", current="accounts"),
        heading="Phiên đăng nhập",
        sentence=f"{number_vi(len(found))} phiên đang mở trong phạm vi của ông/bà.",
        note=f"Phiên tự đóng sau {settings.SESSION_IDLE_MINUTES} phút không dùng, và sau một ngày làm việc. "
        "Giờ ghi theo đồng hồ máy chủ.",
        action=reverse("office:sessions"),
        hidden=(fresh_key(),),
        sessions=tuple(
            SessionLine(
                id=f"{each.account_id}-{each.id}",
                name=each.account_name,
                href=reverse("office:account", args=(each.account_id,)),
                where=f"{each.device} · {each.address}",
                when=f"vào {moment_vi(each.began_at)}, dùng lần cuối {moment_vi(each.used_at)}",
                own=each.own,
            )
            for each in found
        ),
    )
