"""`motcua figure`: an indicator over a period, as reports print it."""

from __future__ import annotations

from typing import Annotated

import typer
from typer import Argument, Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer, answer_json, say
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import Count, Figure
from motcua.records.measures.queries import By
from motcua.rules.folding import clean
from motcua.rules.period import period as read_period


def figure(
    context: typer.Context,
    indicator: Annotated[str, Argument(metavar="ID", help=say("Mã chỉ tiêu, ví dụ settlement_rate."))],
    *,
    period: Annotated[str, Option("--period", metavar="PERIOD", help=say("Kỳ: 2023, 2023-H1, 2023-Q2, 2023-06…"))],
    by: Annotated[str, Option("--by", metavar="BY", help=say("Chia theo: unit, level, procedure hoặc month."))] = "",
    as_of: Annotated[str, Option("--as-of", metavar="INSTANT", help=say("Chốt số liệu tại thời điểm này."))] = "",
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Prints a figure with its numerator, denominator, period and cut-off."""
    asked = context.obj
    assert isinstance(asked, Asked)
    wanted = clean(indicator, field="id")
    over = read_period(clean(period, field="period"))
    split = arguments.one_of(By, by, field="by") if by else None
    cut_off = arguments.instant(as_of, field="as_of") if as_of else None
    require_tables()
    found = measures.figure(viewer(asked), wanted, over, by=split, as_of=cut_off)
    if as_json:
        answer_json(found.to_json())
    else:
        _print(found)
    return 0


def _print(found: Figure) -> None:
    answer(say("{label}, {period}", label=found.indicator.label, period=found.period.label))
    answer(f"  {_count(found.total)}")
    for group in found.groups:
        answer(f"  {group.label}: {_count(group.count)}")
    answer(say("Số liệu biết đến {as_of}.", as_of=found.as_of))
    if "simulated" in found.flags:
        answer(say("Dữ liệu mẫu: người và hồ sơ đều do máy tạo ra."))


def _count(count: Count) -> str:
    if count.denominator is None:
        return _grouped(count.numerator)
    share = "—" if count.value is None else f"{count.value * 100:.2f}".replace(".", ",") + " %"
    return f"{_grouped(count.numerator)} / {_grouped(count.denominator)} = {share}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
