"""Each check on a dossier that it marks, and on those that it passes by a minute."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.law.registry import law
from motcua.rules.honesty.check import Kind
from motcua.rules.honesty.checks import check, checks
from motcua.rules.honesty.trace import DAY, Trace, date_of, number_of, week_of
from motcua.rules.refusal import NotFound
from tests.rules.honesty.district import LIMITS

NINE = number_of(date(2023, 4, 27)) * DAY + 9 * 60
DUE = NINE + 8 * 60
DONE = {"due": DUE, "first_due": DUE, "with_result": True}


def trace(**changes: Any) -> Trace:
    """Accepted and entered on a Thursday at nine, due at five."""
    return Trace(**{"dossier_id": 1, "unit_id": 1, "accepted": NINE, "entered": NINE, **changes})


CASES = [
    ("late_entry", {"entered": NINE + 60}, False),
    ("late_entry", {"entered": NINE + 61}, True),
    ("last_minutes", {**DONE, "ended": DUE - 11}, False),
    ("last_minutes", {**DONE, "ended": DUE - 10}, True),
    ("last_minutes", {**DONE, "ended": DUE}, True),
    ("last_minutes", {**DONE, "ended": DUE + 1}, False),
    ("same_minute", {**DONE, "ended": NINE}, True),
    ("same_minute", {**DONE, "ended": NINE + 1}, False),
    ("suspension", {"stopped": DUE - 61, "left": 61}, False),
    ("suspension", {"stopped": DUE - 60, "left": 60}, True),
    ("suspension", {"stopped": DUE + 5, "left": 0}, True),
    ("moved_date", {**DONE, "due": DUE + DAY, "ended": DUE}, False),
    ("moved_date", {**DONE, "due": DUE + DAY, "ended": DUE + 1}, True),
    ("moved_date", {**DONE, "due": DUE + DAY, "ended": DUE + DAY}, True),
    ("moved_date", {**DONE, "due": DUE + DAY, "ended": DUE + DAY + 1}, False),
    ("moved_date", {**DONE, "ended": DUE + 1}, False),
    ("mass_closing", {"ended": DUE}, True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "changes", "marked"), CASES)
def test_what_a_check_marks(name: str, changes: dict[str, Any], marked: bool) -> None:
    said, given = check(name), trace(**changes)
    assert said.looked(given)
    assert said.marked(given, LIMITS[name]) is marked
    assert said.when(given) >= NINE


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("last_minutes", {}),
        ("last_minutes", {"with_result": True, "ended": DUE}),  # no due date
        ("last_minutes", {"due": DUE, "ended": DUE}),  # withdrawn
        ("same_minute", {"ended": NINE}),
        ("moved_date", {"ended": DUE}),
        ("suspension", {}),
        ("mass_closing", {}),
    ],
)
def test_what_a_check_does_not_look_at(name: str, changes: dict[str, Any]) -> None:
    assert not check(name).looked(trace(**changes))


def test_every_check_is_told_in_full_and_its_limit_is_marked_as_to_be_verified() -> None:
    assert set(checks()) == set(LIMITS)
    for name, said in checks().items():
        assert said.id == name
        assert all((said.label, said.base, said.innocent, said.look_at))
        assert ("{limit}" in said.rule) is bool(said.limit)
        assert "gian lận" not in f"{said.label} {said.rule} {said.innocent} {said.look_at}"
        if said.limit.startswith("honesty."):
            assert "không phải căn cứ kết luận" in law().value_on(said.limit, date(2023, 6, 30)).note
    assert [name for name, said in checks().items() if said.kind is Kind.CLOSING] == ["mass_closing"]
    with pytest.raises(NotFound):
        check("gian_lan")


def test_days_and_weeks() -> None:
    assert date_of(number_of(date(2023, 6, 30))) == date(2023, 6, 30)
    assert date_of(0) == date(1970, 1, 1)
    for day in range(number_of(date(2023, 1, 1)), number_of(date(2023, 2, 1))):
        monday = date_of(week_of(day))
        assert monday.weekday() == 0
        assert 0 <= (date_of(day) - monday).days < 7
