"""Sample pages of the officer and the leader. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.charts import Value, column_chart, share_bar
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.formats import number_vi, percent_vi
from motcua.desks.frame.pages import (
    AgencyHead,
    Badge,
    Cell,
    Column,
    Deadline,
    EmptyState,
    Fact,
    Figure,
    Flash,
    Frame,
    Hidden,
    Link,
    NavItem,
    Pager,
    Part,
    Passage,
    Person,
    Row,
    SearchForm,
    Tab,
    Table,
    TimelineItem,
    Tone,
)
from motcua.desks.frame.sentences import sentence
from motcua.desks.leader import pages as leader
from motcua.desks.officer import pages as officer
from tests.desks.frame.samples_public import CLOCK, CLOCK_ISO, CODE, DUE, DUE_ISO, PROCEDURE, WHY


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


def leader_frame(title: str) -> Frame:
    """The frame of a page of the leader."""
    return Frame(
        title=title,
        desk="Lãnh đạo",
        nav=(
            NavItem(label="Toàn cảnh", href="#", current=True),
            NavItem(label="Chờ phê duyệt", href="#", count="4"),
            NavItem(label="Hồ sơ quá hạn", href="#", count="3"),
        ),
        place="UBND huyện Trà Cú",
        clock=CLOCK,
        clock_iso=CLOCK_ISO,
        person=Person(name="Lâm Văn Tâm", post="Chủ tịch UBND huyện Trà Cú", leave_href="/ra/"),
        demonstration=True,
    )


HEAD = AgencyHead(
    parent="Ủy ban nhân dân tỉnh Trà Vinh",
    agency="Ủy ban nhân dân huyện Trà Cú",
    place_and_date="Trà Cú, ngày 30 tháng 6 năm 2023",
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

_UNITS = (
    ("Xã Thanh Sơn", 2914, 2914, 2906, 8, 0),
    ("Thị trấn Trà Cú", 4120, 4117, 4080, 37, 0),
    ("Xã Hàm Giang", 2377, 2373, 2321, 52, 1),
    ("Xã Ngọc Biên", 1985, 1980, 1905, 75, 2),
    ("Xã Phước Hưng", 2840, 2840, 2835, 5, 0),
    ("Xã Đại An", 1310, 1309, 1301, 8, 0),
)
UNITS = Table(
    caption="Các đơn vị",
    columns=(
        Column(label="Đơn vị"),
        Column(label="Tiếp nhận", numeric=True),
        Column(label="Giải quyết", numeric=True),
        Column(label="Đúng hạn", numeric=True),
        Column(label="Khối lượng"),
        Column(label="Quá hạn"),
    ),
    rows=tuple(
        Row(
            cells=(
                Cell(text=name, href="#"),
                Cell(text=number_vi(received), href="#"),
                Cell(text=number_vi(settled), href="#"),
                Cell(text=percent_vi(on_time / settled, places=1)),
                Cell(
                    bar=share_bar(
                        good=on_time,
                        late=late,
                        open_=received - settled,
                        full=4120,
                        text=f"{name}: {on_time} đúng hạn, {late} muộn, {received - settled} chưa xong",
                    )
                ),
                Cell(badge=Badge(tone=Tone.LATE, text=f"{overdue} hồ sơ")) if overdue else Cell(text="—"),
            )
        )
        for name, received, settled, on_time, late, overdue in _UNITS
    ),
)
_WEEKS = (
    1480,
    1712,
    1602,
    410,
    1330,
    1804,
    1760,
    1733,
    1698,
    1790,
    1822,
    1751,
    1690,
    1740,
    1815,
    1702,
    1288,
    655,
    1690,
    1788,
    1802,
    1777,
    1731,
    1765,
    1690,
    1655,
)
OVERVIEW = leader.OverviewPage(
    frame=leader_frame("6 tháng đầu năm 2023"),
    eyebrow="Huyện Trà Cú · 6 tháng đầu năm 2023",
    sentence=sentence(
        "Cấp huyện tiếp nhận {a} hồ sơ, đã giải quyết {b}, đạt {c}; cấp xã tiếp nhận {d}, đã giải quyết {e}, đạt {f}.",
        **{
            key: Part(text=text, href="#")
            for key, text in (
                ("a", "1.401"),
                ("b", "1.400"),
                ("c", "99,93%"),
                ("d", "39.779"),
                ("e", "39.751"),
                ("f", "99,93%"),
            )
        },
    ),
    note="Đã giải quyết chia cho tiếp nhận, không phải tỷ lệ đúng hạn. Mỗi con số mở ra danh sách hồ sơ của nó.",
    as_of="Số liệu đến 00:00 01/07/2023, đếm theo ngày tiếp nhận, cách tính phiên bản 1.",
    figures=(
        Figure(
            value="98,62%",
            label="đúng hạn",
            href="#",
            note="có kết quả không muộn hơn giờ hẹn ÷ có kết quả và có ngày hẹn",
        ),
        Figure(value="97,94%", label="đúng hẹn lần đầu", href="#", note="so với ngày hẹn trên giấy tiếp nhận"),
        Figure(value="41,20%", label="nộp trực tuyến", href="#", note="cùng kỳ 24,80% (mô phỏng)"),
        Figure(
            value="29", label="chưa giải quyết", href="#", badge=Badge(tone=Tone.LATE, text="3 quá hạn"), badge_href="#"
        ),
    ),
    units=UNITS,
    units_note="Chiều dài thanh là số hồ sơ so với đơn vị đông nhất; phần đỏ là giải quyết muộn.",
    period=leader.PeriodForm(
        action="#",
        period=Field(
            name="period",
            label="Kỳ",
            kind=FieldKind.SELECT,
            options=(
                Option(value="2023-H1", label="6 tháng đầu năm 2023", chosen=True),
                Option(value="2023-Q2", label="Quý II năm 2023"),
                Option(value="custom", label="Tùy chọn"),
            ),
        ),
        first=Field(name="from", label="Từ ngày", value="01/01/2023"),
        last=Field(name="to", label="Đến ngày", value="30/06/2023"),
    ),
    print_head=HEAD,
    rhythm=column_chart(
        [
            Value(
                label=f"Tuần {index + 1}",
                number=count,
                text=number_vi(count),
                tick={0: "01/01", 3: "Tết", 13: "01/04", 17: "30/4"}.get(index, ""),
            )
            for index, count in enumerate(_WEEKS)
        ],
        title="Nhịp tiếp nhận theo tuần",
        summary="Mỗi tuần khoảng 1.700 hồ sơ; tuần Tết và tuần 30/4 ít hẳn vì nghỉ lễ.",
        label="Tuần",
        unit="Hồ sơ",
    ),
)
FIGURE = leader.FigurePage(
    frame=leader_frame("Tỷ lệ giải quyết cấp xã"),
    eyebrow="Cấp xã · 6 tháng đầu năm 2023",
    heading="Tỷ lệ giải quyết",
    value="99,93%",
    formula="Đã giải quyết (có kết quả, từ chối, dừng, rút) ÷ tiếp nhận trong kỳ.",
    facts=(
        Fact(label="Tử số", value="39.751 hồ sơ", href="#"),
        Fact(label="Mẫu số", value="39.779 hồ sơ", href="#"),
        Fact(label="Kỳ", value="01/01/2023–30/06/2023"),
        Fact(label="Tính đến", value="00:00 01/07/2023"),
        Fact(
            label="Cách tính",
            value="settlement_rate, phiên bản 1",
            note="cách tính của báo cáo CCHC 6 tháng đầu năm 2023",
        ),
        Fact(label="Lưu ý", value="dữ liệu mô phỏng"),
    ),
    exclusions=("hồ sơ chưa được tiếp nhận hoặc không được tiếp nhận", "số hồ sơ đã hủy"),
    apart="Không dùng thay cho tỷ lệ đúng hạn, tiến độ theo QĐ 766 hay tỷ lệ đúng hẹn lần đầu.",
    table=replace(QUEUE.table, caption="28 hồ sơ tiếp nhận trong kỳ mà chưa giải quyết xong", caption_hidden=False),
    back=Link(text="Về toàn cảnh", href="#"),
    print_head=HEAD,
    pager=Pager(summary="1–4 trong 28 hồ sơ", next_href="#"),
)
