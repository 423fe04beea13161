"""Units by their share on time: places, equal ones together, the margin of chance, too few dossiers apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import floor

from motcua.desks.frame.charts.picture import Picture, key_item
from motcua.desks.frame.charts.rows import PointLine, points
from motcua.desks.frame.formats import ABSENT, number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.look import ON_TIME, Look
from motcua.desks.leader.analysis.pages import Shown
from motcua.rules.chance import CERTAINTY, Interval, margin
from motcua.rules.league import LEAST, Standing, standings

SLUG, TITLE = "xep-hang", "Xếp hạng đúng hạn"
NOTHING = EmptyState(
    title="Chưa có hồ sơ nào để xếp", text="Trong kỳ này chưa hồ sơ nào vừa có kết quả vừa có ngày hẹn."
)

_KEY = (
    key_item('<circle class="point" cx="7" cy="6" r="4"/>', "tỷ lệ đúng hạn"),
    key_item('<path class="margin" d="M0 6H14"/>', "khoảng dao động do ngẫu nhiên"),
    key_item('<circle class="point open" cx="7" cy="6" r="4"/>', f"dưới {LEAST} hồ sơ, không xếp hạng"),
)
_COLUMNS = (
    Column(label="Đơn vị"),
    Column(label="Hạng", numeric=True),
    Column(label="Có kết quả, có hẹn", numeric=True),
    Column(label="Đúng hạn", numeric=True),
    Column(label="Muộn", numeric=True),
    Column(label="Tỷ lệ", numeric=True),
    Column(label="Khoảng dao động", numeric=True),
)


def league(look: Look) -> Shown:
    """The units in their places."""
    counts = look.by_unit(ON_TIME)
    found = standings({key: (count.numerator, count.denominator or 0) for key, count in counts.items()})
    if not found:
        return Shown(slug=SLUG, title=TITLE, sentence=NO_RESULT, picture=None, empty=NOTHING)
    names = {unit.key: unit.short_name for unit in look.units_of(one.key for one in found)}
    margins = {one.key: _margin(one) for one in found}
    return Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(found, names, look),
        picture=_picture(found, names, margins, look),
        notes=_notes(found, margins),
        tables=(_table(found, names, margins, look),),
    )


NO_RESULT = (Part(text="Chưa có hồ sơ nào có kết quả và có ngày hẹn trong kỳ này."),)


def _margin(one: Standing) -> Interval:
    found = margin(one.numerator, one.denominator)
    assert found is not None  # nothing stands without dossiers
    return found


def _share(one: Standing) -> float:
    return one.numerator / one.denominator


def _rate(one: Standing) -> str:
    return percent_vi(_share(one), places=1)


def _sentence(found: Sequence[Standing], names: Mapping[str, str], look: Look) -> tuple[Part, ...]:
    ranked = [one for one in found if one.place is not None]
    if not ranked:
        return (Part(text=f"Chưa đơn vị nào có đủ {LEAST} hồ sơ để xếp hạng trong kỳ này."),)
    best, worst = ranked[0], ranked[-1]
    part = Part(text=_rate(best), href=look.figure(ON_TIME, unit=best.key).href)
    who = names[best.key] if best.shared == 1 else f"{number_vi(best.shared)} đơn vị cùng đứng đầu,"
    if best.place == worst.place:
        return sentence("{who} đúng hạn {rate}.", who=who if best.shared == 1 else _all(best), rate=part)
    return sentence(
        "{who} đúng hạn {rate}{first}; {worst} thấp nhất, {least}.",
        who=who,
        rate=part,
        first=", cao nhất" if best.shared == 1 else "",
        worst=names[worst.key],
        least=Part(text=_rate(worst), href=look.figure(ON_TIME, unit=worst.key, part="rest").href),
    )


def _all(best: Standing) -> str:
    return f"Cả {number_vi(best.shared)} đơn vị cùng"


_COUNTED = (
    "Đúng hạn theo ngày: ngày có kết quả không sau ngày hẹn, trong các hồ sơ có kết quả và có ngày hẹn. Tỷ lệ bằng "
    "nhau thì cùng hạng."
)


def _notes(found: Sequence[Standing], margins: Mapping[str, Interval]) -> tuple[str, ...]:
    ranked = [one for one in found if one.place is not None]
    apart = len(found) - len(ranked)
    notes = [
        _COUNTED,
        f"Khoảng dao động: nếu cùng cách làm mà nhiều hồ sơ hơn, {CERTAINTY} trên 100 lần tỷ lệ nằm trong khoảng này.",
    ]
    if ranked:
        first = margins[ranked[0].key]
        near = [one for one in ranked if one.place != ranked[0].place and margins[one.key].overlaps(first)]
        if near:
            notes.append(
                f"{number_vi(len(near))} đơn vị có khoảng chồng lên khoảng của đơn vị đứng đầu: khác biệt ấy có thể "
                "chỉ do ngẫu nhiên."
            )
    if apart:
        notes.append(f"{number_vi(apart)} đơn vị có dưới {LEAST} hồ sơ đứng riêng ở cuối, không xếp hạng.")
    return tuple(notes)


def _picture(
    found: Sequence[Standing], names: Mapping[str, str], margins: Mapping[str, Interval], look: Look
) -> Picture:
    least, ticks = axis(min(one.low for one in margins.values()))
    lines = [
        PointLine(
            name=names[one.key],
            front=str(one.place or ""),
            share=_share(one),
            low=margins[one.key].low,
            high=margins[one.key].high,
            text=_rate(one),
            label=f"{names[one.key]}: {number_vi(one.numerator)} đúng hạn trong {number_vi(one.denominator)}",
            href=look.figure(ON_TIME, unit=one.key, part="rest").href,
            open_=one.place is None,
        )
        for one in found
    ]
    apart = any(one.place is None for one in found)
    summary = f"{number_vi(len(found))} đơn vị, trục từ {percent_vi(least, places=0)} đến 100%."
    return Picture(
        title=TITLE,
        summary=summary,
        svg=points(lines, title=TITLE, summary=summary, least=least, ticks=ticks),
        key=_KEY if apart else _KEY[:2],
    )


def axis(low: float) -> tuple[float, tuple[float, ...]]:
    """Where an axis that ends at the whole begins, so that `low` is on it, and the values named along it."""
    for step in (0.01, 0.02, 0.05, 0.1, 0.2):
        steps = floor((1 - low) / step) + 1
        if steps <= 5:
            least = max(round(1 - steps * step, 4), 0.0)
            return least, tuple(round(1 - number * step, 4) for number in range(steps, -1, -1) if number * step <= 1)
    return 0.0, (0.0, 0.25, 0.5, 0.75, 1.0)


def _table(found: Sequence[Standing], names: Mapping[str, str], margins: Mapping[str, Interval], look: Look) -> Table:
    def number(one: Standing, count: int, part: str) -> Cell:
        href = look.figure(ON_TIME, unit=one.key, part=part).href if count else ""
        return Cell(text=number_vi(count) if count else ABSENT, href=href)

    def margin_vi(one: Standing) -> str:
        found = margins[one.key]
        return f"{percent_vi(found.low, places=1)[:-1]}–{percent_vi(found.high, places=1)}"

    rows = tuple(
        Row(
            cells=(
                Cell(text=names[one.key]),
                Cell(text=number_vi(one.place) if one.place else ABSENT, note="cùng hạng" if one.shared > 1 else ""),
                number(one, one.denominator, "denominator"),
                number(one, one.numerator, "numerator"),
                number(one, one.denominator - one.numerator, "rest"),
                Cell(text=_rate(one)),
                Cell(text=margin_vi(one)),
            )
        )
        for one in found
    )
    return Table(caption="Từng đơn vị", columns=_COLUMNS, rows=rows)
