"""The head of a sheet for paper: which agency speaks, where and when."""

from __future__ import annotations

import re
from datetime import date

from motcua.desks.frame.formats import letter_date_vi
from motcua.desks.frame.pages import AgencyHead
from motcua.records.places import queries as places

_KIND_OF_PLACE = re.compile(r"^.*\b(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tỉnh)\s+", re.IGNORECASE)


def agency_head(unit_id: int, *, on: date) -> AgencyHead:
    """The head of a sheet that a unit gives out on a day: the unit above it, its own name, its place and the date."""
    unit = places.unit_by_id(unit_id)
    parent = places.unit_by_id(unit.parent_id).name if unit.parent_id else ""
    place = _KIND_OF_PLACE.sub("", unit.name)
    return AgencyHead(parent=parent, agency=unit.name, place_and_date=f"{place}, {letter_date_vi(on)}")
