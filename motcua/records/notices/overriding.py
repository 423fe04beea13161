"""Which wording holds for a unit: its own, that of the nearest unit above, or the original."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.records.notices.models import TemplateOverride
from motcua.records.notices.wording import Language, Part, template
from motcua.records.places import queries as places


def text_for(unit_id: int, name: str, *, language: Language, part: Part) -> str:
    """The text of a part for dossiers of a unit; the Vietnamese original where the language has none."""
    row = holding(unit_id, name).get((language, part))
    if row is not None:
        return row.text
    texts = template(name).texts
    return texts.get((language, part)) or texts[Language.VI, part]


def holding(unit_id: int, name: str) -> dict[tuple[Language, Part], TemplateOverride]:
    """The overrides of a template that hold for a unit, each that of the nearest unit."""
    line = list(_upwards(unit_id))
    rows = TemplateOverride.objects.filter(unit_id__in=line, template=name).exclude(text="")
    nearest = sorted(rows, key=lambda row: line.index(row.unit_id), reverse=True)
    return {(Language(row.language), Part(row.part)): row for row in nearest}


def _upwards(unit_id: int) -> Iterator[int]:
    above: int | None = unit_id
    while above is not None:
        yield above
        above = places.unit_by_id(above).parent_id
