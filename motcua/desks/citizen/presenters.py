"""The citizen's pages, filled: plain words, every date that moved with its reason, no name of a citizen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from motcua.desks.citizen.pages import DateChange, DossierPage, Looked, LookUpPage
from motcua.desks.citizen.telling import NEXT, told
from motcua.desks.frame.badges import state_badge
from motcua.desks.frame.due import due_badge, why
from motcua.desks.frame.fields import Field, with_errors
from motcua.desks.frame.formats import capitalised, instant_vi, iso, moment_vi, money_vi, number_vi
from motcua.desks.frame.pages import Badge, Deadline, Fact, Frame, Link, Passage, TimelineItem, Tone
from motcua.desks.frame.presenting import public_frame
from motcua.desks.frame.refusals import errors_of, summary
from motcua.desks.frame.transfers import transfer_code
from motcua.records import clock
from motcua.records.casework.changes import PromiseKind
from motcua.records.casework.views import LedgerView, PublicView, ViewingView
from motcua.records.payments import queries as payments
from motcua.records.payments.queries import AccountView
from motcua.rules.dossier import INSIDE, OPEN, STATES, State
from motcua.rules.refusal import Refusal

_KINDS = {
    PromiseKind.RESUME: "Tính lại sau khi ông/bà bổ sung giấy tờ",
    PromiseKind.EXTENSION: "Cơ quan xin lỗi và hẹn lại",
    PromiseKind.RECALCULATION: "Tính lại vì có quyết định về ngày nghỉ",
}


def look_up_page(request: HttpRequest, *, code: str = "", refusal: Refusal | None = None) -> LookUpPage:
    """Asks for code and secret; the secret is never sent back."""
    errors = errors_of(refusal)
    fields = with_errors(
        (
            Field(
                name="code",
                label="Mã hồ sơ",
                value=code,
                hint="Dòng chữ dưới mã vạch, ví dụ 000.30.30.H59-230428-0041.",
                required=True,
                autofocus=True,
                maxlength="60",
            ),
            Field(
                name="secret",
                label="Khóa tra cứu",
                hint="13 chữ và số, bên cạnh mã QR ở góc trái cuối giấy.",
                required=True,
                maxlength="60",
            ),
        ),
        errors,
    )
    title = "Tra cứu hồ sơ: chưa tìm thấy" if refusal else "Tra cứu hồ sơ"
    return LookUpPage(
        frame=_frame(request, title=title),
        action=reverse("citizen:look_up"),
        code=fields[0],
        secret=fields[1],
        errors=summary(fields, errors),
    )


def dossier_page(request: HttpRequest, dossier: PublicView) -> DossierPage:
    """A dossier in plain words."""
    changes = tuple(_change(entry) for entry in dossier.ledger if _moved(entry))
    owed, account = _owed(dossier)
    return DossierPage(
        frame=_frame(request, title=f"Hồ sơ {dossier.code}"),
        code=dossier.code,
        procedure=dossier.procedure,
        unit=dossier.unit,
        sentence=_sentence(dossier, now=clock.now()),
        badge=state_badge(dossier.state),
        due_label=_due_label(dossier),
        deadline=_deadline(dossier),
        unchanged=_unchanged(dossier, changes),
        changes=changes,
        timeline=_timeline(dossier),
        looked=tuple(_looked(one) for one in dossier.viewings),
        looked_summary=_looked_summary(dossier.viewings),
        to_do=NEXT.get(dossier.state, ""),
        owed=f"Còn phải nộp {money_vi(owed)}" if owed else "",
        transfer=transfer_code(account, amount=owed, code=dossier.code),
        contact=_contact(dossier),
        again=Link(text="Tra cứu hồ sơ khác", href=reverse("citizen:look_up")),
    )


def _owed(dossier: PublicView) -> tuple[int, AccountView | None]:
    """What is still to be paid for a dossier that was accepted, in đồng, and to which account."""
    if dossier.accepted_at is None or dossier.state is State.VOID:
        return 0, None
    money = payments.owed(dossier)
    return max(0, money.balance.outstanding), money.account


def _frame(request: HttpRequest, *, title: str) -> Frame:
    ways = (
        Link(text="Dữ liệu mở", href=reverse("open_data:listed")),
        Link(text="Trang đầu", href=reverse("entrance:start")),
    )
    return public_frame(request, title=title, footer=ways)


def _overdue(dossier: PublicView, *, now: datetime) -> bool:
    return dossier.state in INSIDE and dossier.due_at is not None and dossier.due_at < now


def _sentence(dossier: PublicView, *, now: datetime) -> str:
    plain = STATES[dossier.state].citizen
    if _overdue(dossier, now=now):
        return f"{plain}, đã quá ngày hẹn"
    if dossier.state in INSIDE and dossier.due_at is not None:
        return f"{plain}, còn trong hạn"
    return plain


def _due_label(dossier: PublicView) -> str:
    return "Ngày đã hẹn trả kết quả" if dossier.ended_at else "Hẹn trả kết quả"


def _deadline(dossier: PublicView) -> Deadline:
    due, first = dossier.due_at, dossier.first_due_at
    explained = [entry for entry in dossier.ledger if entry.lines]
    lines = explained[-1].lines if explained else ()
    if due is None:
        return Deadline(due=_without_date(dossier), why=why(lines))
    return Deadline(
        due=capitalised(moment_vi(due)),
        due_iso=iso(due),
        badge=due_badge(dossier, now=clock.now()),
        why=why(lines),
        first_due=moment_vi(first) if first and first != due else "",
    )


def _without_date(dossier: PublicView) -> str:
    if dossier.accepted_at is None:
        return "Chưa hẹn ngày: hồ sơ chưa được tiếp nhận"
    return "Thủ tục này không có ngày hẹn"


def _moved(entry: LedgerView) -> bool:
    return entry.kind != PromiseKind.PROMISE and entry.due_before != entry.due_after


def _unchanged(dossier: PublicView, changes: tuple[DateChange, ...]) -> Badge | None:
    if changes or dossier.due_at is None:
        return None
    return Badge(tone=Tone.GOOD, text="ngày hẹn chưa từng thay đổi")


def _change(entry: LedgerView) -> DateChange:
    kind = _KINDS.get(PromiseKind(entry.kind), "Ngày hẹn thay đổi")
    if entry.after_payment:
        kind = "Tính tiếp sau khi ông/bà đã nộp tiền"
    return DateChange(
        at=instant_vi(entry.at),
        before=moment_vi(entry.due_before) if entry.due_before else "chưa có ngày hẹn",
        after=moment_vi(entry.due_after) if entry.due_after else "không còn ngày hẹn",
        reason=f"{kind}: {entry.reason}" if entry.reason else f"{kind}.",
        basis=" · ".join(part for part in (entry.document, entry.legal_basis) if part),
    )


def _timeline(dossier: PublicView) -> tuple[TimelineItem, ...]:
    """What has happened in the order in which it happened, and what is to come."""
    entries = sorted(dossier.timeline, key=lambda entry: (entry.at, entry.entry_id))
    last = len(entries) - 1
    items = [
        TimelineItem(
            at=instant_vi(entry.at),
            at_iso=iso(entry.at),
            text=told(entry, channel=dossier.channel).text,
            quote=told(entry, channel=dossier.channel).reason,
            passage=Passage.CURRENT if number == last and dossier.state in OPEN else Passage.DONE,
        )
        for number, entry in enumerate(entries)
    ]
    if dossier.state in OPEN and dossier.due_at is not None:
        late = _overdue(dossier, now=clock.now())
        text = "Lẽ ra đã có kết quả" if late else "Trả kết quả"
        at = f"{'hẹn' if late else 'chậm nhất'} {instant_vi(dossier.due_at)}"
        items.append(TimelineItem(at=at, at_iso=iso(dossier.due_at), text=text, passage=Passage.AHEAD, late=late))
    return tuple(items)


def _looked(one: ViewingView) -> Looked:
    times = "" if one.times == 1 else f"{number_vi(one.times)} lần, lần cuối "
    return Looked(who=capitalised(one.title or "công chức"), at=f"{times}{instant_vi(one.at)}")


def _looked_summary(viewings: Iterable[ViewingView]) -> str:
    told_of = tuple(viewings)
    if not told_of:
        return "Chưa có ai của cơ quan mở hồ sơ này trên hệ thống."
    people, times = len({(one.name, one.title) for one in told_of}), sum(one.times for one in told_of)
    return f"{number_vi(people)} người của cơ quan đã mở hồ sơ này, {number_vi(times)} lượt."


def _contact(dossier: PublicView) -> tuple[Fact, ...]:
    value = dossier.unit_phone or capitalised(dossier.unit_address) or "đến nơi đã nộp hồ sơ"
    note = dossier.unit_address if dossier.unit_phone else ""
    return (Fact(label=dossier.unit, value=value, note=note),)
