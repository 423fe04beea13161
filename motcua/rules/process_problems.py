"""What keeps a table of steps from coming into force, each said with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from motcua.rules.process import WORKING_ROLES, Step, StepKind, StepTable
from motcua.rules.refusal import Refusal


def problems(table: StepTable, *, most: int | None) -> tuple[Refusal, ...]:
    """What keeps a table from coming into force, in the order of its rows; none for a sound one.

    Its way ends, passes every step, goes only through known steps, each done by a role that works on dossiers; what
    stands beside or sends back does so to a step that fits; and its quotas together stay within `most`, the term in
    working minutes (None: no such term).
    """
    return (
        *_bad_rows(table),
        *_bad_consultations(table),
        *_bad_way(table),
        *_bad_returns(table),
        *_over_term(table, most=most),
    )


def _wrong(message: str, **values: object) -> Refusal:
    return Refusal("steps", message, **values)


def _bad_rows(table: StepTable) -> Iterator[Refusal]:
    times = Counter(step.number for step in table.steps)
    told: set[int] = set()
    for step in table.steps:
        if (step.number < 1 or times[step.number] > 1) and step.number not in told:
            told.add(step.number)
            yield _wrong("Số bước {number} bị trùng hoặc nhỏ hơn 1; hãy đánh số lại.", number=step.number)
        if step.role not in WORKING_ROLES:
            yield _wrong(
                "Bước {number} giao cho vai trò «{role}» không xử lý hồ sơ; hãy chọn vai trò khác.",
                number=step.number,
                role=step.role.value,
            )
        if step.minutes < 0:
            yield _wrong("Thời gian của bước {number} không được âm; hãy sửa lại.", number=step.number)


def _bad_consultations(table: StepTable) -> Iterator[Refusal]:
    main = {step.number: step for step in table.main}
    for step in table.steps:
        if step.kind is not StepKind.CONSULT:
            if step.beside is not None:
                yield _wrong("Bước {number} không phải bước lấy ý kiến; hãy bỏ ô «Đi cùng bước».", number=step.number)
            continue
        if step.beside not in main:
            yield _wrong(
                "Bước lấy ý kiến {number} phải đi cùng một bước xử lý có trong bảng; hãy ghi số bước đó.",
                number=step.number,
            )
        elif 0 < main[step.beside].minutes < step.minutes:
            yield _wrong(
                "Bước lấy ý kiến {number} dài hơn bước {beside} mà nó đi cùng; hãy giảm thời gian lấy ý kiến.",
                number=step.number,
                beside=step.beside,
            )
        if step.next_number is not None:
            yield _wrong(
                "Bước lấy ý kiến {number} luôn trả lời về bước nó đi cùng; hãy để trống bước tiếp theo.",
                number=step.number,
            )


def _bad_way(table: StepTable) -> Iterator[Refusal]:
    way = table.way()
    if not way:
        if table.steps:
            yield _wrong("Quy trình chỉ có bước lấy ý kiến; hãy thêm bước xử lý.")
        return
    if way[0].kind is StepKind.HAND_OVER:
        yield _wrong("Bước đầu tiên là nơi tiếp nhận, không thể do cơ quan khác làm; hãy đổi loại bước.")
    following = way[-1].next_number
    if following is not None:
        if following not in {step.number for step in table.main}:
            message = "Bước {number} chuyển đến bước {next} không có trong quy trình; hãy sửa bước tiếp theo."
        else:
            message = "Bước {number} quay lại bước {next} nên quy trình không kết thúc; hãy sửa bước tiếp theo."
        yield _wrong(message, number=way[-1].number, next=following)
    passed = {step.number for step in way}
    for step in table.main:
        if step.number not in passed:
            yield _wrong("Không có đường nào đến bước {number}; hãy nối vào quy trình hoặc bỏ đi.", number=step.number)


def _bad_returns(table: StepTable) -> Iterator[Refusal]:
    way = [step.number for step in table.way()]
    for step in table.steps:
        if step.back_number is not None and not _leads_back(step, way):
            yield _wrong(
                "Bước {number} trả lại bước {back} không đứng trước nó; hãy chọn một bước trước đó.",
                number=step.number,
                back=step.back_number,
            )


def _leads_back(step: Step, way: list[int]) -> bool:
    if step.kind is StepKind.CONSULT or step.number not in way:
        return False
    return step.back_number in way[: way.index(step.number)]


def _over_term(table: StepTable, *, most: int | None) -> Iterator[Refusal]:
    if most is not None and table.minutes > most:
        yield _wrong(
            "Các bước cộng lại {total}, quá thời hạn {most}; hãy giảm thời gian các bước.",
            total=_hours(table.minutes),
            most=_hours(most),
        )


def _hours(minutes: int) -> str:
    """Working minutes as a person counts them against a decision: 24 giờ, 7 giờ 30 phút."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} giờ {rest} phút làm việc" if rest else f"{hours} giờ làm việc"
