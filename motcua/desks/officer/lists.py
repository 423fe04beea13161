"""Which part of the work list is asked for, and what stands around it on every page of the officer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import number_vi
from motcua.desks.frame.pages import Frame, NavItem, Tone
from motcua.desks.frame.pages import Tab as TabLink
from motcua.desks.frame.presenting import staff_frame
from motcua.desks.officer.narrowing import narrowing, parameters
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.casework import consultations, lists
from motcua.records.casework.approving import HEADS
from motcua.records.casework.filters import Narrowing
from motcua.records.casework.lists import EVERYTHING, PAGE
from motcua.records.casework.views import Tab
from motcua.records.people.viewer import Viewer
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

DESK = "Xử lý hồ sơ"
ROLES = (Role.OFFICER, Role.LEADER, Role.CHAIR, Role.COUNTER, Role.INSPECTOR)
MINE, UNIT = "mine", "unit"
QUESTIONS = "questions"
"""The tab of the questions that wait for an answer of one's unit."""

TABS = {
    Tab.INCOMING: ("Chờ nhận", Tone.QUIET),
    Tab.PROCESSING: ("Đang xử lý", Tone.QUIET),
    Tab.NEAR: ("Sắp hạn", Tone.NEAR),
    Tab.OVERDUE: ("Quá hạn", Tone.LATE),
    Tab.WAITING: ("Chờ bổ sung", Tone.QUIET),
}
SEARCH_LIMIT = 100
SIZES = (20, PAGE, 100)
"""How many rows a page may have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """Which part of the work list is asked for; `size` rows on a page, with `all_picked` each of them ticked."""

    tab: Tab
    whose: str
    text: str
    after: str
    narrowing: Narrowing = EVERYTHING
    size: int = PAGE
    all_picked: bool = False

    def href(self, **changed: str) -> str:
        """The address of this part of the list, or of one that differs in `changed`; empty values are left out."""
        return f"{queue_href()}?{self.query(**changed)}"

    def query(self, **changed: str) -> str:
        """The parameters of its address."""
        size = "" if self.size == PAGE else str(self.size)
        own = {"tab": self.tab.value, "whose": self.whose, "q": self.text, **parameters(self.narrowing), "size": size}
        return urlencode({name: value for name, value in (own | changed).items() if value})


def wanted(data: QueryDict) -> Wanted:
    """Reads `tab`, `whose`, `q`, `after`, `size`, `pick` and what narrows the list down. Raises Refusal."""
    return Wanted(
        tab=Tab(_one_of(data.get("tab", Tab.PROCESSING.value), tuple(Tab), field="tab")),
        whose=_one_of(data.get("whose", MINE), (MINE, UNIT), field="whose"),
        text=searched(data),
        after=further(data),
        narrowing=narrowing(data),
        size=int(_one_of(data.get("size") or str(PAGE), tuple(map(str, SIZES)), field="size")),
        all_picked=_one_of(data.get("pick", ""), ("", "all"), field="pick") == "all",
    )


def searched(data: QueryDict) -> str:
    """The text looked for. Raises Refusal for control characters and for one that is too long."""
    return clean(data.get("q", ""), field="q", limit=SEARCH_LIMIT)


def further(data: QueryDict) -> str:
    """Where the page asked for starts, "" for the first. Raises Refusal for control characters."""
    return clean(data.get("after", ""), field="after")


@cache
def queue_href() -> str:
    """The address of the work list."""
    return reverse("officer:queue")


def officer_frame(request: StaffRequest, *, title: str, current: str = "") -> Frame:
    """The frame of every page of the officer."""
    approves = any(post.role in HEADS for post in request.viewer.posts)
    nav = (
        *((NavItem(label="Chờ phê duyệt", href=reverse("leader:approvals")),) if approves else ()),
        NavItem(label="Hồ sơ của tôi", href=queue_href(), current=current == MINE),
        NavItem(label="Cả đơn vị", href=f"{queue_href()}?whose={UNIT}", current=current == UNIT),
        NavItem(label="Tìm hồ sơ", href=reverse("officer:search"), current=current == "search"),
    )
    return staff_frame(request, title=title, desk=DESK, nav=nav, roles=ROLES)


def queue_tabs(viewer: Viewer, *, current: str) -> tuple[TabLink, ...]:
    """The tabs of a person's own work list, for a page that stands beside it as one of them."""
    asked = Wanted(tab=Tab.PROCESSING, whose=MINE, text="", after="")
    return tabs_of(viewer, asked, lists.tab_counts(viewer, mine=True), current=current)


def tabs_of(viewer: Viewer, asked: Wanted, counts: dict[Tab, int], *, current: str) -> tuple[TabLink, ...]:
    """The tabs beside a list, with how many dossiers stand under each."""
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
            for tab, (name, tone) in TABS.items()
        ),
        TabLink(
            label="Xin ý kiến",
            href=reverse("officer:questions"),
            count=number_vi(questions),
            current=current == QUESTIONS,
            tone=Tone.LATE if late else Tone.QUIET,
        ),
    )


def _one_of(text: str, values: tuple[str, ...], *, field: str) -> str:
    if text not in values:
        raise Refusal(field, "Địa chỉ trang không đúng; hãy mở lại danh sách từ đầu.")
    return text
