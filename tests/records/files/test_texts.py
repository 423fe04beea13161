"""The text of files that are sent: Word, PDF and plain text, read within limits and not kept."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from docx import Document
from weasyprint import HTML

from motcua.records.files import text_child, texts
from motcua.records.files.texts import text_of
from motcua.rules.refusal import Refusal
from tests.records.files.specimens import bomb, docx, fetching, pdf, picture, with_password, xlsx

SENTENCE = "Cấp huyện tiếp nhận 1.401 hồ sơ, đã giải quyết 1.400/1.401 hồ sơ, đạt 99,93%."


def word(build: Callable[[object], object]) -> bytes:
    document = Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(content: bytes, name: str) -> str:
    return text_of(content, name=name, field="file")


def test_a_document_of_word_paragraph_by_paragraph() -> None:
    def build(document: object) -> None:
        document.add_heading("BÁO CÁO")  # type: ignore[attr-defined]
        document.add_paragraph(SENTENCE)  # type: ignore[attr-defined]
        table = document.add_table(rows=1, cols=2)  # type: ignore[attr-defined]
        table.cell(0, 0).text, table.cell(0, 1).text = "Tiếp nhận", "1.401"
        paragraph = document.add_paragraph("Kế hoạch")  # type: ignore[attr-defined]
        paragraph.add_run(" số 03/").bold = True
        paragraph.add_run("KH-UBND")

    assert read(word(build), "báo cáo.docx") == f"BÁO CÁO\n{SENTENCE}\nTiếp nhận\n1.401\nKế hoạch số 03/KH-UBND"


def test_what_was_deleted_is_not_read_and_what_was_inserted_is() -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def build(document: object) -> None:
        paragraph = document.add_paragraph("tiếp nhận ")  # type: ignore[attr-defined]
        for change in (
            "<w:del {s}><w:r><w:delText>1.300</w:delText></w:r></w:del>",
            "<w:ins {s}><w:r><w:t>1.401</w:t></w:r></w:ins>",
            "<w:moveFrom {s}><w:r><w:t>999</w:t></w:r></w:moveFrom>",
        ):
            paragraph._p.append(parse_xml(change.format(s=space)))

    assert read(word(build), "a.docx") == "tiếp nhận 1.401"


def test_lines_of_a_page_are_put_together_again() -> None:
    html = (
        f"<style>body {{ font: 14pt Tinos; width: 9cm }}</style><h1>I. Kết quả</h1><p>{SENTENCE}</p><p>2. Hạn chế</p>"
    )
    content = HTML(string=html).write_pdf()
    assert read(content, "bao-cao.pdf").splitlines() == ["I. Kết quả", SENTENCE, "2. Hạn chế"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_plain_text(encoding: str) -> None:
    assert read(SENTENCE.encode(encoding), "bao cao.TXT") == SENTENCE


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.txt", "không có chữ"),
        (b"  \n", "a.docx", "không có chữ"),
        ("Kết quả".encode("cp1258", "ignore") + b"\xff\xfe\xfa", "a.txt", "UTF-8"),
        (b"a\0b", "a.txt", "UTF-8"),
        (docx(""), "a.docx", "không có chữ"),
        (pdf(), "a.pdf", "ảnh quét"),
        (pdf(change=with_password), "a.pdf", "mật khẩu"),
        (picture(), "a.png", "không phải văn bản"),
        (xlsx(), "a.xlsx", "không phải văn bản"),
        (docx("a"), "a.pdf", "đổi đuôi"),
        (bomb(), "a.docx", "phình"),
        (fetching(), "a.docx", "lấy nội dung từ nơi khác"),
        (b"PK\x03\x04 broken", "a.docx", "hỏng"),
        (b"%PDF-1.7 broken", "a.pdf", "hỏng"),
        (b"MZ program", "a.docx", "không thuộc loại"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(content: bytes, name: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        read(content, name)
    assert refused.value.field == "file"


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "MOST_BYTES", 10)
    with pytest.raises(Refusal, match="10 MB"):
        read(docx("a"), "a.docx")


def test_a_text_that_is_too_long_is_not_read_to_its_end() -> None:
    content = docx("a " * (text_child.CHARACTERS // 2 + 1))
    with pytest.raises(Refusal, match=r"400\.000 ký tự"):
        read(content, "a.docx")


def test_a_program_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    content = docx("a")
    with monkeypatch.context() as patched:
        patched.setattr(texts, "inspected", lambda path, **_: type("Found", (), {"media": texts.Media.DOCX}))
        patched.setattr(texts, "WAIT", 0.01)
        with pytest.raises(Refusal, match="quá nhiều thời gian"):
            read(content, "a.docx")


def test_a_name_is_only_shown() -> None:
    with pytest.raises(Refusal, match=r"«b\.txt»"):
        read(b"", "../../a\x07/b.txt")
