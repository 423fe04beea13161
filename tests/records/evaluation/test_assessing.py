"""Points of a period: given by the head of an agency, appraised by the level above, never by the same person."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.law.types import Role
from motcua.records import clock
from motcua.records.evaluation import check, queries
from motcua.records.evaluation.content import ASSESSMENT, Kind
from motcua.records.evaluation.models import Assessment
from motcua.records.evaluation.queries import Standing
from motcua.records.journal import streams
from motcua.records.people import actions as people
from motcua.records.people.viewer import Viewer
from motcua.rules.period import period
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.evaluation.evaluating import LESS, NOON, OWN, assess
from tests.world import DESK, THANH_SON, World, standing

QUARTER = period("2023-Q2")


def stands(world: World, *, as_of: str = "2023-07-05 12:00", over: str = "2023-Q2") -> Standing:
    return queries.standing(world.units[THANH_SON], period(over), as_of=clock.instant(as_of, field="x"))


def test_points_are_given_and_appraised_for_exactly_a_period(world: World) -> None:
    assert assess(world, notes={"8": "Một kiến nghị trả lời chậm"}) == 1
    assert assess(world, Kind.APPRAISED, LESS, seen=1, at="2023-07-04 09:00") == 2
    told = stands(world)
    assert told.own is not None
    assert told.appraised is not None
    assert (told.number, told.own.points, told.appraised.points) == (2, OWN, LESS)
    assert queries.notes_of(told.own) == {"8": "Một kiến nghị trả lời chậm"}
    assert stands(world, as_of=NOON).appraised is None
    assert stands(world, over="2023-06") == Standing(number=0, own=None, appraised=None)


def test_points_given_again_wait_for_their_own_appraisal(world: World) -> None:
    assess(world)
    assess(world, Kind.APPRAISED, LESS, seen=1)
    with pytest.raises(Refusal) as refused:
        assess(world, points={"5": Fraction(1)}, seen=2)
    assert refused.value.field == "ground"
    assert assess(world, points={"5": Fraction(1)}, seen=2, notes={"": "Cộng nhầm"}) == 3
    told = stands(world)
    assert told.own is not None
    assert (told.own.points, told.appraised) == ({"5": Fraction(1)}, None)
    assert [each.number for each in queries.history(world.units[THANH_SON], QUARTER)] == [3, 2, 1]


@pytest.mark.parametrize("who", ["sa_ruone", "minh", "van_phuc", "quoc_thai", "my_dung", "quoc_huy"])
def test_only_the_head_of_an_agency_gives_its_points(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        assess(world, by=who)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("who", ["sa_rath", "bich_thuy", "quoc_huy", "quoc_thai", "kim_loan", "my_dung"])
def test_only_the_head_above_appraises_and_never_the_agency_itself(world: World, who: str) -> None:
    assess(world)
    with pytest.raises(NotAllowed):
        assess(world, Kind.APPRAISED, LESS, by=who, seen=1)


def test_whoever_gave_the_points_does_not_appraise_them_from_a_new_post(world: World) -> None:
    assess(world, by="bich_thuy")
    with standing(NOON):
        [post] = world.viewer("bich_thuy").posts
        people.end_position(Viewer.system(), position_id=post.id, on=clock.now().date())
        people.assign_position(
            Viewer.system(), account_id=world.accounts["bich_thuy"], unit_id=world.units["tra_cu"],
            role=Role.CHAIR, title="Chủ tịch", valid_from=clock.now().date(),
        )  # fmt: skip
    with pytest.raises(NotAllowed) as refused:
        assess(world, Kind.APPRAISED, LESS, by="bich_thuy", seen=1)
    assert "Người đã tự chấm" in str(refused.value)


def test_nothing_is_appraised_before_it_is_given(world: World) -> None:
    with pytest.raises(NotFound):
        assess(world, Kind.APPRAISED, LESS)
    assess(world, points={"5": Fraction(2)})
    with pytest.raises(Refusal) as refused:
        assess(world, Kind.APPRAISED, LESS, seen=1)
    assert "8, 9" in str(refused.value)


@pytest.mark.parametrize(
    ("points", "field"),
    [
        ({}, "points"),
        ({"5": Fraction(21, 10)}, "points_5"),
        ({"8": Fraction(-1)}, "points_8"),
        ({"9": Fraction(125, 100)}, "points_9"),
        ({"1": Fraction(1)}, "points"),
    ],
)
def test_points_that_cannot_be(world: World, points: dict[str, Fraction], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        assess(world, points=points)
    assert refused.value.field == field
    assert not Assessment.objects.exists()


def test_a_part_of_an_agency_and_two_dates_are_not_assessed(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        assess(world, unit=DESK, by="ngoc_lan")
    assert refused.value.field == "unit"
    with pytest.raises(Refusal) as refused:
        assess(world, over="2023-04-01..2023-06-15")
    assert refused.value.field == "period"


def test_a_form_that_saw_something_else_is_refused(world: World) -> None:
    assess(world, key="one")
    assert assess(world, key="one") == 1
    with pytest.raises(Conflict):
        assess(world, notes={"": "Sửa"})
    with pytest.raises(Conflict):
        assess(world, points=LESS, key="one")


def test_the_journal_tells_points_and_never_words(world: World) -> None:
    assess(world, notes={"5": "Chị Rươne nghỉ ốm"})
    assess(world, Kind.APPRAISED, LESS, seen=1)
    first, second = streams.entries_by_subject(ASSESSMENT)
    assert (first.act, second.act) == ("assessment.own", "assessment.appraised")
    assert first.data["points"] == {"5": "2.0", "8": "1.5", "9": "0.0"}
    assert second.data["of"] == 1
    assert "Rươne" not in str(first.data)
    assert list(check.problems()) == []


@pytest.mark.parametrize(
    "change", ["DELETE FROM evaluation_assessment", "UPDATE evaluation_assessment SET points = '{}'"]
)
def test_points_never_change(world: World, change: str) -> None:
    assess(world)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_a_row_beside_the_journal_is_found_out(world: World) -> None:
    assess(world)
    row = Assessment.objects.get()
    Assessment.objects.create(
        unit_id=row.unit_id, number=2, first=row.first, last=row.last, kind="appraised", of=1, points="{}", at=row.at,
        entry_id=row.entry_id,
    )  # fmt: skip
    assert list(check.problems()) == [f"Điểm chấm lần 2 của đơn vị số {row.unit_id}: nhật ký không ghi."]
