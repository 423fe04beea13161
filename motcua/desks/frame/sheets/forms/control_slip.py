"""Form 05 of 2018, 06 of 2025: who had the dossier from when to when, out and back, within what time."""

from __future__ import annotations

from motcua.desks.frame.formats import ABSENT, instant_vi, working_span_vi
from motcua.desks.frame.sheets.filling import (
    Filling,
    appointed_vi,
    components,
    content,
    hour_vi,
    legal_time,
    owner,
    submitter,
)
from motcua.desks.frame.sheets.sheet import Align, Block, Entries, Entry, Grid, GridColumn, Heading, Layout, Sheet
from motcua.records.casework.hand_overs import Direction
from motcua.records.casework.passages import Outcome, Passage

FORMS = ("control_slip",)
COPIES = ("Liên 1: chuyển theo hồ sơ", "Liên 2: lưu tại bộ phận tiếp nhận")
OUTCOMES = {Outcome.EARLY: "trước hạn", Outcome.ON_TIME: "đúng hạn", Outcome.LATE: "quá hạn"}
_LEAST = 3
"""Rows of each part: those that nobody filled yet are filled by hand."""


def sheet(filled: Filling, passages: tuple[Passage, ...], *, hand_back_by: str) -> Sheet:
    """The slip filled, in two copies. `hand_back_by` is the latest time to give the result to the desk, "" unknown."""
    form = filled.form
    return Sheet(
        file_name=f"phieu-kiem-soat_{filled.dossier.code}",
        layout=Layout.FORM,
        head=filled.head,
        title=form.title,
        form=form.note,
        codes=filled.codes,
        simulated=filled.simulated,
        copies=COPIES,
        blocks=(
            Entries(lines=(*owner(filled), *submitter(filled), (content(filled),))),
            components(
                filled.handed_in,
                caption=f"Thành phần hồ sơ: {filled.dossier.copies:02d} bộ",
                sets=filled.dossier.copies,
                counts=filled.dossier.paper_counts,
            ),
            _times(filled, hand_back_by),
            Heading(text="I. Chuyển hồ sơ"),
            _part(filled, passages, Direction.OUT, "hand_over"),
            Heading(text="II. Chuyển kết quả"),
            _part(filled, passages, Direction.BACK, "hand_back"),
        ),
    )


def _times(filled: Filling, hand_back_by: str) -> Block:
    form, accepted = filled.form, filled.dossier.accepted_at
    return Entries(
        lines=(
            (Entry(label=form["received_at"], value=hour_vi(accepted) if accepted else ""),),
            (legal_time(filled),),
            (Entry(label=form["due_at"], value=appointed_vi(filled.dossier), bold=True),),
            (Entry(label=form["hand_back_by"], value=hand_back_by, bold=True),),
        ),
        framed=True,
    )


def _part(filled: Filling, passages: tuple[Passage, ...], direction: Direction, prefix: str) -> Grid:
    form = filled.form
    columns = (
        GridColumn(label="TT", width=6, align=Align.CENTRE),
        GridColumn(label=form[f"{prefix}_giver"], width=19),
        GridColumn(label=form[f"{prefix}_receiver"], width=19),
        GridColumn(label=form[f"{prefix}_at"], width=14, align=Align.CENTRE),
        GridColumn(label=form[f"{prefix}_signatures"], width=18),
        GridColumn(label=form[f"{prefix}_outcome"], width=15, align=Align.CENTRE),
        GridColumn(label=form[f"{prefix}_note"], width=19),
    )
    found = [passage for passage in passages if passage.direction is direction]
    rows = tuple(_row(passage, place) for place, passage in enumerate(found, start=1))
    return Grid(columns=columns, rows=rows, least=_LEAST if direction is Direction.OUT else 2, tall=True)


def _row(passage: Passage, place: int) -> tuple[str, ...]:
    note = f"giữ {working_span_vi(passage.spent)}"
    if passage.quota:
        note += f"\nđịnh mức {working_span_vi(passage.quota)}"
    return (
        str(place),
        _who(passage.giver, passage.giver_unit),
        _who(passage.receiver, passage.receiver_unit),
        instant_vi(passage.at),
        "",
        OUTCOMES[passage.outcome] if passage.outcome else ABSENT,
        note,
    )


def _who(name: str, unit: str) -> str:
    return "\n".join(part for part in (name, unit) if part)
