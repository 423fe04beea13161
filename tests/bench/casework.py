"""G1, G2 and G7 on SQLite: what acceptance and the further acts cost beside the bare driver, and what rollups cost.

The bare driver runs, on a copy of the database, exactly the statements that equal acts sent, with their values, in
transactions of the same extent and with the same settings of durability.

python -m tests.bench.casework
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

Measure = tuple[str, str, float, float, bool]
Statement = tuple[str, Any]
Clock = Callable[[], float]

_ROUNDS = 7
DOSSIERS = 150
FURTHER = 4


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better)."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, ExitStack() as standing:
        office = Office(Path(folder), standing)
        office.accept(DOSSIERS)
        receive = [office.beside_bare(perf_counter, lambda: office.accept(DOSSIERS)) for _ in range(_ROUNDS)]
        further = [office.beside_bare(process_time, office.carry_on) for _ in range(_ROUNDS)]
        different = office.rollups_that_differ()
        rollups = [office.share_of_rollups() for _ in range(_ROUNDS)]
    rate = DOSSIERS / median(ours for ours, _ in receive)
    act = median(ours for ours, _ in further) / (FURTHER * DOSSIERS) * 1e6
    return [
        ("G1", f"tiếp nhận: {rate:.0f} hồ sơ/s ÷ trình điều khiển trần", median(b / o for o, b in receive), 0.6, True),
        (
            "G2",
            f"việc tiếp theo: CPU {act:.0f} µs ÷ trình điều khiển trần",
            median(o / b for o, b in further),
            2,
            False,
        ),
        ("G7", "phần CPU tiếp nhận dành cho số cộng dồn", median(rollups), 0.3, False),
        ("G7", "nhóm số cộng dồn khác với tính lại từ đầu", different, 0, False),
    ]


class Office:
    """A store in a file with the world of the tests, its clock standing, and who works there."""

    def __init__(self, folder: Path, standing: ExitStack, *, url: str = "") -> None:
        os.environ.update(MOTCUA_DATA=str(folder), DATABASE_URL=url, DJANGO_SETTINGS_MODULE="motcua.config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        from motcua.records import clock, keys
        from tests import world as worlds

        call_command("migrate", verbosity=0)
        keys.create()
        standing.enter_context(clock.standing_at(clock.instant(worlds.MORNING, field="at")))
        self._world = worlds.build()
        self._folder = folder
        self._numbers = count(1)
        self.clerk, self.officer, self.leader = (self._world.viewer(who) for who in ("sa_ruone", "minh", "bich_thuy"))

    def accept(self, number: int) -> list[Any]:
        """Accepts dossiers, each in a transaction of its own."""
        from motcua.records.casework import actions

        intake = self._world.intake()
        return [actions.accept(self.clerk, intake, key=f"k{next(self._numbers)}") for _ in range(number)]

    def carry_on(self, opened: list[Any] | None = None) -> None:
        """Forwards, approves, settles and returns dossiers, each act in a transaction of its own."""
        from motcua.records.casework import actions
        from tests.world import ref

        for each in self._ready if opened is None else opened:
            key = f"k{next(self._numbers)}"
            each = actions.forward(self.clerk, ref(each), key=f"{key}f", to_account_id=self.officer.account_id)
            each = actions.approve(self.leader, ref(each), key=f"{key}a")
            each = actions.settle(self.officer, ref(each), key=f"{key}s", result_number="12/XN-UBND")
            actions.return_result(self.clerk, ref(each), key=f"{key}r", recipient="Kim Thị Ngọc Ánh")

    def beside_bare(self, clock: Clock, work: Callable[[], Any]) -> tuple[float, float]:
        """How long the work takes, and how long the bare driver for what equal work sent to the database."""
        self._ready = self.accept(DOSSIERS)
        bare = self.bare(work, clock)
        self._ready = self.accept(DOSSIERS)
        begun = clock()
        work()
        return clock() - begun, bare

    def bare(self, work: Callable[[], Any], clock: Clock) -> float:
        """How long the bare driver takes for what the work sends to the database, on a copy made before."""
        copy = self._copied()
        with recording() as statements:
            work()
        return _bare(copy, statements, clock)

    def rollups_that_differ(self) -> int:
        """How many groups of the rollups are not what the facts add up to."""
        from motcua.records.casework import checks

        return len(list(checks.problems()))

    def share_of_rollups(self) -> float:
        """The share of the CPU of intake that is spent on rollups."""
        from motcua.records.casework.hot import SqliteWriter

        begun = process_time()
        self.accept(DOSSIERS)
        whole = process_time() - begun
        with patch.object(SqliteWriter, "_rollup", lambda self, change: None):
            begun = process_time()
            self.accept(DOSSIERS)
            return 1 - (process_time() - begun) / whole

    def _copied(self) -> Path:
        from django.db import connection

        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(shutil.copyfile(self._folder / "motcua.sqlite3", self._folder / "copy.sqlite3"))


@contextmanager
def recording() -> Iterator[list[Statement]]:
    """What is sent to the database inside the block, in order."""
    from motcua.config.sqlite.base import Connection

    told: list[Statement] = []

    def executed(self: Connection, sql: str, values: Any = ()) -> Any:
        told.append((sql, values))
        return sqlite3.Connection.execute(self, sql, values)

    def begun(self: Any, sql: str, values: Any = None) -> Any:
        told.append((sql.replace("%s", "?"), values or ()))
        return execute(self, sql, values)

    def committed(self: Connection) -> None:
        told.append(("COMMIT", ()))
        commit(self)

    from motcua.config.sqlite.base import Cursor

    execute, commit = Cursor.execute, Connection.commit
    with (
        patch.object(Connection, "execute", executed),
        patch.object(Cursor, "execute", begun),
        patch.object(Connection, "commit", committed),
    ):
        yield told


def _bare(file: Path, statements: list[Statement], clock: Clock) -> float:
    from motcua.config.sqlite.base import INIT_COMMAND

    for stale in (file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        stale.unlink(missing_ok=True)
    raw = sqlite3.connect(file, isolation_level=None)
    raw.executescript(INIT_COMMAND)
    begun = clock()
    for sql, values in statements:
        raw.execute(sql, values).fetchall()
    took = clock() - begun
    raw.close()
    return took


if __name__ == "__main__":
    for figure_id, what, value, budget, higher_is_better in measure():
        print(f"{figure_id:5} {what}: {value:.3g} ({'≥' if higher_is_better else '≤'} {budget:g})")
