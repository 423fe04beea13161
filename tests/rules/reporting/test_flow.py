"""Where a dossier stands in a report: by calendar dates, by what had happened by the end of the period."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.rules.period import Period, period
from motcua.rules.reporting.columns import COLUMNS, cells, holds, number
from motcua.rules.reporting.flow import Cut, Fate, Flow, Known, cut, flow
from motcua.rules.reporting.table import Share


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def known(accepted: str, *, due: str = "", ended: str = "", waiting: str = "", online: bool = False) -> Known:
    return Known(
        accepted_at=at(accepted),
        online=online,
        due_at=at(due) if due else None,
        ended_at=at(ended) if ended else None,
        end_kind="result" if ended else "",
        waiting_since=at(waiting) if waiting else None,
    )


HALF = period("2023-H1")
AFTER = cut(HALF, as_of=at("2023-07-03 07:00"))


@pytest.mark.parametrize(
    ("dossier", "fate", "carried"),
    [
        (known("2023-05-04 08:00", due="2023-05-09 08:00", ended="2023-05-08 16:59"), Fate.EARLY, 0),
        (known("2023-05-04 08:00", due="2023-05-09 08:00", ended="2023-05-09 16:59"), Fate.ON_TIME, 0),  # by dates
        (known("2023-05-04 08:00", due="2023-05-09 17:00", ended="2023-05-10 07:00"), Fate.LATE, 0),
        (known("2023-05-04 08:00", ended="2023-06-30 17:00"), Fate.ON_TIME, 0),  # without a due date
        (known("2023-06-29 08:00", due="2023-07-03 08:00"), Fate.OPEN_IN_TIME, 0),
        (known("2023-06-27 08:00", due="2023-06-30 08:00"), Fate.OPEN_LATE, 0),  # the day is over
        (known("2023-06-27 08:00"), Fate.OPEN_IN_TIME, 0),
        (known("2023-06-20 08:00", due="2023-06-27 08:00", waiting="2023-06-23 08:00"), Fate.OPEN_IN_TIME, 0),
        (known("2023-06-20 08:00", due="2023-06-21 08:00", waiting="2023-06-23 08:00"), Fate.OPEN_LATE, 0),
        (known("2023-06-29 08:00", due="2023-07-03 08:00", ended="2023-07-01 00:00"), Fate.OPEN_IN_TIME, 0),
        (known("2022-12-30 08:00", due="2023-01-05 08:00", ended="2023-01-04 08:00"), Fate.EARLY, 1),
        (known("2022-12-30 08:00", due="2023-01-05 08:00"), Fate.OPEN_LATE, 1),
    ],
)
def test_by_dates(dossier: Known, fate: Fate, carried: int) -> None:
    found = flow(dossier, AFTER)
    assert found is not None
    assert (found.fate, found.carried) == (fate, carried)
    assert found.open == (fate in (Fate.OPEN_IN_TIME, Fate.OPEN_LATE))
    assert found.end == ("" if found.open else "result")


@pytest.mark.parametrize(
    "dossier",
    [
        known("2023-07-01 00:00", due="2023-07-05 08:00"),
        known("2022-12-28 08:00", due="2022-12-30 08:00", ended="2022-12-31 23:59"),
    ],
)
def test_outside_the_period(dossier: Known) -> None:
    assert flow(dossier, AFTER) is None


def test_before_the_end_of_the_period_the_cut_off_counts() -> None:
    dossier = known("2023-05-04 08:00", due="2023-05-09 08:00", ended="2023-05-08 16:00")
    morning = cut(HALF, as_of=at("2023-05-08 15:59"))
    assert flow(dossier, morning) == Flow(0, 0, 1, Fate.OPEN_IN_TIME, "", 1, 0)
    of_the_instant = flow(dossier, cut(HALF, as_of=at("2023-05-08 16:00")))
    assert of_the_instant is not None
    assert of_the_instant.fate == Fate.EARLY


INSTANTS = st.datetimes(datetime(2022, 11, 1), datetime(2023, 9, 1), timezones=st.just(LOCAL))  # noqa: DTZ001
KNOWN = st.builds(
    Known,
    accepted_at=INSTANTS,
    online=st.booleans(),
    due_at=st.none() | INSTANTS,
    ended_at=st.none() | INSTANTS,
    end_kind=st.sampled_from(("result", "refused", "stopped", "withdrawn")),
    waiting_since=st.none() | INSTANTS,
)


def counted(dossiers: list[Known], look: Cut) -> dict[Flow, int]:
    found: dict[Flow, int] = {}
    for dossier in dossiers:
        if (place := flow(dossier, look)) is not None:
            found[place] = found.get(place, 0) + 1
    return found


@given(
    dossiers=st.lists(KNOWN, max_size=30), as_of=INSTANTS, name=st.sampled_from(("2023-H1", "2023-02", "nd09:2023-Q1"))
)
def test_the_columns_add_up(dossiers: list[Known], as_of: datetime, name: str) -> None:
    found = counted(dossiers, cut(period(name), as_of=as_of))
    told = {column: number(column, found) for column in COLUMNS}
    assert told["received"] == told["online"] + told["direct"] + told["carried"] == told["settled"] + told["open"]
    assert told["settled"] == told["early"] + told["on_time"] + told["late"]
    assert told["open"] == told["open_in_time"] + told["open_late"]
    assert told["new"] == told["online"] + told["direct"]
    assert told["all_late"] + told["kept"] + told["open_in_time"] == told["received"]


@given(dossiers=st.lists(KNOWN, max_size=30))
def test_what_is_open_at_the_end_is_carried_over_into_the_next_period(dossiers: list[Known]) -> None:
    """Of dossiers that end after they began, as all do."""
    lived = [one for one in dossiers if one.ended_at is None or one.ended_at >= one.accepted_at]
    as_of = at("2023-12-01 07:00")
    first, second = (counted(lived, cut(period(name), as_of=as_of)) for name in ("2023-Q1", "2023-Q2"))
    assert number("open", first) == number("carried", second)


def test_cells_of_a_row() -> None:
    found = {Flow(0, 1, 0, "early", "result", 1, 0): 3, Flow(0, 0, 0, "late", "refused", 1, 0): 1}
    assert cells(("received", "online", "kept_share", "synchronised"), found) == (4, 3, Share(3, 4), None)
    assert holds("returned", Flow(0, 0, 0, "late", "refused", 1, 0))
    assert not holds("stopped", Flow(0, 0, 0, "late", "refused", 1, 0))


def test_a_period_of_its_own() -> None:
    own = Period(id="x", first=HALF.first, last=HALF.first)
    assert cut(own, as_of=at("2023-07-01 00:00")).until == at("2023-01-02 00:00")
