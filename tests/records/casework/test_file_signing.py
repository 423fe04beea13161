"""Signatures on files of a dossier: who asks, what becomes of it, and what is found in files that come in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from motcua.gateways.signature.demo import SampleSigner
from motcua.gateways.signature.services import SampleKeys
from motcua.gateways.signature.verifying import Verifier
from motcua.records import clock
from motcua.records.casework import checks, queries, signature_checks, signatures
from motcua.records.casework.attaching import About, remove
from motcua.records.casework.attachments import Kind, listing, opened
from motcua.records.casework.changes import Outcome
from motcua.records.casework.file_looking import look_again, look_waiting
from motcua.records.casework.file_signing import Asked, ask, sign_waiting
from motcua.records.casework.models import Attachment, SignatureRequest
from motcua.records.casework.signature_types import Distrust, SignatureKind, SignatureView, SignOrder
from motcua.records.casework.signatures import RequestState, RequestView
from motcua.records.journal import queries as journal_queries
from motcua.records.notices import actions as notices
from motcua.records.outbox import queries as outbox
from motcua.records.outbox.actions import Drained
from motcua.records.outbox.delivery import PermanentFailure, TemporaryFailure, Unreachable
from motcua.rules.dossier import State
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from tests.conftest import At
from tests.records.casework.filing import FORM, add
from tests.records.files.specimens import pdf, picture, upload
from tests.world import World

NOW = "2023-05-04 10:00"
RESULT = About(kind=Kind.RESULT, label="Giấy xác nhận")
PERSONAL, AGENCY = SignatureKind.PERSONAL, SignatureKind.AGENCY


def added_to(content: bytes, words: str) -> bytes:
    """A PDF with a line at its end, which it still has."""
    return content + f"%% {words}\n".encode() + content[content.rindex(b"startxref") :]


@dataclass
class Signer:
    """A signer of the test: adds a line, remembers the orders, and fails as told."""

    fails: list[Exception] = field(default_factory=list)
    orders: list[SignOrder] = field(default_factory=list)

    def __call__(self, content: bytes, order: SignOrder) -> bytes:
        self.orders.append(order)
        if self.fails:
            raise self.fails.pop(0)
        return added_to(content, f"{order.kind}-{order.id} {order.key}")


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.SIGNING = SampleKeys()


@pytest.fixture
def dossier(world: World, at: At) -> Outcome:
    """A dossier with a result of which nobody has signed yet: file 1."""
    handled = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    add(world, handled, upload(pdf(mark="kết quả"), "ket-qua.pdf"), about=RESULT)
    return handled


def asked(
    world: World, on: Outcome, *, who: str = "minh", number: int = 1, kind: SignatureKind = PERSONAL, key: str = ""
) -> Asked:
    return ask(world.viewer(who), on.dossier_id, number, kind, key=key or world.key())


def requests(on: Outcome) -> tuple[RequestView, ...]:
    return signatures.requests(on.dossier_id)


def machine_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    from datetime import timedelta

    later = clock.machine() + timedelta(days=days)
    monkeypatch.setattr(clock, "machine", lambda: later)


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


FOUND = SignatureView(
    signer="Kim Thị Ngọc Ánh",
    organisation="",
    issuer="Gốc thử",
    intact=True,
    unchanged=True,
    whole=True,
    distrust=Distrust.UNKNOWN,
    at=None,
    stamped=False,
)


def reports(world: World, on: Outcome) -> dict[int, signatures.Report]:
    return signatures.reports_of(queries.dossier(world.viewer("minh"), on.code))


def test_what_is_found_in_a_file_is_remembered(world: World, dossier: Outcome) -> None:
    add(world, dossier, upload(picture(), "anh.png"), about=RESULT)
    assert reports(world, dossier) == {}
    now = clock.now()
    assert look_waiting(lambda content: (FOUND,), roots="a") == Drained(sent=1, later=0, dead=0)
    [(number, report)] = reports(world, dossier).items()
    assert (number, report.looked_at, report.found, report.unreadable) == (1, now, (FOUND,), False)
    assert not FOUND.valid
    assert list(checks.problems()) == []


def test_a_signed_file_is_judged_again_by_other_roots(world: World, dossier: Outcome) -> None:
    add(world, dossier, upload(pdf(mark="khác"), "khac.pdf"), about=RESULT)
    look_waiting(lambda content: (FOUND,) if "quả".encode() in content else (FOUND,)[:0], roots="a")
    look_waiting(lambda content: (), roots="a")
    trusted = replace(FOUND, distrust=Distrust.NONE)
    signed = sum(bool(report.found) for report in reports(world, dossier).values())
    assert look_again(lambda content: (trusted,), roots="a") == 0
    assert look_again(lambda content: (trusted,), roots="b") == signed
    assert look_again(lambda content: (trusted,), roots="b") == 0
    assert list(checks.problems()) == []


def test_signatures_that_cannot_be_read_are_remembered_as_such(world: World, dossier: Outcome) -> None:
    def unreadable(content: bytes) -> tuple[SignatureView, ...]:
        raise PermanentFailure("Không đọc được")

    look_waiting(unreadable, roots="a")
    assert reports(world, dossier)[1].unreadable
    assert list(checks.problems()) == []


def test_signed_and_looked_at_with_real_certificates(world: World, dossier: Outcome, store: Path) -> None:
    signer = SampleSigner()
    asked(world, dossier)
    sign_waiting(signer.sign)
    asked(world, dossier, who="bich_thuy", number=2, kind=AGENCY)
    sign_waiting(signer.sign)
    verify = Verifier()
    look_waiting(verify, roots=verify.roots)
    found = {number: report.found for number, report in reports(world, dossier).items()}
    assert [len(found[number]) for number in (1, 2, 3)] == [0, 1, 2]
    assert all(one.valid for one in (*found[2], *found[3]))
    assert [one.whole for one in found[3]] == [False, True]


TAMPERED = {
    "UPDATE casework_signaturerequest SET state = 'waiting'": "trạng thái",
    "UPDATE casework_signaturerequest SET kind = 'agency'": "tệp được ký",
    "UPDATE casework_signaturerequest SET version = 5": "số lần thay đổi",
    "UPDATE casework_signaturerequest SET asked_at = ended_at, ended_at = NULL": "lúc xong",
    "UPDATE casework_signaturerequest SET account_id = account_id + 1": "người yêu cầu",
    "UPDATE casework_signaturerequest SET result_id = source_id": "tệp đã ký",
    """UPDATE casework_signaturereport SET found = REPLACE(found, '"unknown"', '""')""": "nhận định",
    "UPDATE casework_signaturereport SET found = REPLACE(found, 'Kim', 'Sơn')": "chữ ký",
    "UPDATE casework_signaturereport SET signed = NOT signed": "việc có chữ ký",
    "UPDATE casework_signaturereport SET roots = 'b'": "tệp",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_what_was_changed_behind_the_back_is_found(world: World, dossier: Outcome, change: str) -> None:
    asked(world, dossier)
    look_waiting(lambda content: (FOUND,), roots="a")
    sign_waiting(Signer())
    assert list(signature_checks.problems()) == []
    with connection.cursor() as cursor:
        cursor.execute(change)
    told = list(signature_checks.problems())
    assert any(f": {TAMPERED[change]} khác với nhật ký" in text for text in told), told


@pytest.mark.parametrize("table", ["casework_signaturerequest", "casework_signaturereport"])
def test_rows_without_a_word_are_found_and_never_deleted(world: World, dossier: Outcome, table: str) -> None:
    asked(world, dossier)
    look_waiting(lambda content: (FOUND,), roots="a")
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id + 1000")
    assert len(list(signature_checks.problems())) == 2
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_whoever_does_not_see_the_dossier_asks_for_nothing(world: World, dossier: Outcome) -> None:
    strangers: tuple[Callable[[], object], ...] = (
        lambda: asked(world, dossier, who="van_tam"),
        lambda: ask(world.viewer("minh"), 999_999, 1, PERSONAL, key="x"),
    )
    for act in strangers:
        with pytest.raises(NotFound):
            act()
