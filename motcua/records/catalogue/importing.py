"""The catalogue comes in as a sheet: tried first, with an error for each row, then taken in whole or not at all."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO

from django.db import transaction
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from motcua.records.catalogue import queries
from motcua.records.catalogue.actions import draft_version, publish
from motcua.records.catalogue.checking import checked
from motcua.records.catalogue.content import ProcedureContent
from motcua.records.catalogue.queries import ProcedureView
from motcua.records.catalogue.rows import content_of, read_rank
from motcua.records.catalogue.step_rows import RowError
from motcua.rules.refusal import NotFound, Refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Published:
    """A version that an import published, and the one that it ended (None: there was none)."""

    code: str
    version_id: int
    ended_id: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportReport:
    """What an import did, or would do: codes of new, changed and unchanged procedures. With errors nothing is done.

    The row of an error counts from 1 without the heading.
    """

    created: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    errors: tuple[RowError, ...] = ()
    published: tuple[Published, ...] = ()
    applied: bool = False


def read_csv(text: str) -> list[dict[str, str]]:
    """Rows of a sheet whose first line names the columns; cells beyond the heading are refused."""
    rows = []
    for row in csv.DictReader(StringIO(text.removeprefix("\ufeff"))):
        if None in row:
            raise Refusal("file", "Một dòng có nhiều ô hơn dòng tiêu đề; hãy kiểm tra dấu phẩy và dấu nháy kép.")
        rows.append({name: value or "" for name, value in row.items()})
    return rows


def read_yaml(text: str) -> list[dict[str, str]]:
    """Rows of a YAML list of mappings with the same keys as the columns. Raises Refusal."""
    try:
        rows = YAML(typ="base", pure=True).load(text)
    except YAMLError:
        raise Refusal("file", "YAML viết sai; hãy xem lại thụt dòng và dấu hai chấm.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Refusal("file", "Tệp YAML phải là danh sách thủ tục, mỗi thủ tục là các cặp «khóa: giá trị».")
    return [{str(name): _cell(value) for name, value in row.items()} for row in rows]


def import_catalogue(
    rows: Sequence[Mapping[str, str]], *, valid_from: date, actor_id: int | None, at: datetime, dry_run: bool
) -> ImportReport:
    """Publishes a version, valid from a day, for each row that is new or says something else than what is in force.

    All rows or none. `dry_run` only says what would happen, with an error for each row that cannot be taken in.
    """
    contents, errors = read_contents(rows)
    if errors:
        return ImportReport(errors=tuple(errors))
    ranked = [(content, read_rank(rows[number - 1].get("rank", ""))) for number, content in contents]
    return take_in(ranked, valid_from=valid_from, actor_id=actor_id, at=at, dry_run=dry_run)


def take_in(
    contents: Iterable[tuple[ProcedureContent, int | None]],
    *,
    valid_from: date,
    actor_id: int | None,
    at: datetime,
    dry_run: bool = False,
) -> ImportReport:
    """Publishes contents, each with its rank, as versions valid from a day; one that is in force then is left alone.

    All or none: with errors (here `row` counts the contents) the report holds them and nothing is written.
    """
    published: list[Published] = []
    unchanged: list[str] = []
    errors: list[RowError] = []
    with transaction.atomic():
        for row, (content, rank) in enumerate(contents, start=1):
            try:
                done = publish_if_new(content, valid_from=valid_from, actor_id=actor_id, at=at, rank=rank)
                if done is None:
                    unchanged.append(content.code)
                else:
                    published.append(done)
            except Refusal as refusal:
                errors.append(RowError(row=row, field=refusal.field, message=str(refusal)))
        if dry_run or errors:
            transaction.set_rollback(True)
    if errors:
        return ImportReport(errors=tuple(errors))
    return ImportReport(
        created=tuple(each.code for each in published if each.ended_id is None),
        changed=tuple(each.code for each in published if each.ended_id is not None),
        unchanged=tuple(unchanged),
        published=() if dry_run else tuple(published),
        applied=not dry_run,
    )


def publish_if_new(
    content: ProcedureContent, *, valid_from: date, actor_id: int | None, at: datetime, rank: int | None = None
) -> Published | None:
    """Publishes a content as a version valid from a day; None where the version in force then says the same.

    Raises Refusal; then, within a transaction of the caller's, nothing of it may be kept.
    """
    before = _in_force(content.code, valid_from)
    if before is not None and before.digest() == checked(content).digest():
        return None
    version_id = draft_version(content, valid_from=valid_from, actor_id=actor_id, at=at, rank=rank)
    publish(version_id, actor_id=actor_id, at=at)
    return Published(code=content.code, version_id=version_id, ended_id=before.version_id if before else None)


def read_contents(rows: Iterable[Mapping[str, str]]) -> tuple[list[tuple[int, ProcedureContent]], list[RowError]]:
    """The contents by the numbers of their rows, from 1, and an error for each row that cannot be read or is twice."""
    contents: list[tuple[int, ProcedureContent]] = []
    errors: list[RowError] = []
    first_row: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        try:
            content = checked(content_of(row))
            read_rank(row.get("rank", ""))
            if first_row.setdefault(content.code, number) != number:
                raise Refusal(
                    "code",
                    "Mã {code} đã có ở dòng {row}; hãy giữ một dòng.",
                    code=content.code,
                    row=first_row[content.code],
                )
            contents.append((number, content))
        except Refusal as refusal:
            errors.append(RowError(row=number, field=refusal.field, message=str(refusal)))
    return contents, errors


def _in_force(code: str, on: date) -> ProcedureView | None:
    try:
        return queries.procedure_in_force(code, on)
    except NotFound:
        return None


def _cell(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
