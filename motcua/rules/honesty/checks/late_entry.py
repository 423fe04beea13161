"""Receipts entered long after the hour that stands on them."""

from motcua.rules.honesty.check import Check, accepted

CHECK = Check(
    id="late_entry",
    label="Nhập hồ sơ muộn",
    rule="hồ sơ được nhập vào hệ thống muộn hơn giờ tiếp nhận ghi trên hồ sơ quá {limit} phút",
    base="hồ sơ tiếp nhận",
    innocent="mất điện, mất mạng nên nhận bằng giấy rồi nhập sau; nhận lưu động tại ấp",
    look_at="sổ giấy của ngày ấy, nhật ký sự cố, giờ in giấy tiếp nhận so với giờ ghi trên giấy",
    limit="honesty.late_entry",
    alone=True,
    looked=lambda trace: True,
    marked=lambda trace, limit: trace.entered - trace.accepted > limit,
    when=accepted,
)
