"""A report that does not add up cannot be made; pinned tables read back as they were."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from motcua.law.registry import law
from motcua.law.report_types import ReportForm
from motcua.rules.reporting.table import BrokenReport, Row, RowKind, Share, Table, checked

FORM = cast(ReportForm, law().report_forms_on(date(2023, 6, 30))["II.06a"].value)
GOOD = (10, 3, 5, 2, 7, 4, 2, 1, 3, 2, 1)


def row(cells: tuple[int | None, ...], kind: RowKind = RowKind.LINE, key: str = "commune/Hộ tịch") -> Row:
    return Row(key=key, kind=kind, order="1", label="Hộ tịch", cells=cells)


def whole(cells: tuple[int | None, ...] = GOOD) -> Table:
    section, total = row(cells, RowKind.SECTION, "commune"), row(cells, RowKind.TOTAL, "")
    return Table(rows=(section, row(cells), total), notes=("Ghi chú.",))


def test_columns_that_add_up() -> None:
    assert checked(FORM, whole()) == whole()
    assert len(FORM.columns) == 11


@pytest.mark.parametrize("place", range(11))
@pytest.mark.parametrize("wrong", [1, -1])
def test_any_wrong_number_breaks_a_sum(place: int, wrong: int) -> None:
    cells = tuple(cell + wrong * (at == place) for at, cell in enumerate(GOOD))
    with pytest.raises(BrokenReport, match=r"^II\.06a"):
        checked(FORM, whole(cells))


def test_a_gap_does_not_add_up() -> None:
    with pytest.raises(BrokenReport):
        checked(FORM, whole((None, *GOOD[1:])))


def test_lines_must_add_up_to_their_section_and_sections_to_the_total() -> None:
    doubled = cast(tuple[int, ...], tuple(2 * cell for cell in GOOD))
    section, line, total = whole().rows
    for rows in ((replace(section, cells=doubled), line, total), (section, line, replace(total, cells=doubled))):
        with pytest.raises(BrokenReport, match="không cộng thành"):
            checked(FORM, Table(rows=rows))


def test_a_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(BrokenReport, match="10 ô"):
        checked(FORM, Table(rows=(row(GOOD[:-1]),)))


def test_a_table_reads_back_as_it_was_pinned() -> None:
    table = Table(rows=(Row(key="x", kind=RowKind.LINE, order="", label="Đơn vị", cells=(1, None, "a", Share(1, 3))),))
    assert Table.from_json(json.loads(json.dumps(table.to_json()))) == table
