"""What can be taken in from a table, each kind under its part of the address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from motcua.desks.frame.refusals import said
from motcua.desks.frame.spreadsheets import Sheet
from motcua.desks.office import procedures_import, staff_sheet
from motcua.desks.office.import_types import Foretold, ImportKind, Line
from motcua.records.people import importing
from motcua.records.people.importing import Fate, Planned
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotFound, Refusal


def import_kind(slug: str) -> ImportKind:
    """The kind at an address. Raises NotFound."""
    found = next((each for each in KINDS if each.slug == slug), None)
    if found is None:
        raise NotFound("kind", "Không có loại dữ liệu này để nhập; hãy mở lại trang nhập dữ liệu.")
    return found


def _foresee_staff(viewer: Viewer, sheet: Sheet) -> tuple[Line, ...]:
    labels = {column.name: column.label for column in staff_sheet.columns(viewer)}
    return tuple(_staff_line(each, labels) for each in importing.plan(viewer, staff_sheet.staff_rows(sheet)))


def told_of(refusals: Iterable[Refusal], labels: Mapping[str, str]) -> str:
    """What is wrong with a row, each refusal under the heading of its column."""
    return " ".join(f"{labels[each.field]}: {said(each)}" if each.field in labels else said(each) for each in refusals)


def _staff_line(planned: Planned, labels: Mapping[str, str]) -> Line:
    row = planned.row
    return Line(
        number=row.number,
        fate=Foretold(planned.fate.value),
        about=" · ".join(filter(None, (row.full_name, row.username))),
        text=told_of(planned.refusals, labels) if planned.refusals else _staff_words(planned),
    )


def _staff_words(planned: Planned) -> str:
    if planned.fate is Fate.UNCHANGED:
        return "Đã có đúng như vậy."
    row, unit = planned.row, planned.unit.short_name if planned.unit else ""
    words = {
        importing.Deed.CREATE: "mở tài khoản",
        importing.Deed.RENAME: "sửa họ tên",
        importing.Deed.ASSIGN: f"giao «{row.title}» tại {unit} từ {row.valid_from:%d/%m/%Y}",
        importing.Deed.END: f"thôi «{row.title}» tại {unit} từ {row.valid_to:%d/%m/%Y}" if row.valid_to else "",
    }
    told = ", ".join(words[deed] for deed in planned.deeds)
    return f"{told[:1].upper()}{told[1:]}."


def _take_staff(viewer: Viewer, import_id: int, sheet: Sheet) -> int:
    return importing.take_in(viewer, import_id, staff_sheet.staff_rows(sheet))


STAFF = ImportKind(
    slug="can-bo",
    kind=importing.KIND,
    label="Cán bộ",
    text="Tài khoản và nhiệm vụ. Người mới được mở tài khoản; người đã có thì chỉ thêm nhiệm vụ, sửa họ tên hoặc ghi "
    "ngày thôi.",
    thing="cán bộ",
    columns=staff_sheet.columns,
    examples=staff_sheet.EXAMPLES,
    most_rows=staff_sheet.MOST_ROWS,
    foresee=_foresee_staff,
    take=_take_staff,
    undo=importing.undo,
)

KINDS = (STAFF, procedures_import.STEPS, procedures_import.PROCEDURES)
"""Every kind, in the order in which the page of imports offers them."""
