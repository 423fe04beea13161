"""The clock stopped just before, or after, the term ran out."""

from motcua.rules.honesty.check import Check
from motcua.rules.honesty.trace import Trace


def _stopped(trace: Trace) -> int:
    assert trace.stopped is not None
    return trace.stopped


CHECK = Check(
    id="suspension",
    label="Tạm dừng sát hạn",
    rule="hồ sơ bị tạm dừng (chờ bổ sung, chờ nộp tiền) khi thời hạn chỉ còn không quá {limit} "
    "phút làm việc hoặc đã hết",
    base="hồ sơ từng bị tạm dừng",
    innocent="chỗ thiếu chỉ lộ ra ở bước thẩm tra cuối; hồ sơ hẹn trong ngày nên lúc nào cũng gần hạn",
    look_at="phiếu yêu cầu bổ sung: thiếu thật không, sao không nêu khi tiếp nhận, người dân nhận phiếu lúc nào",
    limit="honesty.suspension",
    alone=True,
    looked=lambda trace: trace.stopped is not None and trace.left is not None,
    marked=lambda trace, limit: trace.left is not None and trace.left <= limit,
    when=_stopped,
)
