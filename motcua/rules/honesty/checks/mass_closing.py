"""Many dossiers ended at once on the day that closes a period."""

from motcua.rules.honesty.check import Check, Kind, ended

CHECK = Check(
    id="mass_closing",
    label="Kết thúc hàng loạt ngày chốt kỳ",
    rule="hồ sơ kết thúc vào ngày làm việc cuối tháng, hoặc ngày làm việc cuối tính đến ngày {limit} (ngày chốt báo "
    "cáo), khi ngày ấy nhiều hơn hẳn ngày thường của đơn vị",
    base="hồ sơ đã kết thúc",
    innocent="dọn hồ sơ tồn thật trước kỳ báo cáo; một đợt cấp giấy tập trung",
    look_at="hồ sơ nào được bấm kết thúc mà chưa có kết quả, cách nhau mấy giây, cùng một người làm",
    limit="reporting.closing_day",
    alone=False,
    kind=Kind.CLOSING,
    looked=lambda trace: trace.ended is not None,
    marked=lambda trace, limit: trace.ended is not None,
    when=ended,
)
