"""A series: one id of the law and its values in time, each with its citation and how sure it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.law.kinds import KINDS, Content, Frame
from motcua.law.reading import Entry
from motcua.law.types import Confidence, Document

UNKNOWN = "unknown"
"""How a file says that the document of a value is not known yet."""

_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_SERIES = frozenset({"label", "kind", "values"})
_VALUE = frozenset({"from", "value", "document", "confidence", "source"})
_VALUE_MAY = frozenset({"to", "article", "note"})


@dataclass(frozen=True, kw_only=True, slots=True)
class LawValue:
    """What the law says for `id` from `valid_from` (included) to `valid_to` (not included; None: until further notice).

    `document` is the id of a Document, None where it is not known; `source` says where the value was read;
    `file` (relative to the law folder) and `line` where it is written.
    """

    id: str
    label: str
    kind: str
    valid_from: date
    valid_to: date | None
    value: Content
    document: str | None
    article: str | None
    confidence: Confidence
    note: str
    source: str
    file: str
    line: int

    def covers(self, on: date) -> bool:
        """Whether the value is in force on a date."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    @property
    def citation(self) -> str:
        """Document and article in words, such as "61/2018/NĐ-CP, Điều 19"."""
        if self.document is None:
            return "chưa rõ văn bản"
        return f"{self.document}, {self.article}" if self.article else self.document


@dataclass(frozen=True, kw_only=True, slots=True)
class Series:
    """The values of one id, in order of time and without overlap (there may be gaps)."""

    id: str
    label: str
    kind: str
    values: tuple[LawValue, ...]
    file: str
    line: int


def read_series(key: Entry, body: Entry, *, documents: Mapping[str, Document]) -> Series:
    """Reads one id of a file. Raises LawError for anything that is not sound."""
    law_id = key.text()
    if not _ID.fullmatch(law_id):
        key.fail(f"mã «{law_id}» viết chưa đúng; hãy viết như deadlines.supplement_limit.")
    if law_id.partition(".")[0] != key.file.partition("/")[0]:
        key.fail(f"mã «{law_id}» phải bắt đầu bằng tên thư mục của tệp; hãy sửa mã hoặc chuyển tệp.")
    fields = body.fields(required=_SERIES)
    kind, label = fields["kind"].text(), fields["label"].text()
    if kind not in KINDS:
        fields["kind"].fail(f"loại giá trị «{kind}» không có; chỉ dùng được: {', '.join(sorted(KINDS))}.")
    values: list[LawValue] = []
    for entry in fields["values"].items():
        value = _value(entry, law_id=law_id, label=label, kind=kind, documents=documents)
        if values:
            _check_order(values[-1], value, entry=entry)
        values.append(value)
    if not values:
        fields["values"].fail("chưa có giá trị nào; hãy ghi ít nhất một.")
    return Series(id=law_id, label=label, kind=kind, values=tuple(values), file=key.file, line=key.line)


def _value(entry: Entry, *, law_id: str, label: str, kind: str, documents: Mapping[str, Document]) -> LawValue:
    fields = entry.fields(required=_VALUE, optional=_VALUE_MAY)
    frame = _frame(fields, law_id=law_id)
    confidence = fields["confidence"].choice(Confidence, what="mức chắc chắn")
    document = _document(fields, documents=documents)
    article, note = _text(fields, "article"), _text(fields, "note")
    if confidence is Confidence.VERIFIED and not (document and article):
        fields["confidence"].fail(
            "giá trị «verified» phải có văn bản (document) và điều khoản (article);"
            " hãy ghi đủ hoặc đổi thành «to_verify»."
        )
    if document is None and not note:
        fields["document"].fail("chưa rõ văn bản thì phải có ghi chú (note) nói vì sao; hãy ghi thêm note.")
    return LawValue(
        id=law_id,
        label=label,
        kind=kind,
        valid_from=frame.first,
        valid_to=frame.end,
        value=KINDS[kind](fields["value"], frame),
        document=document,
        article=article or None,
        confidence=confidence,
        note=note,
        source=frame.source,
        file=entry.file,
        line=entry.line,
    )


def _frame(fields: Mapping[str, Entry], *, law_id: str) -> Frame:
    first = fields["from"].day()
    end = fields["to"].day() if "to" in fields else None
    if end is not None and end <= first:
        fields["to"].fail(f"ngày kết thúc {end} phải sau ngày bắt đầu {first}; hãy sửa from hoặc to.")
    return Frame(law_id=law_id, first=first, end=end, source=fields["source"].text())


def _document(fields: Mapping[str, Entry], *, documents: Mapping[str, Document]) -> str | None:
    document = fields["document"].text()
    if document == UNKNOWN:
        return None
    if document not in documents:
        fields["document"].fail(f"văn bản «{document}» chưa có trong documents.yaml; hãy ghi vào đó trước.")
    return document


def _text(fields: Mapping[str, Entry], name: str) -> str:
    return fields[name].text() if name in fields else ""


def _check_order(before: LawValue, after: LawValue, *, entry: Entry) -> None:
    if before.valid_to is None:
        entry.fail(f"giá trị trước (dòng {before.line}) chưa có ngày kết thúc; hãy ghi to: {after.valid_from} cho nó.")
    if after.valid_from < before.valid_to:
        entry.fail(
            f"bắt đầu {after.valid_from}, chồng lên hoặc đứng trước giá trị ở dòng {before.line}"
            f" (đến {before.valid_to}); hãy xếp theo thời gian và không chồng nhau."
        )
