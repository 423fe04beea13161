"""An analysis as the parts of a page: the same for our own dossiers and for a log of another system."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from motcua.desks.frame.charts import ColumnChart, Value, column_chart, share_bar
from motcua.desks.frame.formats import ABSENT, number_vi, percent_vi
from motcua.desks.frame.pages import Badge, Figure, Part, Tone
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.logs.drawing import way_drawing, way_vi
from motcua.desks.leader.logs.pages import Way
from motcua.desks.leader.logs.words import MINUTE, span_vi
from motcua.rules.event_log import Fate, Summary
from motcua.rules.event_log_figures import Analysis, Bin, Step, Variant

CasesAt = Callable[[Fate | None, int | None], str]
"""The address of the cases of one fate or one variant (None: of all)."""

_MOST_WAYS = 8
_MOST_RESOURCES = 10
_EVERY = 3  # columns of the histogram to one tick


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The parts of a page that an analysis gives."""

    sentence: tuple[Part, ...]
    figures: tuple[Figure, ...]
    notes: tuple[str, ...]
    ways: tuple[Way, ...]
    ways_note: str
    steps: Table
    durations: ColumnChart | None
    channels: Table | None
    resources: Table | None


def shown(analysis: Analysis, *, at: CasesAt, channel_vi: Callable[[str], str] = str) -> Shown:
    """The parts; `at` gives the addresses of cases, `channel_vi` the word for a channel."""
    told = analysis.summary
    numbers = _numbers(analysis)
    return Shown(
        sentence=_sentence(told, at),
        figures=_figures(analysis, at),
        notes=_notes(analysis),
        ways=tuple(
            _way(place, one, told, numbers, at) for place, one in enumerate(analysis.variants[:_MOST_WAYS], start=1)
        ),
        ways_note=_ways_note(analysis),
        steps=_steps(analysis, numbers),
        durations=_durations(analysis),
        channels=_channels(told, channel_vi),
        resources=_resources(analysis),
    )


def _numbers(analysis: Analysis) -> dict[str, int]:
    """A number for each activity, in the order in which the commonest variants have them."""
    in_order = dict.fromkeys(activity for variant in analysis.variants for activity in variant.activities)
    in_order |= dict.fromkeys(step.activity for step in analysis.steps)
    return {activity: number for number, activity in enumerate(in_order, start=1)}


def _sentence(told: Summary, at: CasesAt) -> tuple[Part, ...]:
    cases = Part(text=f"{number_vi(told.cases)} hồ sơ", href=at(None, None))
    if not told.closed:
        return sentence(
            "{cases} với {events} việc; chưa hồ sơ nào ghi lúc kết thúc.", cases=cases, events=_events(told)
        )
    planned = told.closed - told.unplanned
    if not planned:
        return sentence(
            "{cases} với {events} việc; {closed} đã kết thúc, không hồ sơ nào ghi hạn.",
            cases=cases, events=_events(told), closed=number_vi(told.closed),
        )  # fmt: skip
    return sentence(
        "{cases} với {events} việc; {closed} đã kết thúc, trong {planned} hồ sơ có hạn thì {on_time} đúng hạn, "
        "{late} muộn, đạt {rate} đúng hạn.",
        cases=cases,
        events=_events(told),
        closed=number_vi(told.closed),
        planned=number_vi(planned),
        on_time=Part(text=number_vi(told.on_time), href=at(Fate.ON_TIME, None)),
        late=Part(text=number_vi(told.late), href=at(Fate.LATE, None)),
        rate=percent_vi(told.on_time / planned),
    )


def _events(told: Summary) -> str:
    return number_vi(told.events)


