"""Units laid out as tiles: a scheme of who lies beside whom, for pictures; it says nothing of borders or sizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.records.journal import actions as journal
from motcua.records.places.models import TileMap
from motcua.records.places.queries import unit
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

SUBJECT, LAY = "tile_map", "tiles.lay"
MOST = 40
"""Rows, and columns, that a map may have."""

Place = tuple[int, int]
"""Row and column, from 1 on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tiles:
    """A map: the place of each unit by its key, and who laid it out so, with how sure that is."""

    places: Mapping[str, Place]
    source: str


@transaction.atomic
def lay(unit_key: str, tiles: Tiles, *, actor_id: int | None, at: datetime) -> bool:
    """Lays out the units below one; whether anything is new. What is laid so already is left alone.

    Raises NotFound for a unit that does not exist, Refusal (`tiles`, `source`) for tiles that cannot be laid so.
    """
    above = unit(unit_key)
    source = clean(tiles.source, field="source", limit=300)
    if not source:
        raise Refusal("source", "Sơ đồ cần ghi nguồn và mức chắc chắn; hãy ghi thêm.")
    _require_laid_well(tiles.places)
    told = {key: list(place) for key, place in sorted(tiles.places.items())}
    row = TileMap.objects.filter(unit_id=above.id).first()
    if row is not None and (row.tiles, row.source) == (told, source):
        return False
    version = row.version + 1 if row else 1
    row, _ = TileMap.objects.update_or_create(
        unit_id=above.id, defaults={"tiles": told, "source": source, "version": version}
    )
    journal.append(
        act=LAY,
        subject_type=SUBJECT,
        subject_id=row.pk,
        version=version,
        actor_id=actor_id,
        occurred_at=at,
        data={"unit": above.key, "tiles": told, "source": source},
    )
    return True


def tiles_of(keys: Iterable[str]) -> Tiles | None:
    """The map on which units lie, and the places of these alone; None where no map shows any of them."""
    wanted = set(keys)
    for row in TileMap.objects.order_by("pk"):
        here = {key: (place[0], place[1]) for key, place in row.tiles.items() if key in wanted}
        if here:
            return Tiles(places=here, source=row.source)
    return None


def _require_laid_well(places: Mapping[str, Place]) -> None:
    taken: dict[Place, str] = {}
    for key, place in places.items():
        unit(key)
        if not all(1 <= number <= MOST for number in place):
            raise Refusal("tiles", "Ô của «{key}» nằm ngoài sơ đồ; hàng và cột từ 1 đến {most}.", key=key, most=MOST)
        if taken.setdefault(place, key) != key:
            raise Refusal(
                "tiles", "«{key}» và «{other}» cùng một ô; hãy chuyển một đơn vị.", key=key, other=taken[place]
            )
