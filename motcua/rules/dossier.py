"""The states of a dossier and the acts that lead from one to another: one row per act.

States project onto the ten codes of the national portal (`law/dossiers/states.yaml`); the acts follow
NĐ 61/2018/NĐ-CP and NĐ 118/2025/NĐ-CP (chờ kiểm chứng where the row says so).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.law.types import Role
from motcua.rules.refusal import Conflict


class State(StrEnum):
    """Where a dossier stands."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    APPROVED = "approved"
    SETTLED = "settled"
    REFUSED = "refused"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    VOID = "void"


class Act(StrEnum):
    """What is done to a dossier."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    DECLINE = "decline"
    FORWARD = "forward"
    ASSIGN = "assign"
    SEND_BACK = "send_back"
    HAND_OVER = "hand_over"
    REQUEST_SUPPLEMENT = "request_supplement"
    RESUME = "resume"
    REQUIRE_PAYMENT = "require_payment"
    CONFIRM_PAYMENT = "confirm_payment"
    CONSULT = "consult"
    ANSWER = "answer"
    TAKE_BACK = "take_back"
    EXTEND = "extend"
    APOLOGISE = "apologise"
    RECALCULATE = "recalculate"
    APPROVE = "approve"
    SETTLE = "settle"
    REFUSE = "refuse"
    STOP = "stop"
    WITHDRAW = "withdraw"
    RETURN_RESULT = "return_result"
    CORRECT = "correct"
    VOID = "void"


class ClockEffect(StrEnum):
    """What an act does to the running of the term."""

    NONE = "none"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    MOVE = "move"
    END = "end"


class Place(StrEnum):
    """At which unit the person must hold a role: where the dossier lies or was received, where an opinion is asked
    for, or from where it was asked.
    """

    HOLDER = "holder"
    RECEIVER = "receiver"
    CONSULTED = "consulted"
    ASKER = "asker"


class Tone(StrEnum):
    """How a state looks on screen; lateness has a tone of its own and is not a state."""

    CALM = "calm"
    GOOD = "good"
    NEAR = "near"
    QUIET = "quiet"


@dataclass(frozen=True, kw_only=True, slots=True)
class StateRow:
    """A state's code in the national portal (None: not told), its label, tone and plain words for the citizen."""

    national_code: int | None
    label: str
    tone: Tone
    citizen: str


STATES: dict[State, StateRow] = {
    State.SUBMITTED: StateRow(
        national_code=1, label="Mới đăng ký", tone=Tone.CALM, citizen="Đã gửi, đang chờ cơ quan kiểm tra"
    ),
    State.ACCEPTED: StateRow(national_code=2, label="Được tiếp nhận", tone=Tone.CALM, citizen="Đã được tiếp nhận"),
    State.DECLINED: StateRow(
        national_code=3, label="Không được tiếp nhận", tone=Tone.QUIET, citizen="Không được tiếp nhận"
    ),
    State.PROCESSING: StateRow(national_code=4, label="Đang xử lý", tone=Tone.CALM, citizen="Đang được xử lý"),
    State.SUPPLEMENT: StateRow(
        national_code=5,
        label="Yêu cầu bổ sung giấy tờ",
        tone=Tone.NEAR,
        citizen="Đang chờ ông/bà bổ sung giấy tờ",
    ),
    State.PAYMENT: StateRow(
        national_code=6,
        label="Yêu cầu thực hiện nghĩa vụ tài chính",
        tone=Tone.NEAR,
        citizen="Đang chờ ông/bà thực hiện nghĩa vụ tài chính",
    ),
    State.APPROVED: StateRow(
        national_code=4, label="Đã phê duyệt", tone=Tone.CALM, citizen="Đã duyệt, đang phát hành kết quả"
    ),
    State.SETTLED: StateRow(
        national_code=9, label="Đã xử lý xong", tone=Tone.GOOD, citizen="Đã có kết quả, mời ông/bà đến nhận"
    ),
    State.REFUSED: StateRow(
        national_code=8,
        label="Từ chối giải quyết",
        tone=Tone.QUIET,
        citizen="Không đủ điều kiện giải quyết",
    ),
    State.STOPPED: StateRow(national_code=8, label="Dừng xử lý", tone=Tone.QUIET, citizen="Đã dừng giải quyết"),
    State.WITHDRAWN: StateRow(
        national_code=7,
        label="Công dân yêu cầu rút hồ sơ",
        tone=Tone.QUIET,
        citizen="Đã rút theo yêu cầu của ông/bà",
    ),
    State.RETURNED: StateRow(national_code=10, label="Đã trả kết quả", tone=Tone.GOOD, citizen="Đã trả kết quả"),
    State.VOID: StateRow(national_code=None, label="Hủy số hồ sơ", tone=Tone.QUIET, citizen="Số hồ sơ đã được hủy"),
}

INSIDE = frozenset({State.ACCEPTED, State.PROCESSING, State.APPROVED})
"""States in which the term runs."""

