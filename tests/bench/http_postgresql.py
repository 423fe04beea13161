"""G5 and G11 on PostgreSQL: see `http`.

python -m tests.bench.http_postgresql
"""

from __future__ import annotations

from tests.bench import http
from tests.bench.http import Measure


def measure() -> list[Measure]:
    """The figures as (id, what, value, budget, whether higher is better)."""
    return http.measure("postgresql")


if __name__ == "__main__":
    for figure_id, what, value, budget, higher_is_better in measure():
        print(f"{figure_id:5} {what}: {value:.3g} ({'≥' if higher_is_better else '≤'} {budget:.3g})")
