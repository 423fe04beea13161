"""What a claim speaks of: which figure, of which unit or level, in which period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from motcua.rules.claims.claim import Claim, Kind
from motcua.rules.claims.reading import Reading
from motcua.rules.claims.spans import period_in_sentence
from motcua.rules.claims.subjects import LEVELS, WHOLE, Subject, subject_of

_CLAUSE = re.compile(r"[,;:.()\n]")
_SENTENCE = re.compile(r"[.!?] (?=[^\W\d_a-z])|\n")
_HEADING = 60
"""Characters at the beginning of a line in which a unit or level named there speaks for the whole line."""

_LONGEST = 600


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A unit by its key, or a level, or the whole of a district or province; nothing where the text names none."""

    unit: str = ""
    level: str = ""
    whole: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Named:
    """What a claim speaks of; `period` is empty where its sentence names none."""

    subject: Subject
    place: Place
    period: str


@dataclass(frozen=True)
class Names:
    """The units that a text may name, by their names as written ("Xã Hàm Tân")."""

    units: Mapping[str, str]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any unit, level or word for everything; the longest name wins."""
        known = sorted({*self.units, *LEVELS, *WHOLE}, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)", re.IGNORECASE)

    @cached_property
    def folded(self) -> Mapping[str, str]:
        """The keys by names in small letters."""
        return {name.casefold(): key for name, key in self.units.items()}

    def last_in(self, text: str) -> Place | None:
        """The last place that a text names; None where it names none."""
        said = [match.group().casefold() for match in self.pattern.finditer(text)]
        if not said:
            return None
        return Place(unit=self.folded.get(said[-1], ""), level=LEVELS.get(said[-1], ""), whole=said[-1] in WHOLE)


def named(reading: Reading, claim: Claim, names: Names) -> Named | None:
    """What a count or ratio of dossiers speaks of; None where it is nothing that is counted here."""
    if claim.kind not in (Kind.COUNT, Kind.RATIO, Kind.SUM) or not _of_dossiers(claim):
        return None
    text = reading.masked
    subject = _subject(text, claim)
    if subject is None:
        return None
    begins = _begin(_SENTENCE, text, claim.start)
    sentence = text[begins : claim.end]
    if re.search(r"cùng kỳ", text[max(begins, claim.start - 80) : claim.start], re.IGNORECASE):
        return None
    place = names.last_in(sentence) or names.last_in(_after(text, claim.end)) or names.last_in(_heading(text, begins))
    period = period_in_sentence(reading.script.text[begins : claim.end])
    return Named(subject=subject, place=place or Place(), period=period)


def _of_dossiers(claim: Claim) -> bool:
    return claim.noun.startswith("hồ sơ") or (claim.kind is Kind.RATIO and not claim.noun)


def _subject(text: str, claim: Claim) -> Subject | None:
    """By the clause of the claim; after a colon, or where a share only has its verb, also by the clause before."""
    begins = _begin(_CLAUSE, text, claim.start)
    said = text[claim.start : claim.end]
    if claim.kind is Kind.SUM:
        said = re.split("[(,;]", said, maxsplit=1)[0]
    clause = f"{text[begins : claim.start]}{said} {_after(text, claim.end)}"
    found = subject_of(clause)
    after_colon = text[begins - 1 : begins] == ":" and not text[begins : claim.start].strip()
    verb_alone = claim.kind is Kind.RATIO and not text[claim.start].isdigit()
    if found is None and begins and (after_colon or verb_alone):
        found = subject_of(f"{text[_begin(_CLAUSE, text, begins - 1) : claim.start]}{said}")
    return found


def _begin(boundary: re.Pattern[str], text: str, place: int) -> int:
    """Where the clause or sentence that goes on at `place` begins. Points within numbers bound nothing."""
    near = max(0, place - _LONGEST)
    ends = [match.end() for match in boundary.finditer(text, near, place) if not _in_number(text, match.start())]
    return ends[-1] if ends else near


def _after(text: str, place: int) -> str:
    """The rest of the clause that a claim ends in."""
    match = _CLAUSE.search(text, place)
    return text[place : min(match.start() if match else len(text), place + 80)]


def _heading(text: str, begins: int) -> str:
    line = text.rfind("\n", 0, begins) + 1
    return text[line : line + _HEADING]


def _in_number(text: str, place: int) -> bool:
    return text[place] in ".,:" and text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
