"""The generated pages about dossiers and figures, from the tables that the program itself reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from motcua.records.people.policy import ROLE_LABELS
from motcua.rules.dossier import STATES, TRANSITIONS, ClockEffect, Place, State, Transition
from motcua.rules.indicator import Base, Indicator, Unit
from motcua.rules.indicators import indicators

_CLOCKS = {
    ClockEffect.NONE: "chạy tiếp",
    ClockEffect.START: "bắt đầu",
    ClockEffect.PAUSE: "tạm dừng",
    ClockEffect.RESUME: "tiếp tục",
    ClockEffect.EXTEND: "hẹn lại",
    ClockEffect.MOVE: "tính lại",
    ClockEffect.END: "kết thúc",
}
_PLACES = {
    Place.HOLDER: "nơi đang giữ hồ sơ",
    Place.RECEIVER: "nơi tiếp nhận",
    Place.CONSULTED: "nơi được hỏi",
    Place.ASKER: "nơi đã hỏi",
}
_BASES = {
    Base.COHORT: "hồ sơ tiếp nhận trong kỳ",
    Base.STANDING: "hồ sơ đang có tại thời điểm chốt",
    Base.HANDLED: "hồ sơ tiếp nhận hoặc còn xử lý trong kỳ",
}
_UNITS = {
    Unit.RATIO: "tỷ lệ",
    Unit.DOSSIERS: "hồ sơ",
    Unit.WORKING_MINUTES: "phút làm việc",
    Unit.MINUTES: "phút",
}
_GENERATED = "<!-- Sinh bằng python -m tools.docs; đừng sửa tay. -->\n"


def states() -> str:
    """docs/generated/states.md: every state and every act."""
    return "\n".join(
        [
            _GENERATED,
            "# Trạng thái và việc làm với hồ sơ\n",
            "Nguồn: `motcua/rules/dossier.py`. Mã là mã trạng thái của Cổng Dịch vụ công quốc gia.\n",
            "## Trạng thái\n",
            *_table(("trạng thái", "tên", "mã", "người dân đọc"), map(_state, STATES)),
            "\n## Việc\n",
            *_table(
                ("việc", "tên", "từ", "đến", "ai, ở đâu", "thời hạn", "lý do", "căn cứ"),
                map(_act, TRANSITIONS.values()),
            ),
            "",
        ]
    )


def figures() -> str:
    """docs/generated/indicators.md: every indicator with its formula."""
    return "\n".join(
        [
            _GENERATED,
            "# Chỉ tiêu\n",
            "Nguồn: `motcua/rules/indicators/`, mỗi chỉ tiêu một tệp. Không chỉ tiêu nào thay được chỉ tiêu khác.\n",
            *_table(
                ("mã", "tên", "cách tính", "đơn vị", "trên", "không tính", "nguồn"),
                map(_indicator, indicators().values()),
            ),
            "",
        ]
    )


def _state(state: State) -> Sequence[str]:
    row = STATES[state]
    return f"`{state}`", row.label, str(row.national_code or "–"), row.citizen


def _act(row: Transition) -> Sequence[str]:
    sources = ", ".join(STATES[state].label for state in State if state in row.sources) or "chưa có hồ sơ"
    roles = ", ".join(label for role, label in ROLE_LABELS.items() if role in row.roles)
    return (
        f"`{row.act}`",
        row.label,
        sources,
        STATES[row.target].label if row.target else "không đổi",
        f"{roles}; {_PLACES[row.place]}" if roles else "hệ thống, khi áp dụng một quyết định",
        _CLOCKS[row.clock],
        "phải nêu" if row.needs_reason else "",
        row.source,
    )


def _indicator(indicator: Indicator) -> Sequence[str]:
    return (
        f"`{indicator.id}` v{indicator.version}",
        indicator.label,
        indicator.formula,
        _UNITS[indicator.unit],
        "nguồn riêng" if indicator.elsewhere else _BASES[indicator.base],
        "; ".join(indicator.exclusions),
        indicator.source,
    )


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [heading, ["---"] * len(heading), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]
