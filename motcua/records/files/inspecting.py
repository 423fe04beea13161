"""What a file is by its content, found out by a program of its own with little memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from motcua.records.files import inspection_child
from motcua.records.files.media import MEDIA, Media
from motcua.rules.refusal import Refusal

WAIT = 30
"""Seconds after which a file is given up: the program computes for 15 at most, and other work may be in its way."""

_REFUSED = {
    "broken": "Tệp «{name}» bị hỏng hoặc chưa tải hết nên không mở được; hãy quét lại, hoặc lưu lại rồi gửi lại.",
    "other": "Tệp «{name}» không thuộc loại nhận được; hãy gửi PDF, ảnh JPEG, PNG, hoặc tệp Word, Excel thường.",
    "old": "Tệp «{name}» là Word, Excel kiểu cũ hoặc đặt mật khẩu; hãy lưu thành PDF, DOCX hoặc XLSX không mật khẩu.",
    "two": "Tệp «{name}» giấu một tệp nén bên trong nên không nhận; hãy quét hoặc in lại thành PDF.",
    "locked": "Tệp «{name}» đặt mật khẩu hoặc khóa quyền nên không lưu lâu dài được; hãy in lại thành PDF không khóa.",
    "active": "Tệp «{name}» có mã lệnh hoặc biểu mẫu tự chạy nên không nhận; hãy in lại thành PDF thường.",
    "embedded": "Tệp «{name}» mang tệp khác bên trong nên không nhận; hãy gửi riêng từng tệp.",
    "pages": "Tệp «{name}» có hơn {pages} trang; hãy tách thành nhiều tệp.",
    "pixels": "Ảnh «{name}» quá lớn; hãy quét ở 300 dpi rồi gửi lại.",
    "macros": "Tệp «{name}» có macro hoặc đối tượng nhúng nên không nhận; hãy lưu thành DOCX, XLSX thường hoặc PDF.",
    "fetches": "Tệp «{name}» lấy nội dung từ nơi khác khi mở nên không nhận; hãy lưu thành PDF rồi gửi lại.",
    "bomb": "Tệp «{name}» phình quá lớn khi mở nên không nhận; hãy lưu thành PDF rồi gửi lại.",
    "time": "Tệp «{name}» cần quá nhiều thời gian hoặc bộ nhớ để kiểm tra; hãy quét hoặc in lại thành PDF.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Inspected:
    """What a file is. `pages` of a PDF; `width` and `height` in pixels of a picture."""

    media: Media
    pages: int | None
    width: int | None
    height: int | None


def inspected(path: Path, *, name: str, field: str) -> Inspected:
    """What the file at `path`, sent as `name`, is. Raises Refusal (`field`) naming it, for one that is not kept.

    A file that cannot be looked into is refused, whatever the reason.
    """
    found = _child(path)
    if isinstance(found, str):
        pages = f"{inspection_child.PAGES:,}".replace(",", ".")
        raise Refusal(field, _REFUSED.get(found, _REFUSED["broken"]), name=name, pages=pages)
    _require_ending(found.media, name=name, field=field)
    return found


def _child(path: Path) -> Inspected | str:
    """What the program found, or the word of its refusal."""
    try:
        ran = subprocess.run(  # noqa: S603  (our own program, by its own path)
            [sys.executable, "-I", inspection_child.__file__, str(path)],
            check=True,
            timeout=WAIT,
            env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        told = json.loads(ran.stdout)
        if "refused" in told:
            return str(told["refused"])
        pages, width, height = (
            None if told[name] is None else int(told[name]) for name in ("pages", "width", "height")
        )
        return Inspected(media=Media(told["media"]), pages=pages, width=width, height=height)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return "time"
    except (KeyError, TypeError, ValueError):  # it said nothing, or what it never says
        return "broken"


def _require_ending(media: Media, *, name: str, field: str) -> None:
    row = MEDIA[media]
    if not name.lower().endswith(row.endings):
        raise Refusal(
            field,
            "Tệp «{name}» thật ra là {label}; hãy đổi đuôi tên tệp thành {ending} rồi gửi lại.",
            name=name,
            label=row.label,
            ending=row.endings[0],
        )
