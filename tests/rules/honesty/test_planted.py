"""Cheating planted into an honest district is found, and honest work seldom taken for it."""

from __future__ import annotations

from functools import cache

import pytest

from motcua.law.registry import law
from motcua.rules.honesty.checks import checks
from motcua.rules.honesty.judging import Finding, Scale, judged
from motcua.rules.honesty.trace import number_of
from tests.rules.honesty.district import LAST, LIMITS, UNITS, District, cheated, honest

SEEDS = range(6)
SCALE = Scale(least=3, chance=100, floor=10)
Found = dict[str, dict[int, Finding]]


@cache
def planted(seed: int) -> tuple[District, Found]:
    district = cheated(seed)
    return district, found(district)


def found(district: District) -> Found:
    traces = tuple(district.traces.values())
    return {
        name: {
            one.unit_id: one for one in judged(check, traces, limit=LIMITS[name], scale=SCALE, until=number_of(LAST))
        }
        for name, check in checks().items()
    }


def test_the_limits_tried_are_those_of_the_law() -> None:
    in_law = {name: law().value_on(check.limit, LAST).value for name, check in checks().items() if check.limit}
    assert in_law == {name: limit for name, limit in LIMITS.items() if limit}
    assert [law().value_on(f"honesty.{name}", LAST).value for name in ("least", "chance", "floor")] == [3, 100, 10]


@pytest.mark.parametrize("kind", LIMITS)
def test_of_each_kind_nearly_all_that_was_planted_is_found(kind: str) -> None:
    caught = planted_in_all = 0
    for seed in SEEDS:
        district, by_check = planted(seed)
        told = {one for finding in by_check[kind].values() for one in finding.dossiers}
        caught += len(told & district.planted[kind])
        planted_in_all += len(district.planted[kind])
    assert planted_in_all >= 200
    assert caught >= 0.95 * planted_in_all


@pytest.mark.parametrize("kind", LIMITS)
def test_the_units_that_cheat_are_found_and_few_others(kind: str) -> None:
    missed = wrong = 0
    for seed in SEEDS:
        district, by_check = planted(seed)
        unusual = {unit for unit, finding in by_check[kind].items() if finding.unusual}
        missed += len(district.units[kind] - unusual)
        wrong += len(unusual - district.units[kind])
    assert missed <= 0.05 * 2 * len(SEEDS)
    assert wrong <= 0.02 * (UNITS - 2) * len(SEEDS)


def test_few_honest_dossiers_are_told_even_beside_cheating() -> None:
    told = whole = 0
    for seed in SEEDS:
        district, by_check = planted(seed)
        guilty = set().union(*district.planted.values())
        listed = {one for findings in by_check.values() for finding in findings.values() for one in finding.dossiers}
        told += len(listed - guilty)
        whole += len(district.traces) - len(guilty)
    assert told <= 0.02 * whole


@pytest.mark.parametrize("seed", range(100, 106))
def test_in_an_honest_district_hardly_anything_is_told(seed: int) -> None:
    district = honest(seed)
    by_check = found(district)
    findings = [finding for each in by_check.values() for finding in each.values()]
    assert len({one for finding in findings for one in finding.dossiers}) <= 0.02 * len(district.traces)
    assert sum(finding.unusual for finding in findings) <= 0.02 * len(findings)
