"""The replay: the stream of invented dossiers run through the acts that the desks use.

Up to five hundred dossiers' worth of steps share one transaction. Each step's idempotency key names its place
in the stream, so the journal itself says how far an interrupted replay came, and it goes on from there.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from django.db import transaction

from motcua.demo.stream import Step
from motcua.law.types import Channel, TermUnit
from motcua.records import clock, plain
from motcua.records.casework import actions
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.casework.intake import Intake
from motcua.records.journal import actions as journal
from motcua.records.journal import streams
from motcua.records.outbox import actions as outbox
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer

BATCH = 2_500
"""Steps in one transaction: about five hundred dossiers from acceptance to return."""

MARK = "replay-"


class Cast:
    """The invented staff by user name, each as the viewer they are on the first day they act."""

    def __init__(self, on: date) -> None:
        self._ids = {account.username: account.id for account in people.accounts(Viewer.system(), on)}
        self._viewers: dict[str, Viewer] = {}
        self._on = on

    def viewer(self, username: str | None) -> Viewer:
        """A member of the staff."""
        assert username is not None
        known = self._viewers.get(username)
        if known is None:
            known = self._viewers[username] = people.viewer_of(self._ids[username], self._on)
        return known

    def account_id(self, username: str) -> int:
        """The account of a member of the staff."""
        return self._ids[username]


@dataclass(kw_only=True)
class Replay:
    """A replay under way: where each dossier of the stream stands."""

    cast: Cast
    refs: dict[int, Ref] = field(default_factory=dict)
    done: int = 0

    def recall(self) -> None:
        """Reads from the journal how far an earlier run came."""
        for request in streams.requests(f":{MARK}"):
            dossier = int(request.key.rpartition(MARK)[2].partition("-")[0])
            self.refs[dossier] = Ref(id=request.subject_id, version=request.version)
            self.done += 1

    def play(self, steps: Iterable[Step], *, progress: Callable[[int], None]) -> None:
        """Runs the steps that are still to do, batch by batch; `progress` hears how many each batch had."""
        still_to_do = islice(steps, self.done, None)
        progress(self.done)
        with _tidying_between_batches():
            while batch := list(islice(still_to_do, BATCH)):
                self._record(batch)
                self.done += len(batch)
                progress(len(batch))
                gc.collect()

    def _record(self, batch: list[Step]) -> None:
        with transaction.atomic():
            with outbox.holding(), plain.unchanged(), journal.at_once():
                for at, steps in groupby(batch, key=attrgetter("at")):
                    with clock.standing_at(at):
                        for step in steps:
                            self._do(step)
            with clock.standing_at(batch[-1].at):
                journal.checkpoint()

    def _do(self, step: Step) -> None:
        outcome = _ACTS[step.act](self, step)
        self.refs[step.dossier] = Ref(id=outcome.dossier_id, version=outcome.version)


@contextmanager
def _tidying_between_batches() -> Iterator[None]:
    """Nothing looks for garbage while acts are recorded: what stood before the replay, most of the heap, stays."""
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def _key(step: Step) -> str:
    return f"{MARK}{step.dossier}-{step.number}"


def _intake(inputs: Mapping[str, Any], *, channel: Channel) -> Intake:
    return Intake(
        unit_key=inputs["unit"],
        procedure=inputs["procedure"],
        channel=channel,
        applicant=inputs["applicant"],
        papers=tuple(inputs["papers"]),
        copies=inputs["copies"],
    )


def _submit(replay: Replay, step: Step) -> Outcome:
    return actions.submit(None, _intake(step.inputs, channel=Channel.ONLINE), key=_key(step))


def _accept(replay: Replay, step: Step) -> Outcome:
    viewer = replay.cast.viewer(step.by)
    ref = replay.refs.get(step.dossier)
    if ref is not None:
        return actions.accept_submitted(viewer, ref, key=_key(step))
    return actions.accept(viewer, _intake(step.inputs, channel=Channel(step.inputs["channel"])), key=_key(step))


def _forward(replay: Replay, step: Step) -> Outcome:
    to = replay.cast.account_id(step.inputs["to"])
    return actions.forward(replay.cast.viewer(step.by), replay.refs[step.dossier], key=_key(step), to_account_id=to)


def _extend(replay: Replay, step: Step) -> Outcome:
    inputs = step.inputs
    return actions.extend(
        replay.cast.viewer(step.by),
        replay.refs[step.dossier],
        key=_key(step),
        amount=inputs["amount"],
        unit=TermUnit(inputs["unit"]),
        reason=inputs["reason"],
    )


def _void(replay: Replay, step: Step) -> Outcome:
    second = replay.cast.account_id(step.inputs["second"])
    return actions.void(
        replay.cast.viewer(step.by),
        replay.refs[step.dossier],
        key=_key(step),
        reason=step.inputs["reason"],
        second_account_id=second,
    )


def _plain(act: Callable[..., Outcome]) -> Callable[[Replay, Step], Outcome]:
    def run(replay: Replay, step: Step) -> Outcome:
        return act(replay.cast.viewer(step.by), replay.refs[step.dossier], key=_key(step), **step.inputs)

    return run


_ACTS: dict[str, Callable[[Replay, Step], Outcome]] = {
    "submit": _submit,
    "accept": _accept,
    "forward": _forward,
    "extend": _extend,
    "void": _void,
    "decline": _plain(actions.decline),
    "request_supplement": _plain(actions.request_supplement),
    "resume": _plain(actions.resume),
    "approve": _plain(actions.approve),
    "settle": _plain(actions.settle),
    "refuse": _plain(actions.refuse),
    "withdraw": _plain(actions.withdraw),
    "stop": _plain(actions.stop),
    "correct": _plain(actions.correct),
    "return_result": _plain(actions.return_result),
}
