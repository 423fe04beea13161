"""The whole first half of 2023 of Trà Cú, replayed: the published totals, and the dossiers that are missing from them.

Of the report of the district of 27/06/2023: 1.401 received and 1.400 settled at its desk, 39.779 and 39.751 in its
communes and towns. Who the people are and what their dossiers were is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from motcua.demo.preparing import prepare
from motcua.law.types import Level
from motcua.records.casework import checks
from motcua.records.journal import check as journal_check
from motcua.records.measures import report_checking
from motcua.records.measures.queries import By, Part, behind, figure
from motcua.records.measures.report_figures import Data
from motcua.records.people.viewer import Viewer
from motcua.records.reports import looking, making
from motcua.rules.claims.claim import Arithmetic
from motcua.rules.dossier import OPEN
from motcua.rules.period import period
from tests.stores import sqlite, standing_on

PUBLISHED = {Level.DISTRICT: (1_401, 1_400), Level.COMMUNE: (39_779, 39_751)}
HALF_YEAR = period("2023-H1")
SENTENCES = (
    "Bộ phận một cửa cấp huyện tiếp nhận 1.401 hồ sơ, đã giải quyết 1.400/1.401 hồ sơ, đạt 99,93%. "
    "Các xã, thị trấn tiếp nhận 39.779 hồ sơ, đã giải quyết 39.751/39.779 hồ sơ, đạt 99,93%."
)


@pytest.fixture
def replayed(db: None, tmp_path: Path, settings: Any) -> Iterator[Viewer]:
    settings.DATA_DIR = tmp_path
    with standing_on(**sqlite(tmp_path / "motcua.sqlite3")):
        assert prepare(scale=1, progress=lambda acts, expected: None) is not None
        yield Viewer.system()


def test_the_published_totals_and_who_is_missing_from_them(replayed: Viewer) -> None:
    counted = figure(replayed, "settlement_rate", HALF_YEAR, by=By.LEVEL)
    assert {each.key: (each.count.denominator, each.count.numerator) for each in counted.groups} == PUBLISHED

    look = making.looked(replayed, "II.06a", "tra_cu", HALF_YEAR)
    for level, (received, settled) in PUBLISHED.items():
        rows, further = behind(replayed, "settlement_rate", HALF_YEAR, part=Part.REST, level=level)
        assert (len(rows), further) == (received - settled, 0)
        assert {row.state for row in rows} <= OPEN
        listed, further = looking.behind(look, level, "open")
        assert further == 0
        assert {row.id for row in listed} == {row.id for row in rows}, "the report lists the same as the figure"

    report = making.made(replayed, "II.06a", "tra_cu", HALF_YEAR)
    printed = {row.key: (row.cells[0], row.cells[4]) for row in report.table.rows if row.key in set(PUBLISHED)}
    assert printed == PUBLISHED

    checked = report_checking.check_report(replayed, SENTENCES, unit_key="tra_cu", period=HALF_YEAR)
    assert [claim.text for claim in checked.claims if claim.arithmetic is Arithmetic.RIGHT] == [
        "1.400/1.401 hồ sơ, đạt 99,93%",
        "39.751/39.779 hồ sơ, đạt 99,93%",
    ]
    assert {claim.data for claim in checked.claims} == {Data.AGREES}
    assert list(checks.problems()) == []
    assert list(journal_check.problems()) == []
