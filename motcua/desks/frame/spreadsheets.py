"""Tables that an office sends in a file, read with care, and tables that it takes away.

An XLSX is opened by a program of its own with little memory and time (`workbook_child.py`); a CSV is text in UTF-8.
Cells keep their type: a date is a date, not the number Excel counts days with. What stands in a cell is cleaned
only when it is asked for, by the row, so that its refusal belongs to the row.
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile

from motcua.desks.frame import workbook_child
from motcua.rules.folding import LIMIT, clean, fold
from motcua.rules.refusal import Refusal

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = workbook_child.ROWS
WAIT = 60
"""Bytes and rows of the largest table that is read; seconds after which a workbook is given up."""

ERRORS = "Lỗi"
"""The column that says what is wrong with a row."""

_HEAD_WITHIN = 15
"""Rows at the top of a sheet among which its heading is looked for: a title may stand above."""

_WORKBOOK = b"PK\x03\x04"
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"

_REFUSED = {
    "broken": "Tệp «{name}» bị hỏng nên không mở được; hãy mở bằng Excel, lưu lại rồi gửi lại.",
    "other": "Tệp «{name}» không phải bảng tính; hãy gửi tệp XLSX hoặc CSV theo mẫu tải xuống.",
    "locked": "Tệp «{name}» đặt mật khẩu nên không đọc được; hãy bỏ mật khẩu rồi gửi lại.",
    "macros": "Tệp «{name}» có macro hoặc đối tượng nhúng nên không nhận; hãy lưu thành XLSX thường rồi gửi lại.",
    "bomb": "Tệp «{name}» phình quá lớn khi mở nên không nhận; hãy chép dữ liệu sang tệp mẫu mới rồi gửi lại.",
    "rows": "Tệp «{name}» có quá nhiều dòng; mỗi lần gửi tối đa 20.000 dòng, hãy chia thành nhiều tệp.",
    "time": "Tệp «{name}» cần quá nhiều thời gian hoặc bộ nhớ để đọc; hãy chép dữ liệu sang tệp mẫu mới rồi gửi lại.",
}

Value = str | Decimal | date | None
"""What a cell holds; None where it is empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetColumn:
    """A column of a table: `label` stands in its heading, `note` says what to write, `choices` what may be chosen."""

    name: str
    label: str
    note: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    is_date: bool = False
    width: int = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def is_workbook(self) -> bool:
        """Whether it is an XLSX by its content; else it is read as CSV."""
        return self.content.startswith(_WORKBOOK)


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetRow:
    """A row with its `number` in the sheet. Its cells are asked for by the name of the column."""

    number: int
    cells: Mapping[str, Value]
    broken: frozenset[str] = frozenset()

    def text(self, name: str, *, limit: int = LIMIT) -> str:
        """A line of text, "" where the cell is empty. Raises Refusal naming the column."""
        value = self._value(name)
        if isinstance(value, date):
            return f"{value:%d/%m/%Y}"
        return clean(_plain(value) if isinstance(value, Decimal) else value or "", field=name, limit=limit)

    def day(self, name: str) -> date | None:
        """A date, as a date of Excel or written as 31/12/2023. Raises Refusal naming the column."""
        value = self._value(name)
        if isinstance(value, date) or value is None:
            return value
        typed = clean(_plain(value) if isinstance(value, Decimal) else value, field=name, limit=40)
        for written in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(typed, written).date()  # noqa: DTZ007  (a day, not an instant)
            except ValueError:
                continue
        raise Refusal(name, "Không đọc được ngày «{text}»; hãy viết như 31/12/2023.", text=typed)

    def amount(self, name: str) -> Decimal | None:
        """A number; in a text with a comma or a point before the decimals. Raises Refusal naming the column."""
        value = self._value(name)
        if isinstance(value, Decimal) or value is None:
            return value
        typed = f"{value:%d/%m/%Y}" if isinstance(value, date) else clean(value, field=name, limit=40)
        try:
            number = Decimal(typed.replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            raise Refusal(name, "Cần một số mà ô này ghi «{text}»; hãy sửa lại.", text=typed)
        return number

    def _value(self, name: str) -> Value:
        if name in self.broken:
            raise Refusal(name, "Công thức trong ô báo lỗi; hãy thay bằng giá trị.")
        return self.cells.get(name)


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """The rows of a table below its heading, which is row `head`; `ignored` are headings that nobody asked for."""

    head: int
    rows: tuple[SheetRow, ...]
    ignored: tuple[str, ...]


def uploaded(file: UploadedFile[bytes] | None, *, field: str = "file") -> Upload:
    """A file of a form, whole. Raises Refusal for none, an empty one and one of more than MOST_BYTES."""
    if file is None or not file.name:
        raise Refusal(field, "Chưa chọn tệp; hãy chọn tệp XLSX hoặc CSV theo mẫu.")
    name = "".join(letter for letter in Path(file.name).name if letter.isprintable())[:120] or "tệp"
    if (file.size or 0) > MOST_BYTES:
        raise Refusal(field, "Tệp «{name}» lớn quá 5 MB; hãy chia thành nhiều tệp.", name=name)
    content = file.read()
    if not content:
        raise Refusal(field, "Tệp «{name}» trống; hãy chọn tệp khác.", name=name)
    return Upload(name=unicodedata.normalize("NFC", name), content=content)


def read_rows(upload: Upload, *, columns: Sequence[SheetColumn], limit: int = MOST_ROWS, field: str = "file") -> Sheet:
    """The rows of the first sheet under the heading that names the `columns`, in whatever order.

    Raises Refusal (`field`) for a file that cannot or must not be read, a compulsory column that is missing, one
    that stands there twice, no row at all, and more than `limit`.
    """
    told = _workbook_rows(upload, field=field) if upload.is_workbook else _csv_rows(upload, field=field)
    place, found = _heading(told, columns, field=field)
    head, titles = told[place]
    rows = tuple(_row(number, cells, found) for number, cells in told[place + 1 :])
    rows = tuple(row for row in rows if row.cells or row.broken)
    if not rows:
        raise Refusal(field, "Tệp «{name}» chưa có dòng dữ liệu nào; hãy điền rồi gửi lại.", name=upload.name)
    if len(rows) > limit:
        raise Refusal(
            field,
            "Tệp «{name}» có {count} dòng, quá {limit} dòng cho một lần; hãy chia thành nhiều tệp.",
            name=upload.name,
            count=len(rows),
            limit=limit,
        )
    known = set(found.values())
    extra = (_shown(cell) for index, cell in enumerate(titles) if index not in known)
    return Sheet(head=head, rows=rows, ignored=tuple(text for text in extra if text and fold(text) != fold(ERRORS)))


def marked(upload: Upload, errors: Mapping[int, str], *, head: int, field: str = "file") -> bytes:
    """The same file with a last column that says what is wrong with which row; `head` is the row of its heading.

    Raises Refusal as `read_rows` does.
    """
    if not upload.is_workbook:
        return _marked_csv(upload, errors, head=head, field=field)
    asked = json.dumps({"head": head, "label": ERRORS, "errors": {row: harmless(text) for row, text in errors.items()}})
    return _child("mark", upload, field=field, asked=asked, answer="out.xlsx")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, also when it is saved as CSV and opened again."""
    first = unicodedata.normalize("NFKC", text[:1])
    return f"'{text}" if first in ("=", "+", "-", "@", "\t", "\r", "\n") else text


def _workbook_rows(upload: Upload, *, field: str) -> list[tuple[int, list[list[str] | None]]]:
    answer = _child("read", upload, field=field, asked="", answer="rows.json")
    return [(number, cells) for number, cells in json.loads(answer)]


def _csv_rows(upload: Upload, *, field: str) -> list[tuple[int, list[list[str] | None]]]:
    table = _csv_table(upload, field=field)
    return [
        (number, [["t", cell] if cell.strip() else None for cell in cells[: workbook_child.COLUMNS]])
        for number, cells in enumerate(table, start=1)
        if any(cell.strip() for cell in cells)
    ]


def _csv_table(upload: Upload, *, field: str) -> list[list[str]]:
    """The records of a CSV. Raises Refusal for another encoding than UTF-8, and for a workbook of old."""
    if upload.content.startswith(_OLD_OR_LOCKED):
        raise Refusal(
            field,
            "Tệp «{name}» là bảng tính kiểu cũ (.xls) hoặc có mật khẩu; hãy lưu thành XLSX không mật khẩu rồi gửi lại.",
            name=upload.name,
        )
    try:
        text = upload.content.decode("utf-8-sig")
        if "\0" in text:
            raise ValueError
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except (UnicodeDecodeError, ValueError, csv.Error):
        raise Refusal(
            field,
            "Không đọc được tệp «{name}»; hãy gửi XLSX, hoặc lưu CSV với mã chữ UTF-8.",
            name=upload.name,
        ) from None


def _delimiter(text: str) -> str:
    """Excel separates by what the machine's region separates lists with."""
    first = next((line for line in text.split("\n", _HEAD_WITHIN) if line.strip()), "")
    return max(",;\t", key=first.count)


def _heading(
    told: Sequence[tuple[int, Sequence[list[str] | None]]], columns: Sequence[SheetColumn], *, field: str
) -> tuple[int, dict[str, int]]:
    """Which of the first rows is the heading, and at which place each column stands."""
    by_label = {_title(column.label): column for column in columns}
    best, found, twice = 0, dict[str, int](), ""
    for place, (_, cells) in enumerate(told[:_HEAD_WITHIN]):
        here: dict[str, int] = {}
        again = ""
        for index, cell in enumerate(cells):
            column = by_label.get(_title(_shown(cell)))
            if column is not None and column.name in here:
                again = column.label
            elif column is not None:
                here[column.name] = index
        if len(here) > len(found):
            best, found, twice = place, here, again
    _require_heading(columns, found, twice=twice, field=field)
    return best, found


def _require_heading(columns: Sequence[SheetColumn], found: Mapping[str, int], *, twice: str, field: str) -> None:
    missing = [f"«{column.label}»" for column in columns if column.required and column.name not in found]
    if missing:
        raise Refusal(
            field,
            "Không thấy cột {labels} trong 15 dòng đầu; hãy dùng tệp mẫu và giữ nguyên dòng tiêu đề.",
            labels=", ".join(missing),
        )
    if twice:
        raise Refusal(field, "Cột «{label}» có hai lần; hãy bỏ bớt một cột rồi gửi lại.", label=twice)


def _title(text: str) -> str:
    """A heading as it is compared: the star of a compulsory column does not count."""
    return fold(text.replace("*", " "))


def _row(number: int, cells: Sequence[list[str] | None], found: Mapping[str, int]) -> SheetRow:
    values: dict[str, Value] = {}
    broken: set[str] = set()
    for name, index in found.items():
        cell = cells[index] if index < len(cells) else None
        if cell is None:
            continue
        if cell[0] == "e":
            broken.add(name)
        else:
            values[name] = _typed(*cell)
    return SheetRow(number=number, cells=values, broken=frozenset(broken))


def _typed(kind: str, text: str) -> Value:
    if kind == "d":
        return date.fromisoformat(text)
    if kind == "n":
        number = Decimal(text)
        return number if number.is_finite() else None
    return text


def _plain(number: Decimal) -> str:
    """A number as one would write it: 84 for 84.0."""
    return f"{number.normalize():f}"


def _shown(cell: list[str] | None) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in cell[1]).split()) if cell else ""


