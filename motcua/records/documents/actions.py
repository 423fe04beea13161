"""Letters take the next number of their series in the transaction that issues them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from motcua.law.types import LOCAL
from motcua.records.documents.models import Letter, NumberSeries
from motcua.records.documents.queries import LetterView, letter_view
from motcua.records.journal.canonical import JSON, canonical
from motcua.rules.numbering import letter_number


def issue_letter(
    *,
    unit_id: int,
    kind: str,
    symbol: str,
    form_id: str,
    dossier_code: str,
    at: datetime,
    content: Mapping[str, JSON],
) -> LetterView:
    """Issues the next letter of a unit's series of a kind in the year of `at`: numbers run from 1 without a gap.

    The number is written as NĐ 30/2020/NĐ-CP says ("03/HDHS"). It is the caller's transaction that gives or gives
    back the number; the caller's journal entry tells of it. Raises TransactionManagementError outside one, Refusal
    (`symbol`) for a symbol that cannot stand in a number.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a letter is issued within transaction.atomic() only")
    series = _next_number(unit_id=unit_id, kind=kind, year=at.astimezone(LOCAL).year)
    row = Letter.objects.create(
        series=series,
        serial=series.last,
        number=letter_number(series.last, symbol),
        form_id=form_id,
        dossier_code=dossier_code,
        issued_at=at,
        content=canonical(content),
    )
    return letter_view(row)


def _next_number(*, unit_id: int, kind: str, year: int) -> NumberSeries:
    """The series with `last` counted up; its row is locked until the transaction ends, so numbers queue."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(unit_id=unit_id, kind=kind, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return series
