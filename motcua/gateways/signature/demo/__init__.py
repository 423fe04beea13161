"""The gateway to copy: signs with certificates of its own making, which say that they are samples and worth nothing.

A demonstration store keeps them in `keys/sample-signing/`; the root goes among the roots that the store trusts, as
that of a real authority would. A real store is refused.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import NameOID

from motcua.gateways.signature.base import SignOrder
from motcua.gateways.signature.verifying import trust_folder
from motcua.records import keys, store
from motcua.rules.refusal import NotAllowed

SAMPLE = "mẫu, không có giá trị pháp lý"
ROOT = f"Chứng thực {SAMPLE}"
ROOT_FILE = "chung-thuc-mau.pem"
_MARK = " (mẫu)"

_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
_LONGEST_NAME = 64
"""Bytes of a name in a certificate (X.520, counted the strict way)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


class SampleSigner:
    """Signs for anybody. Raises NotAllowed outside a demonstration store."""

    def __init__(self) -> None:
        here = store.read()
        if here is None or not here.is_demonstration:
            raise NotAllowed(
                "MOTCUA_SIGN",
                "Chữ ký số mẫu chỉ dùng trong kho mẫu; kho thật hãy đặt MOTCUA_SIGN=pkcs12 hoặc bỏ biến này.",
            )

    def sign(self, pdf: bytes, order: SignOrder) -> bytes:
        """Signs with the sample certificate of the person or agency, made when it is first needed."""
        from motcua.gateways.signature.pades import signed  # takes a second to load: only signing needs it

        root = _kept("root", lambda: _made(ROOT, issuer=None))
        _trust(root.certificate)
        name = sha256(f"{order.kind}:{order.key}:{order.name}:{order.organisation}".encode()).hexdigest()[:32]
        called = f"{_cut(order.name, _LONGEST_NAME - len(_MARK.encode()))}{_MARK}"
        own = _kept(name, lambda: _made(called, issuer=root, organisation=_cut(order.organisation, _LONGEST_NAME)))
        told = replace(order, reason=f"{order.reason} ({SAMPLE})")
        return signed(pdf, told, key=own.key, certificate=own.certificate, chain=(root.certificate,))


def _kept(name: str, make: Callable[[], _Pair]) -> _Pair:
    """A pair from its file, made and written there when there is none; of two made at once, the first one counts."""
    folder = keys.folder() / "sample-signing"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{name}.pem"
    if not file.exists():
        pair = make()
        pem = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write_once(file, pem + pair.certificate.public_bytes(Encoding.PEM))
    content = file.read_bytes()
    key = load_pem_private_key(content, password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    return _Pair(key=key, certificate=x509.load_pem_x509_certificate(content))


def _cut(text: str, size: int) -> str:
    """The beginning of a text, in so many bytes."""
    return text.encode()[:size].decode(errors="ignore").strip()


def _made(name: str, *, issuer: _Pair | None, organisation: str = "") -> _Pair:
    key = ec.generate_private_key(ec.SECP256R1())
    told = [(NameOID.COUNTRY_NAME, "VN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, name)]
    subject = x509.Name([x509.NameAttribute(oid, text) for oid, text in told if text])
    root = issuer is None
    usage = x509.KeyUsage(
        digital_signature=not root,
        content_commitment=not root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=root,
        crl_sign=root,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=root, path_length=0 if root else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(issuer.key if issuer else key, SHA256())
    )
    return _Pair(key=key, certificate=certificate)


def _trust(root: x509.Certificate) -> None:
    folder = trust_folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / ROOT_FILE).exists():
        _write_once(folder / ROOT_FILE, root.public_bytes(Encoding.PEM))


def _write_once(file: Path, content: bytes) -> None:
    """Writes a file whole, unless somebody else was quicker."""
    fresh = file.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(fresh, file)
        except FileExistsError:
            return
    finally:
        fresh.unlink()
