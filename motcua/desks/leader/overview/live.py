"""Whether an overview goes on changing: what the page says of it, and the version that an open page asks about."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from motcua.desks.frame.formats import instant_vi
from motcua.desks.frame.pages import Link
from motcua.desks.leader.overview.pages import Live
from motcua.records import clock
from motcua.records.casework.pulse import felt, pulse, pulse_in
from motcua.records.people.viewer import Viewer
from motcua.rules.period import Period, period

ANYWAY = timedelta(minutes=5)
"""How often a page that shows the present is renewed though nothing happened: what is late depends on the hour."""


def version(viewer: Viewer, over: Period, *, known: str = "") -> str:
    """The version of an overview that shows the present: `known` again, as long as a page that has it is right."""
    now = clock.now()
    hour = int(min(now, over.end).timestamp() // ANYWAY.total_seconds())
    seen = pulse_in(known.partition(".")[0])
    return f"{felt(viewer, seen) if seen else pulse(viewer)}.{hour}"


def told(over: Period, *, fixed: datetime | None, now: datetime, version: str) -> Live:
    """What a page says of its future: it changes by itself, stands at a cut-off `fixed` by its address, or is over."""
    if fixed is not None:
        return Live(
            text=f"Số liệu chốt lúc {instant_vi(fixed)} theo địa chỉ này, không tự đổi.",
            link=Link(text="Xem số liệu hiện nay", href=address(over)),
        )
    if over.end <= now:
        return Live(
            text="Kỳ đã hết: số liệu chốt ở cuối kỳ, không tự đổi.",
            link=Link(text="Xem kỳ đang chạy", href=address(_running(now))),
        )
    return Live(
        text="Số liệu tự đổi khi có hồ sơ thay đổi.",
        link=Link(text="Giữ số liệu lúc này", href=address(over, as_of=now)),
        again=address(over),
        href=f"{reverse('leader:overview_live')}?{urlencode({'period': over.id})}",
        version=version,
    )


def address(over: Period, *, as_of: datetime | None = None) -> str:
    """The address of an overview, which others may be sent; with its cut-off it shows the same for good."""
    fixed = {"as_of": as_of.isoformat(timespec="seconds")} if as_of else {}
    return f"{reverse('leader:overview')}?{urlencode({'period': over.id, **fixed})}"


def _running(now: datetime) -> Period:
    return period(f"{now.year}-H{1 if now.month <= 6 else 2}")
