"""Reading dossiers one by one; lists are in `lists`. Every query takes the viewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua.law.types import LOCAL, Form, Term, TermUnit
from motcua.records import clock, plain
from motcua.records.casework import consultations, legal, letters, papers
from motcua.records.casework.models import Applicant, Dossier, LedgerRow
from motcua.records.casework.performing import roles_of
from motcua.records.casework.receipts import is_secret
from motcua.records.casework.seeing import sees
from motcua.records.casework.views import (
    ConsultationView,
    DossierView,
    LedgerView,
    PublicView,
    TimelineEntry,
    ViewingView,
)
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.journal import queries as journal
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.deadline import lines_from_json
from motcua.rules.dossier import Act, State, acts_allowed
from motcua.rules.numbering import parse_dossier_code
from motcua.rules.refusal import NotFound
from motcua.rules.working_time import OutsideCalendar, WorkCalendar

_VIEWINGS = 50
"""How many of the last viewings are told."""

_VIEWED = "SELECT account_id, at FROM casework_viewing WHERE dossier_id = %s ORDER BY at DESC, id DESC LIMIT %s"
_APPLICANT = tuple(field.name for field in Applicant._meta.fields if field.name not in ("dossier", "search"))


def dossier(viewer: Viewer, code: str) -> DossierView:
    """A dossier whole. Raises Refusal for a code that cannot be one, NotFound when this person may not know of it."""
    written = parse_dossier_code(code).text
    found = plain.instances(Dossier, "code = %s", (written,))
    if not found or not sees(viewer, found[0].pk, found[0]):
        raise _no_dossier()
    return _whole(found[0], catalogue.version(found[0].procedure_version_id), _course(viewer, found[0]))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Course:
    """What happened to a dossier, what was promised and asked, and what may be done now."""

    timeline: tuple[TimelineEntry, ...]
    ledger: tuple[LedgerView, ...]
    consultations: tuple[ConsultationView, ...]
    acts: tuple[Act, ...]
    holder: str


def _whole(row: Dossier, procedure: ProcedureView, course: _Course) -> DossierView:
    return DossierView(
        id=row.pk,
        code=row.code,
        version=row.version,
        state=State(row.state),
        unit_id=row.unit_id,
        unit=places.unit_by_id(row.unit_id).name,
        competent_unit_id=row.competent_unit_id,
        competent_unit=places.unit_by_id(row.competent_unit_id).name,
        helped_unit=places.unit_by_id(row.helped_unit_id).name if row.helped_unit_id else "",
        holder_unit_id=row.holder_unit_id,
        holder_unit=places.unit_by_id(row.holder_unit_id).name,
        holder_id=row.holder_id,
        holder=course.holder,
        procedure=procedure.name,
        procedure_code=procedure.code,
        procedure_version_id=row.procedure_version_id,
        step=row.step,
        channel=row.channel,
        term=Term(amount=row.term_amount, unit=TermUnit(row.term_unit)),
        day_reading=row.day_reading,
        supplement_policy=row.supplement_policy,
        submitted_at=row.submitted_at.astimezone(LOCAL),
        accepted_at=_local(row.accepted_at),
        first_due_at=_local(row.first_due_at),
        due_at=_local(row.due_at),
        waiting_since=_local(row.waiting_since),
        ended_at=_local(row.ended_at),
        returned_at=_local(row.returned_at),
        copies=row.copies,
        papers=papers.numbers_in(row.papers),
        paper_counts=papers.counts_in(row.papers),
        fee=row.fee,
        result_number=row.result_number,
        applicant=_applicant(row.pk),
        timeline=course.timeline,
        ledger=course.ledger,
        consultations=course.consultations,
        acts=course.acts,
    )


def _applicant(dossier_id: int) -> dict[str, str]:
    [row] = plain.instances(Applicant, "dossier_id = %s", (dossier_id,))
    return {name: getattr(row, name) for name in _APPLICANT}


def _course(viewer: Viewer, row: Dossier) -> _Course:
    entries, promised = journal.entries_of("dossier", row.pk), _promised(row.pk)
    names = people.names_of(_account_ids(entries, promised) | ({row.holder_id} if row.holder_id else set()))
    told = _timeline(entries, names=names)
    asked = consultations.of(viewer, row.pk, state=State(row.state), timeline=told)
    return _Course(
        timeline=told,
        ledger=_ledger(promised, names=names),
        consultations=asked,
        acts=_acts(viewer, row, asked),
        holder=names.get(row.holder_id or 0, ""),
    )


def id_of(code: str) -> int:
    """The id of a dossier, for an act that then checks who may know of it. Raises Refusal, NotFound."""
    row = plain.row("SELECT id FROM casework_dossier WHERE code = %s", (parse_dossier_code(code).text,))
    if row is None:
        raise _no_dossier()
    found: int = row[0]
    return found


def code_of(viewer: Viewer, dossier_id: int) -> str:
    """The code of a dossier by its id. Raises NotFound."""
    found = plain.instances(Dossier, "id = %s", (dossier_id,))
    if not found or not sees(viewer, dossier_id, found[0]):
        raise _no_dossier()
    return found[0].code


def look_up(code: str, *, secret: str) -> PublicView:
    """A dossier for whoever holds its code and secret. Raises NotFound, in the same words whatever is wrong."""
    row = Dossier.objects.select_related("unit", "procedure_version").filter(code=code.strip().upper()).first()
    if not is_secret(code.strip().upper(), given=secret) or row is None:
        raise NotFound(
            "secret",
            "Không có hồ sơ nào ứng với mã và khóa này; hãy xem lại từng chữ trên giấy tiếp nhận.",
        )
    return PublicView(
        code=row.code,
        state=State(row.state),
        procedure=row.procedure_version.name,
        channel=row.channel,
        unit=row.unit.name,
        unit_id=row.unit_id,
        unit_address=row.unit.address,
        unit_phone=row.unit.phone,
        submitted_at=row.submitted_at.astimezone(LOCAL),
        accepted_at=_local(row.accepted_at),
        first_due_at=_local(row.first_due_at),
        due_at=_local(row.due_at),
        ended_at=_local(row.ended_at),
        returned_at=_local(row.returned_at),
        timeline=tuple(map(_without_persons, _timeline(journal.entries_of("dossier", row.pk), names={}))),
        ledger=_ledger(_promised(row.pk), names={}),
        viewings=viewings(row.pk),
    )


_PUBLIC_DATA = frozenset({"letter", "how", "result_number"})


def _without_persons(entry: TimelineEntry) -> TimelineEntry:
    """An act as told to whoever holds a receipt, also one that was found: the reason, and no one's name or id."""
    reason = (entry.personal or {}).get("reason")
    return replace(
        entry,
        actor_id=None,
        data={name: value for name, value in entry.data.items() if name in _PUBLIC_DATA},
        personal={"reason": reason} if reason else None,
    )


