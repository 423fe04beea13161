"""The facts as of a cut-off taken out of the database, linked facts among them, for another engine to count over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.records.measures.compiling import Moments
from motcua.records.measures.grouping import EVERY_COLUMN
from motcua.records.measures.relation import look, relation
from motcua.records.measures.statement import named_rows
from motcua.records.people.viewer import Viewer
from motcua.rules.indicator import Indicator
from motcua.rules.period import Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Extract:
    """One row per received dossier that any of the indicators looks at: the names of the columns, and the rows as the
    database gives them; `at` are the moments of the period and the cut-off.
    """

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    at: Moments


def extract(viewer: Viewer, wanted: Sequence[Indicator], period: Period, *, as_of: datetime) -> Extract:
    """What the indicators are counted over, of a period as known at a cut-off."""
    looked = look(viewer, period, as_of=as_of)
    names, found = named_rows(relation(looked, wanted, columns=EVERY_COLUMN))
    return Extract(columns=names, rows=found, at=looked.at)
