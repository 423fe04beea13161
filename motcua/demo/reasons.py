"""What the invented staff write when an act needs words."""

from __future__ import annotations

SUPPLEMENT = (
    "Thiếu giấy tờ số {paper} trong thành phần hồ sơ; đề nghị ông/bà nộp bổ sung.",
    "Giấy tờ số {paper} nộp bản chụp mờ, không đọc được; đề nghị ông/bà nộp lại bản rõ.",
    "Thông tin ở giấy tờ số {paper} không khớp với căn cước; đề nghị ông/bà nộp giấy tờ chứng minh.",
)
RESUMED = ("Người nộp đã bổ sung đủ giấy tờ.", "Đã nhận giấy tờ bổ sung tại quầy.")
DECLINE = (
    "Hồ sơ gửi trực tuyến thiếu bản chụp giấy tờ bắt buộc; đề nghị ông/bà gửi lại cho đủ.",
    "Hồ sơ không thuộc thẩm quyền của đơn vị; đề nghị ông/bà nộp tại nơi cư trú.",
    "Bản chụp gửi kèm không đọc được; đề nghị ông/bà chụp lại rồi gửi hồ sơ mới.",
)
REFUSE = (
    "Thông tin kê khai không khớp với sổ gốc đang lưu, đã xác minh; không đủ điều kiện giải quyết.",
    "Giấy tờ xuất trình không đủ căn cứ theo quy định của thủ tục; không đủ điều kiện giải quyết.",
)
WITHDRAW = (
    "Người nộp đề nghị rút hồ sơ để chuẩn bị lại giấy tờ.",
    "Người nộp không còn nhu cầu, đề nghị rút hồ sơ.",
)
STOP = (
    "Đã hết thời gian chờ mà người nộp không bổ sung giấy tờ.",
    "Người nộp báo không bổ sung được giấy tờ và đồng ý dừng giải quyết.",
)
EXTEND = (
    "Cần xác minh ở nơi khác, chưa có trả lời kịp ngày hẹn; xin lỗi ông/bà.",
    "Nhiều hồ sơ dồn lại cùng lúc, chưa thẩm tra xong kịp ngày hẹn; xin lỗi ông/bà.",
)
CORRECT = ("Nhập nhầm số điện thoại của người nộp; sửa theo lời người nộp.",)
VOID = (
    "Nhập trùng với hồ sơ vừa tiếp nhận.",
    "Chọn nhầm thủ tục khi tiếp nhận; đã lập hồ sơ khác.",
)
