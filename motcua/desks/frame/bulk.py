"""Picking rows of a list of dossiers and doing one thing to all of them: what forms send, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from motcua.desks.frame.dossiers import dossier_href, pick_of
from motcua.desks.frame.fields import ErrorLink, Field
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Frame, Hidden, Link
from motcua.desks.frame.refusals import said
from motcua.desks.frame.tables import Cell, Column, Row, Table, Tick
from motcua.records.casework.bulk import Picked, Report
from motcua.records.casework.performing import Ref
from motcua.rules.refusal import Refusal

PICK = "pick"
"""The name of the boxes; each value is a dossier's id and the version that the row showed, such as 12.3."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BulkBar:
    """The foot of a list whose rows can be picked: `all_href` shows the page again with every row picked; each of
    `acts` is the value and the label of a button.
    """

    action: str
    all_href: str
    acts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BulkPage:
    """Dossiers that were picked, what is to be done to them, and what came of it.

    `chosen` are those still to do, `done` those done. The form POSTs `pick` (as `pick_of` gives it), its hidden
    fields and its `fields` to `action`; without `label` there is nothing more to send.
    """

    frame: Frame
    heading: str
    sentence: str
    back: Link
    chosen: Table | None = None
    done: Table | None = None
    action: str = ""
    hidden: tuple[Hidden, ...] = ()
    fields: tuple[Field, ...] = ()
    label: str = ""
    consequence: str = ""
    links: tuple[Link, ...] = ()
    errors: tuple[ErrorLink, ...] = ()


def ticks(*, checked: bool) -> Tick:
    """The boxes of a list of dossiers; the value of each is `dossiers.pick_of` its row."""
    return Tick(name=PICK, label="Chọn hồ sơ", checked=checked)


def picks(data: QueryDict) -> tuple[Ref, ...]:
    """The dossiers that were picked. Raises Refusal for values that no box has."""
    return tuple(_ref(value) for value in data.getlist(PICK))


def _ref(value: str) -> Ref:
    dossier_id, _, version = value.partition(".")
    if not all(part.isascii() and part.isdecimal() and len(part) <= 18 for part in (dossier_id, version)):
        raise Refusal(PICK, "Danh sách hồ sơ gửi lên không đúng; hãy tải lại trang rồi chọn lại.")
    return Ref(id=int(dossier_id), version=int(version))


def picked_table(picked: Sequence[Picked], *, caption: str, reasons: Report | None = None) -> Table:
    """Picked dossiers, all still ticked; after an act those that it was refused for, with the reason."""
    why = {each.dossier_id: said(each.why) for each in reasons.refused} if reasons else {}
    columns = (Column(label="Hồ sơ"), Column(label="Vì sao chưa làm được" if reasons else "Người nộp"))
    return Table(
        caption=caption,
        columns=columns,
        tick=ticks(checked=True),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.row.code, href=dossier_href(one.row.code), note=one.row.procedure),
                    Cell(text=why.get(one.row.id, one.row.applicant)),
                ),
                pick=pick_of(one.row),
            )
            for one in picked
        ),
    )


def done_table(report: Report, *, caption: str) -> Table | None:
    """The dossiers on which an act was done; None where there are none."""
    if not report.done:
        return None
    rows = tuple(Row(cells=(Cell(text=one.code, href=dossier_href(one.code)),)) for one in report.done)
    return Table(caption=caption, columns=(Column(label="Hồ sơ"),), rows=rows)


def outcome_vi(report: Report, done: str) -> str:
    """What came of it in a sentence: "Đã chuyển 3 hồ sơ, 1 hồ sơ chưa làm được"."""
    counted = f"{done} {number_vi(len(report.done))} hồ sơ" if report.done else "Chưa làm được hồ sơ nào"
    left = len(report.refused)
    return f"{counted}, {number_vi(left)} hồ sơ chưa làm được." if left and report.done else f"{counted}."


def unseen(report: Report, picked: Sequence[Picked]) -> tuple[ErrorLink, ...]:
    """The reasons of dossiers that the person can no longer see, so that no row tells them."""
    seen = {one.row.id for one in picked}
    reasons = dict.fromkeys(said(each.why) for each in report.refused if each.dossier_id not in seen)
    return tuple(ErrorLink(text=reason) for reason in reasons)
