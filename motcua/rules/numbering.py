"""Numbers that are legal objects: agency identifiers, dossier codes, procedure codes, numbers of letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from motcua.rules.folding import clean
from motcua.rules.refusal import Refusal

SERIAL_DIGITS = 4
LAST_SERIAL = 99_999
"""The serial is issued with 4 digits, from 10000 on with 5; there is none above."""

_BY_LEVEL = r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}"
_BY_PROVINCE = r"[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,3}"
_AGENCY = re.compile(f"{_BY_LEVEL}|{_BY_PROVINCE}")
_DOSSIER = re.compile(f"(?P<agency>{_BY_LEVEL}|{_BY_PROVINCE})-(?P<day>[0-9]{{6}})-(?P<serial>[0-9]{{3,6}})")
_PLAIN = re.compile(r"([0-9]{3})([0-9]{2})([0-9]{2})([A-Z][0-9]{2})([0-9]{6})([0-9]{3,6})")
_PROCEDURE = re.compile(r"[1-9]\.[0-9]{6}")
_SYMBOL = re.compile(r"[A-ZĐ][A-Za-zĐđ0-9.&]*(?:-[A-ZĐ][A-Za-zĐđ0-9.&]*)*")
_LETTER = re.compile(rf"(?:Số\s*:?\s*)?(?P<serial>[0-9]{{1,6}})\s*/\s*(?P<symbol>{_SYMBOL.pattern})", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class DossierCode:
    """A dossier code taken apart; `text` is the code as one writes it, with the digits it was read with."""

    agency_id: str
    day: date
    serial: int
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterNumber:
    """A number of a letter taken apart: serial of the year and symbol ("KH-UBND")."""

    serial: int
    symbol: str

    @property
    def text(self) -> str:
        """The number as printed."""
        return letter_number(self.serial, self.symbol)


def is_agency_id(text: str) -> bool:
    """Whether a text identifies an agency: 000.00.06.H56 (QCVN 102:2016) or H55.242 (QĐ 20/2020/QĐ-TTg)."""
    return _AGENCY.fullmatch(text) is not None


def dossier_code(agency_id: str, day: date, serial: int) -> str:
    """A dossier code is agency, local day and serial of that day: 000.00.06.H56-231027-0361.

    Source: NĐ 61/2018/NĐ-CP (chờ kiểm chứng). Raises Refusal when the agency cannot issue codes, or the day's
    99,999 numbers are used up.
    """
    if not is_agency_id(agency_id):
        raise Refusal(
            "unit",
            "Mã định danh cơ quan «{agency_id}» chưa đúng; hãy báo quản trị sửa, ví dụ 000.00.06.H56 hoặc H55.242.",
            agency_id=agency_id[:40],
        )
    if not 1 <= serial <= LAST_SERIAL:
        raise Refusal(
            "serial",
            "Số thứ tự {serial} ngoài khoảng 1 đến {last} của một ngày; hãy tiếp nhận sang ngày hôm sau.",
            serial=serial,
            last=LAST_SERIAL,
        )
    return f"{agency_id}-{day:%y%m%d}-{serial:0{SERIAL_DIGITS}d}"


def parse_dossier_code(text: str, *, field: str = "code") -> DossierCode:
    """Reads a dossier code with a serial of 3 to 6 digits, in either case. Raises Refusal naming `field`."""
    code = clean(text, field=field).upper()
    found = _DOSSIER.fullmatch(code)
    day = _day(found["day"]) if found else None
    if found is None or day is None or int(found["serial"]) == 0:
        raise Refusal(
            field,
            "Mã hồ sơ «{code}» chưa đúng; hãy xem lại trên giấy, ví dụ 000.00.06.H56-231027-0361.",
            code=code[:60],
        )
    return DossierCode(agency_id=found["agency"], day=day, serial=int(found["serial"]), text=code)


def is_dossier_code(text: str) -> bool:
    """Whether a text is written like a dossier code, in either case."""
    return _DOSSIER.fullmatch(text.strip().upper()) is not None


def spelt_out(text: str) -> str:
    """A dossier code typed without its dots and dashes, as it is written; any other text as it is."""
    plain = _PLAIN.fullmatch(re.sub(r"[\s.\-]", "", text).upper())
    return "{}.{}.{}.{}-{}-{}".format(*plain.groups()) if plain else text


def is_procedure_code(text: str) -> bool:
    """Whether a text is a national procedure code such as 1.001193."""
    return _PROCEDURE.fullmatch(text) is not None


def procedure_code(text: str, *, field: str = "procedure") -> str:
    """A national procedure code without blanks around it. Raises Refusal naming `field`."""
    code = clean(text, field=field)
    if not is_procedure_code(code):
        raise Refusal(field, "Mã thủ tục «{code}» chưa đúng; hãy nhập như 1.001193.", code=code[:40])
    return code


def letter_number(serial: int, symbol: str) -> str:
    """The number of a letter is its serial of the year, below 10 with a 0 before, and its symbol: 03/KH-UBND.

    Source: NĐ 30/2020/NĐ-CP, Phụ lục I. Raises Refusal for a serial below 1 or a symbol with blanks or without
    capital letters.
    """
    if serial < 1:
        raise Refusal("serial", "Số văn bản phải từ 1 trở lên.")
    if not _SYMBOL.fullmatch(symbol):
        raise Refusal("symbol", "Ký hiệu văn bản «{symbol}» chưa đúng; hãy viết như KH-UBND.", symbol=symbol[:40])
    return f"{serial:02d}/{symbol}"


def parse_letter_number(text: str, *, field: str = "number") -> LetterNumber:
    """Reads a number such as "Số: 03/KH-UBND", with or without blanks and the word. Raises Refusal."""
    written = clean(text, field=field)
    found = _LETTER.fullmatch(written)
    if found is None or not _SYMBOL.fullmatch(found["symbol"]) or int(found["serial"]) == 0:
        raise Refusal(field, "Số văn bản «{number}» chưa đúng; hãy viết như 03/KH-UBND.", number=written[:40])
    return LetterNumber(serial=int(found["serial"]), symbol=found["symbol"])


def _day(digits: str) -> date | None:
    """The day of six digits yymmdd; the one-stop codes began in this century."""
    try:
        return date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        return None
