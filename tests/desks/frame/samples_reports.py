"""Sample pages of reports. The figures are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import Badge, EmptyState, Hidden, Link, Tone
from motcua.desks.frame.sheets.pages import words_of
from motcua.desks.frame.sheets.sheet import (
    Align,
    Entries,
    Entry,
    Grid,
    GridColumn,
    Head,
    Layout,
    Sheet,
    Signatures,
    Signer,
    noted,
)
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.reports.pages import ActForm, ReportPage, ReportsPage
from tests.desks.frame import samples_leader as leader

_FORMS = Table(
    caption="Các biểu của 6 tháng đầu năm 2023",
    columns=(Column(label="Biểu"), Column(label="Nội dung"), Column(label="Tình trạng")),
    rows=(
        Row(
            cells=(
                Cell(text="II.06a", href="#"),
                Cell(text="Tình hình, kết quả giải quyết thủ tục hành chính"),
                Cell(badge=Badge(tone=Tone.GOOD, text="đã gửi"), href="#"),
            )
        ),
    ),
)
_UNIT = Field(
    name="unit", label="Đơn vị báo cáo", kind=FieldKind.SELECT, options=(Option(value="tra_cu", label="Huyện Trà Cú"),)
)
REPORTS = ReportsPage(
    frame=leader.leader_frame("Báo cáo 6 tháng đầu năm 2023"),
    sentence="Ủy ban nhân dân huyện Trà Cú, 6 tháng đầu năm 2023.",
    action="#",
    fields=(_UNIT, Field(name="period", label="Kỳ")),
    forms=_FORMS,
    made=replace(_FORMS, caption="Báo cáo đã lập"),
)
_WRONG = Field(name="from", label="Từ ngày", value="31/02/2023", error="Không đọc được ngày «31/02/2023».")
REPORTS_NONE = replace(
    REPORTS,
    frame=leader.leader_frame("Báo cáo, kỳ chưa đọc được"),
    fields=(_WRONG,),
    empty=EmptyState(title="Chưa lập báo cáo nào", text="Mở một biểu ở trên, xem số liệu rồi bấm «Lập dự thảo»."),
    errors=error_links(_WRONG),
)
SHEET = Sheet(
    file_name="II.06a_tra_cu",
    layout=Layout.BOOK,
    head=Head(
        parent="", agency="Ủy ban nhân dân\nhuyện Trà Cú", number="Số: 01/BC-UBND", place_and_date="Trà Cú, ngày 03"
    ),
    title="Tình hình, kết quả giải quyết thủ tục hành chính",
    subject="Kỳ báo cáo: từ ngày 01/01/2023 đến ngày 30/06/2023",
    form="Biểu số II.06a/VPCP/KSTT – Thông tư 01/2020/TT-VPCP (tiêu đề cột chờ kiểm chứng)",
    simulated=True,
    blocks=(
        Entries(lines=((Entry(label="Đơn vị nhận báo cáo", value=""),),)),
        Grid(
            columns=(
                GridColumn(label="STT", width=5, align=Align.CENTRE),
                GridColumn(label="Lĩnh vực", width=20),
                GridColumn(label="Trực tuyến", width=9, group="Nhận giải quyết", part="Trong kỳ"),
                GridColumn(label="Trực tiếp", width=9, group="Nhận giải quyết", part="Trong kỳ"),
                GridColumn(label="Từ kỳ trước", width=9, group="Nhận giải quyết"),
            ),
            rows=(("(1)", "(2)", "(3)", "(4)", "(5)"), ("I", "Cấp <xã>", "13.747", "26.032", "0")),
            strong=frozenset({1}),
            links=(("",) * 5, ("", "", "/x/?a=1&b=2", "#", "")),
        ),
        noted("Trước hạn, đúng hạn, quá hạn so theo ngày, không so theo giờ."),
        Signatures(signers=(Signer(lines=("Người lập biểu",)), Signer(lines=("Chủ tịch",), name="Lâm Văn Tâm"))),
    ),
)
REPORT = ReportPage(
    frame=leader.leader_frame("Báo cáo II.06a · 6 tháng đầu năm 2023"),
    sheet=SHEET,
    words=words_of(SHEET),
    links=(Link(text="Excel", href="#"), Link(text="PDF", href="#")),
    back=Link(text="Về các báo cáo", href="#"),
    standing="Đã ký số 01/BC-UBND, số liệu chốt lúc 08:00 03/07/2023, không đổi nữa.",
    life=("08:00 03/07/2023 · Lâm Văn Tâm ký và chốt số liệu",),
    forms=(),
    changes=Table(
        caption="Thay đổi sau khi chốt",
        columns=(Column(label="Hồ sơ"), Column(label="Việc")),
        rows=(Row(cells=(Cell(text="000.30.30.H59-230620-0001", href="#"), Cell(text="Tiếp nhận"))),),
    ),
    changes_note="1 việc ghi nhận sau khi chốt làm một hồ sơ đổi chỗ trong báo cáo nếu lập lại.",
)
_TO = Field(name="to", label="Gửi đến", required=True, error="Hãy ghi nơi nhận báo cáo.")
REPORT_WRONG = replace(
    REPORT,
    frame=leader.leader_frame("Báo cáo II.06a, chưa ghi nơi nhận"),
    forms=(
        ActForm(action="#", label="Ghi đã gửi", hidden=(Hidden(name="acts", value="2"),), field=_TO),
        ActForm(action="#", label="Bỏ dự thảo", hidden=(), plain=True),
    ),
    changes=None,
    changes_note="",
    errors=error_links(_TO),
)

PAGES: dict[str, tuple[str, object]] = {
    "reports": ("leader/reports.html", REPORTS),
    "reports_none": ("leader/reports.html", REPORTS_NONE),
    "report": ("leader/report.html", REPORT),
    "report_wrong": ("leader/report.html", REPORT_WRONG),
}
