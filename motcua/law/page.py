"""The generated page of the law: every value with its period, citation and how sure it is, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from itertools import groupby

from motcua.law.kinds import Content
from motcua.law.registry import LawValue, Registry, Series
from motcua.law.report_types import ReportForm
from motcua.law.types import (
    CalendarException,
    ClockEffect,
    Confidence,
    DayKind,
    DayReading,
    Document,
    Form,
    FormPack,
    Grade,
    Level,
    NationalState,
    NotApplicable,
    OfficeHours,
    ReportOutline,
    ScoreRow,
    ScoreRule,
    ScoreSheet,
    SupplementPolicy,
    Term,
    TermUnit,
)

CERTAINTY = {Confidence.VERIFIED: "đã kiểm chứng", Confidence.TO_VERIFY: "chờ kiểm chứng"}
"""How sure a value is, as a reader sees it."""

_ORIGIN = (
    "Trang này sinh tự động từ các tệp trong `motcua/law/`; đừng sửa tay. Sau khi sửa tệp luật, chạy"
    " `python -m tools.docs`."
)
_LEGEND = (
    "«Đã kiểm chứng»: có người đã đọc đúng văn bản và điều khoản. «Chờ kiểm chứng»: giá trị đang được dùng"
    " nhưng chưa ai đối chiếu với văn bản gốc; cột Nguồn nói đã đọc ở đâu."
)
_SECTIONS = {
    "calendar": "Lịch làm việc",
    "deadlines": "Thời hạn",
    "dossiers": "Trạng thái hồ sơ",
    "forms": "Mẫu biểu",
    "letters": "Ký hiệu văn bản",
    "numbering": "Mã số",
    "qd766": "Bộ chỉ số 766",
    "reporting": "Báo cáo",
}
_UNITS = {
    TermUnit.HOUR: "giờ",
    TermUnit.WORKING_HOUR: "giờ làm việc",
    TermUnit.WORKING_DAY: "ngày làm việc",
    TermUnit.DAY: "ngày",
    TermUnit.MONTH: "tháng",
    TermUnit.SAME_DAY: "trong ngày",
    TermUnit.NONE: "không quy định thời hạn",
    TermUnit.UNKNOWN: "chưa rõ thời hạn",
}
_READINGS = {DayReading.MINUTES: "tính theo phút làm việc", DayReading.WHOLE_DAYS: "tính theo ngày tròn"}
_POLICIES = {
    SupplementPolicy.RESTART: "tính lại từ đầu",
    SupplementPolicy.SUBTRACT: "trừ thời gian chờ",
    SupplementPolicy.EXTEND: "gia hạn theo thời gian chờ",
}
_CLOCKS = {
    ClockEffect.NOT_RUNNING: "chưa chạy",
    ClockEffect.RUNNING: "chạy",
    ClockEffect.SUSPENDED: "tạm dừng theo chính sách bổ sung",
    ClockEffect.STOPPED: "dừng",
    ClockEffect.NONE: "không tính",
}
_RULES = {
    ScoreRule.THRESHOLD: "đủ điểm từ ngưỡng, dưới ngưỡng theo tỷ lệ ÷ ngưỡng",
    ScoreRule.RATIO: "điểm tối đa × tỷ lệ",
    ScoreRule.WATCHED: "chỉ theo dõi",
}
_LEVELS = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện", Level.COMMUNE: "xã"}
_NOT_APPLICABLE = {NotApplicable.FULL: "được điểm tối đa", NotApplicable.NOTHING: "không có điểm"}
_ROW_COLUMNS = ("Mã", "Chỉ số", "Điểm", "Cách cho điểm", "Cấp", "Công thức", "Ghi chú")
_DAYS = {DayKind.OFF: "nghỉ", DayKind.WORK: "làm bù"}
_VALUE_COLUMNS = ("Từ ngày", "Đến hết ngày", "Giá trị", "Căn cứ", "Mức chắc chắn", "Ghi chú", "Nguồn")


def render(registry: Registry) -> str:
    """The whole page as Markdown."""
    sections = groupby(registry.series(), key=lambda series: series.id.partition(".")[0])
    blocks = [
        *_opening(registry),
        *_documents(registry.documents()),
        *(block for name, members in sections for block in _section(name, members)),
    ]
    return "\n\n".join(blocks) + "\n"


def _opening(registry: Registry) -> list[str]:
    values = [value for series in registry.series() for value in series.values]
    verified = sum(value.confidence is Confidence.VERIFIED for value in values)
    return [
        "# Giá trị pháp lý",
        _ORIGIN,
        _LEGEND,
        f"Hiện có {len(values)} giá trị: {verified} đã kiểm chứng, {len(values) - verified} chờ kiểm chứng.",
    ]


def _documents(documents: Iterable[Document]) -> list[str]:
    rows = [
        (
            document.id,
            document.title,
            document.issuer,
            _day(document.issued) if document.issued else "chưa rõ",
            document.amends or "",
            CERTAINTY[document.confidence],
            document.note,
        )
        for document in documents
    ]
    columns = ("Số, ký hiệu", "Tên", "Cơ quan ban hành", "Ngày ban hành", "Sửa đổi", "Mức chắc chắn", "Ghi chú")
    return ["## Văn bản", _table(columns, rows)]


def _section(name: str, members: Iterable[Series]) -> list[str]:
    return [f"## {_SECTIONS.get(name, name)}", *(block for series in members for block in _series(series))]


def _series(series: Series) -> list[str]:
    rows = [_row(value) for value in series.values]
    values = [value.value for value in series.values]
    packs = [value for value in values if isinstance(value, FormPack)]
    return [
        f"### {series.label}",
        f"Mã: `{series.id}`",
        _table(_VALUE_COLUMNS, rows),
        *(block for pack in packs for form in pack.forms for block in _form(form, pack=pack)),
        *(block for value in _told_anew(series) for block in _sheet(value)),
        *(block for value in values if isinstance(value, ReportForm) for block in _report_form(value)),
        *(block for value in values if isinstance(value, ReportOutline) for block in _outline(value)),
    ]


def _row(value: LawValue) -> tuple[str, ...]:
    return (
        _day(value.valid_from),
        _day(value.valid_to - timedelta(days=1)) if value.valid_to else "còn hiệu lực",
        in_words(value.value),
        value.citation,
        CERTAINTY[value.confidence],
        value.note,
        value.source,
    )


def _form(form: Form, *, pack: FormPack) -> list[str]:
    groups = {group.id: group.label for group in pack.groups}
    rows = [(groups[field.group], f"`{field.id}`", field.label) for field in form.fields]
    heading = f"Mẫu {form.number}" if form.number else "Mẫu ngoài bộ"
    return [f"#### {heading}: {form.title} (`{form.id}`)", _table(("Nhóm", "Mã trường", "Trường"), rows)]


def _told_anew(series: Series) -> list[LawValue]:
    """The values that do not say the same as the one before."""
    befores = (None, *series.values)
    return [value for before, value in zip(befores, series.values, strict=False) if not _same(before, value)]


def _same(before: LawValue | None, value: LawValue) -> bool:
    return before is not None and before.value == value.value


def _sheet(value: LawValue) -> list[str]:
    sheet = value.value
    if not isinstance(sheet, ScoreSheet):
        return []
    blocks = [f"#### Phiếu điểm từ {_day(value.valid_from)}"]
    for group in sheet.groups:
        inside = f", trong nhóm `{group.part_of}` nếu tính năm nhóm" if group.part_of else ""
        rows = [_score_row(row) for row in sheet.rows if row.group == group.id]
        blocks += [f"{group.label}: {group.points} điểm (`{group.id}`{inside})", _table(_ROW_COLUMNS, rows)]
    blocks += [
        f"Phiếu quốc gia không áp dụng cho cấp {_LEVELS[level]}: các dòng số {', '.join(map(str, numbers))} (chưa đối"
        f" chiếu được số với mã của dòng nào thì dòng ấy vẫn tính như thường). Dòng không áp dụng"
        f" {_NOT_APPLICABLE[sheet.not_applicable]}."
        for level, numbers in sheet.not_for.items()
    ]
    return blocks


def _score_row(row: ScoreRow) -> tuple[str, ...]:
    rule = _RULES[row.rule] + (f" (ngưỡng {row.threshold}%)" if row.threshold else "")
    levels = "mọi cấp" if row.levels == tuple(Level) else ", ".join(_LEVELS[level] for level in row.levels)
    return (f"`{row.id}`", row.label, str(row.points), rule, levels, row.formula, row.note)


def _report_form(form: ReportForm) -> list[str]:
    numbers = {column.id: number for number, column in enumerate(form.columns, start=3)}
    rows = [
        (str(numbers[column.id]), f"`{column.id}`", " › ".join((*column.groups, column.label)))
        for column in form.columns
    ]
    sums = [f"{numbers[one.total]} = {' + '.join(str(numbers[part]) for part in one.parts)}" for one in form.identities]
    return [
        f"#### {form.symbol}: {form.title}",
        _table(("Cột", "Mã cột", "Tiêu đề"), [("1", "", "STT"), ("2", "", form.subject), *rows]),
        *([f"Ràng buộc của mọi dòng: {'; '.join(sums)}."] if sums else []),
    ]


def _outline(outline: ReportOutline) -> list[str]:
    sections = [(one.number, f"`{one.id}`", one.title, one.asks) for one in outline.sections]
    tables = [
        (str(number), one.title, "; ".join(f"{column.label} (`{column.field}`)" for column in one.columns))
        for number, one in enumerate(outline.tables, start=1)
    ]
    return [
        f"#### {outline.subject}",
        _table(("Số", "Mã mục", "Mục", "Nội dung cần nêu"), sections),
        _table(("Biểu", "Tên", "Các cột"), tables),
    ]


def in_words(content: Content) -> str:
    """A value of the law as a reader sees it."""
    match content:
        case DayReading():
            return _READINGS[content]
        case SupplementPolicy():
            return _POLICIES[content]
        case time():
            return f"{content:%H:%M}"
        case Term():
            return _term(content)
        case OfficeHours():
            return ", ".join(f"{shift.start:%H:%M}–{shift.end:%H:%M}" for shift in content.shifts)
        case FormPack() | ScoreSheet() | ReportForm() | ReportOutline():
            return f"{_size(content)}, liệt kê bên dưới"
        case tuple():
            return "<br>".join(_member(member) for member in content)
        case _:
            return str(content)


def _size(content: FormPack | ScoreSheet | ReportForm | ReportOutline) -> str:
    if isinstance(content, FormPack):
        return f"{len(content.forms)} mẫu"
    if isinstance(content, ReportForm):
        return f"{len(content.columns) + 2} cột"
    if isinstance(content, ReportOutline):
        return f"{len(content.sections)} mục, {len(content.tables)} biểu"
    return f"{len(content.rows)} chỉ số trong {len(content.groups)} nhóm"


def _term(term: Term) -> str:
    return f"{term.amount} {_UNITS[term.unit]}" if term.amount else _UNITS[term.unit]


def _member(member: CalendarException | NationalState | Grade | tuple[str, str] | tuple[str, int]) -> str:
    match member:
        case CalendarException():
            return f"{_day(member.day)} {_DAYS[member.kind]}: {member.reason}"
        case NationalState():
            return f"{member.code}. {member.label} — đồng hồ: {_CLOCKS[member.clock]}; tính là: {member.counts_as}"
        case Grade():
            return f"{member.label}: từ {member.least} điểm"
        case (symbol, name):
            return f"{symbol}: {name}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
