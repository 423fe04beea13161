"""One file per indicator, found by scanning this folder; each holds one `INDICATOR`."""

from __future__ import annotations

import pkgutil
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
    """An indicator by its id. Raises NotFound listing the known ones."""
    found = indicators().get(indicator_id)
    if found is None:
        raise NotFound(
            "id",
            "Không có chỉ tiêu «{id}»; hãy chọn một trong: {known}.",
            id=indicator_id[:60],
            known=", ".join(indicators()),
        )
    return found
