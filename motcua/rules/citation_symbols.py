"""What the letters in the number of a document say: its kind, who issued it, and which grammar it follows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Class(StrEnum):
    """Which grammar a number follows. Letters (công văn) name the drafting unit instead of a kind."""

    STATE = "state"
    PARTY = "party"
    NORMATIVE = "normative"
    JOINT = "joint"
    LETTER = "letter"


LETTER_KIND = "Công văn"
_LAW, _RESOLUTION = "Luật", "Nghị quyết"
_BY_PARLIAMENT = frozenset({_LAW, "Bộ luật", _RESOLUTION, "Pháp lệnh", "Hiến pháp"})

_PARLIAMENT = re.compile(r"(?P<organ>QH|UBTVQH)\d{1,2}", re.IGNORECASE)
_PARTY_ORGAN = re.compile(r"(?:[A-ZĐ]{0,8}(?:TW|TƯ|TU)|HU|ĐU|ThU|QU|ĐUK|BCSĐ)(?:[.-].*)?")
"""Committees of the Party from the centre to the base, and their offices."""

_ROMAN = re.compile(r"[IVXLC]+")
_MIXED = {"TTG": "TTg", "THU": "ThU"}
_AGENCIES = frozenset({"UBND", "HĐND", "VPCP", "VPUB", "UBMTTQ", "MTTQ", "BNV", "BTP", "BTC", "BTTTT", "SNV", "STP"})
"""Agencies that are known in small letters too, and without a unit behind them."""

_PLACES = frozenset({"TP", "TX", "TT", "QL", "TL", "KM"})
"""Capitals that stand in addresses."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentKinds:
    """Abbreviations and the kinds they stand for, as the law gives them: of the 29 administrative kinds, normative
    ones, the Party's, and joint ones.
    """

    state: Mapping[str, str]
    normative: Mapping[str, str]
    party: Mapping[str, str]
    joint: Mapping[str, str]

    def named_at_end(self, words: str) -> str:
        """The kind with whose name these words end, in its usual writing; "" for none."""
        said = " ".join(words.casefold().replace("(", " ").split())
        names = {*self.state.values(), *self.normative.values(), *self.party.values(), *self.joint.values()}
        names |= {LETTER_KIND, *_BY_PARLIAMENT}
        fitting = [name for name in names if said == name.casefold() or said.endswith(f" {name.casefold()}")]
        named = max(fitting, key=len, default="")
        if not named and re.search(r"\b(?:bộ )?luật (?:[^\W\d]+ ?){1,8}$", said):
            return _LAW
        return named


@dataclass(frozen=True, kw_only=True, slots=True)
class Symbol:
    """The letters of a number in their usual writing, and what stands between them and the serial."""

    text: str
    kind: str
    issuer: str
    document_class: Class
    separator: str = "/"


def symbol_of(
    head: str, tail: str, *, kinds: DocumentKinds, of_party: bool, dated: bool, named: str, announced: bool
) -> Symbol | None:
    """What `head` and `tail` (the letters before and after the hyphen, or the Party's slash) say; None where they are
    no symbol. `dated`: a year stands in the number. `named` is the kind the text names before it, `announced` whether
    it says that a number follows.
    """
    if of_party:
        return _of_party(head, tail, kinds=kinds, named=named)
    if dated:
        return _dated(head, tail, kinds=kinds, named=named)
    return _undated(head, tail, kinds=kinds, named=named, announced=announced)


def _of_party(head: str, tail: str, *, kinds: DocumentKinds, named: str) -> Symbol | None:
    organ = _usual(tail)
    abbreviation = _known(head, kinds.party) or _known(head, kinds.state)
    if not abbreviation or not (_PARTY_ORGAN.fullmatch(organ) or _is_capital(tail)):
        return None
    kind = _party_kind(abbreviation, kinds, named=named)
    of_state = organ.startswith(("UBND", "HĐND"))
    return Symbol(
        text=f"{abbreviation}/{organ}",
        kind=kind,
        issuer=organ,
        document_class=Class.STATE if of_state else Class.PARTY,
        separator="-",
    )


