"""What is found in signed files that come in, and how it is kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from motcua.gateways.signature.demo import SampleSigner
from motcua.gateways.signature.verifying import Verifier
from motcua.records import clock
from motcua.records.casework import checks, queries, signature_checks, signatures
from motcua.records.casework.changes import Outcome
from motcua.records.casework.file_looking import look_again, look_waiting
from motcua.records.casework.file_signing import sign_waiting
from motcua.records.casework.signature_types import Distrust, SignatureView
from motcua.records.outbox.actions import Drained
from motcua.records.outbox.delivery import PermanentFailure
from tests.records.casework.filing import add
from tests.records.casework.signing import (
    AGENCY,
    RESULT,
    Signer,
    asked,
    dossier,
    signing_folder,
)
from tests.records.files.specimens import pdf, picture, upload
from tests.world import World

__all__ = ["dossier", "signing_folder"]


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
