"""The key of a request, by which a retry is told from another request."""

from __future__ import annotations

from motcua.rules.refusal import Refusal

LONGEST = 100


def request_key(key: str, *, owner: str) -> str:
    """An idempotency key as it is stored: each `owner` has a space of keys of their own.

    Raises Refusal (`key`) for an empty one, and one that is too long or not of printable ASCII.
    """
    if not 1 <= len(key) <= LONGEST or not key.isascii() or not key.isprintable():
        raise Refusal("key", "Khóa chống gửi trùng phải có từ 1 đến 100 ký tự ASCII; hãy tải lại trang.")
    return f"{owner}:{key}"
