"""Views of money at the counter: parse, one query or action, a page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from motcua.desks.counter.framing import DESK_SEEN, desk_of
from motcua.desks.counter.money import cash_page, fees_page, statement_page
from motcua.desks.counter.money.fees_page import AMOUNT, APPROVER, ENTRY, GROUND, METHOD
from motcua.desks.counter.money.reading import read_statement
from motcua.desks.counter.receipts import presenters as receipts
from motcua.desks.counter.tickets.calling_page import arranged, arranged_unit
from motcua.desks.frame.audience import StaffRequest, audience
from motcua.desks.frame.days import typed_day_or_none
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.presenting import tell
from motcua.desks.frame.refusals import status_of
from motcua.desks.frame.sent import KEY, sent, whole_number
from motcua.desks.frame.spreadsheets import Upload, uploaded
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.documents import imports
from motcua.records.payments import actions, queries, reconciling
from motcua.records.people.viewer import Viewer
from motcua.rules.fees import Method, amount_in
from motcua.rules.reconciliation import LineState
from motcua.rules.refusal import Refusal

COLLECTORS = (Role.COUNTER, Role.LEADER, Role.CHAIR)
STATEMENT = "statement"
_FEES = ("act", AMOUNT, METHOD, GROUND, ENTRY, APPROVER, KEY)
_either = require_http_methods(["GET", "POST"])


@_either
@audience(*COLLECTORS)
def fees(request: StaffRequest, code: str) -> HttpResponse:
    """The money of a dossier: take it, waive it, give it back."""
    money = queries.money(request.viewer, code)
    if request.method == "GET":
        return render(request, "counter/fees.html", {"page": fees_page.fee_page(request, money)})
    typed: Mapping[str, str] = {}
    try:
        typed = sent(request.POST, fields=_FEES)
        written = _done(request.viewer, money.due.code, typed)
    except Refusal as refusal:
        page = fees_page.fee_page(request, money, act=typed.get("act", ""), typed=typed, refusal=refusal)
        return render(request, "counter/fees.html", {"page": page}, status=status_of(refusal))
    number = f", biên nhận số {written.receipt}" if written.receipt else ""
    tell(request, f"Đã ghi vào sổ thu của hồ sơ {money.due.code}{number}.")
    return redirect("counter:fees", money.due.code)


@never_cache
@require_GET
@audience(*COLLECTORS)
def fee_receipt(request: StaffRequest, code: str, entry: int) -> HttpResponse:
    """The receipt of a payment as PDF."""
    page = fees_page.receipt_page(queries.money(request.viewer, code), entry)
    headers = {
        "Content-Disposition": f'inline; filename="bien-nhan-{page.number.replace("/", "-")}.pdf"',
        "Content-Security-Policy": receipts.POLICY,
    }
    return HttpResponse(_pdf(page), content_type="application/pdf", headers=headers)


@_either
@audience(Role.COUNTER)
def cash(request: StaffRequest) -> HttpResponse:
    """The cash sheet of a day; a POST closes one's own."""
    today = clock.now().date()
    if request.method == "GET":
        day = typed_day_or_none(request.GET.get("ngay", ""), field="ngay") or today
        return render(request, "counter/cash.html", {"page": cash_page.cash_page(request, day)})
    typed: Mapping[str, str] = {}
    try:
        typed = sent(request.POST, fields=("counted", GROUND, DESK_SEEN, KEY))
        _closed(request.viewer, typed, day=today)
    except Refusal as refusal:
        page = cash_page.cash_page(request, today, typed=typed, refusal=refusal)
        return render(request, "counter/cash.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã chốt sổ thu của ông/bà hôm nay.")
    return redirect("counter:cash")


@_either
@audience(Role.COUNTER)
def statement(request: StaffRequest) -> HttpResponse:
    """A statement of the bank: sent, looked at, taken in; then line by line what is unclear."""
    if request.method == "GET":
        return render(request, "counter/statement.html", {"page": statement_page.statement_page(request)})
    try:
        typed = sent(request.POST, fields=("act", "import", "line", "code", GROUND, DESK_SEEN, KEY))
        if not typed["act"]:
            return _previewed(request, uploaded(request.FILES.get("file")))
        _settled(request, typed)
    except Refusal as refusal:
        page = statement_page.statement_page(request, refusal=refusal)
        return render(request, "counter/statement.html", {"page": page}, status=status_of(refusal))
    return redirect("counter:statement")


