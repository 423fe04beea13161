"""Communes as tiles in the order of the country: who lies beside whom, not how large or how far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from motcua.desks.frame.charts.grid import Field, Tile, tile_map
from motcua.desks.frame.charts.picture import Picture
from motcua.desks.frame.charts.shades import AMOUNT, LATENESS, NONE, Shade, key_of, shade_of
from motcua.desks.frame.formats import ABSENT, number_vi, percent_vi
from motcua.desks.frame.pages import EmptyState, Link, Part
from motcua.desks.frame.sentences import sentence
from motcua.desks.frame.tables import Cell, Column, Row, Table
from motcua.desks.leader.analysis.asking import INDICATORS, Measure
from motcua.desks.leader.analysis.look import Look
from motcua.desks.leader.analysis.pages import Choice, Shown
from motcua.records.measures.figures import Count
from motcua.records.places.tiles import tiles_of

SLUG, TITLE = "so-do", "Sơ đồ các xã, thị trấn"
_LABELS = {Measure.ON_TIME: "Tỷ lệ đúng hạn", Measure.ONLINE: "Tỷ lệ trực tuyến"}
_TOLD = {Measure.ON_TIME: "đúng hạn", Measure.ONLINE: "nộp trực tuyến"}
_OPENS = {Measure.ON_TIME: "rest", Measure.ONLINE: "numerator"}


def tiles(look: Look) -> Shown:
    """The units on their tiles, and all in sight in a table."""
    measure = _measure(look)
    counts = look.by_unit(INDICATORS[measure])
    if not any(count.denominator for count in counts.values()):
        nothing = (Part(text="Không có hồ sơ nào để vẽ trong kỳ này."),)
        return Shown(slug=SLUG, title=TITLE, sentence=nothing, picture=None, empty=_NOTHING)
    names = {unit.key: unit.short_name for unit in look.units_of(counts)}
    laid = tiles_of(counts)
    return Shown(
        slug=SLUG,
        title=TITLE,
        sentence=_sentence(counts, measure),
        picture=_picture(counts, names, look) if laid else None,
        notes=(f"{laid.source}.", *_beside(counts, names, laid.places)) if laid else (_UNLAID,),
        choices=() if look.small else (_choices(look),),
        tables=() if look.small else (_table(counts, names, look),),
    )


_NOTHING = EmptyState(title="Không có hồ sơ nào trong kỳ", text="Hãy chọn kỳ khác.")
_UNLAID = "Chưa có sơ đồ của các đơn vị này; số liệu ở bảng bên dưới."


def _measure(look: Look) -> Measure:
    return look.asked.measure if look.asked.measure in _LABELS else Measure.ON_TIME


def _beside(counts: Mapping[str, Count], names: Mapping[str, str], laid: Mapping[str, object]) -> tuple[str, ...]:
    apart = [names[key] for key in counts if key not in laid]
    return (f"Không nằm trên sơ đồ, có trong bảng: {', '.join(apart)}.",) if apart else ()


def _sentence(counts: Mapping[str, Count], measure: Measure) -> tuple[Part, ...]:
    values = [count.value for count in counts.values() if count.value is not None]
    if not values:
        return (Part(text="Chưa có dữ liệu trong kỳ này."),)
    if measure is Measure.ONLINE:
        half = sum(1 for value in values if value >= 0.5)
        return sentence(
            "{half} trên {all} đơn vị có từ một nửa hồ sơ nộp trực tuyến.",
            half=number_vi(half),
            all=number_vi(len(values)),
        )
    low = sum(1 for value in values if value < 0.95)
    if not low:
        return (Part(text=f"Cả {number_vi(len(values))} đơn vị đúng hạn từ 95% trở lên."),)
    return sentence("{low} trên {all} đơn vị đúng hạn dưới 95%.", low=number_vi(low), all=number_vi(len(values)))


def _choices(look: Look) -> tuple[Choice, ...]:
    return tuple(
        Choice(link=Link(text=label, href=replace(look.asked, measure=each).href), current=each is _measure(look))
        for each, label in _LABELS.items()
    )


def _picture(counts: Mapping[str, Count], names: Mapping[str, str], look: Look) -> Picture:
    laid, measure = tiles_of(counts), _measure(look)
    assert laid is not None  # asked before
    most = max((count.value or 0 for count in counts.values()), default=0)
    drawn = [
        Tile(row=place[0], column=place[1], name=names[key], field=_field(key, counts[key], names, look, most=most))
        for key, place in laid.places.items()
    ]
    summary = f"{number_vi(len(drawn))} đơn vị; mỗi ô một đơn vị, ở chỗ gần đúng của nó, không theo tỷ lệ."
    svg = tile_map(drawn, title=TITLE, summary=summary)
    none = any(tile.field.shade is NONE for tile in drawn)
    scale = LATENESS if measure is Measure.ON_TIME else AMOUNT
    return Picture(title=f"{TITLE}: {_TOLD[measure]}", summary=summary, svg=svg, key=key_of(scale, with_none=none))


def _field(key: str, count: Count, names: Mapping[str, str], look: Look, *, most: float) -> Field:
    measure = _measure(look)
    told = f"{number_vi(count.numerator)} {_TOLD[measure]} trong {number_vi(count.denominator or 0)}"
    return Field(
        text=percent_vi(count.value, places=1),
        shade=_shade(count, measure, most),
        label=f"{names[key]}: {told}",
        href=look.figure(INDICATORS[measure], unit=key, part=_OPENS[measure]).href if count.denominator else "",
    )


def _shade(count: Count, measure: Measure, most: float) -> Shade:
    if count.value is None:
        return NONE
    if measure is Measure.ONLINE:
        return shade_of(count.value / most if most else 0, AMOUNT)
    return shade_of(count.value, LATENESS)


def _table(counts: Mapping[str, Count], names: Mapping[str, str], look: Look) -> Table:
    measure = _measure(look)

    def number(key: str, value: int, part: str) -> Cell:
        href = look.figure(INDICATORS[measure], unit=key, part=part).href if value else ""
        return Cell(text=number_vi(value) if value else ABSENT, href=href)

    rows = tuple(
        Row(
            cells=(
                Cell(text=names[key]),
                number(key, count.denominator or 0, "denominator"),
                number(key, count.numerator, "numerator"),
                Cell(text=percent_vi(count.value)),
            )
        )
        for key, count in counts.items()
    )
    columns = (
        Column(label="Đơn vị"),
        Column(label="Có kết quả, có hẹn" if measure is Measure.ON_TIME else "Tiếp nhận", numeric=True),
        Column(label="Đúng hạn" if measure is Measure.ON_TIME else "Trực tuyến", numeric=True),
        Column(label="Tỷ lệ", numeric=True),
    )
    return Table(caption="Từng đơn vị", columns=columns, rows=rows)
