"""Signatures on PDFs: what is made is found again, what was changed is seen, and nothing is trusted without a root."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfReader

from motcua.gateways.signature import verifying
from motcua.gateways.signature.base import Distrust, PermanentFailure, SignatureView, Unreachable
from motcua.gateways.signature.demo import ROOT, ROOT_FILE, SAMPLE, SampleSigner
from motcua.gateways.signature.pkcs12 import FileSigner
from motcua.gateways.signature.registry import signer
from motcua.gateways.signature.services import CertificateFiles, SampleKeys
from motcua.gateways.signature.verifying import Verifier
from motcua.records import store as stores
from motcua.rules.refusal import NotAllowed
from tests.gateways.certificates import MORNING, Authority, authority, file_for, of_agency, order
from tests.records.files.specimens import pdf


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folder of an office's certificates; `trust` stands beside it."""
    for name in ("office", "trust"):
        (tmp_path / name).mkdir()
    return tmp_path / "office"


def verified(pdf: bytes, office: Path) -> tuple[SignatureView, ...]:
    return Verifier(office.parent / "trust")(pdf)


def trust(office: Path, root: Authority) -> None:
    (office.parent / "trust" / "goc.pem").write_bytes(root.pem())


@pytest.mark.usefixtures("store")
def test_a_sample_signature_is_found_and_says_what_it_is() -> None:
    content = pdf(pages=2)
    signed = SampleSigner().sign(content, order())
    assert signed.startswith(content)
    [found] = Verifier()(signed)
    assert found == SignatureView(
        signer="Nguyễn Văn Minh (mẫu)",
        organisation="Ủy ban nhân dân xã Thanh Sơn",
        issuer=ROOT,
        intact=True,
        unchanged=True,
        whole=True,
        distrust=Distrust.NONE,
        at=MORNING,
        stamped=False,
    )
    assert found.valid


def test_a_sample_certificate_is_made_for_the_longest_name(store: Path) -> None:
    name = "Bộ phận Tiếp nhận và Trả kết quả huyện Trà Cú, tỉnh Trà Vinh trước đây"
    signed = SampleSigner().sign(pdf(), order(name=name, organisation=name))
    [found] = Verifier()(signed)
    assert found.valid
    assert found.signer.endswith(" (mẫu)")
    assert name.startswith(found.organisation)
    fields = PdfReader(BytesIO(signed)).get_fields() or {}
    assert fields["Motcua-1"]["/V"]["/Reason"] == f"Ký số tệp số 1 ({SAMPLE})"


def test_sample_certificates_are_made_once_and_read_by_nobody_else(store: Path) -> None:
    for number in range(2):
        SampleSigner().sign(pdf(), order(number))
    files = list((store / "keys" / "sample-signing").iterdir())
    assert len(files) == 2
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert [file.name for file in (store / "trust").iterdir()] == [ROOT_FILE]


def test_a_real_store_has_no_sample_signatures(store: Path) -> None:
    stores.write(stores.Store(kind=stores.REAL, created_at=MORNING.isoformat()))
    with pytest.raises(NotAllowed, match="kho mẫu"):
        signer(SampleKeys())
    assert not (store / "keys" / "sample-signing").exists()


def test_a_second_signature_leaves_the_first_one_good(office: Path) -> None:
    root = authority()
    trust(office, root)
    file_for(office, by=root)
    file_for(office, by=root, place="agencies", key="tra_cu.thanh_son", name="UBND xã Thanh Sơn")
    signing = signer(CertificateFiles(folder=office))
    once = signing.sign(pdf(), order())
    twice = signing.sign(once, of_agency())
    assert twice.startswith(once)
    first, second = verified(twice, office)
    assert (first.signer, second.signer) == ("Nguyễn Văn Minh", "UBND xã Thanh Sơn")
    assert (first.valid, second.valid) == (True, True)
    assert (first.whole, second.whole) == (False, True)


def test_a_signature_is_not_valid_without_a_root(office: Path) -> None:
    root = authority()
    file_for(office, by=root)
    signed = FileSigner(office).sign(pdf(), order())
    [found] = verified(signed, office)
    assert (found.intact, found.distrust, found.valid) == (True, Distrust.UNKNOWN, False)
    trust(office, authority())  # another one of the same name
    [found] = verified(signed, office)
    assert (found.distrust, found.valid) == (Distrust.UNKNOWN, False)
    trust(office, root)
    [found] = verified(signed, office)
    assert found.valid


