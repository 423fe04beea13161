"""Units laid out as tiles: one place for each, a source, an entry in the journal for every new layout."""

from __future__ import annotations

import pytest

from motcua.records import clock
from motcua.records.journal.models import Entry
from motcua.records.places.tiles import LAY, Tiles, lay, tiles_of
from motcua.rules.refusal import NotFound, Refusal
from tests.conftest import At
from tests.world import HAM_TAN, THANH_SON, TOWN, World

PLACES = {THANH_SON: (1, 2), HAM_TAN: (2, 1), TOWN: (1, 1)}
SOURCE = "xếp tay, chờ kiểm chứng"


def laid(places: dict[str, tuple[int, int]], *, source: str = SOURCE) -> bool:
    return lay("tra_cu", Tiles(places=places, source=source), actor_id=None, at=clock.now())


def test_a_layout_is_laid_once_and_told_of_the_units_asked_for(world: World, at: At) -> None:
    at("2023-07-03 08:00")
    assert tiles_of(PLACES) is None
    assert laid(PLACES)
    assert not laid(PLACES)
    assert tiles_of(PLACES) == Tiles(places=PLACES, source=SOURCE)
    assert tiles_of([THANH_SON, "tra_cu.mot_cua"]) == Tiles(places={THANH_SON: (1, 2)}, source=SOURCE)
    assert tiles_of(["tra_cu.mot_cua"]) is None


def test_every_layout_has_its_entry_in_the_journal(world: World, at: At) -> None:
    at("2023-07-03 08:00")
    laid(PLACES)
    laid({**PLACES, THANH_SON: (3, 3)})
    entries = Entry.objects.filter(act=LAY).order_by("id")
    assert [entry.subject_version for entry in entries] == [1, 2]
    assert tiles_of(PLACES) == Tiles(places={**PLACES, THANH_SON: (3, 3)}, source=SOURCE)


@pytest.mark.parametrize(
    ("places", "source", "field"),
    [
        ({THANH_SON: (1, 1), HAM_TAN: (1, 1)}, SOURCE, "tiles"),
        ({THANH_SON: (0, 1)}, SOURCE, "tiles"),
        ({THANH_SON: (1, 41)}, SOURCE, "tiles"),
        ({THANH_SON: (1, 1)}, "  ", "source"),
    ],
)
def test_what_cannot_be_laid_so_is_refused(
    world: World, at: At, places: dict[str, tuple[int, int]], source: str, field: str
) -> None:
    at("2023-07-03 08:00")
    with pytest.raises(Refusal) as refused:
        laid(places, source=source)
    assert refused.value.field == field
    assert tiles_of(PLACES) is None


def test_a_unit_that_does_not_exist_has_no_tile(world: World, at: At) -> None:
    at("2023-07-03 08:00")
    with pytest.raises(NotFound):
        laid({"tra_cu.khong_co": (1, 1)})
