"""The scheme of the sample district: every commune on a tile of its own, marked as laid by hand."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from motcua.law.types import LOCAL, Level
from motcua.packs.applying import apply_pack
from motcua.packs.loading import TRA_CU_2023, load_pack
from motcua.packs.tiles import SOURCE, bring_in_tiles, read_tiles
from motcua.packs.types import PackError
from motcua.records.places.tiles import tiles_of

AT = datetime(2023, 1, 3, 7, 0, tzinfo=LOCAL)


def test_every_commune_of_the_district_has_its_tile() -> None:
    found = read_tiles(TRA_CU_2023)
    assert found is not None
    communes = {
        unit.key for unit in load_pack(TRA_CU_2023).units if unit.level is Level.COMMUNE and unit.parent_key == "tra_cu"
    }
    assert set(found.places) == communes
    assert len(communes) == 17
    assert len(set(found.places.values())) == 17


def test_the_scheme_says_what_it_is() -> None:
    assert "không theo tỷ lệ" in SOURCE
    assert "chờ kiểm chứng" in SOURCE


@pytest.mark.django_db
def test_it_is_brought_in_once() -> None:
    apply_pack(load_pack(TRA_CU_2023), actor_id=None, at=AT)
    assert bring_in_tiles(TRA_CU_2023, at=AT)
    assert not bring_in_tiles(TRA_CU_2023, at=AT)
    assert tiles_of(["tra_cu.ham_tan"]) is not None


def test_a_pack_without_a_scheme_brings_none(tmp_path: Path) -> None:
    (tmp_path / "somewhere").mkdir()
    assert read_tiles("somewhere", folder=tmp_path) is None
    assert not bring_in_tiles("somewhere", at=AT, folder=tmp_path)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("unit,row\n", 1),
        ("unit,row,column\na.b,1,x\n", 2),
        ("unit,row,column\na.b,1,1\na.c,-1,1\n", 3),
        ("unit,row,column\na.b,1,1\na.b,1,2\n", 3),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    (tmp_path / "somewhere").mkdir()
    (tmp_path / "somewhere" / "tiles.csv").write_text(content, encoding="utf-8")
    with pytest.raises(PackError) as refused:
        read_tiles("somewhere", folder=tmp_path)
    assert refused.value.line == line
