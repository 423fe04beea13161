"""A pack comes into the store once; the store then says what the pack says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from motcua.law.types import LOCAL, Level
from motcua.packs.applying import apply_pack
from motcua.packs.loading import TRA_CU_2023, load_pack
from motcua.packs.types import Pack
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.models import Procedure, ProcedureVersion
from motcua.records.journal.models import Entry
from motcua.records.places import queries as places
from motcua.records.places.models import Unit
from motcua.rules.refusal import Refusal

pytestmark = pytest.mark.django_db

AT = datetime(2023, 1, 1, 7, 0, tzinfo=LOCAL)
SPRING = date(2023, 3, 1)
REORGANISED = date(2025, 7, 1)


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(TRA_CU_2023)


def small(pack: Pack) -> Pack:
    """The pack with all units and the twenty most common procedures."""
    return replace(pack, editions=tuple(edition for edition in pack.editions if edition.rank and edition.rank <= 20))


def test_store_says_what_the_pack_says(pack: Pack) -> None:
    apply_pack(pack, actor_id=None, at=AT)
    first = {edition.content.code: edition for edition in reversed(pack.editions)}
    stored = {view.code: view for view in catalogue.procedures_on(SPRING)}
    assert stored.keys() == first.keys()
    assert all(stored[code].digest() == first[code].content.digest() for code in first)
    assert [unit.key for unit in places.units_on(SPRING)] == [
        unit.key for unit in pack.units if unit.valid_from <= SPRING
    ]


def test_each_creation_is_in_the_journal_and_the_second_time_changes_nothing(pack: Pack) -> None:
    pack = small(pack)
    apply_pack(pack, actor_id=None, at=AT)
    counts = {
        act: Entry.objects.filter(act=act).count() for act in ("register_unit", "succeed_unit", "publish_procedure")
    }
    assert counts == {
        "register_unit": len(pack.units),
        "succeed_unit": len(pack.successors),
        "publish_procedure": len(pack.editions),
    }
    before = (Entry.objects.count(), Unit.objects.count(), ProcedureVersion.objects.count())
    apply_pack(pack, actor_id=None, at=AT)
    assert (Entry.objects.count(), Unit.objects.count(), ProcedureVersion.objects.count()) == before


def test_reorganisation_moves_units_and_procedures(pack: Pack) -> None:
    apply_pack(small(pack), actor_id=None, at=AT)
    assert len(places.units_on(SPRING, level=Level.COMMUNE, receiving=True)) == 17
    assert len(places.units_on(REORGANISED, level=Level.COMMUNE, receiving=True)) == 6
    assert places.units_on(REORGANISED, level=Level.DISTRICT) == []
    assert catalogue.procedure_in_force("1.001612", SPRING).levels == {Level.DISTRICT}
    assert catalogue.procedure_in_force("1.001612", REORGANISED).levels == {Level.COMMUNE}
    ham_tan = places.unit("tra_cu.ham_tan")
    assert [unit.key for unit in places.successors_of(ham_tan.id, REORGANISED)] == ["vinh_long.ham_giang"]


def test_store_that_says_something_else_is_left_whole(pack: Pack) -> None:
    pack = small(pack)
    apply_pack(pack, actor_id=None, at=AT)
    other = replace(pack, units=tuple(replace(unit, name=f"{unit.name} khác") for unit in pack.units))
    with pytest.raises(Refusal, match="nội dung khác"):
        apply_pack(other, actor_id=None, at=AT)
    assert not Unit.objects.filter(name__endswith="khác").exists()


def test_procedure_that_cannot_be_taken_in_is_named_and_nothing_stays(pack: Pack) -> None:
    pack = small(pack)
    spoilt = replace(pack.editions[0], content=replace(pack.editions[0].content, name=" "))
    with pytest.raises(Refusal, match=pack.editions[0].content.code.replace(".", r"\.")) as caught:
        apply_pack(replace(pack, editions=(spoilt, *pack.editions[1:])), actor_id=None, at=AT)
    assert caught.value.field == "name"
    assert not Procedure.objects.exists()
    assert not Unit.objects.exists()
