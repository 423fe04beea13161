"""The sheets of a dossier, whole: read, filled, ready to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.sheets import letters
from motcua.desks.frame.sheets.filling import Filling, began, filling, hour_vi, official_form
from motcua.desks.frame.sheets.forms import (
    apology,
    control_slip,
    receipt,
    refusal,
    result_receipt,
    stop_notice,
    supplement_request,
)
from motcua.desks.frame.sheets.letters import Letter
from motcua.desks.frame.sheets.sheet import Sheet
from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import letters as kinds
from motcua.records.casework import passages, queries
from motcua.records.casework.noting import PrintedReceipt
from motcua.records.casework.views import DossierView
from motcua.records.documents.queries import LetterView
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act, State
from motcua.rules.refusal import Conflict, NotFound

Build = Callable[[Filling, Letter], Sheet]

_BUILDERS: Mapping[str, tuple[tuple[str, ...], Build]] = MappingProxyType(
    {
        kinds.SUPPLEMENT.series: (supplement_request.FORMS, supplement_request.sheet),
        kinds.REFUSAL.series: (refusal.FORMS, refusal.sheet),
        kinds.APOLOGY.series: (apology.FORMS, apology.sheet),
        kinds.STOP.series: (stop_notice.FORMS, stop_notice.sheet),
    }
)
"""By series of letters: the forms it uses, newest pack last, and what fills them."""


def letter_sheet(dossier: DossierView, letter: LetterView) -> Sheet:
    """A letter as it was issued."""
    return _letter(dossier, letters.issued(dossier, letter), series=letter.kind)


def letter_title(dossier: DossierView, letter: LetterView) -> str:
    """What a letter is called, without drawing it."""
    return official_form(_BUILDERS[letter.kind][0], began=began(dossier)).title


def draft_letter(viewer: Viewer, code: str, act: Act, typed: Mapping[str, str]) -> Sheet:
    """The letter that an act would issue, with what stands in its form now, marked as a draft, without a number.

    Nothing is written. Raises NotFound, and Conflict for an act that issues no letter, or that this person may not
    do now.
    """
    dossier = queries.dossier(viewer, code)
    kind = kinds.BY_ACT.get(act)
    if kind is None or not kinds.issues(act, began=began(dossier)):
        raise NotFound("act", "Việc này không phát hành văn bản nào nên không có bản xem trước; hãy quay lại hồ sơ.")
    if act not in dossier.acts:
        raise Conflict(
            "act",
            "Lúc này ông/bà không thể «{act}» hồ sơ này nên không có dự thảo; hãy tải lại trang hồ sơ.",
            act=TRANSITIONS[act].label,
        )
    return _letter(dossier, letters.draft(viewer, dossier, act, typed), series=kind.series)


def receipt_sheet(dossier: DossierView, printed: PrintedReceipt | None = None) -> Sheet:
    """Form 01 on A4: for the citizen with what was `printed`, else the copy that stays with the dossier.

    Raises Conflict for a dossier that promises nothing.
    """
    require_accepted(dossier)
    assert dossier.accepted_at is not None
    filled = filling(dossier, receipt.FORM, unit_id=dossier.unit_id, on=dossier.accepted_at.astimezone(LOCAL).date())
    receiver = next((entry.actor for entry in dossier.timeline if entry.act is Act.ACCEPT), "")
    again = f"Bản in lại lần {printed.reprint}, {instant_vi(clock.now())}" if printed and printed.reprint else ""
    return receipt.sheet(filled, receiver=receiver, printed=printed, reprint=again)


def control_slip_sheet(dossier: DossierView) -> Sheet:
    """The control slip, with every hand-over until now. Raises Conflict for a dossier that promises nothing."""
    require_accepted(dossier)
    filled = filling(dossier, control_slip.FORMS, unit_id=dossier.unit_id, on=began(dossier))
    latest = passages.hand_back_by(dossier)
    return control_slip.sheet(filled, passages.passages(dossier), hand_back_by=hour_vi(latest) if latest else "")


def result_receipt_sheet(dossier: DossierView) -> Sheet:
    """The receipt for a result. Raises Conflict before there is one."""
    if dossier.state not in (State.SETTLED, State.RETURNED):
        raise Conflict("act", "Hồ sơ này chưa có kết quả nên chưa có giấy nhận kết quả; hãy chờ phát hành kết quả.")
    on = (dossier.returned_at or clock.now()).astimezone(LOCAL).date()
    return result_receipt.sheet(filling(dossier, result_receipt.FORMS, unit_id=dossier.unit_id, on=on))


def _letter(dossier: DossierView, letter: Letter, *, series: str) -> Sheet:
    forms, build = _BUILDERS[series]
    return build(filling(dossier, forms, unit_id=letter.unit_id, on=letter.at.astimezone(LOCAL).date()), letter)


def require_accepted(dossier: DossierView) -> None:
    """Raises Conflict for a dossier that promises nothing: not accepted yet, declined, or its number voided."""
    if dossier.accepted_at is None or dossier.state is State.VOID:
        raise Conflict("act", "Hồ sơ này chưa được tiếp nhận hoặc đã hủy số nên không có giấy này để in.")
