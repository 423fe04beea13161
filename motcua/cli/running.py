"""One run of the command line: common options, settings, the command, and whatever went wrong told in words."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from motcua.cli.asked import Asked
from motcua.cli.usage import told
from motcua.cli.words import Refused, refuse, said, say
from motcua.config.environment import language
from motcua.law.errors import LawError, NoValue
from motcua.records.busy import is_busy
from motcua.rules.refusal import Refusal

INTERRUPTED = 130


def run(arguments: Sequence[str]) -> int:
    """Carries out a command and returns its exit code; never lets an exception out."""
    as_json = "--json" in arguments
    try:
        asked = Asked.read(arguments)
        return _carry_out(asked)
    except (Refusal, NoValue) as refusal:
        return refuse(refusal.field, _naming_option(refusal, arguments), as_json=as_json)
    except typer.TyperException as error:
        field, message = told(error)
        return refuse(field, message, as_json=as_json)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:  # the reader of the answer, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last resort: a person at the keyboard never sees a traceback
        return refuse(*_unexpected(error), as_json=as_json)


def _carry_out(asked: Asked) -> int:
    os.umask(0o077)  # a store holds personal data: what a command writes is for its owner alone
    asked.apply()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    import django
    from django.apps import apps
    from django.utils import translation

    if not apps.ready:
        django.setup()
    from motcua.cli.commands import command  # the commands import tables, which need the settings

    with translation.override(language()):
        code = command(asked.rest).main(list(asked.rest), prog_name="motcua", standalone_mode=False, obj=asked)
    return code if isinstance(code, int) else 0


def _naming_option(refusal: Refused, arguments: Sequence[str]) -> str:
    """The message of a refusal; where it speaks of what an option was given, the option stands before it."""
    option, message = f"--{refusal.field.replace('_', '-')}", said(refusal)
    given = any(argument.partition("=")[0] == option for argument in arguments)
    return f"{option}: {message}" if given and option not in message else message


def _unexpected(error: Exception) -> tuple[str, str]:
    """The field and the message of an error that is not a refusal; its details go to the log of the store."""
    if isinstance(error, LawError):
        return "law", say("Tệp luật không đúng: {error}", error=error)
    if is_busy(error):
        return "database", say("Máy chủ đang bận ghi việc khác; chưa có gì được ghi, hãy chạy lại lệnh này.")
    log = _log(error)
    if type(error).__module__.startswith("django.db") or type(error).__module__ == "sqlite3":
        return "database", say(
            "Cơ sở dữ liệu chưa dùng được: {error}. Hãy chạy «motcua doctor». {log}", error=_line(error), log=log
        )
    if isinstance(error, OSError):
        return "files", say(
            "Không đọc hoặc ghi được {path}: {error}. Hãy kiểm tra quyền và chỗ trống trên đĩa. {log}",
            path=error.filename or say("tệp"),
            error=error.strerror or _line(error),
            log=log,
        )
    return "", say(
        "Lỗi chưa lường trước ({kind}: {error}). {log}", kind=type(error).__name__, error=_line(error), log=log
    )


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _log(error: Exception) -> str:
    """Writes the details into motcua.log of the data folder, if there is one; says where."""
    file = Path(os.environ.get("MOTCUA_DATA") or "var") / "motcua.log"
    logger = logging.getLogger("motcua.command_line")
    try:
        writer = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        return say("Đặt MOTCUA_DATA đúng thư mục để có nhật ký lỗi.")
    writer.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(writer)
    logger.propagate = False
    try:
        logger.error("command failed", exc_info=error)
    finally:
        logger.removeHandler(writer)
        writer.close()
    return say("Chi tiết ở {file}.", file=file)
