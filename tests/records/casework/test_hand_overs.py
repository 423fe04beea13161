"""What passes between a desk and those who handle, and the numbered lists of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.records.casework import hand_over_checks, hand_over_lists, passages, queries
from motcua.records.casework.hand_over_lists import HandOverList
from motcua.records.casework.hand_overs import Direction, HandOver, hand_overs
from motcua.records.casework.passages import Outcome
from motcua.records.documents import check as letters_check
from motcua.records.documents.models import Letter
from motcua.records.journal import queries as journal
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound
from tests.conftest import At
from tests.world import BUSINESS, DESK, JUSTICE, MARITAL, MIGRATION, THANH_SON, World

DAY = date(2023, 4, 27)


@pytest.fixture
def passed(world: World, at: At) -> list[Any]:
    """Two dossiers of the district go to the department, one comes back with its result; all on one day."""
    taken = [world.accept(at=f"2023-04-27 08:0{n}", unit_key=DESK, procedure=BUSINESS, papers=(1, 2)) for n in (1, 2)]
    out = [world.do("forward", one, by="hong_cuc", at="2023-04-27 09:00", to_unit_id=JUSTICE) for one in taken]
    one = world.do("approve", out[0], by="kim_loan", at="2023-04-27 14:00")
    world.do("settle", one, by="kim_loan", at="2023-04-27 15:00", result_number="7/GCN")
    at("2023-04-27 16:00")
    return out


def found(world: World, direction: Direction, *, who: str = "hong_cuc", unit: str = DESK) -> tuple[HandOver, ...]:
    return hand_overs(world.viewer(who), unit_id=world.units[unit], day=DAY, direction=direction)


def issued(
    world: World, direction: Direction = Direction.OUT, *, who: str = "hong_cuc", key: str = "k"
) -> HandOverList:
    return hand_over_lists.issue(
        world.viewer(who),
        unit_id=world.units[DESK],
        other_unit_id=world.units[JUSTICE],
        day=DAY,
        direction=direction,
        key=key,
    )


def test_papers_go_out_and_results_come_back(world: World, passed: list[Any]) -> None:
    out, back = found(world, Direction.OUT), found(world, Direction.BACK)
    assert [(each.code, each.papers, each.giver, each.receiver) for each in out] == [
        (one.code, 2, "Lâm Thị Hồng Cúc", "") for one in passed
    ]
    assert {each.other_unit for each in (*out, *back)} == {"Phòng Tư pháp huyện Trà Cú"}
    (result,) = back
    assert (result.code, result.result_number, result.at.hour) == (passed[0].code, "7/GCN", 15)


def test_within_one_office_the_first_passing_is_the_hand_over(world: World, at: At) -> None:
    world.bring(world.accept(at="2023-04-27 08:00"), State.SETTLED, at="2023-04-27 10:00")
    at("2023-04-27 16:00")
    (out,) = found(world, Direction.OUT, who="sa_ruone", unit=THANH_SON)
    assert (out.giver, out.receiver) == ("Thạch Thị Sa Rươne", "Nguyễn Văn Minh")
    assert len(found(world, Direction.BACK, who="sa_ruone", unit=THANH_SON)) == 1


def test_another_day_and_a_stranger_have_none(world: World, passed: list[Any]) -> None:
    viewer = world.viewer("hong_cuc")
    assert hand_overs(viewer, unit_id=world.units[DESK], day=date(2023, 4, 26), direction=Direction.OUT) == ()
    with pytest.raises(NotFound):
        found(world, Direction.OUT, who="sa_ruone")


def test_a_list_takes_a_number_and_nothing_is_listed_twice(world: World, passed: list[Any]) -> None:
    first = issued(world)
    assert (first.number, len(first.entries)) == ("01/BKGN", 2)
    with pytest.raises(Conflict):
        issued(world, key="k2")
    assert issued(world, Direction.BACK, key="k3").number == "02/BKGN"
    assert letters_check.problems() == []


def test_a_retry_gives_the_same_list(world: World, passed: list[Any]) -> None:
    assert issued(world) == issued(world)


def test_a_reprint_says_the_same_whatever_happened_since(world: World, passed: list[Any], at: At) -> None:
    viewer, listed = world.viewer("hong_cuc"), issued(world)
    before = hand_over_lists.hand_over_list(viewer, listed.id)
    world.do("send_back", passed[1], by="minh_hieu", at="2023-04-27 16:30", to_account_id="hong_cuc", reason="Thiếu")
    at("2023-04-28 09:00")
    assert hand_over_lists.hand_over_list(viewer, listed.id) == before
    assert [each.number for each in hand_over_lists.lists_of(viewer, unit_id=world.units[DESK], day=DAY)] == ["01/BKGN"]


def test_the_journal_tells_of_it_without_persons(world: World, passed: list[Any]) -> None:
    listed = issued(world)
    (entry,) = journal.entries_of("letter", listed.id)
    assert entry.act == "hand_over_list.issue"
    assert entry.data["entries"] == [list(each) for each in listed.entries]
    assert entry.personal is None
    assert "Ánh" not in str(entry.data)


@pytest.mark.parametrize("who", ["minh_hieu", "kim_loan", "van_phuc"])
def test_only_the_desk_lists_its_own(world: World, passed: list[Any], who: str) -> None:
    with pytest.raises(NotAllowed):
        issued(world, who=who)


def test_a_letter_that_is_no_list_is_not_found(world: World, at: At) -> None:
    world.bring(world.accept(), State.SUPPLEMENT)
    viewer = world.viewer("sa_ruone")
    with pytest.raises(NotFound):
        hand_over_lists.hand_over_list(viewer, 1)


def test_the_slip_follows_the_dossier_through_hands(world: World, at: At) -> None:
    taken = world.accept(at="2023-04-24 08:00")
    one = world.do("forward", taken, by="sa_ruone", at="2023-04-24 09:00", to_account_id="minh")
    one = world.do("forward", one, by="minh", at="2023-04-26 16:00", to_account_id="bich_thuy")
    one = world.do("approve", one, by="bich_thuy", at="2023-04-27 08:00")
    one = world.do("settle", one, by="bich_thuy", at="2023-04-27 08:30")
    world.do("return_result", one, by="sa_ruone", at="2023-04-27 09:00", recipient="Kim Thị Ngọc Ánh")
    at("2023-04-27 16:00")
    told = passages.passages(queries.dossier(world.viewer("sa_ruone"), taken.code))
    assert [(each.direction, each.giver, each.receiver, each.spent, each.quota, each.outcome) for each in told] == [
        (Direction.OUT, "Thạch Thị Sa Rươne", "Nguyễn Văn Minh", 60, 180, Outcome.EARLY),
        (Direction.OUT, "Nguyễn Văn Minh", "Trần Thị Bích Thủy", 1260, 720, Outcome.LATE),
        (Direction.BACK, "Trần Thị Bích Thủy", "", 150, 180, Outcome.LATE),
        (Direction.BACK, "Thạch Thị Sa Rươne", "Kim Thị Ngọc Ánh", 30, 180, Outcome.LATE),
    ]


def test_waiting_for_the_citizen_is_not_laid_to_the_officer(world: World, at: At) -> None:
    one = world.do(
        "forward", world.accept(at="2023-04-24 08:00"), by="sa_ruone", at="2023-04-24 09:00", to_account_id="minh"
    )
    one = world.do("request_supplement", one, by="minh", at="2023-04-24 10:00", reason="Thiếu tờ khai")
    one = world.do("resume", one, by="sa_ruone", at="2023-04-26 10:00")
    world.do("forward", one, by="minh", at="2023-04-26 11:00", to_account_id="bich_thuy")
    at("2023-04-27 16:00")
    assert passages.passages(queries.dossier(world.viewer("minh"), one.code))[-1].spent == 120


@pytest.mark.parametrize(("procedure", "latest"), [(MARITAL, "2023-05-04 16:00"), (MIGRATION, None)])
def test_the_unit_hands_back_before_the_desks_own_time(
    world: World, at: At, procedure: str, latest: str | None
) -> None:
    taken = world.accept(at="2023-04-27 09:00", procedure=procedure)
    at("2023-04-27 16:00")
    told = passages.hand_back_by(queries.dossier(world.viewer("sa_ruone"), taken.code))
    assert (f"{told:%Y-%m-%d %H:%M}" if told else None) == latest


def test_verify_sees_a_list_that_was_changed_or_lost(world: World, passed: list[Any]) -> None:
    listed = issued(world)
    assert list(hand_over_checks.problems()) == []
    row = Letter.objects.get(pk=listed.id)
    content = row.content
    row.content = content.replace('"direction":"out"', '"direction":"back"')
    row.save()
    assert list(hand_over_checks.problems()) == ["Bảng kê giao nhận số 01/BKGN không còn như lúc lập."]
    row.content = content
    row.save()
    row.delete()
    assert list(hand_over_checks.problems()) == ["Nhật ký ghi bảng kê giao nhận số 01/BKGN nhưng không còn bảng kê ấy."]


def test_two_clerks_at_once_make_one_list(world: World, passed: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """The one who comes second read what waits before the first had listed it: the series lets him see, and he is
    told; his number goes back.
    """
    waiting = hand_over_lists.open_hand_overs(
        world.viewer("hong_cuc"), unit_id=world.units[DESK], day=DAY, direction=Direction.OUT
    )
    issued(world)
    monkeypatch.setattr(hand_over_lists, "open_hand_overs", lambda *_args, **_kwargs: waiting)
    with pytest.raises(Conflict, match="vừa lập bảng kê"):
        issued(world, key="k2")
    assert letters_check.problems() == []
