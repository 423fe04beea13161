"""Lists of dossiers: the tabs of a work list, pages, searching, the register; each for the person who looks."""

from __future__ import annotations

import pytest

from motcua.records.casework import lists
from motcua.records.casework.views import ListRow, Tab
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.refusal import Refusal
from tests.world import ADOPTION, BIRTH, HAM_TAN, MIGRATION, THANH_SON, World, standing

NOW = "2023-05-05 08:00"


def codes(rows: tuple[ListRow, ...]) -> list[str]:
    return [row.code[-11:] for row in rows]


@pytest.fixture
def office(world: World) -> World:
    """At Thanh Sơn: one just accepted, one at anh Minh's, one late, one waiting, one ready; one at Hàm Tân."""
    world.accept(at="2023-05-04 15:00")
    world.bring(world.accept(at="2023-05-04 09:00"), State.PROCESSING, at="2023-05-04 10:00")
    world.bring(world.accept(at="2023-04-26 09:00"), State.PROCESSING, at="2023-04-26 10:00")
    world.bring(world.accept(at="2023-04-27 09:00"), State.SUPPLEMENT, at="2023-04-27 10:00")
    world.bring(world.accept(at="2023-04-27 09:00"), State.SETTLED, at="2023-04-28 10:00")
    world.accept(at="2023-05-04 15:00", unit_key=HAM_TAN)
    return world


TABS = {
    Tab.INCOMING: ["230504-0001"],
    Tab.PROCESSING: ["230426-0001", "230504-0002"],
    Tab.NEAR: [],
    Tab.OVERDUE: ["230426-0001"],
    Tab.WAITING: ["230427-0001"],
}


@pytest.mark.parametrize("tab", Tab)
def test_what_stands_under_each_tab(office: World, tab: Tab) -> None:
    with standing(NOW):
        page = lists.worklist(office.viewer("minh"), tab)
        counts = lists.tab_counts(office.viewer("minh"))
    assert codes(page.rows) == TABS[tab]
    assert counts == {tab: len(rows) for tab, rows in TABS.items()}


@pytest.mark.parametrize(
    ("now", "tab"),
    [
        ("2023-05-04 08:59", Tab.PROCESSING),
        ("2023-05-04 09:00", Tab.NEAR),
        ("2023-05-05 09:00", Tab.NEAR),
        ("2023-05-05 09:01", Tab.OVERDUE),
    ],
)
def test_near_is_one_working_day_and_overdue_begins_after_the_minute(world: World, now: str, tab: Tab) -> None:
    world.bring(world.accept(at="2023-04-27 09:00"), State.PROCESSING)
    with standing(now):
        counts = lists.tab_counts(world.viewer("minh"))
    assert (counts[Tab.NEAR], counts[Tab.OVERDUE]) == (int(tab is Tab.NEAR), int(tab is Tab.OVERDUE))


def test_mine_are_those_i_hold(office: World) -> None:
    with standing(NOW):
        assert codes(lists.worklist(office.viewer("minh"), Tab.PROCESSING, mine=True).rows) == TABS[Tab.PROCESSING]
        assert lists.worklist(office.viewer("so_phia"), Tab.PROCESSING, mine=True).rows == ()


@pytest.mark.parametrize(
    ("who", "seen"),
    [("sa_ruone", 5), ("thu_ha", 1), ("my_linh", 0), ("van_phuc", 6), ("quoc_thai", 6), ("my_dung", 0), ("", 6)],
)
def test_everyone_finds_only_what_they_may_see(office: World, who: str, seen: int) -> None:
    with standing(NOW):
        assert len(lists.found(office.viewer(who), "kim").rows) == seen


def test_a_list_comes_in_pages_by_due_date_the_undated_last(world: World) -> None:
    for procedure in (ADOPTION, MIGRATION, BIRTH, MIGRATION, BIRTH, ADOPTION, ADOPTION):
        world.accept(procedure=procedure)
    with standing("2023-04-27 10:00"):
        viewer = world.viewer("minh")
        whole = lists.worklist(viewer, Tab.INCOMING).rows
        got: list[ListRow] = []
        after = ""
        while True:
            page = lists.worklist(viewer, Tab.INCOMING, after=after, size=2)
            got += page.rows
            after = page.next
            if not after:
                break
    assert tuple(got) == whole
    assert [row.procedure for row in whole] == ["Đăng ký khai sinh"] * 2 + ["Đăng ký việc nuôi con nuôi"] * 3 + [
        "Tách thửa đất"
    ] * 2


def searched_in_pages(viewer: Viewer, text: str, *, size: int) -> list[ListRow]:
    got: list[ListRow] = []
    after = ""
    while True:
        page = lists.found(viewer, text, after=after, size=size)
        assert len(page.rows) == size or not page.next
        got += page.rows
        after = page.next
        if not after:
            return got


@pytest.mark.parametrize("size", [1, 2, 3, 50])
@pytest.mark.parametrize("who", ["sa_ruone", "thu_ha", "van_phuc", ""])
def test_what_is_found_comes_in_pages_the_latest_first_and_only_ones_own(office: World, who: str, size: int) -> None:
    with standing(NOW):
        viewer = office.viewer(who)
        whole = lists.found(viewer, "kim").rows
        assert searched_in_pages(viewer, "kim", size=size) == list(whole)
        assert lists.found(viewer, "kim").next == ""
    order = [(row.received_at, row.id) for row in whole]  # two of them at the same minute
    assert order == sorted(order, reverse=True)


