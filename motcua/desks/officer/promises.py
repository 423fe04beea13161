"""The acts that suspend a term or speak of its promise: what their forms ask, what they do, and what is owed."""

from __future__ import annotations

from motcua.desks.frame.days import day_field
from motcua.desks.frame.fields import Field, FieldKind
from motcua.desks.frame.formats import date_vi, moment_vi
from motcua.records import clock
from motcua.records.casework.changes import PromiseKind
from motcua.records.casework.duties import Owed
from motcua.records.casework.views import DossierView
from motcua.records.casework.waiting import needs_override
from motcua.rules.dossier import Act
from motcua.rules.duty import Apology

PAYMENT = (
    Field(
        name="amount",
        label="Số tiền phải nộp (đồng)",
        inputmode="numeric",
        required=True,
        maxlength="13",
        hint="Chỉ ghi chữ số, ví dụ 500000.",
    ),
    Field(
        name="document",
        label="Số thông báo",
        required=True,
        maxlength="60",
        hint="Ví dụ 15/TB-CCT. Chỉ khoảng chờ có văn bản mới dừng được thời hạn.",
    ),
    Field(name="due_days", label="Số ngày để nộp", inputmode="numeric", optional=True, maxlength="3"),
)
"""What a demand for payment asks, besides the obligation."""

CONFIRMATION = (
    Field(name="document", label="Số biên lai", optional=True, maxlength="60"),
    Field(name="note", label="Ghi chú", kind=FieldKind.AREA, optional=True, maxlength="2000"),
)

CONSEQUENCES = {
    Act.REQUIRE_PAYMENT: "Thời hạn tạm dừng cho đến khi xác nhận đã nộp tiền.",
    Act.CONFIRM_PAYMENT: "Ngày hẹn lùi lại đúng bằng phần thời hạn đã dừng để chờ nộp tiền.",
    Act.APOLOGISE: "Ngày hẹn không đổi: lời hẹn đã lỡ vẫn là lỡ.",
}
"""What these acts do to the promise."""

LEGAL_BASIS = Field(
    name="legal_basis",
    label="Căn cứ để yêu cầu thêm",
    required=True,
    maxlength="200",
    hint="Hồ sơ đã được yêu cầu bổ sung đủ số lần; ghi văn bản và điều khoản cho phép yêu cầu thêm.",
)


def pointless(act: Act, dossier: DossierView) -> bool:
    """Whether an act that the state allows would only be refused: nothing to put off, no promise to speak of."""
    if act not in (Act.EXTEND, Act.APOLOGISE) or dossier.due_at is None:
        return act in (Act.EXTEND, Act.APOLOGISE)
    put_off = any(entry.kind == PromiseKind.EXTENSION for entry in dossier.ledger)
    return act is Act.EXTEND and (put_off or clock.now() > dossier.due_at)


def overrides(dossier: DossierView) -> bool:
    """Whether a further request for papers asks for a legal basis and a leader who agrees."""
    return needs_override(dossier)


def apology(owed: Owed | None) -> tuple[Field, ...]:
    """What an apology asks besides the reason: the day on which the result is expected, proposed where it is known."""
    proposed = date_vi(owed.expected) if owed else ""
    return (
        day_field("expected", "Dự kiến có kết quả ngày", value=proposed),
        Field(name="unit_cause", label="Đơn vị làm chậm", optional=True, maxlength="200"),
    )


def duty(owed: Owed | None) -> str:
    """What is owed to the citizen now, in a sentence; "" where nothing is to be said."""
    if owed is None:
        return ""
    match owed.apology:
        case Apology.MISSING:
            return "Đã quá ngày hẹn mà chưa xin lỗi người dân. Hãy gửi thư xin lỗi ngay."
        case Apology.LATE:
            return "Đã xin lỗi người dân, muộn hơn thời hạn phải xin lỗi."
        case Apology.IN_TIME:
            return "Đã xin lỗi người dân."
        case Apology.OPEN:
            return _draft(owed)


def _draft(owed: Owed) -> str:
    if not owed.draft_ready:
        return ""
    if clock.now() > owed.apology_due:
        return "Dự thảo thư xin lỗi đã sẵn sàng. Nếu không kịp hẹn, hãy gửi ngay: đã quá hạn phải xin lỗi."
    return f"Dự thảo thư xin lỗi đã sẵn sàng. Nếu không kịp hẹn, hãy gửi trước {moment_vi(owed.apology_due)}."
