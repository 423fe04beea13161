"""Wrong usage told in the words of the command line, and its help pages."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from motcua.cli.asked import OPTIONS
from motcua.cli.words import say

LONGEST = 60
"""Characters of an argument that are repeated in a message."""


def told(error: typer.TyperException) -> tuple[str, str]:
    """The field and the message of a usage error that typer found."""
    option = getattr(error, "option_name", "")
    parameter = getattr(error, "param", None)
    if parameter is not None:
        return parameter.name, say(
            "Thiếu {option}. Xem «motcua {command} --help».", option=_written(parameter), command=_command(error)
        )
    if option and hasattr(error, "possibilities"):
        return _field(option), _unknown_option(option, error)
    if option and "does not take" in str(error):
        return _field(option), say("Tùy chọn {option} không nhận giá trị.", option=option)
    if option:
        return _field(option), say("Thiếu giá trị sau {option}. Hãy ghi giá trị ngay sau tùy chọn này.", option=option)
    return "command", _wrong_command(error)


def _unknown_option(option: str, error: Any) -> str:
    near = ", ".join(sorted(error.possibilities or ()))
    if near:
        return say("Không có tùy chọn {option}; có phải {near}?", option=_short(option), near=near)
    return say(
        "Không có tùy chọn {option}. Xem «motcua {command} --help».", option=_short(option), command=_command(error)
    )


def _wrong_command(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    if context is not None and isinstance(context.command, TyperGroup):
        return say(
            "Thiếu lệnh, hoặc không có lệnh này. Các lệnh: {commands}.",
            commands=", ".join(sorted(context.command.commands)),
        )
    return say("Thừa tham số. Xem «motcua {command} --help».", command=_command(error))


def _command(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return str(context.info_name) if context is not None and context.parent is not None else ""


def _field(option: str) -> str:
    return _short(option.lstrip("-"))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class Command(TyperCommand):
    """A command whose help is in the language of the command line."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage, what the command does, and its options."""
        formatter.write_usage(ctx.command_path, say("[TÙY CHỌN]"), prefix=say("Cách dùng:") + " ")
        formatter.write_paragraph()
        formatter.write_text(self.help or "")
        _write_options(self.params, formatter)
        _write_common_options(formatter)


class Group(TyperGroup):
    """The command itself: its help lists what it can do."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Usage and the commands with their first line."""
        formatter.write_usage(ctx.command_path, say("LỆNH [TÙY CHỌN]"), prefix=say("Cách dùng:") + " ")
        formatter.write_paragraph()
        formatter.write_text(self.help or "")
        with formatter.section(say("Lệnh")):
            formatter.write_dl([(name, (command.help or "").partition("\n")[0]) for name, command in self._listed()])
        if ctx.parent is None:
            _write_common_options(formatter)

    def _listed(self) -> list[tuple[str, Any]]:
        return list(self.commands.items())


def _write_options(parameters: list[Any], formatter: Any) -> None:
    rows = [(_written(parameter), _meaning(parameter)) for parameter in parameters]
    if rows:
        with formatter.section(say("Tùy chọn")):
            formatter.write_dl(rows)


def _written(parameter: Any) -> str:
    """An option or argument as it is written on the command line."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    name = str(parameter.opts[-1])
    return name if parameter.is_flag else f"{name} {parameter.metavar}"


def _meaning(parameter: Any) -> str:
    return f"{parameter.help} {say('(bắt buộc)')}" if parameter.required else str(parameter.help)


def _write_common_options(formatter: Any) -> None:
    meanings = {
        "--data": say("Thư mục dữ liệu; mặc định lấy MOTCUA_DATA, rồi ./var."),
        "--now": say("Coi như bây giờ là thời điểm này, ví dụ 2023-06-30T17:00."),
        "--as": say("Xem với quyền của tài khoản này; mặc định là người vận hành, thấy tất cả."),
    }
    with formatter.section(say("Tùy chọn chung")):
        formatter.write_dl([(f"{option} {OPTIONS[option]}", meanings[option]) for option in OPTIONS])
