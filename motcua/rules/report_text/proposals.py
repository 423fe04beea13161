"""Sentences proposed for a report from the figures there are; who writes it changes them as they like."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from motcua.rules.report_text.fields import Field, FieldPart
from motcua.rules.report_text.sayings import Held

TO_WRITE = "«Cần viết»"
"""Begins what stands in a section for which nothing is recorded here."""

SAYS = Callable[[Field], Held]
"""The figure behind a field."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """Whom a sentence speaks of: "Toàn huyện", "Cấp xã"; `place` is the level or unit in its fields, "" for all."""

    name: str
    place: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """Whose report it is: the whole of it, its levels where it has several, its units where it has several."""

    whole: Spoken
    levels: tuple[Spoken, ...] = ()
    units: tuple[Spoken, ...] = ()


def proposal(section_id: str, asks: str, scope: Scope, says: SAYS) -> str:
    """What a section says at first: paragraphs with fields, or what has to be written there."""
    propose = _PROPOSALS.get(section_id)
    told = propose(scope, says) if propose else []
    return "\n".join(told or ([f"{TO_WRITE} {asks}"] if asks else []))


def _procedures(scope: Scope, says: SAYS) -> list[str]:
    if not _count(says, "settlement_rate", scope.whole):
        return [f"Trong kỳ, {_within(scope.whole.name)} không tiếp nhận hồ sơ thủ tục hành chính nào."]
    found = [_settled(each) for each in _with_dossiers(scope, says)]
    found += [_on_time(each, says) for each in _with_dossiers(scope, says) if _count(says, "on_time_rate", each)]
    found.append(_overdue(scope, says))
    apologies = _shared(scope, says, "apology_compliance", _APOLOGIES)
    complaints = _shared(scope, says, "complaint_timeliness", _COMPLAINTS)
    return [*found, *apologies, *complaints]


def _within(name: str) -> str:
    """A name within a sentence: toàn huyện, xã Hàm Tân."""
    return name[:1].lower() + name[1:]


def _with_dossiers(scope: Scope, says: SAYS) -> list[Spoken]:
    """The whole, then each level that received anything."""
    levels = [each for each in scope.levels if _count(says, "settlement_rate", each)]
    return [scope.whole, *levels] if len(levels) > 1 else [scope.whole]


def _settled(each: Spoken) -> str:
    return (
        f"{each.name} tiếp nhận {_f('settlement_rate.denominator', each)} hồ sơ, đã giải quyết "
        f"{_f('settlement_rate.numerator', each)}/{_f('settlement_rate.denominator', each)} hồ sơ, "
        f"đạt {_f('settlement_rate.value', each)}."
    )


def _on_time(each: Spoken, says: SAYS) -> str:
    compared = _held(says, "on_time_rate", each).before is not None
    change = f", {_f('on_time_rate.difference', each)}" if compared else ""
    return (
        f"{each.name} giải quyết đúng hạn {_f('on_time_rate.numerator', each)}/"
        f"{_f('on_time_rate.denominator', each)} hồ sơ, đạt {_f('on_time_rate.value', each)}{change}; "
        f"giải quyết quá hạn {_f('on_time_rate.rest', each)} hồ sơ."
    )


def _overdue(scope: Scope, says: SAYS) -> str:
    """The overdue ones, unit by unit, so that each can be asked about."""
    whole = scope.whole
    if not _held(says, "overdue_open", whole).numerator:
        return f"{whole.name} không có hồ sơ quá hạn chưa giải quyết đến thời điểm chốt số liệu."
    late = [each for each in scope.units if _held(says, "overdue_open", each).numerator]
    named = ", ".join(f"{each.name} ({_f('overdue_open.numerator', each)} hồ sơ)" for each in late)
    by_unit = f" Các đơn vị có hồ sơ đang giải quyết đã quá hạn: {named}." if named else ""
    return (
        f"{whole.name} đang giải quyết {_f('open_dossiers.numerator', whole)} hồ sơ, trong đó đã quá hạn chưa giải "
        f"quyết {_f('overdue_open.numerator', whole)} hồ sơ.{by_unit}"
    )


def _digital(scope: Scope, says: SAYS) -> list[str]:
    if not _count(says, "settlement_rate", scope.whole):
        return []
    online = [_online(each, says) for each in _with_dossiers(scope, says)]
    return [
        *online,
        *_shared(scope, says, "digitised_share", _DIGITISED),
        *_shared(scope, says, "electronic_result_share", _RESULTS),
        *_shared(scope, says, "online_payment_share", _PAYMENT),
        *_shared(scope, says, "reuse_share", _REUSED),
    ]


def _online(each: Spoken, says: SAYS) -> str:
    compared = _held(says, "online_share", each).before is not None
    unknown = "" if each.place else "; không có số liệu cùng kỳ để so sánh"
    change = f", {_f('online_share.difference', each)}" if compared else unknown
    return (
        f"{each.name} tiếp nhận trực tuyến {_f('online_share.numerator', each)}/{_f('online_share.denominator', each)} "
        f"hồ sơ, đạt {_f('online_share.value', each)}{change}."
    )


@dataclass(frozen=True, slots=True)
class _Share:
    """How the share of something is said, and what is said where nothing records it or it did not happen."""

    sentence: str
    unknown: str
    nothing: str


_DIGITISED = _Share(
    "{name} số hóa {n}/{d} hồ sơ, đạt {value}.",
    "Số hóa hồ sơ: chưa có dữ liệu.",
    "Trong kỳ không phát sinh hồ sơ phải số hóa.",
)
_RESULTS = _Share(
    "{name} trả kết quả điện tử {n}/{d} hồ sơ, đạt {value}.",
    "Kết quả điện tử: chưa có dữ liệu.",
    "Trong kỳ không phát sinh kết quả điện tử.",
)
_PAYMENT = _Share(
    "{name} có {n}/{d} hồ sơ phải nộp phí, lệ phí đã thanh toán trực tuyến, đạt {value}.",
    "Thanh toán trực tuyến: chưa có dữ liệu.",
    "Trong kỳ không phát sinh hồ sơ phải nộp phí, lệ phí.",
)
_REUSED = _Share(
    "{name} tái sử dụng giấy tờ đã số hóa ở {n}/{d} hồ sơ, đạt {value}.",
    "Tái sử dụng giấy tờ đã số hóa: chưa có dữ liệu.",
    "Trong kỳ không phát sinh hồ sơ để tái sử dụng giấy tờ.",
)
_APOLOGIES = _Share(
    "{name} đã có thư xin lỗi đúng quy định đối với {n}/{d} hồ sơ lỡ hẹn, đạt {value}.",
    "Xin lỗi khi lỡ hẹn: chưa có dữ liệu.",
    "Trong kỳ không có hồ sơ lỡ hẹn phải xin lỗi.",
)
_COMPLAINTS = _Share(
    "{name} xử lý đúng hạn {n}/{d} phản ánh, kiến nghị, đạt {value}.",
    "Phản ánh, kiến nghị về quy định hành chính: chưa có dữ liệu.",
    "Trong kỳ không phát sinh phản ánh, kiến nghị.",
)


def _shared(scope: Scope, says: SAYS, name: str, share: _Share) -> list[str]:
    held = _held(says, name, scope.whole)
    if not held.known:
        return [share.unknown]
    if not held.denominator:
        return [share.nothing]
    whole = scope.whole
    return [
        share.sentence.format(
            name=whole.name,
            n=_f(f"{name}.numerator", whole),
            d=_f(f"{name}.denominator", whole),
            value=_f(f"{name}.value", whole),
        )
    ]


def _field(
    written: str, each: Spoken, *, levels: frozenset[str] = frozenset({"province", "district", "commune"})
) -> Field:
    name, _, part = written.partition(".")
    level = each.place if each.place in levels else ""
    return Field(indicator=name, part=FieldPart(part), level=level, unit="" if level else each.place)


def _f(written: str, each: Spoken) -> str:
    return str(_field(written, each))


def _held(says: SAYS, name: str, each: Spoken) -> Held:
    return says(_field(f"{name}.value", each))


def _count(says: SAYS, name: str, each: Spoken) -> int:
    held = _held(says, name, each)
    return (held.denominator or 0) if held.known else 0


_PROPOSALS: Mapping[str, Callable[[Scope, SAYS], list[str]]] = {"procedures": _procedures, "digital": _digital}
"""Sections that figures speak of; every other is to be written."""

PROPOSED = frozenset({
    "settlement_rate", "on_time_rate", "open_dossiers", "overdue_open", "apology_compliance", "complaint_timeliness",
    "online_share", "digitised_share", "electronic_result_share", "online_payment_share", "reuse_share",
})  # fmt: skip
"""The indicators that proposals look at."""
