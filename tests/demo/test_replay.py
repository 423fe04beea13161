"""A replay that was interrupted goes on where the journal says it stopped, and comes to the published totals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from motcua.demo import replay
from motcua.demo.invention import steps_of
from motcua.demo.preparing import SEED, prepare
from motcua.law.types import Level
from motcua.packs.loading import TRA_CU_2023
from motcua.records import store
from motcua.records.casework import checks
from motcua.records.measures.queries import By, figure
from motcua.records.people.viewer import Viewer
from motcua.records.reports import looking, making
from motcua.rules.period import period
from motcua.rules.refusal import Conflict
from tests.stores import sqlite, standing_on

SCALE = 0.003


class PlugPulledError(Exception):
    """The replay ended in the middle."""


@pytest.mark.django_db
def test_an_interrupted_replay_goes_on(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(replay, "BATCH", 100)
    heard: list[int] = []

    def stop_after_three(acts: int, expected: int) -> None:
        heard.append(acts)
        if len(heard) == 4:  # the first call tells what was done before
            raise PlugPulledError

    with standing_on(**sqlite(tmp_path / "motcua.sqlite3")):
        with pytest.raises(PlugPulledError):
            prepare(scale=SCALE, progress=stop_after_three)
        with pytest.raises(Conflict, match=str(SCALE)):
            prepare(scale=2 * SCALE, progress=lambda acts, expected: None)
        done = prepare(scale=SCALE, progress=lambda acts, expected: None)
        assert done is not None
        steps = sum(1 for _ in steps_of(TRA_CU_2023, seed=SEED, scale=SCALE))
        assert (done.begun_at, done.begun_at + done.acts) == (300, steps)
        assert prepare(scale=SCALE, progress=lambda acts, expected: None) is None
        assert list(checks.problems()) == []
        counted = figure(Viewer.system(), "settlement_rate", period("2023-H1"), by=By.LEVEL)
        totals = {group.key: (group.count.denominator, group.count.numerator) for group in counted.groups}
        report = making.made(Viewer.system(), "II.06a", "tra_cu", period("2023-H1"))
        printed = {row.key: (row.cells[0], row.cells[4]) for row in report.table.rows if row.key in totals}
        look = making.looked(Viewer.system(), "II.06a", "tra_cu", period("2023-H1"))
        open_ones = [len(looking.behind(look, level, "open")[0]) for level in totals]
    assert printed == totals
    assert open_ones == [1, 1]
    assert totals == {Level.COMMUNE: (119, 118), Level.DISTRICT: (4, 3)}
    here = store.read()
    assert here is not None
    assert here.replayed
