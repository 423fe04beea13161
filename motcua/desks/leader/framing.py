"""What stands around every page of the leader: who reads there, and where one goes from it."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.pages import Frame, NavItem
from motcua.desks.frame.presenting import staff_frame
from motcua.law.types import Role
from motcua.records.casework.approving import HEADS

DESK = "Lãnh đạo"
READERS = (Role.CHAIR, Role.LEADER, Role.INSPECTOR)
"""Who reads the figures."""


def leader_frame(request: StaffRequest, *, title: str, current: str = "overview") -> Frame:
    """The frame of every page of the leader; who only reads approves nothing.

    What does not fit beside the name on a screen of 1280 stands behind «Thêm».
    """
    approves = any(post.role in HEADS for post in request.viewer.posts)
    approvals = NavItem(label="Chờ phê duyệt", href=reverse("leader:approvals"), current=current == "approvals")
    nav = (
        NavItem(label="Toàn cảnh", href=reverse("leader:overview"), current=current == "overview"),
        *((approvals,) if approves else ()),
        NavItem(label="Cảnh báo", href=reverse("leader:warnings"), current=current == "warnings"),
        NavItem(label="Hồ sơ của tôi", href=reverse("officer:queue")),
        NavItem(label="Phân tích", href=reverse("leader:analysis"), current=current == "analysis", more=True),
        NavItem(label="Tìm hồ sơ", href=reverse("officer:search"), more=True),
        NavItem(label="Điểm 766", href=reverse("leader:scores"), current=current == "scores", more=True),
        NavItem(label="Đánh giá", href=reverse("leader:evaluations"), current=current == "evaluation", more=True),
        NavItem(label="Báo cáo CCHC", href=reverse("leader:narratives"), current=current == "narratives", more=True),
        NavItem(label="Soát báo cáo", href=reverse("leader:checking"), current=current == "checking", more=True),
        NavItem(label="Báo cáo", href=reverse("leader:reports"), current=current == "reports", more=True),
        NavItem(label="Cần xem lại", href=reverse("leader:honesty"), current=current == "honesty", more=True),
        NavItem(label="Quy trình", href=reverse("leader:logs"), current=current == "logs", more=True),
    )
    return staff_frame(request, title=title, desk=DESK, nav=nav, roles=READERS)
