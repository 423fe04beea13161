"""What every page of the counter has: its frame, the desk at which a person works, and amounts in words."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import money_vi
from motcua.desks.frame.pages import Frame, Hidden, NavItem
from motcua.desks.frame.presenting import staff_frame, working_post
from motcua.law.types import Role
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.records.places.queries import UnitView
from motcua.rules.refusal import Conflict, NotAllowed

DESK = "Tiếp nhận"
_NAV = (
    ("intake", "Hồ sơ mới", "F2"),
    ("returns", "Trả kết quả", "F4"),
    ("calling", "Gọi số", "F8"),
    ("online", "Trực tuyến", ""),
)
_MORE = (
    ("register", "Sổ theo dõi"),
    ("hand_overs", "Giao nhận"),
    ("cash", "Sổ thu"),
    ("door_slips", "Hướng dẫn, từ chối"),
    ("ballots", "Đánh giá"),
)


def counter_frame(request: StaffRequest, *, title: str, current: str = "") -> Frame:
    """The frame of every page of the counter; the dossiers one holds are at the officer's desk."""
    nav = [
        NavItem(label=label, href=reverse(f"counter:{name}"), key=key, current=name == current)
        for name, label, key in _NAV
    ]
    nav += [
        NavItem(label=label, href=reverse(f"counter:{name}"), current=name == current, more=True)
        for name, label in _MORE
    ]
    nav += [
        NavItem(label="Hồ sơ đang giữ", href=reverse("officer:queue"), more=True),
        NavItem(label="Tìm hồ sơ", href=reverse("officer:search"), more=True),
    ]
    return staff_frame(request, title=title, desk=DESK, nav=nav, roles=(Role.COUNTER,))


DESK_SEEN = "desk"
"""The hidden field that carries the desk at which a form was opened."""


def desk_of(viewer: Viewer, *, seen: str = "") -> UnitView:
    """The unit at whose counter a person works. Raises NotAllowed without one, and Conflict where a form was `seen` at
    another desk, which has been left since: nothing is received where nobody meant to.
    """
    post = working_post(viewer, Role.COUNTER)
    if post is None:
        raise NotAllowed("account", "Tài khoản của bạn không có quầy tiếp nhận; hãy về trang việc của mình.")
    desk = places.unit_by_id(post.unit_id)
    if seen not in ("", str(desk.id)):
        raise Conflict(
            DESK_SEEN,
            "Biểu mẫu này mở ở quầy khác, nay ông/bà đang làm việc ở quầy {desk}. Hãy xem lại rồi gửi lần nữa để làm ở "
            "đây, hoặc chọn lại nhiệm vụ cũ ở góc trên bên phải.",
            desk=desk.short_name,
        )
    return desk


def desk_seen(desk: UnitView) -> Hidden:
    """The desk at which a form is opened, as a hidden field."""
    return Hidden(name=DESK_SEEN, value=str(desk.id))


def fee_vi(fee: int | None) -> str:
    """A fee in words: none is said, and so is one that the catalogue does not state."""
    if fee is None:
        return "chưa rõ mức thu"
    return money_vi(fee) if fee else "không thu"
