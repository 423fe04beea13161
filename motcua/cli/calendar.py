"""`motcua calendar`: days off decided late, previewed and applied; the decisions that a store knows."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated, Any
from uuid import uuid4

import typer
from typer import Argument, Option

from motcua.cli.asked import Asked
from motcua.cli.csv_files import content_of, refuse_rows
from motcua.cli.starting import require_tables, viewer
from motcua.cli.words import answer, answer_json, said, say, tell
from motcua.law.types import DayKind
from motcua.records.calendar import queries as calendars
from motcua.records.calendar.decisions import Decision
from motcua.records.calendar.reading import decisions_in
from motcua.records.casework import recalculating
from motcua.records.casework.recalculating import Applied, Effects, Failure
from motcua.rules.refusal import Refusal

SHOWN = 5
"""Examples printed of dossiers that move."""

YES = frozenset({"có", "co", "yes", "y"})

AsJson = Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))]


def apply(
    context: typer.Context,
    file: Annotated[str, Argument(metavar="FILE", help=say("Tệp CSV: date,kind,reason,document,article,unit."))],
    *,
    yes: Annotated[bool, Option("--yes", help=say("Áp dụng ngay, không hỏi lại."))] = False,
    as_json: AsJson = False,
) -> int:
    """Shows what decisions would do to open dossiers, and applies them when told to; may be run again."""
    asked = context.obj
    assert isinstance(asked, Asked)
    require_tables()
    who = viewer(asked)
    table = decisions_in(content_of(file))
    if table.errors:
        summary = say("Tệp có {count} dòng sai nên chưa áp dụng gì.", count=len(table.errors))
        return refuse_rows(table.errors, summary=summary, as_json=as_json)
    if not table.decisions:
        raise Refusal("file", "Tệp không có dòng nào; hãy ghi mỗi ngày một dòng dưới dòng đầu.")
    effects = recalculating.preview(who, table.decisions)
    if not as_json:
        _print_effects(effects)
    if not (yes or _agreed(as_json=as_json)):
        return _not_applied(effects, as_json=as_json)
    done = recalculating.apply(who, table.decisions, key=str(uuid4()))
    _tell_applied(effects, done, as_json=as_json)
    return 1 if done.failures else 0


def applied(*, as_json: AsJson = False) -> int:
    """The decisions applied in this store, the first one first; the last one on a day holds."""
    require_tables()
    found = calendars.decisions_applied()
    if as_json:
        answer_json([{**_decision(one), "applied_at": one.applied_at.isoformat()} for one in found])
        return 0
    for one in found:
        when = say("áp dụng {at}", at=f"{one.applied_at:%H:%M %d/%m/%Y}")
        answer(f"{_sentence(one)} [{one.source}], {when}")
    if not found:
        answer(say("Chưa áp dụng quyết định nào; lịch làm việc là lịch của luật."))
    return 0


def _agreed(*, as_json: bool) -> bool:
    """Whether the person at the keyboard says yes; nobody is asked who is not there."""
    if as_json or not sys.stdin.isatty():
        return False
    return input(say("Áp dụng? Gõ «có» rồi Enter: ")).strip().casefold() in YES


def _not_applied(effects: Effects, *, as_json: bool) -> int:
    if as_json:
        answer_json({**_effects(effects), "applied": False})
    else:
        answer(say("Chưa ghi gì. Chạy lại với --yes để áp dụng."))
    return 0


def _tell_applied(effects: Effects, done: Applied, *, as_json: bool) -> None:
    if as_json:
        told = {"applied": True, "moved": done.moved, "failures": _failures(done.failures)}
        answer_json({**_effects(effects), **told})
        return
    answer(say("Đã áp dụng; {count} hồ sơ có ngày hẹn mới.", count=done.moved))
    _print_failures(done.failures)


def _print_effects(effects: Effects) -> None:
    for one in effects.decisions:
        idle = say(" (lịch đã như vậy)") if one in effects.idle else ""
        answer(f"- {_sentence(one)} [{one.source}]{idle}")
    answer(
        say(
            "{moved} hồ sơ đang mở được lùi ngày hẹn; {kept} hồ sơ giữ ngày đã hẹn vì tính lại ra sớm hơn.",
            moved=len(effects.moves),
            kept=effects.kept,
        )
    )
    for unit in effects.units:
        counted = say("lùi {moved}, giữ {kept}", moved=unit.moved, kept=unit.kept)
        answer(f"  {unit.name}: {counted}")
    for move in effects.moves[:SHOWN]:
        answer(f"  {move.code}: {move.before:%H:%M %d/%m/%Y} → {move.after:%H:%M %d/%m/%Y}")
    if len(effects.moves) > SHOWN:
        answer(say("  … và {count} hồ sơ khác.", count=len(effects.moves) - SHOWN))
    _print_failures(effects.failures)


def _print_failures(failures: Iterable[Failure]) -> None:
    for failure in failures:
        tell(say("Không tính lại được hồ sơ {code}: {why}", code=failure.code, why=said(failure.refusal)))


def _sentence(one: Decision) -> str:
    day = f"{one.day:%d/%m/%Y}"
    reason = one.exception.reason
    if one.kind is DayKind.OFF:
        return say("{day} nghỉ: {reason}", day=day, reason=reason)
    return say("{day} làm việc: {reason}", day=day, reason=reason)


def _effects(effects: Effects) -> dict[str, Any]:
    return {
        "decisions": [_decision(one) for one in effects.decisions],
        "idle": [one.day.isoformat() for one in effects.idle],
        "moved": len(effects.moves),
        "kept": effects.kept,
        "units": [{"unit": unit.name, "moved": unit.moved, "kept": unit.kept} for unit in effects.units],
        "moves": [
            {"code": move.code, "before": move.before.isoformat(), "after": move.after.isoformat()}
            for move in effects.moves
        ],
        "failures": _failures(effects.failures),
    }


def _failures(failures: Iterable[Failure]) -> list[dict[str, str]]:
    return [{"code": failure.code, "message": said(failure.refusal)} for failure in failures]


def _decision(one: Decision) -> dict[str, str]:
    kind = "off" if one.kind is DayKind.OFF else "working"
    return {
        "date": one.day.isoformat(),
        "kind": kind,
        "reason": one.reason,
        "document": one.document,
        "article": one.article,
        "unit": one.unit.key if one.unit else "",
    }