def _timeline(entries: Iterable[journal.EntryView], *, names: dict[int, str]) -> tuple[TimelineEntry, ...]:
    """The acts on a dossier in the order they were recorded; corrections of print are not among them."""
    return tuple(
        TimelineEntry(
            entry_id=entry.id,
            act=Act(entry.act.removeprefix("dossier.")),
            at=entry.occurred_at.astimezone(LOCAL),
            recorded_at=entry.recorded_at.astimezone(LOCAL),
            actor_id=entry.actor_id,
            actor=names.get(entry.actor_id or 0, ""),
            data=entry.data,
            personal=entry.personal,
            to=_passed_to(entry, names) if names else "",
            to_unit_id=entry.data["event"]["holder_unit"] if entry.act in _PASSING else None,
        )
        for entry in entries
        if entry.act.startswith("dossier.")
    )


def _promised(dossier_id: int) -> list[LedgerRow]:
    """The promises made on a dossier, in order."""
    return plain.instances(LedgerRow, "dossier_id = %s ORDER BY number", (dossier_id,))


def _ledger(rows: Iterable[LedgerRow], *, names: dict[int, str]) -> tuple[LedgerView, ...]:
    return tuple(
        LedgerView(
            number=row.number,
            kind=row.kind,
            at=row.occurred_at.astimezone(LOCAL),
            due_before=_local(row.due_before),
            due_after=_local(row.due_after),
            legal_basis=row.legal_basis,
            reason=row.reason,
            approver=names.get(row.approver_id or 0, ""),
            document=row.document,
            lines=lines_from_json(row.explanation),
        )
        for row in rows
    )


def viewings(dossier_id: int) -> tuple[ViewingView, ...]:
    """Who of the staff opened the dossier, day by day and person by person, the latest first."""
    opened: dict[tuple[int, date], list[datetime]] = {}
    for account_id, told in plain.rows(_VIEWED, (dossier_id, _VIEWINGS)):
        if (at := plain.aware(told)) is not None:
            opened.setdefault((account_id, at.date()), []).append(at)
    ids = {account_id for account_id, _ in opened}
    names, titles = people.names_of(ids), people.titles_of(ids, clock.now().date())
    return tuple(
        ViewingView(name=names[account_id], title=titles[account_id], at=times[0], times=len(times))
        for (account_id, _), times in opened.items()
    )


def remaining(due_at: datetime, *, at: datetime, calendar: WorkCalendar) -> int | None:
    """Working minutes from `at` to a due instant, negative once it has passed; None beyond the calendar known."""
    try:
        return calendar.between(at, due_at)
    except OutsideCalendar:
        return None


LETTERS = frozenset(letters.BY_ACT)
"""The acts that issue a letter."""


def letter_form(act: Act, *, began: date) -> Form | None:
    """The form of the letter that an act issues for a dossier begun on a day; None where it issues none, or the
    forms of that day have no such form.
    """
    kind = letters.BY_ACT.get(act)
    return letters.form_of(kind, began=began) if kind else None


def form(form_id: str, *, began: date) -> Form | None:
    """A form of the pack in force when a dossier began; None where that pack has none of this id."""
    return legal.form_pack_on(began).form(form_id)


_PASSING = frozenset(f"dossier.{act}" for act in (Act.FORWARD, Act.ASSIGN, Act.SEND_BACK, Act.HAND_OVER))


def _passed_to(entry: journal.EntryView, names: Mapping[int, str]) -> str:
    if entry.act not in _PASSING:
        return ""
    event = entry.data["event"]
    return names.get(event["holder"] or 0, "") or places.unit_by_id(event["holder_unit"]).name


def _account_ids(entries: Iterable[journal.EntryView], promised: Iterable[LedgerRow]) -> set[int]:
    ids = [entry.actor_id for entry in entries]
    ids += [entry.data["event"]["holder"] for entry in entries if entry.act in _PASSING]
    ids += [row.approver_id for row in promised]
    return {account_id for account_id in ids if account_id is not None}


def _acts(viewer: Viewer, row: Dossier, asked: consultations.Told) -> tuple[Act, ...]:
    if viewer.operator:
        return ()
    return acts_allowed(
        State(row.state),
        at_holder=roles_of(viewer, row.holder_unit_id),
        at_receiver=roles_of(viewer, row.unit_id),
        at_consulted=consultations.roles_asked(viewer, asked),
        at_asker=consultations.roles_asking(viewer, asked),
    )


def _no_dossier() -> NotFound:
    return NotFound("code", "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà; hãy xem lại mã hồ sơ.")


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(LOCAL)
