"""Dossiers on time only because the first promise was moved, where a unit has unusually many."""

from motcua.rules.honesty.check import Check, ended

CHECK = Check(
    id="moved_date",
    label="Đúng hạn nhờ dời ngày hẹn",
    rule="hồ sơ có kết quả đúng hạn theo ngày hẹn sau cùng nhưng trễ so với lời hẹn đầu tiên",
    base="hồ sơ có kết quả và có ngày hẹn",
    innocent="người dân bổ sung giấy tờ hoặc nộp tiền thật; lịch nghỉ thay đổi sau khi hẹn",
    look_at="từng dòng dời hạn trong sổ lời hẹn: căn cứ, phiếu yêu cầu đã trao cho người dân, người duyệt",
    limit="",
    alone=False,
    looked=lambda trace: trace.with_result and trace.due is not None,
    marked=lambda trace, limit: (
        trace.first_due is not None
        and trace.due is not None
        and trace.ended is not None
        and trace.first_due < trace.ended <= trace.due
    ),
    when=ended,
)
