"""Letters that acts issue: which form, and which number."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.law.types import LOCAL
from motcua.records.casework import legal
from motcua.records.casework.performing import Case
from motcua.records.documents import actions as documents


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """A kind of letter: its series, the symbol in its number, and the forms it uses, newest pack last."""

    series: str
    symbol: str
    forms: tuple[str, ...]


SUPPLEMENT = Kind(series="supplement", symbol="HDHS", forms=("supplement_request",))
REFUSAL = Kind(series="refusal", symbol="PTC", forms=("refusal",))
APOLOGY = Kind(series="apology", symbol="PXL", forms=("apology", "apology_extension"))
STOP = Kind(series="stop", symbol="TBD", forms=("stop_notice",))


def issue(case: Case, kind: Kind, *, reason: str) -> str:
    """Issues a letter of the unit that holds the dossier, in the form of the pack of its acceptance; its number."""
    facts = case.loaded.facts
    began = (facts.accepted_at or facts.submitted_at).astimezone(LOCAL).date()
    pack = legal.form_pack_on(began)
    form = next((form_id for form_id in kind.forms if pack.form(form_id)), kind.series)
    letter = documents.issue_letter(
        unit_id=facts.holder_unit_id,
        kind=kind.series,
        symbol=kind.symbol,
        form_id=form,
        dossier_code=case.loaded.code,
        at=case.at,
        content={"reason": reason},
    )
    return letter.number
