"""Sample pages of money at the counter."""

from __future__ import annotations

from motcua.desks.counter.money import pages
from motcua.desks.frame.fields import Field, FieldKind, Option, error_links
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Hidden, Link, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.sheets.codes import qr
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.frame.transfers import TransferCode
from tests.desks.frame.samples_counter import HEAD, counter_frame
from tests.desks.frame.samples_public import CODE, PROCEDURE

KEY = (Hidden(name="request_key", value="k"),)
_AMOUNT = Field(name="amount", label="Số tiền (đồng)", value="8.000", required=True, prefix="pay-")
_METHOD = Field(
    name="method",
    label="Cách nộp",
    kind=FieldKind.SELECT,
    options=(Option(value="cash", label="Tiền mặt", chosen=True),),
    prefix="pay-",
)
TRANSFER = TransferCode(
    picture=qr("mẫu"),
    facts=(Fact(label="Số tài khoản", value="0123456789"), Fact(label="Số tiền", value="8.000 đồng")),
    invented=True,
)
FEES = pages.FeePage(
    frame=counter_frame(f"Phí, lệ phí {CODE}", current=""),
    code=CODE,
    procedure=PROCEDURE,
    action="#",
    headline="Còn phải nộp 8.000 đồng",
    badge=Badge(tone=Tone.NEAR, text="chưa nộp"),
    facts=(Fact(label="Theo biểu phí", value="8.000 đồng", note="1 bộ hồ sơ"),),
    entries=(
        pages.EntryLine(
            text="Đã nộp bằng tiền mặt",
            amount="3.000 đồng",
            note="biên nhận 01/2023 · đã hủy",
            at="09:00 28/04/2023",
            receipt=Link(text="In", href="#"),
            gone=True,
        ),
    ),
    pay=pages.FeeForm(act="pay", label="Thu tiền", hidden=KEY, fields=(_AMOUNT, _METHOD), note="Có ngay số biên nhận."),
    others=(
        pages.FeeForm(
            act="waive",
            label="Miễn, giảm",
            hidden=KEY,
            fields=(Field(name="ground", label="Căn cứ", error="Chưa có căn cứ.", prefix="waive-"),),
            open=True,
        ),
    ),
    transfer=TRANSFER,
    back=Link(text="Về hồ sơ này", href="#"),
    errors=error_links(Field(name="ground", label="Căn cứ", error="Chưa có căn cứ.", prefix="waive-")),
)
FEES_PAID = pages.FeePage(
    frame=counter_frame(f"Phí, lệ phí đã nộp {CODE}", current=""),
    code=CODE,
    procedure=PROCEDURE,
    action="#",
    headline="Không còn phải nộp gì",
    badge=Badge(tone=Tone.GOOD, text="đã nộp, đã đối soát"),
    facts=(),
    entries=(),
    pay=None,
    others=(),
    transfer=None,
    back=Link(text="Về hồ sơ này", href="#"),
)
FEE_RECEIPT = pages.FeeReceiptPage(
    head=HEAD,
    number="01/2023",
    payer="Kim Thị Ngọc Ánh",
    procedure=PROCEDURE,
    code=CODE,
    amount="8.000 đồng",
    words="Tám nghìn đồng",
    method="tiền mặt",
    collector="Thạch Thị Sa Rươne",
    dated="ngày 28 tháng 4 năm 2023",
    cancelled=True,
    demonstration=True,
)
_TABLE = Table(
    caption="Từng khoản",
    columns=(Column(label="Biên nhận"), Column(label="Số tiền", numeric=True)),
    rows=(Row(cells=(Cell(text="01/2023", note="Kim Thị Ngọc Ánh"), Cell(text="8.000 đồng"))),),
)
CASH = pages.CashPage(
    frame=counter_frame("Sổ thu ngày 28/04/2023", current=""),
    print_head=HEAD,
    sentence=sentence("Ngày 28/04/2023 thu {amount} bằng {count} biên nhận.", amount="8.000 đồng", count="1"),
    action="#",
    day=Field(name="ngay", label="Ngày", value="28/04/2023"),
    totals=(Fact(label="Thu bằng tiền mặt", value="8.000 đồng"),),
    table=_TABLE,
    statement=Link(text="Đối soát sao kê ngân hàng", href="#"),
    closed=("Thạch Thị Sa Rươne đã chốt lúc 17:00 28/04/2023.",),
    hidden=KEY,
    counted=Field(name="counted", label="Tiền mặt đếm được (đồng)", required=True),
    ground=Field(name="ground", label="Lý do chênh lệch", optional=True),
)
CASH_EMPTY = pages.CashPage(
    frame=counter_frame("Sổ thu ngày 29/04/2023", current=""),
    print_head=HEAD,
    sentence=sentence("Chưa thu khoản nào."),
    action="#",
    day=Field(name="ngay", label="Ngày", value="29/04/2023"),
    totals=(),
    table=Table(caption="Từng khoản", columns=_TABLE.columns, rows=()),
    statement=Link(text="Đối soát sao kê ngân hàng", href="#"),
    closed=(),
    hidden=KEY,
    counted=None,
    ground=None,
    empty=EmptyState(title="Chưa thu khoản nào", text="Khoản thu của ngày này sẽ hiện ở đây."),
)
STATEMENT = pages.StatementPage(
    frame=counter_frame("Đối soát sao kê", current=""),
    action="#",
    sentence=sentence("{count} khoản chưa rõ hồ sơ.", count="1"),
    unclear=(
        pages.UnclearLine(
            id="1", amount="5.000 đồng", text="chuyen tien", note="28/04/2023 · FT2 · chưa rõ hồ sơ", code=""
        ),
    ),
    key=KEY,
)
STATEMENT_SEEN = pages.StatementPage(
    frame=counter_frame("Xem trước sao kê", current=""),
    action="#",
    sentence=sentence("Sao kê có 1 khoản ghi có."),
    preview=_TABLE,
    hidden=(Hidden(name="import", value="1"), *KEY),
    confirm="Ghi nhận 1 khoản khớp",
    bad_rows=("Dòng 6: Không đọc được ngày giao dịch.",),
)
ACCOUNT = pages.AccountPage(
    frame=counter_frame("Tài khoản nhận tiền · Xã Thanh Sơn", current=""),
    unit="Ủy ban nhân dân xã Thanh Sơn",
    action="#",
    now="Vietcombank 0123456789",
    bank=Field(name="bank", label="Mã ngân hàng (6 số)", error="Mã ngân hàng gồm 6 chữ số."),
    number=Field(name="number", label="Số tài khoản", value="0123456789"),
    holder=Field(name="holder", label="Chủ tài khoản", value="UBND XA THANH SON"),
    units=(Link(text="Xã Hàm Tân", href="#"),),
    errors=error_links(Field(name="bank", label="", error="Mã ngân hàng gồm 6 chữ số.")),
)
