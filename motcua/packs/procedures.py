"""Reads procedures.csv and procedures.yaml of a pack."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from motcua.law.errors import LawError
from motcua.law.reading import Entry
from motcua.law.types import Channel, Confidence, Level
from motcua.packs.steps import read_steps
from motcua.packs.types import Edition
from motcua.packs.units import truth
from motcua.records.catalogue.checking import checked, checked_limit
from motcua.records.catalogue.content import PaperKind, PaperView, ProcedureContent, SupplementLimit
from motcua.records.catalogue.rows import content_of, read_rank
from motcua.records.catalogue.usual_steps import usual_steps
from motcua.rules.refusal import Refusal

_HEAD = frozenset(
    {"valid_from", "commune_from", "note", "generic_papers_note", "written_papers_note", "district_note", "procedures"}
)
_ROW_TEXTS = ("name", "short_name", "field", "ministry", "result", "rank", "term_note", "fee_note")
_ROW_PARTS = ("levels", "channels", "term", "fee", "note", "papers", "steps", "supplements")
_LOCAL_FEE = "local"
_FEE_NOTES = {
    _LOCAL_FEE: "HĐND tỉnh quy định mức thu; chưa có số liệu, chờ kiểm chứng.",
    "0": "Không thu; chờ kiểm chứng.",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """A row of text and where it stands."""

    values: Mapping[str, str]
    file: str
    line: int


@dataclass(frozen=True, kw_only=True, slots=True)
class _Head:
    """What procedures.yaml says of all its procedures."""

    valid_from: date
    commune_from: date
    note: str
    generic_papers_note: str
    written_papers_note: str
    district_note: str


def read_editions(catalogue: Path, own: Entry) -> tuple[Edition, ...]:
    """The rows of the catalogue as the pack's own file changes and completes them. Raises LawError."""
    fields = own.fields(required=_HEAD)
    head = _head(fields)
    rows = {row.values["code"]: row for row in _catalogue_rows(catalogue)}
    changes = _changes(fields["procedures"])
    editions: list[Edition] = []
    for code in sorted({*rows, *changes}):
        editions.extend(_editions(rows.get(code), changes.get(code), head=head))
    return tuple(sorted(editions, key=lambda edition: (edition.valid_from, edition.content.code)))


def _head(fields: Mapping[str, Entry]) -> _Head:
    head = _Head(
        valid_from=fields["valid_from"].day(),
        commune_from=fields["commune_from"].day(),
        note=fields["note"].text(),
        generic_papers_note=fields["generic_papers_note"].text(),
        written_papers_note=fields["written_papers_note"].text(),
        district_note=fields["district_note"].text(),
    )
    if head.commune_from <= head.valid_from:
        fields["commune_from"].fail("ngày này phải sau valid_from; hãy sửa một trong hai ngày.")
    return head


def _catalogue_rows(path: Path) -> Iterator[_Row]:
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            for values in reader:
                if None in values or None in values.values():
                    raise LawError(path.name, reader.line_num, "số ô khác với dòng tiêu đề; hãy kiểm tra dấu phẩy.")
                if values["code"] in seen:
                    raise LawError(path.name, reader.line_num, f"mã {values['code']} đã có ở trên; hãy bỏ một dòng.")
                seen.add(values["code"])
                yield _Row(values=values, file=path.name, line=reader.line_num)
    except OSError as error:
        raise LawError(path.name, 1, f"không mở được tệp ({error.strerror}).") from None


def _changes(entry: Entry) -> dict[str, Entry]:
    changes: dict[str, Entry] = {}
    for item in entry.items():
        code = {key.text(): value for key, value in item.pairs()}.get("code")
        if code is None:
            item.fail("thiếu khóa «code»; hãy ghi mã thủ tục.")
        if code.text() in changes:
            code.fail(f"mã {code.text()} đã có ở trên; hãy gộp lại.")
        changes[code.text()] = item
    return changes


def _editions(row: _Row | None, change: Entry | None, *, head: _Head) -> Iterator[Edition]:
    """One edition; a second one from `commune_from` where the district was among those that received."""
    merged = _merged(row, change, head=head)
    try:
        content = _content(merged.values, change, head=head)
        rank = read_rank(merged.values.get("rank", ""))
    except Refusal as refusal:
        raise LawError(merged.file, merged.line, f"«{refusal.field}»: {refusal}") from None
    yield Edition(valid_from=head.valid_from, content=content, rank=rank)
    if Level.DISTRICT in content.levels:
        yield Edition(valid_from=head.commune_from, content=_at_commune(content, head=head), rank=rank)


