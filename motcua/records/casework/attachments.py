"""Reading the files of a dossier. Every query takes the viewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, QuerySet, When

from motcua.law.types import LOCAL
from motcua.records import plain
from motcua.records.casework.models import Attachment
from motcua.records.casework.noting import viewed_today
from motcua.records.casework.seeing import visible
from motcua.records.casework.views import DossierView
from motcua.records.files import queries as files
from motcua.records.files.media import Media
from motcua.records.journal import queries as journal
from motcua.records.people.viewer import Viewer
from motcua.rules.numbering import parse_dossier_code
from motcua.rules.refusal import NotFound

SUBJECT = "attachment"
"""What entries of the journal about files are about; their version is that of the row."""

ATTACH, CHECK, REMOVE = "file.attach", "file.check", "file.remove"


class Kind(StrEnum):
    """What a file is to its dossier."""

    PAPER = "paper"
    RESULT = "result"
    LETTER = "letter"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class AttachmentView:
    """A file of a dossier. `added_by` "" is the citizen; `checked_at` None has been compared with nothing yet;
    `removed_at` tells that it was taken away. `size` in bytes.
    """

    number: int
    kind: Kind
    paper: int | None
    name: str
    label: str
    symbol: str
    issuer: str
    issued_on: date | None
    expires_on: date | None
    digitised: bool
    sha256: str
    size: int
    media: Media
    pages: int | None
    added_by: str
    added_at: datetime
    checked_by: str
    checked_at: datetime | None
    removed_by: str
    removed_at: datetime | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """The first files of a dossier, and how many there are in all, without those taken away; these are `removed`."""

    rows: tuple[AttachmentView, ...]
    count: int
    unchecked: int
    removed: tuple[AttachmentView, ...]


_IN_ORDER = Case(*(When(kind=kind, then=place) for place, kind in enumerate(Kind)))
"""Kinds as they are listed above, not by their letters."""

_COLUMNS = (
    "number", "kind", "paper", "name", "label", "symbol", "issuer", "issued_on", "expires_on", "digitised",
    "file__sha256", "file__size", "file__media", "file__pages", "added_by__full_name", "added_at",
    "checked_by__full_name", "checked_at", "removed_by__full_name", "removed_at",
)  # fmt: skip


_COUNTED = (
    "SELECT COUNT(*), COUNT(removed_at), COUNT(CASE WHEN removed_at IS NULL AND checked_at IS NULL THEN 1 END)"
    " FROM casework_attachment WHERE dossier_id = %s"
)


def listing(viewer: Viewer, dossier_id: int, *, most: int | None = None) -> Listing:
    """The files of a dossier that the person may see, paper by paper; at most the first `most`. Raises NotFound."""
    _require_visible(viewer, dossier_id)
    return _listing(dossier_id, most=most)


def of(dossier: DossierView, *, most: int | None = None) -> Listing:
    """The files of a dossier that a person sees, as `listing` gives them."""
    return _listing(dossier.id, most=most)


def _listing(dossier_id: int, *, most: int | None) -> Listing:
    [(count, removed, unchecked)] = plain.rows(_COUNTED, (dossier_id,))
    rows: tuple[AttachmentView, ...] = ()
    gone: tuple[AttachmentView, ...] = ()
    if count > removed:
        kept = Attachment.objects.filter(dossier_id=dossier_id, removed_at=None)
        rows = _views(kept.order_by(_IN_ORDER, "paper", "number")[:most])
    if removed:
        away = Attachment.objects.filter(dossier_id=dossier_id, removed_at__isnull=False)
        gone = _views(away.order_by("number")[:most])
    return Listing(rows=rows, count=count - removed, unchecked=unchecked, removed=gone)


def attachment(viewer: Viewer, code: str, number: int) -> AttachmentView:
    """A file of a dossier, also one taken away. Raises Refusal for what is no code, and NotFound."""
    views = _views(_visible_file(viewer, code, number))
    if not views:
        raise _no_file()
    return views[0]


def opened(viewer: Viewer, code: str, number: int) -> tuple[AttachmentView, bytes]:
    """A file with its content, for whoever opens it; as with the dossier, that is noted, once a day.

    Raises NotFound, also for a file that was taken away or is not on disk as it came.
    """
    found = attachment(viewer, code, number)
    if found.removed_at is not None:
        raise NotFound("file", "Tệp này đã được gỡ khỏi hồ sơ nên không mở được nữa; lý do nằm ở trang của tệp.")
    content = files.content(found.sha256)
    viewed_today(viewer, _visible_file(viewer, code, number).values_list("dossier_id", flat=True)[0])
    return found, content


def removal_reason(viewer: Viewer, code: str, number: int) -> str | None:
    """Why a file was taken away, as written; None where it was not, or the words were erased. Raises NotFound."""
    pk = _visible_file(viewer, code, number).values_list("pk", flat=True).first()
    if pk is None:
        raise _no_file()
    for entry in journal.entries_of(SUBJECT, pk):
        if entry.act == REMOVE and entry.personal:
            return str(entry.personal["reason"])
    return None


def papers_on_file(viewer: Viewer, dossier_id: int) -> dict[int, int]:
    """How many files there are of each paper of a dossier, by its number; none of it is missing. Raises NotFound."""
    _require_visible(viewer, dossier_id)
    rows = Attachment.objects.filter(dossier_id=dossier_id, kind=Kind.PAPER, removed_at=None)
    return dict(rows.values_list("paper").annotate(Count("pk")).order_by())


def _require_visible(viewer: Viewer, dossier_id: int) -> None:
    if not visible(viewer).filter(pk=dossier_id).exists():
        raise _no_file()


def _visible_file(viewer: Viewer, code: str, number: int) -> QuerySet[Attachment]:
    seen = visible(viewer).filter(code=parse_dossier_code(code).text)
    return Attachment.objects.filter(dossier__in=seen, number=number)


def _views(rows: QuerySet[Attachment]) -> tuple[AttachmentView, ...]:
    told: Iterable[tuple[Any, ...]] = rows.values_list(*_COLUMNS)
    return tuple(_view(*row) for row in told)


def _view(*row: Any) -> AttachmentView:
    told = dict(
        zip((column.removeprefix("file__").removesuffix("__full_name") for column in _COLUMNS), row, strict=True)
    )
    for name in ("added_by", "checked_by", "removed_by"):
        told[name] = told[name] or ""
    for name in ("added_at", "checked_at", "removed_at"):
        told[name] = told[name].astimezone(LOCAL) if told[name] else None
    return AttachmentView(**{**told, "kind": Kind(told["kind"]), "media": Media(told["media"])})


def _no_file() -> NotFound:
    return NotFound("file", "Không có tệp này, hoặc hồ sơ không thuộc phạm vi của ông/bà; hãy mở lại trang hồ sơ.")
