"""The list that desk and department sign: papers that go out, results that come back."""

from __future__ import annotations

from motcua.desks.frame.formats import date_vi, instant_vi, number_vi, time_vi
from motcua.desks.frame.sheets.filling import OfficialForm
from motcua.desks.frame.sheets.sheet import (
    Align,
    Grid,
    GridColumn,
    Head,
    Layout,
    Sheet,
    Signatures,
    Signer,
    number_line,
    said,
)
from motcua.records.casework.hand_over_lists import HandOverList
from motcua.records.casework.hand_overs import Direction, HandOver

FORMS = ("hand_over_list",)
TITLES = {Direction.OUT: "Danh sách bàn giao hồ sơ"}
"""The title of the form is that of results; papers that go out have their own."""


def sheet(
    form: OfficialForm,
    listed: HandOverList,
    lines: tuple[HandOver, ...],
    *,
    head: Head,
    desk: str,
    other: str,
    simulated: bool,
) -> Sheet:
    """The list filled: between the `desk` and the `other` unit, on its day, under its number."""
    out = listed.direction is Direction.OUT
    giver, receiver = (desk, other) if out else (other, desk)
    what = "hồ sơ" if out else "kết quả"
    return Sheet(
        file_name=f"{listed.number.replace('/', '-')}_{listed.day:%Y-%m-%d}",
        layout=Layout.BOOK,
        head=Head(
            parent=head.parent,
            agency=head.agency,
            number=number_line(listed.number),
            place_and_date=head.place_and_date,
        ),
        title=TITLES.get(listed.direction, form.title),
        subject=f"Ngày {date_vi(listed.day)}",
        form=form.note,
        simulated=simulated,
        blocks=(
            said(f"Bên giao: {giver}. Bên nhận: {receiver}."),
            Grid(columns=_columns(form, out=out), rows=_rows(lines, out=out), tall=False),
            said(f"Cộng: {number_vi(len(lines))} {what}. Hai bên đã kiểm đếm và ký nhận."),
            Signatures(
                signers=(
                    Signer(lines=("Đại diện bên giao",)),
                    Signer(lines=("Đại diện bên nhận",)),
                )
            ),
        ),
    )


def _columns(form: OfficialForm, *, out: bool) -> tuple[GridColumn, ...]:
    told = (
        GridColumn(label="Số giấy tờ", width=7, align=Align.CENTRE)
        if out
        else GridColumn(label=form["result"], width=11)
    )
    ends = (
        (GridColumn(label="Hẹn trả", width=10, align=Align.CENTRE),)
        if out
        else (
            GridColumn(label=form["has_fee"], width=7, align=Align.CENTRE),
            GridColumn(label=form["by_post"], width=7, align=Align.CENTRE),
        )
    )
    return (
        GridColumn(label="TT", width=4, align=Align.CENTRE),
        GridColumn(label=form["dossier_code"], width=20),
        GridColumn(label=form["content"], width=18),
        told,
        GridColumn(label=form["owner_name"], width=14),
        GridColumn(label=form["owner_address"], width=16),
        *ends,
        GridColumn(label=form["handed_over_at"], width=8, align=Align.CENTRE),
        GridColumn(label=form["giver"], width=13, group="Họ tên, chữ ký"),
        GridColumn(label=form["receiver"], width=13, group="Họ tên, chữ ký"),
    )


def _rows(lines: tuple[HandOver, ...], *, out: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            str(place),
            line.code,
            line.content,
            number_vi(line.papers) if out else line.result_number,
            line.owner,
            line.address,
            *(_due(line) if out else ("có" if line.fee else "không", "có" if line.by_post else "")),
            time_vi(line.at),
            line.giver,
            line.receiver,
        )
        for place, line in enumerate(lines, start=1)
    )


def _due(line: HandOver) -> tuple[str]:
    return (instant_vi(line.due_at) if line.due_at else "không hẹn",)
