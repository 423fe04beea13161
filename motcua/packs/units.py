"""Reads units.yaml of a pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from motcua.law.reading import Entry
from motcua.law.types import Level
from motcua.packs.types import Successor
from motcua.records.places.drafts import UnitDraft, UnitKind
from motcua.rules.numbering import is_agency_id

_REQUIRED = frozenset({"key", "kind", "level", "name", "short_name", "valid_from"})
_OPTIONAL = frozenset({"parent", "government_code", "agency_id", "receives", "address", "phone", "valid_to", "note"})


def read_units(entries: Sequence[Entry]) -> tuple[UnitDraft, ...]:
    """The units, parents before children. Raises LawError."""
    units: dict[str, UnitDraft] = {}
    agencies: dict[str, str] = {}
    for entry in entries:
        unit = _unit(entry, known=units)
        if unit.key in units:
            entry.fail(f"đơn vị «{unit.key}» đã có ở trên; hãy đổi khóa.")
        if unit.agency_id and agencies.setdefault(unit.agency_id, unit.key) != unit.key:
            entry.fail(f"mã định danh {unit.agency_id} đã thuộc «{agencies[unit.agency_id]}»; hãy dùng mã khác.")
        units[unit.key] = unit
    return tuple(units.values())


def read_successors(entries: Sequence[Entry], *, units: Mapping[str, UnitDraft]) -> tuple[Successor, ...]:
    """Who carries on whose work; the predecessor ends and the successor exists on the day. Raises LawError."""
    return tuple(_successor(entry, units=units) for entry in entries)


def _unit(entry: Entry, *, known: Mapping[str, UnitDraft]) -> UnitDraft:
    fields = entry.fields(required=_REQUIRED, optional=_OPTIONAL)
    texts = {name: fields[name].text() if name in fields else "" for name in (*_REQUIRED, *_OPTIONAL)}
    unit = UnitDraft(
        key=texts["key"],
        kind=unit_kind(fields["kind"]),
        level=fields["level"].choice(Level, what="cấp"),
        name=texts["name"],
        short_name=texts["short_name"],
        valid_from=fields["valid_from"].day(),
        valid_to=fields["valid_to"].day() if "valid_to" in fields else None,
        parent_key=texts["parent"],
        government_code=texts["government_code"],
        agency_id=texts["agency_id"],
        receives=truth(fields["receives"]) if "receives" in fields else False,
        address=texts["address"],
        phone=texts["phone"],
        note=texts["note"],
    )
    if unit.valid_to is not None and unit.valid_to <= unit.valid_from:
        fields["valid_to"].fail("ngày kết thúc phải sau ngày bắt đầu; hãy sửa một trong hai ngày.")
    if unit.parent_key and unit.parent_key not in known:
        fields["parent"].fail(f"không có đơn vị cấp trên «{unit.parent_key}» ở phía trên; hãy ghi nó trước.")
    _check_agency(unit, fields)
    return unit


def _check_agency(unit: UnitDraft, fields: Mapping[str, Entry]) -> None:
    if unit.agency_id and not is_agency_id(unit.agency_id):
        fields["agency_id"].fail(f"mã định danh «{unit.agency_id}» viết chưa đúng; hãy viết như 000.12.30.H59.")
    if unit.receives and not unit.agency_id:
        fields["receives"].fail("đơn vị tiếp nhận hồ sơ phải có mã định danh; hãy ghi agency_id.")


def _successor(entry: Entry, *, units: Mapping[str, UnitDraft]) -> Successor:
    fields = entry.fields(required=frozenset({"predecessor", "successor", "from", "document"}))
    before, after = (_known(fields[name], units=units) for name in ("predecessor", "successor"))
    on = fields["from"].day()
    if before.valid_to != on:
        fields["from"].fail(f"«{before.key}» không kết thúc vào ngày này; hãy sửa ngày hoặc valid_to của đơn vị.")
    if not _exists(after, on):
        fields["from"].fail(f"«{after.key}» không tồn tại vào ngày này; hãy sửa ngày hoặc valid_from của đơn vị.")
    return Successor(predecessor=before.key, successor=after.key, on=on, document=fields["document"].text())


def _known(entry: Entry, *, units: Mapping[str, UnitDraft]) -> UnitDraft:
    unit = units.get(entry.text())
    if unit is None:
        entry.fail(f"không có đơn vị «{entry.text()}»; hãy kiểm tra khóa.")
    return unit


def _exists(unit: UnitDraft, on: date) -> bool:
    return unit.valid_from <= on and (unit.valid_to is None or on < unit.valid_to)


def unit_kind(entry: Entry) -> UnitKind:
    """A kind of unit by its name in a pack. Raises LawError."""
    if entry.text() not in UnitKind.values:
        entry.fail(f"loại đơn vị «{entry.text()}» không có; chỉ dùng được: {', '.join(UnitKind.values)}.")
    return UnitKind(entry.text())


def truth(entry: Entry) -> bool:
    """A value written true or false. Raises LawError."""
    if entry.text() not in ("true", "false"):
        entry.fail(f"«{entry.text()}» phải là true hoặc false.")
    return entry.text() == "true"
