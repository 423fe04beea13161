"""The text of a file that somebody sent, read and not kept: DOCX and PDF by a program of its own, TXT as it is."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

from motcua.records.files import text_child
from motcua.records.files.inspecting import WAIT, inspected
from motcua.records.files.keeping import MOST_BYTES
from motcua.records.files.media import Media
from motcua.rules.refusal import Refusal

ENDINGS = (".docx", ".pdf", ".txt")
"""The endings of files whose text can be read."""

_READ = frozenset({Media.DOCX, Media.PDF})
_REFUSED = {
    "long": "Tệp «{name}» có hơn {most} ký tự; hãy chia thành nhiều tệp.",
    "time": "Tệp «{name}» cần quá nhiều thời gian hoặc bộ nhớ để đọc; hãy chép nội dung rồi dán vào ô bên cạnh.",
    "broken": "Không đọc được chữ trong tệp «{name}»; hãy mở bằng Word, lưu lại rồi gửi lại.",
    "picture": "Tệp «{name}» là ảnh quét, không có chữ để đọc; hãy gửi bản Word hoặc PDF xuất từ Word.",
    "empty": "Tệp «{name}» không có chữ nào; hãy chọn tệp khác.",
}


def text_of(content: bytes, *, name: str, field: str) -> str:
    """The text of a file sent as `name`, its paragraphs one a line.

    Raises Refusal (`field`) for another kind of file, one that must not be opened, and one without text.
    """
    shown = "".join(letter for letter in Path(name).name if letter.isprintable())[:120] or "tệp"
    name = unicodedata.normalize("NFC", shown)
    if len(content) > MOST_BYTES:
        raise Refusal(field, "Tệp «{name}» lớn quá 10 MB; hãy chép nội dung rồi dán, hoặc chia tệp.", name=name)
    if not content.strip():
        raise Refusal(field, _REFUSED["empty"], name=name)
    if name.lower().endswith(".txt"):
        return _plain(content, name=name, field=field)
    with tempfile.TemporaryDirectory(prefix="motcua-text-") as folder:
        path = Path(folder) / "in"
        path.write_bytes(content)
        found = inspected(path, name=name, field=field)
        if found.media not in _READ:
            raise Refusal(field, "Tệp «{name}» không phải văn bản; hãy gửi Word (DOCX), PDF hoặc TXT.", name=name)
        return _by_child(path, media=found.media, name=name, field=field)


def _plain(content: bytes, *, name: str, field: str) -> str:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise Refusal(field, "Không đọc được tệp «{name}»; hãy lưu với mã chữ UTF-8 rồi gửi lại.", name=name)
    return text


def _by_child(path: Path, *, media: Media, name: str, field: str) -> str:
    try:
        ran = subprocess.run(  # noqa: S603  (our own program, by its own path)
            [sys.executable, "-I", text_child.__file__, media.value, str(path)],
            check=True,
            timeout=WAIT,
            env={"LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        told = json.loads(ran.stdout)
        refused = "" if "text" in told else str(told["refused"])
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        refused = "time"
    except (KeyError, TypeError, ValueError):  # it said nothing, or what it never says
        refused = "broken"
    if refused:
        most = f"{text_child.CHARACTERS:,}".replace(",", ".")
        raise Refusal(field, _REFUSED.get(refused, _REFUSED["broken"]), name=name, most=most)
    return str(told["text"])
