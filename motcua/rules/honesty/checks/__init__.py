"""One file per check, found by scanning this folder; each holds one `CHECK`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from motcua.rules.honesty.check import Check
from motcua.rules.refusal import NotFound


@cache
def checks() -> dict[str, Check]:
    """All checks by id, in alphabetical order."""
    found = (import_module(f"{__name__}.{module.name}").CHECK for module in pkgutil.iter_modules(__path__))
    return {check.id: check for check in sorted(found, key=lambda each: each.id)}


def check(check_id: str) -> Check:
    """A check by its id. Raises NotFound."""
    found = checks().get(check_id)
    if found is None:
        raise NotFound("check", "Không có phép kiểm tra «{id}»; hãy mở lại từ trang kiểm tra.", id=check_id[:60])
    return found
