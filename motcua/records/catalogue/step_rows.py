"""Tables of steps written as rows of text, as the approving decision prints them: several procedures in one sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from motcua.law.types import Level, Role
from motcua.records.people.policy import ROLE_LABELS
from motcua.records.places.drafts import UnitKind
from motcua.rules.folding import clean, fold
from motcua.rules.numbering import procedure_code
from motcua.rules.process import WORKING_ROLES, Step, StepKind, StepTable
from motcua.rules.refusal import Refusal

COLUMNS = (
    "code", "number", "name", "unit_kind", "level", "role", "hours", "kind", "beside", "next", "back",
    "decision", "valid_from",
)  # fmt: skip
"""Columns of a sheet. `code` is empty where it is that of the row above, `next` where the next row follows.

The decision and the first day stand in any row of a table.
"""

KIND_LABELS = {
    StepKind.WORK: "Xử lý",
    StepKind.CONSULT: "Lấy ý kiến song song",
    StepKind.HAND_OVER: "Cơ quan khác xử lý",
}
LEVEL_LABELS = {Level.PROVINCE: "Cấp tỉnh", Level.DISTRICT: "Cấp huyện", Level.COMMUNE: "Cấp xã"}
HIGHEST = 99
"""The highest number of a step."""

T = TypeVar("T", UnitKind, Role, StepKind, Level)

_ENDS = frozenset({"ket thuc", "het", "-"})
_MOST_HOURS = 99_999


@dataclass(frozen=True, kw_only=True, slots=True)
class TextRow:
    """A row of a sheet: its `number` there and its cells by column."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class RowError:
    """Why a row cannot be taken in; `row` is its number, `field` the column."""

    row: int
    field: str
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadTable:
    """The steps of a procedure from a day, from which rows they were read, and the decision that approves them.

    `decision` is "" where the sheet does not say it.
    """

    code: str
    rows: tuple[int, ...]
    table: StepTable
    decision: str
    valid_from: date


def read_tables(rows: Iterable[TextRow]) -> tuple[list[ReadTable], list[RowError]]:
    """The tables in the order of the sheet, and an error for each row that cannot be read; its table is left out."""
    errors: list[RowError] = []
    groups: dict[str, list[TextRow]] = {}
    code = ""
    for row in rows:
        try:
            code = procedure_code(row["code"], field="code") if row["code"].strip() else code
            if not code:
                raise Refusal("code", "Dòng này chưa thuộc thủ tục nào; hãy ghi mã thủ tục ở dòng đầu của bảng.")
            groups.setdefault(code, []).append(row)
        except Refusal as refusal:
            code = ""
            errors.append(RowError(row=row.number, field=refusal.field, message=str(refusal)))
    tables = [_read_table(code, rows, errors) for code, rows in groups.items()]
    return [table for table in tables if table is not None], errors


def read_steps(rows: Iterable[TextRow], errors: list[RowError]) -> StepTable:
    """The rows of one table; those that cannot be read are left out, each with an error added to `errors`."""
    steps: list[Step] = []
    unsaid: set[int] = set()
    for place, row in enumerate(rows, start=1):
        try:
            step = _step(row, place=place)
            steps.append(step)
            if not row["next"].strip() and step.kind is not StepKind.CONSULT:
                unsaid.add(step.number)
        except Refusal as refusal:
            errors.append(RowError(row=row.number, field=refusal.field, message=str(refusal)))
    return StepTable(steps=_followed(steps, unsaid))


def read_day(text: str, *, field: str) -> date:
    """A day written 31/12/2023. Raises Refusal, also for none."""
    try:
        return datetime.strptime(text.strip(), "%d/%m/%Y").date()  # noqa: DTZ007  (a day, not an instant)
    except ValueError:
        raise Refusal(
            field, "Không đọc được ngày áp dụng «{text}»; hãy ghi như 31/12/2023.", text=text.strip()[:20]
        ) from None


