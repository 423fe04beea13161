"""The commands and what they are for."""

from __future__ import annotations

from functools import cache
from typing import Any

import typer
from typer.main import get_command

from motcua.cli import background, calendar, checking, demonstration, explaining, figures, logs, stores
from motcua.cli.usage import Command, Group
from motcua.cli.words import say


@cache
def command() -> Any:
    """The command line, put together."""
    app = _group(say("Một cửa và cải cách hành chính trên một sổ ghi không sửa được."))
    for name, function, meaning in (
        ("demo", demonstration.demo, say("Dựng kho mẫu với dữ liệu tự tạo và chạy thử.")),
        ("init", stores.init, say("Lập kho thật, trống, với khóa và người quản trị đầu tiên.")),
        ("upgrade", stores.upgrade, say("Cập nhật bảng dữ liệu sau khi cài phiên bản mới.")),
        ("serve", stores.serve, say("Chạy máy chủ web trên kho dữ liệu.")),
        ("worker", background.worker, say("Làm việc nền: gửi thông báo, xếp nhật ký, ký điểm chốt.")),
        ("tick", background.tick, say("Việc nền một lượt, gọi từ bộ hẹn giờ.")),
        ("doctor", checking.doctor, say("Kiểm tra máy và kho: an toàn dữ liệu, khóa, lịch, phông chữ.")),
        ("figure", figures.figure, say("Tính một chỉ tiêu trong một kỳ.")),
        ("explain", explaining.explain, say("Giải thích một hạn trả kết quả, từng dòng.")),
        ("verify", checking.verify, say("Đối chiếu nhật ký với dữ liệu: có gì bị sửa không.")),
    ):
        app.command(name, cls=Command, help=meaning)(function)
    checkpoint = _group(say("Điểm chốt có chữ ký của nhật ký."))
    checkpoint.command("export", cls=Command, help=say("Xuất nhật ký để kiểm tra độc lập."))(checking.export)
    app.add_typer(checkpoint, name="checkpoint", cls=Group)
    days = _group(say("Ngày nghỉ và ngày làm bù được quyết định sau."))
    days.command("apply", cls=Command, help=say("Áp dụng quyết định về ngày nghỉ, tính lại hạn hồ sơ đang mở."))(
        calendar.apply
    )
    days.command("list", cls=Command, help=say("Liệt kê các quyết định đã áp dụng trong kho này."))(calendar.applied)
    app.add_typer(days, name="calendar", cls=Group)
    event_logs = _group(say("Nhật ký quy trình: nhập của hệ thống khác, xuất của kho này."))
    for name, function, meaning in (
        ("import", logs.take_in, say("Nhập một nhật ký XES hoặc CSV để phân tích.")),
        ("summary", logs.summed_up, say("Tóm tắt một nhật ký bằng số.")),
        ("list", logs.listed, say("Liệt kê các nhật ký đã nhập.")),
        ("remove", logs.removed, say("Xóa một nhật ký đã nhập.")),
        ("export", logs.given_out, say("Xuất các việc trên hồ sơ của một kỳ, không có tên người.")),
    ):
        event_logs.command(name, cls=Command, help=meaning)(function)
    app.add_typer(event_logs, name="log", cls=Group)
    return get_command(app)


def _group(meaning: str) -> typer.Typer:
    app = typer.Typer(
        cls=Group, help=meaning, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    app.callback(cls=Group, help=meaning)(_nothing)
    return app


def _nothing() -> None:
    """A group does nothing by itself."""
