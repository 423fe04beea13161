"""What somebody changes behind the program's back shows."""

from __future__ import annotations

import pytest

from motcua.records.notices import actions, check
from motcua.records.notices.models import MailChoice, TemplateOverride
from motcua.records.notices.wording import Language, Part
from tests.world import THANH_SON, World


@pytest.fixture
def kept(world: World) -> World:
    """An office with words of its own, and somebody who wants mail."""
    place = {"unit_id": world.units[THANH_SON], "name": "settle", "language": Language.VI, "part": Part.SHORT}
    boss = world.viewer("my_dung")
    actions.change_template(boss, **place, text="Một {code}", version=0, key="k1")
    actions.change_template(boss, **place, text="Hai {code}", version=1, key="k2")
    actions.choose_mail(world.viewer("minh"), address="minh@example.vn", version=0)
    return world


def test_what_was_done_by_the_program_agrees(kept: World) -> None:
    assert check.problems() == []


@pytest.mark.parametrize("changes", [{"text": "Nộp tiền vào số khác {code}"}, {"version": 7}])
def test_a_wording_changed_by_hand_shows(kept: World, changes: dict[str, object]) -> None:
    TemplateOverride.objects.update(**changes)
    [told] = check.problems()
    assert "«settle» (vi, short)" in told


@pytest.mark.parametrize("changes", [{"address": "khac@example.vn"}, {"address": ""}, {"version": 7}])
def test_an_address_changed_by_hand_shows(kept: World, changes: dict[str, object]) -> None:
    MailChoice.objects.update(**changes)
    [told] = check.problems()
    assert "Nơi nhận thông báo" in told
    assert "@" not in told


def test_rows_of_which_the_journal_knows_nothing(kept: World) -> None:
    MailChoice.objects.create(pk=kept.accounts["so_phia"], address="x@example.vn", version=1)
    assert len(check.problems()) == 1
    MailChoice.objects.create(pk=kept.accounts["sa_rath"], address="y@example.vn", version=1)
    assert len(check.problems()) == 2
    assert len(check.problems(limit=1)) == 1
