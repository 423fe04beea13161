"""Report forms as shipped: columns as printed, sums of known columns; what is wrong is told with its line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from motcua.law.errors import LawError
from motcua.law.reading import read
from motcua.law.registry import law
from motcua.law.report_forms import report_form
from motcua.law.report_types import Identity, ReportColumn, ReportForm, ReportRows
from motcua.law.types import Confidence

GOOD = """code: A
symbol: Biểu A
title: Tình hình
subject: Đơn vị
rows: units
columns:
  received: Tiếp nhận › Trong kỳ › Tổng số | 9
  online: Trực tuyến | 8
  direct: Trực tiếp | 8
identities:
  - received = online + direct
"""


def forms() -> dict[str, ReportForm]:
    found = {}
    for code, value in law().report_forms_on(date(2023, 6, 30)).items():
        assert isinstance(value.value, ReportForm)
        found[code] = value.value
    return found


def test_the_forms_have_the_columns_that_are_printed() -> None:
    assert {code: len(form.columns) + 2 for code, form in forms().items() if code in ("II.06a", "II.07b")} == {
        "II.06a": 13,
        "II.07b": 14,
    }
    assert {"II.05a", "II.08", "dieu-hanh", "qua-han"} <= set(forms())


def test_the_sums_of_form_06a_by_the_numbers_of_its_columns() -> None:
    form = forms()["II.06a"]
    numbers = {column.id: number for number, column in enumerate(form.columns, start=3)}
    sums = {(numbers[one.total], *(numbers[part] for part in one.parts)) for one in form.identities}
    assert sums == {(3, 4, 5, 6), (7, 8, 9, 10), (11, 12, 13), (3, 7, 11)}


def test_no_form_is_surer_than_it_was_read() -> None:
    for value in law().report_forms_on(date(2023, 6, 30)).values():
        assert value.confidence is Confidence.TO_VERIFY
        assert value.note


def test_there_is_none_before_the_circular() -> None:
    assert "II.06a" not in law().report_forms_on(date(2020, 1, 1))


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], ReportForm]:
    def form(text: str) -> ReportForm:
        path = tmp_path / "a.yaml"
        path.write_text(text, encoding="utf-8")
        return report_form(read(path, file="a.yaml"), form_id="form_a")

    return form


def test_a_form_is_read(told: Callable[[str], ReportForm]) -> None:
    form = told(GOOD)
    assert (form.id, form.rows, form.own) == ("a", ReportRows.UNITS, False)
    assert form.columns[0] == ReportColumn(id="received", label="Tổng số", groups=("Tiếp nhận", "Trong kỳ"), width=9)
    assert form.identities == (Identity(total="received", parts=("online", "direct")),)


@pytest.mark.parametrize(
    ("good", "bad", "line"),
    [
        ("Trực tuyến | 8", "Trực tuyến", 8),
        ("Trực tuyến | 8", "Trực tuyến | rộng", 8),
        ("Trực tuyến | 8", "| 8", 8),
        ("  direct:", "  online:", 9),
        ("online + direct", "online + post", 11),
        ("received = online + direct", "received online direct", 11),
        ("rows: units", "rows: people", 5),
        ("title: Tình hình\n", "", 1),
    ],
)
def test_what_is_not_sound_is_refused_with_its_line(
    told: Callable[[str], ReportForm], good: str, bad: str, line: int
) -> None:
    with pytest.raises(LawError, match=f"a.yaml, dòng {line}:"):
        told(GOOD.replace(good, bad))
