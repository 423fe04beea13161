"""Signatures on files of a dossier: who asks, what becomes of it, and what is found in files that come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from motcua.records.casework import checks
from motcua.records.casework.attaching import remove
from motcua.records.casework.attachments import Kind, listing, opened
from motcua.records.casework.changes import Outcome
from motcua.records.casework.file_signing import Asked, ask, sign_waiting
from motcua.records.casework.models import Attachment, SignatureRequest
from motcua.records.casework.signature_types import SignatureKind, SignOrder
from motcua.records.casework.signatures import RequestState
from motcua.records.journal import queries as journal_queries
from motcua.records.notices import actions as notices
from motcua.records.outbox import queries as outbox
from motcua.records.outbox.actions import Drained
from motcua.records.outbox.delivery import PermanentFailure, TemporaryFailure, Unreachable
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.conftest import At
from tests.records.casework.filing import FORM, add
from tests.records.casework.signing import (
    AGENCY,
    NOW,
    PERSONAL,
    RESULT,
    Signer,
    added_to,
    asked,
    dossier,
    machine_later,
    requests,
    signing_folder,
)
from tests.records.files.specimens import pdf, picture, upload
from tests.world import World

__all__ = ["dossier", "signing_folder"]


def test_a_signature_is_asked_for_made_and_stored_beside_the_file(world: World, at: At, dossier: Outcome) -> None:
    assert asked(world, dossier) == Asked(number=1, kind=PERSONAL)
    [waiting] = requests(dossier)
    assert (waiting.state, waiting.account, waiting.source, waiting.result) == (
        RequestState.WAITING, "Nguyễn Văn Minh", 1, None,
    )  # fmt: skip
    later = at("2023-05-04 10:05")
    signer = Signer()
    assert sign_waiting(signer) == Drained(sent=1, later=0, dead=0)
    [order] = signer.orders
    assert (order.key, order.name, order.organisation) == ("minh", "Nguyễn Văn Minh", "Ủy ban nhân dân xã Thanh Sơn")
    assert (order.reason, order.at) == (f"Ký số tệp số 1 của hồ sơ {dossier.code}", later)
    [done] = requests(dossier)
    assert (done.state, done.result, done.ended_at, done.failure) == (RequestState.SIGNED, 2, later, "")
    minh = world.viewer("minh")
    view, content = opened(minh, dossier.code, 2)
    assert (view.name, view.kind, view.label, view.added_by) == (
        "ket-qua (đã ký).pdf", Kind.RESULT, "Giấy xác nhận", "Nguyễn Văn Minh",
    )  # fmt: skip
    assert content.startswith(opened(minh, dossier.code, 1)[1])
    assert list(checks.problems()) == []


def test_the_journal_keeps_the_hashes_of_both_files_and_no_name(world: World, dossier: Outcome) -> None:
    asked(world, dossier)
    sign_waiting(Signer())
    first, last = journal_queries.entries_of("signature", SignatureRequest.objects.get().pk)
    files = {view.number: view.sha256 for view in listing(world.viewer("minh"), dossier.dossier_id).rows}
    assert (first.act, first.version, first.actor_id) == ("file.sign", 1, world.accounts["minh"])
    assert (last.act, last.version, last.actor_id) == ("file.signed", 2, None)
    assert first.data["source_sha256"] == last.data["source_sha256"] == files[1]
    assert (last.data["result"], last.data["result_sha256"]) == (2, files[2])
    assert "Minh" not in str(first.data) + str(last.data)


def test_signing_is_no_act_of_the_dossier(world: World, dossier: Outcome) -> None:
    asked(world, dossier)
    sign_waiting(Signer())
    assert world.do("approve", dossier, by="bich_thuy", at=NOW).version == dossier.version + 1


def test_a_retry_asks_once_and_another_request_under_its_key_nothing(world: World, dossier: Outcome) -> None:
    asked(world, dossier, key="k")
    assert asked(world, dossier, key="k") == Asked(number=1, kind=PERSONAL, repeated=True)
    with pytest.raises(Conflict, match="Khóa chống gửi trùng"):
        asked(world, dossier, key="k", kind=AGENCY)
    with pytest.raises(Conflict, match="đang chờ ký số"):
        asked(world, dossier)
    signer = Signer()
    sign_waiting(signer)
    sign_waiting(signer)
    assert len(signer.orders) == 1
    with pytest.raises(Conflict, match="đã ký rồi"):
        asked(world, dossier)


def test_first_the_person_then_the_agency_then_nobody(world: World, dossier: Outcome) -> None:
    signer = Signer()
    with pytest.raises(Conflict, match="người có thẩm quyền trước"):
        asked(world, dossier, who="bich_thuy", kind=AGENCY)
    for who, number, kind in (("minh", 1, PERSONAL), ("bich_thuy", 2, PERSONAL), ("bich_thuy", 3, AGENCY)):
        asked(world, dossier, who=who, number=number, kind=kind)
        sign_waiting(signer)
    assert [(order.kind, order.key) for order in signer.orders] == [
        (PERSONAL, "minh"), (PERSONAL, "bich_thuy"), (AGENCY, "tra_cu.thanh_son"),
    ]  # fmt: skip
    names = [view.name for view in listing(world.viewer("minh"), dossier.dossier_id).rows]
    assert names == ["ket-qua.pdf", "ket-qua (đã ký).pdf", "ket-qua (đã ký 2).pdf", "ket-qua (đã ký 3).pdf"]
    with pytest.raises(Conflict, match="đã ký tệp này rồi"):
        asked(world, dossier, number=3)
    for kind in SignatureKind:
        with pytest.raises(Conflict, match="đã có chữ ký số của cơ quan"):
            asked(world, dossier, who="sa_rath", number=4, kind=kind)
    assert list(checks.problems()) == []


@pytest.mark.parametrize(
    ("who", "kind", "refusal"),
    [
        ("so_phia", PERSONAL, None),
        ("sa_ruone", PERSONAL, None),
        ("sa_rath", PERSONAL, None),
        ("minh", AGENCY, NotAllowed),
        ("sa_ruone", AGENCY, NotAllowed),
        ("quoc_thai", PERSONAL, NotAllowed),
        ("van_phuc", AGENCY, NotAllowed),
        ("thu_ha", PERSONAL, NotFound),
        ("my_dung", PERSONAL, NotFound),
        ("", PERSONAL, NotAllowed),
    ],
)
def test_who_asks_for_what(
    world: World, dossier: Outcome, who: str, kind: SignatureKind, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        asked(world, dossier, who=who, kind=kind)
    else:
        with pytest.raises(refusal):
            asked(world, dossier, who=who, kind=kind)
    assert SignatureRequest.objects.count() == (refusal is None)


def test_what_is_not_signed(world: World, dossier: Outcome, settings: Any) -> None:
    add(world, dossier, upload(picture(), "anh.png"), about=replace(RESULT, kind=Kind.RESULT))
    add(world, dossier, upload(pdf(mark="gửi"), "gui.pdf"), about=FORM)
    add(world, dossier, upload(pdf(mark="quét"), "quet.pdf"), about=replace(FORM, digitised=True))
    with pytest.raises(Refusal, match="Chỉ ký số được tệp PDF"):
        asked(world, dossier, number=2)
    with pytest.raises(Refusal, match="bản số hóa từ giấy"):
        asked(world, dossier, number=3)
    with pytest.raises(Refusal, match="bản số hóa từ giấy"):
        asked(world, dossier, who="bich_thuy", number=4, kind=AGENCY)
    asked(world, dossier, number=4)
    remove(world.viewer("minh"), dossier.dossier_id, 1, reason="Nhầm", key="go")
    with pytest.raises(Conflict, match="vừa được gỡ"):
        asked(world, dossier)
    with pytest.raises(NotFound):
        asked(world, dossier, number=9)
    settings.SIGNING = None
    with pytest.raises(Conflict, match="chưa mở dịch vụ ký số"):
        asked(world, dossier, number=4, who="so_phia")


def test_while_the_signer_is_down_the_office_goes_on(
    world: World, dossier: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(world, dossier)
    signer = Signer(fails=[Unreachable("Không vào được dịch vụ ký.")])
    assert sign_waiting(signer) == Drained(sent=0, later=1, dead=0)
    [waiting] = requests(dossier)
    assert (waiting.state, waiting.failure, waiting.may_repeat) == (
        RequestState.WAITING, "Không vào được dịch vụ ký.", True,
    )  # fmt: skip
    assert world.accept(at=NOW).version == 1
    assert world.do("approve", dossier, by="bich_thuy", at=NOW).version == dossier.version + 1
    assert list(checks.problems()) == []
    machine_later(monkeypatch, 1)
    assert sign_waiting(signer) == Drained(sent=1, later=0, dead=0)
    assert requests(dossier)[0].state is RequestState.SIGNED


def test_what_waits_for_a_signature_is_no_notice(world: World, dossier: Outcome) -> None:
    asked(world, dossier)
    notices.hand_out(frozenset())
    assert outbox.waiting().pending == 2  # to be signed, and to be looked at
    assert sign_waiting(Signer()).sent == 1


def test_asked_anew_the_older_request_does_nothing(
    world: World, dossier: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(world, dossier)
    signer = Signer(fails=[TemporaryFailure("bận")])
    sign_waiting(signer)
    asked(world, dossier, who="so_phia")
    assert sign_waiting(signer).sent == 1
    machine_later(monkeypatch, 1)
    assert sign_waiting(signer).sent == 1
    assert [order.key for order in signer.orders] == ["minh", "so_phia"]
    assert Attachment.objects.count() == 2
    assert list(checks.problems()) == []


def test_what_will_never_be_signed_is_told_and_may_be_asked_again(world: World, dossier: Outcome) -> None:
    asked(world, dossier)
    sign_waiting(Signer(fails=[PermanentFailure("Chứng thư số của người ký hết hạn.")]))
    [failed] = requests(dossier)
    assert (failed.state, failed.failure) == (RequestState.FAILED, "Chứng thư số của người ký hết hạn.")
    assert outbox.waiting().dead == 0
    assert list(checks.problems()) == []
    asked(world, dossier)
    sign_waiting(Signer())
    assert [(one.state, one.failure) for one in requests(dossier)] == [(RequestState.SIGNED, "")]
    assert list(checks.problems()) == []


def test_a_signer_that_goes_on_failing_is_given_up(
    world: World, dossier: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(world, dossier)
    signer = Signer(fails=[RuntimeError("mật khẩu 123") for _ in range(9)])
    for _ in range(9):
        machine_later(monkeypatch, 3)
        sign_waiting(signer)
    assert len(signer.orders) == 7
    [failed] = requests(dossier)
    assert (failed.state, failed.failure) == (RequestState.FAILED, "RuntimeError")
    assert outbox.waiting().dead == 0


@pytest.mark.parametrize("returned", [b"%PDF-1.7 khac %%EOF", b""])
def test_another_file_than_was_sent_is_not_taken(world: World, dossier: Outcome, returned: bytes) -> None:
    asked(world, dossier)
    sign_waiting(lambda content, order: returned or content)
    [failed] = requests(dossier)
    assert failed.state is RequestState.FAILED
    assert "một tệp khác" in failed.failure
    assert Attachment.objects.count() == 1


def test_a_signed_file_that_is_unfit_is_not_taken(world: World, dossier: Outcome) -> None:
    asked(world, dossier)
    sign_waiting(lambda content, order: added_to(content, "/JavaScript"))
    [failed] = requests(dossier)
    assert (failed.state, "mã lệnh" in failed.failure) == (RequestState.FAILED, True)


def test_a_file_taken_away_meanwhile_is_not_signed(world: World, dossier: Outcome) -> None:
    asked(world, dossier)

    def late(content: bytes, order: SignOrder) -> bytes:
        remove(world.viewer("minh"), dossier.dossier_id, 1, reason="Nhầm", key="go")
        return Signer()(content, order)

    sign_waiting(late)
    assert requests(dossier)[0].state is RequestState.FAILED
    assert Attachment.objects.count() == 1
    assert list(checks.problems()) == []


def test_two_workers_store_one_signature(world: World, dossier: Outcome) -> None:
    asked(world, dossier)

    def meanwhile(content: bytes, order: SignOrder) -> bytes:
        row = SignatureRequest.objects.select_related("source__file", "dossier", "account", "unit").get()
        from motcua.records.casework import file_signing
        from motcua.records.files.keeping import keep

        signed = Signer()(content, order)
        file_signing._store(row, keep([upload(signed)])[0])
        return added_to(signed, "nữa")

    sign_waiting(meanwhile)
    assert Attachment.objects.count() == 2
    assert list(checks.problems()) == []


def test_whoever_does_not_see_the_dossier_asks_for_nothing(world: World, dossier: Outcome) -> None:
    strangers: tuple[Callable[[], object], ...] = (
        lambda: asked(world, dossier, who="van_tam"),
        lambda: ask(world.viewer("minh"), 999_999, 1, PERSONAL, key="x"),
    )
    for act in strangers:
        with pytest.raises(NotFound):
            act()
