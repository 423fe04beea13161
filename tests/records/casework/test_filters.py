"""Work lists narrowed down, and those that a person keeps."""

from __future__ import annotations

from typing import Any

import pytest

from motcua.law.types import Channel
from motcua.records.casework import filters, lists
from motcua.records.casework.filters import Due, Kept, Narrowing, narrowed
from motcua.records.casework.models import SavedFilter
from motcua.records.casework.views import Tab
from motcua.records.journal.models import Entry
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from tests.world import ADOPTION, MARITAL, MIGRATION, World, standing

NOW = "2023-05-04 10:00"


def kept(**changes: Any) -> Kept:
    return Kept(**{"tab": "processing", "whose": "unit", "text": "", "narrowing": narrowed(field="Hộ tịch"), **changes})


def names(world: World, who: str = "minh") -> list[str]:
    return [one.name for one in filters.filters_of(world.viewer(who))]


def listed(world: World, narrowing: Narrowing, *, size: int = 50, after: str = "") -> lists.Page:
    with standing(NOW):
        return lists.worklist(world.viewer("minh"), Tab.PROCESSING, narrowing=narrowing, size=size, after=after)


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (Narrowing(), "abcd"),
        (narrowed(field="Hộ tịch"), "abcd"),
        (narrowed(field="Đất đai"), ""),
        (narrowed(channel="post"), "b"),
        (narrowed(due="today"), ""),
        (narrowed(due="three_days"), "ab"),
        (narrowed(due="week"), "ab"),
        (narrowed(due="none"), "d"),
        (narrowed(due="week", channel="counter"), "a"),
    ],
)
def test_a_list_is_narrowed_by_everything_that_is_asked(world: World, narrowing: Narrowing, found: str) -> None:
    asked = {"a": (MARITAL, Channel.COUNTER), "b": (MARITAL, Channel.POST), "c": (ADOPTION, Channel.COUNTER)}
    asked["d"] = (MIGRATION, Channel.COUNTER)
    codes = {
        world.bring(world.accept(procedure=procedure, channel=channel), State.PROCESSING).code: letter
        for letter, (procedure, channel) in asked.items()
    }
    assert "".join(sorted(codes[row.code] for row in listed(world, narrowing).rows)) == found


def test_a_narrowed_list_names_its_holder(world: World) -> None:
    first = world.bring(world.accept(), State.PROCESSING)
    world.do("assign", world.bring(world.accept(), State.PROCESSING), by="minh", to_account_id="so_phia")
    of_minh = narrowed(holder_id=world.accounts["minh"])
    assert [row.code for row in listed(world, of_minh).rows] == [first.code]


def test_a_narrowed_list_comes_in_pages_without_gap_or_repetition(world: World) -> None:
    codes = [world.bring(world.accept(), State.PROCESSING).code for _ in range(7)]
    seen, after = list[str](), ""
    while True:
        page = listed(world, narrowed(field="Hộ tịch"), size=3, after=after)
        seen += [row.code for row in page.rows]
        after = page.next
        if not after:
            break
    assert seen == codes


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"channel": "fax"}, "channel"), ({"due": "soon"}, "due"), ({"field": "a" * 121}, "field"),
        ({"field": "\0"}, "field"),
    ],
    ids=str,
)  # fmt: skip
def test_what_no_form_offers_is_refused(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        narrowed(**asked)
    assert refused.value.field == field


def test_a_list_is_kept_under_its_name_and_told_as_it_was_asked(world: World) -> None:
    minh, asked = world.viewer("minh"), kept(text="ngọc ánh", narrowing=narrowed(due=Due.WEEK, channel="online"))
    with standing(NOW):
        filters.save(minh, name="  Trực tuyến tuần này ", kept=asked)
    (found,) = filters.filters_of(minh)
    assert (found.name, found.kept) == ("Trực tuyến tuần này", asked)
    assert names(world, "so_phia") == []


def test_a_name_is_kept_once_and_the_same_again_changes_nothing(world: World) -> None:
    minh = world.viewer("minh")
    with standing(NOW):
        for asked in (kept(), kept(), kept(tab="near")):
            filters.save(minh, name="Hộ tịch", kept=asked)
    row = SavedFilter.objects.get()
    assert (row.version, filters.filters_of(minh)[0].kept.tab) == (2, "near")
    told = Entry.objects.filter(subject_type="filter").values_list("act", "subject_version")
    assert sorted(told) == [("filter.save", 1), ("filter.save", 2)]
    assert not any("Hộ tịch" in body for body in Entry.objects.filter(act="filter.save").values_list("body", flat=True))


def test_a_kept_list_is_its_owners_to_forget(world: World) -> None:
    with standing(NOW):
        filters.save(world.viewer("minh"), name="Hộ tịch", kept=kept())
        number = SavedFilter.objects.get().pk
        with pytest.raises(NotFound):
            filters.remove(world.viewer("so_phia"), number)
        assert filters.remove(world.viewer("minh"), number) == "Hộ tịch"
        with pytest.raises(NotFound):
            filters.remove(world.viewer("minh"), number)
    assert names(world) == []


@pytest.mark.parametrize("name", ["", "   ", "a" * 41, "a\0"])
def test_a_name_must_be_one(world: World, name: str) -> None:
    with pytest.raises(Refusal) as refused, standing(NOW):
        filters.save(world.viewer("minh"), name=name, kept=kept())
    assert refused.value.field == "name"


def test_nobody_keeps_more_than_fit_above_a_list(world: World) -> None:
    with standing(NOW):
        for number in range(filters.MOST):
            filters.save(world.viewer("minh"), name=f"Lọc {number}", kept=kept())
        with pytest.raises(Refusal, match="xóa bớt"):
            filters.save(world.viewer("minh"), name="Thêm nữa", kept=kept())
    assert len(names(world)) == filters.MOST


def test_the_operator_keeps_none(world: World) -> None:
    with pytest.raises(NotAllowed):
        filters.save(Viewer.system(), name="Hộ tịch", kept=kept())
    assert filters.filters_of(Viewer.system()) == ()
