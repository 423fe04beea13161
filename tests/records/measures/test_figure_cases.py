"""The figures of tests/cases/figures.yaml, which an office can read and correct: from rollups and from facts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from motcua.records import clock
from motcua.records.casework import checks
from motcua.records.measures import queries, relation
from motcua.records.measures.figures import Count, Figure
from motcua.records.measures.queries import By
from motcua.records.people.viewer import Viewer
from motcua.rules.period import period
from tests.records.measures.lives import live
from tests.world import World, standing

Case = dict[str, Any]

CASES: list[Case] = YAML(typ="base").load(
    (Path(__file__).parents[2] / "cases" / "figures.yaml").read_text(encoding="utf-8")
)
EACH = pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])


def figure(case: Case, indicator: str, *, by: By | None = None) -> Figure:
    as_of = clock.instant(case["as_of"], field="as_of") if "as_of" in case else None
    with standing(case.get("asked", "2023-07-03 07:00")):
        return queries.figure(Viewer.system(), indicator, period(case.get("period", "2023-H1")), by=by, as_of=as_of)


def written(count: Count) -> str:
    return f"{count.numerator}" if count.denominator is None else f"{count.numerator}/{count.denominator}"


@EACH
def test_the_figures_are_those_counted_by_hand(world: World, case: Case) -> None:
    live(world, case["dossiers"])
    assert list(checks.problems()) == []
    told = {indicator: written(figure(case, indicator).total) for indicator in case["figures"]}
    assert told == case["figures"]


@EACH
def test_facts_and_rollups_count_alike(world: World, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    live(world, case["dossiers"])
    everything = {**case, "asked": "2023-12-01 09:00", "as_of": "2023-12-01 09:00"}
    for indicator in ("settlement_rate", "on_time_rate", "on_time_rate_by_date", "first_promise_rate"):
        for by in (None, *By):
            rolled_up = figure(everything, indicator, by=by)
            with monkeypatch.context() as patch:
                patch.setattr(relation, "all_known", lambda as_of: False)
                patch.setattr(relation, "CHANGED_AT_MOST", -1)
                assert figure(everything, indicator, by=by) == rolled_up


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "by" in case])
def test_the_parts_are_those_counted_by_hand_and_add_up(world: World, case: Case) -> None:
    live(world, case["dossiers"])
    for by, indicators in case["by"].items():
        for indicator, groups in indicators.items():
            found = figure(case, indicator, by=By(by))
            assert {group.key: written(group.count) for group in found.groups} == groups
            assert found.total == figure(case, indicator).total
            assert sum(group.count.numerator for group in found.groups) == found.total.numerator


def test_every_case_says_why_and_is_told_once() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names) >= 20
    assert all(case["why"] and case["figures"] for case in CASES)
