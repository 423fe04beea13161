"""The catalogue as a list: what applies, what is drafted, what has ended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import Field, FieldKind, Option
from motcua.desks.frame.formats import ABSENT, date_vi, number_vi
from motcua.desks.frame.pages import Badge, EmptyState, Frame, Link, NavItem, Pager, Part, Tone
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.frame.sent import whole_number
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.office.pages import FilterForm
from motcua.desks.office.presenters import office_frame
from motcua.desks.office.procedures_pages import ProceduresPage
from motcua.law.types import Level
from motcua.records import clock
from motcua.records.catalogue import versions
from motcua.records.catalogue.keeping import may_keep
from motcua.records.catalogue.step_rows import LEVEL_LABELS
from motcua.records.catalogue.versions import Kept, Standing
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

PAGE = 50

STANDINGS = {
    Standing.IN_FORCE: "Đang áp dụng",
    Standing.COMING: "Sắp áp dụng",
    Standing.DRAFT: "Có bản dự thảo",
    Standing.ENDED: "Hết hiệu lực",
}
_TONES = {
    Standing.IN_FORCE: Tone.GOOD,
    Standing.COMING: Tone.CALM,
    Standing.DRAFT: Tone.NEAR,
    Standing.ENDED: Tone.QUIET,
}
_COLUMNS = (
    Column(label="Thủ tục"),
    Column(label="Lĩnh vực", minor=True),
    Column(label="Cấp tiếp nhận"),
    Column(label="Áp dụng từ"),
    Column(label="Tình trạng"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which procedures are asked for; `after` is how many to pass over."""

    text: str = ""
    field: str = ""
    level: Level | None = None
    standing: Standing | None = None
    after: int = 0

    @property
    def narrowed(self) -> bool:
        """Whether less than the whole catalogue is asked for."""
        return bool(self.text or self.field or self.level or self.standing)

    def href(self, *, after: int) -> str:
        """The address of another page of the same list."""
        told = {
            "q": self.text,
            "field": self.field,
            "level": self.level or "",
            "state": self.standing or "",
            "after": str(after or ""),
        }
        return f"{reverse('office:procedures')}?{urlencode({name: value for name, value in told.items() if value})}"


def wanted(data: QueryDict) -> Wanted:
    """Reads `q`, `field`, `level`, `state` and `after`. Raises Refusal."""
    level, state, after = data.get("level", ""), data.get("state", ""), data.get("after", "")
    if level not in ("", *Level) or state not in ("", *Standing):
        raise Refusal("state", "Địa chỉ trang không đúng; hãy mở lại danh mục từ đầu.")
    return Wanted(
        text=clean(data.get("q", ""), field="q", limit=200),
        field=clean(data.get("field", ""), field="field", limit=200),
        level=Level(level) if level else None,
        standing=Standing(state) if state else None,
        after=whole_number(after, field="after") if after else 0,
    )


def catalogue_frame(request: StaffRequest, *, title: str) -> Frame:
    """The frame of the catalogue: that of the administration for whoever keeps it, a plain one for other staff."""
    if may_keep(request.viewer):
        return office_frame(request, title=title, current="procedures")
    nav = (NavItem(label="Danh mục thủ tục", href=reverse("office:procedures"), current=True),)
    return staff_frame(request, title=title, desk="Danh mục thủ tục", nav=nav)


def procedures_page(request: StaffRequest, asked: Wanted) -> ProceduresPage:
    """The procedures that match, by code."""
    today = clock.now().date()
    found = versions.kept_procedures(
        asked.text, on=today, field=asked.field, level=asked.level, standing=asked.standing
    )
    shown = found[asked.after : asked.after + PAGE]
    keeper = may_keep(request.viewer)
    return ProceduresPage(
        frame=catalogue_frame(request, title="Danh mục thủ tục"),
        sentence=_sentence(found, asked),
        filter=FilterForm(action=reverse("office:procedures"), fields=_filter(asked)),
        table=Table(
            caption="Thủ tục theo mã",
            caption_hidden=True,
            columns=_COLUMNS,
            rows=tuple(_row(each) for each in shown),
        ),
        actions=_actions() if keeper else (),
        empty=None if shown else _empty(keeper=keeper),
        pager=_pager(asked, shown=len(shown), total=len(found)),
    )


