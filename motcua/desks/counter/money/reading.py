"""A bank's statement as a file: banks name their columns differently and write amounts in two ways."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.desks.frame.refusals import said
from motcua.desks.frame.spreadsheets import SheetColumn, SheetRow, Upload, read_rows
from motcua.rules.reconciliation import Credit
from motcua.rules.refusal import Refusal

_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("Ngày giao dịch", "Ngày GD", "Ngày hiệu lực", "Ngày", "Transaction date", "Date"),
    "credit": ("Số tiền ghi có", "Ghi có", "Phát sinh có", "Tiền vào", "Có", "Credit", "Credit amount", "Số tiền"),
    "text": ("Nội dung giao dịch", "Nội dung", "Diễn giải", "Mô tả", "Description", "Remark"),
    "reference": ("Số tham chiếu", "Mã giao dịch", "Số bút toán", "Số chứng từ", "Số GD", "Reference", "Doc no"),
}
"""What banks call their columns, the surest name first."""

LABELS = {"date": "Ngày giao dịch", "credit": "Ghi có", "text": "Nội dung", "reference": "Số tham chiếu"}

COLUMNS = tuple(
    SheetColumn(name=f"{name}{place}", label=label, is_date=name == "date")
    for name, labels in _NAMES.items()
    for place, label in enumerate(labels)
)

_DAY = re.compile(r"^\D*(\d{1,2}[/-]\d{1,2}[/-]\d{4})")
_CENTS = re.compile(r"[.,]00?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """The credits of a file; `errors` tells by row what could not be read."""

    credits: tuple[Credit, ...]
    errors: Mapping[int, str]


def read_statement(upload: Upload) -> Read:
    """The credits of a statement; lines where nothing came in are passed over.

    Raises Refusal for a file that cannot be read, or lacks one of the four columns under every name known.
    """
    sheet = read_rows(upload, columns=COLUMNS)
    _require_columns(sheet.rows)
    found, errors = [], {}
    for row in sheet.rows:
        try:
            credit = _credit(row)
        except Refusal as refusal:
            errors[row.number] = said(refusal)
            continue
        if credit is not None:
            found.append(credit)
    return Read(credits=tuple(found), errors=errors)


def _require_columns(rows: tuple[SheetRow, ...]) -> None:
    for name, labels in _NAMES.items():
        if not any(f"{name}{place}" in row.cells for row in rows for place in range(len(labels))):
            raise Refusal(
                "file",
                "Không thấy cột «{label}» trong sao kê; hãy đặt tên cột là một trong: {known}.",
                label=LABELS[name],
                known=", ".join(labels[:4]),
            )


def _credit(row: SheetRow) -> Credit | None:
    amount = _amount(row, _place(row, "credit"))
    if amount <= 0:
        return None
    reference = row.text(_place(row, "reference"), limit=60)
    if not reference:
        raise Refusal("reference", "Dòng này không có số tham chiếu nên không chống được trùng; hãy bổ sung.")
    return Credit(
        row=row.number,
        booked_on=_day(row, _place(row, "date")),
        amount=amount,
        reference=reference,
        text=row.text(_place(row, "text"), limit=500),
    )


def _place(row: SheetRow, name: str) -> str:
    """The column of the row that holds a value under one of its names."""
    names = [f"{name}{place}" for place in range(len(_NAMES[name]))]
    return next((one for one in names if row.cells.get(one) is not None), names[0])


def _day(row: SheetRow, name: str) -> date:
    value = row.cells.get(name)
    if isinstance(value, date):
        return value
    found = _DAY.match(row.text(name, limit=40))
    if found is None:
        raise Refusal("date", "Không đọc được ngày giao dịch của dòng này; hãy viết như 31/12/2023.")
    day, month, year = (int(part) for part in re.split("[/-]", found[1]))
    try:
        return date(year, month, day)
    except ValueError:
        raise Refusal("date", "Ngày giao dịch của dòng này không có trong lịch; hãy sửa lại.") from None


def _amount(row: SheetRow, name: str) -> int:
    """An amount in đồng: 1,234,567 or 1.234.567 or 1234567.00, 0 where the cell is empty."""
    value = row.cells.get(name)
    if value is None:
        return 0
    if isinstance(value, Decimal):
        return int(value)
    typed = _CENTS.sub("", row.text(name, limit=40).replace("VND", "").replace("+", "").strip())
    digits = re.sub(r"[.,\s]", "", typed)
    if not digits or digits == "-":
        return 0
    if not digits.lstrip("-").isdecimal():
        raise Refusal("credit", "Không đọc được số tiền «{text}» của dòng này; hãy sửa lại.", text=typed)
    return int(digits)
