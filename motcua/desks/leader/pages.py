"""The form that chooses a period: it GETs `period` (such as 2023-H1) or, with `period=custom`, `from` and `to`."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.fields import Field


@dataclass(frozen=True, kw_only=True, slots=True)
class PeriodForm:
    """Chooses the period and, between two dates, which."""

    action: str
    period: Field
    first: Field
    last: Field
