"""What several addresses of the counter ask for: words of a search, a day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.http import QueryDict

from motcua.desks.counter.scanning import code_in
from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal


def searched(query: QueryDict) -> str:
    """The words of a search, or the dossier code in the QR text of a receipt. Raises Refusal."""
    return code_in(clean(query.get("q", ""), field="q", limit=500))


def day(text: str, *, field: str, missing: date) -> date:
    """A day written 28/04/2023 or 2023-04-28. Raises Refusal naming `field`."""
    written = text.strip()
    if not written:
        return missing
    try:
        numbers = [int(part) for part in re.split("[/.-]", written)]
        found = date(*numbers) if "-" in written else date(*reversed(numbers))
        if abs(found - missing) < timedelta(days=36_600):
            return found
    except (TypeError, ValueError):
        pass  # refused below
    raise Refusal(field, "Không đọc được ngày «{text}»; hãy viết như 28/04/2023.", text=written[:20])
