"""What the addresses of pictures ask for: the period, the cut-off, what is shown and in which parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.records import clock
from motcua.rules.folding import clean
from motcua.rules.indicator import By
from motcua.rules.period import Period
from motcua.rules.refusal import Refusal

INDEX = ""
"""The page of all pictures."""


class Measure(StrEnum):
    """What a picture is of: the share on time, the share handed in online, or how many were received."""

    ON_TIME = "dung-han"
    ONLINE = "truc-tuyen"
    RECEIVED = "tiep-nhan"


class Pace(StrEnum):
    """The parts in which a line goes through a period."""

    MONTH = "thang"
    WEEK = "tuan"


INDICATORS = {
    Measure.ON_TIME: "on_time_rate_by_date",
    Measure.ONLINE: "online_share",
    Measure.RECEIVED: "settlement_rate",
}
"""The figure behind each; of received dossiers, its denominator."""

PACES = {Pace.MONTH: By.MONTH, Pace.WEEK: By.WEEK}


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedPicture:
    """A picture (its slug, INDEX for all), all of it in the address so that a link shows the same to everybody.

    `as_of` None: what is known at the end of the period or now.
    """

    picture: str
    period: Period
    as_of: datetime | None = None
    measure: Measure = Measure.ON_TIME
    pace: Pace = Pace.MONTH

    @property
    def action(self) -> str:
        """The address without what it asks for."""
        return reverse("leader:picture", args=(self.picture,)) if self.picture else reverse("leader:analysis")

    @property
    def href(self) -> str:
        """The address that asks for this."""
        asked = {
            "period": self.period.id,
            "as_of": self.as_of.isoformat() if self.as_of else "",
            "so": self.measure.value if self.measure is not Measure.ON_TIME else "",
            "theo": self.pace.value if self.pace is not Pace.MONTH else "",
        }
        return f"{self.action}?{urlencode({name: value for name, value in asked.items() if value})}"

    def of(self, picture: str) -> AskedPicture:
        """Another picture of the same period as known at the same time."""
        return replace(self, picture=picture, measure=Measure.ON_TIME, pace=Pace.MONTH)


def asked_picture(picture: str, data: QueryDict, *, period: Period) -> AskedPicture:
    """A picture as the address asks for it. Raises Refusal naming what is wrong."""
    as_of = clean(data.get("as_of", ""), field="as_of")
    try:
        measure, pace = Measure(data.get("so", Measure.ON_TIME.value)), Pace(data.get("theo", Pace.MONTH.value))
    except ValueError:
        raise Refusal("so", "Địa chỉ trang không đúng; hãy mở lại từ trang phân tích.") from None
    return AskedPicture(
        picture=picture,
        period=period,
        as_of=clock.instant(as_of, field="as_of") if as_of else None,
        measure=measure,
        pace=pace,
    )
