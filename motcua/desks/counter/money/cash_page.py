"""The money of a desk on a day: every receipt, sums by way of paying, and the cash that a collector hands over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, desk_of, desk_seen
from motcua.desks.counter.money.pages import CashPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.days import day_field
from motcua.desks.frame.fields import Field, with_errors
from motcua.desks.frame.formats import date_vi, instant_vi, money_vi, number_vi, time_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import EmptyState, Fact, Link, Part
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import kept_key
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.records import clock
from motcua.records.payments import queries
from motcua.records.payments.queries import SheetLine
from motcua.rules.fees import METHODS, EntryKind, Method
from motcua.rules.refusal import Refusal

_COLUMNS = (
    Column(label="Biên nhận"),
    Column(label="Hồ sơ"),
    Column(label="Cách nộp"),
    Column(label="Lúc"),
    Column(label="Số tiền", numeric=True),
)


def cash_page(
    request: StaffRequest, day: date, *, typed: Mapping[str, str] | None = None, refusal: Refusal | None = None
) -> CashPage:
    """The cash sheet of the desk of whoever looks."""
    unit, typed, errors = desk_of(request.viewer), typed or {}, errors_of(refusal)
    lines = queries.cash_sheet(request.viewer, unit_id=unit.id, day=day)
    closed = queries.closed_days(unit.id, day=day)
    open_still = day == clock.now().date() and all(one.collector_id != request.viewer.account_id for one in closed)
    counted, ground = with_errors(_closing(request, unit.id, day, typed), errors)
    return CashPage(
        frame=counter_frame(request, title=f"Sổ thu ngày {date_vi(day)}", current="cash"),
        print_head=agency_head(unit.id, on=day),
        sentence=_sentence(lines, day),
        action=reverse("counter:cash"),
        day=day_field("ngay", "Ngày", value=date_vi(day)),
        totals=_totals(lines),
        table=Table(caption="Từng khoản", columns=_COLUMNS, rows=tuple(_row(line) for line in lines)),
        statement=Link(text="Đối soát sao kê ngân hàng", href=reverse("counter:statement")),
        closed=tuple(
            f"{one.collector} đã chốt lúc {instant_vi(one.at)}: theo sổ {money_vi(one.expected)}, "
            f"đếm được {money_vi(one.counted)}{f' ({one.ground})' if one.ground else ''}."
            for one in closed
        ),
        hidden=(desk_seen(unit), kept_key(typed.get("request_key", ""))),
        counted=counted if open_still else None,
        ground=ground if open_still else None,
        empty=None if lines else _empty(),
        errors=summary((counted, ground) if open_still else (), errors),
    )


def _closing(request: StaffRequest, unit_id: int, day: date, typed: Mapping[str, str]) -> tuple[Field, Field]:
    account_id = request.viewer.account_id
    expected = queries.cash_in_hand(unit_id, account_id=account_id, day=day) if account_id else 0
    return (
        Field(
            name="counted",
            label="Tiền mặt đếm được (đồng)",
            value=typed.get("counted", ""),
            hint=f"Theo sổ, ông/bà đang giữ {money_vi(expected)} tiền mặt.",
            required=True,
            inputmode="numeric",
            maxlength="20",
        ),
        Field(
            name="ground",
            label="Lý do chênh lệch",
            value=typed.get("ground", ""),
            optional=True,
            maxlength="300",
        ),
    )


def _counts(line: SheetLine) -> bool:
    return not line.cancelled


def _sentence(lines: tuple[SheetLine, ...], day: date) -> tuple[Part, ...]:
    taken = sum(line.amount for line in lines if _counts(line) and line.kind is EntryKind.PAYMENT)
    return sentence(
        "Ngày {day} thu {amount} bằng {count} biên nhận.",
        day=date_vi(day),
        amount=money_vi(taken),
        count=number_vi(sum(line.kind is EntryKind.PAYMENT for line in lines)),
    )


def _totals(lines: tuple[SheetLine, ...]) -> tuple[Fact, ...]:
    paid = [line for line in lines if _counts(line) and line.kind is EntryKind.PAYMENT]
    sums = {method: sum(line.amount for line in paid if line.method is method) for method in Method}
    back = sum(line.amount for line in lines if line.kind is EntryKind.REFUND)
    gone = sum(line.cancelled for line in lines)
    return (
        *(Fact(label=f"Thu bằng {METHODS[method]}", value=money_vi(total)) for method, total in sums.items() if total),
        *((Fact(label="Đã hoàn trả", value=money_vi(back)),) if back else ()),
        *((Fact(label="Biên nhận đã hủy", value=number_vi(gone)),) if gone else ()),
    )


def _row(line: SheetLine) -> Row:
    kind = "hoàn trả" if line.kind is EntryKind.REFUND else "đã hủy" if line.cancelled else line.payer
    amount = money_vi(line.amount)
    return Row(
        cells=(
            Cell(text=line.receipt or "–", note=kind),
            Cell(text=line.code, href=reverse("counter:fees", args=(line.code,))),
            Cell(text=METHODS[line.method] if line.method else "", note=line.collector),
            Cell(text=time_vi(line.at)),
            Cell(text=f"({amount})" if line.cancelled or line.kind is EntryKind.REFUND else amount),
        )
    )


def _empty() -> EmptyState:
    return EmptyState(
        title="Chưa thu khoản nào",
        text="Khoản thu của ngày này sẽ hiện ở đây ngay khi ghi; mở một hồ sơ có phí để thu.",
        link=Link(text="Tìm hồ sơ", href=reverse("officer:search")),
    )
