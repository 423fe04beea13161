"""Open dossiers by the working days until, or since, their due date."""

from __future__ import annotations

from collections.abc import Sequence

from motcua.desks.frame.charts.picture import Picture, box, key_item
from motcua.desks.frame.charts.rows import BarLine, bars
from motcua.desks.frame.formats import ABSENT, capitalised, number_vi
from motcua.desks.frame.pages import EmptyState, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.look import Look
from motcua.desks.leader.analysis.pages import Shown
from motcua.records.measures import queries as measures
from motcua.records.measures.figures import Group
from motcua.rules.indicator import By

SLUG, TITLE = "ton-dong", "Hồ sơ chưa xong theo ngày hẹn"
_AGE, _OPEN, _OVERDUE = "backlog_age", "open_dossiers", "overdue_open"
_ENDED = "ended"
_NAME_WIDTH = 232
_WORKING = " làm việc"
"""Said once for all in the note, so that the names of the bars are short."""

_KEY = (
    key_item(box(1, 2, 12, 8, kind="bar-late", round_=1), "quá hạn"),
    key_item(box(1, 2, 12, 8, kind="bar-good", round_=1), "còn hạn"),
    key_item(box(1, 2, 12, 8, kind="bar-open", round_=1), "đang chờ người dân, không có ngày hẹn"),
)
_NOTE = (
    "Mọi hồ sơ chưa kết thúc lúc chốt số liệu, tiếp nhận đến hết kỳ, kể cả từ kỳ trước. Ngày tính là ngày làm việc; "
    "hồ sơ đang chờ người dân không tính hạn."
)


def backlog(look: Look) -> Shown:
    """All that is open at the cut-off, whenever it was received."""
    told = measures.figures(look.viewer, (_AGE,), look.period, by=By.AGE, as_of=look.as_of)[_AGE]
    groups = [group for group in told.groups if group.key != _ENDED]
    total = sum(group.count.numerator for group in groups)
    late = sum(group.count.numerator for group in groups if _late(group))
    return Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(total, late, look),
        picture=_picture(groups, total, look) if total else None,
        notes=(_NOTE,),
        tables=(_table(groups, look),) if total else (),
        empty=None if total else EmptyState(title="Không còn hồ sơ nào chưa xong", text="Lúc chốt số liệu, mọi hồ sơ "
        "tiếp nhận đến hết kỳ đã kết thúc."),
    )  # fmt: skip


def _late(group: Group) -> bool:
    return group.key.startswith("late_")


def _sentence(total: int, late: int, look: Look) -> tuple[Part, ...]:
    if not total:
        return (Part(text="Không còn hồ sơ nào chưa giải quyết xong."),)
    return sentence(
        "{total} hồ sơ chưa giải quyết xong, {late}.",
        total=Part(text=number_vi(total), href=look.figure(_OPEN).href),
        late=Part(text=f"{number_vi(late)} đã quá hạn", href=look.figure(_OVERDUE).href)
        if late
        else "không hồ sơ nào quá hạn",
    )


def _href(group: Group, look: Look) -> str:
    return look.figure(_AGE, by=By.AGE.value, key=group.key).href if group.count.numerator else ""


def _picture(groups: Sequence[Group], total: int, look: Look) -> Picture:
    lines = [
        BarLine(
            name=capitalised(group.label).removesuffix(_WORKING),
            number=group.count.numerator,
            text=number_vi(group.count.numerator) if group.count.numerator else ABSENT,
            kind="bar-late" if _late(group) else "bar-good" if group.key.startswith("left_") else "bar-open",
            href=_href(group, look),
            label=f"{capitalised(group.label)}: {number_vi(group.count.numerator)} hồ sơ",
        )
        for group in groups
    ]
    summary = f"{number_vi(total)} hồ sơ, từ quá hạn lâu nhất ở trên đến còn nhiều thời gian nhất ở dưới."
    svg = bars(lines, title=TITLE, summary=summary, name_width=_NAME_WIDTH)
    return Picture(title=TITLE, summary=summary, svg=svg, key=_KEY)


def _table(groups: Sequence[Group], look: Look) -> Table:
    rows = tuple(
        Row(
            cells=(
                Cell(text=capitalised(group.label)),
                Cell(
                    text=number_vi(group.count.numerator) if group.count.numerator else ABSENT, href=_href(group, look)
                ),
            )
        )
        for group in groups
    )
    columns = (Column(label="Ngày hẹn"), Column(label="Số hồ sơ", numeric=True))
    return Table(caption="Từng mức", columns=columns, rows=rows)