WAITING = frozenset({State.SUPPLEMENT, State.PAYMENT})
"""States in which the term is suspended."""

OPEN = INSIDE | WAITING
"""States of a dossier that was received and has not ended."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Transition:
    """Who may do an act, from which states, to which (None: the state stays), and what happens to the term."""

    act: Act
    sources: frozenset[State]
    target: State | None
    roles: frozenset[Role]
    place: Place = Place.HOLDER
    clock: ClockEffect = ClockEffect.NONE
    needs_reason: bool = False
    label: str
    done: str
    source: str


_DESK = frozenset({Role.COUNTER})
_STAFF = frozenset({Role.OFFICER, Role.LEADER, Role.CHAIR})
_ALL = _DESK | _STAFF
_HEADS = frozenset({Role.LEADER, Role.CHAIR})
_RUNNING = frozenset({State.ACCEPTED, State.PROCESSING})
_ND61 = "61/2018/NĐ-CP"
_TO_VERIFY = " (chờ kiểm chứng)"

TRANSITIONS: dict[Act, Transition] = {
    row.act: row
    for row in (
        Transition(
            act=Act.SUBMIT, sources=frozenset(), target=State.SUBMITTED, roles=_DESK, place=Place.RECEIVER,
            label="Nộp hồ sơ", done="Nộp hồ sơ trực tuyến", source="45/2020/NĐ-CP" + _TO_VERIFY,
        ),
        Transition(
            act=Act.ACCEPT, sources=frozenset({State.SUBMITTED}), target=State.ACCEPTED, roles=_DESK,
            place=Place.RECEIVER, clock=ClockEffect.START,
            label="Tiếp nhận", done="Tiếp nhận hồ sơ, hẹn ngày trả kết quả", source=_ND61 + " Điều 17" + _TO_VERIFY,
        ),
        Transition(
            act=Act.DECLINE, sources=frozenset({State.SUBMITTED}), target=State.DECLINED, roles=_DESK,
            place=Place.RECEIVER, needs_reason=True,
            label="Từ chối tiếp nhận", done="Không tiếp nhận hồ sơ", source=_ND61 + " Điều 17" + _TO_VERIFY,
        ),
        Transition(
            act=Act.FORWARD, sources=_RUNNING, target=State.PROCESSING, roles=_ALL,
            label="Chuyển xử lý", done="Chuyển người xử lý", source=_ND61 + " Điều 18" + _TO_VERIFY,
        ),
        Transition(
            act=Act.ASSIGN, sources=_RUNNING, target=State.PROCESSING, roles=_STAFF,
            label="Nhận hoặc phân công", done="Phân công xử lý", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.SEND_BACK, sources=frozenset({State.PROCESSING, State.APPROVED}), target=State.PROCESSING,
            roles=_STAFF, needs_reason=True,
            label="Trả lại bước trước", done="Trả lại bước trước", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.HAND_OVER, sources=_RUNNING, target=State.PROCESSING, roles=_ALL, needs_reason=True,
            label="Chuyển cơ quan khác", done="Chuyển cơ quan khác xử lý", source=_ND61 + " Điều 18" + _TO_VERIFY,
        ),
        Transition(
            act=Act.REQUEST_SUPPLEMENT, sources=_RUNNING, target=State.SUPPLEMENT,
            roles=_ALL, clock=ClockEffect.PAUSE, needs_reason=True,
            label="Yêu cầu bổ sung", done="Yêu cầu bổ sung giấy tờ", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.RESUME, sources=frozenset({State.SUPPLEMENT}), target=State.PROCESSING, roles=_ALL,
            place=Place.RECEIVER, clock=ClockEffect.RESUME,
            label="Nhận bổ sung", done="Đã nhận bổ sung, tiếp tục xử lý", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.REQUIRE_PAYMENT, sources=_RUNNING, target=State.PAYMENT, roles=_STAFF, clock=ClockEffect.PAUSE,
            needs_reason=True,
            label="Yêu cầu nộp tiền", done="Yêu cầu thực hiện nghĩa vụ tài chính", source=_ND61 + _TO_VERIFY,
        ),
        Transition(
            act=Act.CONFIRM_PAYMENT, sources=frozenset({State.PAYMENT}), target=State.PROCESSING, roles=_ALL,
            place=Place.RECEIVER, clock=ClockEffect.RESUME,
            label="Xác nhận đã nộp tiền", done="Đã thực hiện nghĩa vụ tài chính, tiếp tục xử lý",
            source=_ND61 + _TO_VERIFY,
        ),
        Transition(
            act=Act.CONSULT, sources=_RUNNING, target=None, roles=_STAFF, needs_reason=True,
            label="Lấy ý kiến", done="Lấy ý kiến cơ quan, đơn vị khác", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.ANSWER, sources=INSIDE | WAITING, target=None, roles=_STAFF, place=Place.CONSULTED,
            needs_reason=True,
            label="Trả lời lấy ý kiến", done="Đã có ý kiến trả lời", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.TAKE_BACK, sources=INSIDE | WAITING, target=None, roles=_STAFF, place=Place.ASKER,
            needs_reason=True,
            label="Rút lại câu hỏi", done="Rút lại câu hỏi lấy ý kiến", source="quy tắc của hệ thống",
        ),
        Transition(
            act=Act.EXTEND, sources=INSIDE, target=None, roles=_HEADS, clock=ClockEffect.EXTEND, needs_reason=True,
            label="Xin lỗi và hẹn lại", done="Xin lỗi và hẹn lại ngày trả", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.APOLOGISE, sources=INSIDE | WAITING, target=None, roles=_HEADS, needs_reason=True,
            label="Xin lỗi", done="Xin lỗi vì trễ hẹn", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.RECALCULATE, sources=INSIDE | WAITING, target=None, roles=frozenset(), clock=ClockEffect.MOVE,
            needs_reason=True,
            label="Tính lại ngày hẹn", done="Tính lại ngày hẹn theo quyết định về ngày nghỉ",
            source="quy tắc của hệ thống",
        ),
        Transition(
            act=Act.APPROVE, sources=frozenset({State.PROCESSING}), target=State.APPROVED, roles=_HEADS,
            label="Phê duyệt", done="Lãnh đạo phê duyệt kết quả", source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.SETTLE, sources=frozenset({State.APPROVED}), target=State.SETTLED, roles=_ALL,
            clock=ClockEffect.END,
            label="Phát hành kết quả", done="Đã có kết quả", source=_ND61 + " Điều 20" + _TO_VERIFY,
        ),
        Transition(
            act=Act.REFUSE, sources=INSIDE, target=State.REFUSED, roles=_HEADS, clock=ClockEffect.END,
            needs_reason=True,
            label="Từ chối giải quyết", done="Từ chối giải quyết, có văn bản nêu lý do",
            source=_ND61 + " Điều 19" + _TO_VERIFY,
        ),
        Transition(
            act=Act.STOP, sources=_RUNNING | WAITING, target=State.STOPPED, roles=_HEADS, clock=ClockEffect.END,
            needs_reason=True,
            label="Dừng giải quyết", done="Dừng giải quyết hồ sơ", source="03/2025/TT-VPCP mẫu 05" + _TO_VERIFY,
        ),
        Transition(
            act=Act.WITHDRAW, sources=_RUNNING | WAITING, target=State.WITHDRAWN, roles=_DESK | _HEADS,
            place=Place.RECEIVER, clock=ClockEffect.END, needs_reason=True,
            label="Rút hồ sơ", done="Rút hồ sơ theo yêu cầu của người nộp", source=_ND61 + _TO_VERIFY,
        ),
        Transition(
            act=Act.RETURN_RESULT, sources=frozenset({State.SETTLED}), target=State.RETURNED, roles=_DESK,
            place=Place.RECEIVER,
            label="Trả kết quả", done="Đã trả kết quả cho người nhận", source=_ND61 + " Điều 20" + _TO_VERIFY,
        ),
        Transition(
            act=Act.CORRECT, sources=frozenset({State.SUBMITTED}) | OPEN | {State.SETTLED}, target=None,
            roles=_DESK | _HEADS, place=Place.RECEIVER, needs_reason=True,
            label="Sửa thông tin giấy tiếp nhận", done="Sửa thông tin trên giấy tiếp nhận",
            source="quy tắc của hệ thống",
        ),
        Transition(
            act=Act.VOID, sources=frozenset({State.SUBMITTED}) | _RUNNING, target=State.VOID,
            roles=_DESK | _HEADS, place=Place.RECEIVER, clock=ClockEffect.END, needs_reason=True,
            label="Hủy số hồ sơ", done="Hủy số hồ sơ, số được giữ lại", source="quy tắc của hệ thống",
        ),
    )
}  # fmt: skip


def transition(act: Act, *, state: State) -> Transition:
    """The row of an act, when the state allows it.

    Source: the row's own. Raises Conflict naming the state.
    """
    row = TRANSITIONS[act]
    if state not in row.sources:
        raise Conflict(
            "act",
            "Hồ sơ đang ở trạng thái «{state}» nên không thể «{act}»; hãy tải lại trang để xem trạng thái mới nhất.",
            state=STATES[state].label,
            act=row.label,
        )
    return row


def target_state(row: Transition, *, state: State) -> State:
    """The state after an act."""
    return row.target or state


def acts_allowed(
    state: State,
    *,
    at_holder: Iterable[Role],
    at_receiver: Iterable[Role],
    at_consulted: Iterable[Role] = (),
    at_asker: Iterable[Role] = (),
) -> tuple[Act, ...]:
    """The acts that a person with these roles may do now, in the order of the table."""
    roles = {
        Place.HOLDER: frozenset(at_holder),
        Place.RECEIVER: frozenset(at_receiver),
        Place.CONSULTED: frozenset(at_consulted),
        Place.ASKER: frozenset(at_asker),
    }
    return tuple(act for act, row in TRANSITIONS.items() if state in row.sources and row.roles & roles[row.place])