def standing_badge(standing: Standing) -> Badge:
    """The badge of where a procedure stands."""
    return Badge(tone=_TONES[standing], text=STANDINGS[standing].lower())


def levels_vi(levels: Iterable[Level]) -> str:
    """Levels in words, from the commune up: cấp xã, cấp huyện."""
    held = frozenset(levels)
    order = (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)
    return ", ".join(LEVEL_LABELS[level].lower() for level in order if level in held) or ABSENT


def _actions() -> tuple[Link, ...]:
    return (
        Link(text="Soạn thủ tục mới", href=reverse("office:procedure_new")),
        Link(text="Nhập bảng bước", href=reverse("office:import", args=("cac-buoc",))),
        Link(text="Nhập thủ tục", href=reverse("office:import", args=("thu-tuc",))),
    )


def _sentence(found: list[Kept], asked: Wanted) -> tuple[Part, ...]:
    count = number_vi(len(found))
    if asked.narrowed:
        return sentence("{count} thủ tục khớp với điều đã chọn.", count=count)
    drafts = sum(1 for each in found if each.draft)
    waiting = Wanted(standing=Standing.DRAFT).href(after=0)
    return sentence(
        "{count} thủ tục trong danh mục, {drafts} đang có bản dự thảo.",
        count=count,
        drafts=Part(text=number_vi(drafts), href=waiting if drafts else ""),
    )


def _filter(asked: Wanted) -> tuple[Field, ...]:
    levels = [(level.value, LEVEL_LABELS[level]) for level in (Level.COMMUNE, Level.DISTRICT, Level.PROVINCE)]
    standings = [(standing.value, label) for standing, label in STANDINGS.items()]
    return (
        Field(name="q", label="Mã hoặc tên thủ tục", value=asked.text, kind=FieldKind.SEARCH, maxlength="200"),
        _choice("field", "Lĩnh vực", [(name, name) for name in versions.fields()], asked.field, every="Mọi lĩnh vực"),
        _choice("level", "Cấp tiếp nhận", levels, asked.level or "", every="Mọi cấp"),
        _choice("state", "Tình trạng", standings, asked.standing or "", every="Mọi tình trạng"),
    )


def _choice(name: str, label: str, offered: list[tuple[str, str]], chosen: str, *, every: str) -> Field:
    options = (Option(value=value, label=text, chosen=value == chosen) for value, text in [("", every), *offered])
    return Field(name=name, label=label, kind=FieldKind.SELECT, options=tuple(options))


def _row(each: Kept) -> Row:
    today = clock.now().date()
    shown = each.shown(today)
    standing = each.standing(today)
    drafting = f"đang soạn bản {each.draft.number}" if each.draft and standing is not Standing.DRAFT else ""
    return Row(
        cells=(
            Cell(text=each.code, href=reverse("office:procedure", args=(each.code,)), note=each.short_name),
            Cell(text=each.field),
            Cell(text=levels_vi(shown.levels) if shown else ABSENT),
            Cell(text=date_vi(shown.valid_from) if shown else ABSENT, note=drafting),
            Cell(badge=standing_badge(standing)),
        )
    )


def _empty(*, keeper: bool) -> EmptyState:
    return EmptyState(
        title="Không có thủ tục nào khớp",
        text="Hãy gõ ít chữ hơn hoặc bỏ bớt điều kiện; không cần gõ dấu.",
        link=Link(text="Soạn thủ tục mới", href=reverse("office:procedure_new")) if keeper else None,
    )


def _pager(asked: Wanted, *, shown: int, total: int) -> Pager | None:
    if total <= PAGE and not asked.after:
        return None
    last = asked.after + shown
    return Pager(
        summary=f"{number_vi(min(asked.after + 1, total))}–{number_vi(last)} trong {number_vi(total)} thủ tục",
        previous_href=asked.href(after=max(0, asked.after - PAGE)) if asked.after else "",
        next_href=asked.href(after=last) if last < total else "",
    )
