"""How many random histories a test lives through: a few at every run, ten times as many where the slow proofs run.

python -m tests.proving, or `make prove`
"""

from __future__ import annotations

import os
import subprocess
import sys

from tests.postgresql.cluster import binaries

TIMES = "PROVE_TIMES"
"""The variable of the environment that says how many times as many."""

PROOFS = (
    "tests/records/casework/test_writers.py",
    "tests/records/casework/test_histories.py",
    "tests/records/casework/test_flows.py",
    "tests/records/casework/test_linked.py",
    "tests/records/casework/test_checks.py",
    "tests/records/casework/test_at_once.py",
    "tests/records/journal",
    "tests/records/measures",
    "tests/records/reports",
    "tests/records/scoring",
)
"""Writers that store the same, figures equal to plain Python's, no rows that differ from the journal, and what `verify`
finds after rows were tampered with.
"""
ONCE = ("tests/gateways/analytics", "tests/proofs")
"""What asks both a store of ours and another engine, and what takes minutes and runs nowhere else."""
AGAIN = ("-m", "not postgresql")
"""What stands on PostgreSQL anyhow is not run there again."""


def examples(usual: int) -> int:
    """How many examples a test takes that usually takes so many."""
    return usual * int(os.environ.get(TIMES, "1"))


def main() -> int:
    """Runs the proofs on SQLite, then on PostgreSQL; 0 only when all hold."""
    code = _proved(*PROOFS, *ONCE)
    if binaries() is None:
        print("Chưa chứng minh được trên PostgreSQL: máy này không có initdb (Debian: postgresql).", flush=True)
        return code or 1
    return code or _proved(*PROOFS, *AGAIN, MOTCUA_TEST_STORE="postgresql")


def _proved(*arguments: str, **environment: str) -> int:
    told = os.environ | {TIMES: "10"} | environment
    return subprocess.run((sys.executable, "-m", "pytest", *arguments), env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
