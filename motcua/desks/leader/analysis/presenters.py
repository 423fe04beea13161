"""The pages of pictures: all of a period together, and each by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import AgencyHead, Link, Part
from motcua.desks.frame.presenting import working_post
from motcua.desks.leader.analysis import backlog, communes, flow, league, same_period, waiting, weeks
from motcua.desks.leader.analysis.asking import INDEX, AskedPicture
from motcua.desks.leader.analysis.look import Look, look_at
from motcua.desks.leader.analysis.pages import AnalysisPage, Card, Choice, PicturePage, Shown
from motcua.desks.leader.asking import TypedPeriod
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.logs.pages import Way
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.periods import days_vi, period_form, period_vi
from motcua.records import clock
from motcua.rules.refusal import NotFound

ANALYSIS = "analysis"

PICTURES: Mapping[str, tuple[str, Callable[[Look], Shown] | None]] = {
    league.SLUG: (league.TITLE, league.league),
    communes.SLUG: (communes.TITLE, communes.tiles),
    weeks.SLUG: (weeks.TITLE, weeks.weeks),
    same_period.SLUG: (same_period.TITLE, same_period.against),
    flow.SLUG: (flow.TITLE, flow.flow),
    backlog.SLUG: (backlog.TITLE, backlog.backlog),
    waiting.SLUG: (waiting.TITLE, None),
}
"""Every picture by its slug, in the order in which they are read; None: it is drawn on its own page alone."""


def require_picture(slug: str) -> str:
    """The slug of a picture there is. Raises NotFound."""
    if slug not in PICTURES:
        raise NotFound("picture", "Không có trang phân tích «{slug}»; hãy mở lại từ trang phân tích.", slug=slug[:40])
    return slug


def analysis_page(
    request: StaffRequest, asked: AskedPicture, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> AnalysisPage:
    """All pictures of a period, each with the way to its own page."""
    look = look_at(request.viewer, asked, small=True)
    head = _head(request)
    form = _form(asked, typed, errors)
    shown = [drawn(look) for _, drawn in PICTURES.values() if drawn is not None]
    return AnalysisPage(
        frame=leader_frame(request, title=f"Phân tích {period_vi(asked.period)}", current=ANALYSIS),
        eyebrow=f"{head.agency} · {period_vi(asked.period)}",
        sentence=_sentence({one.slug: one for one in shown}),
        cards=[_card(one, asked) for one in shown],
        period=form,
        as_of=_as_of(look),
        fixed=_fixed(look),
        waiting=Link(text=waiting.TITLE, href=asked.of(waiting.SLUG).href),
        print_head=head,
        errors=error_links(form.period, form.first, form.last),
    )


def picture_page(
    request: StaffRequest, asked: AskedPicture, *, typed: TypedPeriod, errors: Mapping[str, str] | None = None
) -> PicturePage:
    """One picture with its numbers."""
    look = look_at(request.viewer, asked)
    title, drawn = PICTURES[asked.picture]
    ways: tuple[Way, ...] = ()
    further = None
    if drawn is None:
        shown, ways, further = waiting.waiting(look)
    else:
        shown = drawn(look)
    head = _head(request)
    form = _form(asked, typed, errors)
    return PicturePage(
        frame=leader_frame(request, title=f"{title} · {period_vi(asked.period)}", current=ANALYSIS),
        eyebrow=f"{title} · {period_vi(asked.period)}",
        shown=shown,
        ways=ways,
        further=further,
        period=form,
        as_of=_as_of(look),
        fixed=_fixed(look),
        back=Link(text="Về phân tích", href=asked.of(INDEX).href),
        others=tuple(
            Choice(link=Link(text=name, href=asked.of(slug).href), current=slug == asked.picture)
            for slug, (name, _) in PICTURES.items()
        ),
        print_head=head,
        errors=error_links(form.period, form.first, form.last),
    )


def _sentence(shown: Mapping[str, Shown]) -> tuple[Part, ...]:
    """What the period came to against the year before, and what is still open."""
    told, still_open = shown[same_period.SLUG], shown[backlog.SLUG]
    if told.picture is None:
        return told.sentence
    return (*told.sentence[:-1], Part(text="; còn "), *still_open.sentence) if still_open.picture else told.sentence


def _card(shown: Shown, asked: AskedPicture) -> Card:
    return Card(shown=shown, link=Link(text="Xem từng con số", href=asked.of(shown.slug).href))


def _head(request: StaffRequest) -> AgencyHead:
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return agency_head(post.unit_id, on=clock.now().date())


def _form(asked: AskedPicture, typed: TypedPeriod, errors: Mapping[str, str] | None) -> PeriodForm:
    return replace(period_form(asked.period, typed=typed, errors=dict(errors or {})), action=asked.action)


def _as_of(look: Look) -> str:
    simulated = " Dữ liệu mô phỏng." if look.simulated else ""
    return f"Số liệu đến {instant_vi(look.as_of)}, tiếp nhận trong {days_vi(look.period)}.{simulated}"


def _fixed(look: Look) -> Link:
    """The same pictures whenever it is opened: the cut-off stands in the address."""
    return Link(text="Liên kết cố định đến số liệu này", href=replace(look.asked, as_of=look.as_of).href)
