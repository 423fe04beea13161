"""`motcua figure`: an indicator over a period, as reports print it; `motcua figures`: all of them, and those loaded."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Argument, Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.csv_files import content_of, refuse_rows
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer, answer_json, say
from motcua.records.measures import actions as measures_actions
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import NO_DATA, SIMULATED, Count, Figure
from motcua.records.measures.queries import By
from motcua.records.measures.reading import COLUMNS, figures_in
from motcua.rules.folding import clean
from motcua.rules.indicator import Indicator, Unit
from motcua.rules.indicators import indicator as read_indicator
from motcua.rules.indicators import indicators
from motcua.rules.period import period as read_period
from motcua.rules.refusal import Refusal

AsJson = Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))]


def figure(
    context: typer.Context,
    indicator: Annotated[str, Argument(metavar="ID", help=say("Mã chỉ tiêu, ví dụ settlement_rate."))],
    *,
    period: Annotated[str, Option("--period", metavar="PERIOD", help=say("Kỳ: 2023, 2023-H1, 2023-Q2, 2023-06…"))],
    by: Annotated[str, Option("--by", metavar="BY", help=say("Chia theo: unit, level, procedure, month, week…"))] = "",
    as_of: Annotated[str, Option("--as-of", metavar="INSTANT", help=say("Chốt số liệu tại thời điểm này."))] = "",
    as_json: AsJson = False,
) -> int:
    """Prints a figure with its numerator, denominator, period and cut-off."""
    asked = context.obj
    assert isinstance(asked, Asked)
    wanted = clean(indicator, field="id")
    over = read_period(clean(period, field="period"))
    split = arguments.one_of(By, by, field="by") if by else read_indicator(wanted).breakdown
    cut_off = arguments.instant(as_of, field="as_of") if as_of else None
    require_tables()
    found = measures.figure(viewer(asked), wanted, over, by=split, as_of=cut_off)
    if as_json:
        answer_json(found.to_json())
    else:
        _print(found)
    return 0


def listed(*, as_json: AsJson = False) -> int:
    """The indicators that can be counted."""
    if as_json:
        answer_json([{"id": each.id, "version": each.version, "label": each.label} for each in indicators().values()])
        return 0
    width = max(map(len, indicators()))
    for each in indicators().values():
        answer(f"{each.id:{width}}  {each.label}")
    return 0


def load(
    context: typer.Context,
    file: Annotated[str, Argument(metavar="FILE", help=say("Tệp CSV: {columns}.", columns=",".join(COLUMNS)))],
    *,
    dry_run: Annotated[bool, Option("--dry-run", help=say("Chỉ kiểm tra tệp, không nạp."))] = False,
    as_json: AsJson = False,
) -> int:
    """Takes in figures that were counted elsewhere, to compare periods with; all of a file or none."""
    asked = context.obj
    assert isinstance(asked, Asked)
    require_tables()
    table = figures_in(content_of(file))
    if table.errors:
        summary = say("Tệp có {count} dòng sai nên chưa nạp gì.", count=len(table.errors))
        return refuse_rows(table.errors, summary=summary, as_json=as_json)
    if not table.figures:
        raise Refusal("file", "Tệp không có dòng nào; hãy ghi mỗi số liệu một dòng dưới dòng đầu.")
    loaded = 0 if dry_run else measures_actions.load(viewer(asked), table.figures)
    if as_json:
        answer_json({"rows": len(table.figures), "loaded": loaded, "dry_run": dry_run})
    elif dry_run:
        answer(say("Tệp có {count} số liệu, đọc được cả; chưa nạp gì.", count=len(table.figures)))
    else:
        answer(say("Đã nạp {count} số liệu mới trong {all} dòng.", count=loaded, all=len(table.figures)))
    return 0


def _print(found: Figure) -> None:
    answer(say("{label}, {period}", label=found.indicator.label, period=found.period.label))
    answer(f"  {_count(found.indicator, found.total)}")
    for group in found.groups:
        answer(f"  {group.label}: {_count(found.indicator, group.count)}")
    answer(say("Số liệu biết đến {as_of}.", as_of=found.as_of))
    if NO_DATA in found.flags:
        answer(say("Chưa có nơi nào trong hệ thống ghi nhận việc này."))
    if SIMULATED in found.flags:
        answer(say("Dữ liệu mẫu: người và hồ sơ đều do máy tạo ra."))


def _count(said_of: Indicator, count: Count) -> str:
    if not count.known:
        return say("chưa có dữ liệu")
    if count.denominator is None:
        return _grouped(count.numerator)
    counted = f"{_grouped(count.numerator)} / {_grouped(count.denominator)}"
    if said_of.percentile is not None:
        return say("{value} phút ({counted} hồ sơ không vượt)", value=_value(count, places=0), counted=counted)
    if said_of.unit is Unit.RATIO:
        return f"{counted} = {_value(count, places=2, times=100)} %"
    return say("{counted} = {value} phút", counted=counted, value=_value(count, places=1))


def _value(count: Count, *, places: int, times: int = 1) -> str:
    """The value with a decimal comma, a dash where there is none."""
    return "—" if count.value is None else f"{count.value * times:.{places}f}".replace(".", ",")


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
