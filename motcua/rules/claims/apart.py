"""Numbers that claim nothing: dates, times, telephone numbers, numbers of documents, articles, money, list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from motcua.rules.claims.words import MASK, NOUN

_DIGIT = re.compile(r"\d")
_FIRST = r"(?<![\d.,/])"
"""Here a number begins."""

_CODES = (
    r"(?:https?://|www\.)\S{1,500}|(?<!\S)[^\s@]{1,64}@[^\s@]{1,100}",
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,8}(?:vn|com|org|net)\b\S{0,200}",
    r"\b(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3})*)(?:-\d{6}-\d{3,6}\b)?",
    r"(?<![\w.])[1-9]\.\d{6}(?!\d)",
)
"""Addresses, dossiers and agencies, procedures."""

_YEAR = r"(?:19|20)\d\d"
_TIME = r"(?:giờ|phút|giây|ngày|tháng|năm|tuần|quý|tuổi|km|m2|ha|kg|tấn|mét|trang|lít)\b"
_DATES = (
    r"\b(?:ngày|mùng|mồng) \d{1,2}(?: ?[/.-] ?\d{1,2}(?: ?[/.-] ?\d{2,4})?)?(?!\d|[.,]\d)",
    rf"{_FIRST}\d{{1,2}} ?[/.-] ?\d{{1,2}} ?[/.-] ?{_YEAR}(?!\d)",
    rf"{_FIRST}\d{{1,2}}/\d{{1,2}} ?- ?\d{{1,2}}/\d{{1,2}}(?![\d/])",
    rf"\b(?:đến|từ|trước|sau|hết|ngày|dịp|lễ|đường) \d{{1,2}}/\d{{1,2}}(?![\d/]| ?{NOUN})",
    rf"{_FIRST}(?:0?[1-9]|1[0-2]) ?/ ?{_YEAR}(?!\d| ?{NOUN})",
    r"\b(?:tháng|quý|thứ|tuần|thế kỷ|khóa|kỳ|nhiệm kỳ) (?:thứ )?\d{1,2}(?:/\d{4}|/\d{1,2})?(?![\d/]|[.,]\d)",
    (
        rf"\b(?:năm|niên độ|niên khóa|giai đoạn|nhiệm kỳ|thời kỳ) \(?(?:từ )?{_YEAR}"
        rf"(?: ?(?:-|đến|,|và) ?(?:năm )?{_YEAR})*"
    ),
    rf"{_FIRST}{_YEAR} ?- ?{_YEAR}(?![\d.,/])",
    rf"{_FIRST}\d{{1,2}} ?(?:-|đến) ?\d{{1,3}}(?= {_TIME})",
    rf"{_FIRST}\d[\d.,]{{0,12}}(?= {_TIME})",
    rf"{_FIRST}(?:\d{{1,2}} ?(?:h|g) ?\d{{0,2}}|\d{{1,2}}:\d\d)(?!\w)",
    rf"{_FIRST}24/(?:24|7)(?! ?{NOUN})",
)

_PERSONAL = (
    (
        r"\b(?:điện thoại|hotline|tổng đài|đường dây nóng|fax|số máy|đt|sđt|tel|zalo|số tài khoản|cccd|cmnd)"
        r"(?: (?:số|là|liên hệ|di động|hỗ trợ|miễn phí)){0,3}[ :(+]{0,4}\d[\d .()-]{2,20}\d"
    ),
    rf"{_FIRST}\(?0\d{{1,3}}\)?[ .-]?\d{{3,4}}[ .-]?\d{{3,4}}(?:[ .-]?\d{{2,3}})?(?!\d)",
    rf"{_FIRST}1[89]00[ .-]?\d{{4,6}}(?!\d)",
    rf"{_FIRST}\d{{9,}}(?!\d)",
)
"""Telephones, accounts, identity numbers."""

_KINDS = (
    "nghị định|nghị quyết|quyết định|thông tư|chỉ thị|công văn|kế hoạch|chương trình|thông báo|luật|bộ luật|kết luận|"
    "quy định|hướng dẫn|đề án|công điện|báo cáo|tờ trình"
)
_NUMBERED = (
    "điều|khoản|điểm|chương|mục|phần|phụ lục|biểu|biểu mẫu|bảng|trang|mẫu|hình|tiết|bước|mức độ|mức|cấp độ|quốc lộ|"
    "tỉnh lộ|đường|khu vực|vùng|ấp|khóm|thôn|tổ|khu phố|quận|nhóm|hạng|loại|tiêu chí|câu|ô|quầy|phiên bản|top|lần|"
    "lần thứ|đứng thứ|xếp thứ|vị trí|vị thứ"
)
_PLACES = (
    rf"\b(?:{_NUMBERED})(?: số)?:? \d{{1,3}}[a-zđ]?(?:(?:/|, ?| và |\.|-)\d{{1,3}})*(?![\w%]|[.,/]\d)",
    r"(?<!tổng )(?<!trong )(?<!trên )(?<!tổng cộng )\bsố(?: hiệu| thứ tự)?:? \d[\d.]*(?![\d%])",
    rf"\b(?:{_KINDS})(?: số)? \d{{1,5}}(?![\d.,/]\d|\d|%| ?{NOUN})",
    r"\b(?:ISO|TCVN|QCVN|COVID|Windows|Office)[ -]?\d[\d.:-]*",
    r"\b[IVX]+\.\d+\w*",
    r"\b[a-zđ]?\d+[a-zđ]+\d*\b|\b[A-ZĐ]+\d+\b",
)
"""Parts of documents, forms, streets, ranks; digits that are glued to letters."""

_AMOUNT = r"\d[\d.,]{0,30}"
_MONEY = r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)(?: (?:đồng|đ|USD|VNĐ))?|đồng|VNĐ|VND|USD|đ)(?!\w)"
_AMOUNTS = (rf"{_FIRST}{_AMOUNT}(?: ?(?:-|đến) ?{_AMOUNT})?(?=\s?{_MONEY})",)

_LISTS = (
    r"^[ \-+*•]*(?:\d{1,2}\.)+\d{0,2}\)?(?= )",
    r"^[ \-+*•]*\d{1,2}[.)](?=\s)",
    r"^[ ]*\d{1,2}(?:\.\d{1,2})+(?= [^\W\d])",
    r"\(\d{1,2}\)(?= )|(?<=[;:,] )\d{1,2}\)(?= )",
)

_APART = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (*_CODES, *_DATES, *_PERSONAL, *_PLACES, *_AMOUNTS, *_LISTS)
)
"""Tried in this order, each on what those before it left."""


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with each digit that claims nothing masked: those within `spans`, and those of the patterns."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _masked(text[start:end])
    masked = "".join(letters)
    for pattern in _APART:
        masked = pattern.sub(lambda match: _masked(match.group()), masked)
    return masked


def _masked(piece: str) -> str:
    return _DIGIT.sub(MASK, piece)
