"""G1, G2 and G7 on PostgreSQL: what acceptance and further acts cost beside the bare driver with prepared statements.

The server is one of the tests' own, with its settings of durability as they come. The bare driver runs, on a copy of
the database, exactly the statements that equal acts sent, with their values, in transactions of the same extent.

python -m tests.bench.casework_postgresql
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

import psycopg

from motcua.rules.facts import NOTHING
from tests.bench.casework import DOSSIERS, FURTHER, Clock, Measure, Office
from tests.postgresql.cluster import USER, Cluster, binaries, running

Sent = tuple[type[psycopg.Cursor[Any]] | None, Any, Any]
"""By which kind of cursor, what, and its values; None: the end of a transaction."""

_ROUNDS = 7


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better); none where there is no PostgreSQL."""
    programs = binaries()
    if programs is None:
        return []
    with running(programs) as cluster, tempfile.TemporaryDirectory() as folder, ExitStack() as standing:
        office = PostgresqlOffice(cluster, Path(folder), standing)
        office.accept(DOSSIERS)
        receive = [office.beside_bare(perf_counter, lambda: office.accept(DOSSIERS)) for _ in range(_ROUNDS)]
        further = [office.beside_bare(process_time, office.carry_on) for _ in range(_ROUNDS)]
        elapsed = [office.beside_bare(perf_counter, office.carry_on) for _ in range(_ROUNDS)]
        different = office.rollups_that_differ()
        rollups = [office.share_of_rollups() for _ in range(_ROUNDS)]
        office.close()
    rate = DOSSIERS / median(ours for ours, _ in receive)
    act = median(ours for ours, _ in further) / (FURTHER * DOSSIERS) * 1e6
    pace = FURTHER * DOSSIERS / median(ours for ours, _ in elapsed)
    g1 = median(bare / ours for ours, bare in receive)
    g2, longer = (median(ours / bare for ours, bare in rounds) for rounds in (further, elapsed))
    return [
        ("G1", f"PostgreSQL, tiếp nhận: {rate:.0f} hồ sơ/s ÷ trình điều khiển trần", g1, 0.6, True),
        ("G2", f"PostgreSQL, việc tiếp theo: CPU {act:.0f} µs ÷ trình điều khiển trần", g2, 2, False),
        ("G2", f"PostgreSQL, việc tiếp theo: {pace:.0f} việc/s, thời gian ÷ trình điều khiển trần", longer, 2, False),
        ("G7", "PostgreSQL, phần thời gian tiếp nhận dành cho số cộng dồn", median(rollups), 0.3, False),
        ("G7", "PostgreSQL, nhóm số cộng dồn khác với tính lại từ đầu", different, 0, False),
    ]


class PostgresqlOffice(Office):
    """An office on a PostgreSQL server."""

    def __init__(self, cluster: Cluster, folder: Path, standing: ExitStack) -> None:
        self._cluster = cluster
        cluster.execute("CREATE DATABASE office")
        super().__init__(
            folder, standing, url=f"postgresql://{USER}:{cluster.password}@127.0.0.1:{cluster.port}/office"
        )

    def bare(self, work: Callable[[], Any], clock: Clock) -> float:
        """As for any office."""
        self.close()
        self._cluster.execute("DROP DATABASE IF EXISTS copy")
        self._cluster.execute("CREATE DATABASE copy TEMPLATE office")
        with _recording() as sent:
            work()
        with psycopg.connect(self._cluster.place("copy"), prepare_threshold=0) as raw:
            warm = [number for number, (kind, _, _) in enumerate(sent) if kind is None][9] + 1
            _send(raw, sent[:warm])
            begun = clock()
            _send(raw, sent[warm:])
            return (clock() - begun) * len(sent) / (len(sent) - warm)

    def share_of_rollups(self) -> float:
        """The share of the time of intake that is spent on rollups: the server works too, so it is the clock's."""
        from motcua.records.casework.hot import postgresql

        def whole() -> float:
            begun = perf_counter()
            self.accept(DOSSIERS)
            return perf_counter() - begun

        written = whole()
        with patch.object(postgresql, "counts", lambda facts: NOTHING):
            return 1 - whole() / written

    def close(self) -> None:
        """Leaves the database, which nobody may use while it is copied."""
        from django.db import connections

        connections.close_all()


@contextmanager
def _recording() -> Iterator[list[Sent]]:
    """What is sent to the database inside the block, in order."""
    sent: list[Sent] = []
    execute, commit = psycopg.Cursor.execute, psycopg.Connection.commit

    def executed(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        sent.append((type(self), query, params))
        return execute(self, query, params, **options)

    def committed(self: Any) -> None:
        sent.append((None, None, None))
        commit(self)

    with patch.object(psycopg.Cursor, "execute", executed), patch.object(psycopg.Connection, "commit", committed):
        yield sent


def _send(raw: psycopg.Connection[Any], sent: list[Sent]) -> None:
    for kind, query, values in sent:
        if kind is None:
            raw.commit()
            continue
        kind(raw).execute(query, values).fetchall()


if __name__ == "__main__":
    for figure_id, what, value, budget, higher_is_better in measure():
        print(f"{figure_id:5} {what}: {value:.3g} ({'≥' if higher_is_better else '≤'} {budget:g})")
