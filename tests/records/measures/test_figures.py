"""A figure as asked for: its shape, its cut-off, who may see how much of it, and the dossiers behind it."""

from __future__ import annotations

import json

import pytest

from motcua.records import clock
from motcua.records.measures import queries, relation
from motcua.records.measures.queries import By, Part
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import NotFound, Refusal
from tests.world import BUSINESS, DESK, HAM_TAN, MARITAL, THANH_SON, World, standing

HALF = period("2023-H1")
AFTER = "2023-07-03 07:00"


@pytest.fixture
def office(world: World) -> World:
    """Two dossiers at Thanh Sơn, one of them settled; one at Hàm Tân; one settled at the district's desk."""
    world.accept()
    world.bring(world.accept(), State.SETTLED, at="2023-04-28 09:00")
    world.accept(unit_key=HAM_TAN)
    world.bring(world.accept(unit_key=DESK, procedure=BUSINESS), State.SETTLED, unit=DESK)
    return world


def seen_by(world: World, who: str, *, indicator: str = "settlement_rate") -> tuple[int, int | None, list[str]]:
    with standing(AFTER):
        found = queries.figure(world.viewer(who), indicator, HALF, by=By.UNIT)
    return found.total.numerator, found.total.denominator, [group.key for group in found.groups]


def test_the_shape_others_rely_on(office: World) -> None:
    with standing(AFTER):
        told = queries.figure(Viewer.system(), "settlement_rate", HALF, by=By.LEVEL).to_json()
    assert json.loads(json.dumps(told, ensure_ascii=False)) == {
        "id": "settlement_rate",
        "version": 1,
        "period": {"id": "2023-H1", "from": "2023-01-01", "to": "2023-06-30"},
        "as_of": "2023-07-01T00:00:00+07:00",
        "numerator": 2,
        "denominator": 4,
        "value": 0.5,
        "unit": "ratio",
        "exclusions": ["hồ sơ hủy số", "hồ sơ chưa được tiếp nhận", "hồ sơ không được tiếp nhận"],
        "flags": [],
        "groups": [
            {"key": "commune", "label": "Cấp xã", "numerator": 1, "denominator": 3, "value": 1 / 3},
            {"key": "district", "label": "Cấp huyện", "numerator": 1, "denominator": 1, "value": 1.0},
        ],
    }


def test_a_ratio_over_nothing_has_no_value(world: World) -> None:
    with standing(AFTER):
        told = queries.figure(Viewer.system(), "on_time_rate", HALF).to_json()
    assert (told["numerator"], told["denominator"], told["value"]) == (0, 0, None)


def test_a_plain_count_has_no_denominator(office: World) -> None:
    with standing(AFTER):
        told = queries.figure(Viewer.system(), "open_dossiers", HALF).to_json()
    assert (told["numerator"], told["denominator"], told["value"], told["unit"]) == (2, None, 2, "dossiers")


def test_figures_of_a_demonstration_say_so(office: World, store: object) -> None:
    with standing(AFTER):
        assert queries.figure(Viewer.system(), "settlement_rate", HALF).flags == ("simulated",)


def test_labels_are_read_by_people(office: World) -> None:
    with standing(AFTER):
        labels = {
            by: [group.label for group in queries.figure(Viewer.system(), "settlement_rate", HALF, by=by).groups]
            for by in (By.UNIT, By.PROCEDURE, By.MONTH)
        }
    assert labels[By.UNIT][0] == "Ủy ban nhân dân xã Hàm Tân"
    assert labels[By.PROCEDURE] == ["Thành lập hộ kinh doanh", "Xác nhận tình trạng hôn nhân"]
    assert labels[By.MONTH] == ["tháng 04/2023"]


@pytest.mark.parametrize(
    ("asked", "as_of"), [("2023-05-05 10:00", "2023-05-05T10:00:00+07:00"), (AFTER, "2023-07-01T00:00:00+07:00")]
)
def test_the_cut_off_is_the_end_of_the_period_or_now(world: World, asked: str, as_of: str) -> None:
    with standing(asked):
        assert queries.figure(Viewer.system(), "settlement_rate", HALF).as_of == as_of


def test_a_cut_off_to_come_is_refused(world: World) -> None:
    with standing("2023-05-05 10:00"), pytest.raises(Refusal) as refused:
        queries.figure(Viewer.system(), "settlement_rate", HALF, as_of=clock.instant("2023-05-05 10:01", field="x"))
    assert refused.value.field == "as_of"
    assert "10:01 05/05/2023" in str(refused.value)


