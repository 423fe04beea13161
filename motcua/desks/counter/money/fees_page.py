"""The money of a dossier at the counter: what is due, how it was paid, and what may be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, fee_vi
from motcua.desks.counter.money.pages import EntryLine, FeeForm, FeePage, FeeReceiptPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, Option, with_errors
from motcua.desks.frame.formats import instant_vi, letter_date_vi, money_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import Badge, Fact, Link, Tone
from motcua.desks.frame.presenting import in_demonstration
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.sent import kept_key
from motcua.desks.frame.transfers import transfer_code
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.payments.queries import EntryView, MoneyView
from motcua.records.people import queries as people
from motcua.rules.fees import METHODS, STATES, EntryKind, FeeState, Method
from motcua.rules.money_words import money_words
from motcua.rules.refusal import NotFound, Refusal

_HEADS = frozenset({Role.LEADER, Role.CHAIR})
AMOUNT, METHOD, GROUND, ENTRY, APPROVER = "amount", "method", "ground", "entry", "approver"

_TONES = {
    FeeState.CONFIRMED: Tone.GOOD,
    FeeState.PAID: Tone.GOOD,
    FeeState.WAIVED: Tone.GOOD,
    FeeState.DUE: Tone.NEAR,
    FeeState.PARTLY: Tone.NEAR,
    FeeState.OVER: Tone.NEAR,
    FeeState.UNKNOWN: Tone.NEAR,
}
_KINDS = {
    EntryKind.ASSESS: "Xác định số phải thu",
    EntryKind.CHARGE: "Thu thêm",
    EntryKind.WAIVER: "Miễn, giảm",
    EntryKind.PAYMENT: "Đã nộp",
    EntryKind.CONFIRMATION: "Đã đối soát",
    EntryKind.CANCELLATION: "Hủy biên nhận",
    EntryKind.REFUND: "Hoàn trả",
}


def fee_badge(state: FeeState) -> Badge:
    """Where the money stands, as a word with an icon."""
    return Badge(tone=_TONES.get(state, Tone.QUIET), text=STATES[state])


def fee_page(
    request: StaffRequest,
    money: MoneyView,
    *,
    act: str = "",
    typed: Mapping[str, str] | None = None,
    refusal: Refusal | None = None,
) -> FeePage:
    """The page of a dossier's money; a refused form is open again with what was typed."""
    errors = errors_of(refusal)
    forms = [_again(form, typed or {}, errors) if form.act == act else form for form in _forms(request, money)]
    refused = next((form.fields for form in forms if form.open), ())
    owed = money.balance.outstanding
    return FeePage(
        frame=counter_frame(request, title=f"Phí, lệ phí {money.due.code}"),
        code=money.due.code,
        procedure=money.due.procedure,
        action=reverse("counter:fees", args=(money.due.code,)),
        headline=_headline(owed),
        badge=fee_badge(money.balance.state),
        facts=_facts(money),
        entries=tuple(_line(entry, money.due.code) for entry in money.entries),
        pay=next((form for form in forms if form.act == "pay"), None),
        others=tuple(form for form in forms if form.act != "pay"),
        transfer=transfer_code(money.account, amount=owed, code=money.due.code),
        back=Link(text="Về hồ sơ này", href=reverse("officer:dossier", args=(money.due.code,))),
        errors=summary(refused, errors),
    )


def receipt_page(money: MoneyView, entry_id: int) -> FeeReceiptPage:
    """The receipt of a payment. Raises NotFound where the dossier has no such payment."""
    entry = next((one for one in money.entries if one.id == entry_id and one.receipt), None)
    if entry is None:
        raise NotFound("entry", "Hồ sơ này không có biên nhận đó; hãy mở lại trang phí, lệ phí.")
    return FeeReceiptPage(
        head=agency_head(money.due.unit_id, on=entry.at.date()),
        number=entry.receipt,
        payer=money.due.applicant,
        procedure=money.due.procedure,
        code=money.due.code,
        amount=money_vi(entry.amount),
        words=money_words(entry.amount),
        method=METHODS[entry.method] if entry.method else "",
        collector=entry.by,
        dated=letter_date_vi(entry.at.date()),
        cancelled=entry.cancelled,
        demonstration=in_demonstration(),
    )


def _headline(owed: int) -> str:
    if owed > 0:
        return f"Còn phải nộp {money_vi(owed)}"
    return f"Đã nộp thừa {money_vi(-owed)}" if owed < 0 else "Không còn phải nộp gì"


def _facts(money: MoneyView) -> tuple[Fact, ...]:
    balance = money.balance
    told = (
        Fact(label="Theo biểu phí", value=fee_vi(balance.tariff), note=f"{money.due.copies} bộ hồ sơ"),
        Fact(label="Phải nộp", value=money_vi(balance.due) if balance.known else "chưa xác định"),
        Fact(label="Được miễn, giảm", value=money_vi(balance.waived)),
        Fact(label="Đã nộp", value=money_vi(balance.paid)),
        Fact(label="Đã đối soát", value=money_vi(balance.confirmed)),
        Fact(label="Đã hoàn trả", value=money_vi(balance.refunded)),
    )
    return tuple(fact for fact in told if fact.value != money_vi(0))


