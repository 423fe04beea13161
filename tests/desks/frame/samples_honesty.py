"""Sample pages of what should be looked at again. All is invented."""

from __future__ import annotations

from dataclasses import replace

from motcua.desks.frame.pages import Badge, EmptyState, Fact, Link, Pager, Tone
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.honesty.presenters import NOTE, UNUSUAL, CheckPart, HonestyPage
from tests.desks.frame import samples_leader as leader

_PART = CheckPart(
    label="Nhận và xong cùng lúc",
    rule="Hồ sơ có kết quả chưa đầy 1 phút sau khi tiếp nhận.",
    facts=(
        Fact(label="Cần xem lại", value="200 hồ sơ", href="#"),
        Fact(label="Ở đơn vị", value="7,8%", note="200 trên 2.555 hồ sơ có kết quả"),
        Fact(label="Các đơn vị", value="thường không có", note="đơn vị nhiều hơn hẳn, khó là ngẫu nhiên"),
    ),
    innocent="việc làm ngay tại quầy xong rồi mới nhập một lần cả nhận lẫn trả.",
    look_at="hồ sơ có được nhập đúng lúc nhận không; bước thẩm tra, ký duyệt diễn ra lúc nào.",
    badge=UNUSUAL,
)
UNIT = HonestyPage(
    frame=leader.leader_frame("Cần xem lại · Xã Thanh Sơn"),
    heading="Ủy ban nhân dân xã Thanh Sơn",
    sentence="6 tháng đầu năm 2023: 200 hồ sơ cần xem lại; khác thường lệ: nhận và xong cùng lúc.",
    note=NOTE,
    as_of="Hồ sơ tiếp nhận hoặc còn giải quyết trong kỳ, như đã biết đến 00:00 01/07/2023.",
    print_head=leader.HEAD,
    parts=(_PART, replace(_PART, label="Nhập hồ sơ muộn", badge=None)),
    back=Link(text="Về các đơn vị", href="#"),
)
UNITS = replace(
    UNIT,
    frame=leader.leader_frame("Việc cần xem lại"),
    heading="Việc cần xem lại",
    parts=(),
    back=None,
    period=leader.OVERVIEW.period,
    table=Table(
        caption="Hồ sơ cần xem lại, theo đơn vị tiếp nhận",
        columns=(Column(label="Đơn vị"), Column(label="Nhận và xong cùng lúc", numeric=True)),
        rows=(
            Row(cells=(Cell(text="Xã Thanh Sơn", href="#"), Cell(text="200", href="#", badge=UNUSUAL))),
            Row(cells=(Cell(text="Xã Đại An", href="#"), Cell(text="—"))),
        ),
    ),
    explained=Table(
        caption="Mỗi mục tìm gì",
        columns=(Column(label="Mục"), Column(label="Tìm gì")),
        rows=(Row(cells=(Cell(text="Nhận và xong cùng lúc"), Cell(text="hồ sơ có kết quả chưa đầy 1 phút"))),),
    ),
)
NOTHING = replace(
    UNIT,
    frame=leader.leader_frame("Không có gì cần xem lại"),
    parts=(),
    empty=EmptyState(title="Không có hồ sơ nào để xem", text="Đơn vị không có hồ sơ nào trong kỳ này."),
)
DOSSIERS = replace(
    UNIT,
    frame=leader.leader_frame("Nhận và xong cùng lúc · Xã Thanh Sơn"),
    parts=(replace(_PART, badge=Badge(tone=Tone.NEAR, text="khác thường lệ")),),
    table=leader.FIGURE.table,
    pager=Pager(summary="50 hồ sơ trên trang này, trong 200 hồ sơ", next_href="#"),
)

PAGES: dict[str, tuple[str, object]] = {
    "honesty": ("leader/honesty.html", UNITS),
    "honesty_unit": ("leader/honesty.html", UNIT),
    "honesty_nothing": ("leader/honesty.html", NOTHING),
    "honesty_dossiers": ("leader/honesty.html", DOSSIERS),
}
