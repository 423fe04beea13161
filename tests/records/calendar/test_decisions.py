"""Decisions on days off: read, applied once, told by the journal, counted with at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from time import perf_counter

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.law.types import DayKind
from motcua.records.calendar import actions, check, queries
from motcua.records.calendar.decisions import Decision, decision
from motcua.records.calendar.reading import decisions_in
from motcua.records.journal import check as journal_check
from motcua.records.journal.models import Entry
from motcua.rules.refusal import Conflict, Refusal
from tests.records.calendar.law_before import SWAP, SWAPPED, law_before_the_swap
from tests.stores import remove_guards
from tests.world import standing

HEADER = "date,kind,reason,document,article\n"
GOOD = "2026-01-02,off,hoán đổi,12729/VPCP-KGVX,\n"


@pytest.fixture(autouse=True)
def _before_the_swap(db: None) -> Iterator[None]:
    with law_before_the_swap():
        yield


def decide(*decisions: Decision, key: str = "system:form") -> tuple[int, ...]:
    with standing("2025-12-25 16:00"), transaction.atomic():
        return actions.decide(decisions, actor_id=None, request_key=key)


def test_without_decisions_the_calendar_is_that_of_the_law() -> None:
    assert queries.working_calendar().is_working_day(SWAPPED[0])
    assert not queries.working_calendar().is_working_day(SWAPPED[1])
    assert queries.working_calendar() is queries.working_calendar(), "built once"


def test_what_is_decided_counts_at_once_and_what_is_rolled_back_does_not() -> None:
    with transaction.atomic():
        decide(SWAP[0])
        assert not queries.working_calendar().is_working_day(SWAPPED[0])
        transaction.set_rollback(True)
    assert queries.working_calendar().is_working_day(SWAPPED[0])
    decide(SWAP[1])  # has the id that the other had
    assert queries.working_calendar().is_working_day(SWAPPED[0])
    assert queries.working_calendar().is_working_day(SWAPPED[1])


def test_the_calendar_cites_the_decision() -> None:
    decide(*SWAP)
    found = queries.working_calendar().exceptions_between(*SWAPPED)
    assert [(one.day, one.kind, one.source) for one in found] == [(one.day, one.kind, one.source) for one in SWAP]


def test_the_last_decision_on_a_day_holds() -> None:
    decide(*SWAP)
    decide(Decision(day=SWAPPED[0], kind=DayKind.WORK, reason="hủy", document="1/TB"), key="system:other")
    assert queries.working_calendar().is_working_day(SWAPPED[0])
    assert [one.document for one in queries.in_force()] == ["1/TB", SWAP[1].document]
    assert len(queries.decisions_applied()) == 3
    assert list(check.problems()) == []


def test_a_retry_writes_nothing_and_another_request_under_its_key_is_refused() -> None:
    assert len(decide(*SWAP)) == 2
    assert decide(*SWAP) == ()
    assert decide(*SWAP, key="system:other") == (), "they hold already"
    with pytest.raises(Conflict) as caught:
        decide(Decision(day=SWAPPED[0], kind=DayKind.WORK, reason="hủy", document="1/TB"))
    assert caught.value.field == "key"


def test_each_decision_is_told_by_the_journal() -> None:
    first, second = decide(*SWAP)
    entries = Entry.objects.filter(act="calendar.decide").order_by("id")
    assert [(entry.subject_type, entry.subject_id) for entry in entries] == [("calendar", first), ("calendar", second)]
    assert journal_check.problems() == []


@pytest.mark.parametrize("change", ["UPDATE calendar_decidedday SET kind = 'work'", "DELETE FROM calendar_decidedday"])
def test_the_database_refuses_to_forget_a_decision(change: str) -> None:
    decide(*SWAP)
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert len(queries.decisions_applied()) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE calendar_decidedday SET kind = 'work' WHERE day = '2026-01-02'", "nội dung khác với nhật ký"),
        ("UPDATE calendar_decidedday SET digest = 'x' WHERE day = '2026-01-02'", "dấu nối"),
        ("DELETE FROM calendar_decidedday WHERE day = '2026-01-10'", "không còn quyết định ấy"),
    ],
)
def test_verify_finds_what_was_changed_behind_the_back(change: str, said: str) -> None:
    decide(*SWAP)
    assert list(check.problems()) == []
    remove_guards("calendar_decidedday")
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert any(said in problem for problem in check.problems())


def test_a_file_is_read_as_offices_write_it() -> None:
    table = decisions_in(
        ("\ufeff" + HEADER + GOOD + '10/01/2026,Làm việc,"làm bù, cho ngày 02/01",12729/VPCP-KGVX,Điều 1\n').encode()
    )
    assert table.errors == ()
    assert table.decisions == (
        decision(day="2026-01-02", kind="off", reason="hoán đổi", document="12729/VPCP-KGVX"),
        Decision(
            day=date(2026, 1, 10), kind=DayKind.WORK, reason="làm bù, cho ngày 02/01", document="12729/VPCP-KGVX",
            article="Điều 1",
        ),
    )  # fmt: skip


def test_a_file_of_excel_may_be_separated_by_semicolons() -> None:
    text = (HEADER + GOOD).replace(",", ";").replace("\n", "\r\n")
    assert [one.day for one in decisions_in(text.encode()).decisions] == [date(2026, 1, 2)]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("2026-02-30,off,Tết,1/TB,", "date"),
        (",off,Tết,1/TB,", "date"),
        ("2031-01-01,off,Tết,1/TB,", "date"),
        ("01/2026,off,Tết,1/TB,", "date"),
        ("2026-02-20,holiday,Tết,1/TB,", "kind"),
        ("2026-02-20,off,,1/TB,", "reason"),
        ("2026-02-20,off,Tết,,", "document"),
        ("2026-02-20,off,Tết\u202e,1/TB,", "reason"),
        ("2026-02-20,off," + "T" * 201 + ",1/TB,", "reason"),
        ("2026-02-20,off,Tết,1/TB,,thừa", "reason"),
        ("2026-01-02,off,lại,1/TB,", "date"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column_and_spoils_no_other(row: str, column: str) -> None:
    table = decisions_in(f"{HEADER}{GOOD}{row}\n".encode())
    assert [(error.line, error.column) for error in table.errors] == [(3, column)]
    assert str(table.errors[0].refusal).endswith(".")
    assert len(table.decisions) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00d",
        b"date,kind\n2026-01-02,off\n",
        b"date,kind,reason,document,hour\n",
        b"date,kind,reason,document,document\n",
        HEADER.encode() + b'2026-01-02,off,"hoan doi\n',
        b"x" * 1_000_001,
        HEADER.encode() + GOOD.encode() * 1_001,
    ],
)
def test_what_is_no_such_table_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        decisions_in(content)
    assert caught.value.field == "file"
    assert str(caught.value).endswith(".")


def test_asking_for_the_calendar_costs_next_to_nothing() -> None:
    decide(*SWAP)
    queries.working_calendar()
    began = perf_counter()
    for _ in range(1_000):
        queries.working_calendar()
    assert perf_counter() - began < 1.0, "a thousand times a second, on a loaded machine, is far from its cost"
