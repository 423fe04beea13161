"""Form 01 on paper: one A5 page with every field of the official form, selectable text, codes that can be read."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache

import pypdfium2
import zxingcpp
from pypdf import PdfReader
from weasyprint import HTML

from motcua.desks.counter.receipts.pages import ReceiptPage, ReceiptPaper
from tests.desks.frame.rendering import DESKS, render
from tests.desks.frame.samples_receipt import RECEIPT

MM = 72 / 25.4


@cache
def printed(page: ReceiptPage = RECEIPT) -> bytes:
    base = (DESKS / "frame" / "static").as_uri() + "/"
    return bytes(HTML(string=render("counter/receipt.html", page), base_url=base).write_pdf())


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_one_page_of_a5() -> None:
    (sheet,) = PdfReader(io.BytesIO(printed())).pages
    assert round(float(sheet.mediabox.width) / MM) == 148
    assert round(float(sheet.mediabox.height) / MM) == 210


def test_every_field_can_be_read_as_text() -> None:
    text = words(printed())
    for value in (
        *(RECEIPT.code, RECEIPT.number, RECEIPT.desk, RECEIPT.submitter, RECEIPT.submitter_address),
        *(RECEIPT.submitter_phone, RECEIPT.submitter_id_number, RECEIPT.owner, RECEIPT.content, RECEIPT.sets),
        *(RECEIPT.legal_time, RECEIPT.received_at, RECEIPT.due_at, RECEIPT.return_place, RECEIPT.fee),
        *(RECEIPT.fee_mode, RECEIPT.register_book, RECEIPT.register_serial, RECEIPT.hotline, RECEIPT.look_up_site),
        *(RECEIPT.secret, RECEIPT.receiver, RECEIPT.form_label, RECEIPT.reprint, RECEIPT.head.place_and_date),
        *(paper.name for paper in RECEIPT.papers),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "DỮ LIỆU MÔ PHỎNG",
    ):
        assert value in text, value


def test_the_three_codes_can_be_scanned() -> None:
    picture = pypdfium2.PdfDocument(printed())[0].render(scale=300 / 72).to_pil().convert("L")
    read = {code.text: code.format.name for code in zxingcpp.read_barcodes(picture)}
    assert read.get(RECEIPT.code) == "Code39"
    assert sorted(name for name in read.values() if name != "Code39") == ["QRCode", "QRCode"]
    assert any(f"#ma={RECEIPT.code}&khoa=" in text for text in read)


def test_a_real_receipt_says_nothing_of_a_demonstration_and_a_first_print_nothing_of_a_second() -> None:
    text = words(printed(replace(RECEIPT, demonstration=False, reprint="", owner="")))
    assert "MÔ PHỎNG" not in text
    assert "In lại" not in text
    assert "Chủ hồ sơ" not in text


def test_many_papers_go_on_to_a_second_page_under_the_same_heading() -> None:
    papers = tuple(ReceiptPaper(number=str(n), name=f"Giấy tờ thứ {n} của hồ sơ", originals="1") for n in range(1, 41))
    pages = PdfReader(io.BytesIO(printed(replace(RECEIPT, papers=papers)))).pages
    assert len(pages) >= 2
    assert all(RECEIPT.form_label in page.extract_text() for page in pages)
    assert "Giấy tờ thứ 40" in words(printed(replace(RECEIPT, papers=papers)))