def _line(entry: EntryView, code: str) -> EntryLine:
    method = f" bằng {METHODS[entry.method]}" if entry.kind is EntryKind.PAYMENT and entry.method else ""
    notes = (
        f"biên nhận {entry.receipt}" if entry.receipt else "",
        "đã hủy" if entry.cancelled else "",
        entry.ground,
        f"duyệt: {entry.approver}" if entry.approver else "",
        f"ngân hàng: {entry.bank_reference}" if entry.bank_reference else "",
        entry.by,
    )
    receipt = Link(text="In", href=reverse("counter:fee_receipt", args=(code, entry.id))) if entry.receipt else None
    return EntryLine(
        text=f"{_KINDS[entry.kind]}{method}",
        amount=money_vi(entry.amount),
        note=" · ".join(note for note in notes if note),
        at=instant_vi(entry.at),
        receipt=receipt,
        gone=entry.cancelled,
    )


def _forms(request: StaffRequest, money: MoneyView) -> tuple[FeeForm, ...]:
    owed = max(0, money.balance.outstanding)
    standing = [entry for entry in money.entries if entry.kind is EntryKind.PAYMENT and not entry.cancelled]
    forms = [
        _form("pay", "Thu tiền", _amount(owed), _METHOD, note="Ghi xong có ngay số biên nhận để in."),
        _form("assess", "Xác định lại số phải thu", _amount(0), _ground("Cách tính", "Ví dụ: 3 bản, mỗi bản 2 trang.")),
        _form("charge", "Thu thêm", _amount(0), _ground("Căn cứ", "Số thông báo hoặc quyết định.")),
    ]
    if owed:
        legal = _ground("Căn cứ miễn, giảm", "Văn bản, điều khoản, giấy tờ chứng minh.")
        forms.append(_form("waive", "Miễn, giảm", _amount(owed), legal))
    if standing:
        which = _payments(standing)
        forms.append(_form("cancel", "Hủy biên nhận", which, _ground("Vì sao hủy", "Số biên nhận vẫn được giữ.")))
        approver = _approvers(request, money)
        forms.append(_form("refund", "Hoàn trả", which, _amount(0), approver, _ground("Căn cứ hoàn trả", "")))
    return tuple(forms)


def _form(act: str, label: str, *fields: Field, note: str = "") -> FeeForm:
    prefixed = tuple(replace(field, prefix=f"{act}-") for field in fields)
    return FeeForm(act=act, label=label, hidden=(kept_key(""),), fields=prefixed, note=note)


def _again(form: FeeForm, typed: Mapping[str, str], errors: Mapping[str, str]) -> FeeForm:
    filled = []
    for field in form.fields:
        value = typed.get(field.name, field.value)
        options = tuple(replace(option, chosen=option.value == value) for option in field.options)
        filled.append(replace(field, value=value, options=options))
    kept = (kept_key(typed.get("request_key", "")),)
    return replace(form, fields=with_errors(filled, errors), hidden=kept, open=True)


def _amount(owed: int) -> Field:
    shown = f"{owed:,}".replace(",", ".") if owed else ""
    return Field(name=AMOUNT, label="Số tiền (đồng)", value=shown, inputmode="numeric", required=True, maxlength="20")


_METHOD = Field(
    name=METHOD,
    label="Cách nộp",
    kind=FieldKind.SELECT,
    required=True,
    options=tuple(
        Option(value=method.value, label=METHODS[method][0].upper() + METHODS[method][1:], chosen=method is Method.CASH)
        for method in Method
    ),
)


def _ground(label: str, hint: str) -> Field:
    return Field(name=GROUND, label=label, hint=hint, required=True, maxlength="300")


def _payments(entries: list[EntryView]) -> Field:
    options = tuple(
        Option(value=str(entry.id), label=f"{entry.receipt} – {money_vi(entry.amount)}", chosen=len(entries) == 1)
        for entry in entries
    )
    return Field(name=ENTRY, label="Biên nhận", kind=FieldKind.SELECT, required=True, options=options)


def _approvers(request: StaffRequest, money: MoneyView) -> Field:
    on = clock.now().date()
    heads = [
        account
        for account in people.colleagues(request.viewer, money.due.unit_id, on)
        if account.id != request.viewer.account_id
        and {post.role for post in account.posts if post.unit_id == money.due.unit_id} & _HEADS
    ]
    options = tuple(Option(value=str(account.id), label=account.full_name) for account in heads)
    blank = Option(value="", label="Chọn lãnh đạo")
    return Field(name=APPROVER, label="Người duyệt", kind=FieldKind.SELECT, required=True, options=(blank, *options))
