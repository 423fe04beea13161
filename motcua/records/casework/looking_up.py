"""The citizen's look-up, slowed down for whoever guesses."""

from __future__ import annotations

from motcua.records.casework import queries
from motcua.records.casework.views import PublicView
from motcua.records.people.guessing import Gate
from motcua.rules.folding import clean
from motcua.rules.refusal import NotAllowed, NotFound

GATE = Gate(mark="tra-cuu:", by_name=10, by_address=30)
"""A citizen mistypes more often than a clerk, and a hamlet may share one address."""

LONGEST = 60


def look_up(code: str, *, secret: str, address: str) -> PublicView:
    """A dossier for whoever holds its code and secret; a wrong pair is remembered against code and address.

    Raises NotFound in the same words whatever is wrong, NotAllowed after too many wrong pairs, Refusal for what
    cannot be typed. Call it outside a transaction: a failure is remembered although it raises.
    """
    name = clean(code, field="code", limit=LONGEST).upper()
    word = clean(secret, field="secret", limit=LONGEST)
    if minutes := GATE.minutes_closed(name=name, address=address):
        raise NotAllowed(
            "code",
            "Đã nhập sai quá nhiều lần; hãy thử lại sau {minutes} phút, hoặc mang giấy tiếp nhận đến nơi đã nộp.",
            minutes=minutes,
        )
    try:
        return queries.look_up(name, secret=word)
    except NotFound:
        GATE.remember_failure(name=name, address=address)
        raise
