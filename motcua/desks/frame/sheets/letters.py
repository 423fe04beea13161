"""What a letter says beside its dossier: from the letter as issued, or from a form that is still being typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua.desks.frame.formats import ABSENT, term_vi
from motcua.desks.frame.sheets.filling import Filling, hour_vi
from motcua.desks.frame.sheets.sheet import Block, Layout, Sheet, Signer, number_line, unnumbered
from motcua.law.types import Term, TermUnit
from motcua.records import clock
from motcua.records.casework import letters as kinds
from motcua.records.casework import signing
from motcua.records.casework.previewing import extension_of
from motcua.records.casework.views import DossierView, LedgerView, TimelineEntry
from motcua.records.documents.queries import LetterView
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.people.working import key_of
from motcua.rules.deadline_texts import LineKind
from motcua.rules.dossier import Act
from motcua.rules.signing import signing_lines

DRAFT = "Dự thảo"


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """A letter: the act that issues it, its number as printed, its reason, who signs.

    `due` and `new_due` are the appointments before and after, in words; `extension` by how much the date moves, "" to
    be written by hand; `unit_cause` which unit delays and why, "" where nobody said. `file_number` goes into the name
    of the file; `mark` is «Dự thảo» before the letter is issued.
    """

    act: Act
    number: str
    file_number: str
    unit_id: int
    at: datetime
    reason: str
    officer: str
    signer: Signer
    due: str = ""
    new_due: str = ""
    extension: str = ""
    unit_cause: str = ""
    mark: str = ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reason line by line."""
        return tuple(line.strip() for line in self.reason.splitlines() if line.strip())


def lettered(filled: Filling, letter: Letter, *, blocks: tuple[Block, ...], subject: str = "") -> Sheet:
    """The sheet of a letter: its head, number, title and codes around what the form itself says."""
    return Sheet(
        file_name=f"{letter.file_number}_{filled.dossier.code}",
        layout=Layout.LETTER,
        head=replace(filled.head, number=letter.number),
        title=filled.form.title,
        subject=subject,
        form=filled.form.note,
        codes=filled.codes,
        mark=letter.mark,
        simulated=filled.simulated,
        blocks=blocks,
    )


def issued(dossier: DossierView, letter: LetterView) -> Letter:
    """A letter as it was issued: the same at every print."""
    act = next((entry for entry in dossier.timeline if entry.data.get("letter") == letter.number), None)
    moved = next((entry for entry in dossier.ledger if act and entry.document == letter.number), None)
    expected = str(letter.content.get("expected", ""))
    return Letter(
        act=act.act if act else _ACT_OF[letter.kind],
        number=number_line(letter.number),
        file_number=letter.number.replace("/", "-"),
        unit_id=letter.unit_id,
        at=letter.issued_at,
        reason=str(letter.content.get("reason", "")),
        officer=act.actor if act else "",
        signer=_signer(act, on=letter.issued_at.date()),
        due=_appointed(moved.due_before if moved else _due_at(dossier, letter.issued_at)),
        new_due=_expected_vi(expected) if expected else _moved_to(moved),
        extension=_extension(moved),
        unit_cause=str(letter.content.get("unit_cause", "")),
    )


def draft(viewer: Viewer, dossier: DossierView, act: Act, typed: Mapping[str, str]) -> Letter:
    """The letter that an act would issue, from what stands in its form now; whatever is not typed yet stays open."""
    now = clock.now()
    kind, by = kinds.BY_ACT[act], _typed_extension(typed)
    posts = signing.posts_for(viewer, act, unit_id=dossier.holder_unit_id)
    title = next((post for post in posts if typed.get(signing.POST, "") in ("", key_of(post))), None)
    return Letter(
        act=act,
        number=unnumbered(kind.symbol),
        file_number=f"du-thao-{kind.symbol}",
        unit_id=dossier.holder_unit_id,
        at=now,
        reason=typed.get("reason", "").strip(),
        officer=viewer.name,
        signer=signer(viewer.name, title=_own_title(viewer, now.date()), via=title.via if title else "",
                      principal=title.title if title and title.via else ""),
        due=_appointed(dossier.due_at),
        new_due=_foreseen(dossier, by) if by else _expected_vi(typed.get("expected", "")),
        extension=term_vi(by) if by else "",
        unit_cause=typed.get("unit_cause", "").strip(),
        mark=DRAFT,
    )  # fmt: skip


def signer(name: str, *, title: str, via: str = "", principal: str = "") -> Signer:
    """Who signs for an agency, under the words of the post held on that day."""
    return Signer(lines=signing_lines(title=title, via=via, principal=principal), how="(Ký, đóng dấu)", name=name)


_ACT_OF = {"supplement": Act.REQUEST_SUPPLEMENT, "refusal": Act.REFUSE, "apology": Act.APOLOGISE, "stop": Act.STOP}


def _signer(act: TimelineEntry | None, *, on: date) -> Signer:
    """Who did the act; the post that was used, where the act tells it."""
    if act is None or act.actor_id is None:
        return signer("", title="")
    told = act.data.get("signed")
    signed = told if isinstance(told, dict) else {}
    via = str(signed.get("via", ""))
    own = people.title_of(act.actor_id, on)
    principal = str(signed.get("title", "")) if via else ""
    return signer(act.actor, title=own if via else str(signed.get("title", "")) or own, via=via, principal=principal)


def _own_title(viewer: Viewer, on: date) -> str:
    return people.title_of(viewer.account_id, on) if viewer.account_id is not None else ""


def _due_at(dossier: DossierView, at: datetime) -> datetime | None:
    """The appointment that stood when a letter went out which did not move it."""
    stood = [entry.due_after for entry in dossier.ledger if entry.at <= at]
    return stood[-1] if stood else None


def _appointed(at: datetime | None) -> str:
    return hour_vi(at) if at else ABSENT


def _moved_to(moved: LedgerView | None) -> str:
    return hour_vi(moved.due_after) if moved and moved.due_after and moved.due_after != moved.due_before else ""


def _extension(moved: LedgerView | None) -> str:
    """By how much, as the explanation of the new date tells."""
    if moved is None or moved.due_before == moved.due_after:
        return ""
    line = next((line for line in moved.lines if line.kind is LineKind.TERM), None)
    unit = line.why.removeprefix("whole_") if line else ""
    if line is None or unit not in set(TermUnit):
        return ""
    return term_vi(Term(amount=int(line.values["amount"]), unit=TermUnit(unit)))


def _typed_extension(typed: Mapping[str, str]) -> Term | None:
    """By how much the date is to move; None while that is not typed as it must be."""
    amount, unit = typed.get("amount", "").strip(), typed.get("unit", "")
    if not (amount.isascii() and amount.isdecimal() and len(amount) <= 4 and unit in set(TermUnit)):
        return None
    return Term(amount=int(amount), unit=TermUnit(unit))


def _foreseen(dossier: DossierView, by: Term) -> str:
    deadline = extension_of(dossier, by)
    return hour_vi(deadline.due) if deadline and deadline.due else ""


def _expected_vi(day: str) -> str:
    """The day on which a late result is expected, stored as 2023-05-08 or typed as 08/05/2023."""
    try:
        return f"ngày {date.fromisoformat(day):%d/%m/%Y}"
    except ValueError:
        return f"ngày {day.strip()[:10]}" if day.strip() else ""
