"""Pages of the counter.

The intake form POSTs to `IntakePage.action`:

- `scan`: the QR text of an identity card, or its number: the server reads it into the fields below and empties it; the
  code of a dossier opens that, the number of a ticket calls its holder
- `name`, `birth` (dd/mm/yyyy or yyyy), `id_number`, `phone`, `address`, `email`: the submitter
- `owner_name`, `owner_address`, `authorisation`: the owner, when the submitter acts for somebody
- `procedure_query`: words to search with; `procedure`: the code chosen (hidden); `choose`: the code of a match pressed
- `channel`: counter | post, how the dossier arrived
- `papers` (repeated): the number of each component handed in; `copies`: number of sets; `count_<number>_originals`,
  `…_certified`, `…_copies`: how many of it, where they were counted
- `duplicate`: that this is another dossier than those like it
- `request_key`: idempotency key (hidden)
- `step`: the button pressed: `read` (read the card), `search`, `preview` (show due date), `save`, `print` (save, and
  print the receipt), `guide` and `turn_away` (a slip instead, with its `reason`); absent with `choose`
"""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.pages import (
    Badge,
    Deadline,
    Frame,
    Hidden,
    Link,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperTick:
    """A component of the dossier to tick. `key` is the number key, empty past the tenth; `counts` asks how many."""

    number: str
    name: str
    badge: Badge
    checked: bool = False
    key: str = ""
    note: str = ""
    counts: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """A procedure that was found; `meta` is code, field and term in one line."""

    code: str
    name: str
    meta: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Matches:
    """What a search found: the fragment that the type-ahead fetches with `q`, and part of the page without script."""

    matches: tuple[Match, ...]
    nothing: str = ""  # the sentence when nothing was found


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenProcedure:
    """The procedure of this dossier with its components. `counted` where somebody says how many of each. `certainty`
    says what is still to be verified, or empty; `read` leads to its page in the catalogue.
    """

    code: str
    name: str
    meta: str
    papers: tuple[PaperTick, ...]
    read: Link
    counted: bool = False
    term_note: str = ""
    certainty: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class OnBehalf:
    """The owner of the dossier, when another person submits it."""

    owner_name: Field
    owner_address: Field
    authorisation: Field
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Elsewhere:
    """Which other unit decides, and where the citizen was helped; `open` where one of them was chosen."""

    competent: Field
    helped: Field
    open: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What the receipt will say, before it is saved."""

    deadline: Deadline
    fee: str
    fee_note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duplicate:
    """Probable duplicates: a sentence, those one may open, and the tick that says that this is another dossier."""

    text: str
    links: tuple[Link, ...]
    confirm: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Strip:
    """The window of whoever receives: whom it serves, and a form (POSTs `act` next, `back`) that calls the next one."""

    window: str
    number: str
    waiting: str
    action: str
    hidden: tuple[Hidden, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class IntakePage:
    """One-screen intake. `draft` says what the browser does with the draft it keeps for `draft_of`: "restore" where
    nothing was typed yet, "keep" where something was, "clear" to begin again, to which `again` leads.
    """

    frame: Frame
    action: str
    matches_href: str
    scan: Field
    name: Field
    birth: Field
    phone: Field
    id_number: Field
    address: Field
    email: Field
    on_behalf: OnBehalf
    elsewhere: Elsewhere
    procedure_query: Field
    copies: Field
    reason: Field
    hidden: tuple[Hidden, ...]
    channel: Field | None = None
    found: Matches | None = None
    chosen: ChosenProcedure | None = None
    preview: Preview | None = None
    duplicate: Duplicate | None = None
    errors: tuple[ErrorLink, ...] = ()
    opened: Link | None = None
    strip: Strip | None = None
    draft: str = "keep"
    draft_of: str = ""
    again: str = ""
