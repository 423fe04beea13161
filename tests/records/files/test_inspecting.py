"""What is kept and what is refused, by content: a table of good files and one of hostile ones."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from motcua.records.files import inspecting, inspection_child
from motcua.records.files.inspecting import Inspected, inspected
from motcua.records.files.media import ENDINGS, MEDIA, Media
from motcua.rules.refusal import Refusal
from tests.records.files import specimens

_MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'


def seen(tmp_path: Path, content: bytes, name: str) -> Inspected:
    path = tmp_path / "incoming"
    path.write_bytes(content)
    return inspected(path, name=name, field="files")


def is_media(media: Media, *, pages: int | None = None, size: tuple[int, int] | None = None) -> Inspected:
    width, height = size or (None, None)
    return Inspected(media=media, pages=pages, width=width, height=height)


@pytest.mark.parametrize(
    ("content", "name", "what"),
    [
        (specimens.pdf(pages=3), "to-khai.pdf", is_media(Media.PDF, pages=3)),
        (specimens.pdf() + bytes(4_000), "may-quet.PDF", is_media(Media.PDF, pages=1)),
        (specimens.picture("JPEG"), "ảnh thẻ.jpeg", is_media(Media.JPEG, size=(40, 30))),
        (specimens.picture("JPEG"), "anh.JPG", is_media(Media.JPEG, size=(40, 30))),
        (specimens.picture("PNG"), "so-do.png", is_media(Media.PNG, size=(40, 30))),
        (specimens.docx(), "don.docx", is_media(Media.DOCX)),
        (specimens.xlsx(), "bang-ke.xlsx", is_media(Media.XLSX)),
    ],
)
def test_what_an_office_sends_is_known_by_its_content(
    tmp_path: Path, content: bytes, name: str, what: Inspected
) -> None:
    assert seen(tmp_path, content, name) == what


HOSTILE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "script": (lambda: specimens.pdf(change=specimens.with_javascript), "a.pdf", "mã lệnh"),
    "script_disguised": (specimens.with_disguised_javascript, "a.pdf", "mã lệnh"),
    "launch": (lambda: specimens.pdf(change=specimens.with_launch), "a.pdf", "mã lệnh"),
    "launch_elsewhere": (lambda: specimens.pdf(change=specimens.with_launch_named_elsewhere), "a.pdf", "mã lệnh"),
    "sends": (lambda: specimens.pdf(change=specimens.with_form_that_sends), "a.pdf", "mã lệnh"),
    "xfa": (lambda: specimens.pdf(change=specimens.with_hidden_form), "a.pdf", "mã lệnh"),
    "attachment": (lambda: specimens.pdf(change=specimens.with_file_inside), "a.pdf", "mang tệp khác"),
    "locked": (lambda: specimens.pdf(change=specimens.with_password), "a.pdf", "khóa quyền"),
    "circle": (specimens.without_pages, "a.pdf", "bị hỏng"),
    "cut": (lambda: specimens.pdf()[:-60], "a.pdf", "bị hỏng"),
    "only_a_head": (lambda: b"%PDF-1.7\n%%EOF", "a.pdf", "bị hỏng"),
    "head_not_first": (lambda: b"\n" + specimens.pdf(), "a.pdf", "không thuộc loại"),
    "pdf_and_archive": (lambda: specimens.pdf() + specimens.docx(), "a.pdf", "giấu một tệp nén"),
    "picture_and_archive": (lambda: specimens.picture("JPEG") + specimens.docx(), "a.jpg", "giấu một tệp nén"),
    "picture_cut": (lambda: specimens.picture("JPEG", size=(900, 900))[:-2_000], "a.jpg", "bị hỏng"),
    "picture_huge": (specimens.huge_picture, "a.png", "quá lớn"),
    "wrong_magic": (lambda: b"GIF89a" + specimens.picture("PNG"), "a.png", "không thuộc loại"),
    "picture_called_pdf": (lambda: specimens.picture("JPEG"), "a.pdf", "thật ra là ảnh JPEG; hãy đổi đuôi tên tệp"),
    "pdf_called_page": (specimens.pdf, "a.html", "thật ra là PDF"),
    "no_ending": (specimens.pdf, "pdf", "thật ra là PDF"),
    "page": (lambda: b"<!doctype html><script>alert(1)</script>", "a.html", "không thuộc loại"),
    "drawing": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "không thuộc loại"),
    "program": (lambda: b"MZ" + bytes(200), "a.exe", "không thuộc loại"),
    "archive": (
        lambda: specimens.with_part(specimens.docx(), "[Content_Types].xml", b"<Types/>"), "a.docx", "không thuộc loại",
    ),
    "old_word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "kiểu cũ hoặc đặt mật khẩu"),
    "macros": (lambda: specimens.with_part(specimens.docx(), "word/vbaProject.bin", b"x"), "a.docx", "macro"),
    "macros_by_type": (
        lambda: specimens.with_part(specimens.docx(), "[Content_Types].xml", _MACRO_TYPES), "a.docx", "macro",
    ),
    "object": (lambda: specimens.with_part(specimens.docx(), "word/embeddings/ole.bin", b"x"), "a.docx", "macro"),
    "fetches": (specimens.fetching, "a.docx", "lấy nội dung từ nơi khác"),
    "bomb": (specimens.bomb, "a.docx", "phình quá lớn"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_is_refused_by_its_name(tmp_path: Path, what: str) -> None:
    make, name, why = HOSTILE[what]
    with pytest.raises(Refusal) as refused:
        seen(tmp_path, make(), name)
    assert refused.value.field == "files"
    assert name in str(refused.value)
    assert why in str(refused.value)
    assert "hãy" in str(refused.value)


def test_an_archive_with_a_part_twice_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO(specimens.docx())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<w/>")
    with pytest.raises(Refusal, match="bị hỏng"):
        seen(tmp_path, out.getvalue(), "a.docx")


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"hơn 1\.000 trang"):
        seen(tmp_path, specimens.pdf(pages=inspection_child.PAGES + 1), "a.pdf")


def test_what_takes_too_long_or_ends_the_program_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "WAIT", 0.5)
    program = tmp_path / "program.py"
    monkeypatch.setattr(inspection_child, "__file__", str(program))
    for what, why in (
        ("while True: pass", "quá nhiều thời gian"),
        ("import os; os.abort()", "quá nhiều thời gian"),
        ("", "bị hỏng"),
        ("print('[]')", "bị hỏng"),
        ('print(\'{"media": "exe", "pages": null, "width": null, "height": null}\')', "bị hỏng"),
        ('print(\'{"refused": "unheard of"}\')', "bị hỏng"),
    ):
        program.write_text(what, encoding="utf-8")
        with pytest.raises(Refusal, match=why):
            seen(tmp_path, specimens.pdf(), "a.pdf")


def test_every_refusal_of_the_program_has_words() -> None:
    program = Path(inspection_child.__file__).read_text(encoding="utf-8")
    for word in inspecting._REFUSED:
        assert f'"{word}"' in program


def test_endings_belong_to_one_kind_each() -> None:
    assert len(set(ENDINGS)) == len(ENDINGS)
    assert set(MEDIA) == set(Media)
