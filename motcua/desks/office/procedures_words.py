"""How the catalogue names what it keeps: channels, units of terms, rules of a version."""

from __future__ import annotations

from motcua.law.types import Channel, Confidence, DayReading, SupplementPolicy, TermUnit

CHANNELS = {Channel.COUNTER: "Trực tiếp", Channel.ONLINE: "Trực tuyến", Channel.POST: "Bưu chính công ích"}

TERM_UNITS = {
    TermUnit.WORKING_DAY: "ngày làm việc",
    TermUnit.DAY: "ngày",
    TermUnit.SAME_DAY: "trong ngày làm việc",
    TermUnit.HOUR: "giờ",
    TermUnit.WORKING_HOUR: "giờ làm việc",
    TermUnit.MONTH: "tháng",
    TermUnit.NONE: "không quy định",
    TermUnit.UNKNOWN: "chưa rõ",
}

SUPPLEMENTS = {
    SupplementPolicy.RESTART: "Tính lại từ đầu khi nhận đủ giấy tờ",
    SupplementPolicy.SUBTRACT: "Trừ thời gian chờ bổ sung",
    SupplementPolicy.EXTEND: "Cộng thêm thời gian chờ bổ sung",
}

READINGS = {
    DayReading.MINUTES: "480 phút làm việc mỗi ngày, tính từ lúc tiếp nhận",
    DayReading.WHOLE_DAYS: "Trọn ngày, không tính ngày tiếp nhận",
}

BY_THE_ERA = "Theo quy định chung của thời kỳ"
"""What stands where a version says nothing of its own."""

CONFIDENCES = {Confidence.TO_VERIFY: "Chờ kiểm chứng", Confidence.VERIFIED: "Đã kiểm chứng với văn bản"}
