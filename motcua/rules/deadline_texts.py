"""The words of an explanation: one text for each kind of line and reason."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


class LineKind(StrEnum):
    """What a line of an explanation states."""

    DECIDED = "decided"
    RECEIVED = "received"
    MOVED = "moved"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    TERM = "term"
    CUT_OFF = "cut_off"
    WORKED = "worked"
    OFF = "off"
    MAKE_UP = "make_up"
    COUNTED = "counted"
    LANDED = "landed"
    KEPT = "kept"
    DUE = "due"


TEXTS: Mapping[tuple[LineKind, str], str] = {
    (LineKind.DECIDED, "off"): "Tính lại vì ngày {day} được quyết định nghỉ: {reason}.",
    (LineKind.DECIDED, "work"): "Tính lại vì ngày {day} được quyết định làm việc: {reason}.",
    (LineKind.RECEIVED, ""): "Tiếp nhận lúc {at}.",
    (LineKind.MOVED, "before_opening"): "Trước giờ làm việc nên tính từ {at}.",
    (LineKind.MOVED, "lunch"): "Trong giờ nghỉ trưa nên tính từ {at}.",
    (LineKind.MOVED, "after_closing"): "Sau giờ làm việc nên tính từ {at}.",
    (LineKind.MOVED, "day_off"): "Vào ngày nghỉ nên tính từ {at}.",
    (LineKind.PAUSED, ""): "Chờ bổ sung hồ sơ từ {at} đến {until}.",
    (LineKind.PAUSED, "payment"): "Chờ thực hiện nghĩa vụ tài chính từ {at} đến {until}.",
    (LineKind.RESUMED, "restart"): "Bổ sung xong, tính lại toàn bộ thời hạn từ {at}.",
    (LineKind.RESUMED, "subtract"): "Lúc tạm dừng còn {minutes} phút làm việc, tính tiếp từ {at}.",
    (LineKind.RESUMED, "subtract_days"): "Lúc tạm dừng còn {days_left} ngày làm việc, tính tiếp từ {at}.",
    (LineKind.RESUMED, "wait"): "Cộng thời gian chờ {days_waited} ngày {hours} giờ {rest} phút vào hạn cũ {at}.",
    (LineKind.RESUMED, "wait_days"): "Cộng {days_waited} ngày chờ vào hạn cũ {at}.",
    (LineKind.RESUMED, "extend"): (
        "Chờ chạm {days_waited} ngày làm việc nên cộng {minutes} phút làm việc vào hạn cũ {at}."
    ),
    (LineKind.RESUMED, "extend_days"): "Chờ chạm {days_waited} ngày làm việc nên cộng từng ấy ngày vào hạn cũ {at}.",
    (LineKind.EXTENDED, ""): "Gia hạn, tính tiếp từ hạn cũ {at}.",
    (LineKind.TERM, "working_day"): "Thời hạn {amount} ngày làm việc = {minutes} phút làm việc.",
    (LineKind.TERM, "working_hour"): "Thời hạn {amount} giờ làm việc = {minutes} phút làm việc.",
    (LineKind.TERM, "hour"): "Thời hạn {amount} giờ, tính liên tục theo đồng hồ.",
    (LineKind.TERM, "day"): "Thời hạn {amount} ngày, tính cả ngày nghỉ.",
    (LineKind.TERM, "month"): "Thời hạn {amount} tháng.",
    (LineKind.TERM, "same_day"): "Thời hạn trong ngày làm việc.",
    (LineKind.TERM, "whole_working_day"): (
        "Thời hạn {amount} ngày làm việc, không tính ngày đầu, đến hết giờ làm việc ngày cuối."
    ),
    (LineKind.TERM, "whole_day"): (
        "Thời hạn {amount} ngày, tính cả ngày nghỉ, không tính ngày đầu, đến hết giờ làm việc ngày cuối."
    ),
    (LineKind.TERM, "whole_month"): "Thời hạn {amount} tháng, đến hết giờ làm việc ngày cuối.",
    (LineKind.CUT_OFF, "before"): "Trước {cut_off} nên trả kết quả trong ngày {day}.",
    (LineKind.CUT_OFF, "after"): "Từ {cut_off} trở đi nên trả kết quả trong ngày làm việc tiếp theo, {day}.",
    (LineKind.WORKED, ""): "{span}: {minutes} phút làm việc.",
    (LineKind.WORKED, "days"): "{days}: {amount} ngày làm việc.",
    (LineKind.OFF, "weekend"): "Nghỉ {days}: {weekend}.",
    (LineKind.OFF, "holiday"): "Nghỉ {days}: {reason}.",
    (LineKind.OFF, "both"): "Nghỉ {days}: {weekend}; {reason}.",
    (LineKind.MAKE_UP, ""): "Ngày {day} vẫn làm việc: {reason}.",
    (LineKind.COUNTED, ""): "Hết thời hạn vào {at}.",
    (LineKind.COUNTED, "month_end"): "Tháng hết hạn không có ngày {wanted} nên lấy ngày cuối tháng.",
    (LineKind.LANDED, "day_off"): "Rơi vào ngày nghỉ nên hạn dời đến {at}.",
    (LineKind.LANDED, "closed"): "Rơi ngoài giờ làm việc nên hạn dời đến {at}.",
    (LineKind.KEPT, "later"): "Hạn cũ {at} muộn hơn nên được giữ: thời gian chờ không rút ngắn hạn đã hẹn.",
    (LineKind.KEPT, "passed"): "Hạn {at} đã đến trước khi tạm dừng nên được giữ nguyên.",
    (LineKind.KEPT, "promised"): "Đã hẹn {at}, muộn hơn kết quả tính lại nên ngày đã hẹn được giữ.",
    (LineKind.DUE, ""): "Hạn trả kết quả: {at}.",
    (LineKind.DUE, "none"): "Không quy định thời hạn nên không có hạn trả kết quả.",
    (LineKind.DUE, "unknown"): "Thời hạn chưa rõ nên chưa có hạn trả kết quả.",
}
"""The text of a line by its kind and reason; the text is also the key of its translation."""
