"""Names that the tests of people share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from motcua.records.people.models import Position
from motcua.records.people.viewer import Viewer

BEGINNING = date(2021, 1, 1)
ON = date(2023, 5, 4)
SYSTEM = Viewer.system()
GOOD_PASSWORD = "ba con vịt xiêm"

Units = dict[str, int]
Appoint = Callable[..., int]


def position_of(account_id: int) -> int:
    """The one position of an account."""
    return Position.objects.get(account_id=account_id).pk
