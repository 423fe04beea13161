"""Score sheets over dossiers lived through the actions: what is counted, what is declared, what is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.errors import NoValue
from motcua.law.types import Channel, Level
from motcua.records import clock
from motcua.records.casework import legal
from motcua.records.casework.models import Dossier, FactsRow
from motcua.records.catalogue import queries as catalogue
from motcua.records.measures.queries import Part
from motcua.records.people.agencies import agency
from motcua.records.people.viewer import Viewer
from motcua.records.scoring import actions, details, scores, shape
from motcua.records.scoring.actions import Declaration
from motcua.records.scoring.scores import UnitScore
from motcua.records.scoring.sources import SOURCES, Flag, Origin
from motcua.rules.dossier import State
from motcua.rules.indicators import indicators
from motcua.rules.period import Period, period
from motcua.rules.qd766.scoring import Standing
from motcua.rules.refusal import NotAllowed, NotFound
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.records.measures.beside import BESIDE, Beside, add
from tests.world import BUSINESS, DESK, HAM_TAN, MARITAL, THANH_SON, World, standing

HALF = period("2023-H1")
AFTER = "2023-07-03 08:00"
SYNCED = Declaration(row="1.4", numerator=1, denominator=2, document="15/BC-UBND", document_date=date(2023, 7, 3))


@pytest.fixture
def office(world: World) -> World:
    """Thanh Sơn: two settled, one of them online, one open and by now late; Hàm Tân: one open."""
    world.bring(world.accept(), State.SETTLED)
    online = world.do("accept_submitted", world.submit(), by="sa_ruone")
    world.bring(online, State.SETTLED)
    world.bring(world.accept(), State.PROCESSING)
    world.bring(world.accept(unit_key=HAM_TAN), State.PROCESSING, unit=HAM_TAN)
    return world


def told_of(unit: str = THANH_SON, over: Period = HALF, *, viewer: Viewer | None = None) -> UnitScore:
    with standing(AFTER):
        return scores.unit_score(viewer or Viewer.system(), unit, over)


def counts(told: UnitScore, row_id: str) -> tuple[int, int] | None:
    found = told.score.row(row_id)
    assert found is not None
    return None if found.counted is None else (found.counted.numerator, found.counted.denominator)


def points(told: UnitScore, row_id: str) -> Decimal | None:
    found = told.score.row(row_id)
    assert found is not None
    return found.points


def test_every_source_names_an_indicator_and_a_row_of_some_sheet() -> None:
    assert {source.indicator for source in SOURCES.values() if source.indicator} <= set(indicators())


def test_progress_is_counted_from_the_dossiers_of_the_unit_alone(office: World) -> None:
    told = told_of()
    assert counts(told, "2.1") == (2, 3)
    assert points(told, "2.1") == Decimal("13.33")  # 20 × 2/3
    assert counts(told_of(HAM_TAN), "2.1") == (0, 1)


def test_procedures_are_counted_from_the_catalogue(office: World) -> None:
    told = told_of()
    offered = catalogue.procedures_on(date(2023, 6, 30), level=Level.COMMUNE)
    online = [each for each in offered if Channel.ONLINE in each.channels]
    assert counts(told, "3.1") == (len(online), len(offered))
    assert counts(told, "3.2") == (1, len(online))
    assert counts(told_of(HAM_TAN), "3.2") == (0, len(online))
    assert told.inputs["3.1"].origin is Origin.CATALOGUE


def test_what_nothing_records_has_no_points_and_says_why(office: World) -> None:
    told = told_of()
    for row_id, flag in {"1.1": Flag.NO_RECORD, "4.2": Flag.UNRECORDED_YET, "4.3": Flag.UNRECORDED_YET}.items():
        found = told.score.row(row_id)
        assert found is not None
        assert (found.standing, found.points, told.flags_of(found)) == (Standing.NO_DATA, None, (flag,))
    assert told.score.total.known < told.score.total.most


def test_without_dossiers_nothing_was_counted_which_is_not_nothing(world: World) -> None:
    found = told_of().score.row("2.1")
    assert found is not None
    assert (found.standing, found.points) == (Standing.NOTHING_COUNTED, None)


def test_what_is_declared_is_used_where_nothing_counts(office: World) -> None:
    with standing(AFTER):
        actions.declare(office.viewer("my_dung"), THANH_SON, HALF, SYNCED)
    told = told_of()
    assert (counts(told, "1.4"), points(told, "1.4")) == ((1, 2), Decimal("3.00"))
    given_ = told.inputs["1.4"]
    assert (given_.origin, given_.flags) == (Origin.DECLARED, (Flag.DECLARED,))
    assert counts(told_of(over=period("2023-Q2")), "1.4") is None


def test_what_is_counted_is_not_replaced_by_what_is_declared(office: World) -> None:
    given_ = Declaration(row="2.1", numerator=100, denominator=100, document="1/BC", document_date=date(2023, 7, 3))
    with standing(AFTER):
        actions.declare(office.viewer("my_dung"), THANH_SON, HALF, given_)
    told = told_of()
    assert counts(told, "2.1") == (2, 3)
    assert Flag.DECLARED_TOO in told.inputs["2.1"].flags


def test_online_dossiers_are_multiplied_by_what_the_portal_knows(office: World) -> None:
    dossier = Dossier.objects.get(channel=Channel.ONLINE)
    with standing(AFTER):
        add(
            [Beside(which=list(Dossier.objects.order_by("pk")).index(dossier), kind="result", ago=5)], until=clock.now()
        )
    with standing("2023-07-03 09:00"):
        at = clock.now()
        before = scores.unit_score(Viewer.system(), THANH_SON, HALF, as_of=at)
        actions.declare(office.viewer("my_dung"), THANH_SON, HALF, SYNCED)
        after = scores.unit_score(Viewer.system(), THANH_SON, HALF, as_of=clock.now())
    assert (counts(before, "3.3"), points(before, "3.3")) == ((1, 3), None)
    assert Flag.SYNC_UNKNOWN in before.inputs["3.3"].flags
    assert points(after, "3.3") == Decimal("2.00")  # 6 × (1/3 × 1/2) ÷ 0.5
    assert Flag.SYNC_UNKNOWN not in after.inputs["3.3"].flags


def test_a_district_answers_for_its_desk_and_not_for_its_communes(world: World) -> None:
    world.accept(unit_key=DESK, procedure=BUSINESS)
    world.accept()
    assert counts(told_of("tra_cu"), "2.1") == (0, 1)
    assert counts(told_of(DESK), "2.1") == (0, 1)


def test_ranking_holds_every_agency_in_sight_and_nobody_elses(office: World) -> None:
    with standing(AFTER):
        whole = scores.unit_scores(office.viewer("van_phuc"), HALF)
        own = scores.unit_scores(office.viewer("sa_rath"), HALF)
        for each in whole:
            assert each.score == scores.unit_score(Viewer.system(), each.scored.unit.key, HALF).score
    assert {each.scored.unit.key for each in whole} == {"tra_cu", THANH_SON, HAM_TAN, "tra_cu.tt_tra_cu"}
    known = [each.score.total.known for each in whole]
    assert known == sorted(known, reverse=True)
    assert [each.scored.unit.key for each in own] == [THANH_SON]
    assert own[0].score == next(each.score for each in whole if each.scored.unit.key == THANH_SON)


def test_who_may_not_see_a_unit_gets_no_sheet(office: World) -> None:
    for who in ("thu_ha", "my_dung"):
        with pytest.raises(NotAllowed):
            told_of(viewer=office.viewer(who))
    with pytest.raises(NotFound):
        told_of("tra_cu.khong_co")


def test_before_the_decision_there_is_no_sheet(world: World) -> None:
    with pytest.raises(NoValue):
        told_of(over=period("2021"))


def test_a_row_procedure_by_procedure_adds_up_and_opens_its_dossiers(office: World) -> None:
    with standing(AFTER):
        one = agency(Viewer.system(), THANH_SON, date(2023, 6, 30))
        at = clock.instant("2023-07-01", field="x")
        told = details.by_procedure(Viewer.system(), one, "2.1", HALF, as_of=at)
        assert sum(each.numerator for each in told) == 2
        assert sum(each.denominator for each in told) == 3
        listed = {
            part: details.dossiers_behind(Viewer.system(), one, "progress_766", HALF, part=part, as_of=at)[0]
            for part in Part
        }
        of_one, _ = details.dossiers_behind(
            Viewer.system(), one, "progress_766", HALF, part=Part.DENOMINATOR, procedure=told[0].code, as_of=at
        )
    assert {part: len(rows) for part, rows in listed.items()} == {
        Part.NUMERATOR: 2, Part.DENOMINATOR: 3, Part.REST: 1,
    }  # fmt: skip
    assert len(of_one) == told[0].denominator
    assert {row.unit for row in listed[Part.DENOMINATOR]} == {"Xã Thanh Sơn"}


def test_a_tally_names_its_procedures(office: World) -> None:
    with standing(AFTER):
        one = agency(Viewer.system(), THANH_SON, date(2023, 6, 30))
        at = clock.instant("2023-07-01", field="x")
        told = details.by_procedure(Viewer.system(), one, "3.2", HALF, as_of=at)
        assert details.by_procedure(Viewer.system(), one, "1.1", HALF, as_of=at) == ()
        assert details.by_procedure(Viewer.system(), one, "4.3", HALF, as_of=at) == ()
    assert [each.code for each in told if each.numerator] == [MARITAL]
    assert (sum(each.numerator for each in told), len(told)) == counts(told_of(), "3.2")


def test_the_shape_others_rely_on(office: World) -> None:
    told = shape.to_json(told_of())
    assert told["id"] == "qd766"
    assert told["unit"] == {"key": THANH_SON, "name": "Ủy ban nhân dân xã Thanh Sơn", "level": "commune"}
    assert told["period"] == {"id": "2023-H1", "from": "2023-01-01", "to": "2023-06-30"}
    assert told["sheet"] == {"from": "2022-06-23", "confidence": "to_verify"}
    assert told["flags"] == ["rows_unplaced"]
    rows = told["rows"]
    assert isinstance(rows, list)
    by_id = {row["id"]: row for row in rows if isinstance(row, dict)}
    assert by_id["2.1"] == {
        "id": "2.1", "group": "progress", "label": "Hồ sơ giải quyết sớm hạn và đúng hạn", "points": 20,
        "threshold": None, "rule": "ratio", "standing": "scored", "origin": "figure", "indicator": "progress_766",
        "numerator": 2, "denominator": 3, "ratio": 2 / 3, "score": 13.33, "gain": 1, "flags": [],
    }  # fmt: skip
    assert by_id["1.1"]["score"] is None
    assert by_id["1.1"]["origin"] == "none"
    assert by_id["3.1"]["threshold"] == 0.8
    given_ = sum(row["score"] for row in by_id.values() if row["score"] is not None)
    assert round(given_, 2) == told["known"]


def in_time(row: FactsRow, *, until: object) -> bool | None:
    """Rule 2.1 read out of the decision's table, line by line; None where neither due date nor legal time is known."""
    if row.state == State.SUPPLEMENT and row.supplements > 1:
        return False
    if row.first_due_at is None:
        return None
    due = row.due_at if row.extensions else row.first_due_at
    if not row.extensions and not row.supplements and not row.payment_waits:
        due = row.due_at
    if row.waiting_minutes and not row.extensions:
        due = legal.calendar().add(due, minutes=row.waiting_minutes)
    end = row.ended_at or row.returned_at or row.waiting_since or until
    assert end is not None
    assert due is not None
    return bool(end <= due)


