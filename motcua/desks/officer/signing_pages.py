"""Parts of pages about digital signatures.

Asking for one POSTs `kind` (personal or agency) and its hidden `request_key`; filing a letter POSTs `letter`.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import Field
from motcua.desks.frame.pages import Badge, Hidden, Link


@dataclass(frozen=True, kw_only=True, slots=True)
class SignatureLine:
    """A signature: whose it is, and what is known of it. `link` opens the signed file that came of a request."""

    who: str
    badge: Badge
    note: str
    link: Link | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class SignForm:
    """Asks for a signature; `note` says what it does."""

    action: str
    hidden: tuple[Hidden, ...]
    kind: str
    label: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SigningSection:
    """The signatures of a file. `sentence` says what was found, or that nobody has looked yet; `asked` tells of those
    that were asked for, `forms` ask for more.
    """

    sentence: str
    lines: tuple[SignatureLine, ...] = ()
    asked: tuple[SignatureLine, ...] = ()
    forms: tuple[SignForm, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterForm:
    """Puts a letter as it was issued among the files of its dossier, to be signed there."""

    action: str
    hidden: tuple[Hidden, ...]
    letter: Field
