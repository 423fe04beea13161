"""Sample pages of the scores of QĐ 766. All numbers are invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import EmptyState, Fact, Figure, Hidden, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.scores import pages
from motcua.desks.leader.scores.drawing import Month, months_drawing
from tests.desks.frame.samples_leader import HEAD, OVERVIEW, leader_frame

GROUPS = ("Công khai", "Tiến độ", "Trực tuyến", "Thanh toán", "Hài lòng", "Số hóa")
NOTES = (
    "Số liệu đến 17:00 30/06/2023, 01/04/2023–30/06/2023; phiếu điểm áp dụng từ 23/06/2022. Chờ kiểm chứng.",
    "Dữ liệu mô phỏng.",
)

_UNITS = (("Xã Thanh Sơn", "26,43", "26,43 – 96,43"), ("Thị trấn Trà Cú", "25,12", "25,12 – 95,12"))
RANKING = pages.RankingPage(
    frame=leader_frame("Bộ chỉ số 766 · quý II năm 2023"),
    eyebrow="Bộ chỉ số 766 · quý II năm 2023",
    sentence=sentence(
        "2 đơn vị; nhiều điểm đã biết nhất là {unit}: 26,43 trên 30 điểm.", unit=Part(text="Xã Thanh Sơn", href="#")
    ),
    notes=NOTES,
    table=Table(
        caption="Điểm các đơn vị, quý II năm 2023",
        columns=(
            Column(label="Đơn vị"),
            *(Column(label=group, numeric=True, minor=True) for group in GROUPS),
            Column(label="Đã biết", numeric=True),
            Column(label="Tổng trên 100", numeric=True),
            Column(label="Xếp loại"),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=name, href="#"),
                    *(Cell(text="—") for _ in GROUPS),
                    Cell(text=f"{known} / 30"),
                    Cell(text=between),
                    Cell(text="Yếu – Xuất sắc"),
                )
            )
            for name, known, between in _UNITS
        ),
    ),
    period=OVERVIEW.period,
    print_head=HEAD,
)
RANKING_EMPTY = replace(
    RANKING,
    frame=leader_frame("Bộ chỉ số 766, chưa có đơn vị"),
    sentence=(Part(text="Chưa có đơn vị nào để chấm điểm."),),
    table=replace(RANKING.table, rows=()),
    empty=EmptyState(title="Không có đơn vị nào để chấm", text="Bạn chưa được xem đơn vị nào."),
)

_COLUMNS = (
    Column(label="Chỉ số"),
    Column(label="Tử số", numeric=True),
    Column(label="Mẫu số", numeric=True),
    Column(label="Tỷ lệ", numeric=True),
    Column(label="Ngưỡng", numeric=True, minor=True),
    Column(label="Điểm", numeric=True),
    Column(label="Lưu ý"),
)


def _row(*texts: str, total: bool = False, href: str = "") -> Row:
    head, *rest = texts
    linked = (Cell(text=text, href=href if place in (0, 1) else "") for place, text in enumerate(rest))
    return Row(cells=(Cell(text=head, href=href), *linked), total=total, below=0 if total else 1)


SHEET = pages.ScoreSheetPage(
    frame=leader_frame("Xã Thanh Sơn · Bộ chỉ số 766"),
    eyebrow="Bộ chỉ số 766 · Ủy ban nhân dân xã Thanh Sơn · quý II năm 2023",
    sentence=(Part(text="Xã Thanh Sơn: biết 26,43 trên 30 điểm; tổng từ 26,43 đến 96,43 trên 100."),),
    notes=NOTES,
    groups=tuple(Figure(value="—", label=group.lower(), note="biết 0 trong 3 chỉ số") for group in GROUPS),
    rows=Table(
        caption="Phiếu điểm",
        columns=_COLUMNS,
        rows=(
            _row("Tiến độ giải quyết", "", "", "", "", "19,72 / 20", "", total=True),
            _row(
                "2.1 Hồ sơ giải quyết sớm hạn và đúng hạn", "2.873", "2.914", "98,59%", "—", "19,72 / 20", "", href="#"
            ),
            _row("Số hóa hồ sơ", "", "", "", "", "— / 22", "", total=True),
            _row("4.2 Số hóa hồ sơ", "—", "—", "—", "80%", "— / 4", "chưa có dữ liệu: chưa ghi lần nào", href="#"),
        ),
    ),
    gains=Table(
        caption="Cần thêm gì để được một điểm",
        columns=(Column(label="Chỉ số"), Column(label="Đang có", numeric=True), Column(label="Cần thêm")),
        rows=(
            Row(cells=(Cell(text="3.2 Dịch vụ trực tuyến có phát sinh hồ sơ"), Cell(text="0,52 / 4"), Cell(text="38"))),
        ),
    ),
    gains_note="Số ít nhất trong phần chưa đạt cần đạt thêm, khi mẫu số giữ nguyên.",
    links=(Link(text="So các tháng", href="#"), Link(text="Mọi đơn vị", href="#")),
    period=OVERVIEW.period,
    print_head=HEAD,
)

DECLARATIONS = Table(
    caption="Các lần khai, lần mới nhất được dùng",
    columns=(Column(label="Khai lúc"), Column(label="Tử số", numeric=True), Column(label="Văn bản")),
    rows=(
        Row(cells=(Cell(text="09:00 04/07/2023"), Cell(text="95"), Cell(text="15/BC-UBND", note="03/07/2023"))),
        Row(cells=(Cell(text="12:00 03/07/2023"), Cell(text="đã rút"), Cell(text="14/BC-UBND", note="01/07/2023"))),
    ),
)
ROW = pages.ScoreRowPage(
    frame=leader_frame("2.1 Hồ sơ giải quyết sớm hạn và đúng hạn · Xã Thanh Sơn"),
    eyebrow="Bộ chỉ số 766 · Ủy ban nhân dân xã Thanh Sơn · quý II năm 2023",
    heading="2.1 Hồ sơ giải quyết sớm hạn và đúng hạn",
    formula="Đã kết thúc đúng hạn hoặc đang xử lý trong hạn ÷ mọi hồ sơ tiếp nhận hoặc xử lý trong kỳ.",
    value="19,72 / 20",
    facts=(
        Fact(label="Tử số", value="2.873", href="#"),
        Fact(label="Mẫu số", value="2.914", href="#"),
        Fact(label="Căn cứ", value="766/QĐ-TTg", note="chờ kiểm chứng"),
    ),
    notes=("Thời gian chờ bổ sung được trừ.",),
    procedures=Table(
        caption="Theo thủ tục: 1 thủ tục, phần còn thiếu nhiều nhất ở trên",
        columns=(Column(label="Thủ tục"), Column(label="Còn lại", numeric=True)),
        rows=(Row(cells=(Cell(text="Đăng ký khai sinh", note="1.001193"), Cell(text="41", href="#"))),),
    ),
    declarations=DECLARATIONS,
    back=Link(text="Về phiếu điểm", href="#"),
    print_head=HEAD,
)
ROW_BARE = replace(
    ROW,
    frame=leader_frame("2.1, chưa có dữ liệu"),
    value="chưa có dữ liệu",
    notes=(),
    procedures=None,
    declarations=None,
)

_MONTHS = tuple(
    Month(label=str(month), known=Decimal(known), most=Decimal(known) + 70)
    for month, known in ((4, "24.75"), (5, "26.21"), (6, "25.70"))
)
MONTHS = pages.MonthsPage(
    frame=leader_frame("Bộ chỉ số 766 theo tháng, 2023"),
    eyebrow="Bộ chỉ số 766 · Ủy ban nhân dân xã Thanh Sơn",
    heading="Điểm từng tháng năm 2023",
    note="Đường liền là điểm đã biết, đường đứt là tổng cao nhất có thể.",
    drawing=months_drawing(_MONTHS, label="Điểm từng tháng năm 2023."),
    table=Table(
        caption="Điểm từng tháng năm 2023",
        caption_hidden=True,
        columns=(Column(label="Tháng"), Column(label="Đã biết", numeric=True)),
        rows=tuple(
            Row(cells=(Cell(text=f"tháng {each.label}", href="#"), Cell(text="25,00 / 30"))) for each in _MONTHS
        ),
    ),
    links=(Link(text="Năm 2022", href="#"),),
    back=Link(text="Về phiếu điểm", href="#"),
    print_head=HEAD,
)
MONTHS_EMPTY = replace(
    MONTHS,
    frame=leader_frame("Bộ chỉ số 766 theo tháng, chưa có dữ liệu"),
    drawing=months_drawing((), label="Chưa có tháng nào."),
    empty=EmptyState(title="Chưa có tháng nào có dữ liệu", text="Hãy chọn năm khác."),
)

DECLARABLE = pages.DeclarablePage(
    frame=leader_frame("Khai số liệu Bộ chỉ số 766"),
    heading="Khai số liệu Bộ chỉ số 766",
    sentence="Số mà hệ thống không ghi thì khai từ văn bản, cho đúng đơn vị và đúng kỳ.",
    table=Table(
        caption="Ủy ban nhân dân xã Thanh Sơn, quý II năm 2023",
        columns=(Column(label="Chỉ số"), Column(label="Hệ thống"), Column(label="Tử số", numeric=True)),
        rows=(Row(cells=(Cell(text="1.4 Hồ sơ đồng bộ", href="#"), Cell(text="không ghi"), Cell(text="90"))),),
    ),
    choice=pages.DeclarableChoice(
        action="#",
        unit=Field(
            name="unit",
            label="Đơn vị",
            kind=FieldKind.SELECT,
            options=(Option(value="tra_cu.thanh_son", label="Xã Thanh Sơn", chosen=True),),
        ),
        period=Field(
            name="period",
            label="Kỳ",
            kind=FieldKind.SELECT,
            options=(Option(value="2023-Q2", label="Quý II năm 2023", chosen=True),),
        ),
    ),
)

_NUMERATOR = Field(name="numerator", label="Tử số", value="101", hint="Phần đạt.", error="Tử số phải từ 0 đến mẫu số.")
DECLARE = pages.DeclarePage(
    frame=leader_frame("Khai 1.4 · Xã Thanh Sơn"),
    eyebrow="Khai số liệu · Ủy ban nhân dân xã Thanh Sơn · quý II năm 2023",
    heading="1.4 Hồ sơ đồng bộ lên Cổng Dịch vụ công quốc gia",
    formula="Đồng bộ có ngày tiếp nhận trong kỳ ÷ số tiếp nhận.",
    note="Không có mẫu số thì lấy tổng năm trước chia 12.",
    action="#",
    fields=(_NUMERATOR, Field(name="denominator", label="Mẫu số", value="100", required=True)),
    hidden=(Hidden(name="version", value="1"),),
    button="Khai lại",
    back=Link(text="Về các chỉ số", href="#"),
    declarations=DECLARATIONS,
    errors=error_links(_NUMERATOR),
)
DECLARE_FIRST = replace(
    DECLARE,
    frame=leader_frame("Khai 1.4 lần đầu · Xã Thanh Sơn"),
    note="",
    fields=(replace(_NUMERATOR, value="", error=""),),
    button="Khai số liệu",
    declarations=None,
    errors=(),
)

PAGES: dict[str, tuple[str, object]] = {
    "scores": ("leader/scores.html", RANKING),
    "scores_empty": ("leader/scores.html", RANKING_EMPTY),
    "score_sheet": ("leader/score_sheet.html", SHEET),
    "score_row": ("leader/score_row.html", ROW),
    "score_row_bare": ("leader/score_row.html", ROW_BARE),
    "score_months": ("leader/score_months.html", MONTHS),
    "score_months_empty": ("leader/score_months.html", MONTHS_EMPTY),
    "score_declarable": ("leader/score_declarable.html", DECLARABLE),
    "score_declare": ("leader/score_declare.html", DECLARE),
    "score_declare_first": ("leader/score_declare.html", DECLARE_FIRST),
}
