"""Letters and other sheets of a dossier: what they are called, where they are read and kept."""

from __future__ import annotations

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.pages import Link
from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.pages import SheetPage, sheet_page
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.desks.officer import forms
from motcua.desks.officer.forms import ActForm
from motcua.desks.officer.lists import officer_frame
from motcua.desks.officer.pages import Letter
from motcua.records.casework import queries
from motcua.records.casework.views import DossierView
from motcua.records.documents import queries as documents
from motcua.records.documents.queries import LetterView
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import NotFound

_LONGEST = 2_000


def letter_name(dossier: DossierView, letter: LetterView) -> str:
    """The title of a letter, as the pack of the dossier's acceptance has it."""
    return sheets.letter_title(dossier, letter)


def letters_of(dossier: DossierView) -> tuple[Letter, ...]:
    """The letters issued for a dossier, then its other sheets; each leads to the page and to the files."""
    issued = documents.letters_of(dossier.code, allowed=lambda _: True)
    return (*(_letter(dossier, letter) for letter in issued), *_others(dossier))


def found_letter(viewer: Viewer, code: str, letter_id: int) -> tuple[DossierView, LetterView]:
    """A letter of a dossier; whoever may see the dossier may see its letters. Raises NotFound."""
    dossier = queries.dossier(viewer, code)
    letter = documents.letter(letter_id, allowed=lambda _: True)
    if letter.dossier_code != dossier.code:
        raise NotFound("letter", "Hồ sơ này không có văn bản ấy; hãy mở lại trang hồ sơ.")
    return dossier, letter


def letter_page(request: StaffRequest, dossier: DossierView, letter: LetterView) -> SheetPage:
    """A letter of a dossier as a sheet, with its files."""
    sheet = sheets.letter_sheet(dossier, letter)
    frame = officer_frame(request, title=f"{sheet.title} số {letter.number}")
    return sheet_page(frame, sheet, links=_files(dossier, letter), back=_back(dossier.code))


def drafted(viewer: Viewer, code: str, form: ActForm, sent: QueryDict) -> Sheet:
    """The letter that a form would issue as it is filled now. Raises NotFound, Conflict, and Refusal for unfit text."""
    typed = forms.kept(form, sent)
    told = {name: clean_lines(typed[name], field=name, limit=_LONGEST) for name in form.inputs}
    return sheets.draft_letter(viewer, code, form.act, told)


def draft_page(request: StaffRequest, code: str, sheet: Sheet) -> SheetPage:
    """A draft on screen: nothing was written, and no number was taken."""
    frame = officer_frame(request, title=f"Dự thảo · {sheet.title}")
    note = "Chưa phát hành, chưa lấy số. Muốn sửa, hãy trở lại trang hồ sơ đang mở."
    return sheet_page(frame, sheet, back=_back(code), note=note)


def _letter(dossier: DossierView, letter: LetterView) -> Letter:
    return Letter(
        link=Link(
            text=f"{letter_name(dossier, letter)} số {letter.number}",
            href=reverse("officer:letter", args=(dossier.code, letter.id)),
        ),
        at=instant_vi(letter.issued_at),
        files=_files(dossier, letter),
    )


def _others(dossier: DossierView) -> tuple[Letter, ...]:
    """What every accepted dossier has: the copy of its receipt, and its control slip; then the result's receipt."""
    if dossier.accepted_at is None or dossier.state is State.VOID:
        return ()
    found = [("receipt_copy", "Giấy tiếp nhận hồ sơ (bản lưu)"), ("control_slip", "Phiếu kiểm soát")]
    if dossier.state in (State.SETTLED, State.RETURNED):
        found.append(("result_receipt", "Giấy nhận kết quả"))
    return tuple(
        Letter(link=Link(text=text, href=reverse(f"officer:{name}", args=(dossier.code,))), at="PDF")
        for name, text in found
    )


def _files(dossier: DossierView, letter: LetterView) -> tuple[Link, ...]:
    args = (dossier.code, letter.id)
    return (
        Link(text="PDF", href=reverse("officer:letter_pdf", args=args)),
        Link(text="Word", href=reverse("officer:letter_word", args=args)),
    )


def _back(code: str) -> Link:
    return Link(text=f"Về hồ sơ {code}", href=reverse("officer:dossier", args=(code,)))