def _at_commune(content: ProcedureContent, *, head: _Head) -> ProcedureContent:
    levels = frozenset({Level.COMMUNE})
    steps = content.steps
    if any(step.unit_kind != "committee" or step.level is Level.DISTRICT for step in steps.steps):
        steps = usual_steps(levels, terms=[option.term for option in content.channels.values()])
    note = " ".join(content.note.replace(head.district_note, "").split())
    return replace(content, levels=levels, steps=steps, note=note)


def _merged(row: _Row | None, change: Entry | None, *, head: _Head) -> _Row:
    """The row of the catalogue under what the pack says itself."""
    values = dict(row.values) if row else {}
    place = (row.file, row.line) if row else ("", 1)
    note = head.note
    if change is not None:
        place = (change.file, change.line)
        fields = change.fields(
            required=frozenset({"code"}),
            optional=frozenset({*_ROW_TEXTS, *_ROW_PARTS}),
        )
        values |= {name: fields[name].text() for name in ("code", *_ROW_TEXTS) if name in fields}
        if "levels" in fields:
            values["levels"] = " ".join(level.text() for level in fields["levels"].items())
        _offer(values, fields)
        note = _note(fields, known=row is not None, note=note)
    return _Row(values={**values, "note": note}, file=place[0], line=place[1])


def _offer(values: dict[str, str], fields: Mapping[str, Entry]) -> None:
    """Writes channels, their term and their fee into the row."""
    if "channels" in fields:
        offered = {channel.choice(Channel, what="cách nộp").value for channel in fields["channels"].items()}
        for channel in Channel:
            kept = values.get(channel.value) or "unknown"
            values[channel.value] = kept if channel.value in offered else ""
    for channel in Channel:
        if values.get(channel.value) and "term" in fields:
            values[channel.value] = fields["term"].text()
        if "fee" in fields:
            fee = fields["fee"].text()
            values[f"fee_{channel.value}"] = "" if fee == _LOCAL_FEE else fee
    if "fee" in fields and fields["fee"].text() in _FEE_NOTES:
        values.setdefault("fee_note", _FEE_NOTES[fields["fee"].text()])


def _note(fields: Mapping[str, Entry], *, known: bool, note: str) -> str:
    """A procedure that the catalogue lacks has only its own note; the others have both."""
    own = fields["note"].text() if "note" in fields else ""
    return " ".join(filter(None, (note if known else "", own)))


def _content(values: Mapping[str, str], change: Entry | None, *, head: _Head) -> ProcedureContent:
    fields = {key.text(): value for key, value in change.pairs()} if change else {}
    steps = read_steps(fields["steps"]) if "steps" in fields else None
    content = content_of(values, steps=steps)
    if "supplements" in fields:
        content = replace(content, supplement_limit=_supplements(fields["supplements"]))
    notes = [content.note]
    if Level.DISTRICT in content.levels:
        notes.append(head.district_note)
    if "papers" in fields:
        content = replace(content, papers=_papers(fields["papers"]))
        notes.append(head.written_papers_note)
    else:
        notes.append(head.generic_papers_note)
    return checked(replace(content, note=" ".join(notes)))


def _supplements(entry: Entry) -> SupplementLimit:
    """An own number of supplements: `most`, the `basis` that allows it, and `confidence` (to_verify where not said)."""
    fields = entry.fields(required=frozenset({"most", "basis"}), optional=frozenset({"confidence"}))
    sure = fields["confidence"].choice(Confidence, what="mức chắc chắn") if "confidence" in fields else None
    limit = SupplementLimit(
        count=fields["most"].count(), basis=fields["basis"].text(), confidence=sure or Confidence.TO_VERIFY
    )
    try:
        return checked_limit(limit)
    except Refusal as refusal:
        fields["most" if refusal.field == "max_supplements" else "basis"].fail(str(refusal))


def _papers(entry: Entry) -> tuple[PaperView, ...]:
    """Papers written "kind: name", with "optional: true" beside where they are not compulsory."""
    papers = []
    for number, item in enumerate(entry.items(), start=1):
        fields = item.fields(required=frozenset(), optional=frozenset({*PaperKind.values, "optional"}))
        kinds = [kind for kind in PaperKind if kind.value in fields]
        if len(kinds) != 1:
            item.fail(f"mỗi giấy tờ ghi đúng một trong: {', '.join(PaperKind.values)}.")
        required = not ("optional" in fields and truth(fields["optional"]))
        papers.append(PaperView(number=number, name=fields[kinds[0].value].text(), kind=kinds[0], required=required))
    return tuple(papers)
