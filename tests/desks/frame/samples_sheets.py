"""A sample sheet with every kind of block. All persons are invented."""

from __future__ import annotations

from motcua.desks.counter.registers.hand_overs_page import HandOversPage, NumberedList, WaitingGroup
from motcua.desks.frame.fields import Field
from motcua.desks.frame.pages import Hidden, Link
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.sheets.pages import SheetDocument, sheet_page, words_of
from motcua.desks.frame.sheets.sheet import (
    Align,
    Codes,
    Entries,
    Entry,
    Grid,
    GridColumn,
    Head,
    Heading,
    Layout,
    Listing,
    Sheet,
    Signatures,
    Signer,
    bold,
    noted,
    said,
)
from motcua.desks.frame.tables import Cell, Column, Row, Table
from tests.desks.frame.samples_counter import counter_frame
from tests.desks.frame.samples_officer import officer_frame
from tests.desks.frame.samples_public import CODE, PROCEDURE

SHEET = Sheet(
    file_name=f"01-HDHS_{CODE}",
    layout=Layout.LETTER,
    head=Head(
        parent="",
        agency="Ủy ban nhân dân\nxã Thanh Sơn",
        number="Số: 01/HDHS",
        place_and_date="Thanh Sơn, ngày 04 tháng 5 năm 2023",
    ),
    title="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    subject="Về việc thử mọi phần của một giấy tờ",
    form="Mẫu số 02 – Thông tư 01/2018/TT-VPCP",
    codes=Codes(code=CODE, look_up=f"https://motcua.example.vn/tra-cuu/#ma={CODE}"),
    mark="Dự thảo",
    simulated=True,
    blocks=(
        Entries(
            lines=(
                (Entry(label="Họ tên người nộp", value="Thạch Thị Sa Rươne", bold=True),),
                (Entry(label="Số điện thoại", value="0900000214"), Entry(label="Thư điện tử", value="")),
                (Entry(label="Nội dung yêu cầu giải quyết", value=PROCEDURE),),
            )
        ),
        Grid(
            caption="Giấy tờ cần bổ sung:",
            columns=(
                GridColumn(label="TT", width=5, align=Align.CENTRE),
                GridColumn(label="Tên giấy tờ", width=60),
                GridColumn(label="Bản chính", width=10, align=Align.CENTRE, group="Số lượng"),
                GridColumn(label="Bản chụp", width=10, align=Align.RIGHT, group="Số lượng"),
            ),
            rows=(("1", "Giấy tờ chứng minh đã ly hôn", "1", ""),),
            least=3,
        ),
        Heading(text="Lý do:"),
        Listing(items=("Thiếu giấy tờ chứng minh đã ly hôn.",), least=2),
        Entries(
            lines=((Entry(label="Hẹn trả kết quả lúc", value="15 giờ 20 phút, thứ Hai 08/05/2023"),),), framed=True
        ),
        said("Xin ông/bà bổ sung trước ", bold("ngày 10/05/2023"), "."),
        noted("Thời gian chờ bổ sung không tính vào thời hạn giải quyết."),
        Signatures(
            signers=(Signer(lines=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), name="Kim Thị Liên"),),
            recipients=("Như trên;", "Lưu: VT."),
        ),
    ),
)

LETTER = sheet_page(
    officer_frame("Phiếu yêu cầu bổ sung số 01/HDHS"),
    SHEET,
    links=(Link(text="PDF", href="#"), Link(text="Word", href="#")),
    back=Link(text=f"Về hồ sơ {CODE}", href="#"),
    note="Chưa phát hành, chưa lấy số.",
)
DOCUMENT = SheetDocument(styles_href="frame/sheet.css", sheet=SHEET, words=words_of(SHEET))

HAND_OVERS = HandOversPage(
    frame=counter_frame("Giao nhận hồ sơ, kết quả", current="Sổ theo dõi"),
    sentence=sentence("Ngày 04/05/2023: {waiting} lượt giao nhận chưa vào bảng kê, {lists} bảng kê đã lập.",
                      waiting="1", lists="1"),
    action="#",
    day=Field(name="day", label="Ngày", value="04/05/2023"),
    groups=(
        WaitingGroup(
            heading="Chuyển hồ sơ đi · Phòng Tư pháp",
            table=Table(
                caption="Chuyển hồ sơ đi · Phòng Tư pháp",
                caption_hidden=True,
                columns=(Column(label="Hồ sơ"), Column(label="Lúc")),
                rows=(Row(cells=(Cell(text=CODE, href="#", note=PROCEDURE), Cell(text="15:20"))),),
            ),
            hidden=(Hidden(name="direction", value="out"), Hidden(name="request_key", value="77ab")),
            button="Lập bảng kê 1 hồ sơ",
        ),
    ),
    lists=(
        NumberedList(
            link=Link(text="Số 01/BKGN: chuyển hồ sơ đi, Tư pháp, 12 hồ sơ", href="#"),
            files=(Link(text="PDF", href="#"), Link(text="Word", href="#")),
            at="16:30 03/05/2023",
        ),
    ),
    register=Link(text="Sổ theo dõi hồ sơ", href="#"),
)  # fmt: skip
