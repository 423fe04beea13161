"""Reads the list of governing documents, where each is written once."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.law.reading import Entry
from motcua.law.types import Confidence, Document

_MUST = frozenset({"title", "issuer", "confidence"})
_MAY = frozenset({"issued", "note", "amends"})


def read_documents(root: Entry) -> Mapping[str, Document]:
    """The documents by normalised reference. Raises LawError for anything that is not sound."""
    documents: dict[str, Document] = {}
    for key, body in root.pairs():
        documents[key.text()] = _document(key, body, earlier=documents)
    return documents


def _document(key: Entry, body: Entry, *, earlier: Mapping[str, Document]) -> Document:
    fields = body.fields(required=_MUST, optional=_MAY)
    confidence = fields["confidence"].choice(Confidence, what="mức chắc chắn")
    if confidence is Confidence.TO_VERIFY and "note" not in fields:
        body.fail("văn bản «to_verify» phải có ghi chú (note) nói cần kiểm chứng điều gì; hãy ghi thêm.")
    amends = fields["amends"].text() if "amends" in fields else None
    if amends is not None and amends not in earlier:
        fields["amends"].fail(f"văn bản «{amends}» chưa có ở phía trên; hãy ghi văn bản được sửa đổi trước.")
    return Document(
        id=key.text(),
        title=fields["title"].text(),
        issuer=fields["issuer"].text(),
        issued=fields["issued"].day() if "issued" in fields else None,
        confidence=confidence,
        note=fields["note"].text() if "note" in fields else "",
        amends=amends,
    )
