"""Sample pages of the leader. All persons are invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.charts import Value, column_chart, share_bar
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.formats import number_vi, percent_vi
from motcua.desks.frame.pages import AgencyHead, Badge, Fact, Figure, Frame, Link, NavItem, Pager, Part, Person, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.overview.pages import FigurePage, Live, OverviewNumbers, OverviewPage
from motcua.desks.leader.pages import PeriodForm
from tests.desks.frame import samples_officer as officer
from tests.desks.frame.samples_public import CLOCK, CLOCK_ISO


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
NUMBERS = OverviewNumbers(
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
OVERVIEW = OverviewPage(
    frame=leader_frame("6 tháng đầu năm 2023"),
    eyebrow="Huyện Trà Cú · 6 tháng đầu năm 2023",
    numbers=NUMBERS,
    live=Live(
        text="Số liệu tự đổi khi có hồ sơ thay đổi.",
        link=Link(text="Giữ số liệu lúc này", href="#"),
        again="#",
        href="#",
        version="7-3.1",
    ),
    note="Đã giải quyết chia cho tiếp nhận, không phải tỷ lệ đúng hạn. Mỗi con số mở ra danh sách hồ sơ của nó.",
    pictures=Link(text="Xem kỳ này bằng hình", href="#"),
    period=PeriodForm(
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
)
OVERVIEW_FIXED = replace(
    OVERVIEW,
    frame=leader_frame("6 tháng đầu năm 2023, đã chốt"),
    live=Live(text="Kỳ đã hết: số liệu chốt ở cuối kỳ, không tự đổi.", link=Link(text="Xem kỳ đang chạy", href="#")),
)
FIGURE = FigurePage(
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
    table=replace(
        officer.QUEUE.table, caption="28 hồ sơ tiếp nhận trong kỳ mà chưa giải quyết xong", caption_hidden=False
    ),
    back=Link(text="Về toàn cảnh", href="#"),
    print_head=HEAD,
    pager=Pager(summary="1–4 trong 28 hồ sơ", next_href="#"),
)
