"""What happened to a dossier, told to its citizen: plain words, posts and units instead of names."""

from __future__ import annotations

from dataclasses import dataclass

from motcua.desks.frame.formats import date_vi
from motcua.law.types import Channel
from motcua.records.casework.views import TimelineEntry
from motcua.rules.dossier import TRANSITIONS, Act, State


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """An act in a sentence, with the letter that it issued, and with the reason that the citizen was given, or none."""

    text: str
    reason: str = ""


_SENTENCES = {
    Act.SUBMIT: "Ông/bà đã gửi hồ sơ trực tuyến",
    Act.DECLINE: "Cơ quan không tiếp nhận hồ sơ",
    Act.FORWARD: "Đã chuyển người xử lý",
    Act.ASSIGN: "Đã phân công người xử lý",
    Act.SEND_BACK: "Được trả lại bước trước để xem lại",
    Act.HAND_OVER: "Đã chuyển sang cơ quan khác xử lý",
    Act.REQUEST_SUPPLEMENT: "Cơ quan đề nghị ông/bà bổ sung giấy tờ, thời hạn tạm dừng",
    Act.RESUME: "Đã nhận giấy tờ bổ sung, thời hạn chạy tiếp",
    Act.EXTEND: "Cơ quan xin lỗi và hẹn lại ngày trả",
    Act.APPROVE: "Lãnh đạo đã duyệt kết quả",
    Act.SETTLE: "Đã có kết quả",
    Act.REFUSE: "Hồ sơ không đủ điều kiện giải quyết",
    Act.STOP: "Đã dừng giải quyết hồ sơ",
    Act.WITHDRAW: "Ông/bà đã rút hồ sơ",
    Act.RETURN_RESULT: "Đã trả kết quả",
    Act.CORRECT: "Đã sửa thông tin trên giấy tiếp nhận",
    Act.VOID: "Số hồ sơ đã được hủy",
}
_RECEIVED = {
    Channel.COUNTER: "Cơ quan đã nhận hồ sơ tại quầy và hẹn ngày trả",
    Channel.POST: "Cơ quan đã nhận hồ sơ gửi qua bưu chính và hẹn ngày trả",
    Channel.ONLINE: "Cơ quan đã tiếp nhận hồ sơ và hẹn ngày trả",
}
_OF_THE_CITIZEN = frozenset(
    {Act.DECLINE, Act.REQUEST_SUPPLEMENT, Act.EXTEND, Act.REFUSE, Act.STOP, Act.WITHDRAW, Act.HAND_OVER, Act.VOID}
)
"""Acts whose reason is written to the citizen; those of acts among colleagues stay inside."""

_LETTERS = {
    Act.DECLINE: "phiếu từ chối tiếp nhận",
    Act.REFUSE: "phiếu từ chối giải quyết",
    Act.REQUEST_SUPPLEMENT: "phiếu yêu cầu bổ sung",
    Act.EXTEND: "phiếu xin lỗi và hẹn lại",
    Act.APOLOGISE: "phiếu xin lỗi",
    Act.STOP: "thông báo dừng giải quyết",
    Act.WITHDRAW: "thông báo dừng giải quyết",
}
"""What the letter of an act is called."""

NEXT = {
    State.SUPPLEMENT: "Xin mời bổ sung giấy tờ theo phiếu yêu cầu tại nơi đã nộp; thời hạn chạy tiếp khi nhận đủ.",
    State.SETTLED: "Xin mời mang giấy tiếp nhận và giấy tờ tùy thân đến nơi đã nộp để nhận kết quả.",
    State.DECLINED: "Xin xem lý do bên dưới, hoàn thiện rồi nộp lại hồ sơ.",
    State.REFUSED: "Xin xem lý do bên dưới; ông/bà có quyền khiếu nại nếu không đồng ý.",
}
"""What the citizen does next, where there is something to do."""


def told(entry: TimelineEntry, *, channel: str) -> Told:
    """An act as the citizen reads it; the words of an act without its own are those of the office."""
    if entry.act is Act.ACCEPT:
        return Told(text=_RECEIVED[Channel(channel)])
    reason = (entry.personal or {}).get("reason") if entry.act in _OF_THE_CITIZEN else None
    sentence = _SENTENCES.get(entry.act, TRANSITIONS[entry.act].done)
    return Told(text=f"{sentence}{_letter(entry)}", reason=str(reason or ""))


def _letter(entry: TimelineEntry) -> str:
    """Number and day of the letter that an act issued, or of the result; both are on the paper that the citizen has."""
    number, result = entry.data.get("letter"), entry.data.get("result_number")
    day = date_vi(entry.at)
    if number:
        return f": {_LETTERS.get(entry.act, 'văn bản')} số {number} ngày {day}"
    return f": số {result} ngày {day}" if result else ""
