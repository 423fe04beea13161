"""`motcua score qd766`: the score sheet of a unit for a period."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

import typer
from typer import Argument, Option

from motcua.cli import arguments
from motcua.cli.asked import Asked
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer, answer_json, say
from motcua.records.scoring import scores
from motcua.records.scoring.scores import UnitScore
from motcua.records.scoring.shape import to_json
from motcua.records.scoring.words import FLAGS, STANDINGS
from motcua.rules.folding import clean
from motcua.rules.period import period as read_period
from motcua.rules.qd766.scoring import Scored, total_of
from motcua.rules.refusal import NotFound

INDEX = "qd766"


def score(
    context: typer.Context,
    index: Annotated[str, Argument(metavar="INDEX", help=say("Bộ chỉ số; hiện có qd766."))],
    *,
    unit: Annotated[str, Option("--unit", metavar="UNIT", help=say("Mã đơn vị, ví dụ tra_cu.ham_tan."))],
    period: Annotated[str, Option("--period", metavar="PERIOD", help=say("Kỳ: 2023, 2023-H1, 2023-Q2, 2023-06…"))],
    as_of: Annotated[str, Option("--as-of", metavar="INSTANT", help=say("Chốt số liệu tại thời điểm này."))] = "",
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Prints what each row gives, what is not known, and between which totals the score lies."""
    asked = context.obj
    assert isinstance(asked, Asked)
    wanted = clean(index, field="index")
    if wanted != INDEX:
        raise NotFound("index", "Không có bộ chỉ số «{index}»; hiện có: {known}.", index=wanted[:40], known=INDEX)
    key, over = clean(unit, field="unit"), read_period(clean(period, field="period"))
    cut_off = arguments.instant(as_of, field="as_of") if as_of else None
    require_tables()
    told = scores.unit_score(viewer(asked), key, over, as_of=cut_off)
    if as_json:
        answer_json(to_json(told))
    else:
        _print(told)
    return 0


def _print(told: UnitScore) -> None:
    total = told.score.total
    answer(say("{unit}, {period}", unit=told.scored.unit.name, period=told.period.label))
    for group in told.score.sheet.groups:
        rows = told.score.group(group.id)
        found = total_of(rows)
        answer(f"{group.label}: {_decimal(found.known)} / {group.points}")
        for each in rows:
            answer(f"  {each.row.id:<5} {_given(each)}  {each.row.label}{_aside(told, each)}")
    answer(
        say(
            "Biết {known} trên {possible} điểm của các chỉ số có dữ liệu; tổng từ {known} đến {most} trên {whole}.",
            known=_decimal(total.known),
            possible=total.possible,
            most=_decimal(total.most),
            whole=total.whole,
        )
    )
    low, high = told.lowest.label, told.highest.label
    answer(say("Xếp loại: {grade}.", grade=low if low == high else f"{low} – {high}"))
    answer(say("Số liệu biết đến {as_of}.", as_of=told.as_of.isoformat()))
    for flag in told.flags:
        answer(f"· {FLAGS[flag]}")


def _given(each: Scored) -> str:
    counts = f"{each.counted.numerator}/{each.counted.denominator}" if each.counted else ""
    points = _decimal(each.points) if each.points is not None else "—"
    return f"{points:>6} / {each.row.points:<2} {counts:>13}"


def _aside(told: UnitScore, each: Scored) -> str:
    said = [STANDINGS[each.standing], *(FLAGS[flag] for flag in told.flags_of(each))]
    words = "; ".join(dict.fromkeys(part for part in said if part))
    return f" ({words})" if words else ""


def _decimal(number: Decimal) -> str:
    return f"{number:.2f}".replace(".", ",")
