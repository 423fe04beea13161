"""Every indicator selects in the database the dossiers that plain Python selects, whatever their facts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.records.casework.models import FactsRow
from motcua.records.measures.compiling import compiled
from motcua.rules.facts import Facts
from motcua.rules.indicator import RECEIVED, BeforeCutOff, Column, Condition, Equals, Known, Not, OneOf, every
from motcua.rules.indicators import indicators
from tests.records.casework.contents import forgotten
from tests.rules.dossier_walks import Walk, walks
from tests.rules.oracle import counted, holds

ON_THE_DATABASE = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
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
    rows = FactsRow.objects.filter(compiled(condition, as_of=as_of)).order_by("dossier_id")
    return list(rows.values_list("dossier_id", flat=True))


CONDITIONS: list[Condition] = [RECEIVED, every()]
for _each in indicators().values():
    CONDITIONS += [_each.numerator, *([_each.denominator] if _each.denominator else [])]
CONDITIONS += [
    OneOf(Column("channel"), ("online", "post")),
    OneOf(Column("channel"), ()),
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
def test_indicators_count_what_plain_python_counts(db: None, lives: list[Walk], as_of: datetime) -> None:
    with forgotten():
        known = stored(lives)
        for each in indicators().values():
            base = FactsRow.objects.filter(compiled(RECEIVED, as_of=as_of))
            top = base.filter(compiled(each.numerator, as_of=as_of)).count()
            bottom = base.filter(compiled(each.denominator, as_of=as_of)).count() if each.denominator else None
            assert (top, bottom) == counted(each, known, first=date.min, last=date.max, as_of=as_of)


@pytest.mark.parametrize("part", [every(), RECEIVED])
def test_nothing_is_both_so_and_not_so(db: None, part: Condition) -> None:
    as_of = datetime(2023, 7, 1, tzinfo=LOCAL)
    assert selected(every(part, Not(part)), as_of=as_of) == []
