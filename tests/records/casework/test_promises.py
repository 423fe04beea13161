"""The ledger of promises: it only grows, explains every date, and the first promise never changes."""

from __future__ import annotations

import json
from datetime import date
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.law.types import DeadlineRules, Term, TermUnit
from motcua.records.casework import checks, legal, queries
from motcua.records.casework.models import Dossier, FactsRow, LedgerRow
from motcua.records.people.viewer import Viewer
from motcua.rules.deadline import due_date
from motcua.rules.dossier import Act, State
from tests.records.casework.inputs import INPUTS
from tests.rules.legal_time import CALENDAR, RULES
from tests.stores import remove_guards
from tests.world import MARITAL, World


def test_every_date_is_explained_as_it_was_promised(world: World) -> None:
    accepted = world.accept(procedure=MARITAL, at="2023-04-28 15:20")
    entry = queries.dossier(Viewer.system(), accepted.code).ledger[0]
    term = Term(amount=3, unit=TermUnit.WORKING_DAY)
    again = due_date(entry.at, term=term, rules=RULES, calendar=CALENDAR)
    assert entry.lines == again.lines
    assert entry.due_after == again.due == accepted.due_at
    words = " ".join(line.text for line in entry.lines)
    assert "15:20" in words
    assert "29/04" in words
    assert "08/05" in words


def test_an_entry_keeps_the_values_it_was_computed_with(world: World) -> None:
    world.accept()
    entry = LedgerRow.objects.get()
    basis = json.loads(entry.basis)
    assert basis["term"] == [3, "working_day"]
    assert (basis["reading"], basis["working_day_minutes"]) == ("minutes", 480)
    assert basis["source"]
    assert basis["calendar"] == "2023-01-01..2026-12-31"
    assert "61/2018" in entry.legal_basis


def test_entries_follow_one_another_without_a_gap(world: World) -> None:
    at = world.bring(world.accept(), State.SUPPLEMENT, at="2023-04-27 10:00")
    at = world.do("resume", at, by="sa_ruone", at="2023-05-04 10:00")
    world.do("extend", at, by="bich_thuy", at="2023-05-05 10:00", **INPUTS[Act.EXTEND])
    entries = list(LedgerRow.objects.order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.kind for entry in entries] == ["promise", "pause", "resume", "extension"]
    assert all(entry.due_before == before.due_after for before, entry in pairwise(entries))
    assert entries[0].due_before is None
    assert entries[-1].due_after == Dossier.objects.get().due_at
    assert {row.first_due_at for row in FactsRow.objects.all()} == {entries[0].due_after}


def test_acts_that_move_no_date_write_no_entry(world: World) -> None:
    at = world.bring(world.accept(), State.RETURNED)
    assert LedgerRow.objects.filter(dossier_id=at.dossier_id).count() == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE casework_ledgerrow SET due_after = '2030-01-01 00:00:00'",
        "UPDATE casework_ledgerrow SET reason = 'khác'",
        "DELETE FROM casework_ledgerrow",
        "DELETE FROM casework_dossier",
        "DELETE FROM casework_factsrow",
        "DELETE FROM casework_codecounter",
    ],
)
def test_the_database_refuses_to_forget(world: World, statement: str) -> None:
    at = world.accept()
    remove_guards()
    with pytest.raises(IntegrityError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.dossier(Viewer.system(), at.code).due_at == at.due_at


def test_a_dossier_keeps_the_rules_of_its_acceptance_not_of_its_submission(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    submitted = world.submit(procedure=MARITAL, at="2023-04-27 20:00")
    assert Dossier.objects.get().supplement_policy == "restart"
    rules_on = legal.rules_on

    def later(day: date, *, policy: str = "", reading: str = "") -> DeadlineRules:
        return rules_on(day, policy=policy or "subtract", reading=reading or "whole_days")

    monkeypatch.setattr(legal, "rules_on", later)
    accepted = world.do("accept_submitted", submitted, by="sa_ruone", at="2023-04-28 08:00")
    dossier = Dossier.objects.get()
    assert (dossier.supplement_policy, dossier.day_reading) == ("subtract", "whole_days")
    assert accepted.due_at is not None
    assert accepted.due_at.isoformat() == "2023-05-08T17:00:00+07:00"  # 28/04 not counted; 04, 05 and 08/05
    assert list(checks.problems()) == []
