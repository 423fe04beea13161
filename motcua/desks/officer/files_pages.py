"""Pages of the files of a dossier.

The form POSTs `files` (repeated), `what` (paper-N, result, letter or other), `label`, `symbol`, `issuer`, `issued_on`,
`expires_on`, `digitised` and its hidden `request_key`. Checking POSTs `numbers` (repeated), taking away POSTs `reason`.
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import Badge, Fact, Frame, Hidden, Link
from motcua.desks.frame.tables import Table
from motcua.desks.frame.uploads import FileInput
from motcua.desks.officer.signing_pages import LetterForm, SigningSection


@dataclass(frozen=True, kw_only=True, slots=True)
class FilesForm:
    """Adds files. `details` describe the paper and are folded away unless something was typed into them."""

    action: str
    hidden: tuple[Hidden, ...]
    files: FileInput
    what: Field
    digitised: Field
    details: tuple[Field, ...]
    details_open: bool = False
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FilesSection:
    """The files of a dossier on its page: `sentence` says how many, `more` leads to all of them."""

    sentence: str
    table: Table | None
    more: Link
    form: FilesForm | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ToCheck:
    """A file to tick as checked."""

    id: str
    number: str
    name: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckForm:
    """Checks the files that are ticked."""

    action: str
    hidden: tuple[Hidden, ...]
    files: tuple[ToCheck, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class FilesPage:
    """All files of a dossier; `removed` are those that were taken away."""

    frame: Frame
    code: str
    procedure: str
    sentence: str
    table: Table | None
    back: Link
    form: FilesForm | None = None
    check: CheckForm | None = None
    removed: Table | None = None
    letter: LetterForm | None = None
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class RemoveForm:
    """Takes a file away, with a reason."""

    action: str
    hidden: tuple[Hidden, ...]
    reason: Field
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class FilePage:
    """A file: a picture is shown as it is (`picture`), a PDF opens apart (`view`); `previous` and `next` walk through
    the files of the dossier.
    """

    frame: Frame
    code: str
    name: str
    meta: str
    badge: Badge
    facts: tuple[Fact, ...]
    back: Link
    picture: str = ""
    view: str = ""
    download: str = ""
    check: CheckForm | None = None
    remove: RemoveForm | None = None
    signing: SigningSection | None = None
    previous: str = ""
    next: str = ""
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryPage:
    """Everything that was done on a dossier."""

    frame: Frame
    code: str
    procedure: str
    sentence: str
    table: Table
    back: Link
