"""A dossier gets its code: accepted at the counter, or submitted online and then accepted."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from motcua.law.types import Channel
from motcua.records.casework import actions, queries
from motcua.records.casework.models import Applicant, CodeCounter, Dossier, FactsRow, LedgerRow, Rollup
from motcua.records.outbox.models import Message
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from motcua.rules.working_time import OutsideCalendar
from tests.records.casework.contents import refused
from tests.world import (
    ADOPTION,
    BIRTH,
    BUSINESS,
    DESK,
    GUARDIAN,
    HAM_TAN,
    MARITAL,
    MIGRATION,
    THANH_SON,
    TOWN,
    World,
    standing,
)

# Tết, the lunch break, both readings of a working day, the same-day rule, days of the calendar, an unknown term
PROMISES = [
    (MARITAL, "2023-04-27 09:00", "2023-05-05 09:00"),
    (MARITAL, "2023-04-28 15:20", "2023-05-08 15:20"),
    (MARITAL, "2023-01-19 12:10", "2023-01-31 11:30"),
    (GUARDIAN, "2023-04-27 09:00", "2023-05-05 17:00"),
    (BIRTH, "2023-04-27 14:59", "2023-04-27 17:00"),
    (BIRTH, "2023-04-27 15:00", "2023-04-28 17:00"),
    (ADOPTION, "2023-04-03 09:00", "2023-05-04 09:00"),
    (MIGRATION, "2023-04-27 09:00", None),
]


@pytest.mark.parametrize(("procedure", "at", "due"), PROMISES)
def test_acceptance_sets_code_and_first_promise(world: World, procedure: str, at: str, due: str | None) -> None:
    accepted = world.accept(procedure=procedure, at=at)
    assert accepted.code == f"000.30.30.H59-{date.fromisoformat(at[:10]):%y%m%d}-0001"
    assert accepted.version == 1
    assert not accepted.repeated
    found = queries.dossier(Viewer.system(), accepted.code)
    with standing(due or at) as instant:
        expected = instant if due else None
    assert found.due_at == found.first_due_at == accepted.due_at == expected
    assert found.state is State.ACCEPTED


def test_everything_of_an_acceptance_is_written_together(world: World) -> None:
    accepted = world.accept(copies=2, papers=(2, 1), owner_name="Kim Văn Đông")
    row = Dossier.objects.get()
    assert (row.unit_id, row.holder_unit_id, row.competent_unit_id) == (world.units[THANH_SON],) * 3
    assert (row.holder_id, row.step) == (world.accounts["sa_ruone"], 1)
    assert (row.term_amount, row.term_unit, row.day_reading, row.supplement_policy) == (
        3, "working_day", "minutes", "restart",
    )  # fmt: skip
    assert (row.copies, json.loads(row.papers), row.fee) == (2, [1, 2], 8_000)
    person = Applicant.objects.get()
    assert (person.name, person.search) == ("Kim Thị Ngọc Ánh", "kim thi ngoc anh kim van dong")
    facts = FactsRow.objects.get()
    assert (facts.version, facts.known_to, facts.accepted_day) == (1, None, date(2023, 4, 27))
    assert LedgerRow.objects.get().due_after == accepted.due_at
    assert (Rollup.objects.get().received, Rollup.objects.get().settled) == (1, 0)
    message = Message.objects.get()
    assert (message.topic, json.loads(message.payload)["code"]) == ("dossier.accept", accepted.code)
    assert "Kim" not in message.payload


def test_codes_count_by_agency_and_day(world: World) -> None:
    codes = [
        world.accept(at="2023-04-27 09:00").code,
        world.accept(at="2023-04-27 10:00").code,
        world.accept(at="2023-04-27 10:00", unit_key=HAM_TAN).code,
        world.accept(at="2023-04-28 07:00").code,
        world.submit(at="2023-04-28 23:59").code,
    ]
    assert codes == [
        "000.30.30.H59-230427-0001",
        "000.30.30.H59-230427-0002",
        "000.32.30.H59-230427-0001",
        "000.30.30.H59-230428-0001",
        "000.30.30.H59-230428-0002",
    ]
    assert CodeCounter.objects.count() == 3


def test_a_version_of_the_procedure_keeps_its_own_policies(world: World) -> None:
    for procedure, unit, policy, reading in (
        (GUARDIAN, THANH_SON, "restart", "whole_days"),
        (BUSINESS, DESK, "subtract", "minutes"),
    ):
        accepted = world.accept(procedure=procedure, unit_key=unit)
        row = Dossier.objects.get(pk=accepted.dossier_id)
        assert (row.supplement_policy, row.day_reading) == (policy, reading)


def test_text_is_kept_composed(world: World) -> None:
    name = "Thạch Thị Sa Rươne"
    world.accept(name=unicodedata.normalize("NFD", f"  {name} "), address=unicodedata.normalize("NFD", "ấp Kós La"))
    person = Applicant.objects.get()
    assert (person.name, person.address, person.search) == (name, "ấp Kós La", "thach thi sa ruone")


def test_an_act_that_happened_earlier_is_entered_with_its_own_time(world: World) -> None:
    with standing("2023-04-27 08:30") as earlier:
        pass
    with standing("2023-04-27 16:00"):
        outcome = actions.accept(world.viewer("sa_ruone"), world.intake(), key="late", at=earlier)
    facts = FactsRow.objects.get()
    assert facts.accepted_at == earlier
    assert facts.known_from > earlier
    assert outcome.due_at is not None


def test_seconds_are_cut(world: World) -> None:
    accepted = world.accept(at="2023-04-27 09:00:59")
    found = queries.dossier(Viewer.system(), accepted.code)
    assert (found.accepted_at, found.timeline[0].at) == (found.submitted_at, found.submitted_at)
    assert (found.submitted_at.second, found.timeline[0].recorded_at.second) == (0, 59)


BAD: list[tuple[str, type[Refusal], dict[str, Any]]] = [
    ("unit", NotFound, {"unit_key": "tra_cu.khong_co"}),
    ("unit", Refusal, {"unit_key": "tra_cu.tu_phap"}),
    ("procedure", NotFound, {"procedure": "9.999999"}),
    ("procedure", NotFound, {"procedure": "1'; DROP TABLE"}),
    ("procedure", NotFound, {"procedure": BUSINESS}),
    ("channel", Refusal, {"procedure": BIRTH, "channel": Channel.POST}),
    ("channel", Refusal, {"channel": Channel.ONLINE}),
    ("papers", Refusal, {"papers": (1, 9)}),
    ("copies", Refusal, {"copies": 0}),
    ("copies", Refusal, {"copies": 100}),
    ("helped_unit", Refusal, {"helped_unit_key": "khong_co"}),
    ("competent_unit", Refusal, {"competent_unit_key": "khong_co"}),
    ("competent_unit", Refusal, {"competent_unit_key": "tra_cu"}),
    ("name", Refusal, {"name": ""}),
    ("name", Refusal, {"name": " \t "}),
    ("name", Refusal, {"name": "Kim\x00Ánh"}),
    ("name", Refusal, {"name": "Kim\x1bÁnh"}),
    ("name", Refusal, {"name": "Kim \u202eÁnh"}),
    ("name", Refusal, {"name": "Ánh " * 2_500}),
    ("address", Refusal, {"address": "ấp " * 200}),
    ("owner_name", Refusal, {"owner_name": "Kim\x07"}),
    ("id_number", Refusal, {"id_number": "12345"}),
    ("phone", Refusal, {"phone": "không có"}),
    ("email", Refusal, {"email": "a@b"}),
    ("birth", Refusal, {"birth": "31/02/1990"}),
    ("search", Refusal, {"search": "abc"}),
]


@pytest.mark.parametrize(("field", "kind", "changes"), BAD)
def test_what_cannot_be_accepted_is_refused_whole(
    world: World, field: str, kind: type[Refusal], changes: dict[str, Any]
) -> None:
    with refused(kind, field):
        world.accept(by="sa_ruone", **changes)
    assert world.accept().code.endswith("-0001"), "no number was burnt"


def test_a_field_that_a_dossier_lacks_is_refused(world: World) -> None:
    typed = world.intake()
    with standing("2023-04-27 09:00"), refused(Refusal, "state"):
        intake = replace(typed, applicant={**typed.applicant, "state": "settled"})
        actions.accept(world.viewer("sa_ruone"), intake, key="k")


@pytest.mark.parametrize(
    ("at", "kind", "field"),
    [
        ("2023-04-27 09:01", Refusal, "at"),
        ("2019-12-31 09:00", Refusal, "unit"),
        ("2022-12-30 09:00", OutsideCalendar, "received"),
    ],
)
def test_a_time_that_cannot_be_is_refused(world: World, at: str, kind: type[Refusal], field: str) -> None:
    with standing(at) as instant:
        pass
    with standing("2023-04-27 09:00"), refused(kind, field) as caught:
        actions.accept(world.viewer("sa_ruone"), world.intake(), key="k", at=instant)
    assert "hãy" in str(caught.value).lower()


@pytest.mark.parametrize("who", ["thu_ha", "minh", "bich_thuy", "sa_rath", "my_dung", "quoc_thai", "van_phuc"])
def test_only_the_counter_of_the_unit_accepts(world: World, who: str) -> None:
    with refused(NotAllowed, "unit"):
        world.accept(by=who)


@pytest.mark.parametrize("key", ["", "k" * 101, "khóa", "a\nb"])
def test_a_key_that_cannot_be_kept_is_refused(world: World, key: str) -> None:
    with standing("2023-04-27 09:00"), refused(Refusal, "key"):
        actions.accept(world.viewer("sa_ruone"), world.intake(), key=key)


def test_the_same_request_twice_gives_the_same_answer(world: World) -> None:
    first = world.accept(key="form-1")
    moved = world.bring(first, State.PROCESSING)
    again = world.accept(key="form-1", at="2023-04-27 11:00")
    assert again.repeated
    assert (again.dossier_id, again.code, again.version, again.due_at) == (
        first.dossier_id, first.code, first.version, first.due_at,
    )  # fmt: skip
    assert Dossier.objects.get().version == moved.version


def test_the_same_key_for_another_request_is_refused(world: World) -> None:
    world.accept(key="form-1")
    with refused(Conflict, "key"):
        world.accept(key="form-1", name="Người khác")


def test_keys_of_two_people_do_not_meet(world: World) -> None:
    ours, theirs = world.accept(key="1"), world.accept(key="1", unit_key=HAM_TAN)
    assert ours.dossier_id != theirs.dossier_id
    assert not theirs.repeated


def test_a_citizen_submits_and_the_counter_accepts(world: World) -> None:
    submitted = world.submit(at="2023-04-26 20:15")
    assert (submitted.due_at, submitted.version) == (None, 1)
    row = Dossier.objects.get()
    assert (row.state, row.accepted_at, row.holder_id) == ("submitted", None, None)
    assert not LedgerRow.objects.exists()
    assert not Rollup.objects.exists()
    accepted = world.do("accept_submitted", submitted, by="sa_ruone", at="2023-04-27 09:00")
    assert accepted.code == submitted.code
    found = queries.dossier(Viewer.system(), accepted.code)
    with standing("2023-05-05 09:00") as due:
        assert (found.first_due_at, found.due_at) == (due, due)
    assert (found.state, found.holder_id) == (State.ACCEPTED, world.accounts["sa_ruone"])
    assert Rollup.objects.get().received == 1


def test_an_online_dossier_is_declined_at_the_door(world: World) -> None:
    submitted = world.submit()
    with refused(Refusal, "reason"):
        world.do("decline", submitted, by="sa_ruone", reason="")
    declined = world.do("decline", submitted, by="sa_ruone", reason="Không thuộc thẩm quyền")
    assert declined.due_at is None
    assert Dossier.objects.get().state == "declined"
    assert not Rollup.objects.exists()


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.POST])
def test_only_online_dossiers_are_submitted(world: World, channel: Channel) -> None:
    with standing("2023-04-27 09:00"), refused(Refusal, "channel"):
        actions.submit(None, world.intake(channel=channel), key="k")


def test_who_helps_and_who_is_competent_are_kept_apart(world: World) -> None:
    accepted = world.accept(helped_unit_key=HAM_TAN, competent_unit_key=TOWN)
    row = Dossier.objects.get(pk=accepted.dossier_id)
    assert (row.helped_unit_id, row.unit_id, row.competent_unit_id) == (
        world.units[HAM_TAN], world.units[THANH_SON], world.units[TOWN],
    )  # fmt: skip
