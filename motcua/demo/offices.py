"""What the stream needs of a pack: who works where, which procedures they take, how busy a place is (invented)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from motcua.demo.specs import OfficeSpec, ProcedureSpec
from motcua.law.errors import LawError
from motcua.law.reading import Entry, read
from motcua.law.types import Level, Role
from motcua.packs.loading import FOLDER
from motcua.packs.types import Edition, Pack, PackError

FILE = "offices.yaml"

_UNRANKED = 400
_SIGNED_AT_ONCE = "Chứng thực"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Flow:
    unit_key: str
    share: int
    khmer_share: float
    fields: frozenset[str]


def offices(pack: Pack) -> tuple[OfficeSpec, ...]:
    """The communes, and the departments behind the district's desk. Raises PackError with file and line."""
    try:
        own = read(FOLDER / pack.name / FILE, file=FILE).fields(required=frozenset({"communes", "departments"}))
        communes, departments = tuple(_flows(own["communes"])), tuple(_flows(own["departments"]))
    except LawError as error:
        raise PackError(error.file, error.line, error.message) from None
    desk = next(unit for unit in pack.units if unit.receives and unit.level is Level.DISTRICT)
    named = {unit.key: unit.name for unit in pack.units}
    return (
        *(
            _office(pack, flow, level=Level.COMMUNE, desk=flow.unit_key, place=named[flow.unit_key])
            for flow in communes
        ),
        *(_office(pack, flow, level=Level.DISTRICT, desk=desk.key, place="") for flow in departments),
    )


def procedures(pack: Pack, *, on: date) -> tuple[ProcedureSpec, ...]:
    """The procedures in force on a day; the more common one stands in the pack's ranking, the heavier it weighs."""
    latest: dict[str, Edition] = {}
    for edition in pack.editions:
        if edition.valid_from <= on:
            latest[edition.content.code] = edition
    return tuple(
        ProcedureSpec(
            code=edition.content.code,
            levels=edition.content.levels,
            field=edition.content.field,
            term_by_channel={channel: option.term for channel, option in edition.content.channels.items()},
            papers=len(edition.content.papers),
            weight=1 / (edition.rank or _UNRANKED) ** 1.2,
            needs_approval=edition.content.field != _SIGNED_AT_ONCE,
        )
        for edition in latest.values()
        if edition.content.channels
    )


def _flows(entry: Entry) -> Iterator[_Flow]:
    for key, value in entry.pairs():
        fields = value.fields(required=frozenset({"share", "khmer"}), optional=frozenset({"fields"}))
        yield _Flow(
            unit_key=key.text(),
            share=fields["share"].count(),
            khmer_share=fields["khmer"].count() / 100,
            fields=frozenset(each.text() for each in fields["fields"].items()) if "fields" in fields else frozenset(),
        )


def _office(pack: Pack, flow: _Flow, *, level: Level, desk: str, place: str) -> OfficeSpec:
    staff = _by_role(pack, (desk, flow.unit_key))
    return OfficeSpec(
        unit_key=desk,
        level=level,
        share=flow.share,
        counter=tuple(staff[Role.COUNTER]),
        officers=tuple(staff[Role.OFFICER]),
        leaders=tuple(_by_role(pack, (flow.unit_key,))[Role.LEADER]),
        hamlets=pack.hamlets[desk],
        khmer_share=flow.khmer_share,
        place=place.removeprefix("Ủy ban nhân dân "),
        fields=flow.fields,
    )


def _by_role(pack: Pack, unit_keys: Iterable[str]) -> Mapping[Role, list[str]]:
    wanted = set(unit_keys)
    found: dict[Role, list[str]] = {role: [] for role in Role}
    for member in pack.staff:
        if member.unit_key in wanted:
            found[member.role].append(member.username)
    return found
