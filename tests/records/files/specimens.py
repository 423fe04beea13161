"""Files as offices and attackers send them, made here: nothing of anybody's is kept in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import xlsxwriter
from docx import Document
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from motcua.records.files.keeping import Upload


def upload(content: bytes, name: str = "to-khai.pdf") -> Upload:
    """A file that comes in pieces."""
    return Upload(name=name, chunks=[content[start : start + 65_536] for start in range(0, len(content), 65_536)])


def pdf(*, pages: int = 1, mark: str = "", change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """A PDF; `mark` makes its content its own, `change` puts something into it."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": mark})
    change(writer)
    return _written(writer)


def picture(kind: str = "PNG", *, size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (20, 90, 60)).save(out, kind)
    return out.getvalue()


def docx(text: str = "Đơn đề nghị") -> bytes:
    """A document of Word."""
    out = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    """A workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write("A1", "Họ tên")
    return out.getvalue()


def with_part(archive: bytes, name: str, content: bytes) -> bytes:
    """An archive with one more part, or with a part exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """A document of Word that unpacks to 200 MB of nothing."""
    return with_part(docx(), "word/media/image1.png", bytes(200 * 1024 * 1024))


def fetching() -> bytes:
    """A document of Word that takes its template from elsewhere."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        ' Target="http://xau.vidu.vn/mau.dotm" TargetMode="External"/></Relationships>'
    )
    return with_part(docx(), "word/_rels/settings.xml.rels", relations.encode())


def huge_picture() -> bytes:
    """A PNG of few bytes that says it is 20,000 by 20,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 20_000, 20_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def with_javascript(writer: PdfWriter) -> None:
    """Runs a script when it is opened."""
    action = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_disguised_javascript() -> bytes:
    """A script whose names are written with the codes of their letters."""
    return pdf(change=with_javascript).replace(b"/JavaScript", b"/J#61vaScript").replace(b"/JS", b"/J#53")


def with_launch(writer: PdfWriter) -> None:
    """Starts a program when it is opened."""
    action = {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_launch_named_elsewhere(writer: PdfWriter) -> None:
    """As `with_launch`, but the name of the action is an object of its own."""
    name = writer._add_object(NameObject("/Launch"))
    action = {NameObject("/S"): name, NameObject("/F"): TextStringObject("cmd.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)


def with_form_that_sends(writer: PdfWriter) -> None:
    """Sends what was typed somewhere."""
    action = DictionaryObject({NameObject("/S"): NameObject("/SubmitForm")})
    button = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/A"): action})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(button)])


def with_file_inside(writer: PdfWriter) -> None:
    """Carries another file along."""
    writer.add_attachment("khac.exe", b"MZ")


def with_hidden_form(writer: PdfWriter) -> None:
    """Carries a form of another language."""
    form = DictionaryObject({NameObject("/XFA"): StreamObject(), NameObject("/Fields"): ArrayObject()})
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)


def with_password(writer: PdfWriter) -> None:
    """Opens without a password, but is locked against printing."""
    writer.encrypt(user_password="", owner_password="chu")


def without_pages() -> bytes:
    """A PDF whose tree of pages goes round in a circle."""
    writer = PdfWriter()
    pages = writer.root_object["/Pages"].get_object()
    pages[NameObject("/Kids")] = ArrayObject([writer.root_object.raw_get("/Pages")])
    pages[NameObject("/Count")] = NumberObject(1)
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
