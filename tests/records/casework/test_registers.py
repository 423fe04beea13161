"""The register book: whose, which days, what each line says."""

from __future__ import annotations

from datetime import datetime

import pytest

from motcua.law.types import LOCAL
from motcua.records.casework import registers
from motcua.records.casework.registers import Book, RegisterRow
from motcua.rules.dossier import State
from motcua.rules.refusal import NotFound, Refusal
from tests.conftest import At
from tests.world import BIRTH, BUSINESS, DESK, HAM_TAN, THANH_SON, World


def instant(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=LOCAL)


def book(
    world: World, unit: str = THANH_SON, *, first: str = "2023-04-01", last: str = "2023-05-01", text: str = ""
) -> Book:
    return Book(unit_id=world.units[unit], first=instant(first), last=instant(last), text=text)


def read(world: World, who: str = "sa_ruone", **given: str) -> list[RegisterRow]:
    return list(registers.lines(world.viewer(who), book(world, **given)))


@pytest.fixture
def year(world: World, at: At) -> None:
    """Two days at Thanh Sơn, one dossier at Hàm Tân, one at the district."""
    returned = world.accept(at="2023-04-26 09:00", copies=2, owner_name="Sơn Chí Tài", owner_address="ấp Sóc Tro")
    world.bring(returned, State.RETURNED, at="2023-04-26 15:00")
    world.bring(world.accept(at="2023-04-27 08:00"), State.VOID, at="2023-04-27 08:05")
    world.submit(at="2023-04-27 20:00", procedure=BIRTH)
    world.accept(at="2023-04-27 10:00", unit_key=HAM_TAN, name="Thạch Sô Phi")
    world.accept(at="2023-04-27 11:00", unit_key=DESK, procedure=BUSINESS)
    at("2023-04-28 16:00")


def test_a_line_says_what_the_form_asks(world: World, year: None) -> None:
    line = read(world)[0]
    assert (line.content, line.copies, line.owner, line.address) == (
        "Xác nhận tình trạng hôn nhân", 2, "Sơn Chí Tài", "ấp Sóc Tro",
    )  # fmt: skip
    assert line.accepted_at == instant("2023-04-26 09:00")
    assert line.due_at == instant("2023-05-04 09:00")
    assert line.returned_at == instant("2023-04-26 15:00")
    assert (line.receiving_officer, line.how, line.phone) == ("Thạch Thị Sa Rươne", "counter", "0900123456")
    assert (line.area, line.handling_unit, line.channel) == ("Xã Thanh Sơn", "Xã Thanh Sơn", "counter")


def test_voided_numbers_stay_in_and_what_was_not_accepted_is_not(world: World, year: None) -> None:
    assert [(line.code[-11:], line.state) for line in read(world)] == [
        ("230426-0001", State.RETURNED),
        ("230427-0001", State.VOID),
    ]


def test_each_unit_has_a_book_of_its_own(world: World, year: None) -> None:
    assert [line.owner for line in read(world, "thu_ha", unit=HAM_TAN)] == ["Thạch Sô Phi"]
    (line,) = read(world, "hong_cuc", unit=DESK)
    assert line.area == "", "the desk of a district cannot tell the commune"
    with pytest.raises(NotFound):
        read(world, "thu_ha")


def test_the_last_instant_does_not_belong_to_it(world: World, year: None) -> None:
    assert len(read(world, first="2023-04-26T09:00", last="2023-04-27T08:00")) == 1
    assert registers.count(world.viewer("sa_ruone"), book(world, first="2023-04-26T09:01")) == 1


def test_words_narrow_it_and_unfit_ones_are_refused(world: World, year: None) -> None:
    assert len(read(world, text="ngoc anh")) == 2
    assert read(world, text="khong ai") == []
    with pytest.raises(Refusal):
        read(world, text="a\0b")


def test_pieces_make_the_whole(world: World, year: None, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(world)
    monkeypatch.setattr(registers, "_CHUNK", 1)
    assert read(world) == whole


def test_a_dossier_accepted_online_names_who_accepted_it(world: World, at: At) -> None:
    sent = world.submit(at="2023-04-27 09:00", procedure=BIRTH)
    world.do("accept_submitted", sent, by="sa_ruone", at="2023-04-27 10:00")
    at("2023-04-28 16:00")
    (line,) = read(world)
    assert (line.receiving_officer, line.channel) == ("Thạch Thị Sa Rươne", "online")
