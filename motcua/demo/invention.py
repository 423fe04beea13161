"""The stream of a pack: the same steps for the same pack, seed and scale, in whatever process."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.demo.offices import offices, procedures
from motcua.demo.people import NamePool
from motcua.demo.specs import OPENS, Step
from motcua.demo.stream import stream
from motcua.law.registry import law
from motcua.packs.loading import load_pack
from motcua.rules.working_time import WorkCalendar


def steps_of(pack_name: str, *, seed: int, scale: float) -> Iterator[Step]:
    """The invented half-year of a pack. Raises PackError, and what `stream` raises."""
    pack = load_pack(pack_name)
    return stream(
        seed=seed,
        scale=scale,
        offices=offices(pack),
        procedures=procedures(pack, on=OPENS.date()),
        names=NamePool.of(pack.name_groups),
        calendar=WorkCalendar.from_law(law().calendar()),
        rules=law().deadline_rules_on(OPENS.date()),
    )
