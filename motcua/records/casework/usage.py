"""Which procedures a unit has received most."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import Sum

from motcua.records.casework.models import Rollup

DAYS = 90


def received_lately(unit_id: int, *, on: date) -> Mapping[int, int]:
    """How many dossiers of each procedure (by id) a unit accepted in the DAYS days up to `on`, both included."""
    rows = Rollup.objects.filter(unit_id=unit_id, day__gt=on - timedelta(days=DAYS), day__lte=on)
    return dict(rows.values_list("procedure_id").annotate(Sum("received")).order_by())
