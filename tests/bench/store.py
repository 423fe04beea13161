"""G4: four processes write to one SQLite store at once; and what an entry of the journal costs.

python -m tests.bench.store
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

Measure = tuple[str, str, float, float, bool]

_WRITERS = 4
_WRITES = 200
_ROUNDS = 5
_ENTRIES = 4_000
_AT = "2023-04-28 08:20:00"


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better)."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder:
        _run(folder, "-m", "django", "migrate", "journal", "--verbosity", "0")
        rounds = [_at_once(folder, first=_WRITES * number) for number in range(_ROUNDS)]
        cost = json.loads(_run(folder, "-m", "tests.bench.store", "append"))
    waits = [[wait for writer in told for wait in writer["waits"]] for told in rounds]
    ratio = median(quantiles(of_round, n=100)[98] / median(of_round) for of_round in waits)
    errors = sum(writer["errors"] for told in rounds for writer in told)
    p50 = median(wait for of_round in waits for wait in of_round) * 1e3
    share = cost["entry"] / cost["bare"]
    return [
        ("G4", f"{_WRITERS} processes write at once, p99 ÷ p50 ({p50:.2f} ms)", ratio, 5, False),
        ("G4", "writes that ended with an error", errors, 0, False),
        ("journal", f"CPU of an entry ({cost['entry'] * 1e6:.0f} µs) ÷ that of its bare statements", share, 4, False),
    ]


def _at_once(folder: str, *, first: int) -> list[dict[str, Any]]:
    writers = [_start(folder, "-m", "tests.bench.store", "writer", str(who), str(first)) for who in range(_WRITERS)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    return [json.loads(writer.communicate(timeout=300)[0]) for writer in writers]


def _start(folder: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "MOTCUA_DATA": folder, "DJANGO_SETTINGS_MODULE": "motcua.config.settings"}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, *arguments],
        cwd=Path(__file__).parents[2],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _run(folder: str, *arguments: str) -> str:
    process = _start(folder, *arguments)
    told, _ = process.communicate(timeout=300)
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return told


def _write(subject_id: int, *, key: str) -> None:
    from django.db import transaction

    with transaction.atomic():
        _append(subject_id, key=key)


def _append(subject_id: int, *, key: str) -> None:
    from motcua.records.journal.actions import append

    append(
        act="forward",
        subject_type="dossier",
        subject_id=subject_id,
        version=2,
        actor_id=7,
        occurred_at=datetime(2023, 4, 28, 8, 20, tzinfo=UTC),
        data={"code": "000.01.01.H59-230428-0001", "from": "accepted", "to": "processing", "holder": 12},
        request_key=key,
        request_digest="d" * 64,
    )


def _writer(who: int, first: int) -> None:
    from django.db import DatabaseError, connection

    connection.ensure_connection()
    print("ready", flush=True)
    sys.stdin.readline()
    waits: list[float] = []
    errors = 0
    for number in range(first, first + _WRITES):
        started = perf_counter()
        try:
            _write(number, key=f"{who}-{number}")
        except DatabaseError:
            errors += 1
        waits.append(perf_counter() - started)
    print(json.dumps({"waits": waits, "errors": errors}))


def _cost() -> None:
    """CPU of an entry and of nothing but its four statements, each the best of five batches."""
    from django.db import connection, transaction

    from motcua.records import clock

    entry = bare = float("inf")
    with clock.standing_at(datetime(2023, 4, 28, 8, 20, tzinfo=UTC)), transaction.atomic():
        for batch in range(0, _ENTRIES, _ENTRIES // 5):
            numbers = range(batch, batch + _ENTRIES // 5)
            entry = min(entry, _each(lambda number: _append(number, key=f"entry {number}"), numbers))
            bare = min(bare, _each(lambda number: _bare(connection.connection.execute, number), numbers))
        transaction.set_rollback(True)
    print(json.dumps({"entry": entry, "bare": bare}))


def _each(work: Callable[[int], None], numbers: range) -> float:
    started = process_time()
    for number in numbers:
        work(number)
    return (process_time() - started) / len(numbers)


def _bare(run: Callable[..., Any], number: int) -> None:
    entry_id = run(
        "INSERT INTO journal_entry (occurred_at, recorded_at, act, subject_type, subject_id, subject_version,"
        " actor_id, request_key, request_digest, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_AT, _AT, "forward", "dossier", number, 2, 7, f"bare {number}", "d" * 64, "b" * 400),
    ).lastrowid
    size, roots = run("SELECT size, frontier FROM journal_tree WHERE id = 1").fetchone()
    # Far beyond the real positions, so that both may write in one transaction.
    run("INSERT INTO journal_leaf (position, entry_id, hash) VALUES (?, ?, ?)", (10**9 + number, entry_id, b"h" * 32))
    run("UPDATE journal_tree SET size = ?, frontier = ? WHERE id = 1", (size, roots))


def main(arguments: list[str]) -> None:
    """Runs the part asked for, or the whole measurement."""
    if arguments:
        import django

        django.setup()
        _cost() if arguments[0] == "append" else _writer(int(arguments[1]), int(arguments[2]))
        return
    for name, what, value, budget, higher in measure():
        met = value >= budget if higher else value <= budget
        print(f"{name}  {what}: {value:.3g} (budget {'≥' if higher else '≤'} {budget:g}) {'ok' if met else 'MISSED'}")


if __name__ == "__main__":
    main(sys.argv[1:])
