"""The words that forms of sentences are put together from: things that are counted, and numbers among letters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from motcua.rules.vietnamese_numbers import PATTERN

MASK = "¤"
"""What stands in place of each digit that claims nothing."""

NUMBER = rf"(?<![\w{MASK}])(?<![\d{MASK}][.,/:-])(?:{PATTERN})(?![\w{MASK}])(?![.,][\d{MASK}])"
"""A number that stands alone; after it may come a slash or a dash."""

ALONE = rf"{NUMBER}(?! ?[/:-] ?[\d{MASK}])(?! ?%)"
"""A number that is not the first part of something longer."""

FAMILIES: Mapping[str, tuple[str, ...]] = {
    "dossiers": ("hồ sơ", "hs"),
    "bodies": (
        "cơ quan", "đơn vị", "xã", "phường", "thị trấn", "phòng", "ban", "ngành", "sở", "huyện", "tỉnh", "thành phố",
        "trường", "trạm", "địa phương", "tổ chức", "doanh nghiệp", "hợp tác xã", "ấp", "khóm", "thôn", "bộ phận",
        "trung tâm", "ủy ban", "UBND", "hội", "chi cục", "đoàn thể",
    ),
    "documents": (
        "văn bản", "kế hoạch", "công văn", "quyết định", "báo cáo", "tờ trình", "thông báo", "chỉ thị", "nghị quyết",
        "chương trình", "hướng dẫn", "quy chế", "đề án", "biên bản", "thư xin lỗi", "văn bản quy phạm pháp luật",
    ),
    "people": (
        "người", "cán bộ", "công chức", "viên chức", "đại biểu", "học viên", "đồng chí", "thành viên", "lượt người",
        "công dân", "hộ", "lao động", "đoàn viên", "nhân dân", "lượt", "cộng tác viên", "biên chế",
    ),
    "events": (
        "cuộc", "buổi", "lớp", "hội nghị", "đợt", "cuộc họp", "phiên", "lớp tập huấn", "hội thảo", "chuyến",
        "cuộc kiểm tra", "đoàn",
    ),
    "media": ("tin", "bài", "tin bài", "phóng sự", "chuyên mục", "pano", "băng rôn", "tờ rơi", "tờ gấp", "bản tin"),
    "procedures": ("thủ tục hành chính", "thủ tục", "TTHC", "dịch vụ công", "dịch vụ", "DVC"),
    "opinions": ("phản ánh", "kiến nghị", "ý kiến", "đơn", "khiếu nại", "tố cáo", "phiếu", "câu hỏi"),
    "faults": ("tồn tại", "hạn chế", "thiếu sót", "sai sót", "sai phạm", "vướng mắc"),
    "tasks": ("nhiệm vụ", "chỉ tiêu", "tiêu chí", "nội dung", "mục tiêu", "giải pháp", "sáng kiến", "mô hình"),
    "records": ("giao dịch", "bản", "kết quả", "tài khoản", "chữ ký số", "chứng thư số", "tài liệu", "thiết bị"),
}  # fmt: skip
"""Things that offices count, by what may be added up with what."""

FAMILY = {noun.casefold(): family for family, nouns in FAMILIES.items() for noun in nouns}

NOUN = (
    rf"(?:{'|'.join(sorted((re.escape(noun) for nouns in FAMILIES.values() for noun in nouns), key=len)[::-1])})(?!\w)"
)
"""One thing that is counted."""

VERBS = (
    r"(?:(?:đã |đang )?(?:tiếp nhận|giải quyết|xử lý|trả kết quả|thụ lý)(?: mới| xong| đúng hạn| trước hạn| quá hạn"
    r"| trực tuyến| trước và đúng hạn)?(?: được| là)?(?: tổng cộng| tổng số)?:?)"
)
"""What is done with dossiers; a number may follow without naming them."""

DONE = re.compile(r"hồ sơ|tiếp nhận|giải quyết|xử lý|trả kết quả|thụ lý", re.IGNORECASE)

_FIRST_NOUN = re.compile(rf"\s*({NOUN})", re.IGNORECASE)
_ANY_NOUN = re.compile(rf"\b({NOUN})", re.IGNORECASE)


_SHORT = {"hs": "hồ sơ"}


def noun_of(written: str) -> str:
    """A thing as it is written out, in small letters."""
    return _SHORT.get(written.casefold(), written.casefold())


def noun_after(text: str, place: int) -> str:
    """The thing counted by a number that ends at `place`; "" where none follows."""
    match = _FIRST_NOUN.match(text, place)
    return noun_of(match[1]) if match else ""


def family_in(words: str) -> str:
    """The family of the first thing that is named; "" for none."""
    match = _ANY_NOUN.search(words)
    return FAMILY[match[1].casefold()] if match else ""


def compiled(pattern: str) -> re.Pattern[str]:
    """A form of a sentence, whatever its case."""
    return re.compile(pattern, re.IGNORECASE)
