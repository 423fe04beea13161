"""Taking in a table: where to send it, what it would do row by row, and what was taken in before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import ErrorLink
from motcua.desks.frame.formats import moment_vi, number_vi
from motcua.desks.frame.pages import Badge, Fact, Frame, Hidden, Link, Tone
from motcua.desks.frame.sent import fresh_key
from motcua.desks.frame.spreadsheets import Sheet, Upload
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.import_kinds import KINDS
from motcua.desks.office.import_types import Foretold, ImportKind, Line
from motcua.desks.office.pages import Card, HomePage
from motcua.desks.office.presenters import office_frame
from motcua.records.documents import imports
from motcua.records.documents.imports import ImportView
from motcua.records.logs import queries as event_logs
from motcua.records.people import queries as people

MOST_SHOWN = 200
"""Rows told on the page; the marked file tells all of them."""

_FATES = {
    Foretold.WRONG: (Tone.NEAR, "có lỗi"),
    Foretold.NEW: (Tone.GOOD, "thêm mới"),
    Foretold.CHANGED: (Tone.CALM, "thay đổi"),
    Foretold.UNCHANGED: (Tone.QUIET, "giữ nguyên"),
}
_ORDER = (Foretold.WRONG, Foretold.CHANGED, Foretold.NEW, Foretold.UNCHANGED)

_LINES = (Column(label="Dòng"), Column(label="Nội dung"), Column(label="Việc sẽ làm"), Column(label="Kết quả"))
_EARLIER = (
    Column(label="Tệp"),
    Column(label="Người nhập"),
    Column(label="Lúc"),
    Column(label="Dòng có thay đổi", numeric=True),
    Column(label="Tình trạng"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportPage:
    """Where a table is sent. `undo` takes back the last one; it POSTs `import` and its key."""

    frame: Frame
    back: Link
    heading: str
    text: str
    template: Link
    action: str
    error: str
    limits: str
    earlier: Table
    undo_action: str = ""
    undo_note: str = ""
    undo_hidden: tuple[Hidden, ...] = ()
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeseenPage:
    """What a table would do. `action` is empty while there are errors; `marked` leads to the file that shows them."""

    frame: Frame
    back: Link
    heading: str
    sentence: str
    facts: tuple[Fact, ...]
    table: Table
    note: str
    again: str
    action: str = ""
    button: str = ""
    hidden: tuple[Hidden, ...] = ()
    marked: Link | None = None
    errors: tuple[ErrorLink, ...] = ()


def kinds_page(request: StaffRequest) -> HomePage:
    """Every kind of table that can be taken in."""
    return HomePage(
        frame=office_frame(request, title="Nhập dữ liệu"),
        heading="Nhập dữ liệu",
        sentence="Tải tệp mẫu, điền, gửi lên để xem thử từng dòng. Chưa bấm nhập thì chưa có gì thay đổi.",
        cards=(*map(_card, KINDS), _event_logs_card(request)),
    )


def _card(kind: ImportKind) -> Card:
    return Card(
        link=Link(text=kind.label, href=reverse("office:import", args=(kind.slug,))),
        text=kind.text,
        now=_last_vi(imports.last(kind.kind)),
    )


def _event_logs_card(request: StaffRequest) -> Card:
    """Event logs are taken in where they are looked at."""
    count = len(event_logs.logs(request.viewer))
    return Card(
        link=Link(text="Nhật ký quy trình", href=reverse("leader:logs")),
        text="Nhật ký XES hoặc CSV của hệ thống khác, để lãnh đạo xem đường đi và chỗ chờ; không thành hồ sơ.",
        now=f"{number_vi(count)} nhật ký" if count else "Chưa nhập nhật ký nào",
    )


def import_page(request: StaffRequest, kind: ImportKind, *, error: str = "") -> ImportPage:
    """Where a table of a kind is sent."""
    earlier = imports.latest(kind.kind)
    last = imports.last(kind.kind)
    names = people.names_of(each.by_id for each in earlier if each.by_id)
    return ImportPage(
        frame=office_frame(request, title=f"Nhập {kind.thing}"),
        back=Link(text="Nhập dữ liệu", href=reverse("office:imports")),
        heading=f"Nhập {kind.thing}",
        text=kind.text,
        template=Link(text="Tải tệp mẫu", href=reverse("office:import_template", args=(kind.slug,))),
        action=reverse("office:import", args=(kind.slug,)),
        error=error,
        limits=f"XLSX hoặc CSV (UTF-8), tối đa 5 MB và {number_vi(kind.most_rows)} dòng, không macro, không mật khẩu.",
        earlier=Table(
            caption="Đã nhập",
            columns=_EARLIER,
            rows=tuple(_earlier(each, names) for each in earlier),
        ),
        undo_action=reverse("office:import_undo", args=(kind.slug,)) if last else "",
        undo_note=_undo_note(last),
        undo_hidden=(Hidden(name="import", value=str(last.id)),) if last else (),
        errors=(ErrorLink(text=error, href="#id_file"),) if error else (),
    )


def foreseen_page(
    request: StaffRequest,
    kind: ImportKind,
    *,
    import_id: int,
    upload: Upload,
    sheet: Sheet,
    lines: tuple[Line, ...],
    error: str = "",
) -> ForeseenPage:
    """What a table would do, errors first."""
    counts = Counter(line.fate for line in lines)
    wrong, doing = counts[Foretold.WRONG], counts[Foretold.NEW] + counts[Foretold.CHANGED]
    ordered = sorted(lines, key=lambda line: (_ORDER.index(line.fate), line.number))
    address = (kind.slug, import_id)
    return ForeseenPage(
        frame=office_frame(request, title=f"Xem thử tệp {upload.name}"),
        back=Link(text=f"Nhập {kind.thing}", href=reverse("office:import", args=(kind.slug,))),
        heading=upload.name,
        sentence=_sentence(len(lines), wrong=wrong, doing=doing),
        facts=tuple(Fact(label=_FATES[fate][1].capitalize(), value=number_vi(counts[fate])) for fate in _ORDER),
        table=Table(
            caption="Từng dòng, lỗi ở trên",
            columns=_LINES,
            rows=tuple(map(_line, ordered[:MOST_SHOWN])),
        ),
        note=_note(sheet, shown=min(len(lines), MOST_SHOWN), total=len(lines)),
        again=reverse("office:import", args=(kind.slug,)),
        action="" if wrong or not doing else reverse("office:import_foreseen", args=address),
        button=f"Nhập {number_vi(doing)} dòng",
        hidden=(fresh_key(),),
        marked=Link(text="Tải tệp đã đánh dấu lỗi", href=reverse("office:import_marked", args=address))
        if wrong
        else None,
        errors=(ErrorLink(text=error),) if error else (),
    )


def _sentence(total: int, *, wrong: int, doing: int) -> str:
    if wrong:
        return (
            f"{number_vi(wrong)} trong {number_vi(total)} dòng có lỗi nên chưa nhập được. "
            "Hãy tải tệp đã đánh dấu, sửa các dòng đó rồi gửi lại."
        )
    if not doing:
        return f"Cả {number_vi(total)} dòng đã có đúng như vậy; không cần nhập."
    return f"{number_vi(doing)} trong {number_vi(total)} dòng sẽ thay đổi dữ liệu. Xem lại rồi bấm nhập."


def _note(sheet: Sheet, *, shown: int, total: int) -> str:
    told = []
    if shown < total:
        told.append(f"Trang này hiện {number_vi(shown)} dòng đầu.")
    if sheet.ignored:
        told.append(f"Cột không dùng đến: {', '.join(sheet.ignored)}.")
    return " ".join(told)


def _line(line: Line) -> Row:
    tone, text = _FATES[line.fate]
    return Row(
        cells=(
            Cell(text=number_vi(line.number)),
            Cell(text=line.about or "không đọc được"),
            Cell(text=line.text),
            Cell(badge=Badge(tone=tone, text=text)),
        )
    )


def _earlier(each: ImportView, names: Mapping[int, str]) -> Row:
    undone = each.undone_at is not None
    badge = Badge(tone=Tone.QUIET, text="đã hoàn tác") if undone else Badge(tone=Tone.GOOD, text="đã nhập")
    return Row(
        cells=(
            Cell(text=each.name),
            Cell(text=names.get(each.by_id or 0, "Người vận hành")),
            Cell(text=moment_vi(each.done_at)),
            Cell(text=number_vi(each.rows)),
            Cell(badge=badge),
        )
    )


def _last_vi(last: ImportView | None) -> str:
    return f"Lần gần nhất: {last.name}, {moment_vi(last.done_at)}" if last else "Chưa nhập lần nào"


def _undo_note(last: ImportView | None) -> str:
    if last is None:
        return ""
    return (
        f"Lấy lại mọi thay đổi của «{last.name}». Chỉ hoàn tác được lần gần nhất, khi chưa có gì trong đó được dùng "
        "hoặc sửa."
    )
