"""Sample pages of the counter. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.counter.intake.pages import (
    ChosenProcedure,
    Duplicate,
    Elsewhere,
    IntakePage,
    Match,
    Matches,
    OnBehalf,
    PaperTick,
    Preview,
    Strip,
)
from motcua.desks.counter.online.pages import OnlinePage, SubmittedPage
from motcua.desks.counter.receipts.pages import AcceptedPage
from motcua.desks.counter.registers.pages import RegisterPage
from motcua.desks.counter.returns.pages import HandOverPage, ReturnsPage
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import (
    AgencyHead,
    Badge,
    Deadline,
    EmptyState,
    Fact,
    Frame,
    Hidden,
    Link,
    NavItem,
    Pager,
    Part,
    Person,
    SearchForm,
    Tone,
    WorkingPost,
)
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from tests.desks.frame.samples_public import CODE, DUE, DUE_ISO, PROCEDURE, WHY

ORIGINAL = Badge(tone=Tone.PLAIN, text="bản chính")
COPY = Badge(tone=Tone.PLAIN, text="bản sao")
HEAD = AgencyHead(
    parent="Ủy ban nhân dân xã Thanh Sơn",
    agency="Bộ phận Tiếp nhận và Trả kết quả",
    place_and_date="Thanh Sơn, ngày 28 tháng 4 năm 2023",
)
READY_HEAD = replace(HEAD, parent="Ủy ban nhân dân huyện Trà Cú", agency="Ủy ban nhân dân xã Thanh Sơn")


def counter_frame(title: str, *, current: str) -> Frame:
    """The frame of a page of the counter."""
    pages_of_desk = (("Hồ sơ mới", "F2", ""), ("Trả kết quả", "F4", "7"), ("Sổ theo dõi", "", ""))
    return Frame(
        title=title,
        desk="Tiếp nhận",
        nav=tuple(
            NavItem(label=label, href="#", key=key, count=count, current=label == current)
            for label, key, count in pages_of_desk
        ),
        place="UBND xã Thanh Sơn · quầy 2",
        clock="Thứ Sáu 28/04/2023, 15:20",
        clock_iso="2023-04-28T15:20+07:00",
        person=Person(
            name="Thạch Thị Sa Rươne",
            post="Cán bộ một cửa · UBND xã Thanh Sơn",
            leave_href="/ra/",
            posts=(
                WorkingPost(value="1", label="Cán bộ một cửa", unit="Xã Thanh Sơn", current=True),
                WorkingPost(
                    value="7-KT", label="KT. Chủ tịch UBND xã (theo 15/QĐ-UBND)", unit="Xã Hàm Tân", current=False
                ),
            ),
            work_at_href="/vao/nhiem-vu/",
        ),
        demonstration=True,
    )


_DEADLINE = Deadline(due=DUE, due_iso=DUE_ISO, badge=Badge(tone=Tone.CALM, text="3 ngày làm việc"), why=WHY)
BEHALF = OnBehalf(
    owner_name=Field(name="owner_name", label="Chủ hồ sơ", maxlength="200"),
    owner_address=Field(name="owner_address", label="Địa chỉ của chủ hồ sơ", maxlength="300"),
    authorisation=Field(
        name="authorisation", label="Căn cứ nộp thay", hint="Văn bản ủy quyền, hoặc quan hệ với chủ hồ sơ."
    ),
)
INTAKE_EMPTY = IntakePage(
    frame=counter_frame("Hồ sơ mới", current="Hồ sơ mới"),
    action="/quay/",
    matches_href="/quay/thu-tuc/",
    scan=Field(name="scan", label="Quét thẻ căn cước, hoặc gõ số", autofocus=True, maxlength="500"),
    name=Field(name="name", label="Họ và tên", maxlength="200"),
    birth=Field(name="birth", label="Ngày hoặc năm sinh", inputmode="numeric", maxlength="20"),
    phone=Field(name="phone", label="Điện thoại", kind=FieldKind.TEL, maxlength="20"),
    id_number=Field(name="id_number", label="Số căn cước", inputmode="numeric", maxlength="20"),
    address=Field(name="address", label="Nơi cư trú", maxlength="300"),
    email=Field(name="email", label="Thư điện tử", kind=FieldKind.EMAIL, optional=True, maxlength="120"),
    on_behalf=BEHALF,
    procedure_query=Field(
        name="procedure_query", label="Tìm theo tên hoặc mã, không cần dấu", kind=FieldKind.SEARCH, maxlength="120"
    ),
    copies=Field(name="copies", label="Số bộ hồ sơ", value="1", inputmode="numeric", maxlength="2"),
    elsewhere=Elsewhere(
        competent=Field(name="competent_unit", label="Cơ quan giải quyết", kind=FieldKind.SELECT),
        helped=Field(name="helped_unit", label="Nơi hướng dẫn người dân", kind=FieldKind.SELECT),
    ),
    reason=Field(name="reason", label="Cần hoàn thiện điều gì, hoặc vì sao từ chối", kind=FieldKind.AREA),
    hidden=(Hidden(name="request_key", value="3f6c"),),
    draft="restore",
    again="#",
)
INTAKE = replace(
    INTAKE_EMPTY,
    frame=counter_frame("Hồ sơ mới: Thạch Thị Sa Rươne", current="Hồ sơ mới"),
    scan=replace(INTAKE_EMPTY.scan, autofocus=False),
    name=replace(INTAKE_EMPTY.name, value="Thạch Thị Sa Rươne"),
    birth=replace(INTAKE_EMPTY.birth, value="1965"),
    phone=replace(INTAKE_EMPTY.phone, value="0900000214"),
    id_number=replace(INTAKE_EMPTY.id_number, value="084165000000"),
    address=replace(INTAKE_EMPTY.address, value="Ấp Sóc Chà B, xã Thanh Sơn, huyện Trà Cú"),
    chosen=ChosenProcedure(
        code="1.004873",
        name=PROCEDURE,
        meta="1.004873 · Hộ tịch · 3 ngày làm việc",
        read=Link(text="Xem thủ tục trong danh mục", href="/quan-tri/thu-tuc/1.004873/1/"),
        papers=(
            PaperTick(number="1", name="Tờ khai theo mẫu", badge=ORIGINAL, checked=True, key="1"),
            PaperTick(
                number="2",
                name="Giấy tờ chứng minh đã ly hôn, hoặc người vợ, chồng đã chết",
                badge=COPY,
                checked=True,
                key="2",
                note="nếu đã từng đăng ký kết hôn",
            ),
            PaperTick(
                number="3",
                name="Văn bản ủy quyền được chứng thực",
                badge=ORIGINAL,
                key="3",
                note="nếu nộp thay",
            ),
        ),
        certainty="Theo danh mục 07/2026, chờ kiểm chứng cho 2023.",
    ),
    preview=Preview(
        deadline=_DEADLINE,
        fee="15.000 đồng",
        fee_note="Miễn cho gia đình có công với cách mạng, hộ nghèo, người khuyết tật.",
    ),
    duplicate=Duplicate(
        text="Người này có hồ sơ cùng thủ tục, nộp ngày 12/04/2023, chưa giải quyết xong.",
        links=(Link(text="Xem hồ sơ 000.12.30.H59-230412-0007", href="#"),),
        confirm=Field(name="duplicate", label="Đã xem, đây là hồ sơ khác: vẫn tiếp nhận", kind=FieldKind.CHECK),
    ),
    draft="keep",
    strip=Strip(window="Quầy số 1", number="A003", waiting="3 người đang chờ", action="#", hidden=()),
)
FOUND = Matches(
    matches=(
        Match(code="1.004873", name=PROCEDURE, meta="1.004873 · Hộ tịch · 3 ngày làm việc"),
        Match(code="2.000635", name="Cấp bản sao Trích lục hộ tịch", meta="2.000635 · Hộ tịch · trong ngày làm việc"),
        Match(
            code="1.004859",
            name="Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc",
            meta="1.004859 · Hộ tịch · 3 ngày làm việc",
        ),
    )
)
NOT_FOUND = Matches(matches=(), nothing="Không có thủ tục nào mang những chữ này; hãy bớt chữ hoặc gõ mã.")
_WRONG_PHONE = replace(
    INTAKE.phone,
    value="09000",
    error="Số điện thoại phải có 10 chữ số và bắt đầu bằng 0, ví dụ 0912345678; hãy kiểm tra lại số đã nhập.",
)
_NO_NAME = replace(INTAKE.name, value="", error="Chưa có họ và tên người nộp; hãy nhập họ và tên.")
INTAKE_WRONG = replace(
    INTAKE,
    frame=counter_frame("Hồ sơ mới: chưa lưu được", current="Hồ sơ mới"),
    name=_NO_NAME,
    phone=_WRONG_PHONE,
    found=FOUND,
    procedure_query=replace(INTAKE.procedure_query, value="ho tich"),
    on_behalf=replace(BEHALF, open=True),
    chosen=None,
    preview=None,
    duplicate=None,
    errors=error_links(_NO_NAME, _WRONG_PHONE),
)
ACCEPTED = AcceptedPage(
    frame=counter_frame(f"Đã tiếp nhận {CODE}", current="Hồ sơ mới"),
    code=CODE,
    sentence="Hồ sơ của Thạch Thị Sa Rươne đã có mã và đã chuyển công chức Tư pháp – Hộ tịch.",
    deadline=_DEADLINE,
    facts=(
        Fact(label="Thủ tục", value=PROCEDURE, note="1.004873"),
        Fact(label="Tiếp nhận lúc", value="15:20 28/04/2023"),
        Fact(label="Phí, lệ phí", value="15.000 đồng"),
        Fact(label="Giấy tờ đã nhận", value="2 loại, 1 bộ"),
    ),
    receipt_href="#",
    next_href="#",
    dossier=Link(text="Mở hồ sơ này", href="#"),
)
READY = Table(
    caption="Kết quả đang chờ trả",
    columns=(
        Column(label="Hồ sơ"),
        Column(label="Người nộp"),
        Column(label="Có kết quả lúc"),
        Column(label="Hẹn trả"),
        Column(label="Cách nhận", minor=True),
    ),
    rows=tuple(
        Row(
            cells=(
                Cell(text=f"000.12.30.H59-2304{day}-00{serial}", href="#", note=procedure),
                Cell(text=name),
                Cell(text=f"10:4{serial[0]} 04/05/2023"),
                Cell(text="15:20 08/05/2023", badge=badge),
                Cell(text="tại quầy"),
            )
        )
        for day, serial, name, procedure, badge in (
            ("27", "12", "Kiên Thị Mỹ Duyên", "Đăng ký khai sinh", Badge(tone=Tone.GOOD, text="đúng hạn")),
            ("28", "05", "Trần Văn Út", "Chứng thực bản sao từ bản chính", Badge(tone=Tone.GOOD, text="đúng hạn")),
            ("28", "33", "Thạch Sô Phi", PROCEDURE, Badge(tone=Tone.LATE, text="có kết quả muộn 2 giờ")),
        )
    ),
)
RETURNS = ReturnsPage(
    frame=counter_frame("Trả kết quả", current="Trả kết quả"),
    sentence=sentence("{count} kết quả đang chờ người đến nhận.", count=Part(text="7")),
    search=SearchForm(
        action="/quay/tra/",
        field=Field(
            name="q", label="Quét giấy tiếp nhận, hoặc gõ mã, tên, số điện thoại", kind=FieldKind.SEARCH, autofocus=True
        ),
        button="Mở",
    ),
    ballots=Link(text="Nhập phiếu đánh giá", href="#"),
    ready=READY,
    pager=Pager(summary="1–3 trong 7 kết quả", next_href="#"),
)
RETURNS_EMPTY = replace(
    RETURNS,
    frame=counter_frame("Trả kết quả: không có", current="Trả kết quả"),
    sentence=(Part(text="Chưa có kết quả nào chờ trả."),),
    empty=EmptyState(
        title="Quầy đã trả hết",
        text="Kết quả mới sẽ hiện ở đây ngay khi được phát hành.",
        link=Link(text="Nhận hồ sơ mới", href="#", key="F2"),
    ),
    pager=None,
)
HAND_OVER = HandOverPage(
    frame=counter_frame(f"Trả kết quả {CODE}", current="Trả kết quả"),
    code=CODE,
    procedure=PROCEDURE,
    badge=Badge(tone=Tone.GOOD, text="Đã xử lý xong"),
    facts=(
        Fact(label="Người nộp", value="Thạch Thị Sa Rươne", note="sinh 1965 (chỉ có năm)"),
        Fact(label="Số kết quả", value="17/UBND-XNTTHN"),
        Fact(label="Có kết quả lúc", value="10:42 05/05/2023"),
        Fact(label="Hẹn trả", value="15:20 08/05/2023"),
        Fact(label="Lệ phí", value="15.000 đồng", note="thu khi trả kết quả"),
    ),
    action="/quay/tra/41/",
    hidden=(Hidden(name="version", value="7"), Hidden(name="request_key", value="9a1c")),
    recipient=Field(
        name="recipient",
        label="Ai nhận",
        kind=FieldKind.RADIO,
        options=(
            Option(value="self", label="Chính người nộp", chosen=True),
            Option(value="other", label="Người được ủy quyền", hint="phải có giấy ủy quyền"),
        ),
    ),
    recipient_name=Field(name="recipient_name", label="Họ và tên người nhận", value="Thạch Thị Sa Rươne"),
    recipient_id_number=Field(name="recipient_id_number", label="Số căn cước", inputmode="numeric", optional=True),
    authorisation=Field(name="authorisation", label="Giấy ủy quyền", optional=True),
    note=Field(name="note", label="Ghi chú", kind=FieldKind.AREA, optional=True),
    back=Link(text="Về danh sách chờ trả", href="#"),
    sheet=Link(text="Giấy nhận kết quả để người nhận ký (PDF)", href="#"),
    notice="Giấy tiếp nhận đã in lại một lần; hãy xem giấy tờ tùy thân.",
)
REGISTER = RegisterPage(
    frame=counter_frame("Sổ theo dõi hồ sơ", current="Sổ theo dõi"),
    sentence=sentence("{count} hồ sơ tiếp nhận từ 24/04/2023 đến 28/04/2023.", count=Part(text="186")),
    action="/quay/so/",
    query=Field(name="q", label="Mã, tên hoặc số điện thoại", kind=FieldKind.SEARCH),
    stretch=Field(
        name="stretch",
        label="Kỳ",
        kind=FieldKind.SELECT,
        options=(
            Option(value="custom", label="Từ ngày đến ngày", chosen=True),
            Option(value="month", label="Cả tháng"),
        ),
    ),
    first=Field(name="from", label="Từ ngày, hoặc ngày trong kỳ", value="24/04/2023"),
    last=Field(name="to", label="Đến ngày", value="28/04/2023"),
    links=(Link(text="PDF để in", href="#"), Link(text="Excel", href="#")),
    hand_overs=Link(text="Bảng kê giao nhận", href="#"),
    form_label="Mẫu số 06 · Thông tư 01/2018/TT-VPCP",
    table=Table(
        caption="Hồ sơ theo thứ tự tiếp nhận",
        caption_hidden=True,
        columns=(
            Column(label="Hồ sơ"),
            Column(label="Chủ hồ sơ"),
            Column(label="Tiếp nhận"),
            Column(label="Hẹn trả"),
            Column(label="Trả lúc"),
            Column(label="Người nhận hồ sơ", minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=f"000.12.30.H59-230428-00{serial}", href="#", note=PROCEDURE),
                    Cell(text="Thạch Thị Sa Rươne", note="Ấp Sóc Chà B, xã Thanh Sơn"),
                    Cell(text="15:20 28/04/2023"),
                    Cell(text="15:20 08/05/2023"),
                    Cell(text=returned),
                    Cell(text="Nguyễn Bảo Trân"),
                )
            )
            for serial, returned in (("41", "—"), ("40", "16:02 28/04/2023"), ("39", "15:58 28/04/2023"))
        ),
    ),
    print_head=READY_HEAD,
    pager=Pager(summary="1–50 trong 186 hồ sơ", next_href="#"),
)
ONLINE = OnlinePage(
    frame=counter_frame("Hồ sơ trực tuyến", current="Trực tuyến"),
    sentence=sentence("{count} hồ sơ gửi trực tuyến đang chờ tiếp nhận.", count="1"),
    table=Table(
        caption="Hồ sơ chờ tiếp nhận, gửi trước xem trước",
        columns=(Column(label="Hồ sơ"), Column(label="Người nộp"), Column(label="Gửi lúc")),
        rows=(
            Row(
                cells=(
                    Cell(text=CODE, href="#", note=PROCEDURE),
                    Cell(text="Thạch Thị Sa Rươne"),
                    Cell(text="20:11 27/04/2023"),
                )
            ),
        ),
    ),
)
ONLINE_EMPTY = replace(
    ONLINE,
    frame=counter_frame("Hồ sơ trực tuyến: không có", current="Trực tuyến"),
    empty=EmptyState(title="Không có hồ sơ nào chờ", text="Hồ sơ người dân gửi trực tuyến sẽ hiện ở đây."),
)
_NO_REASON = Field(
    name="reason",
    label="Lý do không tiếp nhận",
    kind=FieldKind.AREA,
    hint="Chỉ cần khi không tiếp nhận; người nộp đọc được lý do này.",
    error="Việc này cần nêu lý do; hãy nhập lý do để người dân và cấp trên đọc được.",
)
SUBMITTED = SubmittedPage(
    frame=counter_frame(f"Hồ sơ trực tuyến {CODE}", current="Trực tuyến"),
    code=CODE,
    procedure=PROCEDURE,
    badge=Badge(tone=Tone.CALM, text="Mới đăng ký"),
    facts=(Fact(label="Người nộp", value="Thạch Thị Sa Rươne"), Fact(label="Gửi lúc", value="20:11 27/04/2023")),
    papers=("Tờ khai theo mẫu",),
    action="/quay/truc-tuyen/41/",
    hidden=(Hidden(name="version", value="1"), Hidden(name="request_key", value="77ab")),
    reason=_NO_REASON,
    back=Link(text="Về danh sách hồ sơ trực tuyến", href="#"),
    promise=_DEADLINE,
    errors=error_links(_NO_REASON),
)
