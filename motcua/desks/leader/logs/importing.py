"""Taking in a log: where its file is sent, what reading it gave, taking it in."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, error_links
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Fact, Link
from motcua.desks.frame.refusals import said
from motcua.desks.frame.tables import Cell, Row, Table
from motcua.desks.frame.tables import Column as Heading
from motcua.desks.leader.logs.pages import ForeseenLogPage, SendForm
from motcua.desks.leader.logs.presenters import logs_frame
from motcua.records.documents import imports
from motcua.records.documents.imports import WaitingFile
from motcua.records.logs.actions import LONGEST_NAME
from motcua.rules.event_log_columns import Column, mapped
from motcua.rules.event_log_reading import Limits, Reading
from motcua.rules.refusal import Refusal

KIND = "event_log"
"""The word under which a file waits until it is taken in."""

MOST_BYTES = 11 * 1024 * 1024
LIMITS = Limits(size=128 * 1024 * 1024, events=300_000)
"""What a page reads: bytes as sent, and bytes and events after unpacking. Larger logs are taken in by command."""

_SHOWN = 100
_LABELS = {
    Column.CASE: "Mã hồ sơ",
    Column.ACTIVITY: "Việc",
    Column.TIME: "Thời điểm",
    Column.RESOURCE: "Người thực hiện",
    Column.CHANNEL: "Kênh",
    Column.PLANNED_END: "Hạn",
    Column.ACTUAL_END: "Lúc kết thúc",
}
_WRONG = (Heading(label="Dòng"), Heading(label="Vì sao bỏ qua"))


def send_form(typed: Mapping[str, str] | None = None, errors: Mapping[str, str] | None = None) -> SendForm:
    """Where a log is sent; what was typed is kept where it was refused."""
    told, wrong = typed or {}, errors or {}
    return SendForm(
        action=reverse("leader:log_send"),
        file=Field(
            name="file",
            label="Tệp nhật ký",
            hint="XES, XES nén gzip, hoặc CSV mã UTF-8; không quá 11 MB. Tệp lớn hơn: «motcua log import».",
            error=wrong.get("file", ""),
            required=True,
        ),
        name=_name_field(told.get("name", ""), error=wrong.get("name", "")),
        columns=Field(
            name="map",
            label="Ghép cột",
            value=told.get("map", ""),
            hint="Chỉ khi tên cột của tệp lạ, ví dụ case=Số biên nhận, activity=Bước, time=Lúc.",
            error=wrong.get("map", ""),
            optional=True,
            maxlength="500",
        ),
    )


def uploaded(file: UploadedFile[bytes] | None) -> tuple[str, bytes]:
    """Name and content of the file that was sent. Raises Refusal (`file`)."""
    if file is None or not file.name:
        raise Refusal("file", "Chưa chọn tệp; hãy chọn tệp nhật ký XES hoặc CSV.")
    name = "".join(letter for letter in Path(file.name).name if letter.isprintable())[:120] or "tệp"
    if (file.size or 0) > MOST_BYTES:
        raise Refusal("file", "Tệp «{name}» lớn quá 11 MB; hãy nén XES bằng gzip, hoặc chia tệp.", name=name)
    return unicodedata.normalize("NFC", name), file.read()


def reading_of(content: bytes, columns: str) -> Reading:
    """The log in a file. Raises Refusal."""
    reading: Reading = settings.EVENT_LOG_READER(io.BytesIO(content), columns=mapped(columns), limits=LIMITS)
    return reading


def waiting(request: StaffRequest, import_id: int) -> WaitingFile:
    """The file that this person sent. Raises NotFound when it was taken in or replaced."""
    return imports.waiting(KIND, import_id, by_id=request.viewer.account_id)


def foreseen_page(
    request: StaffRequest,
    file: WaitingFile,
    reading: Reading,
    *,
    typed: Mapping[str, str],
    errors: Mapping[str, str] | None = None,
) -> ForeseenLogPage:
    """What reading a file gave, before it is taken in."""
    wrong = errors or {}
    cases, events = len(reading.cases), sum(len(case.events) for case in reading.cases)
    name = _name_field(typed.get("name", ""), error=wrong.get("name", ""))
    return ForeseenLogPage(
        frame=logs_frame(request, title=f"Xem thử {file.name}"),
        heading=file.name,
        sentence=_sentence(cases, events, reading.left_out),
        columns=tuple(
            Fact(label=_LABELS[column], value=reading.columns.get(column, "chưa có dữ liệu")) for column in Column
        ),
        wrong=_wrong(reading),
        wrong_note=_wrong_note(reading),
        back=Link(text="Chọn tệp khác", href=reverse("leader:logs")),
        name=name,
        replace=Field(
            name="replace",
            label="Thay nhật ký cùng tên, nếu có",
            kind=FieldKind.CHECK,
            checked=typed.get("replace") == "1",
        ),
        columns_told=typed.get("map", ""),
        action=reverse("leader:log_foreseen", args=(file.id,)) if cases else "",
        button=f"Nhập {number_vi(cases)} hồ sơ",
        errors=error_links(name, general=[text for field, text in wrong.items() if field != "name"]),
    )


def _name_field(value: str, *, error: str) -> Field:
    return Field(
        name="name",
        label="Tên nhật ký",
        value=value,
        hint="Chữ, số, dấu cách, dấu chấm, gạch nối; ví dụ Cổng tỉnh 2023.",
        error=error,
        required=True,
        maxlength=str(LONGEST_NAME),
    )


def _sentence(cases: int, events: int, left_out: int) -> str:
    if not cases:
        return "Không có hồ sơ nào đọc được; hãy xem các dòng bên dưới, ghép lại cột hoặc chọn tệp khác."
    skipped = f", bỏ qua {number_vi(left_out)} dòng không đọc được" if left_out else ", dòng nào cũng đọc được"
    return f"Đọc được {number_vi(cases)} hồ sơ với {number_vi(events)} việc{skipped}. Chưa có gì được nhập."


def _wrong(reading: Reading) -> Table:
    rows = tuple(
        Row(cells=(Cell(text=number_vi(wrong.line)), Cell(text=said(wrong.refusal))))
        for wrong in reading.wrong[:_SHOWN]
    )
    return Table(caption="Các dòng bị bỏ qua", columns=_WRONG, rows=rows)


def _wrong_note(reading: Reading) -> str:
    told = min(len(reading.wrong), _SHOWN)
    if reading.left_out <= told:
        return ""
    return f"Ở đây là {number_vi(told)} dòng đầu trong {number_vi(reading.left_out)} dòng bị bỏ qua."
