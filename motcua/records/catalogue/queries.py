"""Procedures as they stood on a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from django.db.models import Q, QuerySet

from motcua.law.types import Channel, Confidence, DayReading, Level, Role, SupplementPolicy, Term, TermUnit
from motcua.records import plain
from motcua.records.catalogue.content import ChannelView, PaperKind, PaperView, ProcedureContent, SupplementLimit
from motcua.records.catalogue.models import ChannelOption, Procedure, ProcedureVersion, VersionStatus
from motcua.rules.folding import fold
from motcua.rules.process import Step, StepKind, StepTable
from motcua.rules.refusal import NotFound

__all__ = ["ChannelView", "PaperView", "ProcedureView"]


@dataclass(frozen=True, kw_only=True, slots=True)
class ProcedureView(ProcedureContent):
    """A version as read; `id` is the procedure's, `number` counts its versions from 1."""

    id: int
    version_id: int
    number: int
    valid_from: date


_KEY = "SELECT v.id, v.digest, v.procedure_id, v.number, v.valid_from FROM catalogue_procedureversion v"
_IN_FORCE = f"""
    {_KEY} JOIN catalogue_procedure p ON p.id = v.procedure_id
    WHERE p.code = %s AND v.status <> 'draft' AND v.valid_from <= %s AND (v.valid_to IS NULL OR v.valid_to > %s)
"""
_VERSION = f"{_KEY} WHERE v.id = %s"
_known: dict[tuple[object, ...], ProcedureView] = {}
"""Versions read before. The key holds the digest of the content, so what is kept never differs from what is stored."""


def procedure_in_force(code: str, on: date) -> ProcedureView:
    """The version of a national code in force on a day. Raises NotFound."""
    day = on.isoformat()
    found = _read(_IN_FORCE, (code, day, day))
    if found is None:
        raise NotFound(
            "procedure",
            "Không có thủ tục {code} đang áp dụng vào ngày {day}; hãy kiểm tra mã hoặc tìm theo tên.",
            code=code[:20],
            day=f"{on:%d/%m/%Y}",
        )
    return found


def fields_of_work() -> tuple[str, ...]:
    """The fields to which procedures belong, by name."""
    return tuple(Procedure.objects.values_list("field", flat=True).distinct().order_by("field"))


def fields_of_versions() -> dict[int, str]:
    """The field of work that each version of a procedure names, by the id of the version."""
    return dict(ProcedureVersion.objects.values_list("pk", "field"))


def version(version_id: int) -> ProcedureView:
    """A version by its id, also a draft or one that is closed. Raises NotFound."""
    found = _read(_VERSION, (version_id,))
    if found is None:
        raise NotFound(
            "procedure", "Không có phiên bản thủ tục số {version_id}; hãy tải lại trang.", version_id=version_id
        )
    return found


def contents() -> dict[int, ProcedureContent]:
    """What every version says as it is stored now, by the id of the version."""
    return {view.version_id: view for view in _views(ProcedureVersion.objects.all())}


def versions_online() -> frozenset[int]:
    """The versions of procedures that may be done online."""
    rows = ChannelOption.objects.filter(channel=Channel.ONLINE.value).values_list("version_id", flat=True)
    return frozenset(rows)


def procedures_on(on: date, *, level: Level | None = None) -> list[ProcedureView]:
    """Every procedure in force on a day that a level receives (None: any), the most common first."""
    return _views(_in_force_on(on, level=level).order_by("procedure__rank", "procedure__code"))


def fees_on(on: date, *, level: Level) -> dict[int, dict[Channel, int | None]]:
    """What each channel costs, in đồng (None: not stated), of every procedure in force on a day that a level receives,
    by the id of the procedure.
    """
    rows = _in_force_on(on, level=level).values_list("procedure_id", "channels__channel", "channels__fee")
    found: dict[int, dict[Channel, int | None]] = {}
    for procedure, channel, fee in rows.order_by("procedure__rank", "procedure__code"):
        channels = found.setdefault(procedure, {})
        if channel is not None:
            channels[Channel(channel)] = fee
    return found


