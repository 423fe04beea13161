"""A dossier gets its code: submitted online, or accepted at the counter in one act."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import datetime

from motcua.law.types import LOCAL, Channel
from motcua.records.casework import legal, promises
from motcua.records.casework.changes import JSON, Change, Opening, Outcome, Person, Promise
from motcua.records.casework.hot.base import Writer
from motcua.records.casework.intake import Checked, Intake, checked
from motcua.records.casework.papers import written
from motcua.records.casework.performing import (
    event_data,
    moment,
    once,
    own_key,
    request_digest,
    roles_of,
)
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act, State
from motcua.rules.facts import Event, Facts, advanced
from motcua.rules.numbering import dossier_code
from motcua.rules.refusal import NotAllowed, Refusal


def accept(viewer: Viewer, intake: Intake, *, key: str, at: datetime | None = None) -> Outcome:
    """Accepts a dossier handed in at the counter or by post: code, due date and first promise in one act."""
    if intake.channel is Channel.ONLINE:
        raise Refusal("channel", "Hồ sơ trực tuyến phải được nộp trước rồi mới tiếp nhận; hãy mở hồ sơ đã nộp.")
    return _open(viewer, intake, Act.ACCEPT, key=key, at=at)


def submit(viewer: Viewer | None, intake: Intake, *, key: str, at: datetime | None = None) -> Outcome:
    """A citizen (viewer None), or staff helping one, submits online: a code is issued, no date is promised yet."""
    if intake.channel is not Channel.ONLINE:
        raise Refusal("channel", "Chỉ hồ sơ trực tuyến mới nộp theo cách này; tại quầy hãy tiếp nhận ngay.")
    return _open(viewer, intake, Act.SUBMIT, key=key, at=at)


def _open(viewer: Viewer | None, intake: Intake, act: Act, *, key: str, at: datetime | None) -> Outcome:
    digest = request_digest(act, subject=None, at=at, inputs=_asked(intake))
    request_key = own_key(viewer, key)

    def opened(store: Writer) -> Outcome:
        when = moment(at)
        found = checked(intake, on=when.date())
        require_desk(viewer, act, unit_id=found.unit.id, unit_name=found.unit.name)
        change = _opened(store, viewer, act, found, at=when, request_key=request_key, digest=digest)
        return Outcome(dossier_id=store.open(change), code=change.code, version=1, due_at=change.after.due_at)

    return once(opened, request_key=request_key, digest=digest)


def _asked(intake: Intake) -> dict[str, object]:
    asked = {name: getattr(intake, name) for name in Intake.__slots__}
    counts = [[number, *astuple(counts)] for number, counts in sorted(intake.counts.items())]
    return {**asked, "applicant": sorted(intake.applicant.items()), "counts": counts}


def require_desk(viewer: Viewer | None, act: Act, *, unit_id: int, unit_name: str) -> None:
    """Raises NotAllowed for a person without a desk at the unit; citizens and the operator need none."""
    if viewer is None or viewer.operator:
        return
    if not TRANSITIONS[act].roles & roles_of(viewer, unit_id):
        raise NotAllowed(
            "unit", "Ông/bà không có nhiệm vụ tiếp nhận tại {unit}; hãy chọn quầy của mình.", unit=unit_name
        )


def _opened(
    store: Writer, viewer: Viewer | None, act: Act, found: Checked, *, at: datetime, request_key: str, digest: str
) -> Change:
    opening = _opening(found, at=at)
    promise = None
    event = Event(
        act=act,
        at=at,
        holder_unit_id=found.unit.id,
        holder_id=viewer.account_id if viewer and act is Act.ACCEPT else None,
        step=1 if act is Act.ACCEPT else 0,
    )
    if act is Act.ACCEPT:
        promise, event = _promise(opening, event)
    # The code is taken last: nothing after it can be refused, so no number is lost.
    opening = replace(opening, code=_code(store, found, at=at))
    after = advanced(_blank(found, at=at), event)
    return Change(
        act=act,
        actor_id=viewer.account_id if viewer else None,
        at=at,
        request_key=request_key,
        request_digest=digest,
        code=opening.code,
        version=1,
        before=None,
        after=after,
        data={"event": event_data(event), "opening": _opening_data(found, opening)},
        personal=_told(opening.person),
        promise=promise,
        opening=opening,
    )


def _told(person: Person) -> dict[str, JSON]:
    filled = ((name, getattr(person, name)) for name in Person.__slots__ if name != "search")
    return {name: value for name, value in filled if value}


def _promise(opening: Opening, event: Event) -> tuple[Promise, Event]:
    promise, deadline = promises.promised(
        event.at,
        unit_id=event.holder_unit_id,
        term=opening.term,
        policy=opening.supplement_policy,
        reading=opening.day_reading,
        legal_basis=TRANSITIONS[Act.ACCEPT].source,
    )
    return promise, replace(event, due_at=deadline.due)


def _opening(found: Checked, *, at: datetime) -> Opening:
    procedure = found.procedure
    rules = legal.rules_on(
        at.astimezone(LOCAL).date(),
        policy=procedure.supplement_policy or "",
        reading=procedure.day_reading or "",
    )
    return found.opening(code="", policy=rules.supplement_policy.value, reading=rules.reading.value)


def _code(store: Writer, found: Checked, *, at: datetime) -> str:
    day = at.astimezone(LOCAL).date()
    serial = store.next_serial(found.unit.agency_id, day=day)
    return dossier_code(found.unit.agency_id, day, serial)


def _blank(found: Checked, *, at: datetime) -> Facts:
    return Facts(
        unit_id=found.unit.id,
        competent_unit_id=found.competent_unit.id,
        holder_unit_id=found.unit.id,
        holder_id=None,
        level=found.unit.level.value,
        procedure_id=found.procedure.id,
        channel=found.channel.value,
        state=State.SUBMITTED,
        step=0,
        submitted_at=at,
        last_at=at,
    )


def _opening_data(found: Checked, opening: Opening) -> dict[str, JSON]:
    return {
        "code": opening.code,
        "unit": found.unit.id,
        "competent_unit": found.competent_unit.id,
        "helped_unit": opening.helped_unit_id,
        "level": found.unit.level.value,
        "procedure": found.procedure.id,
        "procedure_version": opening.procedure_version_id,
        "channel": found.channel.value,
        "term": [opening.term.amount, opening.term.unit.value],
        "reading": opening.day_reading,
        "policy": opening.supplement_policy,
        "papers": written(found.papers, found.counts),
        "copies": opening.copies,
        "fee": opening.fee,
    }
