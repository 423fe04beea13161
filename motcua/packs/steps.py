"""Reads the steps of a procedure from procedures.yaml; what does not fit is told at its own line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from motcua.law.reading import Entry
from motcua.law.types import Level, Role
from motcua.packs.units import unit_kind
from motcua.rules.process import Step, StepKind, StepTable, role_named
from motcua.rules.refusal import Refusal

_REQUIRED = frozenset({"name", "unit", "role", "hours"})
_OPTIONAL = frozenset({"kind", "level", "beside", "back"})

_Fields = Mapping[str, Entry]


def read_steps(entry: Entry) -> StepTable:
    """Steps in the order of the list, numbered from 1, each with its quota in hours; the next one that is no opinion
    follows. `kind`, `level`, `beside` and `back` as in `rules.process`. Raises LawError.
    """
    rows = [item.fields(required=_REQUIRED, optional=_OPTIONAL) for item in entry.items()]
    kinds = [_kind(fields) for fields in rows]
    main = [number for number, kind in enumerate(kinds, start=1) if kind is not StepKind.CONSULT]
    following = dict(pairwise(main))
    return StepTable(
        steps=tuple(
            Step(
                number=number,
                name=fields["name"].text(),
                unit_kind=unit_kind(fields["unit"]).value,
                role=_role(fields["role"]),
                minutes=fields["hours"].count() * 60,
                next_number=following.get(number),
                kind=kind,
                level=fields["level"].choice(Level, what="cấp") if "level" in fields else None,
                beside=_beside(fields, kind, main=main, name=fields["name"]),
                back_number=_back(fields, number, main=main),
            )
            for number, (fields, kind) in enumerate(zip(rows, kinds, strict=True), start=1)
        )
    )


def _kind(fields: _Fields) -> StepKind:
    return fields["kind"].choice(StepKind, what="loại bước") if "kind" in fields else StepKind.WORK


def _role(entry: Entry) -> Role:
    try:
        return role_named(entry.text())
    except Refusal as refusal:
        entry.fail(str(refusal))


def _beside(fields: _Fields, kind: StepKind, *, main: Sequence[int], name: Entry) -> int | None:
    """The step that an opinion is asked beside; every opinion has one, no other step does."""
    if "beside" not in fields:
        if kind is StepKind.CONSULT:
            name.fail("bước lấy ý kiến chưa ghi đi cùng bước nào; hãy thêm «beside» với số bước.")
        return None
    entry = fields["beside"]
    if kind is not StepKind.CONSULT:
        entry.fail("chỉ bước «kind: consult» mới đi cùng bước khác; hãy bỏ «beside» hoặc sửa «kind».")
    if entry.count() not in main:
        entry.fail(f"không có bước xử lý số {entry.text()}; hãy ghi số của một bước không phải lấy ý kiến.")
    return entry.count()


def _back(fields: _Fields, number: int, *, main: Sequence[int]) -> int | None:
    """The earlier step to which a step sends back."""
    if "back" not in fields:
        return None
    entry = fields["back"]
    if number not in main:
        entry.fail("bước lấy ý kiến luôn trả lời về bước nó đi cùng; hãy bỏ «back».")
    if entry.count() not in main or entry.count() >= number:
        entry.fail(f"bước {entry.text()} không đứng trước bước {number}; hãy ghi số của một bước xử lý trước đó.")
    return entry.count()
