"""Which wording holds for a unit: its own, that of the nearest unit above, or the original."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from motcua.records import plain
from motcua.records.notices.models import TemplateOverride
from motcua.records.notices.wording import Language, Part, template
from motcua.records.places import queries as places


class Wordings:
    """The wordings of some templates in the whole store, read by one query."""

    def __init__(self, names: Iterable[str]) -> None:
        self._rows: dict[tuple[str, Language, Part], dict[int, TemplateOverride]] = {}
        for row in _overrides(sorted(set(names))):
            place = (row.template, Language(row.language), Part(row.part))
            self._rows.setdefault(place, {})[row.unit_id] = row

    def override(self, unit_id: int, name: str, *, language: Language, part: Part) -> TemplateOverride | None:
        """The override that holds for a unit; None where the original does."""
        by_unit = self._rows.get((name, language, part))
        if not by_unit:
            return None
        return next((by_unit[above] for above in _upwards(unit_id) if above in by_unit), None)

    def text(self, unit_id: int, name: str, *, language: Language, part: Part) -> str:
        """The text of a part for dossiers of a unit; the Vietnamese one where the language has none."""
        texts = template(name).texts
        spoken = language if (language, part) in texts else Language.VI
        row = self.override(unit_id, name, language=spoken, part=part)
        return row.text if row else texts[spoken, part]


def _overrides(names: Sequence[str]) -> list[TemplateOverride]:
    """Asked for every dossier that is opened, so it is one plain statement."""
    if not names:
        return []
    marks = ", ".join(["%s"] * len(names))
    return plain.instances(TemplateOverride, f"template IN ({marks}) AND text <> ''", names)


def _upwards(unit_id: int) -> Iterator[int]:
    above: int | None = unit_id
    while above is not None:
        yield above
        above = places.unit_by_id(above).parent_id
