"""A sample receipt (form 01). The person is invented; the images are drawn as the desk draws them."""

from __future__ import annotations

import io

import segno

from motcua.desks.counter.receipts.pages import ReceiptPage, ReceiptPaper
from tests.desks.frame.samples_counter import READY_HEAD
from tests.desks.frame.samples_public import CODE, PROCEDURE, WHY


def qr(text: str) -> str:
    """A QR code as a data URI."""
    return segno.make(text, error="m", micro=False).svg_data_uri(border=0, omitsize=True)


def bar_code(text: str) -> str:
    """A Code 39 as a data URI."""
    import barcode
    from barcode.writer import SVGWriter

    drawn = io.BytesIO()
    options = {"write_text": False, "quiet_zone": 0, "module_height": 8, "module_width": 0.18}
    barcode.Code39(text, writer=SVGWriter(), add_checksum=False).write(drawn, options)
    import base64

    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


RECEIPT = ReceiptPage(
    styles_href="frame/receipt.css",
    head=READY_HEAD,
    number="41/TNHS",
    form_label="Mẫu số 01 – TT 01/2018/TT-VPCP",
    title="Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    code=CODE,
    barcode=bar_code(CODE),
    look_up_qr=qr(f"http://127.0.0.1:8000/tra-cuu/#ma={CODE}&khoa=k7q2m9x4d5w3a"),
    checkpoint_qr=qr(
        "motcua.local/tra-cu\n48213\nq83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80=\n\n— tra-cu " + "AbCd0123456789" * 6
    ),
    desk="Quầy 2, Bộ phận Tiếp nhận và Trả kết quả UBND xã Thanh Sơn",
    submitter="Thạch Thị Sa Rươne",
    submitter_address="Ấp Sóc Chà B, xã Thanh Sơn, huyện Trà Cú, tỉnh Trà Vinh",
    submitter_phone="0900000214",
    submitter_email="",
    submitter_id_number="084165000000",
    owner="Thạch Sô Phi",
    owner_address="Ấp Sóc Chà B, xã Thanh Sơn, huyện Trà Cú, tỉnh Trà Vinh",
    content=f"{PROCEDURE} (1.004873)",
    papers=(
        ReceiptPaper(number="1", name="Tờ khai theo mẫu", originals="1"),
        ReceiptPaper(number="2", name="Giấy tờ chứng minh đã ly hôn, hoặc người vợ, chồng đã chết", copies="1"),
        ReceiptPaper(number="3", name="Văn bản ủy quyền được chứng thực", originals="1"),
    ),
    sets="01 bộ",
    legal_time="3 ngày làm việc",
    received_at="15 giờ 20 phút, thứ Sáu 28/04/2023",
    due_at="15 giờ 20 phút, thứ Hai 08/05/2023",
    return_place="Nhận tại Quầy 2, Bộ phận Tiếp nhận và Trả kết quả UBND xã Thanh Sơn",
    fee_mode="Thu khi trả kết quả",
    fee="15.000 đồng",
    fee_note="Miễn cho gia đình có công với cách mạng, hộ nghèo, người khuyết tật.",
    register_book="01/2023",
    register_serial="0412",
    hotline="0294 3 000 000",
    look_up_site="http://127.0.0.1:8000/tra-cuu/",
    secret="k7q2 m9x4 d5w3a",
    receiver="Nguyễn Bảo Trân",
    why=WHY.lines,
    reprint="In lại lần 1, 09:12 04/05/2023",
    demonstration=True,
)
