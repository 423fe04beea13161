"""Texts that citizens and staff are sent: as they stand for a unit, worded otherwise, tried out, and given back."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import ErrorLink, Field, FieldKind
from motcua.desks.frame.formats import ABSENT, capitalised, moment_vi, number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Fact, Frame, Hidden, Link, Tone
from motcua.desks.frame.pages import Part as Said
from motcua.desks.frame.sent import fresh_key, kept_key, version_seen
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import FilterForm, ListPage
from motcua.desks.office.presenters import office_frame, select_field
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.notices import queries as notices
from motcua.records.notices.views import DeadLetterView, Preview, TemplateRow, TemplateView, WordingView
from motcua.records.notices.wording import LANGUAGES, LIMITS, PARTS, REASONS, Language, Part
from motcua.records.people import units as kept_units
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.refusal import NotFound

_ROWS = {Part.LONG: 6, Part.REASONS: 8}
_COLUMNS = (Column(label="Mẫu"), Column(label="Gửi cho"), Column(label="Lời văn"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """A wording as typed: refused with an `error`, or filled with invented values."""

    language: Language
    part: Part
    text: str
    key: str
    error: str = ""
    preview: Preview | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingForm:
    """A part of a template in a language. Sends `language`, `part`, `text` and what to `do` with it."""

    label: str
    field: Field
    hidden: tuple[Hidden, ...]
    badge: Badge
    note: str
    own: bool
    open: bool
    preview: str = ""
    length: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class WordingGroup:
    """The parts of a template in one language."""

    language: str
    note: str
    forms: tuple[WordingForm, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplatePage:
    """A template with all its wordings for a unit."""

    frame: Frame
    back: Link
    heading: str
    meta: str
    action: str
    placeholders: tuple[Fact, ...]
    groups: tuple[WordingGroup, ...]
    errors: tuple[ErrorLink, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadLine:
    """A message that was given up; `id` is sent to try it again."""

    id: str
    label: str
    about: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class DeadLettersPage:
    """The messages that were given up."""

    frame: Frame
    back: Link
    heading: str
    sentence: str
    action: str
    letters: tuple[DeadLine, ...]
    empty: EmptyState | None = None


def own_unit(viewer: Viewer) -> int:
    """The first unit that an administrator was appointed to keep."""
    for post in viewer.posts:
        if post.role is Role.ADMINISTRATOR:
            return post.unit_id
    raise NotFound("unit", "Ông/bà không giữ việc quản trị của đơn vị nào hôm nay.")


def templates_page(request: StaffRequest, unit_id: int) -> ListPage:
    """All templates as they stand for a unit."""
    rows = notices.templates(request.viewer, unit_id=unit_id)
    dead = len(notices.dead_letters(request.viewer))
    units = kept_units.kept(request.viewer, clock.now().date())
    chosen = [(str(unit.id), unit.name) for unit in units]
    return ListPage(
        frame=office_frame(request, title="Mẫu thông báo", current="templates"),
        heading="Mẫu thông báo",
        sentence=sentence(
            "{count} mẫu. Lời văn sửa ở đơn vị trên dùng cho cả đơn vị dưới, trừ nơi có lời văn riêng. {dead}.",
            count=number_vi(len(rows)),
            dead=Said(text=f"{number_vi(dead)} tin chưa gửi được", href=reverse("office:dead_letters")),
        ),
        filter=FilterForm(
            action=reverse("office:templates"),
            fields=(select_field("unit", "Lời văn của đơn vị", chosen, chosen=str(unit_id), blank=False),),
        ),
        table=Table(
            caption="Mẫu thông báo",
            caption_hidden=True,
            columns=_COLUMNS,
            rows=tuple(_row(row, unit_id) for row in rows),
        ),
    )


def template_page(request: StaffRequest, name: str, *, unit_id: int, tried: Tried | None = None) -> TemplatePage:
    """A template with all its wordings."""
    found = notices.template(request.viewer, unit_id=unit_id, name=name)
    unit = places.unit_by_id(unit_id)
    languages = dict.fromkeys(each.language for each in found.wordings)
    groups = tuple(_group(found, language, unit_id, tried) for language in languages)
    errors = [
        ErrorLink(text=form.field.error, href=f"#{form.field.id}")
        for group in groups
        for form in group.forms
        if form.field.error
    ]
    return TemplatePage(
        frame=office_frame(request, title=f"Mẫu: {found.label}", current="templates"),
        back=Link(text="Mẫu thông báo", href=f"{reverse('office:templates')}?unit={unit_id}"),
        heading=found.label,
        meta=f"{_use(found)} · lời văn của {unit.name}",
        action=reverse("office:template", args=(name,)),
        placeholders=tuple(Fact(label=f"{{{word}}}", value=meaning) for word, meaning in found.placeholders.items()),
        groups=groups,
        errors=tuple(errors),
    )


def _use(found: TemplateView) -> str:
    return capitalised(found.audience) if found.name in REASONS.values() else f"Gửi cho {found.audience}"


def dead_letters_page(request: StaffRequest) -> DeadLettersPage:
    """The messages that were given up."""
    found = notices.dead_letters(request.viewer)
    return DeadLettersPage(
        frame=office_frame(request, title="Tin chưa gửi được", current="templates"),
        back=Link(text="Mẫu thông báo", href=reverse("office:templates")),
        heading="Tin chưa gửi được",
        sentence=f"{number_vi(len(found))} tin đã thử nhiều lần mà không gửi được; các tin khác vẫn đi bình thường."
        if found
        else "Mọi tin đều đã gửi hoặc đang chờ gửi.",
        action=reverse("office:dead_letters"),
        letters=tuple(map(_dead, found)),
        empty=None
        if found
        else EmptyState(title="Không có tin nào", text="Tin thử nhiều lần vẫn không gửi được sẽ nằm ở đây để gửi lại."),
    )


def _row(row: TemplateRow, unit_id: int) -> Row:
    own = Badge(tone=Tone.CALM, text=f"sửa riêng {number_vi(row.changed)} phần")
    return Row(
        cells=(
            Cell(text=row.label, href=f"{reverse('office:template', args=(row.name,))}?unit={unit_id}"),
            Cell(text=row.audience),
            Cell(badge=own) if row.changed else Cell(text="nguyên văn"),
        )
    )


_UNREVIEWED = {
    False: "Chờ người biết tiếng hiệu đính.",
    True: "Nguyên văn chờ kiểm chứng với quy định của từng lĩnh vực. Danh sách hiện bên ô lý do của việc này; "
    "không ghi họ tên hay thông tin của người dân vào đây.",
}


def _group(found: TemplateView, language: Language, unit_id: int, tried: Tried | None) -> WordingGroup:
    unreviewed = language in found.unreviewed
    return WordingGroup(
        language=LANGUAGES[language],
        note=_UNREVIEWED[found.name in REASONS.values()] if unreviewed else "",
        forms=tuple(_form(each, unit_id, tried) for each in found.wordings if each.language is language),
    )


def _form(each: WordingView, unit_id: int, tried: Tried | None) -> WordingForm:
    again = tried if tried and (tried.language, tried.part) == (each.language, each.part) else None
    field = Field(
        name="text",
        label=PARTS[each.part],
        value=again.text if again else each.text,
        kind=FieldKind.AREA,
        required=True,
        maxlength=str(LIMITS[each.part]),
        rows=_ROWS.get(each.part, 3),
        prefix=f"{each.language}-{each.part}-",
        error=again.error if again else "",
    )
    preview = again.preview if again else None
    return WordingForm(
        label=PARTS[each.part],
        field=field,
        hidden=(
            Hidden(name="unit", value=str(unit_id)),
            Hidden(name="language", value=each.language.value),
            Hidden(name="part", value=each.part.value),
            version_seen(each.version),
            kept_key(again.key) if again else fresh_key(),
        ),
        badge=_badge(each),
        note=_note(each),
        own=each.own,
        open=again is not None,
        preview=preview.text if preview else "",
        length=_length(each.part, preview) if preview else "",
    )


def _badge(each: WordingView) -> Badge:
    if each.own:
        return Badge(tone=Tone.CALM, text="lời văn riêng")
    return Badge(tone=Tone.QUIET, text="theo đơn vị trên" if each.inherited_from else "nguyên văn")


def _note(each: WordingView) -> str:
    at = moment_vi(each.changed_at) if each.changed_at else ABSENT
    if each.inherited_from:
        return f"Lời văn của {each.inherited_from}, sửa {at}."
    return f"{each.changed_by or 'Người vận hành'} sửa {at}. Nguyên văn: {each.original}" if each.own else ""


def _length(part: Part, preview: Preview) -> str:
    if part is not Part.SHORT:
        return ""
    cheaper = f"; viết không dấu là {preview.plain_parts} tin" if preview.plain_parts < preview.parts else ""
    return f"Dài {number_vi(preview.units)} ký tự tin nhắn, tính {preview.parts} tin{cheaper}."


def _dead(each: DeadLetterView) -> DeadLine:
    about = " · ".join(filter(None, (each.code, each.channel, moment_vi(each.created_at))))
    tries = f"Đã thử {number_vi(each.attempts)} lần. {each.reason}"
    return DeadLine(id=str(each.id), label=each.label, about=about, reason=tries)
