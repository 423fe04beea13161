"""Whether the tests can start a PostgreSQL server here: ends with 0, or says what is missing and ends with 1.

python -m tests.postgresql
"""

from __future__ import annotations

import sys

from tests.postgresql.cluster import binaries

if binaries() is None:
    print(
        "Bỏ qua các bài thử trên PostgreSQL: máy này không có initdb (Debian: postgresql).",
        file=sys.stderr,
    )
    sys.exit(1)
