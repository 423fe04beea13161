"""Dossiers that may be the same as one about to be received, and the clerk's word that it is another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from motcua.records import clock
from motcua.records.casework import opening
from motcua.records.casework.changes import Outcome
from motcua.records.casework.intake import Intake
from motcua.records.casework.lists import listed
from motcua.records.casework.models import Applicant
from motcua.records.casework.performing import own_key
from motcua.records.casework.seeing import visible
from motcua.records.casework.views import ListRow
from motcua.records.journal import actions as journal
from motcua.records.journal import queries as journal_queries
from motcua.records.people.viewer import Viewer
from motcua.rules import identity
from motcua.rules.dossier import State
from motcua.rules.folding import clean, fold
from motcua.rules.numbering import is_procedure_code
from motcua.rules.refusal import Refusal

DAYS = 90
MOST = 20
CONFIRM = "duplicate.confirm"


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """Who hands in, as stored: card number and telephone in digits, birth as a date or a year; "" for not given."""

    name: str = ""
    birth: str = ""
    id_number: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """Probable duplicates: those this person may see, the latest first, and whether others have one too.

    `ids` are all of them; they are for the journal, never for a screen.
    """

    rows: tuple[ListRow, ...] = ()
    elsewhere: bool = False
    ids: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ids)


NONE_ALIKE = Alike()


def probable(viewer: Viewer, person: Likeness, *, procedure: str) -> Alike:
    """Open dossiers for the same procedure (national code) in the last DAYS days with the same card number, the same
    name and birth, or the same telephone.
    """
    same = _same(person)
    if not same or not is_procedure_code(procedure):
        return NONE_ALIKE
    rows = Applicant.objects.filter(
        same,
        dossier__procedure__code=procedure,
        dossier__ended_at=None,
        dossier__submitted_at__gte=clock.now() - timedelta(days=DAYS),
    )
    rows = rows.exclude(dossier__state__in=(State.VOID, State.DECLINED))
    ids = tuple(row.dossier_id for row in rows.order_by("-dossier_id")[:MOST] if _is_like(row, person))
    if not ids:
        return NONE_ALIKE
    seen = listed(visible(viewer).filter(pk__in=ids).order_by("-submitted_at"))
    return Alike(rows=seen, elsewhere=len(seen) < len(ids), ids=ids)


def receive(viewer: Viewer, intake: Intake, *, confirmed: bool, key: str, at: datetime | None = None) -> Outcome:
    """Accepts a dossier handed in at the desk, after a look for others like it.

    Where there are, it must be `confirmed` that this is another one; who did is in the journal, in the same
    transaction. Raises Refusal (`duplicate`) without it, and what `actions.accept` does.
    """
    if journal_queries.entry_for_key(own_key(viewer, key)) is not None:
        return opening.accept(viewer, intake, key=key, at=at)  # the answer given before: it is no duplicate of itself
    alike = probable(viewer, likeness(intake.applicant), procedure=intake.procedure)
    if alike and not confirmed:
        raise Refusal(
            "duplicate",
            "Có hồ sơ tương tự chưa giải quyết xong; hãy xem lại, và đánh dấu «vẫn tiếp nhận» nếu đây là hồ sơ khác.",
        )
    with transaction.atomic():
        outcome = opening.accept(viewer, intake, key=key, at=at)
        if alike and not outcome.repeated:
            _note(viewer, outcome, alike)
    return outcome


def likeness(typed: Mapping[str, str]) -> Likeness:
    """Who hands in, from the fields of `changes.Person` as typed; what cannot be read counts as not given."""
    return Likeness(
        name=_read(_clean_name, typed.get("name", "")),
        birth=_read(identity.birth, typed.get("birth", "")),
        id_number=_read(identity.id_number, typed.get("id_number", "")),
        phone=_read(identity.phone, typed.get("phone", "")),
    )


def _clean_name(text: str) -> str:
    """A name as typed, cleaned. Raises Refusal."""
    return clean(text, field="name")


def _read(reader: Callable[[str], str], text: str) -> str:
    try:
        return reader(text)
    except Refusal:
        return ""


def _note(viewer: Viewer, outcome: Outcome, alike: Alike) -> None:
    journal.append(
        act=CONFIRM,
        subject_type="dossier",
        subject_id=outcome.dossier_id,
        version=outcome.version,
        actor_id=viewer.account_id,
        occurred_at=clock.now(),
        data={"like": list(alike.ids)},
    )


def _is_like(row: Applicant, person: Likeness) -> bool:
    """Whether it is the same; the search key, with the owner's name after it, says only that a name begins alike."""
    same_number = bool(person.id_number) and row.id_number == person.id_number
    same_phone = bool(person.phone) and row.phone == person.phone
    return same_number or same_phone or (row.birth == person.birth and fold(row.name) == fold(person.name))


def _same(person: Likeness) -> Q:
    """A beginning is asked for as such: what lies between two texts depends on how the database sorts letters."""
    same = Q()
    if person.id_number:
        same |= Q(id_number=person.id_number)
    if person.phone:
        same |= Q(phone=person.phone)
    if person.birth and (name := fold(person.name)):
        same |= Q(birth=person.birth) & (Q(search=name) | Q(search__startswith=f"{name} "))
    return same
