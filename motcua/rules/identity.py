"""What is written down of a person, checked for its form: card numbers, births, telephones, e-mail.

An empty text means that it was not given, and stays empty. Which fields are compulsory is said elsewhere.
"""

from __future__ import annotations

import re
from datetime import date

from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

EARLIEST_BIRTH = 1900
EMAIL_LIMIT = 120
LONGEST_BIRTH = 20

_SEPARATORS = re.compile(r"[\s.\-()]+")
_ID_NUMBER = re.compile(r"[0-9]{12}|[0-9]{9}")
_PHONE = re.compile(r"0[0-9]{9}|02[0-9]{9}")
_EMAIL = re.compile(r"[a-z0-9._%+-]+@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")


def id_number(text: str, *, field: str = "id_number") -> str:
    """A citizen's card has 12 digits (căn cước), the earlier one 9 (chứng minh nhân dân).

    Source: Luật Căn cước công dân 59/2014/QH13 and its predecessors (chờ kiểm chứng). Raises Refusal.
    """
    digits = _SEPARATORS.sub("", clean(text, field=field))
    if digits and not _ID_NUMBER.fullmatch(digits):
        raise Refusal(
            field, "Số căn cước phải có 12 chữ số, số chứng minh nhân dân 9 chữ số; hãy kiểm tra lại số đã nhập."
        )
    return digits


def phone(text: str, *, field: str = "phone") -> str:
    """A telephone number within the country: 10 digits from 0, or 11 for a fixed line (02…); +84 becomes 0."""
    digits = _SEPARATORS.sub("", clean(text, field=field))
    digits = re.sub(r"^(\+84|84(?=[0-9]{9}$))0?", "0", digits)
    if digits and not _PHONE.fullmatch(digits):
        raise Refusal(
            field, "Số điện thoại phải có 10 chữ số và bắt đầu bằng 0, ví dụ 0912345678; hãy kiểm tra lại số đã nhập."
        )
    return digits


def email(text: str, *, field: str = "email") -> str:
    """An e-mail address in lower case."""
    address = clean(text, field=field, limit=EMAIL_LIMIT).lower()
    if address and not _EMAIL.fullmatch(address):
        raise Refusal(field, "Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn; hãy sửa lại hoặc để trống.")
    return address


def birth(text: str, *, field: str = "birth", on: date | None = None) -> str:
    """A birth is a date ("1960-05-03") or, where only that is known, a year ("1960"); never an instant.

    Reads 03/05/1960, 03051960, 1960-05-03 and 1960. Raises Refusal, also for one before 1900 or after `on`.
    """
    typed = clean(text, field=field, limit=LONGEST_BIRTH)
    if not typed:
        return ""
    if re.fullmatch("[0-9]{4}", typed):
        year, known = int(typed), typed
    else:
        day = _day(typed, field=field)
        year, known = day.year, day.isoformat()
    if year < EARLIEST_BIRTH or (on is not None and known > on.isoformat()):
        raise Refusal(
            field,
            "Ngày sinh {typed} không hợp lý; hãy nhập từ năm {first} đến ngày tiếp nhận.",
            typed=typed,
            first=EARLIEST_BIRTH,
        )
    return known


def _day(text: str, *, field: str) -> date:
    try:
        if iso := _ISO_DAY.fullmatch(text):
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if other := _DAY.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
            return date(int(other[3]), int(other[2]), int(other[1]))
    except ValueError:
        pass  # no such day in the calendar: refused below
    raise Refusal(
        field,
        "Không đọc được ngày «{text}»; hãy viết như 03/05/1960, hoặc 1960 nếu chỉ biết năm sinh.",
        text=text[:LONGEST_BIRTH],
    )
