"""A dossier that has just got its number: print, and take the next one."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.counter.framing import counter_frame, fee_vi
from motcua.desks.counter.receipts.pages import AcceptedPage
from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.due import due_badge, why
from motcua.desks.frame.formats import capitalised, iso, moment_vi, money_vi, number_vi
from motcua.desks.frame.pages import Deadline, Fact, Link
from motcua.desks.frame.transfers import transfer_code
from motcua.records import clock
from motcua.records.casework import noting
from motcua.records.casework.views import DossierView
from motcua.records.payments import queries as payments
from motcua.records.payments.queries import MoneyView


def accepted_page(request: StaffRequest, dossier: DossierView, *, prints: bool = False) -> AcceptedPage:
    """The page of a dossier at the counter after it was accepted; `prints` at once, when it was not printed yet."""
    times = noting.times_printed(dossier.id)
    money = payments.money(request.viewer, dossier.code)
    again = f" (đã in {number_vi(times)} lần)" if times else ""
    return AcceptedPage(
        frame=counter_frame(request, title=f"Đã tiếp nhận {dossier.code}", current="intake"),
        code=dossier.code,
        sentence=f"Hồ sơ của {dossier.applicant['name']} đã có mã và ngày hẹn; hãy in giấy tiếp nhận để trao.",
        deadline=_deadline(dossier),
        facts=_facts(dossier),
        receipt_href=reverse("counter:receipt", args=(dossier.code,)),
        large_href=reverse("counter:receipt_a4", args=(dossier.code,)),
        next_href=reverse("counter:intake"),
        dossier=Link(text="Mở hồ sơ này để chuyển xử lý", href=reverse("officer:dossier", args=(dossier.code,))),
        fees=Link(text=_fee_words(money), href=reverse("counter:fees", args=(dossier.code,))),
        scans=Link(text="Số hóa giấy tờ", href=reverse("counter:papers", args=(dossier.code,))),
        transfer=transfer_code(money.account, amount=money.balance.outstanding, code=dossier.code),
        print_label=f"In giấy tiếp nhận{again}",
        prints=prints and not times,
    )


def _fee_words(money: MoneyView) -> str:
    owed = money.balance.outstanding
    return f"Thu {money_vi(owed)}" if owed > 0 else "Phí, lệ phí của hồ sơ này"


def _deadline(dossier: DossierView) -> Deadline:
    due = dossier.due_at
    lines = dossier.ledger[-1].lines if dossier.ledger else ()
    return Deadline(
        due=capitalised(moment_vi(due)) if due else "Không có ngày hẹn",
        due_iso=iso(due) if due else "",
        badge=due_badge(dossier, now=clock.now()),
        why=why(lines),
    )


def _facts(dossier: DossierView) -> tuple[Fact, ...]:
    kinds, sets = number_vi(len(dossier.papers)), number_vi(dossier.copies)
    return (
        Fact(label="Thủ tục", value=dossier.procedure, note=dossier.procedure_code),
        *((Fact(label="Tiếp nhận lúc", value=moment_vi(dossier.accepted_at)),) if dossier.accepted_at else ()),
        Fact(label="Phí, lệ phí", value=fee_vi(dossier.fee)),
        Fact(label="Giấy tờ đã nhận", value=f"{kinds} loại, {sets} bộ"),
    )
