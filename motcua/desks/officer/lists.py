"""The work list and the results of a search as pages."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.dossiers import dossier_table
from motcua.desks.frame.fields import Field, FieldKind
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import EmptyState, Frame, Hidden, Link, NavItem, Pager, Part, SearchForm, Tone
from motcua.desks.frame.pages import Tab as TabLink
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.frame.sentences import sentence
from motcua.desks.officer.pages import QueuePage
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import consultations, lists
from motcua.records.casework.lists import Page
from motcua.records.casework.views import Tab
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

DESK = "Xử lý hồ sơ"
ROLES = (Role.OFFICER, Role.LEADER, Role.CHAIR, Role.COUNTER, Role.INSPECTOR)
MINE, UNIT = "mine", "unit"
QUESTIONS = "questions"
"""The tab of the questions that wait for an answer of one's unit."""

_TABS = {
    Tab.INCOMING: ("Chờ nhận", Tone.QUIET),
    Tab.PROCESSING: ("Đang xử lý", Tone.QUIET),
    Tab.NEAR: ("Sắp hạn", Tone.NEAR),
    Tab.OVERDUE: ("Quá hạn", Tone.LATE),
    Tab.WAITING: ("Chờ bổ sung", Tone.QUIET),
}
_NOTHING = {
    Tab.INCOMING: ("Không có hồ sơ chờ nhận", "Hồ sơ mới tiếp nhận hoặc mới chuyển đến đơn vị sẽ nằm ở đây."),
    Tab.PROCESSING: ("Không có hồ sơ đang xử lý", "Hãy xem thẻ «Chờ nhận» và nhận hồ sơ cần làm tiếp."),
    Tab.NEAR: ("Không có hồ sơ sắp hạn", "Ở đây là hồ sơ còn không quá một ngày làm việc."),
    Tab.OVERDUE: ("Không có hồ sơ quá hạn", "Mọi hồ sơ đang giữ đều còn trong hạn."),
    Tab.WAITING: ("Không có hồ sơ chờ bổ sung", "Hồ sơ đã yêu cầu bổ sung giấy tờ nằm ở đây cho đến khi nhận đủ."),
}
SEARCH_LIMIT = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which part of the work list is asked for."""

    tab: Tab
    whose: str
    text: str
    after: str

    def href(self, **changed: str) -> str:
        """The address of this part of the list, or of one that differs in `changed`; empty values are left out."""
        asked = {"tab": self.tab.value, "whose": self.whose, "q": self.text, **changed}
        return f"{queue_href()}?{urlencode({name: value for name, value in asked.items() if value})}"


def wanted(data: QueryDict) -> Wanted:
    """Reads `tab`, `whose`, `q` and `after`. Raises Refusal."""
    return Wanted(
        tab=Tab(_one_of(data.get("tab", Tab.PROCESSING.value), tuple(Tab), field="tab")),
        whose=_one_of(data.get("whose", MINE), (MINE, UNIT), field="whose"),
        text=searched(data),
        after=clean(data.get("after", ""), field="after"),
    )


def searched(data: QueryDict) -> str:
    """The text looked for. Raises Refusal for control characters and for one that is too long."""
    return clean(data.get("q", ""), field="q", limit=SEARCH_LIMIT)


def queue_href() -> str:
    """The address of the work list."""
    return reverse("officer:queue")


def officer_frame(request: StaffRequest, *, title: str, current: str = "") -> Frame:
    """The frame of every page of the officer."""
    nav = (
        NavItem(label="Hồ sơ của tôi", href=queue_href(), current=current == MINE),
        NavItem(label="Cả đơn vị", href=f"{queue_href()}?whose={UNIT}", current=current == UNIT),
        NavItem(label="Tìm hồ sơ", href=reverse("officer:search"), current=current == "search"),
    )
    return staff_frame(request, title=title, desk=DESK, nav=nav, roles=ROLES)


def queue_page(request: StaffRequest, asked: Wanted) -> QueuePage:
    """The work list of a person or a unit under a tab."""
    mine = asked.whose == MINE
    counts = lists.tab_counts(request.viewer, mine=mine)
    listed = lists.worklist(request.viewer, asked.tab, mine=mine, text=asked.text, after=asked.after)
    label = _TABS[asked.tab][0]
    heading = "Hồ sơ của tôi" if mine else "Hồ sơ cả đơn vị"
    return QueuePage(
        frame=officer_frame(request, title=f"{label} · {heading}", current=asked.whose),
        heading=heading,
        sentence=_sentence(asked, counts),
        tabs=_tabs(request.viewer, asked, counts, current=asked.tab.value),
        search=_search_form(
            queue_href(), text=asked.text, button="Lọc", hidden={"tab": asked.tab.value, "whose": asked.whose}
        ),
        table=dossier_table(listed.rows, caption=f"{label}, ít thời gian trước"),
        empty=None if listed.rows else _nothing(asked),
        pager=_pager(asked, listed, count=counts[asked.tab]),
    )


def queue_tabs(viewer: Viewer, *, current: str) -> tuple[TabLink, ...]:
    """The tabs of a person's own work list, for a page that stands beside it as one of them."""
    asked = Wanted(tab=Tab.PROCESSING, whose=MINE, text="", after="")
    return _tabs(viewer, asked, lists.tab_counts(viewer, mine=True), current=current)


