"""Sample pages of the windows of a desk: numbers that are drawn and called, and slips given at the door."""

from __future__ import annotations

from motcua.desks.counter.slips.presenters import DoorSlipsPage
from motcua.desks.counter.tickets import pages
from motcua.desks.frame.fields import Field, FieldKind, error_links
from motcua.desks.frame.pages import Badge, EmptyState, Hidden, Link, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from tests.desks.frame.samples_counter import counter_frame
from tests.desks.frame.samples_public import public_frame

UNIT = "Ủy ban nhân dân xã Thanh Sơn"
KEY = (Hidden(name="request_key", value="k"),)
BOARD_LINK, DOOR_LINK = Link(text="Bảng gọi số", href="#"), Link(text="Màn hình lấy số", href="#")
CIVIL, LAND = pages.Choice(value="1", name="Hộ tịch, chứng thực"), pages.Choice(value="2", name="Đất đai, xây dựng")

DOOR = pages.DoorPage(
    frame=public_frame("Lấy số tại Xã Thanh Sơn"),
    unit=UNIT,
    waiting="8 người đang chờ",
    action="#",
    hidden=KEY,
    choices=(CIVIL, LAND),
    board=Link(text="Xem bảng gọi số", href="#"),
    errors=error_links(general=["Chưa chọn việc cần làm; hãy chọn một việc trên màn hình."]),
)
TICKET = pages.TicketPage(
    frame=public_frame("Số A005 tại Xã Thanh Sơn"),
    unit=UNIT,
    number="A005",
    service=CIVIL.name,
    badge=Badge(tone=Tone.CALM, text="đang chờ"),
    ahead="5 người",
    wait="khoảng 40 phút",
    at="thứ Sáu 28/04/2023, 08:20",
    back=Link(text="Lấy số khác", href="#"),
)
_CALLED = tuple(
    pages.Called(number=number, window=window, voice=f"Mời số {number}, đến quầy {window}", mark=number)
    for number, window in (("U001", "1"), ("A004", "2"))
)
BOARD = pages.BoardPage(
    frame=public_frame("Bảng gọi số · Xã Thanh Sơn"),
    unit=UNIT,
    href="#",
    version="7",
    latest=_CALLED[0],
    others=_CALLED[1:],
    waiting=("A005", "A006"),
    more="và 3 số nữa",
)
BOARD_EMPTY = pages.BoardPage(
    frame=public_frame("Bảng gọi số · Xã Hàm Tân"),
    unit="Ủy ban nhân dân xã Hàm Tân",
    href="#",
    version="0",
    latest=None,
    others=(),
    waiting=(),
    more="",
)
_LINES = tuple(
    pages.Line(ticket=ticket, number=number, service=CIVIL.name, since="chờ 12 phút")
    for ticket, number in (("4", "A005"), ("5", "A006"))
)
CALLING = pages.CallingPage(
    frame=counter_frame("Gọi số", current="Gọi số"),
    sentence=sentence("{waiting} người đang chờ, {finished} người đã được phục vụ hôm nay.", waiting="2", finished="9"),
    action="#",
    hidden=KEY,
    window="Quầy số 1",
    current=pages.Line(ticket="3", number="U001", service=CIVIL.name, since="chờ 5 phút"),
    recalled="đã gọi 2 lần",
    waiting=_LINES,
    absent=(pages.Line(ticket="1", number="A001", service=LAND.name, since="chờ 50 phút"),),
    seats=(),
    services=(LAND,),
    door=DOOR_LINK,
    board=BOARD_LINK,
)
CALLING_FREE = pages.CallingPage(
    frame=counter_frame("Gọi số, chưa ngồi quầy", current="Gọi số"),
    sentence=sentence("Không có người đang chờ."),
    action="#",
    hidden=KEY,
    window="",
    current=None,
    recalled="",
    waiting=(),
    absent=(),
    seats=(pages.Choice(value="1", name="Quầy số 1"),),
    services=(),
    door=DOOR_LINK,
    board=BOARD_LINK,
    arrange=Link(text="Sắp xếp quầy", href="#"),
)
ARRANGE = pages.ArrangePage(
    frame=counter_frame("Sắp xếp quầy · Xã Thanh Sơn", current=""),
    unit=UNIT,
    action="#",
    windows=(
        pages.WindowLine(
            number="1",
            serves="mọi việc",
            staff="Thạch Thị Sa Rươne",
            badge=Badge(tone=Tone.GOOD, text="đang dùng"),
        ),
    ),
    services=(
        pages.ServiceLine(
            id="1", name=CIVIL.name, badge=Badge(tone=Tone.GOOD, text="đang mời"), toggle="Tắt", active=""
        ),
    ),
    number=Field(name="number", label="Số quầy", error="Số quầy phải từ 1 đến 99; hãy nhập lại."),
    active=Field(name="active", label="Đang dùng", kind=FieldKind.CHECK, checked=True),
    serves=(CIVIL,),
    name=Field(name="name", label="Tên việc"),
    units=(Link(text="Xã Hàm Tân", href="#"),),
    door=DOOR_LINK,
    board=BOARD_LINK,
    errors=error_links(Field(name="number", label="", error="Số quầy phải từ 1 đến 99; hãy nhập lại.")),
)
SLIPS = DoorSlipsPage(
    frame=counter_frame("Phiếu hướng dẫn, từ chối tại quầy", current=""),
    sentence=sentence("{count} phiếu đã trao tại quầy trong 30 ngày qua.", count="1"),
    table=Table(
        caption="Phiếu trao tại quầy",
        columns=(Column(label="Phiếu"), Column(label="Người nhận")),
        rows=(Row(cells=(Cell(text="01/HDHS", href="#"), Cell(text="Kim Thị Ngọc Ánh"))),),
    ),
)
SLIPS_EMPTY = DoorSlipsPage(
    frame=counter_frame("Phiếu hướng dẫn, từ chối tại quầy: chưa có", current=""),
    sentence=sentence("Chưa có phiếu nào trong 30 ngày qua."),
    table=Table(caption="Phiếu trao tại quầy", columns=(Column(label="Phiếu"),), rows=()),
    empty=EmptyState(title="Chưa trao phiếu nào", text="Phiếu trao ở trang tiếp nhận sẽ hiện ở đây."),
)
