"""The page «Kiểm tra số liệu báo cáo»: a report pasted or sent, its claims listed and marked; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind, Option
from motcua.desks.frame.formats import ABSENT, capitalised, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import AgencyHead, Badge, EmptyState, Frame, Tone
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import CUSTOM, AskedFigure, TypedPeriod, default_period
from motcua.desks.leader.checking.forms import TypedReport
from motcua.desks.leader.checking.marks import ANCHOR, marked
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.periods import period_form, period_vi
from motcua.records import clock
from motcua.records.files.texts import ENDINGS
from motcua.records.measures.report_checking import Checked, CheckedReport, Reference, reporting_units
from motcua.records.measures.report_figures import Data, Source
from motcua.rules.claims.claim import Arithmetic, Kind

TITLE = "Kiểm tra số liệu báo cáo"
CHECKING = "checking"


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckingForm:
    """Takes a text or a file, whose report it is, and its period. `accept` are the endings of files."""

    action: str
    text: Field
    file: Field
    unit: Field
    period: Field
    accept: str = ",".join(ENDINGS)


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckedPart:
    """What was found: in a sentence, what to look at, what is sure, the rest, and the report with its marks."""

    sentence: str
    note: str
    problems: Table | None
    sure: Table | None
    rest: Table | None
    rest_summary: str
    marked: SafeString
    empty: EmptyState | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckingPage:
    """The form, and above it what was found in the report that was sent."""

    frame: Frame
    heading: str
    form: CheckingForm
    print_head: AgencyHead
    found: CheckedPart | None = None
    errors: tuple[ErrorLink, ...] = ()


def checking_page(
    request: StaffRequest,
    typed: TypedReport,
    *,
    found: CheckedReport | None = None,
    errors: Mapping[str, str] | None = None,
) -> CheckingPage:
    """The page with what was typed; `found` where it could be checked."""
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    form = _form(request, typed, errors or {})
    title = f"{TITLE}: {number_vi(found.problems)} ý cần xem lại" if found else TITLE
    return CheckingPage(
        frame=leader_frame(request, title=title, current=CHECKING),
        heading=TITLE,
        form=form,
        print_head=agency_head(post.unit_id, on=clock.now().date()),
        found=checked_part(found) if found else None,
        errors=summary((form.text, form.file, form.unit, form.period), errors or {}),
    )


def checked_part(found: CheckedReport) -> CheckedPart:
    """What was found, for the page."""
    numbered = list(enumerate(found.claims, start=1))
    rest = [each for each in numbered if not (each[1].is_problem or each[1].is_sure)]
    return CheckedPart(
        sentence=_sentence(found),
        note=_note(found),
        problems=_table((each for each in numbered if each[1].is_problem), caption="Cần xem lại"),
        sure=_table((each for each in numbered if each[1].is_sure), caption="Đúng, khớp hoặc có trong danh mục"),
        rest=_table(rest, caption="Không có gì để so"),
        rest_summary=f"Không có gì để so: {number_vi(len(rest))} ý",
        marked=marked(found.text, found.claims),
        empty=None if numbered else _NOTHING,
    )


_NOTHING = EmptyState(
    title="Không đọc được ý nào có số liệu",
    text="Phần này đọc số đếm, tỷ lệ, tổng, tăng giảm và số, ký hiệu văn bản trong câu; bảng biểu thì chưa đọc.",
)
_HINT = "Word (DOCX), PDF xuất từ Word hoặc TXT, không quá 10 MB. Tệp được đọc rồi bỏ, không lưu lại."


def _form(request: StaffRequest, typed: TypedReport, errors: Mapping[str, str]) -> CheckingForm:
    return CheckingForm(
        action=reverse("leader:checking"),
        text=Field(
            name="text",
            label="Nội dung báo cáo",
            kind=FieldKind.AREA,
            value=typed.text,
            hint="Dán cả báo cáo hoặc một đoạn.",
            error=errors.get("text", ""),
        ),
        file=Field(name="file", label="Hoặc chọn tệp", hint=_HINT, error=errors.get("file", "")),
        unit=Field(
            name="unit",
            label="Báo cáo của",
            kind=FieldKind.SELECT,
            options=tuple(_units(request, chosen=typed.unit)),
            error=errors.get("unit", ""),
        ),
        period=Field(
            name="period",
            label="Kỳ báo cáo",
            kind=FieldKind.SELECT,
            options=tuple(_periods(chosen=typed.period)),
            error=errors.get("period", ""),
        ),
    )


def _units(request: StaffRequest, *, chosen: str) -> Iterable[Option]:
    yield Option(value="", label="Tất cả đơn vị được xem", chosen=not chosen)
    for unit in reporting_units(request.viewer):
        yield Option(value=unit.key, label=unit.name, chosen=unit.key == chosen)


def _periods(*, chosen: str) -> Iterable[Option]:
    yield Option(value="", label="Theo tên báo cáo", chosen=not chosen)
    offered = period_form(default_period(), typed=TypedPeriod(), errors={}).period.options
    for option in offered:
        if option.value != CUSTOM:
            yield Option(value=option.value, label=option.label, chosen=option.value == chosen)


def _sentence(found: CheckedReport) -> str:
    if not found.claims:
        return "Không đọc được ý nào."
    sure = sum(claim.is_sure for claim in found.claims)
    rest = len(found.claims) - sure - found.problems
    parts = [
        f"{number_vi(found.problems)} ý cần xem lại" if found.problems else "không ý nào sai",
        f"{number_vi(sure)} ý đúng hoặc khớp",
        f"{number_vi(rest)} ý không có gì để so" if rest else "",
    ]
    return f"Đọc được {number_vi(len(found.claims))} ý: {', '.join(part for part in parts if part)}."


def _note(found: CheckedReport) -> str:
    if found.period is None:
        return "Chưa rõ kỳ của báo cáo nên chưa so với số liệu; hãy chọn kỳ ở dưới rồi kiểm tra lại."
    return (
        f"So với số liệu {period_vi(found.period)}. Tỷ lệ được coi là đúng khi bằng thương đã làm tròn, hoặc cắt bớt, "
        "đến số chữ số in ra. Chưa có số liệu để so không có nghĩa là sai."
    )


_COLUMNS = (
    Column(label="Đoạn"),
    Column(label="Trong báo cáo"),
    Column(label="Loại", minor=True),
    Column(label="Phép tính"),
    Column(label="Số liệu của hệ thống"),
)
_KINDS = {
    Kind.COUNT: "số đếm",
    Kind.RATIO: "tỷ lệ",
    Kind.SUM: "tổng",
    Kind.GROWTH: "tăng, giảm",
    Kind.REFERENCE: "văn bản",
}
_ARITHMETIC = {
    Arithmetic.RIGHT: Badge(tone=Tone.GOOD, text="đúng"),
    Arithmetic.WRONG: Badge(tone=Tone.AMISS, text="sai"),
}
_DATA = {
    Data.AGREES: Badge(tone=Tone.GOOD, text="khớp"),
    Data.DIFFERS: Badge(tone=Tone.AMISS, text="khác"),
    Data.UNKNOWN: Badge(tone=Tone.QUIET, text="chưa có số liệu để so"),
}
_REFERENCE = {
    Reference.KNOWN: Badge(tone=Tone.GOOD, text="có trong danh mục"),
    Reference.UNKNOWN: Badge(tone=Tone.QUIET, text="chưa có trong danh mục"),
}


def _table(claims: Iterable[tuple[int, Checked]], *, caption: str) -> Table | None:
    rows = tuple(_row(number, claim) for number, claim in claims)
    return Table(caption=caption, columns=_COLUMNS, rows=rows) if rows else None


def _row(number: int, claim: Checked) -> Row:
    return Row(
        cells=(
            Cell(text=str(number), href=f"#{ANCHOR}{number}"),
            Cell(text=" ".join(claim.text.split())),
            Cell(text=_KINDS[claim.kind]),
            Cell(text=claim.calculation or ABSENT, badge=_ARITHMETIC.get(claim.arithmetic)),
            _record(claim),
        )
    )


def _record(claim: Checked) -> Cell:
    """What is recorded, with the way to its dossiers."""
    if claim.kind is Kind.REFERENCE:
        return Cell(badge=_REFERENCE[claim.reference])
    if claim.source is None:
        return Cell(badge=_DATA[claim.data])
    return Cell(text=capitalised(claim.record), href=_href(claim.source), badge=_DATA[claim.data])


def _href(source: Source) -> str:
    asked = AskedFigure(
        indicator=source.indicator,
        period=source.period,
        as_of=source.as_of,
        part=source.part,
        unit=source.unit,
        level=source.level,
    )
    return asked.href
