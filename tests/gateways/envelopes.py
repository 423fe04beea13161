"""An envelope to deliver, and servers of the other side that run beside a test."""

from __future__ import annotations

import datetime
import ssl
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from motcua.gateways.messages.base import Channel, Envelope
from motcua.records.notices.wording import Language


def envelope(number: int = 42, **changes: Any) -> Envelope:
    """A mail about a dossier."""
    one = Envelope(
        id=f"motcua-0f3a-{number}",
        channel=Channel.MAIL,
        to="anh@example.vn",
        subject="Đã có kết quả hồ sơ H59",
        text="Kính gửi ông/bà Kim Thị Ngọc Ánh,\n\nHồ sơ đã có kết quả.",
        language=Language.VI,
    )
    return replace(one, **changes)


@dataclass(frozen=True, kw_only=True)
class Trust:
    """Two sides of TLS: a server that is `localhost`, and whoever trusts it."""

    server: ssl.SSLContext
    client: ssl.SSLContext


def trust(folder: Path) -> Trust:
    """A certificate for localhost, made for this test."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begun = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begun)
        .not_valid_after(begun + datetime.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "localhost.pem"
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(pem + certificate.public_bytes(Encoding.PEM))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return Trust(server=server, client=ssl.create_default_context(cafile=str(file)))
