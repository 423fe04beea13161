"""Opens a workbook that somebody sent: a program of its own, which limits itself before it looks at the file.

Run as `python -I workbook_child.py read|mark FOLDER`; the folder holds `in.xlsx` and, for `mark`, `errors.json`
({"head": row, "label": text, "errors": {row: text}}). It writes `rows.json` or `out.xlsx`, or `refused` with one
word. Whatever else goes wrong ends it; the parent tells the person that the file could not be read.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 30
WRITTEN = 64 * 1024 * 1024
"""Bytes of address space, seconds of computing, bytes of a file that this program may use."""

UNPACKED = 120 * 1024 * 1024
RATIO, RATIO_FROM = 100, 20 * 1024 * 1024
PARTS = 400
"""Bytes of an archive unpacked; how often these may be the bytes packed, from which size on; how many files it may
hold.
"""

ROWS = 20_000
COLUMNS = 60

_MACROS = re.compile(r"vbaproject|activex|macrosheets|embeddings", re.I)


class Refused(Exception):  # noqa: N818  (a file is refused, as elsewhere)
    """The file is not one to read; the word says why."""


def main(task: str, folder: Path) -> None:
    """Reads or marks the workbook of a folder."""
    _limit()
    try:
        _inspect(folder / "in.xlsx")
        if task == "read":
            (folder / "rows.json").write_text(json.dumps(list(_rows(folder / "in.xlsx"))), encoding="utf-8")
        else:
            _mark(folder)
    except Refused as refused:
        (folder / "refused").write_text(str(refused), encoding="utf-8")
    except MemoryError:
        (folder / "refused").write_text("time", encoding="utf-8")


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, WRITTEN),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    for name in ("numpy", "lxml", "PIL"):  # openpyxl goes without; none of them should meet a stranger's file
        sys.modules[name] = None  # type: ignore[assignment]  # the way to forbid an import


def _inspect(path: Path) -> None:
    """Refuses what is no workbook, what hides more than it shows, and what could run."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError):
        raise Refused("broken") from None
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Refused("other")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("locked")
    if any(_MACROS.search(name) for name in names):
        raise Refused("macros")
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    dense = unpacked > RATIO_FROM and unpacked > RATIO * packed
    if len(parts) > PARTS or unpacked > UNPACKED or dense:
        raise Refused("bomb")


def _rows(path: Path) -> Iterator[tuple[int, list[Any]]]:
    """The rows that hold anything, each with its number in the sheet, cells as [kind, text] or null."""
    from openpyxl import load_workbook  # after the limits are set

    book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its own size is not to be believed
    taken = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=COLUMNS), start=1):
        told = [_told(cell.value, cell.data_type) for cell in cells]
        if any(told):
            taken += 1
            if taken > ROWS + 1:
                raise Refused("rows")
            yield number, told


def _told(value: Any, kind: str) -> list[str] | None:
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if kind == "e":
        return ["e", str(value)]
    if isinstance(value, bool):
        return ["t", "TRUE" if value else "FALSE"]
    if isinstance(value, datetime):
        return ["d", value.date().isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, int | float):
        return ["n", repr(value)]
    return ["t", str(value)]


def _mark(folder: Path) -> None:
    """The same workbook with a column that says what is wrong, the rows in question coloured."""
    from openpyxl import load_workbook
    from openpyxl.styles import Alignment, Font, PatternFill

    asked = json.loads((folder / "errors.json").read_text(encoding="utf-8"))
    head, label, errors = asked["head"], asked["label"], {int(row): text for row, text in asked["errors"].items()}
    book = load_workbook(folder / "in.xlsx", keep_links=False)
    sheet = book.worksheets[0]
    if sheet.max_row > 10 * ROWS:
        raise Refused("rows")
    filled = [cell.column for cell in sheet[head] if cell.value is not None]
    old = [cell.column for cell in sheet[head] if str(cell.value or "").strip() == label]
    place = old[0] if old else (filled[-1] if filled else 0) + 1
    fill = PatternFill("solid", fgColor="FFFAEDD1")
    sheet.cell(head, place, label).font = Font(bold=True, color="FF7D5000")
    sheet.column_dimensions[sheet.cell(head, place).column_letter].width = 60
    for row in range(head + 1, sheet.max_row + 1):
        if row in errors or old:
            sheet.cell(row, place).value = errors.get(row)
        if row in errors:
            sheet.cell(row, place).alignment = Alignment(wrap_text=True, vertical="top")
            for column in range(1, place + 1):
                sheet.cell(row, column).fill = fill
    book.save(folder / "out.xlsx")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
