"""A letter as issued, to read and print: what its form asks for and the records know."""

from __future__ import annotations

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import instant_vi, moment_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import Fact, Link
from motcua.desks.officer.lists import officer_frame
from motcua.desks.officer.pages import LetterPage
from motcua.law.types import Form
from motcua.records.casework import queries
from motcua.records.casework.views import DossierView, TimelineEntry
from motcua.records.documents.queries import LetterView

_NAMES = {
    "supplement": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "refusal": "Phiếu từ chối giải quyết hồ sơ",
    "apology": "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
    "stop": "Thông báo dừng giải quyết hồ sơ",
}
"""What a letter of a series is called where the forms of its day have none for it."""


def letter_name(dossier: DossierView, letter: LetterView) -> str:
    """The title of a letter, as the pack of the dossier's acceptance has it."""
    form = _form(dossier, letter)
    return form.title if form else _NAMES.get(letter.kind, "Văn bản")


def letter_page(request: StaffRequest, dossier: DossierView, letter: LetterView) -> LetterPage:
    """A letter of a dossier as a sheet."""
    form = _form(dossier, letter)
    name = letter_name(dossier, letter)
    act = next((entry for entry in dossier.timeline if entry.data.get("letter") == letter.number), None)
    return LetterPage(
        frame=officer_frame(request, title=f"{name} số {letter.number}"),
        head=agency_head(letter.unit_id, on=letter.issued_at.date()),
        number=letter.number,
        title=name,
        form=f"Mẫu số {form.number}" if form else "Bộ mẫu lúc tiếp nhận không có mẫu riêng cho văn bản này",
        facts=_facts(dossier, act),
        reason_label=_reason_label(form),
        reason=str(letter.content.get("reason", "")),
        signer=act.actor if act else "",
        back=Link(text=f"Về hồ sơ {dossier.code}", href=reverse("officer:dossier", args=(dossier.code,))),
    )


def _form(dossier: DossierView, letter: LetterView) -> Form | None:
    began = (dossier.accepted_at or dossier.submitted_at).date()
    return queries.form(letter.form_id, began=began)


def _facts(dossier: DossierView, act: TimelineEntry | None) -> tuple[Fact, ...]:
    person = dossier.applicant
    told = [
        ("Kính gửi", person["name"]),
        ("Địa chỉ", person["address"]),
        ("Điện thoại", person["phone"]),
        ("Thư điện tử", person["email"]),
        ("Mã hồ sơ", dossier.code),
        ("Nội dung yêu cầu giải quyết", dossier.procedure),
        ("Tiếp nhận lúc", instant_vi(dossier.accepted_at) if dossier.accepted_at else ""),
        *_dates(dossier, act),
    ]
    return tuple(Fact(label=label, value=value) for label, value in told if value)


def _dates(dossier: DossierView, act: TimelineEntry | None) -> list[tuple[str, str]]:
    number = act.data.get("letter") if act else None
    moved = next((entry for entry in dossier.ledger if number and entry.document == number), None)
    if moved is None or moved.due_before is None:
        return []
    dates = [("Ngày hẹn trả", moment_vi(moved.due_before))]
    if moved.due_after and moved.due_after != moved.due_before:
        dates.append(("Thời gian hẹn lại", moment_vi(moved.due_after)))
    return dates


def _reason_label(form: Form | None) -> str:
    """How the form calls its reason."""
    fields = form.fields if form else ()
    return next((field.label for field in fields if field.id in ("reason", "reasons")), "Lý do")
