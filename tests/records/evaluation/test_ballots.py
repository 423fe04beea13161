"""Ballots: who enters them, what is kept, how a mistake is put right, and what the record says beside them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.records.casework import queries as casework
from motcua.records.evaluation import check, queries
from motcua.records.evaluation.content import BALLOT, ENTERED
from motcua.records.evaluation.models import Answer, Ballot
from motcua.records.evaluation.queries import BallotView
from motcua.records.journal import streams
from motcua.records.journal.models import PersonalContent
from motcua.rules.dossier import State
from motcua.rules.evaluation import Origin
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.records.evaluation.evaluating import ALL, NOON, enter, settled
from tests.world import DESK, MORNING, World, standing


def ballots(world: World, code: str) -> tuple[BallotView, ...]:
    with standing(NOON):
        return queries.ballots_of(casework.dossier(world.viewer("sa_ruone"), code))


def test_a_ballot_keeps_what_was_answered_and_what_the_record_says(world: World) -> None:
    code = settled(world).code
    assert enter(world, code, {"1": 1, "3": 2, "7": 1}, remark="Phải đợi lâu") == 1
    [kept] = ballots(world, code)
    assert (kept.number, kept.origin, kept.levels, kept.satisfied) == (1, Origin.PAPER, 3, False)
    assert kept.marks.answers == {"1": 1, "3": 2, "7": 1}
    assert kept.marks.record == {"1": 3, "2": 3}  # settled days before it was due, every unit within its quota
    assert (kept.by, kept.remark, kept.reason) == ("Thạch Thị Sa Rươne", "Phải đợi lâu", "")


@pytest.mark.parametrize(
    ("settled_at", "levels", "record"),
    [
        ("2023-04-27 10:00", 3, {"1": 3, "2": 3}),
        ("2023-04-28 16:00", 3, {"1": 3, "2": 2}),  # the leader's step took longer than its quota
        ("2023-05-05 08:30", 3, {"1": 2}),  # due at 09:00 that day
        ("2023-05-05 08:30", 5, {"1": 3}),
        ("2023-05-05 09:01", 3, {"1": 1, "2": 1}),
    ],
)
def test_the_record_proposes_by_the_due_date(
    world: World, settled_at: str, levels: int, record: dict[str, int]
) -> None:
    dossier = world.bring(world.accept(at=MORNING), State.APPROVED, at=MORNING)
    done = world.do("settle", dossier, by="bich_thuy", at=settled_at, result_number="1/XN")
    enter(world, done.code, {"7": 1}, levels=levels)
    [kept] = ballots(world, done.code)
    assert {number: kept.marks.record[number] for number in record} == record
    assert set(kept.marks.record) == {"1", "2"}


def test_the_journal_tells_the_levels_and_never_the_words(world: World) -> None:
    code = settled(world).code
    enter(world, code, remark="Anh Minh rất chậm")
    [entry] = streams.entries_by_subject(BALLOT)
    assert (entry.act, entry.version) == (ENTERED, 1)
    assert entry.data["answers"] == ALL
    assert "Minh" not in str(entry.data)
    assert entry.personal == {"remark": "Anh Minh rất chậm", "reason": ""}
    PersonalContent.objects.all().delete()
    assert ballots(world, code)[0].remark is None
    assert list(check.problems()) == []


def test_a_mistake_is_put_right_by_a_version_that_says_why(world: World) -> None:
    code = settled(world).code
    enter(world, code)
    with pytest.raises(Refusal) as refused:
        enter(world, code, {"7": 1}, seen=1)
    assert refused.value.field == "reason"
    assert enter(world, code, {"7": 1}, seen=1, reason="Gõ nhầm dòng") == 2
    latest, first = ballots(world, code)
    assert (latest.marks.answers, latest.reason) == ({"7": 1}, "Gõ nhầm dòng")
    assert first.marks.answers == ALL


def test_whoever_did_not_see_the_latest_version_is_told(world: World) -> None:
    code = settled(world).code
    enter(world, code)
    with pytest.raises(Conflict):
        enter(world, code)
    assert Ballot.objects.count() == 1


def test_the_same_key_is_the_same_ballot(world: World) -> None:
    code = settled(world).code
    assert enter(world, code, key="one") == enter(world, code, key="one") == 1
    assert Ballot.objects.count() == 1
    with pytest.raises(Conflict):
        enter(world, code, {"7": 1}, key="one")


@pytest.mark.parametrize("who", ["minh", "bich_thuy", "sa_rath", "quoc_thai", "van_phuc"])
def test_only_the_counter_enters_ballots(world: World, who: str) -> None:
    code = settled(world).code
    with pytest.raises(NotAllowed):
        enter(world, code, by=who)
    assert not Ballot.objects.exists()


def test_strangers_do_not_learn_of_the_dossier(world: World) -> None:
    code = settled(world).code
    with pytest.raises(NotFound):
        enter(world, code, by="thu_ha")


def test_whoever_is_judged_does_not_enter_the_ballot(world: World) -> None:
    code = settled(world, unit=DESK, procedure="2.000815").code
    with pytest.raises(NotAllowed) as refused:
        enter(world, code, unit=DESK)  # the officer there works at the counter as well
    assert "chấm chính ông/bà" in str(refused.value)


def test_a_dossier_without_a_result_has_no_ballot(world: World) -> None:
    for state in (State.PROCESSING, State.REFUSED):
        code = world.bring(world.accept(), state).code
        with pytest.raises(Refusal) as refused:
            enter(world, code)
        assert refused.value.field == "code"


@pytest.mark.parametrize(
    ("answers", "levels", "field"),
    [
        ({}, 3, "answers"),
        ({"1": 3, "2": 3}, 3, "answers"),
        ({"5": 2}, 3, "answers"),
        ({"7": 4}, 3, "level"),
        ({"7": 0}, 5, "level"),
        ({"7": 1}, 4, "levels"),
    ],
)
def test_what_no_ballot_says_is_refused(world: World, answers: dict[str, int], levels: int, field: str) -> None:
    code = settled(world).code
    with pytest.raises(Refusal) as refused:
        enter(world, code, answers, levels=levels)
    assert refused.value.field == field
    assert not Ballot.objects.exists()


@pytest.mark.parametrize("table", ["evaluation_ballot", "evaluation_answer", "evaluation_assessment"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id"])
def test_the_tables_only_grow(world: World, table: str, change: str) -> None:
    enter(world, settled(world).code)
    if table == "evaluation_assessment" and connection.vendor == "sqlite":
        return  # no row that a trigger could stand before; checked with the assessments
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change.format(table))
    assert list(check.problems()) == []


def test_a_row_beside_the_journal_is_found_out(world: World) -> None:
    code = settled(world).code
    enter(world, code)
    row = Ballot.objects.get()
    Answer.objects.create(ballot=row, criterion="9", level=1, record=None)
    Ballot.objects.create(
        dossier_id=row.dossier_id, number=2, unit_id=row.unit_id, origin="paper", levels=3, satisfied=True, at=row.at,
        entry_id=row.entry_id,
    )  # fmt: skip
    assert list(check.problems()) == [
        f"Phiếu đánh giá lần 1 của hồ sơ mã {row.dossier_id}: nội dung khác với nhật ký.",
        f"Phiếu đánh giá lần 2 của hồ sơ mã {row.dossier_id}: nhật ký không ghi.",
    ]
