"""Invented histories of an office: a script of numbers, read as acts on dossiers as time goes forward.

The same script gives the same acts, so that two writers can be compared; hypothesis shortens the script of a
failure.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st

from motcua.law.types import Channel
from motcua.records import clock
from motcua.records.casework import actions
from motcua.records.casework.actions import Ref
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import TRANSITIONS, State
from motcua.rules.refusal import Refusal
from tests.records.casework.inputs import INPUTS, named
from tests.world import ADOPTION, BIRTH, COPY, GUARDIAN, HAM_TAN, MARITAL, MIGRATION, THANH_SON, TOWN, World

BEGIN = "2023-01-16 08:00"
"""The week before Tết."""

_PROCEDURES = (MARITAL, BIRTH, COPY, ADOPTION, GUARDIAN, MIGRATION)
_UNITS = (THANH_SON, HAM_TAN, TOWN)
_OPENS = 3  # of ten numbers, those that open a dossier


@dataclass(frozen=True, slots=True)
class Step:
    """What to do (0–9), on which dossier or of which kind, which of the possible acts, after how many minutes."""

    what: int
    which: int
    act: int
    after: int


STEPS = st.builds(
    Step,
    st.integers(0, 9),
    st.integers(0, 99),
    st.integers(0, 99),
    st.sampled_from((0, 0, 1, 20, 240, 1440, 4320, 20_000)),
)
SCRIPTS = st.lists(STEPS, min_size=1, max_size=25)


@dataclass(kw_only=True)
class History:
    """A script being played."""

    world: World
    open_dossiers: dict[int, Outcome] = field(default_factory=dict)
    done: int = 0

    def play(self, script: list[Step]) -> int:
        """Does what the script says, as the operator; how much of it was not refused."""
        at = clock.instant(BEGIN, field="at")
        for number, step in enumerate(script):
            at += timedelta(minutes=step.after)
            with clock.standing_at(at), suppress(Refusal):
                self._do(step, key=f"step-{number}")
                self.done += 1
        return self.done

    def _do(self, step: Step, *, key: str) -> None:
        if step.what < _OPENS or not self.open_dossiers:
            outcome = self._opened(step, key=key)
        else:
            outcome = self._acted(step, key=key)
        self.open_dossiers[outcome.dossier_id] = outcome

    def _opened(self, step: Step, *, key: str) -> Outcome:
        given = {"procedure": _PROCEDURES[step.which % len(_PROCEDURES)], "unit_key": _UNITS[step.which % len(_UNITS)]}
        if step.act % 3 == 0:
            return actions.submit(None, self.world.intake(channel=Channel.ONLINE, **given), key=key)
        return actions.accept(Viewer.system(), self.world.intake(**given), key=key)

    def _acted(self, step: Step, *, key: str) -> Outcome:
        chosen = list(self.open_dossiers.values())[step.which % len(self.open_dossiers)]
        state = State(Dossier.objects.values_list("state", flat=True).get(pk=chosen.dossier_id))
        possible = [act for act in INPUTS if state in TRANSITIONS[act].sources]
        if not possible:
            return chosen
        act = possible[step.act % len(possible)]
        inputs = {name: self.world.named(name, value) for name, value in INPUTS[act].items()}
        perform = getattr(actions, named(act))
        outcome: Outcome = perform(
            Viewer.system(), Ref(id=chosen.dossier_id, version=chosen.version), key=key, **inputs
        )
        return outcome
