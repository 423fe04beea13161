"""The report of the half-year of the demonstration: the published figures, and nothing that its checker finds wrong."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from motcua.demo.preparing import prepare
from motcua.desks.frame.sheets.forms.narrative import narrative_sheet
from motcua.desks.frame.sheets.word import word
from motcua.records.files.texts import text_of
from motcua.records.measures.report_checking import check_report
from motcua.records.narratives.making import made
from motcua.records.people.viewer import Viewer
from motcua.rules.claims.claim import Arithmetic
from motcua.rules.period import period
from tests.stores import sqlite, standing_on

SCALE = 0.003
"""The published totals, rounded: 4 of the district's desk with 3 settled, 119 of the communes with 118 settled."""


@pytest.mark.django_db
def test_the_half_year_of_the_demonstration(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    with standing_on(**sqlite(tmp_path / "motcua.sqlite3")):
        prepare(scale=SCALE, progress=lambda acts, expected: None)
        report = made(Viewer.system(), "tra_cu", period("2023-H1"))
        docx = word(narrative_sheet(report))
        texts = (report.text, text_of(docx, name="a.docx", field="file"))
        checked = [check_report(Viewer.system(), text, unit_key="tra_cu") for text in texts]
    assert "Toàn huyện tiếp nhận 123 hồ sơ, đã giải quyết 121/123 hồ sơ, đạt 98,37%." in report.text
    assert "Cấp huyện tiếp nhận 04 hồ sơ, đã giải quyết 03/04 hồ sơ, đạt 75,00%." in report.text
    assert "Cấp xã tiếp nhận 119 hồ sơ, đã giải quyết 118/119 hồ sơ, đạt 99,16%." in report.text
    assert report.text.count("so với cùng kỳ (số cùng kỳ là số liệu giả định)") == 2
    assert "không có số liệu cùng kỳ" not in report.text
    for found in checked:
        assert found.period == period("2023-H1")
        assert [claim.text for claim in found.claims if claim.is_problem] == []
        assert sum(claim.arithmetic is Arithmetic.RIGHT for claim in found.claims) >= 8
    grids = [table for table in Document(io.BytesIO(docx)).tables if table.cell(0, 0).text == "TT"]
    assert len(grids) == 7
    settlement = grids[0]
    assert [cell.text for cell in settlement.rows[-1].cells][1:] == ["Cộng", "123", "121", "98,37%"]
