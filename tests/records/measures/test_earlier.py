"""What the parts of a period are compared with: counted here by months, told elsewhere in the finest spans known."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.records.measures.actions import load
from motcua.records.measures.earlier import a_year_on, earlier_parts
from motcua.records.measures.reading import figures_in
from motcua.records.people.viewer import Viewer
from motcua.rules.period import period
from tests.conftest import At
from tests.world import THANH_SON, World

NAME = "on_time_rate_by_date"
HEAD = "indicator,unit,period,numerator,denominator,source,invented\n"


def tell(*lines: str) -> None:
    load(Viewer.system(), figures_in((HEAD + "\n".join(lines)).encode()).figures)


def spans(viewer: Viewer, named: str, name: str = NAME) -> list[tuple[str, int, int | None, bool]]:
    return [
        (one.period.id, one.count.numerator, one.count.denominator, one.invented)
        for one in earlier_parts(viewer, name, period(named))
    ]


def test_nothing_known_is_nothing_compared(world: World, at: At) -> None:
    at("2023-07-03 08:00")
    assert spans(world.viewer("van_phuc"), "2023-H1") == []


def test_shorter_spans_stand_before_longer_ones_over_the_same_days(world: World, at: At) -> None:
    at("2023-07-03 08:00")
    tell(
        f"{NAME},tra_cu,2022-H1,90,100,báo cáo,",
        f"{NAME},tra_cu,2022-Q2,47,50,báo cáo,có",
        f"{NAME},tra_cu,2022-01,9,10,báo cáo,",
        f"{NAME},tra_cu,2022,180,200,báo cáo,",
        f"{NAME},{THANH_SON},2022-03,1,2,báo cáo,",
        "online_share,tra_cu,2022-02,1,2,báo cáo,",
    )
    chair = world.viewer("van_phuc")
    assert spans(chair, "2023-H1") == [
        ("2022-01-01..2022-01-31", 9, 10, False),
        ("2022-04-01..2022-06-30", 47, 50, True),
    ]
    assert spans(chair, "2023-Q2") == [("2022-04-01..2022-06-30", 47, 50, True)]
    assert spans(world.viewer("bich_thuy"), "2023-H1") == [("2022-03-01..2022-03-31", 1, 2, False)]


def test_the_latest_of_the_same_days_is_in_force(world: World, at: At) -> None:
    at("2023-07-03 08:00")
    tell(f"{NAME},tra_cu,2022-H1,90,100,báo cáo cũ,")
    tell(f"{NAME},tra_cu,2022-H1,91,100,báo cáo đính chính,")
    assert spans(world.viewer("van_phuc"), "2023-H1") == [("2022-01-01..2022-06-30", 91, 100, False)]


def test_what_was_counted_here_stands_before_what_was_told(world: World, at: At) -> None:
    world.accept(at="2023-03-02 09:00")
    world.accept(at="2023-03-06 09:00")
    at("2024-07-01 08:00")
    tell("settlement_rate,tra_cu,2023-Q1,5,9,báo cáo,", "settlement_rate,tra_cu,2023-Q2,7,8,báo cáo,")
    assert spans(world.viewer("van_phuc"), "2024-H1", "settlement_rate") == [
        ("2023-03-01..2023-03-31", 0, 2, False),
        ("2023-04-01..2023-06-30", 7, 8, False),
    ]
    assert spans(world.viewer("van_phuc"), "2024-03-05..2024-03-10", "settlement_rate") == [
        ("2023-03-05..2023-03-10", 0, 1, False)
    ]


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2022, 6, 30), date(2023, 6, 30)),
        (date(2024, 2, 29), date(2025, 3, 1)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_year_on(day: date, later: date) -> None:
    assert a_year_on(day) == later
