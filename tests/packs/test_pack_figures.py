"""The figures of the year before that the sample district brings: invented, marked, and adding up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from motcua.law.types import LOCAL
from motcua.packs.applying import apply_pack
from motcua.packs.figures import bring_in_figures
from motcua.packs.loading import FOLDER, TRA_CU_2023, load_pack
from motcua.packs.types import PackError
from motcua.records import clock
from motcua.records.measures.reading import ExternalFigure, figures_in

pytestmark = pytest.mark.django_db

AT = datetime(2023, 1, 3, 7, 0, tzinfo=LOCAL)
FILE = FOLDER / TRA_CU_2023 / "figures_2022.csv"


@pytest.fixture
def district() -> None:
    with clock.standing_at(AT):
        apply_pack(load_pack(TRA_CU_2023), actor_id=None, at=AT)


def sums(figures: Iterable[ExternalFigure]) -> tuple[int, int]:
    listed = list(figures)
    return sum(one.numerator for one in listed), sum(one.denominator or 0 for one in listed)


def test_they_are_loaded_once(district: None) -> None:
    with clock.standing_at(AT):
        assert bring_in_figures(TRA_CU_2023) == len(figures_in(FILE.read_bytes()).figures) > 50
        assert bring_in_figures(TRA_CU_2023) == 0


def test_all_say_that_nobody_counted_them(district: None) -> None:
    table = figures_in(FILE.read_bytes())
    assert not table.errors
    assert all(one.invented and "giả định" in one.source for one in table.figures)
    assert {one.period.first.year for one in table.figures} == {2022}


def test_units_and_quarters_add_up_to_the_district(district: None) -> None:
    figures = figures_in(FILE.read_bytes()).figures
    for name in {one.indicator for one in figures}:
        own = [one for one in figures if one.indicator == name]
        whole = [one for one in own if one.unit_key == "tra_cu"]
        half = sums(one for one in whole if one.period.id == "2022-H1")
        assert sums(one for one in own if one.unit_key != "tra_cu") == half
        assert sums(one for one in whole if "Q" in one.period.id) == half


def test_a_wrong_row_is_told_by_file_and_line(district: None, tmp_path: Path) -> None:
    folder = tmp_path / "somewhere"
    folder.mkdir()
    text = FILE.read_text(encoding="utf-8").replace("tra_cu.mot_cua", "tra_cu.nowhere", 1)
    (folder / "figures_2022.csv").write_text(text, encoding="utf-8")
    with pytest.raises(PackError, match=r"figures_2022.csv, dòng 17: cột unit"):
        bring_in_figures("somewhere", folder=tmp_path)
