"""Checks that the wordings of offices and the choices of staff are those that the journal tells of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from motcua.records.journal import queries as journal
from motcua.records.notices import changing, reading
from motcua.records.notices.models import MailChoice, TemplateOverride


def problems(*, limit: int = 100) -> list[str]:
    """The first `limit` problems, as Vietnamese sentences; none when rows and journal agree."""
    return list(islice(_problems(), limit))


def _problems() -> Iterator[str]:
    for row in TemplateOverride.objects.order_by("pk").iterator():
        told = _last(changing.SUBJECT, row.pk)
        if told is None or (told.version, told.data["text"]) != (row.version, row.text):
            yield (
                f"Mẫu thông báo «{row.template}» ({row.language}, {row.part}) của đơn vị số {row.unit_id} "
                "không phải là bản mà nhật ký ghi."
            )
    for choice in MailChoice.objects.order_by("pk").iterator():
        told = _last(reading.SUBJECT, choice.pk)
        if told is None or not _same(choice, told):
            yield f"Nơi nhận thông báo của tài khoản số {choice.pk} không phải là nơi mà nhật ký ghi."


def _last(subject_type: str, subject_id: int) -> journal.EntryView | None:
    entries = journal.entries_of(subject_type, subject_id)
    return entries[-1] if entries else None


def _same(choice: MailChoice, told: journal.EntryView) -> bool:
    """Whether a row is what an entry says; an address that was erased from the journal says nothing any more."""
    if (told.version, told.data["wanted"]) != (choice.version, bool(choice.address)):
        return False
    return told.personal is None or told.personal["address"] == choice.address
