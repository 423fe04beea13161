"""The badge of a state: one wording and one look everywhere."""

from __future__ import annotations

from motcua.desks.frame.pages import Badge, Tone
from motcua.rules.dossier import STATES, State


def state_badge(state: State) -> Badge:
    """The badge of a state of a dossier; its words and tone are those of `rules.dossier`."""
    row = STATES[state]
    return Badge(tone=Tone(row.tone.value), text=row.label)
