"""How sheets are drawn: escaped, complete, as archival PDF and as a Word document of the same words."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from docx import Document
from docx.shared import Mm, Pt
from pypdf import PdfReader

from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.markup import body
from motcua.desks.frame.sheets.pages import words_of
from motcua.desks.frame.sheets.pdf import pdf
from motcua.desks.frame.sheets.sheet import Entries, Entry, Grid, GridColumn, Layout, Sheet, said
from motcua.desks.frame.sheets.word import word
from motcua.records.casework import noting, receipts
from tests.conftest import At
from tests.desks.frame.papers import ACTS, ERAS, fonts, handled, letter, seen, words, written
from tests.desks.frame.samples_public import CODE
from tests.desks.frame.samples_sheets import SHEET
from tests.world import World

pytestmark = [
    pytest.mark.usefixtures("store"),
    # WeasyPrint leaves its colour profile to the garbage collector.
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]

SAID = (
    "ỦY BAN NHÂN DÂN XÃ THANH SƠN",
    "Số: 01/HDHS",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Thanh Sơn, ngày 04 tháng 5 năm 2023",
    f"Mã hồ sơ: {CODE}",
    "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
    "Họ tên người nộp: Thạch Thị Sa Rươne",
    "Giấy tờ chứng minh đã ly hôn",
    "Bản chụp",
    "Xin ông/bà bổ sung trước",
    "ngày 10/05/2023",
    "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
    "Nơi nhận:",
    "Kim Thị Liên",
    "DỰ THẢO",
    "DỮ LIỆU MÔ PHỎNG",
    "Mẫu số 02 – Thông tư 01/2018/TT-VPCP",
)


def test_the_pdf_is_for_keeping_in_tinos_alone() -> None:
    made = pdf(SHEET)
    reader = PdfReader(io.BytesIO(made))
    assert reader.xmp_metadata is not None
    assert "pdfaid" in reader.xmp_metadata.rdf_root.toxml()
    assert fonts(made)
    assert all("Tinos" in name for name in fonts(made))


def test_pdf_and_word_say_the_same() -> None:
    printed, typed = words(pdf(SHEET)), written(word(SHEET))
    for text in SAID:
        assert text in printed, text
        assert text in typed, text


def test_both_codes_can_be_scanned_from_paper() -> None:
    picture = pypdfium2.PdfDocument(pdf(SHEET))[0].render(scale=300 / 72).to_pil().convert("L")
    assert SHEET.codes is not None
    assert {CODE, SHEET.codes.look_up} <= {code.text for code in zxingcpp.read_barcodes(picture)}


def test_pages_are_numbered_from_the_second_on() -> None:
    long = replace(SHEET, blocks=tuple(said("Một câu dài. " * 30) for _ in range(30)))
    pages = [page.extract_text().split() for page in PdfReader(io.BytesIO(pdf(long))).pages]
    assert len(pages) > 2
    assert all(str(number) in page for number, page in enumerate(pages[1:], start=2))
    assert "1" not in pages[0]


def test_each_copy_has_pages_of_its_own() -> None:
    pages = PdfReader(io.BytesIO(pdf(replace(SHEET, copies=("Liên 1", "Liên 2"))))).pages
    assert ["Liên 1" in pages[0].extract_text(), "Liên 2" in pages[len(pages) // 2].extract_text()] == [True, True]


def test_a_table_repeats_its_heading_on_every_page() -> None:
    columns = (GridColumn(label="TT", width=1), GridColumn(label="Tên giấy tờ", width=9))
    rows = tuple((str(number), f"Giấy tờ thứ {number}") for number in range(1, 121))
    pages = PdfReader(io.BytesIO(pdf(replace(SHEET, blocks=(Grid(columns=columns, rows=rows),))))).pages
    assert len(pages) > 2
    assert all("Tên giấy tờ" in page.extract_text() for page in pages)
    assert "Giấy tờ thứ 120" in pages[-1].extract_text()


@pytest.mark.parametrize(("layout", "size"), [(Layout.LETTER, (595, 842)), (Layout.BOOK, (842, 595))])
def test_paper_is_a4_upright_or_across(layout: Layout, size: tuple[int, int]) -> None:
    page = PdfReader(io.BytesIO(pdf(replace(SHEET, layout=layout)))).pages[0]
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_word_has_the_margins_and_the_face_of_the_decree() -> None:
    document = Document(io.BytesIO(word(SHEET)))
    section = document.sections[0]
    assert section.page_width is not None
    assert (round(section.page_width / Mm(1)), round(section.left_margin / Mm(1))) == (210, 30)  # type: ignore[operator]
    assert (round(section.top_margin / Mm(1)), round(section.right_margin / Mm(1))) == (20, 15)  # type: ignore[operator]
    assert (document.styles["Normal"].font.name, document.styles["Normal"].font.size) == ("Times New Roman", Pt(13))
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml


HOSTILE = ("<script>alert(1)</script>", "a & b \" ' >", "=cmd|' /C calc'!A0", "chữ " * 3_000, "x" * 2_000, "a\0b\x01")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_was_typed_stays_text(text: str) -> None:
    sheet = replace(
        SHEET,
        blocks=(
            said(text),
            Entries(lines=((Entry(label="Lý do", value=text), Entry(label=text[:50], value="")),)),
            Grid(columns=(GridColumn(label=text[:50], width=1),), rows=((text,),)),
        ),
    )
    assert "<script" not in body(sheet.blocks)
    assert pdf(sheet).startswith(b"%PDF")
    assert Document(io.BytesIO(word(sheet))).paragraphs


def test_a_row_with_a_cell_too_few_is_a_mistake_of_the_builder() -> None:
    with pytest.raises(ValueError, match="one text for each column"):
        Grid(columns=(GridColumn(label="a", width=1), GridColumn(label="b", width=1)), rows=(("1",),))


def test_an_empty_value_is_a_line_to_write_on() -> None:
    drawn = body((Entries(lines=((Entry(label="Số máy lẻ", value=""),),)),))
    assert '<span class="blank"></span>' in drawn
    assert "<b>" not in drawn


@pytest.mark.parametrize("pack", ERAS)
@pytest.mark.parametrize("form", ACTS)
def test_letters_are_the_same_words_on_paper_and_in_word(world: World, at: At, pack: str, form: str) -> None:
    at(ERAS[pack][1])
    sheet = letter(world, pack, form)
    printed, typed = words(pdf(sheet)), written(word(sheet))
    for text in (sheet.title.upper(), sheet.head.number, sheet.form, "Kim Thị Ngọc Ánh", ACTS[form][2]["reason"]):
        assert text in printed, text
        assert text in typed, text


def test_only_the_citizens_receipt_carries_the_secret(world: World, at: At) -> None:
    taken = handled(world, "tt01_2018")
    at(ERAS["tt01_2018"][1])
    printed = noting.receipt_printed(world.viewer("sa_ruone"), taken.dossier_id)
    secret = receipts.secret(taken.code)
    own = pdf(sheets.receipt_sheet(seen(world, taken), printed))
    assert secret in words(own).replace(" ", "")
    kept = sheets.receipt_sheet(seen(world, taken))
    assert secret not in words(pdf(kept)).replace(" ", "")
    assert kept.codes is not None
    assert secret not in kept.codes.look_up
    assert "BẢN LƯU TRONG HỒ SƠ" in words(pdf(kept))


def test_a_receipt_of_one_page_in_the_usual_case(world: World, at: At) -> None:
    taken = handled(world, "tt01_2018", owner_name="", owner_address="")
    at(ERAS["tt01_2018"][1])
    printed = noting.receipt_printed(world.viewer("sa_ruone"), taken.dossier_id)
    made = pdf(sheets.receipt_sheet(seen(world, taken), printed))
    assert len(PdfReader(io.BytesIO(made)).pages) == 1
    picture = pypdfium2.PdfDocument(made)[0].render(scale=300 / 72).to_pil().convert("L")
    assert printed.checkpoint.text in {code.text for code in zxingcpp.read_barcodes(picture)}


def test_codes_are_drawn_only_where_there_are_any() -> None:
    bare: Sheet = replace(SHEET, codes=None)
    assert words_of(bare).bars == words_of(bare).qr == ""
    assert "Mã hồ sơ:" not in words(pdf(bare))


def test_a_list_of_two_thousand_rows_becomes_a_word_document() -> None:
    columns = (GridColumn(label="STT", width=1), GridColumn(label="Mã hồ sơ", width=9))
    rows = tuple((str(number), f"hồ sơ {number}") for number in range(1, 2_001))
    began = time.process_time()
    made = word(replace(SHEET, layout=Layout.BOOK, blocks=(Grid(columns=columns, rows=rows, strong=frozenset({1})),)))
    assert time.process_time() - began < 10
    table = next(table for table in Document(io.BytesIO(made)).tables if len(table._tbl.tr_lst) > 2_000)
    trs = table._tbl.tr_lst
    assert (len(trs), trs[0].xpath("boolean(.//w:tblHeader)"), trs[1].xpath("boolean(.//w:tblHeader)")) == (2001, 1, 0)
    assert [text.text for text in trs[2_000].xpath(".//w:t")] == ["2000", "hồ sơ 2000"]
    assert [len(tr.xpath(".//w:b[not(@w:val='0')]")) for tr in trs[1:4]] == [0, 2, 0]
