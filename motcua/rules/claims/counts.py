"""Counts: "tiếp nhận 1.401 hồ sơ", "24 cơ quan, đơn vị", "hồ sơ quá hạn: 05"."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.rules.claims.claim import Claim, Kind
from motcua.rules.claims.words import ALONE, NOUN, VERBS, compiled
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


def counts(text: str) -> Iterator[Claim]:
    """Numbers of things, in the order of the forms."""
    for form in _FORMS:
        for match in form.finditer(text):
            value = count(match["n"])
            if value.is_whole:
                noun = match.groupdict().get("noun") or "hồ sơ"
                yield Claim(
                    kind=Kind.COUNT, start=match.start(), end=match.end(), numerator=value.whole, noun=noun.casefold()
                )