def test_a_page_further_on_stays_where_it_is_when_dossiers_come_in(office: World) -> None:
    with standing(NOW):
        viewer = office.viewer("sa_ruone")
        first = lists.found(viewer, "kim", size=2)
        before = lists.found(viewer, "kim", after=first.next, size=2)
        office.accept(at="2023-05-05 07:30")
        assert lists.found(viewer, "kim", after=first.next, size=2) == before


@pytest.mark.parametrize("after", ["x", "~3", "2023-05-05~", "2023-05-05T10:00:00~1", "2023-13-01T00:00+07:00~1"])
def test_a_page_that_no_search_gave_is_refused(world: World, after: str) -> None:
    with standing(NOW), pytest.raises(Refusal) as refused:
        lists.found(world.viewer("minh"), "kim", after=after)
    assert refused.value.field == "after"


@pytest.mark.parametrize("after", ["x", "~", "2023-05-05~", "~-1", "2023-13-01~4", "~" + "9" * 40, "2023-05-05~1"])
def test_a_page_that_no_list_gave_is_refused(world: World, after: str) -> None:
    with standing(NOW), pytest.raises(Refusal) as refused:
        lists.worklist(world.viewer("minh"), Tab.INCOMING, after=after)
    assert refused.value.field == "after"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ruone", 1), ("RƯƠNE", 1), ("thach thi", 1), ("084190012345", 1), ("0901 234 567", 1),
        ("000.30.30.h59-230427-0001", 1), ("000.30.30.H59-2304", 2), ("không ai", 0), ("%", 0), ("_", 0), ("\u0301", 0),
        ("", 2), ("' OR 1=1 --", 0), ("ruone thach", 1), ("sa dong", 0), ("00030 30H59 230427 0001", 1),
        ("0003030h592304270002", 1), ("230427-0001", 1), ("230427-0003", 0),
    ],
)  # fmt: skip
def test_searching_by_name_code_phone_and_card(world: World, text: str, found: int) -> None:
    world.accept(name="Thạch Thị Sa Rươne", phone="0901234567")
    world.accept(name="Nguyễn Văn Đông", id_number="", phone="")
    with standing(NOW):
        assert len(lists.found(world.viewer("sa_ruone"), text).rows) == found


@pytest.mark.parametrize("text", ["\x00", "kim\x00", "x" * 10_000])
def test_text_that_cannot_be_searched_for_is_refused(world: World, text: str) -> None:
    with standing(NOW), pytest.raises(Refusal) as refused:
        lists.found(world.viewer("sa_ruone"), text)
    assert refused.value.field == "text"


def test_what_waits_at_the_counter(office: World) -> None:
    submitted = office.submit(at="2023-05-04 20:00")
    with standing(NOW):
        viewer = office.viewer("sa_ruone")
        assert [row.code for row in lists.submitted(viewer)] == [submitted.code]
        assert codes(lists.ready(viewer)) == ["230427-0002"]
        assert lists.ready(office.viewer("thu_ha")) == ()


def test_the_register_holds_what_was_accepted_in_order(office: World) -> None:
    with standing("2023-05-04 00:00") as first, standing("2023-05-05 00:00") as last:
        rows = lists.register(office.viewer("sa_ruone"), first=first, last=last)
    assert codes(rows) == ["230504-0002", "230504-0001"]


def test_a_dossier_handed_over_is_seen_by_both(world: World) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    world.do("hand_over", at, by="minh", to_unit_id=HAM_TAN, reason="Thuộc thẩm quyền xã Hàm Tân")
    with standing(NOW):
        assert len(lists.found(world.viewer("sa_ruone"), at.code).rows) == 1
        assert len(lists.worklist(world.viewer("chanh_da"), Tab.INCOMING).rows) == 1
        assert lists.worklist(world.viewer("minh"), Tab.INCOMING).rows == ()
    assert THANH_SON != HAM_TAN


@pytest.mark.parametrize("who", ["minh", "sa_ruone", "van_phuc", "quoc_thai", "my_dung", ""])
@pytest.mark.parametrize("mine", [False, True])
def test_the_plain_list_is_that_of_the_orm(office: World, who: str, *, mine: bool) -> None:
    office.bring(office.accept(procedure=MIGRATION, at="2023-05-04 15:00"), State.PROCESSING, at="2023-05-04 16:00")
    office.bring(office.accept(procedure=BIRTH, at="2023-05-05 07:30"), State.PROCESSING, at="2023-05-05 07:40")
    with standing(NOW):
        viewer = office.viewer(who)
        counts = lists.tab_counts(viewer, mine=mine)
        for tab in Tab:
            whole = lists.searched(viewer, tab, mine=mine, text="", after=None, size=50)
            assert lists.worklist(viewer, tab, mine=mine).rows == whole
            assert counts[tab] == len(whole)
            assert _page_by_page(viewer, tab, mine=mine) == whole


def _page_by_page(viewer: Viewer, tab: Tab, *, mine: bool) -> tuple[ListRow, ...]:
    rows: tuple[ListRow, ...] = ()
    after = ""
    while True:
        page = lists.worklist(viewer, tab, mine=mine, after=after, size=1)
        rows, after = (*rows, *page.rows), page.next
        if not after:
            return rows
