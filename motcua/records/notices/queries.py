"""Reading notices and the wording of templates. Every query takes the viewer."""

from __future__ import annotations

from collections import Counter

from motcua.law.types import LOCAL
from motcua.records.notices import overriding, wording
from motcua.records.notices.models import TemplateOverride
from motcua.records.notices.table import AUDIENCES, RULES
from motcua.records.notices.views import Preview, TemplateRow, TemplateView, WordingView
from motcua.records.notices.wording import Language, Part, Template
from motcua.records.people import policy
from motcua.records.people import queries as people
from motcua.records.people.viewer import Viewer
from motcua.records.places import queries as places
from motcua.rules.refusal import NotAllowed
from motcua.rules.short_message import length, without_marks


def templates(viewer: Viewer, *, unit_id: int) -> tuple[TemplateRow, ...]:
    """All templates as they stand for a unit, in the order of the table. Raises NotAllowed."""
    _require_administrator(viewer, unit_id)
    own = TemplateOverride.objects.filter(unit_id=unit_id).exclude(text="")
    changed = Counter(own.values_list("template", flat=True))
    return tuple(
        TemplateRow(name=one.name, label=one.label, audience=_audience(one), changed=changed[one.name])
        for one in wording.templates().values()
    )


def template(viewer: Viewer, *, unit_id: int, name: str) -> TemplateView:
    """A template with all its wordings, as they stand for a unit. Raises NotAllowed, NotFound."""
    _require_administrator(viewer, unit_id)
    known = wording.template(name)
    holding = overriding.holding(unit_id, name)
    own = {
        (row.language, row.part): row.version for row in TemplateOverride.objects.filter(unit_id=unit_id, template=name)
    }
    names = people.names_of(row.by_id for row in holding.values() if row.by_id)
    wordings = [
        _wording(known, place, holding.get(place), unit_id=unit_id, version=own.get(place, 0), names=names)
        for place in known.texts
    ]
    return TemplateView(
        name=name,
        label=known.label,
        audience=_audience(known),
        placeholders=known.placeholders,
        unreviewed=known.unreviewed,
        wordings=tuple(wordings),
    )


def preview(name: str, *, part: Part, text: str) -> Preview:
    """A wording as typed, filled with invented values. Raises NotFound, and Refusal (`text`) for an unusable one."""
    shown = wording.filled(wording.checked(name, part, text), wording.SAMPLE)
    long = length(shown)
    return Preview(text=shown, units=long.units, parts=long.parts, plain_parts=length(without_marks(shown)).parts)


def _wording(
    known: Template,
    place: tuple[Language, Part],
    row: TemplateOverride | None,
    *,
    unit_id: int,
    version: int,
    names: dict[int, str],
) -> WordingView:
    language, part = place
    inherited = row is not None and row.unit_id != unit_id
    return WordingView(
        language=language,
        part=part,
        text=row.text if row else known.texts[place],
        original=known.texts[place],
        version=version,
        own=row is not None and not inherited,
        inherited_from=places.unit_by_id(row.unit_id).name if row and inherited else "",
        changed_by=names.get(row.by_id or 0, "") if row else "",
        changed_at=row.at.astimezone(LOCAL) if row else None,
    )


def _audience(known: Template) -> str:
    told = dict.fromkeys(AUDIENCES[rule.audience] for rule in RULES if rule.template == known.name)
    return ", ".join(told) if told else AUDIENCES[RULES[0].audience]


def _require_administrator(viewer: Viewer, unit_id: int) -> None:
    if not policy.administers(viewer, unit_id):
        raise NotAllowed("unit", "Chỉ người quản trị của đơn vị mới xem mẫu thông báo; hãy nhờ người quản trị.")
