"""Event logs as pages: the logs of the store, what one shows, its cases, one case; and the own dossiers likewise."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.audience import StaffRequest
from motcua.desks.frame.fields import error_links
from motcua.desks.frame.formats import ABSENT, capitalised, instant_vi, iso, number_vi
from motcua.desks.frame.heads import agency_head
from motcua.desks.frame.pages import AgencyHead, EmptyState, Fact, Frame, Link, NavItem, Pager, Tab, TimelineItem
from motcua.desks.frame.presenting import staff_frame, working_post
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.framing import READERS, leader_frame
from motcua.desks.leader.logs.analysis import shown
from motcua.desks.leader.logs.forms import AskedCases
from motcua.desks.leader.logs.pages import CasePage, CasesPage, LogPage, LogsPage, SendForm
from motcua.desks.leader.logs.words import FATES, fate_badge, moment_vi, span_vi
from motcua.desks.leader.pages import PeriodForm
from motcua.desks.leader.periods import period_vi
from motcua.law.types import Role
from motcua.records import clock
from motcua.records.logs import own, queries
from motcua.records.logs.queries import CaseView, LogView
from motcua.records.people import queries as people
from motcua.rules.event_log import Case, Fate, Summary, instant
from motcua.rules.event_log_figures import Analysis
from motcua.rules.period import Period

LOGS = "logs"

_CHANNELS = {"counter": "trực tiếp", "online": "trực tuyến", "post": "bưu chính công ích"}

_DIFFERENT = (
    "Đúng hạn ở đây so lúc kết thúc với hạn đang ghi, kể cả hồ sơ từ chối, dừng và rút; không dùng thay cho tỷ lệ đúng "
    "hạn của báo cáo."
)
_STEPS_NOTE = (
    "Chờ là thời gian từ việc trước đến việc này, tính cả đêm và ngày nghỉ. Việc ở trên cùng là nơi hồ sơ chờ lâu nhất."
)


def logs_frame(request: StaffRequest, *, title: str) -> Frame:
    """The frame of a page of logs; an administrator, who reads no figures, has a frame of the administration."""
    if working_post(request.viewer, *READERS):
        return leader_frame(request, title=title, current=LOGS)
    nav = (
        NavItem(label="Về trang quản trị", href=reverse("office:home")),
        NavItem(label="Nhật ký quy trình", href=reverse("leader:logs"), current=True),
    )
    return staff_frame(request, title=title, desk="Quản trị", nav=nav, roles=(Role.ADMINISTRATOR,))


_LOGS = (
    Column(label="Nhật ký"),
    Column(label="Hồ sơ", numeric=True),
    Column(label="Việc", numeric=True),
    Column(label="Dòng bỏ qua", numeric=True, minor=True),
    Column(label="Nhập lúc"),
    Column(label="Người nhập", minor=True),
)


def logs_page(request: StaffRequest, *, form: SendForm | None) -> LogsPage:
    """The logs of the store; only who may look at one is led to it."""
    found = queries.logs(request.viewer)
    reads = working_post(request.viewer, *READERS) is not None
    names = people.names_of(one.by_id for one in found if one.by_id)
    fields = (form.file, form.name, form.columns) if form else ()
    return LogsPage(
        frame=logs_frame(request, title="Nhật ký quy trình"),
        table=Table(
            caption="Nhật ký của hệ thống khác",
            columns=_LOGS,
            rows=tuple(_log_row(one, names, reads=reads) for one in found),
        ),
        own=Link(text="Hồ sơ của đơn vị, kỳ này", href=reverse("leader:own_log")) if reads else None,
        form=form,
        empty=None if found else EmptyState(title="Chưa có nhật ký nào của hệ thống khác", text=_WHO_TAKES_IN),
        errors=error_links(*fields),
    )


_WHO_TAKES_IN = "Quản trị nhập nhật ký XES hoặc CSV ở trang này; người vận hành nhập bằng «motcua log import»."


def _log_row(one: LogView, names: Mapping[int, str], *, reads: bool) -> Row:
    return Row(
        cells=(
            Cell(text=one.name, href=reverse("leader:log", args=(one.name,)) if reads else "", note=one.file_name),
            Cell(text=number_vi(one.cases)),
            Cell(text=number_vi(one.events)),
            Cell(text=number_vi(one.left_out) if one.left_out else ABSENT),
            Cell(text=instant_vi(one.taken_at)),
            Cell(text=names.get(one.by_id or 0, "Người vận hành")),
        )
    )


def log_page(request: StaffRequest, name: str) -> LogPage:
    """What a log of another system shows."""
    view, analysis = queries.log(request.viewer, name)
    left_out = f"{number_vi(view.left_out)} dòng của tệp không đọc được nên bỏ qua." if view.left_out else ""
    return _page(
        logs_frame(request, title=view.name),
        analysis,
        eyebrow=f"Nhật ký của hệ thống khác · {view.name} · nhập lúc {instant_vi(view.taken_at)}",
        notes=(left_out,),
        at=AskedCases.of(view.name).href_of,
        head=_head(request),
    )


def own_page(request: StaffRequest, period: Period, *, form: PeriodForm) -> LogPage:
    """The own dossiers of a period, seen as a log."""
    return _page(
        logs_frame(request, title=f"Quy trình {period_vi(period)}"),
        own.own_log(request.viewer, period).analysis,
        eyebrow=f"{_head(request).agency} · hồ sơ tiếp nhận {period_vi(period)}",
        notes=(_DIFFERENT,),
        at=AskedCases.of_own(period).href_of,
        head=_head(request),
        own=True,
        form=form,
    )


def _page(
    frame: Frame,
    analysis: Analysis,
    *,
    eyebrow: str,
    notes: Sequence[str],
    at: Callable[[Fate | None, int | None], str],
    head: AgencyHead,
    own: bool = False,
    form: PeriodForm | None = None,
) -> LogPage:
    parts = shown(analysis, at=at, channel_vi=lambda channel: _CHANNELS.get(channel, channel) if own else channel)
    return LogPage(
        frame=frame,
        eyebrow=eyebrow,
        sentence=parts.sentence,
        notes=tuple(note for note in (*notes, *parts.notes) if note),
        figures=parts.figures,
        ways=parts.ways,
        ways_note=parts.ways_note,
        steps=parts.steps,
        steps_note=_STEPS_NOTE,
        back=Link(text="Về các nhật ký", href=reverse("leader:logs")),
        print_head=head,
        durations=parts.durations,
        channels=parts.channels,
        resources=None if own else parts.resources,
        period=form,
        empty=None
        if analysis.summary.cases
        else EmptyState(title="Không có hồ sơ nào trong kỳ này", text=_OTHER_PERIOD),
        errors=error_links(form.period, form.first, form.last) if form else (),
    )


_OTHER_PERIOD = "Hãy chọn kỳ khác: hồ sơ được xếp theo ngày tiếp nhận."


def _head(request: StaffRequest) -> AgencyHead:
    post = working_post(request.viewer, *READERS)
    assert post is not None  # the audience of the view
    return agency_head(post.unit_id, on=clock.now().date())


_CASES = (
    Column(label="Hồ sơ"),
    Column(label="Kênh", minor=True),
    Column(label="Bắt đầu"),
    Column(label="Hạn"),
    Column(label="Kết thúc"),
    Column(label="Việc", numeric=True),
    Column(label="Tình trạng"),
)


def cases_page(request: StaffRequest, asked: AskedCases) -> CasesPage:
    """The cases of a log behind a number."""
    view, analysis = queries.log(request.viewer, asked.name)
    found, further = queries.cases(
        request.viewer, asked.name, fate=asked.fate, variant=asked.variant, after=asked.after
    )
    rows = tuple(_case_row(one, href=reverse("leader:log_case", args=(view.name, one.number))) for one in found)
    return _cases(
        logs_frame(request, title=f"Hồ sơ · {view.name}"),
        asked,
        analysis.summary,
        rows=rows,
        further=further,
        heading=f"Hồ sơ trong «{view.name}»",
        back=Link(text="Về nhật ký", href=reverse("leader:log", args=(view.name,))),
    )


def own_cases_page(request: StaffRequest, period: Period, asked: AskedCases) -> CasesPage:
    """The own dossiers behind a number; each leads to its own page."""
    found, further = own.own_cases(
        request.viewer, period, fate=asked.fate, variant=asked.variant, after=asked.after
    )  # fmt: skip
    return _cases(
        logs_frame(request, title=f"Hồ sơ · {period_vi(period)}"),
        asked,
        own.own_log(request.viewer, period).analysis.summary,
        rows=tuple(_case_row(one, href=_dossier(one), channels=_CHANNELS) for one in found),
        further=further,
        heading=f"Hồ sơ tiếp nhận {period_vi(period)}",
        back=Link(text="Về trang quy trình", href=asked.home),
    )


def _dossier(one: CaseView) -> str:
    return reverse("officer:dossier", args=(one.key,))


def _cases(
    frame: Frame, asked: AskedCases, told: Summary, *, rows: tuple[Row, ...], further: int, heading: str, back: Link
) -> CasesPage:
    which = f"Các hồ sơ theo đường đi số {asked.variant}." if asked.variant else _WHICH[asked.fate]
    pager = None
    if further or asked.after:
        pager = Pager(
            summary=f"{number_vi(len(rows))} hồ sơ trên trang này",
            first_href=asked.at(after=0).href if asked.after else "",
            next_href=asked.at(after=further).href if further else "",
        )
    return CasesPage(
        frame=frame,
        heading=heading,
        sentence=which,
        tabs=() if asked.variant else _tabs(asked, told),
        table=Table(caption=heading, caption_hidden=True, columns=_CASES, rows=rows),
        back=back,
        empty=None if rows else EmptyState(title="Không có hồ sơ nào ở đây", text="Hãy chọn thẻ khác ở trên."),
        pager=pager,
    )


_WHICH = {
    None: "Tất cả hồ sơ, theo thứ tự trong nhật ký.",
    Fate.ON_TIME: "Hồ sơ kết thúc trước hạn hoặc đúng hạn.",
    Fate.LATE: "Hồ sơ kết thúc sau hạn.",
    Fate.UNPLANNED: "Hồ sơ đã kết thúc mà nhật ký không ghi hạn.",
    Fate.OPEN: "Hồ sơ mà nhật ký không ghi lúc kết thúc.",
}


def _tabs(asked: AskedCases, told: Summary) -> tuple[Tab, ...]:
    counts = {
        None: told.cases,
        Fate.ON_TIME: told.on_time,
        Fate.LATE: told.late,
        Fate.UNPLANNED: told.unplanned,
        Fate.OPEN: told.open,
    }
    labels: dict[Fate | None, str] = {None: "Tất cả"}
    labels |= {fate: capitalised(text) for fate, text in FATES.items()}
    return tuple(
        Tab(
            label=labels[fate],
            href=asked.href_of(fate, None),
            count=number_vi(count),
            current=fate is asked.fate,
        )
        for fate, count in counts.items()
    )


def _case_row(one: CaseView, *, href: str, channels: Mapping[str, str] | None = None) -> Row:
    return Row(
        cells=(
            Cell(text=one.key, href=href),
            Cell(text=(channels or {}).get(one.channel, one.channel) or ABSENT),
            Cell(text=moment_vi(one.start)),
            Cell(text=moment_vi(one.planned_end)),
            Cell(text=moment_vi(one.actual_end)),
            Cell(text=number_vi(one.size)),
            Cell(badge=fate_badge(one.fate)),
        )
    )


def case_page(request: StaffRequest, name: str, number: int) -> CasePage:
    """One case of a log with its events."""
    view, case = queries.case(request.viewer, name, number)
    back = f"{reverse('leader:log_cases', args=(name,))}?{urlencode({'after': max(number - 1, 0)})}"
    return CasePage(
        frame=logs_frame(request, title=f"Hồ sơ {view.key}"),
        eyebrow=f"Nhật ký «{name}»",
        heading=view.key,
        facts=(
            Fact(label="Tình trạng", value=FATES[view.fate]),
            Fact(label="Kênh", value=view.channel or ABSENT),
            Fact(label="Hạn", value=moment_vi(view.planned_end)),
            Fact(label="Kết thúc", value=moment_vi(view.actual_end)),
            Fact(label="Từ việc đầu đến lúc kết thúc", value=span_vi(case.duration)),
            Fact(label="Số việc", value=number_vi(view.size)),
        ),
        events=_timeline(case),
        back=Link(text="Về các hồ sơ", href=back),
    )


def _timeline(case: Case) -> tuple[TimelineItem, ...]:
    items = []
    before: int | None = None
    for event in case.events:
        at = instant(event.at)
        waited = f"sau {span_vi(event.at - before)}" if before is not None and event.at > before else ""
        actor = " · ".join(part for part in (event.resource, waited) if part)
        items.append(TimelineItem(at=instant_vi(at), at_iso=iso(at), text=event.activity, actor=actor))
        before = event.at
    return tuple(items)
