"""Numbers of letters: one series per unit, kind and year, without a gap, and found out when one is made."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.law.types import LOCAL
from motcua.records.documents import actions as documents
from motcua.records.documents import queries
from motcua.records.documents.check import ProblemKind, problems
from motcua.records.documents.models import Letter, NumberSeries
from motcua.records.documents.queries import LetterView
from motcua.rules.refusal import NotFound, Refusal

pytestmark = pytest.mark.django_db

AT = datetime(2023, 5, 4, 9, 30, tzinfo=LOCAL)
DAYS = st.dates(date(2023, 12, 30), date(2024, 1, 2))
CODE = "000.12.30.H59-230504-0001"


def everyone(unit_id: int) -> bool:
    return True


def issue(**changes: Any) -> LetterView:
    given: dict[str, Any] = {
        "unit_id": 7,
        "kind": "supplement",
        "symbol": "HDHS",
        "form_id": "supplement_request",
        "dossier_code": CODE,
        "at": AT,
        "content": {"reason": "Thiếu trích lục khai sinh"},
    }
    return documents.issue_letter(**(given | changes))


def test_a_letter_says_what_it_is() -> None:
    found = issue()
    assert found == LetterView(
        id=found.id,
        unit_id=7,
        kind="supplement",
        year=2023,
        serial=1,
        number="01/HDHS",
        form_id="supplement_request",
        dossier_code=CODE,
        issued_at=AT,
        content={"reason": "Thiếu trích lục khai sinh"},
    )
    assert queries.letter(found.id, allowed=everyone) == found


def test_each_unit_kind_and_year_counts_for_itself() -> None:
    numbers = [
        issue().number,
        issue().number,
        issue(unit_id=8).number,
        issue(kind="apology", symbol="PXL").number,
        issue(at=datetime(2024, 1, 2, 8, 0, tzinfo=LOCAL)).number,
        issue().number,
    ]
    assert numbers == ["01/HDHS", "02/HDHS", "01/HDHS", "01/PXL", "01/HDHS", "03/HDHS"]


def test_the_year_is_that_of_legal_time() -> None:
    assert issue(at=datetime(2023, 12, 31, 16, 59, tzinfo=UTC)).year == 2023
    assert issue(at=datetime(2023, 12, 31, 17, 0, tzinfo=UTC)).year == 2024


def test_a_number_comes_back_when_the_transaction_does_not_hold() -> None:
    issue()
    with transaction.atomic():
        assert issue().number == "02/HDHS"
        transaction.set_rollback(True)
    with pytest.raises(Refusal) as refused, transaction.atomic():
        issue(symbol="hướng dẫn")
    assert refused.value.field == "symbol"
    assert issue().number == "02/HDHS"
    assert problems() == []


def test_a_letter_outside_a_transaction_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(transaction.TransactionManagementError):
        issue()


def test_letters_of_a_dossier_are_shown_as_far_as_their_unit_may_be_seen() -> None:
    here, there = issue(), issue(unit_id=8, at=datetime(2023, 5, 5, 9, 0, tzinfo=LOCAL))
    issue(dossier_code="000.12.30.H59-230504-0002")
    assert queries.letters_of(CODE, allowed=everyone) == (here, there)
    assert queries.letters_of(CODE, allowed=lambda unit_id: unit_id == 8) == (there,)
    assert queries.letters_of(CODE, allowed=lambda unit_id: False) == ()
    with pytest.raises(NotFound):
        queries.letter(here.id, allowed=lambda unit_id: unit_id == 8)
    with pytest.raises(NotFound):
        queries.letter(4711, allowed=everyone)


def test_a_missing_letter_is_found_out() -> None:
    letters = [issue() for _ in range(4)]
    issue(unit_id=8)
    Letter.objects.filter(pk__in=[letters[1].id, letters[2].id]).delete()
    [problem] = problems()
    assert problem.kind is ProblemKind.SERIES
    assert problem.text == (
        "Dãy số «supplement» năm 2023 của đơn vị số 7 đã cấp đến 4 nhưng có 2 văn bản, thiếu số 2, 3."
    )


@pytest.mark.parametrize(("last", "says"), [(2, "không thiếu số nào"), (5, "thiếu số 4, 5"), (0, "không thiếu số nào")])
def test_a_series_that_was_turned_is_found_out(last: int, says: str) -> None:
    for _ in range(3):
        issue()
    NumberSeries.objects.update(last=last)
    [problem] = problems()
    assert says in problem.text


def test_a_series_without_letters_is_found_out_unless_it_gave_none() -> None:
    NumberSeries.objects.create(unit_id=7, kind="stop", year=2023, last=0)
    assert problems() == []
    NumberSeries.objects.update(last=12)
    assert "thiếu số 1, 2, 3, 4, 5, 6, 7, 8, 9, 10." in problems()[0].text


@pytest.mark.parametrize(
    "change",
    [{"number": "02/HDHS"}, {"number": "1/HDHS"}, {"number": ""}, {"issued_at": datetime(2024, 5, 4, tzinfo=UTC)}],
)
def test_a_letter_that_was_altered_is_found_out(change: dict[str, Any]) -> None:
    issue()
    Letter.objects.update(**change)
    [problem] = problems()
    assert problem.kind is ProblemKind.NUMBER
    assert "không khớp với số thứ tự 1" in problem.text


def test_only_so_many_problems_are_told() -> None:
    for _ in range(5):
        issue()
    Letter.objects.update(number="x")
    assert len(problems(limit=3)) == 3


class Series(TestCase):
    """Any order of letters leaves every series whole."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(1, 3), st.sampled_from(["a", "b"]), st.dates(date(2023, 12, 30), date(2024, 1, 2)))
        )
    )
    def test_numbers_run_from_one_without_a_gap(self, letters: list[tuple[int, str, date]]) -> None:
        given_out: dict[tuple[int, str, int], list[int]] = {}
        for unit_id, kind, day in letters:
            at = datetime.combine(day, datetime.min.time(), tzinfo=LOCAL)
            found = issue(unit_id=unit_id, kind=kind, at=at)
            given_out.setdefault((unit_id, kind, day.year), []).append(found.serial)
        for serials in given_out.values():
            assert serials == list(range(1, len(serials) + 1))
        assert problems() == []
