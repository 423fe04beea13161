"""The work list and the results of a search as pages."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.bulk import ticks
from motcua.desks.frame.dossiers import dossier_table
from motcua.desks.frame.fields import Field, FieldKind
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import EmptyState, Hidden, Link, Pager, Part, SearchForm
from motcua.desks.frame.presenting import working_post
from motcua.desks.frame.sentences import sentence
from motcua.desks.officer import bulk, filters, narrowing
from motcua.desks.officer.lists import (
    MINE,
    ROLES,
    SEARCH_LIMIT,
    SIZES,
    TABS,
    UNIT,
    Wanted,
    officer_frame,
    queue_href,
    tabs_of,
)
from motcua.desks.officer.pages import Chip, QueuePage
from motcua.records.casework import lists
from motcua.records.casework.lists import Page
from motcua.records.casework.marks import marks_of
from motcua.records.casework.views import Tab
from motcua.records.people.viewer import Viewer
from motcua.records.people.working import only_at

_NOTHING = {
    Tab.INCOMING: ("Không có hồ sơ chờ nhận", "Hồ sơ mới tiếp nhận hoặc mới chuyển đến đơn vị sẽ nằm ở đây."),
    Tab.PROCESSING: ("Không có hồ sơ đang xử lý", "Hãy xem thẻ «Chờ nhận» và nhận hồ sơ cần làm tiếp."),
    Tab.NEAR: ("Không có hồ sơ sắp hạn", "Ở đây là hồ sơ còn không quá một ngày làm việc."),
    Tab.OVERDUE: ("Không có hồ sơ quá hạn", "Mọi hồ sơ đang giữ đều còn trong hạn."),
    Tab.WAITING: ("Không có hồ sơ chờ bổ sung", "Hồ sơ đã yêu cầu bổ sung giấy tờ nằm ở đây cho đến khi nhận đủ."),
}


def queue_page(request: StaffRequest, asked: Wanted) -> QueuePage:
    """The work list of a person or a unit under a tab."""
    mine = asked.whose == MINE
    viewer = request.viewer if mine else _in_the_unit(request.viewer)
    counts = lists.tab_counts(viewer, mine=mine)
    listed = lists.worklist(
        viewer,
        asked.tab,
        mine=mine,
        text=asked.text,
        narrowing=asked.narrowing,
        after=asked.after,
        size=asked.size,
    )
    bar = bulk.bar(viewer, all_href=asked.href(after=asked.after, pick="all")) if listed.rows else None
    label = TABS[asked.tab][0]
    heading = "Hồ sơ của tôi" if mine else "Hồ sơ cả đơn vị"
    return QueuePage(
        frame=officer_frame(request, title=f"{label} · {heading}", current=asked.whose),
        heading=heading,
        sentence=_sentence(asked, counts),
        tabs=tabs_of(viewer, asked, counts, current=asked.tab.value),
        search=_search_form(queue_href(), text=asked.text, button="Lọc", hidden=_kept(asked)),
        chips=_chips(viewer, asked),
        narrow=Link(text="Lọc thêm", href=f"{reverse('officer:narrow')}?{asked.query()}"),
        narrowed=_narrowed(asked),
        bulk=bar,
        sizes=_sizes(asked, listed),
        empty=None if listed.rows else _nothing(asked),
        pager=_pager(asked, listed, count=counts[asked.tab]),
        table=dossier_table(
            listed.rows,
            caption=f"{label}, ít thời gian trước",
            marks=marks_of([row.id for row in listed.rows]),
            tick=ticks(checked=asked.all_picked) if bar else None,
        ),
    )


def _in_the_unit(viewer: Viewer) -> Viewer:
    """Who looks, as far as the unit of the desk goes: a person of several units works at one of them at a time."""
    post = working_post(viewer, *ROLES)
    return only_at(viewer, post.unit_id) if post else viewer


def found_page(request: StaffRequest, text: str, *, after: str = "") -> QueuePage:
    """A page of the dossiers that match a text, the latest first; without a text nothing is looked for."""
    listed = lists.found(request.viewer, text, after=after) if text else Page(rows=(), next="")
    return QueuePage(
        frame=officer_frame(request, title="Tìm hồ sơ", current="search"),
        heading="Tìm hồ sơ",
        sentence=(Part(text=_how_many(listed, text, after=after)),),
        tabs=(),
        search=_search_form(reverse("officer:search"), text=text, button="Tìm", hidden={}),
        table=dossier_table(listed.rows, caption="Hồ sơ tìm thấy, mới nhất trước"),
        empty=None if listed.rows else _not_found(text, after=after),
        pager=_found_pager(listed, text, after=after),
    )


_HINT = "Gõ mã hồ sơ, họ tên không cần dấu, số điện thoại hoặc số căn cước."


def _how_many(listed: Page, text: str, *, after: str) -> str:
    """How many dossiers match, as far as one page can tell: nobody counts what is not read."""
    if not text:
        return _HINT
    if after and not listed.rows:
        return f"Không còn hồ sơ nào khác khớp với «{text}»."
    if listed.next or after:
        narrower = "" if after else " Xem tiếp ở trang sau, hoặc gõ rõ hơn."
        return f"Có hơn {number_vi(lists.PAGE)} hồ sơ khớp với «{text}».{narrower}"
    return f"Có {number_vi(len(listed.rows))} hồ sơ khớp với «{text}»."


def _not_found(text: str, *, after: str) -> EmptyState:
    if after:
        again = Link(text="Về trang đầu", href=_found_href(text))
        return EmptyState(title="Không còn hồ sơ nào", text="Danh sách đã hết ở trang trước.", link=again)
    return EmptyState(title="Không tìm thấy" if text else "Chưa có kết quả", text=_HINT)


def _found_pager(listed: Page, text: str, *, after: str) -> Pager | None:
    if not (listed.next or after):
        return None
    return Pager(
        summary=f"{number_vi(len(listed.rows))} hồ sơ trên trang này",
        first_href=_found_href(text) if after else "",
        next_href=_found_href(text, after=listed.next) if listed.next else "",
    )


def _found_href(text: str, **further: str) -> str:
    return f"{reverse('officer:search')}?{urlencode({'q': text, **further})}"


def _sentence(asked: Wanted, counts: dict[Tab, int]) -> tuple[Part, ...]:
    def part(tab: Tab) -> Part:
        return Part(text=number_vi(counts[tab]), href=asked.href(tab=tab.value, q=""))

    who = "Ông/bà" if asked.whose == MINE else "Đơn vị"
    return sentence(
        "{who} đang xử lý {held} hồ sơ; {late} hồ sơ đã quá hạn, {near} hồ sơ còn không quá một ngày làm việc.",
        who=who,
        held=part(Tab.PROCESSING),
        late=part(Tab.OVERDUE),
        near=part(Tab.NEAR),
    )


def _search_form(action: str, *, text: str, button: str, hidden: dict[str, str]) -> SearchForm:
    return SearchForm(
        action=action,
        field=Field(
            name="q",
            label="Mã hồ sơ, họ tên, điện thoại hoặc số căn cước",
            value=text,
            kind=FieldKind.SEARCH,
            maxlength=str(SEARCH_LIMIT),
        ),
        button=button,
        hidden=tuple(Hidden(name=name, value=value) for name, value in hidden.items()),
    )


def _kept(asked: Wanted) -> dict[str, str]:
    """What a search within the list keeps of it."""
    size = "" if asked.size == lists.PAGE else str(asked.size)
    told = {"tab": asked.tab.value, "whose": asked.whose, **narrowing.parameters(asked.narrowing), "size": size}
    return {name: value for name, value in told.items() if value}


def _chips(viewer: Viewer, asked: Wanted) -> tuple[Chip, ...]:
    return tuple(Chip(link=link, current=current) for link, current in filters.chips(viewer, asked))


def _narrowed(asked: Wanted) -> tuple[Part, ...]:
    """What the list is narrowed to, and the way back to all of it."""
    if not asked.narrowing:
        return ()
    wide = replace(asked, narrowing=lists.EVERYTHING, after="")
    return sentence(
        "Đang lọc: {said}. {wide}", said=narrowing.said(asked.narrowing), wide=Part(text="Bỏ lọc", href=wide.href())
    )


def _sizes(asked: Wanted, listed: Page) -> tuple[Chip, ...]:
    """Other sizes of the page, where the list is long enough for them to matter."""
    if not listed.next and len(listed.rows) <= SIZES[0]:
        return ()
    return tuple(
        Chip(link=Link(text=str(size), href=replace(asked, size=size).href()), current=size == asked.size)
        for size in SIZES
    )


def _nothing(asked: Wanted) -> EmptyState:
    if asked.text or asked.after or asked.narrowing:
        again = Link(text="Xem cả danh sách", href=replace(asked, text="", narrowing=lists.EVERYTHING).href())
        return EmptyState(title="Không có hồ sơ nào khớp", text="Hãy gõ ít chữ hơn, hoặc bỏ lọc.", link=again)
    title, text = _NOTHING[asked.tab]
    other = Link(text="Xem hồ sơ cả đơn vị", href=asked.href(whose=UNIT)) if asked.whose == MINE else None
    return EmptyState(title=title, text=text, link=other)


def _pager(asked: Wanted, listed: Page, *, count: int) -> Pager | None:
    if not (listed.next or asked.after):
        return None
    shown = number_vi(len(listed.rows))
    summary = f"{shown} hồ sơ trên trang này" + (
        "" if asked.text or asked.narrowing else f", {number_vi(count)} hồ sơ trong thẻ"
    )
    return Pager(summary=summary, next_href=asked.href(after=listed.next) if listed.next else "")