def test_an_unknown_indicator_is_refused(world: World) -> None:
    with standing(AFTER), pytest.raises(NotFound) as refused:
        queries.figure(Viewer.system(), "hai_long", HALF)
    assert refused.value.field == "id"


@pytest.mark.parametrize("who", ["sa_ruone", "minh", "bich_thuy", "sa_rath"])
def test_a_commune_sees_its_own_figures_only(office: World, who: str) -> None:
    assert seen_by(office, who) == (1, 2, [THANH_SON])
    assert seen_by(office, who, indicator="open_dossiers") == (1, None, [THANH_SON])


@pytest.mark.parametrize("who", ["van_phuc", "quoc_thai", ""])
def test_the_district_sees_all_below_it(office: World, who: str) -> None:
    assert seen_by(office, who) == (2, 4, [HAM_TAN, DESK, THANH_SON])


@pytest.mark.parametrize("who", ["my_dung", "kim_loan", "my_linh"])
def test_who_has_no_dossiers_in_sight_counts_nothing(office: World, who: str) -> None:
    assert seen_by(office, who) == (0, 0, [])


def test_what_one_sees_does_not_depend_on_the_way_of_counting(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    rolled_up = [seen_by(office, who) for who in office.accounts]
    monkeypatch.setattr(relation, "all_known", lambda as_of: False)
    monkeypatch.setattr(relation, "CHANGED_AT_MOST", -1)
    assert [seen_by(office, who) for who in office.accounts] == rolled_up


def test_several_figures_are_counted_together(office: World) -> None:
    wanted = ("settlement_rate", "on_time_rate", "open_dossiers", "overdue_open", "online_share")
    with standing(AFTER):
        together = queries.figures(Viewer.system(), wanted, HALF, by=By.UNIT)
        assert list(together) == list(wanted)
        for each in wanted:
            alone = queries.figure(Viewer.system(), each, HALF, by=By.UNIT)
            assert alone.total == together[each].total
            assert set(alone.groups) <= set(together[each].groups)


def test_the_dossiers_behind_a_figure(office: World) -> None:
    with standing(AFTER):
        settled, further = queries.behind(Viewer.system(), "settlement_rate", HALF, part=Part.NUMERATOR)
        received, _ = queries.behind(Viewer.system(), "settlement_rate", HALF, part=Part.DENOMINATOR)
        communes, _ = queries.behind(Viewer.system(), "settlement_rate", HALF, part=Part.DENOMINATOR, level="commune")
        here, _ = queries.behind(Viewer.system(), "settlement_rate", HALF, part=Part.DENOMINATOR, unit_key=THANH_SON)
        stranger, _ = queries.behind(office.viewer("thu_ha"), "settlement_rate", HALF, part=Part.DENOMINATOR)
    assert (len(settled), len(received), further) == (2, 4, 0)
    assert {row.state for row in settled} == {State.SETTLED}
    assert {row.unit for row in communes} == {"Xã Thanh Sơn", "Xã Hàm Tân"}
    assert len(here) == 2
    assert [row.unit for row in stranger] == ["Xã Hàm Tân"]


def test_a_long_list_behind_a_figure_comes_in_pages(world: World) -> None:
    for _ in range(53):
        world.accept(procedure=MARITAL)
    with standing(AFTER):
        first, after = queries.behind(Viewer.system(), "settlement_rate", HALF, part=Part.DENOMINATOR)
        rest, end = queries.behind(Viewer.system(), "settlement_rate", HALF, part=Part.DENOMINATOR, after=after)
    assert (len(first), len(rest), end) == (50, 3, 0)
    assert len({row.code for row in first + rest}) == 53


@pytest.mark.parametrize("by", By)
def test_every_group_opens_as_many_dossiers_as_it_counts(office: World, by: By) -> None:
    with standing(AFTER):
        found = queries.figure(Viewer.system(), "settlement_rate", HALF, by=by)
        assert sum(group.count.denominator or 0 for group in found.groups) == 4
        for group in found.groups:
            for part, number in (
                (Part.NUMERATOR, group.count.numerator),
                (Part.DENOMINATOR, group.count.denominator),
            ):
                listed, _ = queries.behind(Viewer.system(), "settlement_rate", HALF, part=part, by=by, key=group.key)
                assert len(listed) == number, group.key