@_either
@audience(*statement_page.KEEPERS)
def account(request: StaffRequest) -> HttpResponse:
    """The bank account of a unit, for its leader or the administrator."""
    unit = arranged_unit(request.viewer, request.GET.get("don-vi", ""))
    others = arranged(request.viewer)
    if request.method == "GET":
        return render(request, "counter/account.html", {"page": statement_page.account_page(request, unit, others)})
    try:
        typed = sent(request.POST, fields=("bank", "number", "holder"))
        actions.set_account(request.viewer, unit_id=unit.id, **typed)
    except Refusal as refusal:
        page = statement_page.account_page(request, unit, others, refusal=refusal)
        return render(request, "counter/account.html", {"page": page}, status=status_of(refusal))
    tell(request, "Đã lưu tài khoản nhận tiền; giấy tiếp nhận in từ lúc này dùng tài khoản này.")
    return redirect(request.get_full_path())


def _done(viewer: Viewer, code: str, typed: Mapping[str, str]) -> actions.Written:
    key, act = typed[KEY], typed["act"]
    if act == "cancel":
        return actions.cancel(viewer, code, entry_id=_entry(typed), ground=typed[GROUND], key=key)
    if act not in ("pay", "assess", "charge", "waive", "refund"):
        raise Refusal("act", "Không rõ việc cần làm; hãy tải lại trang rồi bấm lại.")
    amount = amount_in(typed[AMOUNT], field=AMOUNT)
    if act == "pay":
        return actions.pay(viewer, code, amount=amount, method=_method(typed[METHOD]), key=key)
    if act == "refund":
        return actions.refund(
            viewer,
            code,
            entry_id=_entry(typed),
            amount=amount,
            ground=typed[GROUND],
            approver_account_id=whole_number(typed[APPROVER], field=APPROVER),
            key=key,
        )
    done = {"assess": actions.assess, "charge": actions.charge, "waive": actions.waive}[act]
    return done(viewer, code, amount=amount, ground=typed[GROUND], key=key)


def _method(text: str) -> Method:
    if text not in {method.value for method in Method}:
        raise Refusal(METHOD, "Cách nộp không đúng; hãy chọn một cách trong danh sách.")
    return Method(text)


def _entry(typed: Mapping[str, str]) -> int:
    return whole_number(typed[ENTRY], field=ENTRY)


def _closed(viewer: Viewer, typed: Mapping[str, str], *, day: date) -> None:
    counted = 0 if typed["counted"].strip() == "0" else amount_in(typed["counted"], field="counted")
    desk = desk_of(viewer, seen=typed[DESK_SEEN])
    actions.close_day(viewer, unit_id=desk.id, day=day, counted=counted, ground=typed[GROUND])


def _previewed(request: StaffRequest, upload: Upload) -> HttpResponse:
    read = read_statement(upload)
    unit = desk_of(request.viewer)
    found = reconciling.preview(request.viewer, unit_id=unit.id, lines=read.credits)
    waiting = imports.wait(STATEMENT, name=upload.name, content=upload.content, by_id=request.viewer.account_id)
    page = statement_page.preview_page(request, found, read, import_id=waiting)
    return render(request, "counter/statement.html", {"page": page})


def _settled(request: StaffRequest, typed: Mapping[str, str]) -> None:
    viewer, key = request.viewer, typed[KEY]
    match typed["act"]:
        case "import":
            desk = desk_of(viewer, seen=typed[DESK_SEEN])
            _taken_in(request, whole_number(typed["import"], field="file"), unit_id=desk.id, key=key)
        case "match":
            line = whole_number(typed["line"], field="line")
            reconciling.match_by_hand(viewer, line_id=line, code=typed["code"], key=key)
            tell(request, f"Đã ghi khoản này cho hồ sơ {typed['code']}.")
        case "aside":
            reconciling.set_aside(viewer, line_id=whole_number(typed["line"], field="line"), ground=typed[GROUND])
            tell(request, "Đã ghi lý do; khoản này không thuộc bộ phận.")
        case _:
            raise Refusal("act", "Không rõ việc cần làm; hãy tải lại trang rồi bấm lại.")


def _taken_in(request: StaffRequest, import_id: int, *, unit_id: int, key: str) -> None:
    file = imports.waiting(STATEMENT, import_id, by_id=request.viewer.account_id)
    read = read_statement(Upload(name=file.name, content=file.content))
    taken = reconciling.take_in(
        request.viewer,
        unit_id=unit_id,
        lines=read.credits,
        import_id=file.id,
        key=key,
    )
    unclear = taken.counts[LineState.UNMATCHED] + taken.counts[LineState.DIFFERS]
    tell(
        request,
        f"Đã ghi nhận {number_vi(taken.counts[LineState.MATCHED])} khoản khớp; "
        f"{number_vi(unclear)} khoản cần xem bên dưới.",
    )


def _pdf(page: object) -> bytes:
    from weasyprint import HTML  # takes a second to load: only printing needs it

    styles = finders.find("counter/fee_receipt.css")
    assert isinstance(styles, str)
    markup = render_to_string("counter/fee_receipt.html", {"page": page})
    base = Path(styles).parents[1].as_uri() + "/"
    return bytes(HTML(string=markup, base_url=base).write_pdf(pdf_variant=receipts.VARIANT))
