"""The table of staff: its columns, and its rows as the records take them in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from motcua.desks.frame.spreadsheets import Sheet, SheetColumn, SheetRow
from motcua.records import clock
from motcua.records.people import units
from motcua.records.people.importing import StaffRow, unit_label
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import Refusal

MOST_ROWS = 1_000
"""Rows of staff in one file: all of them are taken in within one transaction."""

Cell = TypeVar("Cell")

_TEXTS = ("username", "full_name", "unit", "role", "title")

EXAMPLES = (
    {
        "username": "thanhson.tuphap",
        "full_name": "Nguyễn Văn An",
        "unit": "Xã Thanh Sơn (tra_cu.thanh_son)",
        "role": ROLE_LABELS[next(iter(ROLE_LABELS))],
        "title": "Công chức một cửa",
        "valid_from": "01/07/2023",
    },
)


def columns(viewer: Viewer) -> tuple[SheetColumn, ...]:
    """The columns, with the units that the person keeps to choose from."""
    kept = units.kept(viewer, clock.now().date())
    return (
        SheetColumn(
            name="username",
            label="Tên đăng nhập",
            required=True,
            width=22,
            note="3 đến 60 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch. Người đã có tài khoản thì ghi đúng tên "
            "đang dùng.",
        ),
        SheetColumn(name="full_name", label="Họ và tên", required=True, width=28, note="Đủ dấu, như trên quyết định."),
        SheetColumn(
            name="unit",
            label="Đơn vị",
            required=True,
            width=36,
            choices=tuple(unit_label(unit) for unit in kept),
            note="Chọn trong danh sách. Người giữ việc ở hai đơn vị thì ghi hai dòng.",
        ),
        SheetColumn(
            name="role",
            label="Vai trò",
            required=True,
            width=24,
            choices=tuple(ROLE_LABELS.values()),
            note="Chọn trong danh sách: quyết định người này làm được gì trong chương trình.",
        ),
        SheetColumn(name="title", label="Chức danh", required=True, width=28, note="In dưới tên trên giấy tờ."),
        SheetColumn(name="valid_from", label="Từ ngày", required=True, is_date=True, width=13, note="Như 01/07/2023."),
        SheetColumn(
            name="valid_to",
            label="Đến trước ngày",
            is_date=True,
            width=15,
            note="Để trống khi chưa định. Ghi ngày vào nhiệm vụ đang giữ là cho thôi nhiệm vụ từ ngày đó.",
        ),
    )


def staff_rows(sheet: Sheet) -> tuple[StaffRow, ...]:
    """The rows as the records take them; what cannot be read is told by its row."""
    return tuple(map(_row, sheet.rows))


def _row(row: SheetRow) -> StaffRow:
    refusals: list[Refusal] = []
    texts = {name: _read(row.text, name, refusals) or "" for name in _TEXTS}
    first, end = (_read(row.day, name, refusals) for name in ("valid_from", "valid_to"))
    return StaffRow(
        number=row.number,
        username=texts["username"],
        full_name=texts["full_name"],
        unit=texts["unit"],
        role=texts["role"],
        title=texts["title"],
        valid_from=first,
        valid_to=end,
        refusals=tuple(refusals),
    )


def _read(read: Callable[[str], Cell], name: str, refusals: list[Refusal]) -> Cell | None:
    """What a cell holds; None where it cannot be read, which is told."""
    try:
        return read(name)
    except Refusal as refusal:
        refusals.append(refusal)
        return None
