"""The dossiers whose result waits to be taken away: few at any time, and found by the index of the work lists."""

from __future__ import annotations

from motcua.records.casework.models import Dossier
from motcua.rules.dossier import State


def kept_now() -> frozenset[int]:
    """The dossiers with a result that nobody has taken away yet, of every unit."""
    return frozenset(Dossier.objects.filter(state=State.SETTLED).values_list("pk", flat=True))
