"""Letters that acts issue: which form, and which number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from motcua.law.types import LOCAL, Form
from motcua.records.casework import legal
from motcua.records.casework.performing import Case
from motcua.records.documents import actions as documents
from motcua.rules.dossier import Act


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of letter: its series, the symbol in its number, and the forms it uses, newest pack last.

    An `only_with_form` letter is not issued for a dossier whose pack has no form for it.
    """

    series: str
    symbol: str
    forms: tuple[str, ...]
    only_with_form: bool = False


SUPPLEMENT = Kind(series="supplement", symbol="HDHS", forms=("supplement_request",))
REFUSAL = Kind(series="refusal", symbol="PTC", forms=("refusal",))
APOLOGY = Kind(series="apology", symbol="PXL", forms=("apology", "apology_extension"))
STOP = Kind(series="stop", symbol="TBD", forms=("stop_notice",))
WITHDRAWAL = replace(STOP, only_with_form=True)

BY_ACT = {
    Act.REQUEST_SUPPLEMENT: SUPPLEMENT,
    Act.DECLINE: REFUSAL,
    Act.REFUSE: REFUSAL,
    Act.EXTEND: APOLOGY,
    Act.APOLOGISE: APOLOGY,
    Act.STOP: STOP,
    Act.WITHDRAW: WITHDRAWAL,
}
"""The acts that issue a letter."""


def form_of(kind: Kind, *, began: date) -> Form | None:
    """The form that a letter uses for a dossier begun on a day; None where the pack of that day has none."""
    pack = legal.form_pack_on(began)
    return next((form for form_id in kind.forms if (form := pack.form(form_id))), None)


def issues(act: Act, *, began: date) -> bool:
    """Whether an act issues a letter for a dossier begun on a day."""
    kind = BY_ACT.get(act)
    return kind is not None and not (kind.only_with_form and form_of(kind, began=began) is None)


def issue(case: Case, kind: Kind, *, reason: str, **told: str) -> str:
    """Issues a letter of the unit that holds the dossier, in the form of the pack of its acceptance.

    `told` is what the form says besides the reason. Gives the number; "" where no letter is issued.
    """
    facts = case.loaded.facts
    began = (facts.accepted_at or facts.submitted_at).astimezone(LOCAL).date()
    form = form_of(kind, began=began)
    if form is None and kind.only_with_form:
        return ""
    letter = documents.issue_letter(
        unit_id=facts.holder_unit_id,
        kind=kind.series,
        symbol=kind.symbol,
        form_id=form.id if form else kind.series,
        dossier_code=case.loaded.code,
        at=case.at,
        content={"reason": reason, **{name: value for name, value in told.items() if value}},
    )
    return letter.number
