"""Each act after the first with inputs that are good, and a state in which it may be done."""

from __future__ import annotations

from datetime import date
from typing import Any

from motcua.law.types import TermUnit
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import Act, State
from tests.world import HAM_TAN, World

INPUTS: dict[Act, dict[str, Any]] = {
    Act.ACCEPT: {},
    Act.DECLINE: {"reason": "Không thuộc thẩm quyền"},
    Act.FORWARD: {"to_account_id": "minh"},
    Act.ASSIGN: {"to_account_id": "so_phia"},
    Act.SEND_BACK: {"to_account_id": "minh", "reason": "Thiếu ý kiến thẩm tra"},
    Act.HAND_OVER: {"to_unit_id": HAM_TAN, "reason": "Thuộc thẩm quyền xã Hàm Tân"},
    Act.REQUEST_SUPPLEMENT: {"reason": "Thiếu tờ khai theo mẫu"},
    Act.RESUME: {"note": "Đã nộp tờ khai"},
    Act.REQUIRE_PAYMENT: {"reason": "Nộp lệ phí trước bạ", "amount": 500_000, "document": "15/TB-CCT", "due_days": 10},
    Act.CONFIRM_PAYMENT: {"note": "Đã nộp", "document": "0001234"},
    Act.CONSULT: {
        "unit_ids": (HAM_TAN,),
        "question": "Có nằm trong quy hoạch không?",
        "amount": 2,
        "unit": TermUnit.WORKING_DAY,
    },
    Act.EXTEND: {"amount": 2, "unit": TermUnit.WORKING_DAY, "reason": "Chờ xác minh nơi cư trú trước đây"},
    Act.APOLOGISE: {"reason": "Chờ xác minh", "expected": date(2023, 8, 31), "unit_cause": "Phòng Tư pháp"},
    Act.APPROVE: {"note": "Đồng ý"},
    Act.SETTLE: {"result_number": "12/XN-UBND"},
    Act.REFUSE: {"reason": "Không đủ điều kiện"},
    Act.STOP: {"reason": "Người nộp không bổ sung"},
    Act.WITHDRAW: {"reason": "Người nộp đổi ý"},
    Act.RETURN_RESULT: {"recipient": "Kim Thị Ngọc Ánh"},
    Act.CORRECT: {
        "applicant": {"name": "Kim Thị Ngọc Anh", "phone": "0900123457"},
        "reason": "Gõ nhầm tên",
    },
    Act.VOID: {"reason": "Nhập trùng", "second_account_id": "sa_rath"},
}

ANSWER: dict[str, Any] = {"consultation": 1, "agrees": True, "text": "Không nằm trong quy hoạch."}
"""The inputs of an answer, for which a question must be there."""

TAKE_BACK: dict[str, Any] = {"consultation": 1, "reason": "Đã có văn bản trả lời khác."}
"""The inputs of taking a question back."""

BEFORE = {
    Act.ACCEPT: State.SUBMITTED,
    Act.DECLINE: State.SUBMITTED,
    Act.FORWARD: State.ACCEPTED,
    Act.ASSIGN: State.PROCESSING,
    Act.SEND_BACK: State.APPROVED,
    Act.HAND_OVER: State.PROCESSING,
    Act.REQUEST_SUPPLEMENT: State.PROCESSING,
    Act.RESUME: State.SUPPLEMENT,
    Act.REQUIRE_PAYMENT: State.PROCESSING,
    Act.CONFIRM_PAYMENT: State.PAYMENT,
    Act.CONSULT: State.PROCESSING,
    Act.EXTEND: State.PROCESSING,
    Act.APOLOGISE: State.SUPPLEMENT,
    Act.APPROVE: State.PROCESSING,
    Act.SETTLE: State.APPROVED,
    Act.REFUSE: State.APPROVED,
    Act.STOP: State.SUPPLEMENT,
    Act.WITHDRAW: State.SUPPLEMENT,
    Act.RETURN_RESULT: State.SETTLED,
    Act.CORRECT: State.SETTLED,
    Act.VOID: State.PROCESSING,
}
"""A state from which the act leads on."""


def named(act: Act) -> str:
    """The action that does an act on a dossier that is there."""
    return "accept_submitted" if act is Act.ACCEPT else act.value


def opened(world: World, state: State) -> Outcome:
    """A dossier of Thanh Sơn that stands in a state."""
    if state is State.SUBMITTED:
        return world.submit()
    if state is State.DECLINED:
        return world.do("decline", world.submit(), by="sa_ruone", reason="Không thuộc thẩm quyền")
    return world.bring(world.accept(), state)
