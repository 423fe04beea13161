"""What the addresses of scores ask for: a unit, a period, a cut-off, and of a row which dossiers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from motcua.desks.frame.sent import whole_number
from motcua.desks.leader import asking
from motcua.desks.leader.asking import TypedPeriod
from motcua.records import clock
from motcua.records.measures.queries import Part
from motcua.rules.folding import clean
from motcua.rules.period import Period, quarter_to_report
from motcua.rules.refusal import Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedScore:
    """A part of the scores, all of it in the address. `known_at` is the cut-off of the figures of the page that leads
    on: lists of dossiers take it along, so that they equal the number that led to them.
    """

    period: Period
    unit: str = ""
    row: str = ""
    as_of: datetime | None = None
    known_at: datetime | None = None
    part: Part | None = None
    procedure: str = ""
    after: int = 0

    @property
    def ranking(self) -> str:
        """The address of all units."""
        return f"{reverse('leader:scores')}?{self._query()}"

    @property
    def sheet(self) -> str:
        """The address of the sheet of the unit."""
        return f"{reverse('leader:score', args=(self.unit,))}?{self._query()}"

    @property
    def months(self) -> str:
        """The address of its months."""
        return f"{reverse('leader:score_months', args=(self.unit,))}?{self._query()}"

    def of_unit(self, key: str) -> AskedScore:
        """The sheet of another unit."""
        return replace(self, unit=key, row="", part=None, procedure="", after=0)

    def of_row(self, row_id: str) -> str:
        """The address of a row."""
        return f"{reverse('leader:score_row', args=(self.unit, row_id))}?{self._query()}"

    def dossiers(self, part: Part, *, procedure: str = "", after: int = 0) -> str:
        """The address of dossiers of the row."""
        known_at = self.known_at.isoformat() if self.known_at else ""
        asked = {"known_at": known_at, "part": part.value, "procedure": procedure, "after": str(after or "")}
        return f"{reverse('leader:score_dossiers', args=(self.unit, self.row))}?{self._query(**asked)}"

    def _query(self, **more: str) -> str:
        asked = {"period": self.period.id, "as_of": self.as_of.isoformat() if self.as_of else "", **more}
        return urlencode({name: value for name, value in asked.items() if value})


def asked_score(data: QueryDict, *, unit: str = "", row: str = "") -> AskedScore:
    """What an address asks for. Raises Refusal naming what is wrong."""
    after = data.get("after", "")
    return AskedScore(
        period=period_in(asking.typed_period(data)),
        unit=unit,
        row=row,
        as_of=_instant(data, "as_of"),
        known_at=_instant(data, "known_at"),
        part=_part(data.get("part", "")),
        procedure=clean(data.get("procedure", ""), field="procedure", limit=20),
        after=whole_number(after, field="after") if after else 0,
    )


def period_in(typed: TypedPeriod) -> Period:
    """The period asked for; QĐ 766 goes by calendar months, quarters and years. Raises Refusal."""
    return asking.period_in(typed) if typed.period else default_period()


def default_period() -> Period:
    """The quarter that is being reported."""
    return quarter_to_report(clock.now().date())


def _instant(data: QueryDict, field: str) -> datetime | None:
    typed = clean(data.get(field, ""), field=field)
    return clock.instant(typed, field=field) if typed else None


def _part(text: str) -> Part | None:
    if not text:
        return None
    try:
        return Part(text)
    except ValueError:
        raise Refusal("part", "Địa chỉ trang không đúng; hãy mở lại từ phiếu điểm.") from None
