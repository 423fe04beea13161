"""The performance table: every figure of this run with its budget.

python -m tests.bench
"""

from __future__ import annotations

import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

MODULES = ("casework", "worklist", "store", "due_dates")


def main() -> int:
    """Measures, prints, and says with the exit code whether every budget was kept."""
    table = Table(title="Tốc độ, mỗi dòng so trong cùng một lần chạy")
    for heading in ("", "đo gì", "được", "hạn mức", ""):
        table.add_column(heading, justify="right" if heading in ("được", "hạn mức") else "left")
    missed = 0
    for name in MODULES:
        for figure_id, what, value, budget, higher_is_better in import_module(f"tests.bench.{name}").measure():
            kept = value >= budget if higher_is_better else value <= budget
            missed += not kept
            sign = "≥" if higher_is_better else "≤"
            table.add_row(figure_id, what, f"{value:.3g}", f"{sign} {budget:g}", "đạt" if kept else "KHÔNG ĐẠT")
    Console(width=130).print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
