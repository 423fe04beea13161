"""A bank's statement taken in: what it says is held against what dossiers wait for, and counted once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, transaction

from motcua.records import clock
from motcua.records.casework import dues
from motcua.records.casework.dues import DueView
from motcua.records.documents import imports
from motcua.records.journal import actions as journal
from motcua.records.payments import actions, queries
from motcua.records.payments.models import Statement, StatementLine
from motcua.records.people.viewer import Viewer
from motcua.rules.fees import Method
from motcua.rules.folding import clean
from motcua.rules.purposes import codes_in
from motcua.rules.reconciliation import Claim, Credit, Judged, LineState, judged
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal

MOST_LINES = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class TakenIn:
    """How many credits of a statement were matched, differ, are unknown, came before."""

    counts: dict[LineState, int]


def preview(viewer: Viewer, *, unit_id: int, lines: Sequence[Credit]) -> tuple[Judged, ...]:
    """What taking in a statement would find; nothing is written. Raises NotAllowed, Refusal for too many lines."""
    _require(viewer, unit_id)
    if len(lines) > MOST_LINES:
        raise Refusal("file", "Sao kê có hơn {most} dòng; hãy tách tệp theo từng khoảng ngày.", most=MOST_LINES)
    known = StatementLine.objects.filter(unit_id=unit_id, reference__in=[line.reference for line in lines])
    return judged(
        lines,
        claims=_claims(unit_id, lines),
        known=frozenset(known.values_list("reference", flat=True)),
    )


@transaction.atomic
def take_in(viewer: Viewer, *, unit_id: int, lines: Sequence[Credit], import_id: int, key: str) -> TakenIn:
    """Takes in a statement whole, or nothing of it: matched credits become confirmed payments with receipts.

    `import_id` is the file that was sent (`documents.imports`); the same content is taken in once. Raises what
    `preview` does, and Conflict.
    """
    found = preview(viewer, unit_id=unit_id, lines=lines)
    digest = sha256(repr([*lines]).encode()).hexdigest()
    try:
        with transaction.atomic():
            statement = Statement.objects.create(
                unit_id=unit_id, digest=digest, at=clock.now(), account_id=viewer.account_id
            )
    except IntegrityError:
        raise Conflict("file", "Tệp sao kê này đã được nhập trước đó; không có gì bị tính hai lần.") from None
    for one in found:
        if one.state is not LineState.DUPLICATE:
            _line(viewer, statement, one, key=f"{key}-{one.credit.row}")
    imports.finish(import_id, changes=[{"statement": statement.pk}], rows=len(lines))
    counts = {state: sum(one.state is state for one in found) for state in LineState}
    journal.append(
        act="money.statement",
        subject_type="statement",
        subject_id=statement.pk,
        version=0,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data={"digest": digest, "unit": unit_id, **{state.value: count for state, count in counts.items()}},
    )
    return TakenIn(counts=counts)


@transaction.atomic
def match_by_hand(viewer: Viewer, *, line_id: int, code: str, key: str) -> None:
    """Says which dossier a credit is for, whatever the amount. Raises NotFound, NotAllowed, Conflict."""
    row = _open_line(viewer, line_id)
    due = dues.due_of(viewer, code)
    if due.unit_id != row.unit_id:
        raise NotFound("code", "Hồ sơ này không tiếp nhận ở bộ phận này; hãy xem lại mã hồ sơ.")
    row.dossier_id, row.entry_id = due.id, _paid(viewer, due, amount=row.amount, reference=row.reference, key=key)
    row.state = LineState.MATCHED
    row.save(update_fields=["dossier", "entry", "state"])


@transaction.atomic
def set_aside(viewer: Viewer, *, line_id: int, ground: str) -> None:
    """Says why a credit is not of this desk. Raises NotFound, NotAllowed, Conflict, Refusal without a ground."""
    row = _open_line(viewer, line_id)
    why = clean(ground, field="ground", limit=300)
    if not why:
        raise Refusal("ground", "Chưa có lý do; hãy ghi khoản tiền này là gì hoặc của ai quản lý.")
    row.state, row.ground = LineState.FOREIGN, why
    row.save(update_fields=["state", "ground"])


def _line(viewer: Viewer, statement: Statement, one: Judged, *, key: str) -> None:
    credit, claim = one.credit, one.claim
    entry_id = None
    if claim is not None and one.state is LineState.MATCHED:
        due = dues.due_by_id(claim.dossier_id)
        entry_id = _paid(viewer, due, amount=credit.amount, reference=credit.reference, key=key, noted=claim.noted)
    StatementLine.objects.create(
        statement=statement,
        unit_id=statement.unit_id,
        row=credit.row,
        booked_on=credit.booked_on,
        amount=credit.amount,
        reference=credit.reference,
        text=credit.text,
        state=one.state,
        dossier_id=claim.dossier_id if claim else None,
        entry_id=entry_id,
    )


def _paid(viewer: Viewer, due: DueView, *, amount: int, reference: str, key: str, noted: int | None = None) -> int:
    """The payment that a credit stands for, confirmed: one noted earlier, else a new one with a receipt."""
    entry_id = noted
    if entry_id is None:
        entry_id = actions.pay(
            viewer, due.code, amount=amount, method=Method.TRANSFER, bank_reference=reference, key=f"{key}-p"
        ).entry_id
    actions.confirm(viewer, due.code, entry_id=entry_id, key=f"{key}-c")
    return entry_id


def _claims(unit_id: int, lines: Iterable[Credit]) -> dict[str, Claim]:
    codes = {code for line in lines for code in codes_in(line.text)}
    return {code: _claim(due) for code, due in dues.dues_at(unit_id, codes).items()}


def _claim(due: DueView) -> Claim:
    """A payment noted as a transfer waits for its credit; else whatever is still due."""
    waiting = actions.unconfirmed_transfers(due.id)
    if waiting:
        return Claim(dossier_id=due.id, code=due.code, amount=waiting[0].amount, noted=waiting[0].pk)
    return Claim(dossier_id=due.id, code=due.code, amount=max(0, queries.of_due(due).balance.outstanding))


def _open_line(viewer: Viewer, line_id: int) -> StatementLine:
    row = StatementLine.objects.filter(pk=line_id).first()
    if row is None:
        raise NotFound("line", "Không có dòng sao kê này; hãy tải lại trang.")
    _require(viewer, row.unit_id)
    if row.state not in (LineState.UNMATCHED, LineState.DIFFERS):
        raise Conflict("line", "Dòng sao kê này đã được xử lý; hãy tải lại trang.")
    return row


def _require(viewer: Viewer, unit_id: int) -> None:
    if not queries.collects(viewer, unit_id):
        raise NotAllowed("act", "Chỉ bộ phận thu tiền mới đối soát sao kê; hãy nhờ họ.")
