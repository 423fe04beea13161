"""Whether the catalogue still says what the journal tells of it: content sealed, versions where acts left them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from motcua.records.catalogue import queries
from motcua.records.catalogue.actions import SUBJECT
from motcua.records.catalogue.models import ProcedureVersion, VersionStatus
from motcua.records.journal import streams
from motcua.records.journal.streams import Told as Entry

_NOT_SAID = "nhật ký không ghi"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A version as the journal tells of it; `ended_by` is the number of the version that followed it."""

    status: VersionStatus
    digest: str
    valid_from: date
    valid_to: date | None = None
    ended_by: int | None = None


def problems() -> Iterator[str]:
    """Every disagreement between the versions of procedures and the journal, as a sentence."""
    told = {
        (procedure_id, number): version
        for procedure_id, entries in groupby(streams.entries_by_subject(SUBJECT), key=lambda entry: entry.subject_id)
        for number, version in _told(entries).items()
    }
    contents = queries.contents()
    for row in ProcedureVersion.objects.select_related("procedure").order_by("procedure_id", "number").iterator():
        name = f"Thủ tục {row.procedure.code}, phiên bản {row.number}"
        expected = told.pop((row.procedure_id, row.number), None)
        if expected is None:
            yield f"{name}: {_NOT_SAID} việc soạn."
            continue
        if not expected.digest == row.digest == contents[row.pk].digest():
            yield f"{name}: nội dung khác với lúc soạn."
        if (row.status, row.valid_from, row.valid_to) != (expected.status, expected.valid_from, expected.valid_to):
            yield f"{name}: tình trạng hoặc thời gian áp dụng khác với nhật ký."
    for procedure_id, number in told:
        yield f"Nhật ký ghi phiên bản {number} của thủ tục số {procedure_id} nhưng không còn phiên bản ấy."


def _told(entries: Iterable[Entry]) -> dict[int, _Told]:
    """The versions of a procedure after its acts, by number."""
    versions: dict[int, _Told] = {}
    for entry in entries:
        number = int(entry.data["number"])
        if entry.act == "draft_procedure":
            starts = date.fromisoformat(entry.data["valid_from"])
            versions[number] = _Told(status=VersionStatus.DRAFT, digest=entry.data["content"], valid_from=starts)
        elif number in versions:
            _act(versions, number, entry)
    return versions


def _act(versions: dict[int, _Told], number: int, entry: Entry) -> None:
    version = versions[number]
    match entry.act:
        case "publish_procedure":
            starts = date.fromisoformat(entry.data["valid_from"])
            _end_before(versions, number, on=starts)
            versions[number] = replace(version, status=VersionStatus.IN_FORCE, valid_from=starts)
        case "close_procedure":
            ends = date.fromisoformat(entry.data["valid_to"])
            versions[number] = replace(version, status=VersionStatus.CLOSED, valid_to=ends)
        case "drop_procedure_draft":
            del versions[number]
        case "withdraw_procedure":
            _reopen_before(versions, number)
            versions[number] = replace(version, status=VersionStatus.WITHDRAWN, valid_to=version.valid_from)


def _end_before(versions: dict[int, _Told], number: int, *, on: date) -> None:
    for other, version in versions.items():
        if version.status is VersionStatus.IN_FORCE:
            versions[other] = replace(version, status=VersionStatus.CLOSED, valid_to=on, ended_by=number)


def _reopen_before(versions: dict[int, _Told], number: int) -> None:
    for other, version in versions.items():
        if version.ended_by == number:
            versions[other] = replace(version, status=VersionStatus.IN_FORCE, valid_to=None, ended_by=None)
