"""What of a report is also counted here: words of a claim on the left, the figure on the right.

The rows are tried from above; the first whose words stand in the claim's clause decides. A row without indicators says
that what these words name is not recorded in this way, so that nothing below is taken for it: unknown is an honest
answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Counted(StrEnum):
    """Which dossiers of a figure a number stands for; the values are those of a figure's parts."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    REST = "rest"


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """Something that reports count. One of each group of `words` must be there, none of `without`.

    A number agrees when it is that of any of `indicators`: offices compare times by the hour or by the day. The first
    of them is the one that a different number is held against.
    """

    label: str
    words: tuple[tuple[str, ...], ...]
    indicators: tuple[str, ...] = ()
    counted: Counted = Counted.NUMERATOR
    without: tuple[str, ...] = ()


_BY_TIME = ("on_time_rate", "on_time_rate_by_date")
_LATE = ("quá hạn", "trễ hạn", "trễ hẹn", "quá hẹn")
_OPEN = ("đang giải quyết", "đang xử lý", "chưa giải quyết", "đang thụ lý")

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        label="của một phần việc không được đếm riêng",
        words=(
            ("cùng kỳ", "kỳ trước", "bình quân", "trung bình", "mỗi ", "lĩnh vực", "chỉ tiêu", "kế hoạch", "phản ánh",
             "kiến nghị", "đơn thư", "khiếu nại", "bưu chính", "thanh toán", "số hóa", "hài lòng", "tái sử dụng",
             "trả kết quả", "liên thông", "chứng thực", "bản sao", "thủ tục đăng ký", "còn hạn", "trong hạn",
             "chưa đến hạn", "quán triệt", "ý kiến", "phiếu", "thuế", "đảng", "tập huấn"),
        ),
    ),
    Subject(
        label="giải quyết trước và đúng hạn",
        words=(("đúng hạn", "đúng hẹn"), ("trước", "sớm")),
        indicators=_BY_TIME,
        without=("chưa", "đang"),
    ),
    Subject(label="trước hạn", words=(("trước hạn", "sớm hạn", "trước hẹn"),)),
    Subject(
        label="giải quyết đúng hạn",
        words=(("đúng hạn", "đúng hẹn"),),
        indicators=_BY_TIME,
        without=("chưa", "đang"),
    ),
    Subject(label="đang giải quyết, quá hạn", words=(_LATE, (*_OPEN, "chưa", "đang")), indicators=("overdue_open",)),
    Subject(
        label="giải quyết quá hạn",
        words=(_LATE, ("giải quyết", "đã xử lý", "có kết quả")),
        indicators=_BY_TIME,
        counted=Counted.REST,
    ),
    Subject(label="quá hạn", words=(_LATE,)),
    Subject(label="đang giải quyết", words=((*_OPEN, "còn lại", "tồn"),), indicators=("open_dossiers",)),
    Subject(
        label="giải quyết trong số hồ sơ trực tuyến, trực tiếp",
        words=(("trực tuyến", "trực tiếp", "toàn trình", "một phần"), ("giải quyết", "xử lý", "kết quả")),
    ),
    Subject(label="tiếp nhận trực tuyến", words=(("trực tuyến",),), indicators=("online_share",)),
    Subject(label="nộp trực tiếp", words=(("trực tiếp", "tại quầy", "toàn trình"),)),
    Subject(label="đã giải quyết", words=(("giải quyết", "xử lý xong"),), indicators=("settlement_rate",)),
    Subject(
        label="tiếp nhận",
        words=(("tiếp nhận",),),
        indicators=("settlement_rate",),
        counted=Counted.DENOMINATOR,
    ),
)  # fmt: skip

LEVELS: Mapping[str, str] = {
    "cấp tỉnh": "province",
    "cấp huyện": "district",
    "bộ phận tiếp nhận và trả kết quả huyện": "district",
    "bộ phận một cửa huyện": "district",
    "các phòng, ban": "district",
    "các phòng, ban chuyên môn": "district",
    "cấp xã": "commune",
    "các xã": "commune",
    "các xã, thị trấn": "commune",
    "xã, phường, thị trấn": "commune",
}
"""How reports call the levels."""

WHOLE = ("toàn huyện", "toàn tỉnh", "toàn thành phố", "toàn xã", "trên địa bàn huyện", "trên địa bàn tỉnh", "cả huyện",
         "hai cấp", "2 cấp", "02 cấp", "cấp huyện và cấp xã", "cấp huyện, cấp xã", "tổng cộng")  # fmt: skip
"""How reports call everything together."""


_DESK = "tiếp nhận và trả kết quả"
"""The name of a desk says nothing of what is claimed."""


def subject_of(clause: str) -> Subject | None:
    """What the words of a clause speak of; None where it is nothing that is recorded."""
    said = clause.casefold().replace(_DESK, "")
    for subject in SUBJECTS:
        named = all(any(word in said for word in group) for group in subject.words)
        if named and not any(word in said for word in subject.without):
            return subject if subject.indicators else None
    return None
