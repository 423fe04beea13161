"""What every page is made of. Fields are texts ready to be read; templates only place them.

A template receives one value, `page`, whose `frame` fills the base page. Presenters format with `frame.formats`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.safestring import SafeString

from motcua.desks.frame import drawn
from motcua.desks.frame.fields import Field


class Tone(StrEnum):
    """How a badge or a notice looks. LATE is kept for lateness and nothing else."""

    CALM = "calm"
    GOOD = "good"
    NEAR = "near"
    AMISS = "amiss"  # to be looked at, and not for its time
    QUIET = "quiet"
    LATE = "late"
    PLAIN = "plain"  # a mere label, without an icon


_ICONS = {
    Tone.CALM: "frame/icons/dot.html",
    Tone.GOOD: "frame/icons/check.html",
    Tone.NEAR: "frame/icons/clock.html",
    Tone.AMISS: "frame/icons/note.html",
    Tone.QUIET: "frame/icons/ring.html",
    Tone.LATE: "frame/icons/late.html",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """A word with an icon and a colour; never the colour alone."""

    tone: Tone
    text: str

    @property
    def icon(self) -> str:
        """The template of its icon; empty for a mere label."""
        return _ICONS.get(self.tone, "")

    @property
    def markup(self) -> SafeString:
        """The badge as it is drawn."""
        return drawn.badge(self.tone.value, self.text, icon_template=self.icon)


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A text that leads somewhere; `key` is the key that does the same, such as "F4"."""

    text: str
    href: str
    key: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A piece of a sentence; with `href` it is a figure that opens the list behind it."""

    text: str
    href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Flash:
    """What has just happened, once."""

    tone: Tone
    text: str
    link: Link | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NavItem:
    """A way to another page of the desk. `count` is shown beside it; `key` is its function key. `more`: behind «Thêm»,
    with what one opens a few times a day.
    """

    label: str
    href: str
    current: bool = False
    key: str = ""
    count: str = ""
    more: bool = False

    @property
    def markup(self) -> SafeString:
        """The way as it is drawn."""
        return drawn.way(self.href, self.label, current=self.current, key=self.key, count=self.count)


@dataclass(frozen=True, kw_only=True, slots=True)
class WorkingPost:
    """A post at which a person may work; `current` where the page is seen from it, else `value` chooses it."""

    value: str
    label: str
    unit: str
    current: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who is at work. `links` lead to what is one's own; `leave_href` receives a POST, and `work_at_href` one of the
    `post` at which to work, where there is a choice.
    """

    name: str
    post: str
    leave_href: str
    links: tuple[Link, ...] = ()
    posts: tuple[WorkingPost, ...] = ()
    work_at_href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bell:
    """The way to one's own notices; `count` of the unread ones is empty when there are none, `label` says it all."""

    href: str
    count: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """The base page. `title` is unique and names the thing shown; `place` is unit and desk ("xã Thanh Sơn · quầy 2").

    `clock` is the time of the store in words, `clock_iso` the same for machines. A `public` page is always light;
    the others follow the machine into the dark.
    """

    title: str
    desk: str
    public: bool = False
    home_href: str = "/"
    nav: tuple[NavItem, ...] = ()
    place: str = ""
    clock: str = ""
    clock_iso: str = ""
    bell: Bell | None = None
    person: Person | None = None
    demonstration: bool = False
    flashes: tuple[Flash, ...] = ()
    footer: tuple[Link, ...] = ()

    @property
    def further(self) -> tuple[NavItem, ...]:
        """The ways behind «Thêm»."""
        return tuple(item for item in self.nav if item.more)

    @property
    def in_further(self) -> str:
        """The label of the present page, where it is one of these."""
        return next((item.label for item in self.further if item.current), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Why:
    """An explanation line by line, and what it rests on."""

    lines: tuple[str, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A promise: when, how much working time is left, and why. Without a term `due` says so in words."""

    due: str
    due_iso: str = ""
    badge: Badge | None = None
    why: Why | None = None
    first_due: str = ""  # only when the promise was moved


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A number and what it means; `href` opens the dossiers behind it, `note` is the formula in words."""

    value: str
    label: str
    href: str = ""
    note: str = ""
    badge: Badge | None = None
    badge_href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fact:
    """A label and its value. `href` opens more, `note` stands below in small."""

    label: str
    value: str
    href: str = ""
    note: str = ""

    @property
    def markup(self) -> SafeString:
        """The fact as it is drawn, in a list of such."""
        return drawn.fact(self.label, self.value, href=self.href, note=self.note)


class Passage(StrEnum):
    """Where a step of a timeline stands."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


@dataclass(frozen=True, kw_only=True, slots=True)
class TimelineItem:
    """Something that happened or will. `quote` is a reason as written by a person."""

    at: str
    at_iso: str
    text: str
    passage: Passage = Passage.DONE
    actor: str = ""
    quote: str = ""
    late: bool = False

    @property
    def markup(self) -> SafeString:
        """The line as it is drawn."""
        look = f"{self.passage.value} late" if self.late else self.passage.value
        return drawn.happening(self.at, self.text, at_iso=self.at_iso, look=look, actor=self.actor, quote=self.quote)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tab:
    """A list among several, with its count."""

    label: str
    href: str
    count: str
    current: bool = False
    tone: Tone = Tone.QUIET

    @property
    def markup(self) -> SafeString:
        """The tab as it is drawn."""
        return drawn.tab(self.href, self.label, tone=self.tone.value, current=self.current, count=self.count)


@dataclass(frozen=True, kw_only=True, slots=True)
class EmptyState:
    """Nothing here, and what to do next."""

    title: str
    text: str
    link: Link | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pager:
    """Where one is in a long list ("1–50 trong 39.779 hồ sơ"), and the ways on and back."""

    summary: str
    first_href: str = ""
    previous_href: str = ""
    next_href: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """A hidden input: the version seen, the key of the request."""

    name: str
    value: str

    @property
    def markup(self) -> SafeString:
        """The input as it is drawn."""
        return drawn.hidden(self.name, self.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class SearchForm:
    """A GET form of one box; the name of the box is the field's."""

    action: str
    field: Field
    button: str = "Tìm"
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyHead:
    """The head of a printed sheet: the agency above, the agency, place and date ("Trà Cú, ngày … tháng … năm …")."""

    parent: str
    agency: str
    place_and_date: str
