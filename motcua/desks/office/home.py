"""Where the day of an administrator begins: what there is to keep, and how it stands."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Link
from motcua.desks.office.pages import Card, HomePage
from motcua.desks.office.presenters import office_frame
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.people import queries as people
from motcua.records.people import sessions
from motcua.records.people import units as kept_units


@require_GET
@audience(Role.ADMINISTRATOR)
def home(request: StaffRequest) -> HttpResponse:
    """The parts of the administration."""
    today = clock.now().date()
    accounts = people.accounts(request.viewer, today)
    without = sum(account.active and not account.posts for account in accounts)
    page = HomePage(
        frame=office_frame(request, title="Trang đầu"),
        heading="Quản trị",
        sentence="Giữ cho mỗi người đúng nhiệm vụ, mỗi đơn vị đúng thông tin. Người quản trị không đọc hồ sơ của dân.",
        cards=(
            _card(
                "accounts",
                "Tài khoản",
                "Mở, khóa tài khoản; giao và thôi nhiệm vụ; ủy quyền ký thay; đặt lại mật khẩu.",
                f"{number_vi(len(accounts))} tài khoản"
                + (f", {number_vi(without)} tài khoản mở mà hôm nay không có nhiệm vụ" if without else ""),
            ),
            _card(
                "units",
                "Đơn vị",
                "Điện thoại, địa chỉ, nơi tiếp nhận; thêm đơn vị, kết thúc đơn vị và ghi đơn vị kế tục.",
                f"{number_vi(len(kept_units.kept(request.viewer, today)))} đơn vị đang hoạt động",
            ),
            _card(
                "imports",
                "Nhập dữ liệu",
                "Nhập cán bộ từ Excel: tải mẫu, xem thử từng dòng, sửa lỗi, rồi mới nhập; hoàn tác được lần gần nhất.",
            ),
            _card(
                "sessions",
                "Phiên đăng nhập",
                "Ai đang mở phiên, từ máy nào; đóng phiên bỏ quên hoặc lạ.",
                f"{number_vi(len(sessions.kept(request.viewer)))} phiên đang mở",
            ),
        ),
    )
    return render(request, "office/home.html", {"page": page})


def _card(name: str, label: str, text: str, now: str = "") -> Card:
    return Card(link=Link(text=label, href=reverse(f"office:{name}")), text=text, now=now)
