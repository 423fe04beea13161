"""Dossiers counted for reports: what plain Python reads out of the journal, also as of the past; every cell opens."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.records import clock
from motcua.records.casework import flows
from motcua.records.casework.flows import Among
from motcua.records.casework.models import Dossier
from motcua.records.journal.models import Entry
from motcua.rules.period import Period, period
from motcua.rules.reporting.columns import COLUMNS, number
from motcua.rules.reporting.flow import Cut, Flow, cut
from tests.proving import examples
from tests.records.casework.contents import forgotten
from tests.records.casework.histories import SCRIPTS, History, Step
from tests.world import World

ON_THE_WORLD = settings(
    deadline=None, max_examples=examples(60), phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
PERIODS = ("2023-H1", "2023-01", "2023-01-20..2023-02-10", "nd09:2023-02", "2023-02")

Told = dict[str, Any]


@ON_THE_WORLD
@given(
    script=SCRIPTS,
    named=st.sampled_from(PERIODS),
    ago=st.sampled_from((0, 0, 1, 30, 1440, 10_000, 40_000)),
)
def test_every_column_is_what_the_journal_tells(world: World, script: list[Step], named: str, ago: int) -> None:
    with forgotten():
        now = History(world=world).ended(script) + timedelta(days=1)
        as_of, over = now - timedelta(minutes=ago), period(named)
        with clock.standing_at(now):
            at, units = cut(over, as_of=as_of), frozenset(world.units.values())
            expected = told(over, as_of=as_of)
            groups = flows.counted(at, units)
            found: dict[Flow, int] = {}
            for group in groups:
                found[group.flow] = found.get(group.flow, 0) + group.dossiers
            assert {column: number(column, found) for column in COLUMNS} == {
                column: len(expected[column]) for column in COLUMNS
            }
            check_lists(at, units, expected)
            check_changes(at, over, units, now=now)


def check_lists(at: Cut, units: frozenset[int], expected: dict[str, set[int]]) -> None:
    """Every column opens the dossiers it counts; parts by level are parts of it."""
    for column in COLUMNS:
        found = flows.ids(at, Among(unit_ids=units), column)
        assert set(found) == expected[column], column
        assert found == sorted(found)
    parts = [flows.ids(at, Among(unit_ids=units, level=level), "received") for level in ("district", "commune")]
    assert sorted(parts[0] + parts[1]) == sorted(expected["received"])


def check_changes(at: Cut, over: Period, units: frozenset[int], *, now: datetime) -> None:
    """The figures as pinned, with every change applied, are the figures counted now at the same cut."""
    moved: Counter[Flow] = Counter()
    for group in flows.counted(at, units):
        moved[group.flow] += group.dossiers
    for one in flows.changed(at, units, until=now):
        assert at.as_of < one.change.recorded_at <= now
        if one.change.before is not None:
            moved[one.change.before] -= 1
        if one.change.after is not None:
            moved[one.change.after] += 1
    again = Cut(first=at.first, last=at.last, start=at.start, until=at.until, as_of=now)
    counted: Counter[Flow] = Counter()
    for group in flows.counted(again, units):
        counted[group.flow] += group.dossiers
    assert +moved == +counted


ENDS = {"settle": "result", "refuse": "refused", "stop": "stopped", "withdraw": "withdrawn"}


def told(over: Period, *, as_of: datetime) -> dict[str, set[int]]:
    """The dossiers of each column, read entry by entry; nothing of the facts is asked."""
    found: dict[str, set[int]] = {column: set() for column in COLUMNS}
    for dossier in Dossier.objects.all():
        entries = [json.loads(body) for body in _bodies(dossier.pk)]
        for column in columns_of(life(entries, over, as_of=as_of), dossier.channel, over, as_of=as_of):
            found[column].add(dossier.pk)
    return found


def _bodies(dossier_id: int) -> Iterable[str]:
    rows = Entry.objects.filter(subject_type="dossier", subject_id=dossier_id, act__startswith="dossier.")
    return rows.order_by("id").values_list("body", flat=True)


def life(entries: list[Told], over: Period, *, as_of: datetime) -> Told:
    """What had happened by the end of the period, or by the cut-off, as recorded then."""
    lived: Told = {"accepted": None, "due": None, "ended": None, "end": "", "waiting": None, "void": False}
    for entry in entries:
        act = entry["act"].removeprefix("dossier.")
        happened = datetime.fromisoformat(entry["occurred_at"]).astimezone(LOCAL)
        if datetime.fromisoformat(entry["recorded_at"]) > as_of:
            continue
        lived["void"] |= act == "void"
        if happened >= over.end or happened > as_of:
            continue
        due = entry["data"].get("event", {}).get("due_at")
        if due:
            lived["due"] = datetime.fromisoformat(due).astimezone(LOCAL)
        if act == "accept":
            lived["accepted"] = happened
        elif act in ENDS:
            lived.update(ended=happened, end=ENDS[act], waiting=None)
        elif act in ("request_supplement", "require_payment"):
            lived["waiting"] = happened
        elif act in ("resume", "confirm_payment"):
            lived["waiting"] = None
    return lived


def columns_of(lived: Told, channel: str, over: Period, *, as_of: datetime) -> set[str]:
    """The columns in which a life counts, in words of their own."""
    accepted, due, ended = lived["accepted"], lived["due"], lived["ended"]
    if accepted is None or lived["void"] or (ended is not None and ended < over.start):
        return set()
    found = {"received"}
    if accepted.date() < over.first:
        found.add("carried")
    else:
        found |= {"new", "online" if channel == "online" else "direct"}
    if ended is None:
        stopped = lived["waiting"] or min(as_of, over.end)
        in_time = due is None or stopped.date() <= due.date()
        found |= {"open", "open_in_time" if in_time else "open_late"} | ({"open_untimed"} if due is None else set())
        return found | ({"waiting"} if lived["waiting"] else set()) | (set() if in_time else {"all_late"})
    found.add("settled")
    if due is None:
        fate = "on_time"
        found.add("settled_untimed")
    else:
        days = (ended.date() - due.date()).days
        fate = "early" if days < 0 else "late" if days > 0 else "on_time"
    found |= {fate, "all_late" if fate == "late" else "kept"}
    found |= {"online_settled"} if channel == "online" else set()
    found |= {"returned"} if lived["end"] in ("refused", "withdrawn") else set()
    found |= {"stopped"} if lived["end"] == "stopped" else set()
    return found | ({"without_result"} if lived["end"] != "result" else set())
