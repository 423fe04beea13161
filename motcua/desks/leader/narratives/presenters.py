"""Reports in words on the leader's desk: the list, a report with its sections and figures, a section being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field as Input
from motcua.desks.frame.fields import FieldKind, error_links
from motcua.desks.frame.formats import ABSENT, instant_vi, number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Hidden, Link, Tone
from motcua.desks.frame.refusals import summary
from motcua.desks.frame.sent import KEY, fresh_key, kept_key
from motcua.desks.frame.sheets.forms.narrative import Signature, narrative_sheet
from motcua.desks.frame.sheets.pages import SheetPage, words_of
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.asking import AskedFigure, TypedPeriod
from motcua.desks.leader.framing import leader_frame
from motcua.desks.leader.narratives.forms import ACTS, SEEN, TEXT, TypedSection
from motcua.desks.leader.narratives.pages import NarrativePage, NarrativesPage, SectionPage
from motcua.desks.leader.periods import period_form, period_vi
from motcua.desks.leader.reports.pages import ActForm, ReportPage
from motcua.desks.leader.reports.presenters import own_unit
from motcua.law.types import Level
from motcua.records.measures.queries import Part
from motcua.records.narratives import actions, making, queries
from motcua.records.narratives.content import Act
from motcua.records.narratives.making import Made, Section
from motcua.records.narratives.queries import ActView, Moved, NarrativeView
from motcua.rules.indicators import indicator
from motcua.rules.period import Period
from motcua.rules.refusal import NotFound
from motcua.rules.report_text.fields import Field, FieldPart, field, usable

CURRENT = "narratives"
TITLE = "Báo cáo CCHC"
FILES = {"docx": "Word", "pdf": "PDF"}
_PARTS = {
    FieldPart.NUMERATOR: "tử số",
    FieldPart.DENOMINATOR: "mẫu số",
    FieldPart.REST: "phần còn lại",
    FieldPart.VALUE: "giá trị",
    FieldPart.DIFFERENCE: "so với cùng kỳ",
}
_OPENS = {
    FieldPart.NUMERATOR: Part.NUMERATOR,
    FieldPart.DENOMINATOR: Part.DENOMINATOR,
    FieldPart.REST: Part.REST,
    FieldPart.VALUE: Part.NUMERATOR,
    FieldPart.DIFFERENCE: Part.NUMERATOR,
}
_LEVELS = {Level.PROVINCE.value: "cấp tỉnh", Level.DISTRICT.value: "cấp huyện", Level.COMMUNE.value: "cấp xã"}
_DID = {
    Act.BEGIN: "lập dự thảo",
    Act.WRITE: "viết mục",
    Act.FILL: "ghi nhận số liệu mới",
    Act.SIGN: "ký và chốt số liệu",
    Act.DROP: "bỏ dự thảo",
}


def narratives_page(
    request: StaffRequest, period: Period, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> NarrativesPage:
    """The reports of the unit at which the person works."""
    unit = own_unit(request)
    found = queries.narratives(request.viewer, unit.id)
    form = period_form(period, typed=typed, errors=dict(errors or {}))
    fields = (form.period, form.first, form.last)
    return NarrativesPage(
        frame=leader_frame(request, title=TITLE, current=CURRENT),
        sentence=f"{unit.name}. Câu chữ do người viết, con số lấy thẳng từ hồ sơ và chốt lại khi ký.",
        action=reverse("leader:narrative_preview"),
        fields=fields,
        made=_listed(found) if found else None,
        empty=None
        if found
        else EmptyState(title="Chưa lập báo cáo nào", text="Chọn kỳ ở trên, xem trước rồi lập dự thảo."),
        errors=summary(fields, errors or {}),
    )


def preview_page(request: StaffRequest, period: Period, *, errors: Mapping[str, str] | None = None) -> ReportPage:
    """A report of the sentences proposed, kept nowhere, with what begins it."""
    made = making.made(request.viewer, own_unit(request).key, period)
    query = urlencode({"period": period.id})
    begin = ActForm(
        action=reverse("leader:narrative_begin"),
        label="Lập dự thảo",
        hidden=(fresh_key(), Hidden(name="period", value=period.id)),
    )
    return ReportPage(
        frame=leader_frame(request, title=f"Xem trước {TITLE} · {period_vi(period)}", current=CURRENT),
        sheet=(sheet := narrative_sheet(made)),
        words=words_of(sheet),
        links=tuple(
            Link(text=text, href=f"{reverse('leader:narrative_preview_file', args=(kind,))}?{query}")
            for kind, text in FILES.items()
        ),
        back=Link(text="Danh sách báo cáo", href=reverse("leader:narratives")),
        standing=f"Xem trước từ các câu gợi ý, số liệu biết đến {instant_vi(made.as_of)}; chưa lập thành báo cáo.",
        life=(),
        forms=(begin,) if actions.may_act(request.viewer, made.unit.id) else (),
        errors=summary((), errors or {}),
    )


def sheet_page(request: StaffRequest, narrative_id: int) -> SheetPage:
    """A report as it is printed."""
    view, made = queries.narrative(request.viewer, narrative_id)
    sheet = narrative_sheet(made, signature(view))
    return SheetPage(
        frame=leader_frame(request, title=f"Bản in {TITLE} · {period_vi(view.period)}", current=CURRENT),
        sheet=sheet,
        words=words_of(sheet),
        links=_files(view),
        back=Link(text="Các mục của báo cáo", href=_href(view)),
    )


def signature(view: NarrativeView) -> Signature | None:
    """How a report was signed, as its sheet prints it."""
    signed = view.signed
    if signed is None:
        return None
    return Signature(
        number=signed.number,
        at=signed.at,
        name=signed.by,
        title=signed.title,
        via=signed.via,
        principal=signed.principal,
    )


def narrative_page(
    request: StaffRequest, narrative_id: int, *, errors: Mapping[str, str] | None = None
) -> NarrativePage:
    """A report with its sections, its figures, what may be done with it and what was done."""
    view, made = queries.narrative(request.viewer, narrative_id)
    may = actions.may_act(request.viewer, view.unit.id)
    signed = view.signed is not None
    moved = queries.moved_since_signing(request.viewer, view, made) if signed else queries.moved(view, made)
    forms = _act_forms(view) if may and not signed and not view.dropped else ()
    return NarrativePage(
        frame=leader_frame(request, title=f"{TITLE} · {period_vi(view.period)}", current=CURRENT),
        heading=f"{TITLE} {period_vi(view.period)}",
        sentence=_standing(view, made),
        links=(Link(text="Xem bản in", href=reverse("leader:narrative_sheet", args=(view.id,))), *_files(view)),
        back=Link(text="Danh sách báo cáo", href=reverse("leader:narratives")),
        sections=_sections(view, made, may=bool(forms)),
        figures=_figures(made),
        moved=_moved(moved) if moved else None,
        moved_note=_moved_note(view, moved),
        forms=forms,
        life=tuple(_said(act, made) for act in reversed(view.acts)),
        errors=summary((), errors or {}),
    )


def section_page(
    request: StaffRequest,
    narrative_id: int,
    section_id: str,
    *,
    typed: TypedSection | None = None,
    errors: Mapping[str, str] | None = None,
) -> SectionPage:
    """A section that is written; what was typed stays where it was refused."""
    view, made = queries.narrative(request.viewer, narrative_id)
    section = next((one for one in made.sections if one.outline.id == section_id), None)
    if section is None or not section.text or view.signed or view.dropped:
        raise NotFound("section", "Mục này không viết được; hãy mở lại báo cáo.")
    version = view.version(section_id)
    newer = section.text if typed and typed.seen != str(version) else ""
    area = Input(
        name=TEXT,
        label="Nội dung",
        kind=FieldKind.AREA,
        rows=12,
        value=typed.text if typed else section.text,
        hint="Mỗi đoạn một dòng. Con số đặt bằng trường {{…}}, chép từ danh sách bên dưới.",
        error=(errors or {}).get(TEXT, ""),
    )
    return SectionPage(
        frame=leader_frame(request, title=section.outline.title, current=CURRENT),
        eyebrow=f"{TITLE} {period_vi(view.period)}",
        heading=f"{section.outline.number}. {section.outline.title}",
        asks=section.outline.asks,
        action=reverse("leader:narrative_section", args=(view.id, section_id)),
        text=area,
        hidden=(kept_key(""), Hidden(name=SEEN, value=str(version))),
        preview=made.told(section),
        newer=newer,
        fields=_offered(),
        history=_history(view.history(section_id)),
        back=Link(text="Các mục của báo cáo", href=_href(view)),
        errors=(*error_links(area), *summary((), {k: v for k, v in (errors or {}).items() if k not in (TEXT, KEY)})),
    )


def _listed(found: Iterable[NarrativeView]) -> Table:
    columns = (
        Column(label="Kỳ"),
        Column(label="Lần", numeric=True),
        Column(label="Tình trạng"),
        Column(label="Việc gần nhất"),
    )
    rows = tuple(
        Row(
            cells=(
                Cell(text=period_vi(view.period), href=_href(view)),
                Cell(text=number_vi(view.edition)),
                Cell(badge=_badge(view)),
                Cell(text=f"{instant_vi(view.acts[-1].at)} · {view.acts[-1].by or ABSENT}"),
            )
        )
        for view in found
    )
    return Table(caption="Báo cáo đã lập", columns=columns, rows=rows)


def _badge(view: NarrativeView) -> Badge:
    return Badge(tone=Tone.GOOD, text="đã ký") if view.signed else Badge(tone=Tone.NEAR, text="dự thảo")


def _standing(view: NarrativeView, made: Made) -> str:
    if view.signed:
        number = f" số {view.signed.number}" if view.signed.number else ""
        return f"Đã ký{number} lúc {instant_vi(view.signed.at)}; số liệu chốt đến {instant_vi(made.as_of)}."
    left = sum(section.to_write for section in made.sections)
    told = f"còn {number_vi(left)} mục cần viết" if left else "các mục đã đủ nội dung, có thể ký"
    return f"Dự thảo, {told}. Số liệu đến {instant_vi(made.as_of)}."


def _sections(view: NarrativeView, made: Made, *, may: bool) -> Table:
    rows = tuple(
        Row(
            cells=(
                Cell(text=section.outline.number),
                Cell(text=section.outline.title, href=_section_href(view, section) if may and section.text else ""),
                Cell(badge=_state(view, section)) if section.text else Cell(),
                Cell(text=_last(view, section)),
            )
        )
        for section in made.sections
    )
    columns = (Column(label="Số"), Column(label="Mục"), Column(label="Tình trạng"), Column(label="Sửa gần nhất"))
    return Table(caption="Các mục", columns=columns, rows=rows)


def _state(view: NarrativeView, section: Section) -> Badge:
    if section.to_write:
        return Badge(tone=Tone.NEAR, text="cần viết")
    if section.proposed:
        return Badge(tone=Tone.CALM, text="câu gợi ý từ số liệu")
    return Badge(
        tone=Tone.GOOD,
        text=f"đã viết, bản {view.version(section.outline.id)}" if view.version(section.outline.id) else "đã viết",
    )


def _last(view: NarrativeView, section: Section) -> str:
    history = view.history(section.outline.id)
    return f"{instant_vi(history[0].at)} · {history[0].by or ABSENT}" if history else ABSENT


def _figures(made: Made) -> Table:
    """What each field says, leading to the dossiers it counts."""
    rows = tuple(_figure(made, name, text) for name, text in made.says.items())
    columns = (Column(label="Số liệu"), Column(label="Trong báo cáo", numeric=True))
    return Table(caption="Số liệu trong báo cáo", columns=columns, rows=rows)


def _figure(made: Made, name: str, text: str) -> Row:
    one = field(name.strip("{}"))
    asked = AskedFigure(
        indicator=one.indicator,
        period=made.period,
        as_of=made.as_of,
        part=_OPENS[one.part],
        unit=one.unit if one.unit else "",
        level=one.level,
    )
    opens = not one.period
    return Row(cells=(Cell(text=_label(one)), Cell(text=text.strip("()"), href=asked.href if opens else "")))


def _label(one: Field) -> str:
    place = _LEVELS.get(one.level, one.unit)
    told = f"{indicator(one.indicator).label}, {_PARTS[one.part]}"
    return ", ".join(part for part in (told, place, one.period) if part)


def _offered() -> Table:
    """The fields that may be copied into a text."""
    rows = tuple(
        Row(cells=(Cell(text=f"{indicator(name).label}, {label}"), Cell(text=str(Field(indicator=name, part=part)))))
        for name in usable()
        for part, label in _PARTS.items()
    )
    columns = (Column(label="Số liệu"), Column(label="Trường để chép"))
    return Table(caption="Các trường", columns=columns, rows=rows, caption_hidden=True)


def _history(history: tuple[ActView, ...]) -> Table | None:
    if not history:
        return None
    rows = tuple(
        Row(cells=(Cell(text=instant_vi(act.at)), Cell(text=act.by or ABSENT), Cell(text=act.text))) for act in history
    )
    columns = (Column(label="Lúc"), Column(label="Người viết"), Column(label="Nội dung"))
    return Table(caption="Các bản đã lưu", columns=columns, rows=rows)


def _moved(moved: tuple[Moved, ...]) -> Table:
    rows = tuple(
        Row(cells=(Cell(text=_label(field(one.field.strip("{}")))), Cell(text=one.before), Cell(text=one.now)))
        for one in moved
    )
    columns = (Column(label="Số liệu"), Column(label="Đã ghi", numeric=True), Column(label="Bây giờ", numeric=True))
    return Table(caption="Số liệu đã khác", columns=columns, rows=rows)


def _moved_note(view: NarrativeView, moved: tuple[Moved, ...]) -> str:
    since = "khi ký" if view.signed else f"lần ghi nhận lúc {instant_vi(view.filled.at)}"
    if not moved:
        return f"Không có số liệu nào khác so với {since}."
    kept = "Báo cáo đã ký giữ số liệu cũ." if view.signed else "Bản in dùng số bây giờ."
    return f"{number_vi(len(moved))} số liệu khác so với {since}. {kept}"


def _act_forms(view: NarrativeView) -> tuple[ActForm, ...]:
    def form(slug: str, label: str, *, plain: bool = True) -> ActForm:
        hidden = (fresh_key(), Hidden(name=ACTS, value=str(len(view.acts))))
        action = reverse("leader:narrative_act", args=(view.id, slug))
        return ActForm(action=action, label=label, hidden=hidden, plain=plain)

    return (
        form("ky", "Ký, lấy số và chốt số liệu", plain=False),
        form("chot", "Ghi nhận số liệu bây giờ"),
        form("bo", "Bỏ dự thảo"),
    )


def _said(act: ActView, made: Made) -> str:
    title = next((one.outline.title for one in made.sections if one.outline.id == act.section), "")
    what = f"{_DID[act.act]} «{title}»" if title else _DID[act.act]
    return f"{instant_vi(act.at)}: {act.by or 'Hệ thống'} {what}"


def _files(view: NarrativeView) -> tuple[Link, ...]:
    return tuple(
        Link(text=text, href=reverse("leader:narrative_file", args=(view.id, kind))) for kind, text in FILES.items()
    )


def _href(view: NarrativeView) -> str:
    return reverse("leader:narrative", args=(view.id,))


def _section_href(view: NarrativeView, section: Section) -> str:
    return reverse("leader:narrative_section", args=(view.id, section.outline.id))