def codes_and_names(procedure_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """National code and present name of procedures, by id; ids that do not exist are left out."""
    rows = Procedure.objects.filter(pk__in=list(procedure_ids)).values_list("pk", "code", "name")
    return {pk: (code, name) for pk, code, name in rows}


def procedure_id(code: str) -> int:
    """The id of the procedure of a national code, whenever it is in force. Raises NotFound."""
    found = Procedure.objects.filter(code=code[:12]).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("procedure", "Không có thủ tục {code}; hãy kiểm tra mã hoặc tìm theo tên.", code=code[:20])
    return found


def search_procedures(
    text: str, *, on: date, level: Level | None, limit: int = 12, often: Mapping[int, int] = MappingProxyType({})
) -> list[ProcedureView]:
    """Procedures in force on a day whose code or names hold every word typed, as the beginning of a word.

    Marks, case and the order of words do not matter. The exact code comes first, then codes and names that begin as
    typed, then those used most `often` (uses by the id of the procedure), then the most common. Without words: these.
    """
    typed = words_of(text)
    rows = _in_force_on(on, level=level)
    for word in typed:
        rows = rows.filter(procedure__search__contains=f" {word}")
    found = rows.values_list("pk", "procedure__code", "procedure__rank", "procedure_id", "short_name", "name")
    best = sorted(found, key=lambda row: (_distance(typed, row[1], row[4:]), -often.get(row[3], 0), row[2], row[1]))
    return [version(row[0]) for row in best[:limit]]


def words_of(text: str) -> list[str]:
    """The folded words of a text; a code, or the beginning of one, is one word."""
    return re.findall(r"\d+(?:\.\d*)?|[^\W\d_]\w*", fold(text))


def _distance(typed: list[str], code: str, names: Iterable[str]) -> int:
    """0 for the exact code, 1 for a code or a name that begins as typed, 2 for the others."""
    if typed == [code]:
        return 0
    beginning = " ".join(typed)
    if any(_folded(begun).startswith(beginning) for begun in (code, *names)):
        return 1
    return 2


@lru_cache(maxsize=1 << 14)
def _folded(name: str) -> str:
    """The words of a code or name; a type-ahead asks for the same ones at every key."""
    return " ".join(words_of(name))


def _in_force_on(on: date, *, level: Level | None) -> QuerySet[ProcedureVersion]:
    rows = ProcedureVersion.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on)
    rows = rows.exclude(status=VersionStatus.DRAFT)
    return rows if level is None else rows.filter(levels__contains=level.value)


def _read(sql: str, values: tuple[str | int, ...]) -> ProcedureView | None:
    """One cheap statement decides which version it is; the version itself is read once and kept."""
    key = plain.lasting_row(sql, values)
    if key is None:
        return None
    known = _known.get(key)
    if known is None:
        known = _views(ProcedureVersion.objects.filter(pk=key[0]))[0]
        if key[1]:
            _known[key] = known
    return known


def _views(rows: QuerySet[ProcedureVersion]) -> list[ProcedureView]:
    return [_view(row) for row in rows.select_related("procedure").prefetch_related("channels", "papers", "steps")]


def _view(row: ProcedureVersion) -> ProcedureView:
    return ProcedureView(
        id=row.procedure_id,
        version_id=row.pk,
        number=row.number,
        valid_from=row.valid_from,
        code=row.procedure.code,
        name=row.name,
        short_name=row.short_name,
        field=row.field,
        ministry=row.ministry,
        levels=frozenset(Level(level) for level in row.levels.split(",") if level),
        channels=_channels(row),
        papers=_papers(row),
        steps=_steps(row),
        decision=row.decision,
        supplement_policy=SupplementPolicy(row.supplement_policy) if row.supplement_policy else None,
        supplement_limit=_supplement_limit(row),
        day_reading=DayReading(row.day_reading) if row.day_reading else None,
        result=row.result,
        confidence=Confidence(row.confidence),
        note=row.note,
    )


def _supplement_limit(row: ProcedureVersion) -> SupplementLimit | None:
    if row.max_supplements is None:
        return None
    return SupplementLimit(
        count=row.max_supplements,
        basis=row.supplements_basis,
        confidence=Confidence(row.supplements_confidence),
    )


def _channels(row: ProcedureVersion) -> Mapping[Channel, ChannelView]:
    options = {
        Channel(option.channel): ChannelView(
            term=Term(amount=option.term_amount, unit=TermUnit(option.term_unit)),
            term_note=option.term_note,
            fee=option.fee,
            fee_note=option.fee_note,
        )
        for option in row.channels.all()
    }
    return MappingProxyType({channel: options[channel] for channel in Channel if channel in options})


def _papers(row: ProcedureVersion) -> tuple[PaperView, ...]:
    return tuple(
        PaperView(number=paper.number, name=paper.name, kind=PaperKind(paper.kind), required=paper.required)
        for paper in sorted(row.papers.all(), key=lambda paper: paper.number)
    )


def _steps(row: ProcedureVersion) -> StepTable:
    return StepTable(
        steps=tuple(
            Step(
                number=step.number,
                name=step.name,
                unit_kind=step.unit_kind,
                role=Role(step.role),
                minutes=step.minutes,
                next_number=step.next_number,
                kind=StepKind(step.kind),
                level=Level(step.level) if step.level else None,
                beside=step.beside,
                back_number=step.back_number,
            )
            for step in sorted(row.steps.all(), key=lambda step: step.number)
        )
    )
