"""A dossier read by staff, and by whoever holds its receipt."""

from __future__ import annotations

from pathlib import Path

import pytest

from motcua.records import keys
from motcua.records.casework import noting, queries, receipts
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from tests.records.casework.inputs import INPUTS
from tests.world import CAST, World, standing

LATER = "2023-05-08 09:00"


@pytest.fixture
def kept(store: Path) -> Path:
    """A store that has its keys."""
    if not keys.folder().exists():
        keys.create(store)
    return store


@pytest.mark.parametrize(("who", "member"), CAST.items())
def test_who_may_read_a_dossier_of_thanh_son(world: World, who: str, member: object) -> None:
    code = world.accept().code
    allowed = {"sa_ruone", "minh", "so_phia", "bich_thuy", "sa_rath", "van_phuc", "quoc_thai"}
    with standing(LATER):
        if who in allowed:
            assert queries.dossier(world.viewer(who), f" {code.lower()} ").code == code
        else:
            with pytest.raises(NotFound):
                queries.dossier(world.viewer(who), code)


def test_a_code_that_is_none_is_refused(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        queries.dossier(Viewer.system(), "hồ sơ của tôi")
    assert refused.value.field == "code"
    with pytest.raises(NotFound):
        queries.dossier(Viewer.system(), "000.30.30.H59-230427-0404")


def test_the_acts_offered_are_those_that_are_done(world: World) -> None:
    at = world.bring(world.accept(), State.PROCESSING)
    with standing(LATER):
        for who in CAST:
            try:
                offered = queries.dossier(world.viewer(who), at.code).acts
            except NotFound:
                continue
            for act in set(INPUTS) - set(offered):
                with pytest.raises(Refusal):
                    world.do("accept_submitted" if act is Act.ACCEPT else act, at, by=who, at=LATER, **INPUTS[act])
        assert Act.APPROVE in queries.dossier(world.viewer("bich_thuy"), at.code).acts
        assert queries.dossier(world.viewer("quoc_thai"), at.code).acts == ()
        assert queries.dossier(world.viewer("van_phuc"), at.code).acts == ()


def test_the_timeline_names_who_did_what(world: World) -> None:
    at = world.bring(world.accept(), State.RETURNED)
    found = queries.dossier(Viewer.system(), at.code)
    assert [(entry.act, entry.actor) for entry in found.timeline] == [
        (Act.ACCEPT, "Thạch Thị Sa Rươne"),
        (Act.FORWARD, "Thạch Thị Sa Rươne"),
        (Act.APPROVE, "Trần Thị Bích Thủy"),
        (Act.SETTLE, "Trần Thị Bích Thủy"),
        (Act.RETURN_RESULT, "Thạch Thị Sa Rươne"),
    ]
    assert found.applicant["name"] == "Kim Thị Ngọc Ánh"


def test_the_holder_of_the_receipt_sees_dates_and_no_names(world: World, kept: Path) -> None:
    at = world.accept(owner_name="Kim Văn Đông")
    at = world.bring(at, State.PROCESSING)
    at = world.do("request_supplement", at, by="minh", reason="Thiếu tờ khai theo mẫu")
    with standing(LATER):
        told = queries.look_up(at.code.lower(), secret=receipts.secret(at.code).upper())
    assert (told.code, told.state, told.due_at) == (at.code, State.SUPPLEMENT, at.due_at)
    assert [entry.act for entry in told.timeline] == [Act.ACCEPT, Act.FORWARD, Act.REQUEST_SUPPLEMENT]
    assert told.timeline[-1].personal == {"reason": "Thiếu tờ khai theo mẫu"}
    assert told.timeline[-1].data == {"letter": "01/HDHS"}
    everything = repr(told)
    for name in ("Ánh", "Đông", "Rươne", "Minh", "084190012345", "0900123456"):
        assert name not in everything


@pytest.mark.parametrize("wrong", ["", "abc", "aaaaaaaaaaaaa", "\ud800", "ế" * 13, "a" * 5000])
def test_a_wrong_secret_and_an_unknown_code_get_the_same_answer(world: World, kept: Path, wrong: str) -> None:
    code = world.accept().code
    told = []
    for asked, secret in ((code, wrong), ("000.30.30.H59-230427-0404", wrong), ("xyz", receipts.secret("XYZ"))):
        with pytest.raises(NotFound) as refused:
            queries.look_up(asked, secret=secret)
        told.append((refused.value.field, str(refused.value)))
    assert len(set(told)) == 1


def test_secrets_are_long_and_differ(world: World, kept: Path) -> None:
    made = {receipts.secret(f"000.30.30.H59-230427-{number:04}") for number in range(200)}
    assert len(made) == 200
    assert all(len(secret) == 13 and secret.isalnum() and secret == secret.lower() for secret in made)
    assert receipts.is_secret("C", given=" ".join(receipts.secret("C").upper()))


def test_the_citizen_sees_who_looked(world: World, kept: Path) -> None:
    at = world.accept()
    with standing(LATER):
        noting.viewed(world.viewer("minh"), at.dossier_id)
        noting.viewed(Viewer.system(), at.dossier_id)
        seen = queries.look_up(at.code, secret=receipts.secret(at.code)).viewings
    assert [(view.name, view.title) for view in seen] == [("Nguyễn Văn Minh", "Công chức Tư pháp – Hộ tịch")]


def test_a_printed_receipt_is_journalled_and_proves_the_dossier(world: World, kept: Path) -> None:
    at = world.accept()
    with standing(LATER):
        first = noting.receipt_printed(world.viewer("sa_ruone"), at.dossier_id)
        again = noting.receipt_printed(world.viewer("sa_ruone"), at.dossier_id)
        with pytest.raises(NotAllowed):
            noting.receipt_printed(world.viewer("minh"), at.dossier_id)
        with pytest.raises(NotFound):
            noting.receipt_printed(world.viewer("sa_ruone"), 404)
    assert (first.secret, first.reprint, again.reprint) == (receipts.secret(at.code), 0, 1)
    assert again.checkpoint.size > first.checkpoint.size
    found = queries.dossier(Viewer.system(), at.code)
    assert [entry.act for entry in found.timeline] == [Act.ACCEPT]
    assert found.version == 1
