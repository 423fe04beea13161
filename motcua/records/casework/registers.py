"""The register book of a unit: every dossier it accepted, in the order of acceptance, voided numbers included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from motcua.law.types import LOCAL, Level
from motcua.records.casework.lists import matching
from motcua.records.casework.models import Dossier, FactsRow
from motcua.records.journal import queries as journal
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act, State
from motcua.rules.refusal import NotFound

_CHUNK = 2_000
"""Dossiers read at a time: a year of a busy desk never lies in memory whole."""

_COLUMNS = (
    "id", "code", "state", "procedure_version__name", "copies", "applicant__name", "applicant__address",
    "applicant__phone", "applicant__owner_name", "applicant__owner_address", "helped_unit__short_name",
    "unit__short_name", "unit__level", "competent_unit__short_name", "channel", "accepted_at", "due_at", "returned_at",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRow:
    """A line of the book. `owner` is whose matter it is, the submitter where no other owner is named.

    `area` is the commune that the dossier came from, "" where a district desk cannot tell; `how` is how the result
    was given ("counter", "post", "online"), "" before that.
    """

    code: str
    state: State
    content: str
    copies: int
    owner: str
    address: str
    phone: str
    area: str
    accepted_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    receiving_officer: str
    handling_unit: str
    channel: str
    how: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """Which lines: of a unit, accepted in [`first`, `last`), matching a text if there is one."""

    unit_id: int
    first: datetime
    last: datetime
    text: str = ""


def count(viewer: Viewer, book: Book) -> int:
    """How many lines the book has. Raises NotFound for a unit whose dossiers the person may not see."""
    return _found(viewer, book).count()


def lines(viewer: Viewer, book: Book) -> Iterator[RegisterRow]:
    """The lines of the book in order, read piece by piece. Raises NotFound."""
    found = _found(viewer, book).order_by("accepted_at", "id").values_list(*_COLUMNS)
    rows = iter(found.iterator(chunk_size=_CHUNK))
    while chunk := list(islice(rows, _CHUNK)):
        yield from _told(chunk)


def _found(viewer: Viewer, book: Book) -> QuerySet[Dossier]:
    if not policy.scope(viewer).allows(book.unit_id):
        raise NotFound("unit", "Không có sổ của đơn vị này, hoặc đơn vị ngoài phạm vi của ông/bà.")
    rows = Dossier.objects.filter(unit_id=book.unit_id, accepted_at__gte=book.first, accepted_at__lt=book.last)
    return matching(rows, book.text)


def _told(chunk: Sequence[tuple[Any, ...]]) -> Iterator[RegisterRow]:
    ids = [row[0] for row in chunk]
    officers = _receivers(ids)
    names = people.names_of(officer for officer in officers.values() if officer is not None)
    returned = journal.data_among("dossier", ids, act=f"dossier.{Act.RETURN_RESULT}")
    for row in chunk:
        how = str(returned.get(row[0], {}).get("how", ""))
        yield _line(row, officer=names.get(officers.get(row[0]) or 0, ""), how=how)


def _receivers(ids: Sequence[int]) -> dict[int, int | None]:
    """Who accepted each dossier: held it in the version that accepted it."""
    held = FactsRow.objects.filter(dossier_id__in=ids, state=State.ACCEPTED).order_by("-version")
    return dict(held.values_list("dossier_id", "holder_id"))


def _line(row: tuple[Any, ...], *, officer: str, how: str) -> RegisterRow:
    (_, code, state, content, copies, name, address, phone, owner, owner_address, helped, unit, level, competent,
     channel, accepted_at, due_at, returned_at) = row  # fmt: skip
    return RegisterRow(
        code=code,
        state=State(state),
        content=content,
        copies=copies,
        owner=owner or name,
        address=owner_address if owner else address,
        phone=phone,
        area=helped or (unit if level == Level.COMMUNE else ""),
        accepted_at=accepted_at.astimezone(LOCAL),
        due_at=due_at and due_at.astimezone(LOCAL),
        returned_at=returned_at and returned_at.astimezone(LOCAL),
        receiving_officer=officer,
        handling_unit=competent,
        channel=channel,
        how=how,
    )
