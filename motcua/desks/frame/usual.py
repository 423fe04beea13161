"""The usual wordings beside an area in which a reason is written: one is chosen, more is written below, or either.

Both come as one reason; where the form is shown again, what was chosen stands in the area.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from motcua.desks.frame.fields import USUAL, Field, Option
from motcua.records.notices.views import UsualReasons

REASON = "reason"
REASON_USUAL = f"{REASON}{USUAL}"
"""The input of the wording chosen beside the area `reason`."""


def with_usual(field: Field, reasons: UsualReasons | None) -> Field:
    """An area with the choice of a wording beside it; as it is where there are none. Either may be left empty."""
    if reasons is None or not reasons.sentences:
        return field
    first = Option(value="", label="Câu thường dùng" + (", chờ kiểm chứng" if reasons.to_verify else ""))
    usual = (first, *(Option(value=words, label=words) for words in reasons.sentences))
    return replace(field, usual=usual, required=False)


def worded(typed: Mapping[str, str]) -> dict[str, str]:
    """What was typed, with the wording that was chosen put before what is written as the reason."""
    parts = (typed.get(REASON_USUAL, "").strip(), typed.get(REASON, "").strip())
    return {**typed, REASON: "\n".join(part for part in parts if part), REASON_USUAL: ""}