def read_hours(text: str, *, field: str = "hours") -> int:
    """Working minutes from hours written "16", "7,5" or ""; none is 0. Raises Refusal."""
    written = text.strip().replace(",", ".")
    if not written:
        return 0
    minutes = Decimal(written) * 60 if re.fullmatch(r"\d{1,5}(\.\d{1,2})?", written) else Decimal("0.5")
    if minutes != int(minutes) or minutes > _MOST_HOURS * 60:
        raise Refusal(field, "Không đọc được thời gian «{text}»; hãy ghi số giờ như 16 hoặc 7,5.", text=text[:20])
    return int(minutes)


def hours_vi(minutes: int) -> str:
    """Working minutes as hours the way `read_hours` reads them: "16", "7,5"; "" for none."""
    if not minutes:
        return ""
    return f"{(Decimal(minutes) / 60).quantize(Decimal('0.01')).normalize():f}".replace(".", ",")


def read_step_number(text: str, *, field: str) -> int | None:
    """The number of a step, None for an empty cell. Raises Refusal."""
    written = text.strip()
    if not written:
        return None
    if not re.fullmatch(r"[1-9]\d?", written):
        raise Refusal(field, "«{text}» không phải số bước; hãy ghi số từ 1 đến {most}.", text=text[:20], most=HIGHEST)
    return int(written)


def _read_table(code: str, rows: list[TextRow], errors: list[RowError]) -> ReadTable | None:
    before = len(errors)
    table = read_steps(rows, errors)
    decision, first_day = _said_once(rows, "decision"), _said_once(rows, "valid_from")
    try:
        valid_from = read_day(first_day[1], field="valid_from")
    except Refusal as refusal:
        errors.append(RowError(row=first_day[0], field=refusal.field, message=str(refusal)))
    if len(errors) > before:
        return None
    return ReadTable(
        code=code,
        rows=tuple(row.number for row in rows),
        table=table,
        decision=decision[1],
        valid_from=valid_from,
    )


def _said_once(rows: Sequence[TextRow], name: str) -> tuple[int, str]:
    """The first cell of a column that says something, and its row; "" of the first row where none does."""
    return next(((row.number, row[name].strip()) for row in rows if row[name].strip()), (rows[0].number, ""))


def _followed(steps: list[Step], unsaid: set[int]) -> tuple[Step, ...]:
    """The steps, each that says nothing else followed by the next one that is no opinion."""
    main = [step.number for step in steps if step.kind is not StepKind.CONSULT]
    following = dict(pairwise(main))
    return tuple(
        replace(step, next_number=following.get(step.number)) if step.number in unsaid else step for step in steps
    )


def _step(row: TextRow, *, place: int) -> Step:
    name = clean(row["name"], field="name", limit=200)
    if not name:
        raise Refusal("name", "Bước này chưa có tên; hãy ghi việc làm ở bước này.")
    return Step(
        number=read_step_number(row["number"], field="number") or place,
        name=name,
        unit_kind=_chosen(row["unit_kind"], {kind: kind.label for kind in UnitKind}, field="unit_kind").value,
        role=_chosen(row["role"], {role: ROLE_LABELS[role] for role in sorted(WORKING_ROLES)}, field="role"),
        minutes=read_hours(row["hours"]),
        next_number=None if fold(row["next"]) in _ENDS else read_step_number(row["next"], field="next"),
        kind=_chosen(row["kind"] or KIND_LABELS[StepKind.WORK], KIND_LABELS, field="kind"),
        level=_chosen(row["level"], LEVEL_LABELS, field="level") if row["level"].strip() else None,
        beside=read_step_number(row["beside"], field="beside"),
        back_number=read_step_number(row["back"], field="back"),
    )


def _chosen(text: str, labels: Mapping[T, str], *, field: str) -> T:
    """The choice whose label or name was written. Raises Refusal naming them."""
    written = fold(text)
    for choice, label in labels.items():
        if written in (fold(label), choice.value):
            return choice
    if not written:
        raise Refusal(field, "Chưa chọn; hãy chọn một trong: {known}.", known=", ".join(labels.values()))
    raise Refusal(
        field,
        "Không hiểu «{text}»; hãy chọn một trong: {known}.",
        text=clean(text, field=field, limit=10_000)[:40],
        known=", ".join(labels.values()),
    )
