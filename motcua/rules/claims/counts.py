"""Counts: "tiếp nhận 1.401 hồ sơ", "24 cơ quan, đơn vị", "hồ sơ quá hạn: 05"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from motcua.rules.claims.claim import Claim, Kind
from motcua.rules.claims.words import ALONE, NOUN, VERBS, compiled, noun_of
from motcua.rules.vietnamese_numbers import count

_FORMS = tuple(
    map(
        compiled,
        (
            rf"(?:{VERBS} )?(?P<n>{ALONE}) ?(?P<noun>{NOUN})",
            rf"{VERBS} (?P<n>{ALONE})",
            rf"(?P<noun>hồ sơ)(?: [^\d;:()\n.,]{{0,40}})?(?: là|:) (?P<n>{ALONE})",
        ),
    )
)

_ENDS = re.compile(r"[.!?;] |\n")


def counts(text: str) -> Iterator[Claim]:
    """Numbers of things, in the order of the forms."""
    for form in _FORMS:
        for match in form.finditer(text):
            value = count(match["n"])
            if value.is_whole:
                noun = noun_of(match.groupdict().get("noun") or _spoken_of(text, match.start()))
                yield Claim(kind=Kind.COUNT, start=match.start(), end=match.end(), numerator=value.whole, noun=noun)


def _spoken_of(text: str, place: int) -> str:
    """What a number without a noun counts: what its sentence counted last, else dossiers."""
    near = max(0, place - 400)
    begins = max((found.end() for found in _ENDS.finditer(text, near, place)), default=near)
    named = [found["noun"] for found in _FORMS[0].finditer(text, begins, place)]
    return named[-1] if named else "hồ sơ"
