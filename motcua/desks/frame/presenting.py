"""The frame of a page, filled from who looks, the clock and the store.

Names of addresses that desks link to in one another: `counter:intake`, `officer:queue`, `officer:dossier` (code),
`leader:overview`, `office:home`, `citizen:look_up`, `entrance:start`, `entrance:leave`, `entrance:password`,
`entrance:sessions`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.formats import capitalised, iso, moment_vi
from motcua.desks.frame.notices import bell_of
from motcua.desks.frame.pages import Flash, Frame, Link, NavItem, Person, Tone
from motcua.desks.frame.posts import working_posts
from motcua.law.types import Role
from motcua.records import clock, store
from motcua.records.people.viewer import Post, Viewer
from motcua.records.places import queries as places

HOMES = {
    Role.COUNTER: "counter:intake",
    Role.OFFICER: "officer:queue",
    Role.LEADER: "officer:queue",
    Role.CHAIR: "leader:overview",
    Role.INSPECTOR: "leader:overview",
    Role.ADMINISTRATOR: "office:home",
}
"""The page on which the day of a role begins."""


def staff_frame(
    request: StaffRequest,
    *,
    title: str,
    desk: str,
    nav: Iterable[NavItem] = (),
    roles: Iterable[Role] = (),
    home_href: str = "",
) -> Frame:
    """The frame of a desk for whoever is at work. `roles` are those of the desk: the post held in one of them says
    the place; without such a post, the first one does.
    """
    post = working_post(request.viewer, *roles) or working_post(request.viewer, *Role)
    now = clock.now()
    return Frame(
        title=title,
        desk=desk,
        home_href=home_href or home_of(request.viewer),
        nav=tuple(nav),
        place=places.unit_by_id(post.unit_id).short_name if post else "",
        clock=capitalised(moment_vi(now)),
        clock_iso=iso(now),
        bell=bell_of(request.viewer),
        person=_person(request.viewer, post),
        demonstration=in_demonstration(),
        flashes=_flashes(request),
    )


def public_frame(request: HttpRequest, *, title: str, desk: str = "Một cửa", footer: Iterable[Link] = ()) -> Frame:
    """The frame of a page for everybody, always light; whoever has entered is named."""
    now = clock.now()
    return Frame(
        title=title,
        desk=desk,
        public=True,
        clock=capitalised(moment_vi(now)),
        clock_iso=iso(now),
        person=_entered(request),
        demonstration=in_demonstration(),
        flashes=_flashes(request),
        footer=tuple(footer),
    )


def in_demonstration() -> bool:
    """Whether the store is a demonstration: persons invented, entry without a password."""
    here = store.read()
    return here is not None and here.is_demonstration


def working_post(viewer: Viewer, *roles: Role) -> Post | None:
    """The post in one of these roles at which a person works, else the first held in one of them."""
    wanted = frozenset(roles)
    return next((post for post in viewer.posts if post.role in wanted), None)


def home_of(viewer: Viewer) -> str:
    """Where the day of a person begins: the desk of the first post that has one, else the first page."""
    for post in viewer.posts:
        if post.role in HOMES:
            return reverse(HOMES[post.role])
    return "/"


def tell(request: HttpRequest, text: str, *, tone: Tone = Tone.GOOD) -> None:
    """Says once, on the next page, what has just happened."""
    messages.info(request, text, extra_tags=tone.value)


def _flashes(request: HttpRequest) -> tuple[Flash, ...]:
    return tuple(
        Flash(tone=Tone(message.extra_tags or Tone.CALM.value), text=message.message)
        for message in messages.get_messages(request)
    )


def _entered(request: HttpRequest) -> Person | None:
    """Whoever has entered can leave from a page for everybody too."""
    viewer: Viewer = getattr(request, "viewer", Viewer.nobody())
    return _person(viewer, working_post(viewer, *Role))


def _person(viewer: Viewer, post: Post | None) -> Person | None:
    if viewer.account_id is None:
        return None
    return Person(
        name=viewer.name,
        post=post.title if post else "",
        leave_href=reverse("entrance:leave"),
        posts=working_posts(viewer, post),
        work_at_href=reverse("entrance:work_at"),
        links=(
            Link(text="Đổi mật khẩu", href=reverse("entrance:password")),
            Link(text="Phiên đăng nhập của tôi", href=reverse("entrance:sessions")),
            *_own_score(viewer),
        ),
    )


def _own_score(viewer: Viewer) -> tuple[Link, ...]:
    """The way to what ballots say of an officer's own work."""
    if not any(post.role is Role.OFFICER for post in viewer.posts):
        return ()
    return (Link(text="Điểm đánh giá của tôi", href=reverse("leader:evaluation_officer", args=(viewer.account_id,))),)
