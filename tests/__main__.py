"""Every test, and at the same time those that stand on a database again on PostgreSQL: two processes for two cores.

python -m tests
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.postgresql.cluster import binaries

PYTEST = (sys.executable, "-m", "pytest")
AGAIN = ("tests/records", "tests/desks", "-m", "not postgresql")
"""What is run on PostgreSQL too; the rest asks nothing of a database that these do not."""


def main() -> int:
    """Runs both; the exit code is 0 only when both passed."""
    if binaries() is None:
        print("Bỏ qua các bài thử trên PostgreSQL: máy này không có initdb (Debian: postgresql).", file=sys.stderr)
        return subprocess.run(PYTEST, check=False).returncode
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        again = subprocess.Popen(
            (*PYTEST, *AGAIN), env=os.environ | {"MOTCUA_TEST_STORE": "postgresql"}, stdout=told, stderr=told
        )
        here = subprocess.run(PYTEST, check=False).returncode
        there = again.wait()
        told.seek(0)
        print("\nCũng những bài thử ấy trên PostgreSQL:\n", told.read(), sep="\n")
    return here or there


if __name__ == "__main__":
    sys.exit(main())
