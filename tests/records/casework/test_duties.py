"""Warnings given once for each due date, and apologies owed, given and missing, as each person sees them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.law.types import DayKind, TermUnit
from motcua.records import clock
from motcua.records.calendar.decisions import Decision
from motcua.records.casework import checks, duties, legal, lists, queries, recalculating, warning
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier, DutyWarning
from motcua.records.casework.views import Tab
from motcua.records.journal import check as journal_check
from motcua.records.journal.queries import entries_of
from motcua.records.outbox.models import Message
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.dossier import State
from motcua.rules.duty import Apology, Duty
from motcua.rules.period import period
from tests.records.casework.contents import contents
from tests.rules.legal_time import at
from tests.stores import remove_guards
from tests.world import ADOPTION, BIRTH, HAM_TAN, MARITAL, MIGRATION, World, standing

ACCEPTED = "2023-05-08 09:00"
"""Of three working days: due on Thursday 11/05 at 09:00."""

LATE = "2023-05-11 09:01"
EXTENSION: dict[str, Any] = {"amount": 2, "unit": TermUnit.WORKING_DAY, "reason": "Chờ xác minh"}
APOLOGY: dict[str, Any] = {"reason": "Chờ xác minh", "expected": at("2023-05-15 00:00").date()}


def tick(now: str) -> duties.Ticked:
    with standing(now) as instant:
        return duties.tick(instant)


def told() -> list[tuple[str, str]]:
    return [(row.dossier.code, row.kind) for row in DutyWarning.objects.order_by("pk").select_related("dossier")]


def owed(code: str, *, now: str, by: Viewer | None = None) -> duties.Owed:
    with standing(now):
        found = duties.of(queries.dossier(by or Viewer.system(), code))
    assert found is not None
    return found


def test_each_threshold_is_told_once_as_time_goes(world: World) -> None:
    code = world.accept(procedure=MARITAL, at=ACCEPTED).code
    assert tick("2023-05-08 10:00") == duties.Ticked(written=0, failed=0)
    steps = ["2023-05-09 09:00", "2023-05-09 10:00", "2023-05-10 09:00", "2023-05-10 15:00", "2023-05-11 09:00", LATE]
    for now in steps:
        tick(now)
        assert tick(now).written == 0
    kinds = ["apology_draft", "third", "fifth", "due", "apology_missing"]
    assert told() == [(code, kind) for kind in kinds]
    assert list(DutyWarning.objects.values_list("due_at", flat=True).distinct()) == [at("2023-05-11 09:00")]


def test_a_late_timer_tells_only_the_gravest(world: World) -> None:
    code = world.accept(procedure=MARITAL, at=ACCEPTED).code
    assert tick("2023-05-12 08:00").written == 2
    assert told() == [(code, "due"), (code, "apology_missing")]
    [message] = Message.objects.filter(topic="dossier.warning")
    assert message.payload == (f'{{"code":"{code}","due_at":"2023-05-11T09:00:00+07:00","kind":"due"}}'), (
        "one message for what one tick finds"
    )


def test_warnings_are_told_by_the_journal_and_are_no_acts(world: World) -> None:
    accepted = world.accept(procedure=MARITAL, at=ACCEPTED)
    tick("2023-05-12 08:00")
    acts = [entry.act for entry in entries_of("dossier", accepted.dossier_id)]
    assert acts == ["dossier.accept", "duty.warn", "duty.breach"]
    assert Dossier.objects.get().version == accepted.version
    assert list(checks.problems()) == []
    assert journal_check.problems() == []
    world.do("forward", accepted, by="sa_ruone", at="2023-05-12 09:00", to_account_id="minh")


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM casework_dutywarning WHERE kind = 'apology_missing'",
        "UPDATE casework_dutywarning SET at = '2023-05-20 00:00:00+00:00'",
    ],
)
def test_verify_misses_a_warning_that_was_taken_away(world: World, change: str) -> None:
    code = world.accept(procedure=MARITAL, at=ACCEPTED).code
    tick("2023-05-12 08:00")
    remove_guards()
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert list(checks.problems()) == [f"Hồ sơ {code}: các lần báo hạn khác với nhật ký."]


def test_while_the_term_is_suspended_and_after_the_end_nothing_is_told(world: World) -> None:
    world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.SUPPLEMENT, at="2023-05-08 10:00")
    world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.SETTLED, at="2023-05-08 10:00")
    world.accept(procedure=MIGRATION, at=ACCEPTED)
    assert tick("2023-05-20 08:00") == duties.Ticked(written=0, failed=0)


def test_waiting_is_taken_out_of_the_term(world: World) -> None:
    waiting = world.bring(
        world.accept(procedure=ADOPTION, at="2023-04-03 09:00"), State.SUPPLEMENT, at="2023-04-03 09:00"
    )
    world.do("resume", waiting, by="sa_ruone", at="2023-05-15 09:00")
    assert tick("2023-05-31 09:00").written == 0, "a third of the thirty days from 15/05, not of the whole since April"
    assert tick("2023-06-07 09:00").written == 1
    assert [kind for _, kind in told()] == ["third"]


def test_a_new_due_date_is_warned_of_anew(world: World) -> None:
    accepted = world.accept(procedure=MARITAL, at=ACCEPTED)
    tick("2023-05-11 08:00")
    world.do("extend", accepted, by="bich_thuy", at="2023-05-11 08:30", **EXTENSION)
    tick(LATE)
    assert {kind for _, kind in told()} == {"fifth", "apology_draft"}, "put off: nothing is near or late"
    tick("2023-05-15 09:01")
    assert [row.kind for row in DutyWarning.objects.filter(due_at=at("2023-05-15 09:00"))] == ["due"]


def test_one_failing_dossier_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = (world.accept(procedure=MARITAL, at=ACCEPTED) for _ in range(2))
    write = warning._write

    def failing(standing: Any, *given: Any, **more: Any) -> None:
        write(standing, *given, **more)
        if standing.code == bad.code:
            raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr(warning, "_write", failing)
        assert tick(LATE) == duties.Ticked(written=2, failed=1)
    assert {code for code, _ in told()} == {good.code}, "what the bad one had written is rolled back"
    assert tick(LATE) == duties.Ticked(written=2, failed=0)


def test_a_tick_writes_no_more_than_asked_and_goes_on_later(world: World) -> None:
    for _ in range(3):
        world.accept(procedure=MARITAL, at=ACCEPTED)
    with standing(LATE) as now:
        written = [duties.tick(now, limit=2).written for _ in range(4)]
    assert written == [2, 2, 2, 0]


def test_a_dossier_that_changed_meanwhile_is_left_for_the_next_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = world.accept(procedure=MARITAL, at=ACCEPTED)
    [found] = list(warning.standing_of([accepted.dossier_id]))
    world.bring(accepted, State.SETTLED, at="2023-05-10 09:00")
    monkeypatch.setattr(warning, "_running", lambda: iter([found]))
    before = contents()
    assert tick(LATE).written == 0
    assert contents() == before


def test_looking_at_many_dossiers_costs_a_few_statements(world: World) -> None:
    def statements(count: int) -> int:
        for _ in range(count):
            world.accept(procedure=MARITAL, at=ACCEPTED)
        tick(LATE)
        with CaptureQueriesContext(connection) as asked:
            assert tick(LATE).written == 0
        return len(asked)

    assert statements(1) == statements(8)


def test_the_letter_is_ready_a_working_day_before_and_proposes_a_day(world: World) -> None:
    code = world.accept(procedure=MARITAL, at=ACCEPTED).code
    early = owed(code, now="2023-05-08 10:00")
    assert (early.apology, early.draft_ready) == (Apology.OPEN, False)
    ready = owed(code, now="2023-05-10 09:00")
    assert (ready.draft_ready, ready.apology_due) == (True, at("2023-05-10 09:00"))
    assert ready.expected > at("2023-05-11 09:00").date()
    assert owed(code, now=LATE).apology is Apology.MISSING


@pytest.mark.parametrize(
    ("when", "found"),
    [("2023-05-10 09:00", Apology.IN_TIME), ("2023-05-11 08:00", Apology.LATE), (LATE, Apology.MISSING)],
)
def test_an_apology_is_in_time_late_or_missing(world: World, when: str, found: Apology) -> None:
    accepted = world.accept(procedure=MARITAL, at=ACCEPTED)
    apologised = world.do("apologise", accepted, by="bich_thuy", at=when, **APOLOGY)
    now = owed(accepted.code, now="2023-05-12 08:00")
    assert (now.apology, now.draft_ready) == (found, False)
    assert apologised.due_at == accepted.due_at
    tick("2023-05-12 08:00")
    assert (Duty.APOLOGY_MISSING in {Duty(kind) for _, kind in told()}) == (found is Apology.MISSING)


def test_nothing_is_owed_without_a_promise(world: World) -> None:
    ended = world.bring(world.accept(procedure=MARITAL, at=ACCEPTED), State.SETTLED, at=ACCEPTED)
    undated = world.accept(procedure=MIGRATION, at=ACCEPTED)
    for outcome in (ended, undated):
        assert duties.of(queries.dossier(Viewer.system(), outcome.code)) is None


def expected(world: World, who: str, *, now: str = LATE) -> list[str]:
    with standing(now):
        return [row.code for row in duties.expected(world.viewer(who))]


def test_leaders_are_told_what_needs_their_apology_now(world: World) -> None:
    first = world.accept(procedure=MARITAL, at=ACCEPTED)
    second = world.accept(procedure=BIRTH, at="2023-05-10 09:00")
    tick(LATE)
    assert expected(world, "bich_thuy") == expected(world, "sa_rath") == [second.code, first.code]
    assert expected(world, "") == [second.code, first.code]
    for who in ("minh", "sa_ruone", "thu_ha", "quoc_huy", "quoc_thai", "my_dung"):
        assert expected(world, who) == []
    world.do("apologise", first, by="bich_thuy", at=LATE, **APOLOGY)
    world.bring(second, State.SETTLED, at=LATE)
    assert expected(world, "bich_thuy") == []


def test_breaches_are_counted_by_unit_and_seen_by_who_may(world: World) -> None:
    own = world.accept(procedure=MARITAL, at=ACCEPTED)
    other = world.accept(procedure=MARITAL, at=ACCEPTED, unit_key=HAM_TAN)
    tick(LATE)
    may = period("2023-05")
    whole = duties.breaches(Viewer.system(), may)
    assert [(unit.unit_id, unit.count) for unit in whole.units] == [
        (world.units["tra_cu.thanh_son"], 1),
        (world.units[HAM_TAN], 1),
    ]
    assert whole.total == 2
    assert {row.code for row in whole.listed} == {own.code, other.code}
    assert all(row.kind is Duty.APOLOGY_MISSING for row in whole.listed)
    seen = {who: duties.breaches(viewer_at(world, who), may).total for who in CASTS}
    assert seen == CASTS
    assert duties.breaches(Viewer.system(), may, unit_id=world.units[HAM_TAN]).total == 1
    assert duties.breaches(Viewer.system(), period("2023-06")).total == 0


CASTS = {"bich_thuy": 1, "minh": 1, "quoc_huy": 1, "van_phuc": 2, "quoc_thai": 2, "kim_loan": 0, "my_dung": 0}
"""How many of the two breaches each person sees."""


def viewer_at(world: World, who: str) -> Viewer:
    with standing(LATE):
        return world.viewer(who)


def test_what_was_told_stands_on_the_dossier(world: World) -> None:
    outcome: Outcome = world.accept(procedure=MARITAL, at=ACCEPTED)
    tick("2023-05-10 09:00")
    tick(LATE)
    given = owed(outcome.code, now=LATE).given
    assert [one.kind for one in given] == [Duty.THIRD, Duty.APOLOGY_DRAFT, Duty.DUE, Duty.APOLOGY_MISSING]
    assert clock.instant(LATE, field="at") == given[-1].at


def test_a_unit_is_warned_by_the_days_on_which_it_works(world: World) -> None:
    """Hàm Tân is off on Wednesday 10/05 by a decision of its own: there the term ends a day later."""
    flood = Decision(
        day=at("2023-05-10 00:00").date(),
        kind=DayKind.OFF,
        reason="nghỉ do triều cường",
        document="05/QĐ-UBND",
        unit=places.unit(HAM_TAN),
    )
    with standing("2023-05-04 08:00"):
        recalculating.apply(Viewer.system(), [flood], key="flood")
    there = world.accept(procedure=MARITAL, at=ACCEPTED, unit_key=HAM_TAN)
    world.accept(procedure=MARITAL, at=ACCEPTED)
    assert there.due_at == at("2023-05-12 09:00")
    tick("2023-05-09 10:00")
    assert sorted(told()) == sorted((code, "apology_draft") for code in Dossier.objects.values_list("code", flat=True))
    with standing("2023-05-09 17:00") as now:
        calendars, page = legal.calendars(), lists.worklist(Viewer.system(), Tab.INCOMING)
        due = {row.unit_id: row.due_at for row in page.rows}
    left = {unit_id: queries.remaining(at_, at=now, calendar=calendars(unit_id)) for unit_id, at_ in due.items() if at_}
    assert set(left.values()) == {600}, "a day and two hours in both, though the dates differ"
    assert len(left) == len(set(due.values())) == 2
