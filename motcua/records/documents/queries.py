"""Letters as issued.

Who may see what is decided above; the queries are told it as `allowed`, which says of a unit id whether that
unit's letters may be seen, such as `policy.scope(viewer).allows`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.law.types import LOCAL
from motcua.records import plain
from motcua.records.documents.models import Letter
from motcua.records.journal.canonical import JSON
from motcua.rules.refusal import NotFound

Allowed = Callable[[int], bool]


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterView:
    """A letter: `kind` and `year` name its series, `form_id` the form of the pack it is printed on."""

    id: int
    unit_id: int
    kind: str
    year: int
    serial: int
    number: str
    form_id: str
    dossier_code: str
    issued_at: datetime
    content: Mapping[str, JSON]


def letters_of(dossier_code: str, *, allowed: Allowed) -> tuple[LetterView, ...]:
    """The letters of a dossier that may be seen, in the order they were issued."""
    if plain.row("SELECT 1 FROM documents_letter WHERE dossier_code = %s LIMIT 1", (dossier_code,)) is None:
        return ()
    rows = Letter.objects.select_related("series").filter(dossier_code=dossier_code).order_by("issued_at", "pk")
    return tuple(letter_view(row) for row in rows if allowed(row.series.unit_id))


def letter(letter_id: int, *, allowed: Allowed) -> LetterView:
    """A letter by its id. Raises NotFound, also where it may not be seen."""
    row = Letter.objects.select_related("series").filter(pk=letter_id).first()
    if row is None or not allowed(row.series.unit_id):
        raise NotFound("letter", "Không có văn bản này, hoặc văn bản ngoài phạm vi của ông/bà.")
    return letter_view(row)


def letters_in(unit_id: int, *, kind: str, since: datetime) -> tuple[LetterView, ...]:
    """The letters of a unit's series of a kind issued since an instant, the latest first."""
    rows = Letter.objects.select_related("series").filter(
        series__unit_id=unit_id, series__kind=kind, issued_at__gte=since
    )
    return tuple(letter_view(row) for row in rows.order_by("-issued_at", "-pk"))


def letters_of_kind(kind: str) -> Iterator[LetterView]:
    """Every letter of a kind, whosever it is, for a check of the whole store."""
    rows = Letter.objects.select_related("series").filter(series__kind=kind).order_by("pk")
    return (letter_view(row) for row in rows.iterator())


def letter_view(row: Letter) -> LetterView:
    """A row as others see it."""
    series = row.series
    return LetterView(
        id=row.pk,
        unit_id=series.unit_id,
        kind=series.kind,
        year=series.year,
        serial=row.serial,
        number=row.number,
        form_id=row.form_id,
        dossier_code=row.dossier_code,
        issued_at=row.issued_at.astimezone(LOCAL),
        content=json.loads(row.content),
    )