def _tabs(viewer: Viewer, asked: Wanted, counts: dict[Tab, int], *, current: str) -> tuple[TabLink, ...]:
    questions, late = consultations.count_waiting(viewer, now=clock.now())
    return (
        *(
            TabLink(
                label=name,
                href=asked.href(tab=tab.value, q=""),
                count=number_vi(counts[tab]),
                current=tab.value == current,
                tone=tone if counts[tab] else Tone.QUIET,
            )
            for tab, (name, tone) in _TABS.items()
        ),
        TabLink(
            label="Xin ý kiến",
            href=reverse("officer:questions"),
            count=number_vi(questions),
            current=current == QUESTIONS,
            tone=Tone.LATE if late else Tone.QUIET,
        ),
    )


def found_page(request: StaffRequest, text: str) -> QueuePage:
    """The dossiers that match a text, the latest first; without a text nothing is looked for."""
    rows = lists.found(request.viewer, text) if text else ()
    most = len(rows) == lists.PAGE
    said = f"{'Nhiều hơn' if most else 'Có'} {number_vi(len(rows))} hồ sơ khớp với «{text}»." if text else ""
    hint = "Gõ mã hồ sơ, họ tên không cần dấu, số điện thoại hoặc số căn cước."
    return QueuePage(
        frame=officer_frame(request, title="Tìm hồ sơ", current="search"),
        heading="Tìm hồ sơ",
        sentence=(Part(text=f"{said} {'Hãy gõ rõ hơn.' if most else ''}".strip() or hint),),
        tabs=(),
        search=_search_form(reverse("officer:search"), text=text, button="Tìm", hidden={}),
        table=dossier_table(rows, caption="Hồ sơ tìm thấy, mới nhất trước"),
        empty=None if rows else EmptyState(title="Chưa có kết quả" if not text else "Không tìm thấy", text=hint),
    )


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


def _nothing(asked: Wanted) -> EmptyState:
    if asked.text or asked.after:
        again = Link(text="Xem cả danh sách", href=asked.href(q=""))
        return EmptyState(title="Không có hồ sơ nào khớp", text="Hãy gõ ít chữ hơn, hoặc bỏ lọc.", link=again)
    title, text = _NOTHING[asked.tab]
    other = Link(text="Xem hồ sơ cả đơn vị", href=asked.href(whose=UNIT)) if asked.whose == MINE else None
    return EmptyState(title=title, text=text, link=other)


def _pager(asked: Wanted, listed: Page, *, count: int) -> Pager | None:
    if not (listed.next or asked.after):
        return None
    shown = number_vi(len(listed.rows))
    summary = f"{shown} hồ sơ trên trang này" + ("" if asked.text else f", {number_vi(count)} hồ sơ trong thẻ")
    return Pager(summary=summary, next_href=asked.href(after=listed.next) if listed.next else "")


def _one_of(text: str, values: tuple[str, ...], *, field: str) -> str:
    if text not in values:
        raise Refusal(field, "Địa chỉ trang không đúng; hãy mở lại danh sách từ đầu.")
    return text
