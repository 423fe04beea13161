"""What a form sent, read strictly: a field that the form does not have is refused, never applied."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

from django.http import QueryDict

from motcua.desks.frame.pages import Hidden
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

KEY = "request_key"
"""The hidden field that carries the idempotency key, made when the form is rendered."""

VERSION = "version"
"""The hidden field that carries the version of the dossier that the person saw."""

_ALWAYS = frozenset({"csrfmiddlewaretoken"})
_LONGEST_NUMBER = 18


def sent(data: QueryDict, *, fields: Iterable[str], repeated: Iterable[str] = ()) -> Mapping[str, str]:
    """The `fields` of a form as typed, "" for one that was not sent; those `repeated` are read with `getlist`.

    Raises Refusal naming a field that the form does not have (code, due_at, status … are the server's), and one
    that came twice.
    """
    single, many = frozenset(fields), frozenset(repeated)
    for name in data:
        if name not in single | many | _ALWAYS:
            shown = clean("".join(letter for letter in name if letter.isprintable())[:40], field="form")
            raise Refusal(
                shown or "form", "Biểu mẫu này không có trường «{name}»; hãy tải lại trang rồi gửi lại.", name=shown
            )
        if name in single and len(data.getlist(name)) > 1:
            raise Refusal(name, "Trường «{name}» gửi lên hai lần; hãy tải lại trang rồi gửi lại.", name=name)
    return {name: data.get(name, "") for name in single}


def whole_number(text: str, *, field: str) -> int:
    """A whole number from 0, as a hidden field or a short box holds it. Raises Refusal naming `field`."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER):
        raise Refusal(field, "Cần một số nguyên; hãy nhập lại, hoặc tải lại trang nếu ô này không hiện.")
    return int(digits)


def fresh_key() -> Hidden:
    """A new idempotency key as a hidden field: a retry of the same form gives the same answer."""
    return kept_key("")


def kept_key(sent_key: str) -> Hidden:
    """The key a form came with, so that the corrected form is still the same request; a new one where none came."""
    return Hidden(name=KEY, value=sent_key or secrets.token_urlsafe(18))


def version_seen(version: int) -> Hidden:
    """The version of a dossier as a hidden field."""
    return Hidden(name=VERSION, value=str(version))
