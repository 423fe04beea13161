"""An indicator's conditions as a query of Django, which speaks to SQLite and PostgreSQL alike."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from motcua.rules.indicator import BeforeCutOff, Condition, Equals, Every, Known, Not, OneOf

_ALWAYS = Q(dossier_id__isnull=False)
"""True of every row: the negation of Django's empty condition would be empty again."""


def compiled(condition: Condition, *, as_of: datetime) -> Q:
    """The condition over columns of the facts, with `as_of` as the cut-off."""
    match condition:
        case Equals(column, value):
            return Q(**{column: value})
        case OneOf(column, values):
            return Q(**{f"{column}__in": values})
        case Known(column):
            return Q(**{f"{column}__isnull": False})
        case BeforeCutOff(column):
            return Q(**{f"{column}__lt": as_of})
        case Not(part):
            return ~(compiled(part, as_of=as_of) or _ALWAYS)
        case Every(parts):
            whole = Q()
            for part in parts:
                whole &= compiled(part, as_of=as_of)
            return whole