def _marked_csv(upload: Upload, errors: Mapping[int, str], *, head: int, field: str) -> bytes:
    table = _csv_table(upload, field=field)
    titles = table[head - 1]
    kept = [index for index, title in enumerate(titles) if fold(title) != fold(ERRORS)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for number, cells in enumerate(table, start=1):
        own = [harmless(cells[index]) if index < len(cells) else "" for index in kept]
        writer.writerow([*own, ERRORS if number == head else harmless(errors.get(number, ""))])
    return out.getvalue().encode("utf-8-sig")


def _child(task: str, upload: Upload, *, field: str, asked: str, answer: str) -> bytes:
    """What the program that opens workbooks answers. Raises Refusal in words for a file that it gave up."""
    with tempfile.TemporaryDirectory(prefix="motcua-workbook-") as name:
        folder = Path(name)
        (folder / "in.xlsx").write_bytes(upload.content)
        (folder / "errors.json").write_text(asked, encoding="utf-8")
        try:
            subprocess.run(  # noqa: S603  (our own program, by its own path)
                [sys.executable, "-I", workbook_child.__file__, task, name],
                check=True,
                timeout=WAIT,
                env={"LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except subprocess.TimeoutExpired:
            raise _gave_up("time", upload, field=field) from None
        except subprocess.CalledProcessError as error:
            why = "time" if error.returncode < 0 else "broken"
            raise _gave_up(why, upload, field=field) from None
        if (folder / "refused").exists():
            raise _gave_up((folder / "refused").read_text(encoding="utf-8"), upload, field=field)
        return (folder / answer).read_bytes()


def _gave_up(why: str, upload: Upload, *, field: str) -> Refusal:
    return Refusal(field, _REFUSED[why], name=upload.name)
