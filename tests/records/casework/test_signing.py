"""As what a leader signs: the own title, or a lent post; told with the decision, printed on its letter."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from motcua.desks.frame.sheets import dossiers as sheets
from motcua.desks.frame.sheets.sheet import Signatures
from motcua.law.types import Role, TermUnit
from motcua.records.casework import actions, checks, signing
from motcua.records.casework.changes import Outcome
from motcua.records.casework.queries import dossier as whole
from motcua.records.documents import queries as documents
from motcua.records.people import actions as people
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.viewer import Viewer
from motcua.records.people.working import key_of
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import Conflict, Refusal
from tests.world import THANH_SON, World, ref, standing

ON = "2023-04-28 09:00"
DOCUMENT = "15/QĐ-UBND"


def lend(world: World, kind: DelegationKind = DelegationKind.KT, *, until: date = date(2023, 5, 10)) -> None:
    """The chair of Thanh Sơn lends the post to the deputy, from the end of April on."""
    chair = world.viewer("sa_rath")
    people.delegate(
        chair,
        position_id=chair.posts[0].id,
        to_account_id=world.accounts["bich_thuy"],
        kind=kind,
        document=DOCUMENT,
        valid_from=date(2023, 4, 24),
        valid_to=until,
    )


def told(dossier: Outcome) -> Any:
    """What the journal says of the last act's signature."""
    return whole(Viewer.system(), dossier.code).timeline[-1].data.get("signed")


def lines(dossier: Outcome) -> tuple[str, ...]:
    """The words above the signature of the last letter."""
    view = whole(Viewer.system(), dossier.code)
    letter = documents.letters_of(dossier.code, allowed=lambda _: True)[-1]
    (signatures,) = [block for block in sheets.letter_sheet(view, letter).blocks if isinstance(block, Signatures)]
    return signatures.signers[-1].lines


def test_without_a_choice_the_own_post_signs(world: World) -> None:
    with standing(ON):
        lend(world)
    waiting = world.bring(world.accept(), State.PROCESSING)
    refused = world.do("refuse", waiting, by="bich_thuy", at=ON, reason="Không đủ điều kiện")
    assert told(refused) == {"via": "", "title": "Phó Chủ tịch UBND xã", "unit": world.units[THANH_SON]}
    assert lines(refused) == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize("kind", list(DelegationKind))
def test_a_lent_post_signs_with_its_title_and_document(world: World, kind: DelegationKind) -> None:
    with standing(ON):
        lend(world, kind)
        own, lent = signing.posts_for(world.viewer("bich_thuy"), Act.REFUSE, unit_id=world.units[THANH_SON])
        chosen = key_of(lent)
    assert own.role is Role.LEADER
    waiting = world.bring(world.accept(), State.PROCESSING)
    refused = world.do("refuse", waiting, by="bich_thuy", at=ON, reason="Không đủ điều kiện", post=chosen)
    assert told(refused) == {
        "via": kind.value,
        "title": "Chủ tịch UBND xã",
        "unit": world.units[THANH_SON],
        "document": DOCUMENT,
    }
    assert lines(refused) == (f"{kind.value}. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


@pytest.mark.parametrize(
    ("act", "inputs"),
    [
        ("approve", {"note": "Đồng ý"}),
        ("refuse", {"reason": "Không đủ điều kiện"}),
        ("stop", {"reason": "Không bổ sung"}),
        ("extend", {"amount": 2, "unit": TermUnit.WORKING_DAY, "reason": "Chờ xác minh"}),
        ("apologise", {"reason": "Chờ xác minh", "expected": date(2023, 5, 8)}),
    ],
)
def test_every_decision_of_a_head_tells_its_post(world: World, act: str, inputs: dict[str, Any]) -> None:
    done = world.do(act, world.bring(world.accept(), State.PROCESSING), by="sa_rath", at=ON, **inputs)
    assert told(done)["title"] == "Chủ tịch UBND xã"
    assert list(checks.problems()) == []


def test_a_delegation_that_ran_out_signs_nothing(world: World) -> None:
    with standing(ON):
        lend(world, until=date(2023, 4, 29))
        chosen = key_of(world.viewer("bich_thuy").posts[-1])
    waiting = world.bring(world.accept(), State.PROCESSING)
    with pytest.raises(Refusal, match="không còn được ký") as refused:
        world.do("approve", waiting, by="bich_thuy", at="2023-05-04 09:00", post=chosen)
    assert refused.value.field == "post"
    assert whole(Viewer.system(), waiting.code).state is State.PROCESSING


@pytest.mark.parametrize("strange", ["1", "999999", "x", "-KT", "1-KT"])
def test_nobody_signs_under_a_post_of_another(world: World, strange: str) -> None:
    waiting = world.bring(world.accept(), State.PROCESSING)
    with pytest.raises(Refusal, match="không còn được ký"):
        world.do("approve", waiting, by="bich_thuy", at=ON, post=strange)


def test_the_operator_holds_no_post(world: World) -> None:
    approved = world.do("approve", world.bring(world.accept(), State.PROCESSING), at=ON)
    assert told(approved) is None


def test_the_same_form_under_another_post_is_another_request(world: World) -> None:
    with standing(ON):
        lend(world)
        chosen = key_of(world.viewer("bich_thuy").posts[-1])
    waiting = world.bring(world.accept(), State.PROCESSING)
    with standing(ON):
        viewer = world.viewer("bich_thuy")
        first = actions.approve(viewer, ref(waiting), key="once", post=chosen)
        assert actions.approve(viewer, ref(waiting), key="once", post=chosen).version == first.version
        with pytest.raises(Conflict):
            actions.approve(viewer, ref(waiting), key="once")
