"""Slips given at the door instead of a receipt: what is still to be brought (form 02), or why it is not received (03).

Nothing is received, so there is no dossier, no code and no date: only a numbered slip. Names stand in the journal
alone, where they can be erased; the letter keeps procedure and papers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction

from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import letters as kinds
from motcua.records.casework.intake import person_from, received_procedure, receiving_unit
from motcua.records.casework.opening import require_desk
from motcua.records.casework.performing import own_key
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.documents import actions as documents
from motcua.records.documents import queries as documents_queries
from motcua.records.documents.queries import LetterView
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import NotFound, Refusal

ISSUE = "door_slip.issue"
SUBJECT = "letter"
LATELY = timedelta(days=30)
LONGEST_REASON = 2_000
_TOLD = ("name", "address", "phone", "email")


class SlipKind(StrEnum):
    """What the slip says."""

    GUIDANCE = "guidance"
    REFUSAL = "refusal"


LABELS = {SlipKind.GUIDANCE: "Hướng dẫn bổ sung, hoàn thiện hồ sơ", SlipKind.REFUSAL: "Từ chối tiếp nhận hồ sơ"}
_LETTERS = {SlipKind.GUIDANCE: kinds.SUPPLEMENT, SlipKind.REFUSAL: kinds.REFUSAL}


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What a slip is asked for: the fields of a person as typed, the numbers of the papers that are there."""

    unit_key: str
    kind: SlipKind
    procedure: str
    person: Mapping[str, str]
    papers: Sequence[int] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """A slip as given. `person` is empty after its erasure, `reason` too; `missing` are numbers of components."""

    id: int
    kind: SlipKind
    number: str
    unit_id: int
    procedure_version_id: int
    missing: tuple[int, ...]
    person: Mapping[str, str]
    reason: str
    given_at: datetime
    by_id: int | None


def give(viewer: Viewer, asked: Asked, *, key: str) -> Slip:
    """Gives the next number of the desk's series to a slip; a retry with the same key gives the same one.

    Raises NotAllowed without a desk at the unit, Refusal naming `name`, `procedure` or `reason`.
    """
    request_key = own_key(viewer, key)
    if (earlier := journal_queries.entry_for_key(request_key)) is not None:
        return slip(viewer, earlier.subject_id)
    at = clock.now().replace(second=0, microsecond=0)
    unit = receiving_unit(asked.unit_key, on=at.date())
    require_desk(viewer, Act.ACCEPT, unit_id=unit.id, unit_name=unit.name)
    procedure = received_procedure(asked.procedure, unit=unit, on=at.date())
    person = person_from(asked.person)
    told = {name: getattr(person, name) for name in _TOLD if getattr(person, name)}
    missing = _missing(procedure, asked)
    reason = _reason(asked, missing=missing)
    with transaction.atomic():
        letter = _letter(asked.kind, unit_id=unit.id, procedure=procedure, missing=missing, at=at)
        journal.append(
            act=ISSUE,
            subject_type=SUBJECT,
            subject_id=letter.id,
            version=1,
            actor_id=viewer.account_id,
            occurred_at=at,
            data={"number": letter.number, "unit": unit.id, **letter.content},
            personal={**told, "reason": reason},
            request_key=request_key,
        )
    return _slip(letter)


def slip(viewer: Viewer, slip_id: int) -> Slip:
    """A slip by its id. Raises NotFound, also where it may not be seen."""
    letter = documents_queries.letter(slip_id, allowed=policy.scope(viewer).allows)
    if "slip" not in letter.content:
        raise NotFound("slip", "Không có phiếu này; hãy mở lại danh sách phiếu.")
    return _slip(letter)


def lately(viewer: Viewer, unit_id: int) -> tuple[Slip, ...]:
    """The slips that a desk gave in the last LATELY, the latest first. Raises NotFound."""
    if not policy.scope(viewer).allows(unit_id):
        raise NotFound("unit", "Không có phiếu nào ở đây, hoặc ngoài phạm vi của ông/bà.")
    since = clock.now() - LATELY
    found = [
        letter
        for kind in _LETTERS.values()
        for letter in documents_queries.letters_in(unit_id, kind=kind.series, since=since)
        if "slip" in letter.content
    ]
    return tuple(_slip(letter) for letter in sorted(found, key=lambda letter: (letter.issued_at, letter.id))[::-1])


def _missing(procedure: ProcedureView, asked: Asked) -> list[int]:
    return [paper.number for paper in procedure.papers if paper.required and paper.number not in asked.papers]


def _reason(asked: Asked, *, missing: Sequence[int]) -> str:
    reason = clean_lines(asked.reason, field="reason", limit=LONGEST_REASON)
    if not reason and asked.kind is SlipKind.REFUSAL:
        raise Refusal("reason", "Chưa ghi lý do từ chối; hãy ghi rõ căn cứ để người dân biết.")
    if not reason and not missing:
        raise Refusal("reason", "Giấy tờ bắt buộc đã đủ; hãy ghi cần hoàn thiện điều gì, hoặc tiếp nhận hồ sơ.")
    return reason


def _letter(kind: SlipKind, *, unit_id: int, procedure: ProcedureView, missing: list[int], at: datetime) -> LetterView:
    of = _LETTERS[kind]
    form = kinds.form_of(of, began=at.astimezone(LOCAL).date())
    return documents.issue_letter(
        unit_id=unit_id,
        kind=of.series,
        symbol=of.symbol,
        form_id=form.id if form else of.forms[0],
        dossier_code="",
        at=at,
        content={"slip": kind.value, "procedure_version": procedure.version_id, "missing": list(missing)},
    )


def _slip(letter: LetterView) -> Slip:
    (entry,) = (each for each in journal_queries.entries_of(SUBJECT, letter.id) if each.act == ISSUE)
    told = dict(entry.personal or {})
    missing = letter.content["missing"]
    assert isinstance(missing, list)
    return Slip(
        id=letter.id,
        kind=SlipKind(str(letter.content["slip"])),
        number=letter.number,
        unit_id=letter.unit_id,
        procedure_version_id=int(str(letter.content["procedure_version"])),
        missing=tuple(int(str(number)) for number in missing),
        reason=told.pop("reason", ""),
        person=told,
        given_at=letter.issued_at,
        by_id=entry.actor_id,
    )
