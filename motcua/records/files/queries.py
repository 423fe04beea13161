"""Reading files that are kept."""

from __future__ import annotations

import hashlib

from motcua.records.files.keeping import place_of
from motcua.rules.refusal import NotFound


def content(sha256: str) -> bytes:
    """The bytes of a file, as they were when it came. Raises NotFound when they are not there any more, or others."""
    try:
        found = place_of(sha256).read_bytes()
    except OSError:
        found = b""
    if hashlib.sha256(found).hexdigest() != sha256:
        raise NotFound(
            "file",
            "Tệp này không còn nguyên vẹn trên máy chủ nên không mở được; hãy báo người quản trị chạy «motcua verify».",
        )
    return found
