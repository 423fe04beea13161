"""The three forms of the evaluation: dossier by dossier, an agency, and the ranking of agencies.

Source: NĐ 61/2018/NĐ-CP chapter IV, TT 01/2018/TT-VPCP forms 1–3 (nội dung theo biểu, trình bày của hệ thống; chờ kiểm
chứng).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from motcua.desks.frame.formats import ABSENT, date_vi, decimal_vi, instant_vi, number_vi
from motcua.desks.frame.sheets.filling import sheet_head
from motcua.desks.frame.sheets.sheet import (
    Align,
    Entries,
    Entry,
    Grid,
    GridColumn,
    Layout,
    Sheet,
    Signatures,
    Signer,
    noted,
)
from motcua.records.evaluation.ballots import BallotLine
from motcua.records.evaluation.criteria import EvaluationLaw
from motcua.records.evaluation.scores import AgencyScore, Line
from motcua.rules.evaluation import rounded
from motcua.rules.period import Period, spoken
from motcua.rules.refusal import Refusal

Value = str | int | Decimal | None
"""A text, a whole number, points to one decimal, or what is not known."""

MOST_ON_PAPER = 400
"""Rows of the longest form that becomes a PDF, as of other reports."""

ABSENT_NOTE = f"Dấu «{ABSENT}» là chưa có dữ liệu, không phải 0 điểm."
FORM_NOTE = "Nội dung theo biểu của Thông tư 01/2018/TT-VPCP, trình bày của hệ thống (chờ kiểm chứng)"


@dataclass(frozen=True, kw_only=True, slots=True)
class EvaluationForm:
    """A form filled: values row by row as they are counted, for the sheet and the workbook alike.

    `rows` of `strong` places, from 0, stand out; `unit_id` gives the form out.
    """

    name: str
    title: str
    unit_id: int
    unit: str
    period: Period
    known: datetime
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...]
    simulated: bool
    strong: frozenset[int] = frozenset()

    @property
    def file_name(self) -> str:
        """The name of a file with the form, without ending."""
        return f"{self.name}_{self.period.first:%Y-%m-%d}_{self.period.last:%Y-%m-%d}"

    @property
    def subject(self) -> str:
        """The line under the title."""
        return f"Kỳ đánh giá: {spoken(self.period)}"


def agency_form(told: AgencyScore) -> EvaluationForm:
    """The form of an agency: nine indicators with what they were given, and the score."""
    rows = [_of_line(line, told.told) for line in told.lines]
    total = points(told.score.total)
    rows.append(("", "Cộng", told.told.most, told.ballots, "", "", "", total, grade_vi(told)))
    return EvaluationForm(
        name=f"danh-gia_{told.agency.unit.key}",
        title="Kết quả đánh giá việc giải quyết thủ tục hành chính của cơ quan",
        unit_id=told.agency.unit.id,
        unit=told.agency.unit.name,
        period=told.period,
        known=told.as_of,
        columns=(
            GridColumn(label="TT", width=5, align=Align.CENTRE),
            GridColumn(label="Chỉ số", width=66),
            GridColumn(label="Điểm chuẩn", width=8, align=Align.RIGHT),
            GridColumn(label="Số phiếu", width=8, align=Align.RIGHT),
            GridColumn(label="Trung bình theo phiếu", width=11, align=Align.RIGHT),
            GridColumn(label="Tự chấm", width=8, align=Align.RIGHT),
            GridColumn(label="Thẩm định", width=8, align=Align.RIGHT),
            GridColumn(label="Điểm tính", width=8, align=Align.RIGHT),
            GridColumn(label="Ghi chú", width=30),
        ),
        rows=tuple(rows),
        notes=(*notes_of(told), ABSENT_NOTE),
        simulated=told.simulated,
        strong=frozenset({len(rows) - 1}),
    )


def ranking_form(found: Sequence[AgencyScore], *, unit_id: int, unit: str, period: Period) -> EvaluationForm:
    """The form that ranks agencies; those without a whole score stand below without a place. `unit` gives it out.

    Raises Refusal (`unit`) where there is no agency to rank.
    """
    if not found:
        raise Refusal("unit", "Không có cơ quan nào trong phạm vi xem để xếp hạng.")
    told = found[0].told
    return EvaluationForm(
        name="xep-hang-danh-gia",
        title="Xếp hạng đánh giá việc giải quyết thủ tục hành chính của các cơ quan",
        unit_id=unit_id,
        unit=unit,
        period=period,
        known=found[0].as_of,
        columns=(
            GridColumn(label="Hạng", width=6, align=Align.CENTRE),
            GridColumn(label="Cơ quan", width=26),
            GridColumn(label="Số phiếu", width=8, align=Align.RIGHT),
            GridColumn(label="Hồ sơ có kết quả", width=10, align=Align.RIGHT),
            *(GridColumn(label=number, width=5, align=Align.RIGHT, group="Điểm chỉ số") for number in told.numbers),
            GridColumn(label=f"Tổng ({told.most})", width=8, align=Align.RIGHT),
            GridColumn(label="Xếp loại", width=11),
            GridColumn(label="Ghi chú", width=24),
        ),
        rows=tuple(_ranked(place, one) for place, one in enumerate(found, start=1)),
        notes=(*notes_of(*found), ABSENT_NOTE),
        simulated=found[0].simulated,
    )


def ballots_form(told: AgencyScore, lines: Iterable[BallotLine]) -> EvaluationForm:
    """The form dossier by dossier: the points of each ballot, and their averages."""
    numbers, rows = told.told.criteria.by_ballot, [_of_ballot(*each, told) for each in enumerate(lines, start=1)]
    averages = {line.number: points(line.average) for line in told.lines if line.by_ballot}
    count = len(rows)
    rows.append(("", "Trung bình", "", "", *(averages[number] for number in numbers), "", ""))
    return EvaluationForm(
        name=f"phieu-danh-gia_{told.agency.unit.key}",
        title="Kết quả đánh giá việc giải quyết thủ tục hành chính theo từng hồ sơ",
        unit_id=told.agency.unit.id,
        unit=told.agency.unit.name,
        period=told.period,
        known=told.as_of,
        columns=(
            GridColumn(label="TT", width=5, align=Align.CENTRE),
            GridColumn(label="Mã hồ sơ", width=22),
            GridColumn(label="Thủ tục", width=28),
            GridColumn(label="Có kết quả", width=10, align=Align.CENTRE),
            *(GridColumn(label=number, width=5, align=Align.RIGHT, group="Điểm chỉ số") for number in numbers),
            GridColumn(label="Số câu trả lời", width=8, align=Align.RIGHT),
            GridColumn(label="Ghi chú", width=20),
        ),
        rows=tuple(rows),
        notes=(
            *notes_of(told),
            f"Cộng {number_vi(count)} phiếu. Câu bỏ trống không tính vào trung bình. {ABSENT_NOTE}",
        ),
        simulated=told.simulated,
        strong=frozenset({len(rows) - 1}),
    )


def sheet_of(form: EvaluationForm) -> Sheet:
    """The form on paper. Raises Refusal (`format`) for more rows than go on it."""
    if len(form.rows) > MOST_ON_PAPER:
        raise Refusal(
            "format",
            "Biểu có {count} dòng, quá {most} dòng cho một lần in; hãy tải tệp Excel, hoặc chọn kỳ ngắn hơn.",
            count=number_vi(len(form.rows)),
            most=number_vi(MOST_ON_PAPER),
        )
    return Sheet(
        file_name=form.file_name,
        layout=Layout.BOOK,
        head=sheet_head(form.unit_id, on=form.known.date()),
        title=form.title,
        subject=form.subject,
        form=FORM_NOTE,
        simulated=form.simulated,
        blocks=(
            Entries(
                lines=(
                    (
                        Entry(label="Cơ quan", value=form.unit),
                        Entry(label="Số liệu biết đến", value=instant_vi(form.known)),
                    ),
                )
            ),
            Grid(
                columns=form.columns,
                rows=tuple(tuple(said(value) for value in row) for row in form.rows),
                strong=form.strong,
            ),
            noted(" ".join(form.notes)),
            Signatures(
                signers=(
                    Signer(lines=("Người lập biểu",)),
                    Signer(lines=("Thủ trưởng cơ quan",), how="(Ký, đóng dấu)"),
                )
            ),
        ),
    )


def said(value: Value) -> str:
    """A value as people read it."""
    match value:
        case None:
            return ABSENT
        case Decimal():
            return decimal_vi(float(value))
        case int():
            return number_vi(value)
        case _:
            return value


def points(exact: Fraction | None) -> Decimal | None:
    """Points as they are told, to one decimal; None where not known."""
    return None if exact is None else rounded(exact)


def missing_vi(told: AgencyScore) -> str:
    """Which indicators are not known: thiếu chỉ số 5, 8; "" where none is missing."""
    if len(told.score.missing) == len(told.told.numbers):
        return "chưa có dữ liệu"
    return f"thiếu chỉ số {', '.join(told.score.missing)}" if told.score.missing else ""


def grade_vi(told: AgencyScore) -> str:
    """The grade; which indicators are missing where there is none."""
    return told.grade.label if told.grade else f"chưa xếp loại: {missing_vi(told)}"


def few_vi(told: AgencyScore) -> str:
    """That there are few ballots; "" where there are enough, and where there are none to compare at all."""
    return f"dưới {told.told.least_ballots} phiếu" if told.few and told.ballots else ""


def notes_of(*found: AgencyScore) -> tuple[str, ...]:
    """What a reader must know of the scores, each thing once."""
    told = found[0].told
    few = (
        f"Cơ quan có dưới {told.least_ballots} phiếu được đánh dấu: điểm ấy chưa đủ để so sánh."
        if any(map(few_vi, found))
        else ""
    )
    missing = (
        "Thiếu chỉ số nào thì nêu chỉ số ấy và không cộng tổng; điểm tự chấm chỉ tính sau khi cấp trên thẩm định."
        if any(one.score.missing for one in found)
        else ""
    )
    return tuple(note for note in (told.doubt, missing, few) if note)


def _of_line(line: Line, told: EvaluationLaw) -> tuple[Value, ...]:
    return (
        line.number,
        line.label,
        told.criteria.most,
        line.answers if line.by_ballot else "",
        points(line.average) if line.by_ballot else "",
        "" if line.by_ballot else points(line.own),
        "" if line.by_ballot else points(line.appraised),
        points(line.points),
        "; ".join(text for text in (beside_vi(line), line.note) if text),
    )


def beside_vi(line: Line) -> str:
    """What the record says beside the answers: theo sổ 1,9 trên 12 phiếu, 2 phiếu khác sổ."""
    if line.beside is None:
        return ""
    record, count = decimal_vi(float(rounded(line.beside.record))), number_vi(line.beside.ballots)
    differing = f", {number_vi(line.beside.differing)} phiếu khác sổ" if line.beside.differing else ""
    return f"theo sổ {record} trên {count} phiếu{differing}"


def _ranked(place: int, one: AgencyScore) -> tuple[Value, ...]:
    aside = "; ".join(text for text in (missing_vi(one), few_vi(one)) if text)
    return (
        place if one.score.total is not None else "",
        one.agency.unit.name,
        one.ballots,
        one.settled,
        *(points(line.points) for line in one.lines),
        points(one.score.total),
        one.grade.label if one.grade else None,
        aside,
    )


def _of_ballot(place: int, line: BallotLine, told: AgencyScore) -> tuple[Value, ...]:
    numbers, most = told.told.criteria.by_ballot, told.told.criteria.most
    return (
        place,
        line.dossier.code,
        line.dossier.procedure,
        date_vi(line.dossier.ended_at) if line.dossier.ended_at else None,
        *(points(line.points(number, most=most)) for number in numbers),
        len(line.marks.answers),
        differs_vi(line, told.told),
    )


def differs_vi(line: BallotLine, told: EvaluationLaw) -> str:
    """Where a ballot says something else than the record: chỉ số 1 theo sổ: hài lòng."""
    labels = told.levels[line.levels]
    return "; ".join(
        f"chỉ số {number} theo sổ: {labels[record - 1].lower()}"
        for number, record in sorted(line.marks.record.items())
        if line.marks.answers.get(number, record) != record
    )
