"""The indicators as declared: found by scanning, each complete, each different from the others."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.rules import indicators as folder
from motcua.rules.dossier import State
from motcua.rules.facts import COLUMNS, COUNTS, Facts, counts
from motcua.rules.indicator import (
    NOT_COUNTED,
    RECEIVED,
    Base,
    BeforeCutOff,
    BeforeEnd,
    Column,
    Condition,
    Every,
    Indicator,
    Not,
    NotAfter,
    Sum,
    Unit,
    condition_of,
    every,
    some,
)
from motcua.rules.indicators import indicator, indicators
from motcua.rules.linked_facts import LINKED
from motcua.rules.refusal import NotFound
from tests.rules.dossier_walks import Walk, walks
from tests.rules.oracle import counted, holds

ALL = list(indicators().values())
EACH = pytest.mark.parametrize("each", ALL, ids=[each.id for each in ALL])
CUT_OFF = datetime(2023, 7, 1, tzinfo=LOCAL)
INSTANTS = frozenset(name for name in COLUMNS if name.endswith(("_at", "_since")))


def compared_with_the_cut_off(condition: Condition) -> set[str]:
    match condition:
        case BeforeCutOff(column) | BeforeEnd(column):
            return {column}
        case NotAfter(column, other):
            return {column, other}
        case Not(part):
            return compared_with_the_cut_off(part)
        case Every(parts):
            return set().union(*map(compared_with_the_cut_off, parts))
        case _:
            return set()


def test_every_file_of_the_folder_is_an_indicator_of_its_name() -> None:
    files = {path.stem for path in Path(folder.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(indicators()) == files
    assert list(indicators()) == sorted(files)


def test_the_figures_the_contract_names_are_there() -> None:
    assert {"settlement_rate", "on_time_rate", "on_time_rate_by_date", "first_promise_rate"} <= set(indicators())


def test_an_unknown_indicator_is_refused_with_the_known_ones() -> None:
    with pytest.raises(NotFound) as refused:
        indicator("on_time" + "x" * 500)
    assert refused.value.field == "id"
    assert "on_time_rate" in str(refused.value)
    assert len(str(refused.value)) < 400


@EACH
def test_a_declaration_is_complete(each: Indicator) -> None:
    assert indicator(each.id) is each
    assert each.version >= 1
    assert each.label
    assert each.formula
    assert each.source
    assert set(NOT_COUNTED) <= set(each.exclusions)
    assert (each.unit is Unit.DOSSIERS) == (each.denominator is None)
    assert set(each.distinct_from) <= set(indicators()) - {each.id}
    assert each.levels


@EACH
def test_only_durations_are_added_up_or_have_percentiles(each: Indicator) -> None:
    durations = {name for name in COLUMNS if name.endswith("_minutes")}
    for quantity in (each.numerator, each.denominator):
        if isinstance(quantity, Sum):
            assert set(quantity.columns) <= durations
    if each.percentile is not None:
        assert each.percentile.column in durations
        assert 0 < each.percentile.percent < 100
        assert each.numerator == each.denominator
    assert each.additive == (each.percentile is None)


def test_all_that_the_office_is_measured_by_is_declared() -> None:
    assert set(indicators()) >= {
        "settlement_rate", "on_time_rate", "on_time_rate_by_date", "first_promise_rate", "progress_766",
        "overdue_open", "open_dossiers", "backlog_age", "workload", "steps_overrun", "apology_compliance",
        "received_in_hand", "received_waiting", "received_result_kept", "received_returned", "received_without_result",
        "result_rate",
        "processing_working_average", "processing_working_p50", "processing_working_p90",
        "processing_calendar_average", "processing_calendar_p50", "processing_calendar_p90",
        "waiting_share", "supplement_rate", "online_share", "online_share_eligible", "online_payment_share",
        "digitised_share", "reuse_share", "electronic_result_share", "satisfaction", "complaint_timeliness",
    }  # fmt: skip


@EACH
def test_a_declaration_names_facts(each: Indicator) -> None:
    assert each.columns <= set(COLUMNS) | set(LINKED)
    if each.elsewhere:
        assert not each.columns
        with pytest.raises(ValueError, match="counted elsewhere"):
            condition_of(each.numerator)
    else:
        assert compared_with_the_cut_off(condition_of(each.numerator)) <= INSTANTS
    assert set(each.counters or ()) <= set(COUNTS)


def test_labels_and_formulas_are_unique() -> None:
    for texts in ([each.label for each in ALL], [each.formula for each in ALL]):
        assert len(set(texts)) == len(texts)


def test_a_column_that_is_no_fact_is_refused_when_declared() -> None:
    with pytest.raises(ValueError, match="finished_at"):
        Column("finished_at")


@given(walks())
def test_received_means_counted(walk: Walk) -> None:
    assert [holds(RECEIVED, facts, as_of=CUT_OFF) for facts in walk.facts] == [
        bool(counts(facts)[0]) for facts in walk.facts
    ]


@given(lives=st.lists(walks(), max_size=8))
def test_counters_say_what_the_conditions_say(lives: list[Walk]) -> None:
    dossiers = [walk.last for walk in lives]
    for each in ALL:
        if each.elsewhere:
            continue
        top, bottom = counted(each, dossiers, first=date.min, last=date.max, as_of=CUT_OFF)
        if bottom is not None and not isinstance(each.numerator, Sum):
            assert 0 <= top <= bottom, each.id
        if each.counters is None:
            continue
        assert each.base is Base.COHORT
        assert counters_of(each, dossiers) == [top, bottom], each.id


def counters_of(each: Indicator, dossiers: list[Facts]) -> list[int]:
    """What the rollups add up for an indicator over dossiers."""
    names = each.counters or ()
    return [sum(counts(facts)[COUNTS.index(name)] for facts in dossiers if facts.accepted_at) for name in names]


@given(lives=st.lists(walks(), max_size=8))
def test_received_is_settled_and_open(lives: list[Walk]) -> None:
    dossiers = [walk.last for walk in lives]
    settled, received = counted(indicator("settlement_rate"), dossiers, first=date.min, last=date.max, as_of=CUT_OFF)
    still_open, _ = counted(indicator("open_dossiers"), dossiers, first=date.min, last=date.max, as_of=CUT_OFF)
    overdue, _ = counted(indicator("overdue_open"), dossiers, first=date.min, last=date.max, as_of=CUT_OFF)
    assert received == settled + still_open
    assert overdue <= still_open


@given(walks())
def test_waiting_for_the_citizen_is_never_overdue(walk: Walk) -> None:
    for facts in walk.facts:
        if facts.state in (State.SUPPLEMENT, State.PAYMENT):
            assert not _overdue(facts)


@given(walk=walks(), first=st.booleans(), second=st.booleans())
def test_some_is_at_least_one(walk: Walk, *, first: bool, second: bool) -> None:
    parts = (_sure(first), _sure(second))
    assert holds(some(*parts), walk.last, as_of=CUT_OFF) == (first or second)
    assert not holds(some(), walk.last, as_of=CUT_OFF)


def _sure(so: bool) -> Condition:
    return every() if so else Not(every())


def _overdue(facts: Facts) -> bool:
    return holds(indicator("overdue_open").numerator, facts, as_of=datetime.max.replace(tzinfo=LOCAL))