@settings(deadline=None, max_examples=examples(25), suppress_health_check=list(HealthCheck))
@given(script=SCRIPTS, beside=st.lists(BESIDE, max_size=6), named=st.sampled_from(("2023-H1", "2023-01", "2023-Q1")))
def test_progress_and_online_are_what_plain_python_counts(
    world: World, script: list[Step], beside: list[Beside], named: str
) -> None:
    over = period(named)
    with forgotten():
        now = History(world=world).ended(script)
        add(beside, until=now)
        with clock.standing_at(now):
            until = min(over.end, now)
            rows = [
                row
                for row in FactsRow.objects.filter(known_to__isnull=True, accepted_day__lte=over.last)
                if row.state != State.VOID and row.first_due_at is not None
            ]
            found = {each.scored.unit.key: each for each in scores.unit_scores(Viewer.system(), over, as_of=now)}
            for told in found.values():
                ids = {each.id for each in told.scored.members}
                handled = [
                    row for row in rows if row.unit_id in ids and (row.ended_at is None or row.ended_at >= over.start)
                ]
                verdicts = [verdict for row in handled if (verdict := in_time(row, until=until)) is not None]
                assert counts(told, "2.1") == (sum(verdicts), len(verdicts))
                exact = Fraction(20 * sum(verdicts), len(verdicts)) if verdicts else None
                given_ = points(told, "2.1")
                assert (given_ is None) == (exact is None)
                if exact is not None and given_ is not None:
                    assert abs(Fraction(given_) - exact) <= Fraction(1, 200)