def _figures(analysis: Analysis, at: CasesAt) -> tuple[Figure, ...]:
    told = analysis.summary
    late = Badge(tone=Tone.LATE, text="muộn") if told.late else None
    return (
        Figure(
            value=number_vi(told.late) if told.closed else ABSENT,
            label="kết thúc sau hạn",
            href=at(Fate.LATE, None) if told.late else "",
            note="lúc kết thúc sau hạn đã ghi" if told.closed else "nhật ký không ghi lúc kết thúc",
            badge=late,
        ),
        Figure(
            value=span_vi(told.median),
            label="một nửa kết thúc trong",
            note="từ việc đầu đến lúc kết thúc, tính cả ngoài giờ",
        ),
        Figure(
            value=number_vi(told.open),
            label="chưa ghi kết thúc",
            href=at(Fate.OPEN, None) if told.open else "",
            note=f"trong {number_vi(told.cases)} hồ sơ",
        ),
        Figure(value=number_vi(told.variants), label="đường đi khác nhau", note=_commonest(analysis)),
        Figure(value=number_vi(told.repeating), label="có việc phải làm lại", note=_most_again(analysis)),
        Figure(
            value=number_vi(told.resources) if told.resources else ABSENT,
            label="người thực hiện",
            note=f"{number_vi(told.activities)} loại việc" if told.resources else "nhật ký không ghi ai làm",
        ),
    )


def _commonest(analysis: Analysis) -> str:
    share = analysis.variants[0].cases / analysis.summary.cases if analysis.variants else None
    return f"đường đi hay gặp nhất chiếm {percent_vi(share, places=1)}"


def _repeated(analysis: Analysis) -> Step | None:
    found = max(analysis.steps, key=lambda step: step.again, default=None)
    return found if found is not None and found.again else None


def _most_again(analysis: Analysis) -> str:
    found = _repeated(analysis)
    if found is None:
        return "không hồ sơ nào có việc làm hai lần"
    return f"nhiều nhất là «{found.activity}»: {number_vi(found.again)} trong {number_vi(found.cases)} hồ sơ"


def _notes(analysis: Analysis) -> tuple[str, ...]:
    told = analysis.summary
    found = []
    if told.unplanned:
        found.append(f"{number_vi(told.unplanned)} hồ sơ đã kết thúc mà không ghi hạn nên không xét đúng hay muộn.")
    if told.backward:
        found.append(f"{number_vi(told.backward)} hồ sơ ghi lúc kết thúc trước việc đầu: số liệu nguồn có chỗ sai.")
    unknown = told.cases - sum(told.channels.values())
    if told.channels and unknown:
        found.append(f"{number_vi(unknown)} hồ sơ không ghi kênh nộp.")
    return tuple(found)


def _way(place: int, one: Variant, told: Summary, numbers: dict[str, int], at: CasesAt) -> Way:
    words = way_vi(one.activities)
    late = f"{number_vi(one.late)} muộn trong {number_vi(one.planned)} có hạn" if one.planned else ""
    half = f"một nửa kết thúc trong {span_vi(one.median)}" if one.median is not None else ""
    return Way(
        number=number_vi(place),
        drawing=way_drawing(one.activities, numbers, label=words),
        words=words,
        count=f"{number_vi(one.cases)} hồ sơ",
        share=percent_vi(one.cases / told.cases, places=1),
        note=" · ".join(part for part in (half, late) if part),
        href=at(None, place),
    )


def _ways_note(analysis: Analysis) -> str:
    most = analysis.variants[:_MOST_WAYS]
    covered = sum(one.cases for one in most) / analysis.summary.cases if analysis.summary.cases else None
    return (
        f"{number_vi(len(most))} trong {number_vi(analysis.summary.variants)} đường đi, "
        f"{percent_vi(covered, places=1)} số hồ sơ. "
        "Số trong hình là số của việc ở bảng bên dưới; ô đậm là việc làm lại."
    )


_STEPS = (
    Column(label="Việc"),
    Column(label="Số lần", numeric=True),
    Column(label="Hồ sơ làm lại", numeric=True),
    Column(label="Một nửa chờ", numeric=True),
    Column(label="9/10 chờ không quá", numeric=True),
    Column(label="Phần của thời gian chờ"),
)


