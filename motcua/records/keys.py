"""The keys of the store, in files outside the database: DATA_DIR/keys, readable by the owner alone.

They are made once, by `motcua init` or `motcua demo`. A missing or unreadable key is refused and never made anew:
a fresh one would make every receipt and checkpoint of the old one look forged.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from motcua.rules.refusal import Refusal

JOURNAL = "journal.pem"
RECEIPTS = "receipts.key"
SESSION = "session.key"
NAMES = (JOURNAL, RECEIPTS, SESSION)
RECEIPT_KEY_SIZE = 32


def folder(data: Path | None = None) -> Path:
    """Where the keys of the store in `data` are; without it, of the store in use."""
    return Path(settings.DATA_DIR if data is None else data) / "keys"


def create(data: Path | None = None) -> None:
    """Makes the three keys of a new store; Refusal when one of them is there already."""
    place = folder(data)
    for name in NAMES:
        if (place / name).exists():
            raise Refusal(
                "keys", "Đã có khóa {name} trong {folder}; không tạo đè lên khóa cũ.", name=name, folder=place
            )
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    _write(place / JOURNAL, pem)
    _write(place / RECEIPTS, secrets.token_bytes(RECEIPT_KEY_SIZE))
    _write(place / SESSION, secrets.token_urlsafe(48).encode())


def journal_key(data: Path | None = None) -> Ed25519PrivateKey:
    """Signs the checkpoints of the journal. Refusal when it is missing or not an Ed25519 key."""
    try:
        key = load_pem_private_key(_read(JOURNAL, data), password=None)
    except ValueError:
        raise _spoilt(JOURNAL, data) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _spoilt(JOURNAL, data)
    return key


def receipt_key(data: Path | None = None) -> bytes:
    """The 32 bytes from which the secrets on receipts are derived. Refusal when missing or of another length."""
    key = _read(RECEIPTS, data)
    if len(key) != RECEIPT_KEY_SIZE:
        raise _spoilt(RECEIPTS, data)
    return key


def session_key(data: Path | None = None) -> str:
    """Django's SECRET_KEY. Refusal when it is missing or too short."""
    key = _read(SESSION, data).decode("ascii", "replace").strip()
    if len(key) < 50:
        raise _spoilt(SESSION, data)
    return key


def problems(data: Path | None = None) -> list[str]:
    """What is wrong with the keys of the store, in Vietnamese: missing, unreadable, or readable by others."""
    found: list[str] = []
    for read in (journal_key, receipt_key, session_key):
        try:
            read(data)
        except Refusal as refusal:
            found.append(str(refusal))
    paths = [folder(data) / name for name in NAMES]
    open_to_others = [path for path in paths if path.exists() and path.stat().st_mode & 0o077]
    return found + [f"Người khác trên máy đọc được khóa {path}; hãy chạy: chmod 600 {path}" for path in open_to_others]


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


_known: dict[Path, tuple[int, bytes]] = {}


def _read(name: str, data: Path | None) -> bytes:
    path = folder(data) / name
    try:
        stamp = path.stat().st_mtime_ns
        known = _known.get(path)
        if known is None or known[0] != stamp:
            known = _known[path] = (stamp, path.read_bytes())
    except OSError:
        raise Refusal(
            "keys",
            "Không đọc được khóa {name} trong {folder}. Kho mới: chạy `motcua init`. "
            "Kho đã dùng: lấy lại khóa từ bản sao lưu, không tạo khóa mới.",
            name=name,
            folder=path.parent,
        ) from None
    return known[1]


def _spoilt(name: str, data: Path | None) -> Refusal:
    return Refusal(
        "keys",
        "Khóa {name} trong {folder} không đúng dạng; hãy lấy lại từ bản sao lưu. Chỉ kho mới dùng `motcua init`.",
        name=name,
        folder=folder(data),
    )
