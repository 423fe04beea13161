"""One way to do any act: check person, version, state and time; decide; write all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, transaction

from motcua.law.types import LOCAL, Role
from motcua.records import clock
from motcua.records.casework.changes import JSON, Change, Loaded, Outcome, Person, Promise
from motcua.records.casework.hot import writer
from motcua.records.casework.hot.base import Writer, stale
from motcua.records.casework.models import Consultation, Dossier
from motcua.records.casework.seeing import sees
from motcua.records.people import policy
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import STATES, Act, ClockEffect, Place, Transition, transition
from motcua.rules.facts import Event, Facts, advanced
from motcua.rules.folding import clean_lines
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.request_key import request_key


@dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """The dossier an act is meant for, at the version the person saw."""

    id: int
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """A question put to a unit at a version. Who answers has a role at `unit_id`, as has who takes it back, where the
    unit is the one that asked; and saw that version or a later one: what others do to the dossier meanwhile changes
    nothing in the question.
    """

    unit_id: int
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """What an act decides from."""

    viewer: Viewer
    loaded: Loaded
    row: Transition
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What an act decides: where the dossier lies next, and what is remembered of it.

    A `due_at` counts only with a `promise`. `waited` and `worked` in working minutes.
    """

    holder_unit_id: int
    holder_id: int | None
    step: int
    due_at: datetime | None = None
    waited: int = 0
    worked: int | None = None
    promise: Promise | None = None
    data: Mapping[str, JSON] = field(default_factory=dict)
    personal: Mapping[str, JSON] | None = None
    person: Person | None = None
    columns: Mapping[str, str | int] = field(default_factory=dict)


def staying(case: Case, **decided: Any) -> Decision:
    """A decision that leaves the dossier where it lies, but for what is `decided`: fields of Decision."""
    facts = case.loaded.facts
    place = {"holder_unit_id": facts.holder_unit_id, "holder_id": facts.holder_id, "step": facts.step}
    return Decision(**{**place, **decided})


@contextmanager
def one_act() -> Iterator[None]:
    """A transaction of its own, or a part of the outer one that a refusal leaves as it was.

    Whatever can be refused is checked before anything is written, and on SQLite the writer lock keeps others
    away in between; so there a part of an outer transaction needs no savepoint. Any other failure dooms the whole.
    """
    database = connections[DEFAULT_DB_ALIAS]  # looked up once: the proxy `connection` is resolved at each use
    if not (database.in_atomic_block and database.vendor == "sqlite"):
        with transaction.atomic():
            yield
        return
    try:
        yield
    except Refusal:
        raise
    except BaseException:
        transaction.set_rollback(True)
        raise


def perform(
    viewer: Viewer,
    ref: Ref,
    act: Act,
    *,
    key: str,
    at: datetime | None,
    inputs: Mapping[str, object],
    decide: Callable[[Case], Decision],
    asked: Asked | None = None,
) -> Outcome:
    """Does `act` on the dossier of `ref`, or gives the answer of the earlier request with this key.

    `asked` is the question that is answered or taken back. Raises NotFound, NotAllowed, Conflict or Refusal; then
    nothing was written.
    """
    digest = request_digest(act, subject=ref.id, at=at, inputs=inputs)
    request_key = own_key(viewer, key)

    def done(store: Writer) -> Outcome:
        if asked is not None:
            _wait_for_others(ref.id)
        case = _case(viewer, store.load(ref.id), ref=ref, act=act, at=at, asked=asked)
        change = _change(case, decide(case), request_key=request_key, digest=digest)
        store.write(change, dossier_id=ref.id)
        if case.row.clock is ClockEffect.END and change.after.consultations:
            Consultation.objects.filter(dossier_id=ref.id, closed=False).update(closed=True)
        return Outcome(dossier_id=ref.id, code=change.code, version=change.version, due_at=change.after.due_at)

    return once(done, request_key=request_key, digest=digest)


def once(act: Callable[[Writer], Outcome], *, request_key: str, digest: str) -> Outcome:
    """What `act` does, in one transaction, or the answer given earlier to the request with this key.

    On PostgreSQL a retry may run beside the request it repeats: then it finds the key or the version taken, and
    gets the answer of the first one, as a later retry would.
    """
    try:
        with one_act():
            store = writer()
            answer = answered(store, request_key, digest=digest)
            return act(store) if answer is None else answer
    except (IntegrityError, Refusal):
        answer = answered(writer(), request_key, digest=digest)
        if answer is None:
            raise
        return answer


def answered(store: Writer, request_key: str, *, digest: str) -> Outcome | None:
    """The answer given earlier to this request. Raises Conflict when the key was used for another one."""
    prior = store.answered(request_key)
    if prior is None:
        return None
    if prior[0] != digest:
        raise Conflict("key", "Khóa chống gửi trùng này đã dùng cho một yêu cầu khác; hãy tải lại trang rồi gửi lại.")
    return prior[1]


