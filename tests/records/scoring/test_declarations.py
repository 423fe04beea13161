"""What is declared: by whom, out of which document, never changed, and told to the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.records import clock
from motcua.records.journal import streams
from motcua.records.scoring import actions, check, queries
from motcua.records.scoring.actions import Declaration
from motcua.records.scoring.content import DECLARED, SUBJECT
from motcua.records.scoring.models import Declared
from motcua.rules.period import period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.world import HAM_TAN, THANH_SON, World, standing

NOON = "2023-07-03 12:00"
QUARTER, MONTH = period("2023-Q2"), period("2023-04")
SYNCED = Declaration(row="1.4", numerator=90, denominator=100, document="15/BC-UBND", document_date=date(2023, 7, 3))


def declare(world: World, given: Declaration = SYNCED, *, unit: str = THANH_SON, at: str = NOON) -> None:
    with standing(at):
        actions.declare(world.viewer("my_dung"), unit, QUARTER, given)


def stands(world: World, *, as_of: str = NOON) -> dict[str, tuple[int | None, int | None]]:
    unit_id = world.units[THANH_SON]
    told = queries.declared([unit_id], QUARTER, as_of=clock.instant(as_of, field="x"))
    return {row: (each.numerator, each.denominator) for (_, row), each in told.items()}


def test_a_declaration_stands_for_its_unit_its_row_and_exactly_its_period(world: World) -> None:
    declare(world)
    assert stands(world) == {"1.4": (90, 100)}
    with standing(NOON):
        now = clock.now()
        assert queries.declared([world.units[HAM_TAN]], QUARTER, as_of=now) == {}
        assert queries.declared([world.units[THANH_SON]], MONTH, as_of=now) == {}


def test_it_is_corrected_by_another_and_the_first_stays(world: World) -> None:
    declare(world)
    declare(world, replace(SYNCED, numerator=95, ground="Cộng sót", seen=1), at="2023-07-04 09:00")
    assert stands(world, as_of="2023-07-04 10:00") == {"1.4": (95, 100)}
    assert stands(world, as_of="2023-07-03 13:00") == {"1.4": (90, 100)}
    told = queries.history(world.units[THANH_SON], "1.4", QUARTER)
    assert [(each.number, each.numerator, each.ground) for each in told] == [(2, 95, "Cộng sót"), (1, 90, "")]


def test_it_is_taken_back(world: World) -> None:
    declare(world)
    declare(world, replace(SYNCED, numerator=None, denominator=None, ground="Nhầm đơn vị", seen=1))
    assert stands(world) == {}
    declare(world, replace(SYNCED, ground="Khai lại", seen=2))
    assert stands(world) == {"1.4": (90, 100)}


def test_the_journal_tells_it_and_keeps_the_ground_apart(world: World) -> None:
    declare(world)
    declare(world, replace(SYNCED, numerator=95, ground="Cộng sót của anh Minh", seen=1))
    entries = list(streams.entries_by_subject(SUBJECT))
    assert [entry.act for entry in entries] == [DECLARED, DECLARED]
    assert [entry.data["numerator"] for entry in entries] == [90, 95]
    assert entries[0].data["document"] == "15/BC-UBND"
    assert all("Minh" not in str(entry.data) for entry in entries)


@pytest.mark.parametrize("who", ["sa_rath", "van_phuc", "sa_ruone", "quoc_thai"])
def test_only_administrators_declare(world: World, who: str) -> None:
    with standing(NOON), pytest.raises(NotAllowed):
        actions.declare(world.viewer(who), THANH_SON, QUARTER, SYNCED)
    assert not Declared.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"numerator": 101}, "numerator", "đến mẫu số"),
        ({"numerator": -1}, "numerator", "đến mẫu số"),
        ({"denominator": 2_000_000_000}, "denominator", "1.000.000.000"),
        ({"numerator": None}, "numerator", "cả tử số và mẫu số"),
        ({"denominator": None}, "denominator", "cả tử số và mẫu số"),
        ({"numerator": None, "denominator": None}, "numerator", "Chưa có số nào để rút"),
        ({"document": " "}, "document", "15/BC-UBND"),
        ({"document_date": date(2023, 7, 4)}, "document_date", "tương lai"),
        ({"row": "2.2"}, "row", "theo dõi"),
    ],
)
def test_what_cannot_be_declared(world: World, changes: dict[str, object], field: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        declare(world, replace(SYNCED, **changes))
    assert refused.value.field == field
    assert words in str(refused.value)


def test_an_unknown_row_and_an_unknown_unit_are_told(world: World) -> None:
    with pytest.raises(NotFound) as refused:
        declare(world, replace(SYNCED, row="9.9"))
    assert refused.value.field == "row"
    with pytest.raises(NotFound):
        declare(world, unit="tra_cu.khong_co")


def test_a_correction_needs_its_ground_and_the_latest_number(world: World) -> None:
    declare(world)
    with pytest.raises(Conflict):
        declare(world)
    with pytest.raises(Refusal) as refused:
        declare(world, replace(SYNCED, seen=1))
    assert refused.value.field == "ground"
    assert stands(world) == {"1.4": (90, 100)}


@pytest.mark.parametrize("change", ["UPDATE scoring_declared SET numerator = 99", "DELETE FROM scoring_declared"])
def test_the_table_only_grows(world: World, change: str) -> None:
    declare(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert list(check.problems()) == []


def test_whoever_gets_round_the_triggers_is_found_out(world: World) -> None:
    declare(world)
    declare(world, replace(SYNCED, row="1.1"))
    with standing(NOON):
        row = Declared.objects.get(row="1.4")
        stray = Declared.objects.create(
            row="1.3", unit_id=row.unit_id, first=row.first, last=row.last, number=1, numerator=1, denominator=1,
            document="x", document_date=row.document_date, at=row.at,
        )  # fmt: skip
    told = list(check.problems())
    assert told == [f"Số khai chấm điểm mã {stray.pk}: nhật ký không ghi."]