def test_the_set_of_roots_has_a_name_of_its_own(office: Path) -> None:
    folder = office.parent / "trust"
    before = Verifier(folder).roots
    assert before == Verifier(office.parent / "none").roots
    trust(office, authority())
    assert Verifier(folder).roots not in ("", before)


@pytest.mark.parametrize("place", [b"/MediaBox", b"/Title"])
def test_a_byte_changed_is_seen(office: Path, place: bytes) -> None:
    root = authority()
    trust(office, root)
    file_for(office, by=root)
    signed = FileSigner(office).sign(pdf(mark="Kết quả"), order())
    at = signed.index(place) + len(place) + 3
    [found] = verified(signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :], office)
    assert not found.intact
    assert not found.valid


def test_what_was_added_after_a_signature_is_seen(office: Path) -> None:
    root = authority()
    trust(office, root)
    file_for(office, by=root)
    writer = IncrementalPdfFileWriter(BytesIO(FileSigner(office).sign(pdf(), order())))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Lời")] = TextStringObject("thêm")
    page[NameObject("/Rotate")] = writer.add_object(TextStringObject("90"))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)
    [found] = verified(out.getvalue(), office)
    assert (found.intact, found.unchanged, found.whole, found.valid) == (True, False, False, False)


def test_a_certificate_that_was_revoked_is_not_trusted(office: Path) -> None:
    root = authority()
    trust(office, root)
    certificate = file_for(office, by=root)
    (office.parent / "trust" / "thu-hoi.crl").write_bytes(root.revokes(certificate.serial_number))
    [found] = verified(FileSigner(office).sign(pdf(), order()), office)
    assert (found.intact, found.distrust, found.valid) == (True, Distrust.REVOKED, False)


def test_a_certificate_that_ran_out_signs_nothing_and_is_not_trusted(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = authority()
    trust(office, root)
    until = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    file_for(office, by=root, until=until)
    monkeypatch.setattr("motcua.records.clock.machine", lambda: until - datetime.timedelta(days=1))
    signed = FileSigner(office).sign(pdf(), order())
    assert verified(signed, office)[0].valid
    monkeypatch.setattr("motcua.records.clock.machine", lambda: until + datetime.timedelta(days=1))
    assert verified(signed, office)[0].distrust is Distrust.EXPIRED
    with pytest.raises(PermanentFailure, match="hết hạn"):
        FileSigner(office).sign(pdf(), order())


def test_a_wrong_password_is_told_without_being_told(office: Path) -> None:
    file_for(office, by=authority(), password="Khac hoan toan")
    with pytest.raises(PermanentFailure, match="Mật khẩu") as failed:
        FileSigner(office).sign(pdf(), order())
    assert "Khac" not in str(failed.value)
    assert "Minh" not in str(failed.value)


@pytest.mark.parametrize("key", ["khong-co", "../people/minh", "minh/../minh", ""])
def test_who_has_no_certificate_cannot_sign(office: Path, key: str) -> None:
    file_for(office, by=authority())
    with pytest.raises(PermanentFailure):
        FileSigner(office).sign(pdf(), order(key=key))


def test_a_certificate_that_others_can_read_is_not_used(office: Path) -> None:
    file_for(office, by=authority())
    (office / "people" / "minh.password").chmod(0o644)
    with pytest.raises(PermanentFailure, match="chmod 600"):
        FileSigner(office).sign(pdf(), order())


def test_a_folder_that_is_away_is_waited_for(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        FileSigner(tmp_path / "usb").sign(pdf(), order())


def test_what_is_no_pdf_is_not_signed(office: Path) -> None:
    file_for(office, by=authority())
    with pytest.raises(PermanentFailure, match="không ký thêm được"):
        FileSigner(office).sign(b"%PDF-1.7\nhong\n%%EOF", order())


def test_a_file_without_signatures_asks_no_program(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "_child", None)
    assert verified(pdf(), office) == ()


def test_signatures_that_cannot_be_read_are_told(office: Path) -> None:
    with pytest.raises(PermanentFailure, match="Không đọc được"):
        verified(b"%PDF-1.7 /ByteRange hong", office)


def test_a_broken_root_makes_everything_unreadable_rather_than_trusted(office: Path) -> None:
    file_for(office, by=authority())
    (office.parent / "trust" / "hong.pem").write_bytes(b"khong phai chung thu")
    with pytest.raises(PermanentFailure, match="Không đọc được"):
        verified(FileSigner(office).sign(pdf(), order()), office)
