"""Form 06 of 2018, 07 of 2025: the register of dossiers, as a sheet across."""

from __future__ import annotations

from collections.abc import Iterable

from motcua.desks.frame.formats import instant_vi, number_vi
from motcua.desks.frame.sheets.books import TOLD, Total, note_of
from motcua.desks.frame.sheets.filling import OfficialForm
from motcua.desks.frame.sheets.sheet import Align, Grid, GridColumn, Head, Layout, Sheet, Signatures, Signer, said
from motcua.records.casework.actions import DELIVERIES
from motcua.records.casework.registers import RegisterRow

FORMS = ("register",)
_WIDTHS = {
    "dossier_code": 255, "content": 280, "sets": 75, "owner_name": 215, "owner_address": 265, "owner_phone": 200,
    "area": 140, "received_at": 180, "due_at": 180, "returned_at": 180, "receiving_officer": 185,
    "handling_agency": 175, "return_method": 130, "note": 120,
}  # fmt: skip
"""Shares of the page: a date, a phone number and the longest part of a code fit without a break."""
_CENTRED = frozenset({"sets", "received_at", "due_at", "returned_at", "owner_phone"})


def sheet(
    form: OfficialForm, rows: Iterable[RegisterRow], *, head: Head, days: str, file_name: str, simulated: bool
) -> Sheet:
    """The book of some days: every dossier, and the sums in a sentence below."""
    kept = tuple(rows)
    return Sheet(
        file_name=file_name,
        layout=Layout.BOOK,
        head=head,
        title=form.title,
        subject=days,
        form=form.note,
        simulated=simulated,
        blocks=(
            Grid(columns=_columns(form), rows=tuple(_row(row, place) for place, row in enumerate(kept, start=1))),
            said(Total.of(kept).sentence),
            Signatures(signers=(Signer(lines=("Người lập sổ",)), Signer(lines=("Phụ trách bộ phận",)))),
        ),
    )


def _columns(form: OfficialForm) -> tuple[GridColumn, ...]:
    columns = tuple(
        GridColumn(label=form[name], width=_WIDTHS[name], align=Align.CENTRE if name in _CENTRED else Align.LEFT)
        for name in TOLD
    )
    return (GridColumn(label="TT", width=70, align=Align.CENTRE), *columns)


def _row(row: RegisterRow, place: int) -> tuple[str, ...]:
    return (
        number_vi(place),
        row.code.replace("-", "-\n", 1),
        row.content,
        number_vi(row.copies),
        row.owner,
        row.address,
        row.phone,
        row.area,
        instant_vi(row.accepted_at),
        instant_vi(row.due_at) if row.due_at else "không hẹn",
        instant_vi(row.returned_at) if row.returned_at else "",
        row.receiving_officer,
        row.handling_unit,
        DELIVERIES.get(row.how, ""),
        note_of(row),
    )
