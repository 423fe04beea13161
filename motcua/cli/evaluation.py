"""`motcua evaluation`: how dossiers were settled as citizens and the level above say, on one of three forms."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.out_files import write_out
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer_json, say, tell
from motcua.desks.frame.sheets.evaluation_books import evaluation_book
from motcua.desks.frame.sheets.forms.evaluation import (
    EvaluationForm,
    agency_form,
    ballots_form,
    ranking_form,
    sheet_of,
)
from motcua.desks.frame.sheets.pdf import pdf
from motcua.records.evaluation import ballots, scores
from motcua.records.evaluation.shape import agency_json, ballots_json, ranking_json
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.folding import clean
from motcua.rules.period import Period
from motcua.rules.period import period as read_period

MOST_BALLOTS = 100_000


class Form(StrEnum):
    """The forms: dossier by dossier, an agency, the ranking of agencies."""

    DOSSIER = "dossier"
    AGENCY = "agency"
    RANKING = "ranking"


class Format(StrEnum):
    """What a form is written as."""

    XLSX = "xlsx"
    PDF = "pdf"
    JSON = "json"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Made:
    """A form filled, and the same as JSON."""

    form: Callable[[], EvaluationForm]
    content: dict[str, Any]


def evaluation(
    context: typer.Context,
    *,
    unit: Annotated[
        str, Option("--unit", metavar="U", help=say("Cơ quan được đánh giá, hoặc đứng tên bảng xếp hạng."))
    ],
    period: Annotated[str, Option("--period", metavar="P", help=say("Kỳ: 2023, 2023-H1, 2023-Q2, 2023-06…"))],
    form: Annotated[str, Option("--form", metavar="FORM", help=say("dossier, agency hoặc ranking."))] = "agency",
    as_of: Annotated[str, Option("--as-of", metavar="INSTANT", help=say("Chốt số liệu tại thời điểm này."))] = "",
    form_of_file: Annotated[str, Option("--format", metavar="F", help=say("xlsx, pdf hoặc json."))] = "",
    out: Annotated[str, Option("--out", metavar="FILE", help=say("Ghi vào tệp này; có đuôi thì khỏi --format."))] = "",
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Fills a form of the evaluation; nothing is kept in the store."""
    asked = context.obj
    assert isinstance(asked, Asked)
    chosen = _format(form_of_file, out=out, as_json=as_json)
    wanted = arguments.one_of(Form, clean(form, field="form"), field="form")
    key, over = clean(unit, field="unit"), read_period(clean(period, field="period"))
    cut_off = arguments.instant(as_of, field="as_of") if as_of else None
    require_tables()
    made = _MADE[wanted](viewer(asked), key, over, cut_off)
    if chosen is Format.JSON and not out:
        answer_json(made.content)
        return 0
    _write(_file(made, chosen), out or f"{made.form().file_name}.{chosen.value}")
    return 0


def _format(text: str, *, out: str, as_json: bool) -> Format:
    """As told, else by the ending of the file, else JSON."""
    if as_json or not (text or out):
        return Format.JSON
    return arguments.one_of(Format, text or Path(out).suffix.lstrip(".").lower(), field="format")


def _agency(who: Viewer, key: str, over: Period, as_of: datetime | None) -> _Made:
    told = scores.score(who, key, over, as_of=as_of)
    return _Made(form=lambda: agency_form(told), content=agency_json(told))


def _dossiers(who: Viewer, key: str, over: Period, as_of: datetime | None) -> _Made:
    told = scores.score(who, key, over, as_of=as_of)
    lines, _ = ballots.behind(told, who, size=MOST_BALLOTS)
    return _Made(form=lambda: ballots_form(told, lines), content=ballots_json(told, lines))


def _ranking(who: Viewer, key: str, over: Period, as_of: datetime | None) -> _Made:
    unit, found = places.unit(key), scores.ranking(who, over, as_of=as_of)
    return _Made(
        form=lambda: ranking_form(found, unit_id=unit.id, unit=unit.name, period=over),
        content=ranking_json(found, over),
    )


_MADE: dict[Form, Callable[[Viewer, str, Period, datetime | None], _Made]] = {
    Form.AGENCY: _agency,
    Form.DOSSIER: _dossiers,
    Form.RANKING: _ranking,
}


def _file(made: _Made, chosen: Format) -> bytes:
    match chosen:
        case Format.XLSX:
            return evaluation_book(made.form())
        case Format.PDF:
            return pdf(sheet_of(made.form()))
        case Format.JSON:
            return f"{json.dumps(made.content, ensure_ascii=False, indent=1)}\n".encode()


def _write(content: bytes, to: str) -> None:
    if write_out(content, to):
        tell(say("Đã ghi biểu đánh giá vào {file}.", file=to))