def _party_kind(abbreviation: str, kinds: DocumentKinds, *, named: str) -> str:
    """The Party writes QĐ for decisions and rules alike, so what the text calls it decides there."""
    kind = kinds.party.get(abbreviation) or kinds.state[abbreviation]
    return named if abbreviation == "QĐ" and named == kinds.state.get("QyĐ") else kind


def _dated(head: str, tail: str, *, kinds: DocumentKinds, named: str) -> Symbol | None:
    parliament = _PARLIAMENT.fullmatch(head)
    if parliament and not tail:
        organ = parliament["organ"].upper()
        usual = _LAW if organ == "QH" else _RESOLUTION
        kind = named if named in _BY_PARLIAMENT else usual
        return Symbol(text=head.upper(), kind=kind, issuer=organ, document_class=Class.NORMATIVE)
    if not tail:
        return None
    joint = _known(head, kinds.joint)
    if joint:
        return _compound(joint, kinds.joint[joint], tail, Class.JOINT)
    abbreviation = _known(head, kinds.normative) or _known(head, kinds.state)
    if not abbreviation:
        return None
    return _compound(
        abbreviation, kinds.normative.get(abbreviation) or kinds.state[abbreviation], tail, Class.NORMATIVE
    )


def _undated(head: str, tail: str, *, kinds: DocumentKinds, named: str, announced: bool) -> Symbol | None:
    for table, document_class in (
        (kinds.joint, Class.JOINT),
        (kinds.state, Class.STATE),
        (kinds.normative, Class.NORMATIVE),
        (kinds.party, Class.PARTY),
    ):
        abbreviation = _known(head, table)
        if abbreviation and (tail or (announced and _is_capital(head[:1]))):
            return _compound(abbreviation, table[abbreviation], tail, _class(document_class, abbreviation, tail))
    return _letter(head, tail, announced=announced)


def _class(usual: Class, abbreviation: str, tail: str) -> Class:
    if _PARTY_ORGAN.fullmatch(_usual(tail)) and tail:
        return Class.PARTY
    if abbreviation == "CV":
        return Class.LETTER
    return Class.STATE if usual is Class.PARTY else usual


def _letter(head: str, tail: str, *, announced: bool) -> Symbol | None:
    """A công văn: the agency, and the unit that drafted it or the field."""
    agency = _usual(head)
    known = agency in _AGENCIES
    if len(agency) < 2 or agency in _PLACES or _ROMAN.fullmatch(agency) or not (known or _is_capital(head)):
        return None
    if not tail and not (announced and (known or len(agency) > 2)):
        return None
    return _compound(agency, LETTER_KIND, tail, Class.LETTER, issuer=agency)


def _compound(first: str, kind: str, tail: str, document_class: Class, *, issuer: str = "") -> Symbol:
    rest = "-".join(_usual(part) for part in tail.split("-")) if tail else ""
    text = f"{first}-{rest}" if rest else first
    return Symbol(text=text, kind=kind, issuer=issuer or rest, document_class=document_class)


def _known(token: str, table: Mapping[str, str]) -> str:
    """The abbreviation of a table that a token is, in its usual writing. "" for none."""
    if token in table:
        return token
    folded = token.casefold()
    return next((abbreviation for abbreviation in table if abbreviation.casefold() == folded), "")


def _usual(token: str) -> str:
    """A token in its usual writing: small letters become capitals, but for the few that are mixed."""
    upper = token.upper()
    if upper in _MIXED:
        return _MIXED[upper]
    return upper if token.islower() else token


def _is_capital(token: str) -> bool:
    """Whether a token is an abbreviation by its writing: it begins with capitals and has hardly anything else."""
    letters = [letter for letter in token if letter.isalpha()]
    return bool(letters) and token[0].isupper() and sum(map(str.isupper, letters)) * 2 > len(letters)
