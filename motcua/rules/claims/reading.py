"""Reads the claims of a text: the forms that tell most come first, and a piece of text makes one claim."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from motcua.rules.citation_symbols import DocumentKinds
from motcua.rules.citations import Citation, citations_in
from motcua.rules.claims.apart import without
from motcua.rules.claims.claim import Claim, Kind
from motcua.rules.claims.counts import counts
from motcua.rules.claims.growth import bare_growth, growth
from motcua.rules.claims.lines import grouped, unwrapped
from motcua.rules.claims.ratios import pairs, ratios, shares_of_sentence
from motcua.rules.claims.sums import sums
from motcua.rules.claims.words import MASK
from motcua.rules.transcript import Transcript, transcript

_FORMS: tuple[Callable[[str], Iterator[Claim]], ...] = (growth, ratios, sums)
_WEAKER: tuple[Callable[[str], Iterator[Claim]], ...] = (bare_growth, pairs, counts)

_CLOSING = re.compile(rf"[^\d{MASK}()\n]{{0,40}}\)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """The claims of a text in its order. Offsets of claims are those of `script.text`; `masked` is the same text with
    the digits that claim nothing masked.
    """

    script: Transcript
    masked: str
    claims: tuple[Claim, ...]

    def text_of(self, claim: Claim) -> str:
        """The piece of the given text that makes a claim."""
        start, end = self.script.span(claim.start, claim.end)
        return self.script.given[start:end]


def read(text: str, *, kinds: DocumentKinds) -> Reading:
    """Reads a text; `kinds` are the abbreviations of documents by which references are known."""
    script = unwrapped(transcript(text))
    cited = citations_in(script, kinds=kinds)
    places = _places_back(script)
    references = [_reference(citation, places) for citation in cited]
    masked = grouped(without(script.text, ((claim.start, claim.end) for claim in references)))
    taken = _Taken(masked, references)
    for form in _FORMS:
        taken.take(form(masked))
    taken.take(shares_of_sentence(masked, taken.claims))
    for form in _WEAKER:
        taken.take(form(masked))
    return Reading(script=script, masked=masked, claims=tuple(sorted(taken.claims, key=_place)))


class _Taken:
    """Claims that do not overlap: whichever is taken first stays. Only shares may stand within a sum."""

    def __init__(self, text: str, claims: list[Claim]) -> None:
        self._text = text
        self.claims = claims
        self._sums: set[int] = set()
        self._others = {place for claim in claims for place in range(claim.start, claim.end)}

    def take(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            claim = _closed(self._text, claim)
            places = set(range(claim.start, claim.end))
            within_a_sum = claim.kind is Kind.RATIO and places <= self._sums
            if self._others.isdisjoint(places) and (within_a_sum or self._sums.isdisjoint(places)):
                own = self._sums if claim.kind is Kind.SUM else self._others
                own |= places
                self.claims.append(claim)


def _closed(text: str, claim: Claim) -> Claim:
    """A claim whose bracket closes right after it goes up to the bracket."""
    said = text[claim.start : claim.end]
    rest = _CLOSING.match(text, claim.end)
    if rest is None or said.count("(") <= said.count(")"):
        return claim
    return replace(claim, end=rest.end())


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start, -claim.end


def _places_back(script: Transcript) -> dict[int, int]:
    """The offset in the comparable text of each offset in the given one at which a letter begins."""
    return {place: index for index, place in reversed(list(enumerate(script.places)))}


def _reference(citation: Citation, places: dict[int, int]) -> Claim:
    return Claim(kind=Kind.REFERENCE, start=places[citation.start], end=places[citation.end], citation=citation)
