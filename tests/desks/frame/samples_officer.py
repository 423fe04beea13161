"""Sample pages of the officer. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.fields import Field, FieldKind, error_links
from motcua.desks.frame.pages import (
    Badge,
    Deadline,
    EmptyState,
    Fact,
    Flash,
    Frame,
    Hidden,
    Link,
    NavItem,
    Pager,
    Part,
    Passage,
    Person,
    SearchForm,
    Tab,
    TimelineItem,
    Tone,
)
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.officer import pages as officer
from tests.desks.frame.samples_public import CODE, DUE, DUE_ISO, PROCEDURE, WHY


def officer_frame(title: str, *, flashes: tuple[Flash, ...] = ()) -> Frame:
    """The frame of a page of the officer."""
    return Frame(
        title=title,
        desk="Xử lý hồ sơ",
        nav=(NavItem(label="Hồ sơ của tôi", href="#", current=True, count="23"), NavItem(label="Cả đơn vị", href="#")),
        place="UBND xã Thanh Sơn",
        clock="Thứ Năm 04/05/2023, 12:20",
        clock_iso="2023-05-04T12:20+07:00",
        person=Person(name="Kim Thị Liên", post="Công chức Tư pháp – Hộ tịch · UBND xã Thanh Sơn", leave_href="/ra/"),
        demonstration=True,
        flashes=flashes,
    )


_QUEUE = (
    (CODE, PROCEDURE, "Thạch Thị Sa Rươne", Badge(tone=Tone.LATE, text="quá hạn 3 giờ làm việc"), "15:20 28/04/2023"),
    (
        "000.12.30.H59-230428-0052",
        "Đăng ký khai tử",
        "Trần Văn Út",
        Badge(tone=Tone.NEAR, text="còn 1 giờ 40 phút"),
        "16:10 28/04/2023",
    ),
    (
        "000.12.30.H59-230504-0003",
        "Đăng ký lại khai sinh",
        "Kiên Sa Mết",
        Badge(tone=Tone.CALM, text="còn 4 ngày làm việc 7 giờ"),
        "07:12 04/05/2023",
    ),
    (
        "000.12.30.H59-230504-0009",
        "Thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc",
        "Lý Thị Ngọc Ánh",
        Badge(tone=Tone.QUIET, text="đang tạm dừng"),
        "08:41 04/05/2023",
    ),
)
QUEUE = officer.QueuePage(
    frame=officer_frame(
        "Hồ sơ của tôi",
        flashes=(Flash(tone=Tone.GOOD, text="Đã chuyển hồ sơ 000.12.30.H59-230427-0012 cho lãnh đạo duyệt."),),
    ),
    heading="Hồ sơ của tôi",
    sentence=sentence(
        "Chị đang giữ {held} hồ sơ; {late} hồ sơ đã quá hạn, {today} hồ sơ đến hạn trong hôm nay.",
        held=Part(text="23", href="#"),
        late=Part(text="1", href="#"),
        today=Part(text="5", href="#"),
    ),
    tabs=(
        Tab(label="Chờ nhận", href="#", count="4"),
        Tab(label="Đang xử lý", href="#", count="13", current=True),
        Tab(label="Sắp hạn", href="#", count="5", tone=Tone.NEAR),
        Tab(label="Quá hạn", href="#", count="1", tone=Tone.LATE),
        Tab(label="Chờ bổ sung", href="#", count="2"),
    ),
    search=SearchForm(
        action="#",
        field=Field(name="q", label="Lọc theo mã, tên hoặc thủ tục", kind=FieldKind.SEARCH),
        button="Lọc",
        hidden=(Hidden(name="tab", value="processing"),),
    ),
    table=Table(
        caption="Hồ sơ đang xử lý, ít thời gian trước",
        caption_hidden=True,
        columns=(
            Column(label="Hồ sơ"),
            Column(label="Người nộp"),
            Column(label="Tiếp nhận", minor=True),
            Column(label="Hẹn trả"),
            Column(label="Đang giữ", minor=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=code, href="#", note=procedure),
                    Cell(text=name),
                    Cell(text=received),
                    Cell(text="15:20 08/05/2023", badge=badge),
                    Cell(text="Kim Thị Liên"),
                )
            )
            for code, procedure, name, badge, received in _QUEUE
        ),
    ),
    pager=Pager(summary="1–4 trong 13 hồ sơ", previous_href="#", next_href="#"),
)
QUEUE_EMPTY = replace(
    QUEUE,
    frame=officer_frame("Hồ sơ quá hạn của tôi"),
    sentence=(Part(text="Không có hồ sơ nào quá hạn."),),
    empty=EmptyState(
        title="Không có hồ sơ quá hạn", text="Hồ sơ sắp hạn nằm ở thẻ bên trái, xếp theo thời gian còn lại."
    ),
    pager=None,
)


def _reason(act: str, label: str, *, error: str = "") -> Field:
    return Field(
        name="reason", label=label, kind=FieldKind.AREA, required=True, prefix=f"{act}-", error=error, maxlength="1000"
    )


_HIDDEN = (Hidden(name="version", value="5"), Hidden(name="request_key", value="77aa"))
_NO_REASON = _reason("supplement", "Thiếu giấy tờ gì, vì sao", error="Chưa có lý do; hãy ghi rõ giấy tờ cần bổ sung.")
DOSSIER = officer.DossierPage(
    frame=officer_frame(f"Hồ sơ {CODE}"),
    code=CODE,
    procedure=PROCEDURE,
    meta="1.004873 · nộp tại quầy · đang ở Kim Thị Liên",
    catalogue=Link(text="Xem thủ tục trong danh mục", href="/quan-tri/thu-tuc/1.004873/1/"),
    badge=Badge(tone=Tone.CALM, text="Đang xử lý"),
    deadline=Deadline(
        due="Thứ Tư 10/05/2023, 15:20",
        due_iso=DUE_ISO,
        badge=Badge(tone=Tone.NEAR, text="còn 1 giờ 40 phút làm việc"),
        why=WHY,
        first_due=DUE,
    ),
    facts=(
        Fact(label="Họ và tên", value="Thạch Thị Sa Rươne", note="sinh 1965 (chỉ có năm)"),
        Fact(label="Số căn cước", value="084165000000"),
        Fact(label="Điện thoại", value="0900000214"),
        Fact(label="Nơi cư trú", value="Ấp Sóc Chà B, xã Thanh Sơn, huyện Trà Cú"),
    ),
    papers=(
        officer.PaperLine(name="Tờ khai theo mẫu", badge=Badge(tone=Tone.GOOD, text="đã nộp")),
        officer.PaperLine(name="Giấy tờ chứng minh đã ly hôn", badge=Badge(tone=Tone.GOOD, text="đã nộp")),
        officer.PaperLine(name="Văn bản ủy quyền được chứng thực", badge=Badge(tone=Tone.QUIET, text="không nộp")),
    ),
    timeline=(
        TimelineItem(
            at="15:20 28/04/2023",
            at_iso="2023-04-28T15:20+07:00",
            text="Tiếp nhận hồ sơ, hẹn ngày trả kết quả",
            actor="Nguyễn Bảo Trân · cán bộ một cửa",
        ),
        TimelineItem(
            at="15:34 28/04/2023",
            at_iso="2023-04-28T15:34+07:00",
            text="Chuyển người xử lý",
            actor="Nguyễn Bảo Trân · cán bộ một cửa",
        ),
        TimelineItem(
            at="09:10 04/05/2023",
            at_iso="2023-05-04T09:10+07:00",
            text="Xin lỗi và hẹn lại ngày trả",
            actor="Sơn Thị Hoa · Chủ tịch UBND xã",
            quote="Chờ thị trấn Trà Cú trả lời xác minh tình trạng hôn nhân thời gian cư trú trước đây.",
        ),
        TimelineItem(
            at="bây giờ",
            at_iso="2023-05-04T12:20+07:00",
            text="Đang xử lý",
            passage=Passage.CURRENT,
            actor="Kim Thị Liên",
        ),
    ),
    ledger=Table(
        caption="Sổ lời hẹn",
        columns=(
            Column(label="Khi nào"),
            Column(label="Việc"),
            Column(label="Hạn trước"),
            Column(label="Hạn sau"),
            Column(label="Lý do và căn cứ"),
        ),
        rows=(
            Row(
                cells=(
                    Cell(text="15:20 28/04/2023"),
                    Cell(text="Hẹn lần đầu"),
                    Cell(text="—"),
                    Cell(text="15:20 08/05/2023"),
                    Cell(text="3 ngày làm việc", note="61/2018/NĐ-CP Điều 19"),
                )
            ),
            Row(
                cells=(
                    Cell(text="09:10 04/05/2023"),
                    Cell(text="Hẹn lại"),
                    Cell(text="15:20 08/05/2023"),
                    Cell(text="15:20 10/05/2023"),
                    Cell(text="Chờ xác minh", note="Phiếu xin lỗi 02/PXL · người duyệt: Sơn Thị Hoa"),
                )
            ),
        ),
    ),
    letters=(
        officer.Letter(link=Link(text="Giấy tiếp nhận hồ sơ và hẹn trả kết quả", href="#"), at="15:20 28/04/2023"),
        officer.Letter(link=Link(text="Phiếu xin lỗi và hẹn lại ngày trả số 02/PXL", href="#"), at="09:10 04/05/2023"),
    ),
    viewings=(
        officer.Viewing(who="Kim Thị Liên · Công chức Tư pháp – Hộ tịch", at="12:20 04/05/2023"),
        officer.Viewing(who="Nguyễn Bảo Trân · Cán bộ một cửa", at="15:20 28/04/2023"),
    ),
    viewings_note="Mỗi lần mở đều được ghi và người dân thấy được, theo chức danh.",
    primary=officer.ActionForm(
        label="Trình lãnh đạo duyệt",
        action="#",
        hidden=_HIDDEN,
        fields=(Field(name="note", label="Ý kiến trình", kind=FieldKind.AREA, prefix="forward-", optional=True),),
    ),
    others=(
        officer.ActionForm(
            label="Yêu cầu bổ sung",
            action="#",
            hidden=_HIDDEN,
            fields=(_NO_REASON,),
            consequence="Đồng hồ tạm dừng. Người dân nhận Phiếu yêu cầu bổ sung, ghi đúng những chữ ở trên.",
            open=True,
        ),
        officer.ActionForm(
            label="Trả lại bước trước", action="#", hidden=_HIDDEN, fields=(_reason("back", "Lý do trả lại"),)
        ),
        officer.ActionForm(
            label="Xin lỗi và hẹn lại",
            action="#",
            hidden=_HIDDEN,
            fields=(
                _reason("extend", "Lý do hẹn lại"),
                Field(
                    name="days", label="Thêm mấy ngày làm việc", inputmode="numeric", prefix="extend-", required=True
                ),
            ),
        ),
    ),
    errors=error_links(_NO_REASON),
)
