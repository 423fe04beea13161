"""One file per indicator, found by scanning this folder; each holds one `INDICATOR`."""

from __future__ import annotations

import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib import import_module

from motcua.rules.indicator import Indicator
from motcua.rules.refusal import NotFound


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by id, in alphabetical order."""
    found = (import_module(f"{__name__}.{module.name}").INDICATOR for module in pkgutil.iter_modules(__path__))
    return {indicator.id: indicator for indicator in sorted(found, key=lambda each: each.id)}


def indicator(indicator_id: str) -> Indicator:
    """An indicator by its id. Raises NotFound naming those most like it."""
    found = indicators().get(indicator_id)
    if found is None:
        raise NotFound(
            "id",
            "Không có chỉ tiêu «{id}»; gần giống nhất là: {alike}. Danh sách đầy đủ: «motcua figures list».",
            id=indicator_id[:60],
            alike=", ".join(get_close_matches(indicator_id[:30], indicators(), n=5, cutoff=0)),
        )
    return found
