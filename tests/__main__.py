"""Every test, in three lanes for two cores: what runs in Python; the commands, which mostly wait for programs that they
start; and the browser, then PostgreSQL.

python -m tests
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from typing import IO

from tests.postgresql.cluster import binaries

PYTEST = (sys.executable, "-m", "pytest")
SCREENS = ("tests/browser", "tests/journeys")
COMMANDS = ("tests/cli", "tests/demo", "tests/packs", "tests/gateways", "tests/config")
AGAIN = ("tests/records", "tests/desks", "-m", "not postgresql")
"""What is run on PostgreSQL too; the rest asks nothing of a database that these do not."""


def main() -> int:
    """Runs all lanes; the exit code is 0 only when every part passed."""
    lane = LANES.get(sys.argv[1]) if sys.argv[1:] else None
    if lane is not None:
        return lane()
    with ExitStack() as kept:
        told = {name: kept.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8")) for name in LANES}
        beside = {name: _start(name, told[name]) for name in LANES}
        codes = [_pytest(*(f"--ignore={folder}" for folder in (*SCREENS, *COMMANDS)))]
        for name, started in beside.items():
            codes.append(started.wait())
            _show(name, told[name])
    return next((code for code in codes if code), 0)


def _commands() -> int:
    return _pytest(*COMMANDS)


def _screens() -> int:
    """The browser, then PostgreSQL."""
    code = _pytest(*SCREENS)
    if binaries() is None:
        print("Bỏ qua các bài thử trên PostgreSQL: máy này không có initdb (Debian: postgresql).", flush=True)
        return code
    print("Cũng những bài thử của hồ sơ và các bàn, trên PostgreSQL:", flush=True)
    return code or _pytest(*AGAIN, MOTCUA_TEST_STORE="postgresql")


LANES: dict[str, Callable[[], int]] = {"commands": _commands, "screens": _screens}
"""The lanes beside the first, by the word that starts each."""


def _start(name: str, told: IO[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen((sys.executable, "-m", "tests", name), stdout=told, stderr=told)


def _pytest(*arguments: str, **environment: str) -> int:
    return subprocess.run((*PYTEST, *arguments), env=os.environ | environment, check=False).returncode


def _show(name: str, told: IO[str]) -> None:
    told.seek(0)
    print(f"\n[{name}]\n", told.read(), sep="\n")


if __name__ == "__main__":
    sys.exit(main())
