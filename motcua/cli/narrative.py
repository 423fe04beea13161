"""`motcua cchc-report`: the periodic report in words of a unit, as a Word document, a PDF, plain text or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer import Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.out_files import write_file
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer_json, say, tell
from motcua.desks.frame.sheets.forms.narrative import narrative_sheet
from motcua.desks.frame.sheets.pdf import pdf
from motcua.desks.frame.sheets.word import word
from motcua.records.narratives import making
from motcua.records.narratives.making import Made
from motcua.rules.folding import clean
from motcua.rules.period import period as read_period


class Format(StrEnum):
    """What a report is written as."""

    DOCX = "docx"
    PDF = "pdf"
    TXT = "txt"
    JSON = "json"


def narrative(
    context: typer.Context,
    *,
    unit: Annotated[str, Option("--unit", metavar="U", help=say("Đơn vị báo cáo, gồm cả các đơn vị dưới."))],
    period: Annotated[str, Option("--period", metavar="P", help=say("Kỳ: 2023-H1, 2023-Q2, nd09:2023-H1…"))],
    as_of: Annotated[str, Option("--as-of", metavar="INSTANT", help=say("Chốt số liệu tại thời điểm này."))] = "",
    out: Annotated[
        str, Option("--out", metavar="FILE", help=say("Ghi vào tệp này; đuôi .docx, .pdf, .txt hoặc .json."))
    ] = "",
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Makes a report from the sentences proposed; nothing is kept in the store."""
    asked = context.obj
    assert isinstance(asked, Asked)
    ending = Path(out).suffix.lstrip(".").lower()
    chosen = arguments.one_of(Format, ending, field="out") if out else Format.TXT
    key, over = clean(unit, field="unit"), read_period(clean(period, field="period"))
    cut_off = arguments.instant(as_of, field="as_of") if as_of else None
    require_tables()
    made = making.made(viewer(asked), key, over, as_of=cut_off)
    if as_json:
        answer_json(made.to_json())
    elif out:
        _write(_FILES[chosen](made), out)
    else:
        sys.stdout.write(made.text)
    return 0


def _write(content: bytes, to: str) -> None:
    write_file(content, Path(to))
    tell(say("Đã ghi báo cáo vào {file}.", file=to))


_FILES: Mapping[Format, Callable[[Made], bytes]] = {
    Format.DOCX: lambda made: word(narrative_sheet(made)),
    Format.PDF: lambda made: pdf(narrative_sheet(made)),
    Format.TXT: lambda made: made.text.encode(),
    Format.JSON: lambda made: f"{json.dumps(made.to_json(), ensure_ascii=False, indent=1)}\n".encode(),
}
