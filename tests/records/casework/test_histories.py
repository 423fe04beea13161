"""Whatever is done, in whatever order: rows, facts, ledger, rollups, series and journal agree."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from motcua.records import clock
from motcua.records.calendar import check as calendar_check
from motcua.records.calendar import queries as calendars
from motcua.records.casework import checks, duties, recalculating
from motcua.records.casework.models import Dossier, FactsRow, LedgerRow, Rollup
from motcua.records.documents.models import Letter, NumberSeries
from motcua.records.journal import check as journal_check
from motcua.records.people.viewer import Viewer
from motcua.rules.facts import COUNTS
from tests.proving import examples
from tests.records.casework.contents import contents, forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.world import World

ON_THE_WORLD = settings(
    deadline=None, max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_any_history_keeps_everything_consistent(world: World, script: list[Step]) -> None:
    with forgotten():
        History(world=world).play(script)
        assert list(checks.problems()) == []
        assert list(calendar_check.problems()) == []
        assert journal_check.problems() == []


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_the_first_promise_of_any_history_stays(world: World, script: list[Step]) -> None:
    with forgotten():
        History(world=world).play(script)
        promised = dict(LedgerRow.objects.filter(number=1).values_list("dossier_id", "due_after"))
        kept = dict(Dossier.objects.exclude(accepted_at=None).values_list("pk", "first_due_at"))
        assert kept == promised
        assert all(
            entry.due_after is None or entry.due_before is None or entry.due_after >= entry.due_before
            for entry in LedgerRow.objects.all()
        ), "a due date never moves earlier"


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_numbers_of_letters_have_no_gap(world: World, script: list[Step]) -> None:
    with forgotten():
        History(world=world).play(script)
        for series in NumberSeries.objects.all():
            given_out = Letter.objects.filter(series=series).order_by("serial").values_list("serial", flat=True)
            assert list(given_out) == list(range(1, series.last + 1))


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_rollups_never_count_more_than_there_is(world: World, script: list[Step]) -> None:
    with forgotten():
        History(world=world).play(script)
        for row in Rollup.objects.all():
            sums = {name: getattr(row, name) for name in COUNTS}
            assert all(value >= 0 for value in sums.values())
            assert sums["settled"] == sums["with_result"] + sums["refused"] + sums["stopped"] + sums["withdrawn"]
        assert FactsRow.objects.filter(known_to=None).count() == Dossier.objects.count()


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_every_date_of_any_history_is_the_one_its_ledger_gives(world: World, script: list[Step]) -> None:
    with forgotten():
        History(world=world).play(script)
        effects = recalculating.preview(Viewer.system(), calendars.in_force())
        assert effects.moves == (), "counted anew by the calendar in force, nothing moves"
        assert effects.failures == ()


@ON_THE_WORLD
@given(script=SCRIPTS)
def test_a_warning_of_any_history_is_given_once(world: World, script: list[Step]) -> None:
    with forgotten():
        now = History(world=world).ended(script)
        with clock.standing_at(now):
            duties.tick(now)
            before = contents()
            assert duties.tick(now) == duties.Ticked(written=0, failed=0)
            assert contents() == before
