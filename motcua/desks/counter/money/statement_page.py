"""A statement of the bank: what it would match, what it matched, and what a person has to settle."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, desk_of, desk_seen
from motcua.desks.counter.money.pages import AccountPage, StatementPage, UnclearLine
from motcua.desks.counter.money.reading import Read
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, with_errors
from motcua.desks.frame.formats import date_vi, money_vi, number_vi
from motcua.desks.frame.pages import Badge, Hidden, Link, Tone
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import fresh_key
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.frame.transfers import BANKS
from motcua.law.types import Role
from motcua.records.payments import queries
from motcua.records.places.queries import UnitView
from motcua.rules.reconciliation import STATES, Judged, LineState
from motcua.rules.refusal import Refusal

KEEPERS = (Role.LEADER, Role.CHAIR, Role.ADMINISTRATOR)
SHOWN = 200
"""Lines of a preview that are shown; the sums count all."""

_TONES = {LineState.MATCHED: Tone.GOOD, LineState.DIFFERS: Tone.NEAR, LineState.UNMATCHED: Tone.NEAR}
_COLUMNS = (
    Column(label="Dòng"),
    Column(label="Nội dung của ngân hàng"),
    Column(label="Hồ sơ"),
    Column(label="Kết quả"),
    Column(label="Số tiền", numeric=True),
)


def statement_page(request: StaffRequest, *, refusal: Refusal | None = None) -> StatementPage:
    """Where a statement is sent, and the credits that nobody has settled yet."""
    unit = desk_of(request.viewer)
    unclear = [
        *queries.lines(unit.id, state=LineState.DIFFERS),
        *queries.lines(unit.id, state=LineState.UNMATCHED),
    ]
    return StatementPage(
        frame=counter_frame(request, title="Đối soát sao kê", current="statement"),
        action=reverse("counter:statement"),
        sentence=sentence("{count} khoản chưa rõ hồ sơ.", count=number_vi(len(unclear)) if unclear else "Không còn"),
        unclear=tuple(
            UnclearLine(
                id=str(line.id),
                amount=money_vi(line.amount),
                text=line.text,
                note=f"{date_vi(line.booked_on)} · {line.reference} · {STATES[line.state]}",
                code=line.code,
            )
            for line in unclear
        ),
        key=(fresh_key(),),
        errors=summary((), errors_of(refusal)),
    )


def preview_page(request: StaffRequest, found: Sequence[Judged], read: Read, *, import_id: int) -> StatementPage:
    """What taking in a statement would do."""
    counts = {state: sum(one.state is state for one in found) for state in LineState}
    told = ", ".join(f"{number_vi(count)} {STATES[state]}" for state, count in counts.items() if count)
    return StatementPage(
        frame=counter_frame(request, title="Xem trước sao kê", current="statement"),
        action=reverse("counter:statement"),
        sentence=sentence("Sao kê có {count} khoản ghi có: {told}.", count=number_vi(len(found)), told=told or "–"),
        preview=Table(caption="Từng khoản", columns=_COLUMNS, rows=tuple(_row(one) for one in found[:SHOWN])),
        hidden=(Hidden(name="import", value=str(import_id)), desk_seen(desk_of(request.viewer)), fresh_key()),
        confirm=f"Ghi nhận {number_vi(counts[LineState.MATCHED])} khoản khớp" if found else "",
        bad_rows=tuple(f"Dòng {row}: {error}" for row, error in read.errors.items()),
    )


def account_page(
    request: StaffRequest, unit: UnitView, others: Sequence[UnitView], *, refusal: Refusal | None = None
) -> AccountPage:
    """Where the money of a unit goes, to look at and to change."""
    account = queries.account_of(unit.id)
    errors = errors_of(refusal)
    bank, number, holder = with_errors(
        (
            Field(
                name="bank", label="Mã ngân hàng (6 số)", value=account.bin if account else "", inputmode="numeric",
                hint="Ví dụ " + ", ".join(f"{name} {code}" for code, name in [*BANKS.items()][:4]), maxlength="6",
            ),
            Field(name="number", label="Số tài khoản", value=account.number if account else "", maxlength="24"),
            Field(name="holder", label="Chủ tài khoản", value=account.holder if account else "", maxlength="70"),
        ),
        errors,
    )  # fmt: skip
    return AccountPage(
        frame=staff_frame(request, title=f"Tài khoản nhận tiền · {unit.short_name}", desk="Thu phí", roles=KEEPERS),
        unit=unit.name,
        action=f"{reverse('counter:account')}?don-vi={unit.key}",
        now=f"{BANKS.get(account.bin, account.bin)} {account.number}" if account else "chưa có tài khoản nào",
        bank=bank,
        number=number,
        holder=holder,
        units=tuple(
            Link(text=other.short_name, href=f"{reverse('counter:account')}?don-vi={other.key}")
            for other in others
            if other.id != unit.id
        ),
        errors=summary((bank, number, holder), errors),
    )


def _row(one: Judged) -> Row:
    credit, claim = one.credit, one.claim
    expected = f"đang chờ {money_vi(claim.amount)}" if claim and one.state is LineState.DIFFERS else ""
    return Row(
        cells=(
            Cell(text=str(credit.row), note=date_vi(credit.booked_on)),
            Cell(text=credit.text, note=credit.reference),
            Cell(text=claim.code if claim else "–", note=expected),
            Cell(badge=Badge(tone=_TONES.get(one.state, Tone.QUIET), text=STATES[one.state])),
            Cell(text=money_vi(credit.amount)),
        )
    )