def _steps(analysis: Analysis, numbers: dict[str, int]) -> Table:
    full = max((step.total for step in analysis.steps), default=0) // MINUTE
    rows = tuple(_step(step, numbers, waited=analysis.waited, full=full) for step in analysis.steps)
    return Table(caption="Chờ ở đâu, trước từng việc", columns=_STEPS, rows=rows)


def _step(step: Step, numbers: dict[str, int], *, waited: int, full: int) -> Row:
    share = percent_vi(step.total / waited, places=1) if waited else ABSENT
    words = f"{step.activity}: {share} thời gian chờ"
    bar = share_bar(good=step.total // MINUTE, late=0, open_=0, full=full, text=words)
    return Row(
        cells=(
            Cell(text=f"{numbers[step.activity]} · {step.activity}"),
            Cell(text=number_vi(step.events), note=f"{number_vi(step.cases)} hồ sơ"),
            Cell(text=number_vi(step.again) if step.again else ABSENT),
            Cell(text=span_vi(step.median)),
            Cell(text=span_vi(step.p90)),
            Cell(bar=bar, note=share) if step.total else Cell(text=ABSENT),
        )
    )


def _durations(analysis: Analysis) -> ColumnChart | None:
    if not analysis.durations:
        return None
    values = [
        Value(
            label=_bin_vi(each),
            number=each.cases,
            text=number_vi(each.cases),
            tick=span_vi(each.low) if each.low and each.high is not None and place % _EVERY == 0 else "",
            dim=each.high is None,
        )
        for place, each in enumerate(analysis.durations)
    ]
    cases = sum(each.cases for each in analysis.durations)
    longer = ", cột nhạt ở cuối gồm mọi hồ sơ lâu hơn" if analysis.durations[-1].high is None else ""
    what = "từ việc đầu đến việc cuối, vì không có lúc kết thúc" if analysis.by_span else "từ việc đầu đến lúc kết thúc"
    return column_chart(
        values,
        title="Hồ sơ mất bao lâu",
        summary=f"{number_vi(cases)} hồ sơ, {what}; mỗi cột rộng {span_vi(_width(analysis.durations))}{longer}.",
        label="Thời gian",
        unit="Hồ sơ",
    )


def _width(bins: Iterable[Bin]) -> int:
    return next(each.high - each.low for each in bins if each.high is not None)


def _bin_vi(each: Bin) -> str:
    if each.high is None:
        return f"từ {span_vi(each.low)} trở lên"
    return f"dưới {span_vi(each.high)}" if not each.low else f"từ {span_vi(each.low)} đến dưới {span_vi(each.high)}"


def _channels(told: Summary, channel_vi: Callable[[str], str]) -> Table | None:
    if not told.channels:
        return None
    rows = tuple(
        Row(
            cells=(
                Cell(text=channel_vi(channel)),
                Cell(text=number_vi(count)),
                Cell(text=percent_vi(count / told.cases, places=1)),
            )
        )
        for channel, count in told.channels.items()
    )
    columns = (Column(label="Kênh"), Column(label="Hồ sơ", numeric=True), Column(label="Phần", numeric=True))
    return Table(caption="Kênh nộp", columns=columns, rows=rows)


def _resources(analysis: Analysis) -> Table | None:
    if not analysis.resources:
        return None
    rows = tuple(
        Row(
            cells=(
                Cell(text=one.name),
                Cell(text=number_vi(one.events)),
                Cell(text=number_vi(one.cases)),
                Cell(text=percent_vi(one.events / analysis.summary.events, places=1)),
            )
        )
        for one in analysis.resources[:_MOST_RESOURCES]
    )
    columns = (
        Column(label="Người thực hiện"),
        Column(label="Việc", numeric=True),
        Column(label="Hồ sơ", numeric=True),
        Column(label="Phần", numeric=True),
    )
    shown, total = len(rows), analysis.summary.resources
    few = f", {number_vi(shown)} trong {number_vi(total)} người" if shown < total else ""
    return Table(caption=f"Ai làm nhiều nhất{few}", columns=columns, rows=rows)
