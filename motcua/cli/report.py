"""`motcua report`: an official report of a unit over a period, as a workbook, a Word document, a PDF or JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.out_files import write_out
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer_json, say, tell
from motcua.desks.frame.sheets.forms.report import file_name, report_sheet, require_fit
from motcua.desks.frame.sheets.pdf import pdf
from motcua.desks.frame.sheets.report_books import report_book
from motcua.desks.frame.sheets.word import word
from motcua.records.reports import making
from motcua.records.reports.content import made_json
from motcua.records.reports.making import Made
from motcua.rules.folding import clean
from motcua.rules.period import period as read_period


class Format(StrEnum):
    """What a report is written as."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
    JSON = "json"


def report(
    context: typer.Context,
    form: Annotated[
        str, Argument(metavar="FORM", help=say("Biểu: II.06a, II.07b, II.05a, II.08, dieu-hanh, qua-han."))
    ],
    *,
    unit: Annotated[str, Option("--unit", metavar="U", help=say("Đơn vị báo cáo, gồm cả các đơn vị dưới."))],
    period: Annotated[str, Option("--period", metavar="P", help=say("Kỳ: 2023-H1, 2023-Q2, nd09:2023-H1…"))],
    as_of: Annotated[str, Option("--as-of", metavar="INSTANT", help=say("Chốt số liệu tại thời điểm này."))] = "",
    form_of_file: Annotated[str, Option("--format", metavar="F", help=say("xlsx, docx, pdf hoặc json."))] = "",
    out: Annotated[str, Option("--out", metavar="FILE", help=say("Ghi vào tệp này; có đuôi thì khỏi --format."))] = "",
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Makes a report; nothing is kept in the store."""
    asked = context.obj
    assert isinstance(asked, Asked)
    chosen = _format(form_of_file, out=out, as_json=as_json)
    code, key = clean(form, field="form"), clean(unit, field="unit")
    over = read_period(clean(period, field="period"))
    cut_off = arguments.instant(as_of, field="as_of") if as_of else None
    require_tables()
    made = making.made(viewer(asked), code, key, over, as_of=cut_off)
    if chosen is Format.JSON and not out:
        answer_json(made_json(made))
        return 0
    if chosen in (Format.DOCX, Format.PDF):
        require_fit(made)
    _write(_FILES[chosen](made), out or f"{file_name(made)}.{chosen.value}")
    return 0


def _format(text: str, *, out: str, as_json: bool) -> Format:
    """As told, else by the ending of the file, else JSON."""
    told = text or Path(out).suffix.lstrip(".").lower()
    chosen = arguments.one_of(Format, told, field="format") if text or out else Format.JSON
    return Format.JSON if as_json else chosen


def _json_file(made: Made) -> bytes:
    return f"{json.dumps(made_json(made), ensure_ascii=False, indent=1)}\n".encode()


_FILES: Mapping[Format, Callable[[Made], bytes]] = {
    Format.XLSX: report_book,
    Format.DOCX: lambda made: word(report_sheet(made)),
    Format.PDF: lambda made: pdf(report_sheet(made)),
    Format.JSON: _json_file,
}


def _write(content: bytes, to: str) -> None:
    if write_out(content, to):
        tell(say("Đã ghi báo cáo vào {file}.", file=to))
