"""A checkpoint as text: a root of the log, signed, small enough for the QR code of a receipt.

The text is a checkpoint of C2SP tlog-checkpoint in a C2SP signed-note: the log's name, its size, its root in base64,
an empty line, and a line "— name base64(key id ‖ Ed25519 signature)" over everything above the empty line.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from motcua.rules.merkle import HASH_SIZE
from motcua.rules.refusal import Refusal

_ED25519 = b"\x01"
_KEY_ID_SIZE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedCheckpoint:
    """The log had this `root` when it had `size` entries; `text` is the signed note that says so."""

    origin: str
    size: int
    root: bytes
    text: str


def sign(*, origin: str, size: int, root: bytes, key: Ed25519PrivateKey) -> SignedCheckpoint:
    """The signed checkpoint of a log."""
    said = f"{origin}\n{size}\n{_base64(root)}\n"
    signature = _key_id(origin, key.public_key()) + key.sign(said.encode())
    text = f"{said}\n— {origin} {_base64(signature)}\n"
    return SignedCheckpoint(origin=origin, size=size, root=root, text=text)


def verify(text: str, *, key: Ed25519PublicKey) -> SignedCheckpoint:
    """Reads a checkpoint signed with `key`. Refusal when it cannot be read or the signature is not right.

    A text copied by hand or read from paper may have other line ends, or none at its end.
    """
    text = "\n".join(text.replace("\r\n", "\n").rstrip().split("\n")) + "\n"
    said, _, signatures = text.partition("\n\n")
    said += "\n"
    try:
        origin, size, root = said.rstrip("\n").split("\n")[:3]
        checkpoint = SignedCheckpoint(origin=origin, size=int(size), root=_bytes(root), text=text)
    except ValueError:
        raise Refusal("checkpoint", "Không đọc được mốc kiểm chứng: cần tên nhật ký, số mục và mã gốc.") from None
    if checkpoint.size < 0 or len(checkpoint.root) != HASH_SIZE:
        raise Refusal("checkpoint", "Mốc kiểm chứng có số mục hoặc mã gốc không đúng dạng.")
    if not any(_signed(line, said, origin=origin, key=key) for line in signatures.splitlines()):
        raise Refusal("checkpoint", "Chữ ký của mốc kiểm chứng không phải của nhật ký «{origin}».", origin=origin)
    return checkpoint


def public_text(origin: str, *, key: Ed25519PublicKey) -> str:
    """The public key as C2SP spells it: name+key id+base64(0x01 ‖ key)."""
    return f"{origin}+{_key_id(origin, key).hex()}+{_base64(_ED25519 + key.public_bytes_raw())}"


def _signed(line: str, said: str, *, origin: str, key: Ed25519PublicKey) -> bool:
    head = f"— {origin} "
    if not line.startswith(head):
        return False
    try:
        signature = _bytes(line.removeprefix(head))
        if signature[:_KEY_ID_SIZE] != _key_id(origin, key):
            return False
        key.verify(signature[_KEY_ID_SIZE:], said.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def _key_id(origin: str, key: Ed25519PublicKey) -> bytes:
    return sha256(origin.encode() + b"\n" + _ED25519 + key.public_bytes_raw()).digest()[:_KEY_ID_SIZE]


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from None
