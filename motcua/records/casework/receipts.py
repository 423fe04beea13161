"""The secret a citizen looks a dossier up with, and the printing of receipts."""

from __future__ import annotations

import base64
import hashlib
import hmac

from motcua.records import keys

_LENGTH = 13


def secret(code: str) -> str:
    """The look-up secret of a dossier: 13 letters and digits, 65 bits, made from its code and a key of the store.

    Nothing of it is kept in the database, and a reprinted receipt carries the same one.
    """
    digest = hmac.new(keys.receipt_key(), code.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:_LENGTH].decode().lower()


def is_secret(code: str, *, given: str) -> bool:
    """Whether `given` is the secret of `code`; takes the same time whatever is wrong."""
    typed = "".join(given.split()).lower().replace("-", "")
    return hmac.compare_digest(secret(code).encode(), typed.encode("utf-8", "replace"))
