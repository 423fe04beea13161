"""Files that commands write, and what is said where one cannot be written."""

from __future__ import annotations

import sys
from pathlib import Path

from motcua.rules.refusal import Refusal


def write_file(content: bytes, to: Path) -> None:
    """Writes a file. Raises Refusal naming `out` where it cannot be written."""
    try:
        to.write_bytes(content)
    except OSError as error:
        why = error.strerror or ""
        told = str(to)[:200]
        raise Refusal("out", "Không ghi được tệp {file} ({why}); hãy chọn chỗ khác.", file=told, why=why) from None


def write_out(content: bytes, to: str) -> bool:
    """Writes to a file, or to standard output where `to` is "-"; whether it was a file. Raises Refusal."""
    if to == "-":
        sys.stdout.buffer.write(content)
        return False
    write_file(content, Path(to))
    return True
