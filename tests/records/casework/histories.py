"""Invented histories of an office: a script of numbers, read as acts on dossiers as time goes forward.

The same script gives the same acts, so that two writers can be compared; hypothesis shortens the script of a
failure.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from motcua.law.types import Channel, DayKind
from motcua.records import clock
from motcua.records.calendar.decisions import Decision
from motcua.records.casework import actions, duties, legal, recalculating
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Consultation, Dossier
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, Act, State
from motcua.rules.refusal import Refusal
from tests.records.casework.inputs import ANSWER, INPUTS, TAKE_BACK, named
from tests.world import (
    ADOPTION,
    BIRTH,
    CAST,
    COPY,
    GUARDIAN,
    HAM_TAN,
    JUSTICE,
    MARITAL,
    MIGRATION,
    THANH_SON,
    TOWN,
    World,
)

BEGIN = "2023-01-16 08:00"
"""The week before Tết."""

_PROCEDURES = (MARITAL, BIRTH, COPY, ADOPTION, GUARDIAN, MIGRATION)
_UNITS = (THANH_SON, HAM_TAN, TOWN)
_OPENS, _REPEATS = 2, 9  # of ten numbers, those that open a dossier, and the one that sends the last request again
_OPERATOR = 7  # of ten numbers, those that stand for the operator
DECIDES = 8  # of ten numbers, that which may decide a day
_OFTEN = {
    Act.ACCEPT: 4,
    Act.FORWARD: 6,
    Act.APPROVE: 8,
    Act.SETTLE: 8,
    Act.RESUME: 4,
    Act.RETURN_RESULT: 3,
    Act.REQUEST_SUPPLEMENT: 2,
}
"""The acts that lead a dossier on, by how much more often they are done than the others."""

_ON_A_QUESTION = {Act.ANSWER: ANSWER, Act.TAKE_BACK: TAKE_BACK}


@dataclass(frozen=True, slots=True)
class Step:
    """What to do (0–9), on which dossier or of which kind, which of the possible acts, after how many minutes, and
    by whom (0–9: mostly the operator, who may do everything).
    """

    what: int
    which: int
    act: int
    after: int
    who: int = 0


STEPS = st.builds(
    Step,
    st.integers(0, 9),
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from((0, 0, 1, 20, 240, 1440, 4320, 20_000)),
    st.integers(0, 9),
)
SCRIPTS = st.lists(STEPS, min_size=1, max_size=40)


@dataclass(kw_only=True)
class History:
    """A script being played."""

    world: World
    open_dossiers: dict[int, Outcome] = field(default_factory=dict)
    done: int = 0
    last: Callable[[], Outcome] | None = None

    def play(self, script: list[Step]) -> int:
        """Does what the script says; how much of it was not refused."""
        at = clock.instant(BEGIN, field="at")
        for number, step in enumerate(script):
            at += timedelta(minutes=step.after)
            with clock.standing_at(at), suppress(Refusal):
                if step.what == DECIDES and step.act % 2:
                    self._decide(step, at=at, key=f"step-{number}")
                else:
                    self._do(step, key=f"step-{number}")
                self.done += 1
        return self.done

    def _do(self, step: Step, *, key: str) -> None:
        if step.what == _REPEATS and self.last is not None:
            assert self.last().repeated
            return
        if step.what < _OPENS or not self.open_dossiers:
            request = self._opened(step, key=key)
        else:
            request = self._acted(step, key=key)
        if request is None:
            return
        outcome = request()
        self.last = request
        self.open_dossiers[outcome.dossier_id] = outcome

    def _decide(self, step: Step, *, at: datetime, key: str) -> None:
        """A day near now is decided the other way round, and the timer looks at every promise."""
        day = at.date() + timedelta(days=step.which % 8)
        kind = DayKind.OFF if legal.calendar().is_working_day(day) else DayKind.WORK
        decision = Decision(day=day, kind=kind, reason="quyết định", document=f"{step.act}/TB")
        recalculating.apply(Viewer.system(), [decision], key=key)
        duties.tick(at)
        for row in Dossier.objects.filter(pk__in=list(self.open_dossiers)):
            told = self.open_dossiers[row.pk]
            self.open_dossiers[row.pk] = replace(told, version=row.version, due_at=row.due_at)

    def ended(self, script: list[Step]) -> datetime:
        """Plays the script; when its last step was."""
        self.play(script)
        return clock.instant(BEGIN, field="at") + timedelta(minutes=sum(step.after for step in script))

    def _opened(self, step: Step, *, key: str) -> Callable[[], Outcome]:
        given = {"procedure": _PROCEDURES[step.which % len(_PROCEDURES)], "unit_key": _UNITS[step.which % len(_UNITS)]}
        if step.act % 3 == 0:
            online = self.world.intake(channel=Channel.ONLINE, **given)
            return lambda: actions.submit(None, online, key=key)
        viewer, intake = self._viewer(step), self.world.intake(**given)
        return lambda: actions.accept(viewer, intake, key=key)

    def _viewer(self, step: Step) -> Viewer:
        who = "" if step.who < _OPERATOR else list(CAST)[(step.which + step.who) % len(CAST)]
        return self.world.viewer(who)

    def _acted(self, step: Step, *, key: str) -> Callable[[], Outcome] | None:
        chosen = list(self.open_dossiers.values())[step.which % len(self.open_dossiers)]
        row = Dossier.objects.select_related("holder_unit", "unit").get(pk=chosen.dossier_id)
        state = State(row.state)
        questions = list(Consultation.objects.filter(dossier=row, closed=False).values_list("number", flat=True))
        possible = [act for act in INPUTS for _ in range(_OFTEN.get(act, 1)) if state in TRANSITIONS[act].sources]
        possible += [Act.ANSWER, Act.TAKE_BACK] * len(questions)
        if not possible:
            return None
        act = possible[step.act % len(possible)]
        if act in _ON_A_QUESTION:
            inputs = {**_ON_A_QUESTION[act], "consultation": questions[step.which % len(questions)]}
        else:
            inputs = INPUTS[act] | self._place(act, holder=row.holder_unit.key, receiver=row.unit.key)
        perform, viewer = getattr(actions, named(act)), self._viewer(step)
        given = {name: self.world.named(name, value) for name, value in inputs.items()}
        ref = Ref(id=chosen.dossier_id, version=chosen.version)
        return lambda: perform(viewer, ref, key=key, **given)

    def _place(self, act: Act, *, holder: str, receiver: str) -> dict[str, Any]:
        """The people and offices that fit where the dossier lies."""
        if "to_account_id" in INPUTS[act]:
            return {"to_account_id": self.world.post(holder, "officer")}
        if act is Act.CONSULT:
            return {"unit_ids": (JUSTICE, HAM_TAN if holder != HAM_TAN else TOWN)}
        if act is Act.HAND_OVER:
            return {"to_unit_id": HAM_TAN if holder != HAM_TAN else TOWN}
        return {"second_account_id": self.world.post(receiver, "leader")} if act is Act.VOID else {}
