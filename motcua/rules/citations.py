"""References to documents in a text: 03/KH-UBND, 61/2018/NĐ-CP, 12-CTr/TU, 12/UBND-NV.

Source: 30/2020/NĐ-CP, Phụ lục I and III for administrative documents; 36-HD/VPTW for those of the Party; the law on
normative documents for their numbers (chờ kiểm chứng). Writing is tolerated as it occurs: blanks around slashes, small
letters, long dashes, "số", decomposed letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from motcua.rules.citation_symbols import Class, DocumentKinds, Symbol, symbol_of
from motcua.rules.transcript import Transcript, transcript

_LETTERS = "A-Za-zĐđƯưÂâÔôƠơÊê"
_TOKEN = rf"[{_LETTERS}][{_LETTERS}0-9&]*(?:\.[{_LETTERS}][{_LETTERS}0-9]*)*"
_SLASH = r" {0,2}/ {0,2}\n? ?"
_HYPHEN = r" ?- {0,2}\n? ?"
_NUMBER = r"(?<![\w/])(?<!\d[.,])(?<!\w-)(?P<number>\d{1,3}\.\d{3}|\d{1,6}[a-zđ]?)"
_SYMBOL = rf"(?P<head>{_TOKEN})(?:{_HYPHEN}(?P<tail>{_TOKEN}(?:-{_TOKEN})*))?"
_END = r"(?![\w/])"

_OF_STATE = re.compile(rf"{_NUMBER}{_SLASH}(?:(?P<year>(?:19|20)\d\d){_SLASH})?{_SYMBOL}{_END}")
_OF_PARTY = re.compile(rf"{_NUMBER}{_HYPHEN}(?P<head>{_TOKEN}){_SLASH}(?P<tail>{_TOKEN}(?:-{_TOKEN})*){_END}")

_DAY = (
    r"ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>(?:19|20)\d\d)"
    r"|\s+tháng\s+(?P<month_>\d{1,2})\s*,?\s+năm\s+(?P<year_>(?:19|20)\d\d))(?!\d)"
)
_DATED_AFTER = re.compile(
    r" *[,(]? *(?:của [^\d,;.()\n]{1,80}?[ ,(]+)?(?:(?:được )?(?:ký )?(?:ban hành )?)" + _DAY, re.IGNORECASE
)
_NOT_ITS_DAY = re.compile(r"\b(?:từ|đến|trước|sau|hết|kể từ)\s+ngày", re.IGNORECASE)
_DATED_BEFORE = re.compile(_DAY + r"[^\d;.\n]{0,100}\bban hành [^\d;.\n]{0,60}$", re.IGNORECASE)
_NAMED = re.compile(r"(?P<words>[^\d\n;.]{0,60}?)\s*\(?(?P<word_number>\bsố)?\s*:?\s*$", re.IGNORECASE)
_BEFORE = 200
"""Characters before a number among which its kind and its day are looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A reference as found. `number` is as printed, `reference` the whole in its usual writing; `year` and `day` are
    None where the text does not tell them. `kind` is written out; `issuer` is the abbreviation that the symbol names.

    `start` and `end` are offsets in the text as given, in code points; `text` stands between them.
    """

    text: str
    kind: str
    document_class: Class
    number: str
    symbol: str
    reference: str
    year: int | None
    day: date | None
    issuer: str
    start: int
    end: int


def citations(text: str, *, kinds: DocumentKinds) -> tuple[Citation, ...]:
    """The references to documents in a text, in its order."""
    return citations_in(transcript(text), kinds=kinds)


def citations_in(script: Transcript, *, kinds: DocumentKinds) -> tuple[Citation, ...]:
    """The references in a text that was made comparable."""
    found = [*_matches(script, _OF_PARTY, kinds), *_matches(script, _OF_STATE, kinds)]
    taken: list[Citation] = []
    for citation in sorted(found, key=lambda each: (each.start, -each.end)):
        if not taken or citation.start >= taken[-1].end:
            taken.append(citation)
    return tuple(taken)


def _matches(script: Transcript, pattern: re.Pattern[str], kinds: DocumentKinds) -> Iterator[Citation]:
    for match in pattern.finditer(script.text):
        before = script.text[max(0, match.start() - _BEFORE) : match.start()]
        said = _NAMED.search(before[-62:])
        named = kinds.named_at_end(said["words"]) if said else ""
        groups = match.groupdict()
        symbol = symbol_of(
            groups["head"],
            groups["tail"] or "",
            kinds=kinds,
            of_party=pattern is _OF_PARTY,
            dated=bool(groups.get("year")),
            named=named,
            announced=bool(named or (said and said["word_number"])),
        )
        if symbol is not None:
            yield _citation(script, match, symbol, before=before)


def _citation(script: Transcript, match: re.Match[str], symbol: Symbol, *, before: str) -> Citation:
    start, end = script.span(match.start(), match.end())
    number, year = match["number"], match.groupdict().get("year")
    day = _day(script.text[match.end() : match.end() + _BEFORE], before=before)
    serial = number.replace(".", "")
    reference = f"{serial}/{year}/{symbol.text}" if year else f"{serial}{symbol.separator}{symbol.text}"
    citation = Citation(
        text=script.given[start:end],
        kind=symbol.kind,
        document_class=symbol.document_class,
        number=number,
        symbol=symbol.text,
        reference=reference,
        year=int(year) if year else None,
        day=day,
        issuer=symbol.issuer,
        start=start,
        end=end,
    )
    if day and not year:
        return replace(citation, year=day.year)
    # A number that holds its year is never dated otherwise: the day is then that of something else.
    return replace(citation, day=None) if day and citation.year != day.year else citation


def _day(after: str, *, before: str) -> date | None:
    """The day that stands right after a number, or before it where somebody "ban hành" the document."""
    match = _DATED_AFTER.match(after)
    if match is None or _NOT_ITS_DAY.search(match.group()):
        match = _DATED_BEFORE.search(before)
    if match is None:
        return None
    try:
        return date(int(match["year"] or match["year_"]), int(match["month"] or match["month_"]), int(match["day"]))
    except ValueError:
        return None
