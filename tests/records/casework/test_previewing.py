"""A promise foreseen is the promise made, and foreseeing writes nothing."""

from __future__ import annotations

import pytest

from motcua.law.types import Channel
from motcua.records.casework import lists, queries
from motcua.records.casework.previewing import preview, promise_of
from motcua.records.people.viewer import Viewer
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from tests.conftest import At
from tests.world import ADOPTION, BIRTH, BUSINESS, COPY, GUARDIAN, HAM_TAN, MARITAL, MIGRATION, THANH_SON, World

INSTANTS = ("2023-01-19 16:59", "2023-04-28 11:45", "2023-04-28 15:20", "2023-04-30 09:00", "2023-06-30 17:40")


@pytest.mark.parametrize("instant", INSTANTS)
@pytest.mark.parametrize("procedure", [BIRTH, COPY, MARITAL, ADOPTION, GUARDIAN, MIGRATION])
def test_it_is_what_acceptance_promises(world: World, at: At, procedure: str, instant: str) -> None:
    at(instant)
    clerk = world.viewer("sa_ruone")
    foreseen = preview(clerk, unit_key=THANH_SON, procedure=procedure, channel=Channel.COUNTER)
    assert lists.found(Viewer.system(), "").rows == ()
    made = world.accept(at=instant, procedure=procedure)
    dossier = queries.dossier(clerk, made.code)
    assert dossier.due_at == foreseen.deadline.due
    assert dossier.ledger[0].lines == foreseen.deadline.lines
    assert (dossier.term, dossier.fee) == (foreseen.option.term, foreseen.option.fee)


@pytest.mark.parametrize("instant", INSTANTS)
def test_so_it_is_for_what_was_sent_online(world: World, at: At, instant: str) -> None:
    sent = world.submit(at="2023-01-05 20:00")
    clerk = world.viewer("sa_ruone")
    at(instant)
    foreseen = promise_of(queries.dossier(clerk, sent.code))
    accepted = world.do("accept_submitted", sent, by="sa_ruone", at=instant)
    assert accepted.due_at == foreseen.due
    assert queries.dossier(clerk, sent.code).ledger[0].lines == foreseen.lines


@pytest.mark.parametrize(
    ("who", "changes", "refusal"),
    [
        ("minh", {}, NotAllowed),
        ("thu_ha", {}, NotAllowed),
        ("sa_ruone", {"unit_key": HAM_TAN}, NotAllowed),
        ("sa_ruone", {"unit_key": "tra_cu"}, Refusal),
        ("sa_ruone", {"unit_key": "tra_cu.khong_co"}, NotFound),
        ("sa_ruone", {"procedure": BUSINESS}, NotFound),
        ("sa_ruone", {"procedure": "9.999999"}, NotFound),
        ("sa_ruone", {"procedure": BIRTH, "channel": Channel.POST}, Refusal),
    ],
)
def test_it_refuses_what_acceptance_would(
    world: World, at: At, who: str, changes: dict[str, object], refusal: type[Refusal]
) -> None:
    at("2023-04-28 15:20")
    asked = {"unit_key": THANH_SON, "procedure": MARITAL, "channel": Channel.COUNTER, **changes}
    with pytest.raises(refusal):
        preview(world.viewer(who), **asked)  # type: ignore[arg-type]
