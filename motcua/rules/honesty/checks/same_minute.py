"""Received and settled at once."""

from motcua.rules.honesty.check import Check, ended

CHECK = Check(
    id="same_minute",
    label="Nhận và xong cùng lúc",
    rule="hồ sơ có kết quả chưa đầy {limit} phút sau khi tiếp nhận",
    base="hồ sơ có kết quả",
    innocent="việc làm ngay tại quầy xong rồi mới nhập một lần cả nhận lẫn trả",
    look_at="hồ sơ có được nhập đúng lúc nhận không; bước thẩm tra, ký duyệt diễn ra lúc nào",
    limit="honesty.same_minute",
    alone=True,
    looked=lambda trace: trace.with_result,
    marked=lambda trace, limit: trace.ended is not None and trace.ended - trace.accepted < limit,
    when=ended,
)
