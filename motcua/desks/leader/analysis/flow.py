"""Where the dossiers received in a period stand: ended, with a result, taken away; in hand, waiting, ended without."""

from __future__ import annotations

from motcua.desks.frame.charts.picture import Picture, box, key_item
from motcua.desks.frame.charts.rows import BarLine, bars
from motcua.desks.frame.formats import ABSENT, number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.look import Look
from motcua.desks.leader.analysis.pages import Shown
from motcua.records.measures import whereabouts as counting
from motcua.records.measures.whereabouts import Whereabouts, whereabouts

SLUG, TITLE = "trang-thai", "Hồ sơ của kỳ đang ở đâu"
_KEY = (
    key_item(box(1, 2, 12, 8, kind="bar-good", round_=1), "đã đi qua"),
    key_item(box(1, 2, 12, 8, kind="bar-open", round_=1), "dừng lại ở đó"),
)
_Line = tuple[str, int, str, str, bool]
"""Name, number, indicator and part of it that list the dossiers; whether they stand there and go no further."""


def flow(look: Look) -> Shown:
    """The dossiers of the period, from received to taken away, and where the others are."""
    found = whereabouts(look.viewer, look.period, as_of=look.as_of)
    if not found.received:
        nothing = (Part(text="Không có hồ sơ nào được tiếp nhận trong kỳ này."),)
        empty = EmptyState(title="Không có hồ sơ nào trong kỳ", text="Hãy chọn kỳ khác.")
        return Shown(slug=SLUG, title=TITLE, sentence=nothing, picture=None, empty=empty)
    return Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(found, look),
        picture=_picture(found, look),
        notes=("Trạng thái là lúc chốt số liệu, không phải hôm nay. Hồ sơ hủy số không tính.",),
        tables=(_table(found, look),),
    )


def _lines(found: Whereabouts) -> tuple[_Line, ...]:
    return (
        ("Tiếp nhận", found.received, counting.RECEIVED, "denominator", False),
        ("Đang giải quyết", found.in_hand, counting.IN_HAND, "numerator", True),
        ("Đang chờ người dân", found.waiting, counting.WAITING, "numerator", True),
        ("Đã kết thúc", found.ended, counting.RECEIVED, "numerator", False),
        ("Từ chối, dừng, rút", found.without_result, counting.WITHOUT, "numerator", True),
        ("Có kết quả", found.with_result, counting.WITH_RESULT, "numerator", False),
        ("Chưa có người nhận", found.kept, counting.KEPT, "numerator", True),
        ("Đã trao người dân", found.returned, counting.RETURNED, "numerator", False),
    )


def _sentence(found: Whereabouts, look: Look) -> tuple[Part, ...]:
    def part(number: int, indicator: str, which: str = "numerator") -> Part:
        return Part(text=number_vi(number), href=look.figure(indicator, part=which).href if number else "")

    return sentence(
        "Trong {received} hồ sơ tiếp nhận, {open} chưa kết thúc ({waiting} đang chờ người dân); {kept} kết quả chưa có "
        "người nhận.",
        received=part(found.received, counting.RECEIVED, "denominator"),
        open=part(found.in_hand + found.waiting, counting.RECEIVED, "rest"),
        waiting=part(found.waiting, counting.WAITING),
        kept=part(found.kept, counting.KEPT),
    )


def _picture(found: Whereabouts, look: Look) -> Picture:
    lines = [
        BarLine(
            name=name,
            number=number,
            text=number_vi(number),
            kind="bar-open" if stands else "bar-good",
            href=look.figure(indicator, part=part).href if number else "",
            label=f"{name}: {number_vi(number)} hồ sơ",
            below=stands,
        )
        for name, number, indicator, part, stands in _lines(found)
    ]
    summary = f"Từ {number_vi(found.received)} hồ sơ tiếp nhận đến {number_vi(found.returned)} kết quả đã trao."
    return Picture(title=TITLE, summary=summary, svg=bars(lines, title=TITLE, summary=summary), key=_KEY)


def _table(found: Whereabouts, look: Look) -> Table:
    rows = tuple(
        Row(
            cells=(
                Cell(text=name),
                Cell(
                    text=number_vi(number) if number else ABSENT,
                    href=look.figure(indicator, part=part).href if number else "",
                ),
                Cell(text=percent_vi(number / found.received) if number else ABSENT),
            ),
            below=1 if stands else 0,
        )
        for name, number, indicator, part, stands in _lines(found)
    )
    columns = (Column(label="Hồ sơ"), Column(label="Số hồ sơ", numeric=True), Column(label="Phần", numeric=True))
    return Table(caption="Từng trạng thái", columns=columns, rows=rows)
