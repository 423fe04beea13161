"""Authorities and certificates of a test's own, and orders to sign with them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

from motcua.gateways.signature.base import SignatureKind, SignOrder
from motcua.law.types import LOCAL

MORNING = datetime.datetime(2023, 4, 27, 9, 0, tzinfo=LOCAL)
FROM, UNTIL = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC), datetime.datetime(2049, 1, 1, tzinfo=datetime.UTC)
PASSWORD = "Mật khẩu dài 2023"
_LISTED = x509.DistributionPoint([x509.UniformResourceIdentifier("http://crl.example.vn/g.crl")], None, None, None)
"""Where an authority says that it lists what it revoked; nobody ever asks there."""


def order(number: int = 1, **changes: Any) -> SignOrder:
    """Anh Minh's signature on a result."""
    one = SignOrder(
        id=number,
        kind=SignatureKind.PERSONAL,
        key="minh",
        name="Nguyễn Văn Minh",
        organisation="Ủy ban nhân dân xã Thanh Sơn",
        reason="Ký số tệp số 1",
        place="Xã Thanh Sơn",
        at=MORNING,
    )
    return replace(one, **changes)


def of_agency(number: int = 2) -> SignOrder:
    """The signature of the commune."""
    name = "Ủy ban nhân dân xã Thanh Sơn"
    return order(number, kind=SignatureKind.AGENCY, key="tra_cu.thanh_son", name=name)


@dataclass(frozen=True, kw_only=True)
class Authority:
    """A root that gives out certificates."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def pem(self) -> bytes:
        """The root as a file."""
        return self.certificate.public_bytes(Encoding.PEM)

    def revokes(self, *serials: int) -> bytes:
        """The list of what it revoked."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(self.certificate.subject)
        builder = builder.last_update(FROM).next_update(UNTIL)
        for serial in serials:
            revoked = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(FROM).build()
            builder = builder.add_revoked_certificate(revoked)
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)


def authority(name: str = "Gốc chứng thực thử") -> Authority:
    """A root made for this test."""
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key=key, certificate=_certificate(name, key.public_key(), signed_by=key, issuer=name, root=True))


def file_for(
    folder: Path, *, by: Authority, key: str = "minh", name: str = "Nguyễn Văn Minh", until: datetime.datetime = UNTIL,
    place: str = "people", password: str = PASSWORD,
) -> x509.Certificate:  # fmt: skip
    """A certificate with its key in the folder of an office, and its password beside it."""
    own = ec.generate_private_key(ec.SECP256R1())
    issuer = by.certificate.subject.rfc4514_string().removeprefix("CN=")
    certificate = _certificate(name, own.public_key(), signed_by=by.key, issuer=issuer, until=until)
    content = pkcs12.serialize_key_and_certificates(
        name.encode(), own, certificate, [by.certificate], BestAvailableEncryption(PASSWORD.encode())
    )
    (folder / place).mkdir(exist_ok=True)
    for ending, told in ((".p12", content), (".password", f"{password}\n".encode())):
        file = folder / place / f"{key}{ending}"
        file.write_bytes(told)
        file.chmod(0o600)
    return certificate


def _certificate(
    name: str,
    key: ec.EllipticCurvePublicKey,
    *,
    signed_by: ec.EllipticCurvePrivateKey,
    issuer: str,
    root: bool = False,
    until: datetime.datetime = UNTIL,
) -> x509.Certificate:
    usage = {"digital_signature": not root, "content_commitment": not root, "key_cert_sign": root, "crl_sign": root}
    others = ("key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only")
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage, **dict.fromkeys(others, False)), critical=True)
        .add_extension(x509.CRLDistributionPoints([_LISTED]), critical=False)
        .sign(signed_by, SHA256())
    )
