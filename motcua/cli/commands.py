"""The commands and what they are for.

The table names where each is written, and only the one that is asked for is read: what the others need would take
longer to load than most of them take to run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from motcua.cli.usage import Command, Group
from motcua.cli.words import say


@dataclass(frozen=True, slots=True)
class Entry:
    """A command by the words that call it; `place` is its module under `motcua.cli` and its function there."""

    words: tuple[str, ...]
    place: str
    meaning: str

    def function(self, asked: Sequence[str] | None) -> Callable[..., Any]:
        """What carries it out; in its place something that does nothing when another command is `asked` for."""
        if asked is not None and self.words != tuple(asked[: len(self.words)]):
            return _nothing
        module, _, name = self.place.partition(":")
        found: Callable[..., Any] = getattr(import_module(f"motcua.cli.{module}"), name)
        return found


def entries() -> tuple[Entry, ...]:
    """Every command, in the order of the help."""
    return (
        Entry(("demo",), "demonstration:demo", say("Dựng kho mẫu với dữ liệu tự tạo và chạy thử.")),
        Entry(("init",), "stores:init", say("Lập kho thật, trống, với khóa và người quản trị đầu tiên.")),
        Entry(("upgrade",), "stores:upgrade", say("Cập nhật bảng dữ liệu sau khi cài phiên bản mới.")),
        Entry(("serve",), "stores:serve", say("Chạy máy chủ web trên kho dữ liệu.")),
        Entry(("worker",), "background:worker", say("Làm việc nền: gửi thông báo, xếp nhật ký, ký điểm chốt.")),
        Entry(("tick",), "background:tick", say("Việc nền một lượt, gọi từ bộ hẹn giờ.")),
        Entry(("doctor",), "checking:doctor", say("Kiểm tra máy và kho: an toàn dữ liệu, khóa, lịch, phông chữ.")),
        Entry(("figure",), "figures:figure", say("Tính một chỉ tiêu trong một kỳ.")),
        Entry(
            ("check-report",), "check_report:check", say("Kiểm tra số liệu trong một báo cáo: phép tính, số, văn bản.")
        ),
        Entry(("citations",), "check_report:cited", say("Liệt kê số, ký hiệu văn bản mà một tệp nhắc đến.")),
        Entry(("figures", "list"), "figures:listed", say("Liệt kê các chỉ tiêu tính được.")),
        Entry(("figures", "load"), "figures:load", say("Nạp số liệu cùng kỳ từ tệp CSV.")),
        Entry(("score",), "score:score", say("Chấm điểm một đơn vị theo Bộ chỉ số 766.")),
        Entry(
            ("evaluation",),
            "evaluation:evaluation",
            say("Lập biểu đánh giá giải quyết thủ tục: hồ sơ, cơ quan, xếp hạng."),
        ),
        Entry(("report",), "report:report", say("Lập báo cáo theo biểu mẫu: II.06a, II.07b, II.05a, II.08…")),
        Entry(("cchc-report",), "narrative:narrative", say("Lập báo cáo cải cách hành chính định kỳ bằng lời.")),
        Entry(("open-data",), "open_data:given_out", say("Ghi dữ liệu mở của một tháng đã kết thúc, CSV và JSON.")),
        Entry(("explain",), "explaining:explain", say("Giải thích một hạn trả kết quả, từng dòng.")),
        Entry(("verify",), "checking:verify", say("Đối chiếu nhật ký với dữ liệu: có gì bị sửa không.")),
        Entry(("checkpoint", "export"), "checking:export", say("Xuất nhật ký để kiểm tra độc lập.")),
        Entry(
            ("calendar", "apply"),
            "calendar:apply",
            say("Áp dụng quyết định về ngày nghỉ, tính lại hạn hồ sơ đang mở."),
        ),
        Entry(("calendar", "list"), "calendar:applied", say("Liệt kê các quyết định đã áp dụng trong kho này.")),
        Entry(("log", "import"), "logs:take_in", say("Nhập một nhật ký XES hoặc CSV để phân tích.")),
        Entry(("log", "summary"), "logs:summed_up", say("Tóm tắt một nhật ký bằng số.")),
        Entry(("log", "list"), "logs:listed", say("Liệt kê các nhật ký đã nhập.")),
        Entry(("log", "remove"), "logs:removed", say("Xóa một nhật ký đã nhập.")),
        Entry(("log", "export"), "logs:given_out", say("Xuất các việc trên hồ sơ của một kỳ, không có tên người.")),
    )


def groups() -> dict[str, str]:
    """What the first word of a command of two words stands for."""
    return {
        "checkpoint": say("Điểm chốt có chữ ký của nhật ký."),
        "calendar": say("Ngày nghỉ và ngày làm bù được quyết định sau."),
        "figures": say("Các chỉ tiêu, và số liệu ngoài để so cùng kỳ."),
        "log": say("Nhật ký quy trình: nhập của hệ thống khác, xuất của kho này."),
    }


def command(asked: Sequence[str] | None = None) -> Any:
    """The command line, put together; with all its options for the command `asked`, or for all of them."""
    app = _group(say("Một cửa và cải cách hành chính trên một sổ ghi không sửa được."))
    below: dict[str, typer.Typer] = {}
    for entry in entries():
        first, *rest = entry.words
        if rest and first not in below:
            below[first] = _group(groups()[first])
            app.add_typer(below[first], name=first, cls=Group)
        home = below[first] if rest else app
        home.command(entry.words[-1], cls=Command, help=entry.meaning)(entry.function(asked))
    return get_command(app)


def _group(meaning: str) -> typer.Typer:
    app = typer.Typer(
        cls=Group, help=meaning, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    app.callback(cls=Group, help=meaning)(_nothing)
    return app


def _nothing() -> None:
    """Neither a group nor a command that is not asked for does anything."""
