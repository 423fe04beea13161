"""Reads report forms: columns as printed, and which of them add up."""

from __future__ import annotations

from motcua.law.reading import Entry
from motcua.law.report_types import Identity, ReportColumn, ReportForm, ReportRows

_FORM = frozenset({"code", "symbol", "title", "subject", "rows", "columns"})
_MAY = frozenset({"identities", "own"})


def report_form(entry: Entry, *, form_id: str) -> ReportForm:
    """A report form; `form_id` is the last part of its law id, such as form_settlement."""
    parts = entry.fields(required=_FORM, optional=_MAY)
    columns = tuple(_column(key, told) for key, told in parts["columns"].pairs())
    ids = frozenset(column.id for column in columns)
    identities = parts["identities"].items() if "identities" in parts else ()
    return ReportForm(
        id=form_id.removeprefix("form_"),
        code=parts["code"].text(),
        symbol=parts["symbol"].text(),
        title=parts["title"].text(),
        subject=parts["subject"].text(),
        rows=parts["rows"].choice(ReportRows, what="loại dòng"),
        columns=columns,
        identities=tuple(_identity(each, known=ids) for each in identities),
        own="own" in parts and parts["own"].text() == "true",
    )


def _column(key: Entry, told: Entry) -> ReportColumn:
    """Reads «heading › heading between › label | width»."""
    heads, bar, width = told.text().rpartition("|")
    *groups, label = (head.strip() for head in heads.split("›"))
    if not (bar and label and width.strip().isdecimal()):
        told.fail("cột phải viết như «Tiếp nhận › Trong kỳ › Trực tuyến | 9»: các tiêu đề rồi bề rộng; hãy sửa.")
    return ReportColumn(id=key.text(), label=label, groups=tuple(groups), width=int(width))


def _identity(entry: Entry, *, known: frozenset[str]) -> Identity:
    """Reads «total = part + part»."""
    total, equals, parts = entry.text().partition("=")
    identity = Identity(total=total.strip(), parts=tuple(part.strip() for part in parts.split("+")))
    unknown = sorted({identity.total, *identity.parts} - known)
    if not equals or unknown:
        entry.fail("ràng buộc phải viết như «received = online + direct» với mã của các cột; hãy sửa.")
    return identity
