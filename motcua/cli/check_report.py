"""`motcua check-report`: are the figures of a report right? `motcua citations`: which documents does a text name?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from motcua.cli.asked import Asked
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer, answer_json, say
from motcua.records.documents.references import document_kinds
from motcua.records.files.keeping import MOST_BYTES
from motcua.records.files.texts import text_of
from motcua.records.measures.figures import JSON
from motcua.records.measures.report_checking import Checked, CheckedReport, Reference, check_report
from motcua.records.measures.report_figures import Data
from motcua.rules.citations import Citation, citations
from motcua.rules.claims.claim import Arithmetic, Kind
from motcua.rules.folding import clean
from motcua.rules.period import period as read_period
from motcua.rules.refusal import Refusal

WIDEST = 100
"""Characters of a claim that are shown in a line."""

File = Annotated[str, Argument(metavar="FILE", help=say("Tệp Word (DOCX), PDF hoặc TXT."))]
AsJson = Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))]


def check(
    context: typer.Context,
    file: File,
    *,
    unit: Annotated[str, Option("--unit", metavar="UNIT", help=say("Báo cáo của đơn vị nào; mặc định tất cả."))] = "",
    period: Annotated[
        str, Option("--period", metavar="PERIOD", help=say("Kỳ của báo cáo; mặc định theo tên báo cáo."))
    ] = "",
    as_json: AsJson = False,
) -> int:
    """Checks the figures of a report; exit code 1 where one is wrong or differs from what is recorded."""
    asked = context.obj
    assert isinstance(asked, Asked)
    over = read_period(clean(period, field="period")) if period else None
    text = _text(file)
    require_tables()
    found = check_report(viewer(asked), text, unit_key=clean(unit, field="unit"), period=over)
    if as_json:
        answer_json([claim.to_json() for claim in found.claims])
    else:
        _print(found)
    return 1 if found.problems else 0


def cited(file: File, *, as_json: AsJson = False) -> int:
    """Lists the documents that a text names, with their places in it."""
    found = citations(_text(file), kinds=document_kinds())
    if as_json:
        answer_json([_citation_json(each) for each in found])
    for each in () if as_json else found:
        day = f" · {each.day:%d/%m/%Y}" if each.day else ""
        answer(f"{each.kind} {each.reference}{day}")
    if not (found or as_json):
        answer(say("Không thấy số, ký hiệu văn bản nào."))
    return 0


def _text(file: str) -> str:
    """The text of a file on this machine. Raises Refusal naming `file`."""
    path = Path(file)
    if not path.is_file():
        raise Refusal("file", "Không có tệp {file}; hãy kiểm tra đường dẫn.", file=file[:200])
    with path.open("rb") as opened:
        content = opened.read(MOST_BYTES + 1)
    return text_of(content, name=path.name, field="file")


def _print(found: CheckedReport) -> None:
    problems = found.problems
    answer(say("Đọc được {claims} ý; {problems} ý cần xem lại.", claims=len(found.claims), problems=problems))
    if found.period is None:
        answer(say("Chưa rõ kỳ của báo cáo nên chưa so với số liệu; hãy thêm --period, ví dụ --period 2023-H1."))
    else:
        answer(say("So với số liệu {period}.", period=found.period.label))
    for number, claim in enumerate(found.claims, start=1):
        mark = "✗" if claim.is_problem else "✓" if claim.is_sure else "·"
        answer(f"{mark} {number:>3}. {_shortened(claim.text)}")
        answer(f"       {' · '.join((_kind(claim.kind), *_verdicts(claim)))}")
        if claim.calculation:
            answer(f"       {claim.calculation}")
        if claim.record:
            answer(f"       {say('số liệu của hệ thống')}: {claim.record}")


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDEST else f"{line[:WIDEST]}…"


def _kind(kind: Kind) -> str:
    return {
        Kind.COUNT: say("số đếm"),
        Kind.RATIO: say("tỷ lệ"),
        Kind.SUM: say("tổng"),
        Kind.GROWTH: say("tăng, giảm"),
        Kind.REFERENCE: say("văn bản"),
    }[kind]


def _verdicts(claim: Checked) -> list[str]:
    """What can be said of a claim, in words."""
    if claim.kind is Kind.REFERENCE:
        known = claim.reference is Reference.KNOWN
        return [say("có trong danh mục") if known else say("chưa có trong danh mục")]
    arithmetic = {Arithmetic.RIGHT: say("tính đúng"), Arithmetic.WRONG: say("TÍNH SAI"), Arithmetic.NONE: ""}
    data = {
        Data.AGREES: say("khớp số liệu"),
        Data.DIFFERS: say("KHÁC số liệu"),
        Data.UNKNOWN: say("chưa có số liệu để so"),
    }
    return [word for word in (arithmetic[claim.arithmetic], data[claim.data]) if word]


def _citation_json(citation: Citation) -> dict[str, JSON]:
    """The shape others rely on."""
    return {
        "text": citation.text,
        "kind": citation.kind,
        "class": citation.document_class.value,
        "number": citation.number,
        "symbol": citation.symbol,
        "reference": citation.reference,
        "year": citation.year,
        "date": citation.day.isoformat() if citation.day else None,
        "issuer": citation.issuer,
        "start": citation.start,
        "end": citation.end,
    }