def request_digest(act: Act, *, subject: int | None, at: datetime | None, inputs: Mapping[str, object]) -> str:
    """A digest of what was asked, to tell a retry from another request under the same key."""
    return hashlib.sha256(repr((act.value, subject, at, inputs)).encode()).hexdigest()


def own_key(viewer: Viewer | None, key: str) -> str:
    """The idempotency key as stored: each person has a space of keys of their own. Raises Refusal."""
    owner = "public" if viewer is None else "system" if viewer.account_id is None else str(viewer.account_id)
    return request_key(key, owner=owner)


def moment(at: datetime | None, *, after: datetime | None = None) -> datetime:
    """The minute an act happens: now, or the given one. Raises Refusal for one in the future or before `after`.

    Seconds are cut, as those of a due instant are: who issues a result in the minute promised is on time.
    """
    now = clock.now()
    local = now if at is None else at.replace(tzinfo=LOCAL) if at.tzinfo is None else at.astimezone(LOCAL)
    if local > now:
        raise Refusal(
            "at",
            "Thời điểm {at} ở tương lai (bây giờ là {now}); hãy nhập thời điểm đã xảy ra.",
            at=f"{local:%H:%M %d/%m/%Y}",
            now=f"{now:%H:%M %d/%m/%Y}",
        )
    local = local.replace(second=0, microsecond=0)
    if after is not None and local < after:
        raise Refusal(
            "at",
            "Thời điểm {at} trước việc gần nhất của hồ sơ ({last}); hãy nhập thời điểm muộn hơn.",
            at=f"{local:%H:%M %d/%m/%Y}",
            last=f"{after:%H:%M %d/%m/%Y}",
        )
    return local


def event_data(event: Event) -> dict[str, JSON]:
    """The event as the journal keeps it, so that the facts can be made again from the journal alone."""
    return {
        "holder_unit": event.holder_unit_id,
        "holder": event.holder_id,
        "step": event.step,
        "due_at": event.due_at.isoformat() if event.due_at else None,
        "waited": event.waited,
        "worked": event.worked,
    }


def reason_in(text: str, *, needed: bool) -> str:
    """A reason as typed, cleaned. Raises Refusal when it is needed and missing."""
    reason = clean_lines(text, field="reason", limit=2000)
    if needed and not reason:
        raise Refusal("reason", "Việc này cần nêu lý do; hãy nhập lý do để người dân và cấp trên đọc được.")
    return reason


def _wait_for_others(dossier_id: int) -> None:
    """Lets two units answer at once: on PostgreSQL the second waits for the first; on SQLite all writers do."""
    list(Dossier.objects.select_for_update().filter(pk=dossier_id).values_list("pk"))


def _case(
    viewer: Viewer, loaded: Loaded | None, *, ref: Ref, act: Act, at: datetime | None, asked: Asked | None
) -> Case:
    if loaded is None or not sees(viewer, loaded.id, loaded.facts):
        raise NotFound("dossier", "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà.")
    earliest = asked.version if asked else loaded.version
    if not earliest <= ref.version <= loaded.version:
        raise stale()
    row = transition(act, state=loaded.facts.state)
    require_role(viewer, row, facts=loaded.facts, asked=asked)
    return Case(viewer=viewer, loaded=loaded, row=row, at=moment(at, after=loaded.facts.last_at))


def require_role(viewer: Viewer, row: Transition, *, facts: Facts, asked: Asked | None = None) -> None:
    """Raises NotAllowed unless the person holds a role of the row at the unit it asks for."""
    if viewer.operator:
        return
    places = {Place.HOLDER: facts.holder_unit_id, Place.RECEIVER: facts.unit_id}
    unit_id = asked.unit_id if asked else places[row.place]
    if row.roles & roles_of(viewer, unit_id):
        return
    raise NotAllowed(
        "act",
        "Ông/bà không có quyền «{act}» với hồ sơ này ở nơi đang giữ, nơi hỏi hay nơi được hỏi; hãy nhờ người có "
        "nhiệm vụ.",
        act=row.label,
    )


def roles_of(viewer: Viewer, unit_id: int) -> frozenset[Role]:
    """The roles a person holds at a unit."""
    return policy.roles_at(viewer, unit_id)


def _change(case: Case, decision: Decision, *, request_key: str, digest: str) -> Change:
    loaded = case.loaded
    event = Event(
        act=case.row.act,
        at=case.at,
        holder_unit_id=decision.holder_unit_id,
        holder_id=decision.holder_id,
        step=decision.step,
        due_at=decision.due_at,
        waited=decision.waited,
        worked=decision.worked,
    )
    after = advanced(loaded.facts, event)
    return Change(
        act=case.row.act,
        actor_id=case.viewer.account_id,
        at=case.at,
        request_key=request_key,
        request_digest=digest,
        code=loaded.code,
        version=loaded.version + 1,
        before=loaded.facts,
        after=after,
        data={"event": event_data(event), **decision.data},
        personal=decision.personal,
        promise=decision.promise,
        person=decision.person,
        columns=decision.columns,
    )


def state_label(facts: Facts) -> str:
    """The label of the state in which a dossier stands."""
    return STATES[facts.state].label
