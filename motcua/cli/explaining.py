"""`motcua explain`: a due date with its reasons, from the calendar and the law alone or by a procedure in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from typer import Option

from motcua.cli import arguments
from motcua.cli.starting import pending_migrations, require_tables
from motcua.cli.words import answer, answer_json, say
from motcua.law.errors import NoValue
from motcua.law.registry import law
from motcua.law.types import Channel, DeadlineRules, Term, TermUnit
from motcua.records import store
from motcua.records.calendar.queries import working_calendar
from motcua.records.catalogue.queries import procedure_in_force
from motcua.rules.deadline import Deadline, due_date
from motcua.rules.numbering import procedure_code
from motcua.rules.refusal import Refusal
from motcua.rules.term import MOST
from motcua.rules.working_time import WorkCalendar

UNCOUNTED = frozenset({TermUnit.SAME_DAY, TermUnit.NONE, TermUnit.UNKNOWN})
"""Units whose amount is nothing."""

FIELDS = {"amount": "days", "date": "received"}
"""The option that a field of the rules comes from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Basis:
    """What a due date is computed from."""

    term: Term
    rules: DeadlineRules


def explain(
    *,
    received: Annotated[str, Option("--received", metavar="INSTANT", help=say("Lúc tiếp nhận: 2023-04-28 15:20."))],
    procedure: Annotated[
        str, Option("--procedure", metavar="CODE", help=say("Mã thủ tục quốc gia, ví dụ 2.000815."))
    ] = "",
    channel: Annotated[
        str, Option("--channel", metavar="CHANNEL", help=say("Cách nộp: counter, online hoặc post."))
    ] = Channel.COUNTER.value,
    days: Annotated[
        str, Option("--days", metavar="N", help=say("Thời hạn, tính bằng --unit; thay thời hạn của thủ tục."))
    ] = "",
    unit: Annotated[str, Option("--unit", metavar="UNIT", help=say("Đơn vị: working_day, day, hour…"))] = "",
    as_json: Annotated[bool, Option("--json", help=say("In một tài liệu JSON."))] = False,
) -> int:
    """Explains when a result is due."""
    at = arguments.instant(received, field="received")
    calendar = _calendar()
    calendar.minute(at, field="received")
    rules = _rules_on(at)
    term = _term(days, unit)
    through = arguments.one_of(Channel, channel, field="channel")
    basis = _of_procedure(procedure, at=at, channel=through, term=term, rules=rules) if procedure else None
    if basis is None and term is None:
        raise Refusal("days", "Hãy ghi --procedure, hoặc cả --days và --unit, để biết thời hạn nào được tính.")
    basis = basis or _Basis(term=_given(term), rules=rules)
    with arguments.options(FIELDS):
        deadline = due_date(at, term=basis.term, rules=basis.rules, calendar=calendar)
    _show(deadline, as_json=as_json)
    return 0


def _calendar() -> WorkCalendar:
    """The calendar of the store, with what was decided there; without a store that of the law."""
    if store.read() is None or pending_migrations():
        return WorkCalendar.from_law(law().calendar())
    return working_calendar()


def _rules_on(at: datetime) -> DeadlineRules:
    """The rules of the day of acceptance. Raises NoValue, naming the option, before the first era."""
    try:
        return law().deadline_rules_on(at.date())
    except NoValue as gap:
        gap.field = "received"
        raise


def _given(term: Term | None) -> Term:
    assert term is not None
    return term


def _term(days: str, unit: str) -> Term | None:
    """The term typed; None when none was. Raises Refusal for half of one."""
    if not days and not unit:
        return None
    if not unit:
        raise Refusal(
            "unit", "Hãy ghi thêm --unit, ví dụ --unit working_day: {days} có thể là ngày hay giờ.", days=days[:20]
        )
    counted = arguments.one_of(TermUnit, unit, field="unit")
    if counted in UNCOUNTED:
        if days:
            arguments.whole(days, field="days", least=0, most=1)
        return Term(amount=0, unit=counted)
    if not days:
        raise Refusal("days", "Hãy ghi thêm --days: bao nhiêu {unit}.", unit=counted.value)
    return Term(amount=arguments.whole(days, field="days", least=1, most=MOST), unit=counted)


def _of_procedure(code: str, *, at: datetime, channel: Channel, term: Term | None, rules: DeadlineRules) -> _Basis:
    """The term and the readings of the procedure in force on the day of acceptance."""
    wanted = procedure_code(code)
    require_tables()
    view = procedure_in_force(wanted, at.date())
    offered = view.channels.get(channel)
    if offered is None:
        raise Refusal(
            "channel",
            "Thủ tục {code} không nhận qua «{channel}». Các cách nộp: {channels}.",
            code=wanted,
            channel=channel.value,
            channels=", ".join(sorted(view.channels)),
        )
    return _Basis(
        term=term or offered.term,
        rules=replace(
            rules,
            reading=view.day_reading or rules.reading,
            supplement_policy=view.supplement_policy or rules.supplement_policy,
        ),
    )


def _show(deadline: Deadline, *, as_json: bool) -> None:
    if as_json:
        answer_json(deadline.explained())
        return
    for line in deadline.lines:
        source = f"  [{line.source}]" if line.source else ""
        answer(f"- {line.said(say)}{source}")
