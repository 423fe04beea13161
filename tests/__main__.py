"""Every test, in two lanes for two cores: what runs in Python; and beside it the browser, then PostgreSQL.

python -m tests
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import IO

from tests.postgresql.cluster import binaries

PYTEST = (sys.executable, "-m", "pytest")
SCREENS = ("tests/browser", "tests/journeys")
AGAIN = ("tests/records", "tests/desks", "-m", "not postgresql")
"""What is run on PostgreSQL too; the rest asks nothing of a database that these do not."""

SECOND_LANE = "second-lane"


def main() -> int:
    """Runs both lanes; the exit code is 0 only when every part passed."""
    if sys.argv[1:] == [SECOND_LANE]:
        return _screens_then_postgresql()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        beside = subprocess.Popen((sys.executable, "-m", "tests", SECOND_LANE), stdout=told, stderr=told)
        here = _pytest(*(f"--ignore={folder}" for folder in SCREENS))
        there = beside.wait()
        _show(told)
    return here or there


def _screens_then_postgresql() -> int:
    screens = _pytest(*SCREENS)
    if binaries() is None:
        print("Bỏ qua các bài thử trên PostgreSQL: máy này không có initdb (Debian: postgresql).", flush=True)
        return screens
    print("Cũng những bài thử của hồ sơ và các bàn, trên PostgreSQL:", flush=True)
    return screens or _pytest(*AGAIN, MOTCUA_TEST_STORE="postgresql")


def _pytest(*arguments: str, **environment: str) -> int:
    return subprocess.run((*PYTEST, *arguments), env=os.environ | environment, check=False).returncode


def _show(told: IO[str]) -> None:
    told.seek(0)
    print("\nTrình duyệt, rồi PostgreSQL:\n", told.read(), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
