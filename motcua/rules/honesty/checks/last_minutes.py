"""Settlements in the last minutes before the due instant, where a unit has unusually many."""

from motcua.rules.honesty.check import Check, ended

CHECK = Check(
    id="last_minutes",
    label="Kết thúc sát giờ hẹn",
    rule="hồ sơ có kết quả trong {limit} phút cuối trước giờ hẹn",
    base="hồ sơ có kết quả và có ngày hẹn",
    innocent="lãnh đạo ký một lượt cuối buổi; hồ sơ hẹn trong ngày đều đến hạn lúc 17:00",
    look_at="kết quả thật đã có vào giờ ấy chưa: số và ngày văn bản, giờ ký số, giờ người dân nhận",
    limit="honesty.last_minutes",
    alone=False,
    looked=lambda trace: trace.with_result and trace.due is not None,
    marked=lambda trace, limit: (
        trace.due is not None and trace.ended is not None and 0 <= trace.due - trace.ended <= limit
    ),
    when=ended,
)
