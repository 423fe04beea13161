"""A million dossiers on PostgreSQL: what the leader's figures cost, in milliseconds by the clock.

The store is filled by statements, not by acts: dossiers, their present facts and the rollups of a year, made from one
that was accepted. MOTCUA_BENCH_DOSSIERS says how many. Not part of the table: it takes minutes.

python -m tests.bench.million
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from motcua.records.people.viewer import Viewer

DOSSIERS = int(os.environ.get("MOTCUA_BENCH_DOSSIERS", "1000000"))
ROUNDS = 5
BUDGET = 500

Measure = tuple[str, str, float, float, bool]

_MADE = """
CREATE TEMP TABLE made AS SELECT
  (SELECT MAX(id) FROM casework_dossier) + n AS id, units[1 + n %% cardinality(units)] AS unit_id,
  procedures[1 + (n / 7) %% cardinality(procedures)] AS procedure_id,
  CASE WHEN n %% 3 = 0 THEN 'online' ELSE 'counter' END AS channel,
  timestamptz '2023-01-03 01:00+00' + n %% 540 * interval '7 minutes' + (n * 7 %% 360) * interval '1 day'
    AS accepted,
  CASE WHEN n %% 20 < 19 THEN 'settled' ELSE 'processing' END AS state, n %% 31 = 0 AS late, n %% 29 = 0 AS asked, n
FROM generate_series(1, %s) n,
  (SELECT array_agg(id) AS units FROM places_unit) u, (SELECT array_agg(id) AS procedures FROM catalogue_procedure) p
"""
_GIVEN = """jsonb_build_object('unit_id', m.unit_id, 'competent_unit_id', m.unit_id, 'holder_unit_id', m.unit_id,
  'channel', m.channel, 'state', m.state, 'accepted_at', m.accepted, 'due_at', m.accepted + interval '5 days',
  'first_due_at', m.accepted + interval '5 days', 'ended_at', CASE WHEN m.state = 'settled' THEN
  m.accepted + CASE WHEN m.late THEN interval '6 days' ELSE interval '3 days' END END"""
_DOSSIERS = f"""
INSERT INTO casework_dossier SELECT r.* FROM made m, (SELECT d FROM casework_dossier d LIMIT 1) one,
  LATERAL jsonb_populate_record(one.d, {_GIVEN}, 'id', m.id, 'code', 'thu-' || m.id)) r
"""
_FACTS = f"""
INSERT INTO casework_factsrow SELECT r.* FROM made m, (SELECT f FROM casework_factsrow f LIMIT 1) one,
  LATERAL jsonb_populate_record(one.f, {_GIVEN}, 'id', m.id + 1000000000, 'dossier_id', m.id,
  'procedure_id', m.procedure_id, 'known_from', m.accepted, 'accepted_day', (m.accepted + interval '7 hours')::date,
  'end_kind', CASE WHEN m.state = 'settled' THEN 'result' ELSE '' END, 'supplements', m.asked::int,
  'working_minutes', CASE WHEN m.state = 'settled' THEN 1440 END,
  'calendar_minutes', CASE WHEN m.state = 'settled' THEN 4320 END,
  'on_time', CASE WHEN m.state = 'settled' THEN NOT m.late END,
  'on_time_by_date', CASE WHEN m.state = 'settled' THEN NOT m.late END,
  'first_promise_kept', CASE WHEN m.state = 'settled' THEN NOT m.late END)) r
"""
_ROLLUPS = """
INSERT INTO casework_rollup (unit_id, procedure_id, channel, day, received, settled, with_result, refused, stopped,
  withdrawn, due, on_time, on_time_by_date, first_promise_kept)
SELECT unit_id, procedure_id, channel, accepted_day, COUNT(*), COUNT(ended_at), COUNT(ended_at), 0, 0, 0,
  COUNT(on_time), COUNT(*) FILTER (WHERE on_time), COUNT(*) FILTER (WHERE on_time_by_date),
  COUNT(*) FILTER (WHERE first_promise_kept)
FROM casework_factsrow WHERE id > 1000000000 GROUP BY 1, 2, 3, 4
"""


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better); none where there is no PostgreSQL."""
    from tests.postgresql.cluster import binaries

    if binaries() is None:
        return []
    with _filled() as asked:
        return [
            ("M", f"PostgreSQL, {DOSSIERS} hồ sơ: {name}, ms", _cost(ask), BUDGET, False) for name, ask in asked.items()
        ]


def _cost(ask: Callable[[], object]) -> float:
    ask()
    spent = []
    for _ in range(ROUNDS):
        began = perf_counter()
        ask()
        spent.append(perf_counter() - began)
    return median(spent) * 1000


@contextmanager
def _filled() -> Iterator[dict[str, Callable[[], object]]]:
    """The questions of a leader, asked of a filled store."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests import world
    from tests.postgresql.cluster import binaries, running
    from tests.stores import standing_on

    programs = binaries()
    assert programs is not None
    with running(programs) as cluster:
        cluster.execute("CREATE DATABASE million")
        with standing_on(**cluster.settings("million")):
            call_command("migrate", verbosity=0)
            made = world.build()
            made.accept()
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")  # no checks row by row
                cursor.execute(_MADE, [DOSSIERS])
                for statement in (_DOSSIERS, _FACTS, _ROLLUPS):
                    cursor.execute(statement)
                cursor.execute("VACUUM ANALYZE")
            yield _questions(made.viewer("van_phuc"))


def _questions(viewer: Viewer) -> dict[str, Callable[[], object]]:
    from motcua.desks.leader.overview.counting import counted
    from motcua.records.measures import queries as measures
    from motcua.records.measures.queries import By
    from motcua.records.reports import making
    from motcua.records.scoring import scores
    from motcua.rules.period import period

    year, half = period("2023"), period("2023-H1")
    return {
        "tổng quan": lambda: counted(viewer, year),
        "một chỉ tiêu theo đơn vị": lambda: measures.figure(viewer, "on_time_rate", year, by=By.UNIT),
        "progress_766": lambda: measures.figure(viewer, "progress_766", half, by=By.UNIT),
        "xếp hạng QĐ 766": lambda: scores.unit_scores(viewer, half),
        "II.06a nửa năm": lambda: making.made(viewer, "II.06a", "tra_cu", half),
    }


if __name__ == "__main__":
    for told in measure():
        print(f"{told[1]}: {told[2]:.0f} (≤ {told[3]:.0f})")
