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
from motcua.records.calendar import queries as calendars
from motcua.records.notices import queries as notices
from motcua.records.people import queries as people
from motcua.records.people import sessions
from motcua.records.people import units as kept_units
from motcua.records.people.viewer import Viewer


@require_GET
@audience(Role.ADMINISTRATOR)
def home(request: StaffRequest) -> HttpResponse:
    """The parts of the administration."""
    page = HomePage(
        frame=office_frame(request, title="Trang đầu"),
        heading="Quản trị",
        sentence="Giữ cho mỗi người đúng nhiệm vụ, mỗi đơn vị đúng thông tin. Người quản trị không đọc hồ sơ của dân.",
        cards=(*_who_works(request.viewer), *_what_holds(request.viewer), *_what_goes_on(request.viewer)),
    )
    return render(request, "office/home.html", {"page": page})


def _who_works(viewer: Viewer) -> tuple[Card, ...]:
    today = clock.now().date()
    accounts = people.accounts(viewer, today)
    without = sum(account.active and not account.posts for account in accounts)
    idle = f", {number_vi(without)} tài khoản mở mà hôm nay không có nhiệm vụ" if without else ""
    return (
        _card(
            "accounts",
            "Tài khoản",
            "Mở, khóa tài khoản; giao và thôi nhiệm vụ; ủy quyền ký thay; đặt lại mật khẩu.",
            f"{number_vi(len(accounts))} tài khoản{idle}",
        ),
        _card(
            "units",
            "Đơn vị",
            "Điện thoại, địa chỉ, nơi tiếp nhận; thêm đơn vị, kết thúc đơn vị và ghi đơn vị kế tục.",
            f"{number_vi(len(kept_units.kept(viewer, today)))} đơn vị đang hoạt động",
        ),
    )


def _what_holds(viewer: Viewer) -> tuple[Card, ...]:
    return (
        _card(
            "procedures",
            "Thủ tục",
            "Thành phần hồ sơ, thời hạn, lệ phí, quy trình từng bước; soạn dự thảo và ban hành từ một ngày.",
        ),
        _card(
            "days_off",
            "Ngày nghỉ",
            "Lịch nghỉ của năm; quyết định nghỉ, làm bù công bố muộn và hồ sơ nào phải lùi hẹn.",
            _decided(clock.now().year),
        ),
        _card(
            "templates",
            "Mẫu thông báo",
            "Lời văn gửi người dân và cán bộ, từng ngôn ngữ; tin gửi không được và gửi lại.",
            _dead(len(notices.dead_letters(viewer))),
        ),
    )


def _what_goes_on(viewer: Viewer) -> tuple[Card, ...]:
    return (
        _card(
            "imports",
            "Nhập dữ liệu",
            "Nhập cán bộ từ Excel: tải mẫu, xem thử từng dòng, sửa lỗi, rồi mới nhập; hoàn tác được lần gần nhất.",
        ),
        _card(
            "sessions",
            "Phiên đăng nhập",
            "Ai đang mở phiên, từ máy nào; đóng phiên bỏ quên hoặc lạ.",
            f"{number_vi(len(sessions.kept(viewer)))} phiên đang mở",
        ),
        Card(
            link=Link(text="Khai số liệu 766", href=reverse("leader:score_declarable")),
            text="Số mà hệ thống không ghi của Bộ chỉ số 766, khai từ văn bản cho đúng đơn vị và đúng kỳ.",
        ),
    )


def _decided(year: int) -> str:
    count = sum(each.day.year == year for each in calendars.decisions_applied())
    return f"{number_vi(count)} quyết định đã áp dụng cho năm {year}" if count else ""


def _dead(count: int) -> str:
    return f"{number_vi(count)} tin chưa gửi được" if count else ""


def _card(name: str, label: str, text: str, now: str = "") -> Card:
    return Card(link=Link(text=label, href=reverse(f"office:{name}")), text=text, now=now)
