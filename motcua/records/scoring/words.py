"""What flags and standings say to a reader."""

from __future__ import annotations

from collections.abc import Mapping

from motcua.records.scoring.sources import Flag, Origin
from motcua.rules.qd766.scoring import Standing

FLAGS: Mapping[Flag, str] = {
    Flag.SIMULATED: "dữ liệu mô phỏng",
    Flag.NO_RECORD: "hệ thống không ghi, chưa ai khai",
    Flag.UNRECORDED_YET: "chưa ghi lần nào trong hệ thống",
    Flag.NOTHING_COUNTED: "mẫu số bằng 0",
    Flag.NOT_APPLICABLE: "tính điểm theo quy ước của phiếu",
    Flag.DECLARED: "số do quản trị khai",
    Flag.DECLARED_TOO: "có số khai nhưng hệ thống đếm được nên không dùng",
    Flag.SYNC_UNKNOWN: "chưa biết tỷ lệ đồng bộ (1.4) để nhân",
    Flag.FULL_ONLINE_UNKNOWN: "danh mục chưa phân biệt toàn trình và một phần",
    Flag.PAPER_RESULT_UNKNOWN: "danh mục chưa ghi thủ tục nào không cần kết quả giấy",
    Flag.FEES_UNKNOWN: "có thủ tục chưa rõ mức phí",
    Flag.ROWS_UNPLACED: "phiếu quốc gia không áp dụng 5 dòng cho cấp xã; chưa đối chiếu được là dòng nào nên vẫn tính",
}
"""Each in a few words, to stand beside a number."""

STANDINGS: Mapping[Standing, str] = {
    Standing.SCORED: "",
    Standing.WATCHED: "chỉ theo dõi",
    Standing.NOT_APPLICABLE: "không áp dụng",
    Standing.NOTHING_COUNTED: "không có gì để tính",
    Standing.NO_DATA: "chưa có dữ liệu",
}
"""What stands in place of points."""

ORIGINS: Mapping[Origin, str] = {
    Origin.FIGURE: "đếm từ hồ sơ",
    Origin.CATALOGUE: "đếm từ danh mục thủ tục",
    Origin.DECLARED: "số khai",
    Origin.NONE: "chưa có",
}
"""Where numbers come from."""
