"""Where dossiers wait longest: before which act, what part of all waiting that is, and by which ways they go.

It reads the log of the own dossiers, as the pages of «Quy trình» do, and leads there.
"""

from __future__ import annotations

from motcua.desks.frame.charts.picture import Picture, key_item
from motcua.desks.frame.charts.rows import BarLine, bars
from motcua.desks.frame.formats import number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.leader.analysis.look import Look
from motcua.desks.leader.analysis.pages import Shown
from motcua.desks.leader.logs.analysis import shown as shown_log
from motcua.desks.leader.logs.forms import AskedCases
from motcua.desks.leader.logs.pages import Way
from motcua.desks.leader.logs.words import MINUTE, span_vi
from motcua.records.logs.own import own_log
from motcua.rules.event_log_figures import Analysis, Step

SLUG, TITLE = "cho-doi", "Hồ sơ chờ ở bước nào"
MOST_WAYS = 3

LEAST_SHOWN = 0.0005
_NAME_WIDTH = 250
_KEY = (key_item('<rect class="bar-good" x="1" y="2" width="12" height="8"/>', "tổng thời gian chờ trước việc ấy"),)
_NOTES = (
    "Chờ là thời gian từ việc trước đến việc này, tính cả đêm và ngày nghỉ, cộng lại trên hồ sơ tiếp nhận trong kỳ.",
    "Đọc từ nhật ký như ghi đến bây giờ, không theo thời điểm chốt.",
)


def waiting(look: Look) -> tuple[Shown, tuple[Way, ...], Link]:
    """The acts that dossiers wait for, their commonest ways, and the page of «Quy trình» that shows all."""
    asked = AskedCases.of_own(look.period)
    analysis = own_log(look.viewer, look.period).analysis
    further = Link(text="Xem cả quy trình", href=asked.home)
    if not analysis.waited:
        nothing = (Part(text="Không có hồ sơ nào được tiếp nhận trong kỳ này."),)
        empty = EmptyState(title="Chưa có gì để xem", text="Hãy chọn kỳ khác.")
        return Shown(slug=SLUG, title=TITLE, sentence=nothing, picture=None, empty=empty), (), further
    parts = shown_log(analysis, at=asked.href_of)
    shown = Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(analysis),
        picture=_picture(analysis),
        notes=_NOTES,
        tables=(parts.steps,),
    )
    return shown, parts.ways[:MOST_WAYS], further


def _waited(analysis: Analysis) -> tuple[Step, ...]:
    return tuple(step for step in analysis.steps if step.total)


def _sentence(analysis: Analysis) -> tuple[Part, ...]:
    first, *others = _waited(analysis)
    told = sentence(
        "{share} thời gian chờ là trước việc «{act}», một nửa số lần chờ quá {half}",
        share=percent_vi(first.total / analysis.waited, places=1),
        act=first.activity,
        half=span_vi(first.median),
    )
    if not others:
        return (*told, Part(text="."))
    second = sentence(
        "; sau đó là «{act}», {share}.",
        act=others[0].activity,
        share=percent_vi(others[0].total / analysis.waited, places=1),
    )
    return (*told, *second)


def _share(step: Step, analysis: Analysis) -> str:
    share = step.total / analysis.waited
    return percent_vi(share, places=1) if share >= LEAST_SHOWN else "dưới 0,1%"


def _picture(analysis: Analysis) -> Picture:
    lines = [
        BarLine(
            name=step.activity,
            number=step.total // MINUTE,
            text=_share(step, analysis),
            label=f"{step.activity}: {number_vi(step.waits)} lần chờ",
        )
        for step in _waited(analysis)
    ]
    summary = f"{number_vi(len(lines))} việc, việc phải chờ lâu nhất ở trên."
    return Picture(
        title="Phần của thời gian chờ, theo việc được chờ",
        summary=summary,
        svg=bars(lines, title=TITLE, summary=summary, name_width=_NAME_WIDTH),
        key=_KEY,
    )
