"""The performance table: every figure of this run with its budget.

python -m tests.bench
"""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import chain

from rich.console import Console
from rich.table import Table

MODULES = (
    "casework", "casework_postgresql", "worklist", "dossier", "store", "due_dates", "http", "http_postgresql",
)  # fmt: skip


def measured(name: str) -> list[tuple[str, str, float, float, bool]]:
    """The figures of a module, measured in a process of its own: each has a store of its own."""
    code = f"import json; from tests.bench.{name} import measure; print(json.dumps(measure()))"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return [tuple(figure) for figure in json.loads(ran.stdout.splitlines()[-1])]


def main() -> int:
    """Measures, prints, and says with the exit code whether every budget was kept."""
    table = Table(title="Tốc độ, mỗi dòng so trong cùng một lần chạy")
    for heading in ("", "đo gì", "được", "hạn mức", ""):
        table.add_column(heading, justify="right" if heading in ("được", "hạn mức") else "left")
    missed = 0
    for figure_id, what, value, budget, higher_is_better in chain.from_iterable(map(measured, MODULES)):
        kept = value >= budget if higher_is_better else value <= budget
        missed += not kept
        sign = "≥" if higher_is_better else "≤"
        table.add_row(figure_id, what, f"{value:.3g}", f"{sign} {budget:.3g}", "đạt" if kept else "KHÔNG ĐẠT")
    Console(width=130).print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
