"""Traces are what journal, facts and ledger say of each dossier, and the checks tell each viewer of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import actions, legal
from motcua.records.casework.models import FactsRow, LedgerRow
from motcua.records.casework.tracing import traces
from motcua.records.journal import queries as journal
from motcua.records.measures import honesty
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.honesty.trace import Trace
from motcua.rules.period import Period, period
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.world import BUSINESS, DESK, HAM_TAN, THANH_SON, World, standing

ON_THE_WORLD = settings(deadline=None, max_examples=examples(25), suppress_health_check=list(HealthCheck))
HALF_YEAR = period("2023-H1")
_ORIGIN = datetime(1970, 1, 1, tzinfo=LOCAL)


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    named=st.sampled_from(("2023-H1", "2023-01", "2023-01-20..2023-02-10")),
    ago=st.sampled_from((0, 0, 30, 1440, 10_000)),
)
def test_traces_are_what_journal_facts_and_ledger_say(world: World, script: list[Step], named: str, ago: int) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(days=1)
        over, as_of = period(named), now - timedelta(minutes=ago)
        with clock.standing_at(now):
            assert list(traces(Viewer.system(), over, as_of=as_of)) == list(told(over, as_of=as_of))


def told(over: Period, *, as_of: datetime) -> Iterator[Trace]:
    """The same, dossier by dossier."""
    versions = FactsRow.objects.filter(known_from__lte=as_of).order_by("dossier_id", "version")
    latest = {row.dossier_id: row for row in versions}
    for dossier_id, facts in sorted(latest.items()):
        if facts.accepted_at is None or facts.state == State.VOID or facts.accepted_at >= over.end:
            continue
        if facts.ended_at is not None and facts.ended_at < over.start:
            continue
        accepted = next(
            entry
            for entry in journal.entries_of("dossier", dossier_id)
            if entry.act in ("dossier.accept", "dossier.accept_submitted")
        )
        stops = sorted(left_at_stops(dossier_id, as_of), key=lambda stop: stop[1])
        yield Trace(
            dossier_id=dossier_id,
            unit_id=facts.unit_id,
            accepted=minute(accepted.occurred_at),
            entered=minute(accepted.recorded_at),
            first_due=None if facts.first_due_at is None else minute(facts.first_due_at),
            due=None if facts.due_at is None else minute(facts.due_at),
            ended=None if facts.ended_at is None else minute(facts.ended_at),
            with_result=facts.end_kind == "result",
            stopped=stops[0][0] if stops else None,
            left=stops[0][1] if stops else None,
        )


def left_at_stops(dossier_id: int, as_of: datetime) -> Iterator[tuple[int, int]]:
    """When the clock was stopped, and the working minutes left then."""
    for row in LedgerRow.objects.filter(dossier_id=dossier_id, kind="pause", recorded_at__lte=as_of).order_by("number"):
        if row.due_before is not None:
            yield minute(row.occurred_at), max(0, legal.calendar().between(row.occurred_at, row.due_before))


def minute(at: datetime) -> int:
    return int((at.astimezone(LOCAL) - _ORIGIN).total_seconds()) // 60


def dossiers(world: World, who: str, check: str, *, at: str = "2023-05-31 18:00") -> dict[str, int]:
    """By unit key, how many dossiers a check tells a member of the cast."""
    keys = {number: key for key, number in world.units.items()}
    with standing(at):
        found = honesty.look(world.viewer(who), HALF_YEAR).findings[check]
    return {keys[unit_id]: len(finding.dossiers) for unit_id, finding in found.items()}


def test_who_sees_a_unit_is_told_of_it_alone(world: World) -> None:
    world.bring(world.accept(), State.SETTLED)
    world.bring(world.accept(unit_key=HAM_TAN), State.SETTLED, unit=HAM_TAN)
    assert dossiers(world, "van_phuc", "same_minute") == {THANH_SON: 1, HAM_TAN: 1}
    assert dossiers(world, "sa_rath", "same_minute") == {THANH_SON: 1}
    assert dossiers(world, "my_linh", "same_minute") == {}
    assert dossiers(world, "my_dung", "same_minute") == {}


def test_a_clock_stopped_in_the_last_hour_is_told_with_what_was_left(world: World) -> None:
    asked = world.do(
        "forward", world.accept(unit_key=DESK, procedure=BUSINESS), by="hong_cuc", to_account_id="hong_cuc"
    )
    assert asked.due_at == clock.instant("2023-05-05 09:00", field="at")
    late = "2023-05-05 08:15"
    world.do("request_supplement", asked, by="hong_cuc", at=late, reason="Thiếu tờ khai")
    with standing("2023-05-31 18:00"):
        [trace] = traces(Viewer.system(), HALF_YEAR, as_of=clock.now())
        assert (trace.stopped, trace.left) == (minute(clock.instant(late, field="at")), 45)
        [at_once] = traces(Viewer.system(), HALF_YEAR, as_of=clock.instant(late, field="at"))
        assert at_once.left == 45, "what is recorded at the cut-off is known then"
    assert dossiers(world, "ngoc_lan", "suspension") == {DESK: 1}


def test_a_void_number_is_not_looked_at(world: World) -> None:
    world.bring(world.accept(), State.VOID)
    assert dossiers(world, "van_phuc", "late_entry") == {}


def test_what_was_not_known_then_is_not_told(world: World) -> None:
    with standing("2023-04-27 16:00"):
        at = clock.instant("2023-04-27 08:00", field="at")
        actions.accept(world.viewer("sa_ruone"), world.intake(), at=at, key=world.key())
    with standing("2023-05-31 18:00"):
        early = clock.instant("2023-04-27 15:59", field="at")
        assert list(traces(Viewer.system(), HALF_YEAR, as_of=early)) == []
    assert dossiers(world, "van_phuc", "late_entry") == {THANH_SON: 1}


def test_pages_of_dossiers_go_on_where_the_last_one_ended(world: World) -> None:
    held = [
        world.bring(world.accept(name=f"Kim Văn {number}", id_number=f"08419000000{number}"), State.SETTLED)
        for number in range(3)
    ]
    with standing("2023-05-31 18:00"):
        looked = honesty.look(world.viewer("sa_rath"), HALF_YEAR)
        [finding] = looked.findings["same_minute"].values()
        rows, further = honesty.dossiers_of(finding)
        assert [row.id for row in rows] == [one.dossier_id for one in held]
        assert further == 0
        rest, _ = honesty.dossiers_of(finding, after=held[0].dossier_id)
        assert [row.id for row in rest] == [one.dossier_id for one in held[1:]]
