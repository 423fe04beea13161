"""Whether the lists of hand-overs still say what the journal says."""

from __future__ import annotations

from collections.abc import Iterator

from motcua.records.casework.hand_over_lists import ISSUE, SERIES, SUBJECT
from motcua.records.documents import queries as letters
from motcua.records.journal import streams

_KEPT = ("other", "day", "direction", "entries")


def problems() -> Iterator[str]:
    """Every list that was changed, or that the journal tells of otherwise; a sentence each."""
    told = {entry.subject_id: entry.data for entry in streams.entries_by_subject(SUBJECT) if entry.act == ISSUE}
    for letter in letters.letters_of_kind(SERIES):
        data = told.pop(letter.id, None)
        if data is None:
            yield f"Bảng kê giao nhận số {letter.number} có trong sổ nhưng nhật ký không ghi việc lập."
        elif any(letter.content.get(name) != data[name] for name in _KEPT) or letter.number != data["number"]:
            yield f"Bảng kê giao nhận số {letter.number} không còn như lúc lập."
    for data in told.values():
        yield f"Nhật ký ghi bảng kê giao nhận số {data['number']} nhưng không còn bảng kê ấy."
