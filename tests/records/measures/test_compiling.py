"""Every indicator selects in the database the dossiers that plain Python selects, whatever their facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.records.casework.models import FactsRow
from motcua.records.measures.compiling import Moments, compiled, counted
from motcua.records.measures.statement import joined, put, rows
from motcua.rules.facts import COLUMNS, Facts
from motcua.rules.indicator import (
    RECEIVED,
    Base,
    BeforeCutOff,
    BeforeEnd,
    Column,
    Condition,
    Equals,
    Known,
    MoreThan,
    Not,
    NotAfter,
    OneOf,
    condition_of,
    every,
    some,
)
from motcua.rules.indicators import indicators
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.rules import oracle
from tests.rules.dossier_walks import Walk, walks
from tests.rules.oracle import holds

ON_THE_DATABASE = settings(
    deadline=None,
    max_examples=examples(40),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
CUT_OFFS = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2023, 1, 1, tzinfo=LOCAL) + timedelta(minutes=minutes)
)


def stored(lives: list[Walk]) -> list[Facts]:
    """The last facts of each life, stored as the dossiers 1, 2, 3 …"""
    known = [walk.last for walk in lives]
    FactsRow.objects.bulk_create(
        FactsRow(dossier_id=number, version=1, known_from=facts.last_at, **facts._asdict())
        for number, facts in enumerate(known, start=1)
    )
    return known


def selected(condition: Condition, *, as_of: datetime) -> list[int]:
    at = Moments(as_of=as_of, start=as_of, until=as_of)
    where = compiled(condition, at=at)
    return [
        number for (number,) in rows(put("SELECT f.dossier_id FROM casework_factsrow f WHERE {} ORDER BY 1", where))
    ]


CONDITIONS: list[Condition] = [RECEIVED, every()]
OVER_FACTS = [each for each in indicators().values() if not each.elsewhere and each.columns <= set(COLUMNS)]
"""Those that look at no linked fact: the table of facts alone tells them."""

for _each in OVER_FACTS:
    CONDITIONS += [condition_of(_each.numerator), *([condition_of(_each.denominator)] if _each.denominator else [])]
CONDITIONS += [
    OneOf(Column("channel"), ("online", "post")),
    OneOf(Column("channel"), ()),
    MoreThan(Column("supplements"), 0),
    Not(MoreThan(Column("working_minutes"), 480)),
    NotAfter(Column("ended_at"), Column("due_at")),
    Not(NotAfter(Column("due_at"), Column("first_due_at"))),
    BeforeEnd(Column("waiting_since")),
    some(Known(Column("holder_id")), Equals(Column("channel"), "online")),
    Not(OneOf(Column("end_kind"), ("refused", "stopped"))),
    Not(Equals(Column("on_time"), value=True)),
    Not(Equals(Column("on_time"), value=False)),
    Not(BeforeCutOff(Column("due_at"))),
    Not(every(Known(Column("ended_at")), Equals(Column("first_promise_kept"), value=True))),
    Not(every()),
    every(Not(Known(Column("holder_id"))), Not(every(Known(Column("due_at")), Equals(Column("channel"), "post")))),
]


@ON_THE_DATABASE
@given(lives=st.lists(walks(), max_size=12), as_of=CUT_OFFS)
def test_conditions_select_what_plain_python_selects(db: None, lives: list[Walk], as_of: datetime) -> None:
    with forgotten():
        known = stored(lives)
        for condition in CONDITIONS:
            expected = [number for number, facts in enumerate(known, start=1) if holds(condition, facts, as_of=as_of)]
            assert selected(condition, as_of=as_of) == expected, condition


@ON_THE_DATABASE
@given(lives=st.lists(walks(), max_size=12), as_of=CUT_OFFS)
def test_aggregates_are_what_plain_python_adds_up(db: None, lives: list[Walk], as_of: datetime) -> None:
    at = Moments(as_of=as_of, start=as_of, until=as_of)
    with forgotten():
        known = stored(lives)
        for each in OVER_FACTS:
            if each.percentile is None and each.base is not Base.HANDLED:
                parts = [each.numerator, *([each.denominator] if each.denominator else [])]
                received = compiled(RECEIVED, at=at)
                aggregates = joined(", ", [counted(part, within=received, at=at) for part in parts])
                [numbers] = rows(put("SELECT {} FROM casework_factsrow f", aggregates))
                expected = oracle.counted(each, known, first=date.min, last=date.max, as_of=as_of)
                assert [int(number) for number in numbers] == [one for one in expected if one is not None], each.id


@pytest.mark.parametrize("part", [every(), RECEIVED])
def test_nothing_is_both_so_and_not_so(db: None, part: Condition) -> None:
    as_of = datetime(2023, 7, 1, tzinfo=LOCAL)
    assert selected(every(part, Not(part)), as_of=as_of) == []
