"""Growth: "tăng 12,5% so với cùng kỳ (từ 400 lên 450)", "tăng 50 hồ sơ", "giảm 3,2 điểm phần trăm"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from motcua.rules.claims.claim import Arithmetic, Claim, Kind
from motcua.rules.claims.words import ALONE, MASK, NOUN, NUMBER, compiled
from motcua.rules.vietnamese_numbers import PATTERN, Written, fit, number, percentage, rounded, shortest

_UNIT = rf"%|điểm phần trăm|điểm %|lần|bậc|điểm|{NOUN}"
_MORE = r"(?: thêm| khoảng| gần| trên| được| gấp| đến| hơn){0,2}"
_DELTA = rf"(?P<dir>tăng|giảm){_MORE} (?P<x>{NUMBER}) ?(?P<u>{_UNIT})"
_AS_WHOLE = rf"(?![\w{MASK}])(?![.,/][\d{MASK}])"
_A = rf"(?P<a>{PATTERN}){_AS_WHOLE} ?(?P<ua>%|{NOUN})?"
_B = rf"(?P<b>{PATTERN}){_AS_WHOLE} ?(?P<ub>%|{NOUN})?"
_WORDS = r"[^\d;()\n.]{0,80}?"
_THAT_IS = r"[,;( ]*(?:tức(?: là)?|tương ứng|tương đương|bằng|đạt|hay)?(?: với)? ?"
_TO = r"(?:lên|xuống|còn|đến|thành)(?: còn| đến| thành)?"
_AGAINST = r"[^\d;()\n.]{0,40}so với[^\d;()\n.]{0,60}(?: ?\((?:là |đạt |có )?| là | đạt )"
_NOW = rf"(?<![\d.,/]){_B}[^\d;()\n.]{{0,60}}?[,( ]+"
_STEP = rf"(?P<dir>tăng|giảm)(?: thêm)? (?P<step>{ALONE}) ?(?:{NOUN})?"

_FORMS = tuple(
    map(
        compiled,
        (
            rf"{_DELTA}{_WORDS} ?\(?(?:tăng |giảm )?từ {_A}{_WORDS} {_TO} {_B}",
            rf"(?:(?:tăng|giảm) )?từ {_A}{_WORDS} {_TO} {_B}{_WORDS}{_THAT_IS}{_DELTA}",
            rf"{_NOW}{_DELTA}{_AGAINST}{_A}\)?",
            rf"{_NOW}{_STEP}{_THAT_IS}(?:tăng |giảm |tỷ lệ )*(?P<x>{NUMBER}) ?(?P<u>%)",
        ),
    )
)
"""From `a` to `b` by `x` in the unit `u`; where only `b` and a `step` are told, `a` is what they leave."""

_BARE = compiled(_DELTA)
_POINTS = frozenset({"điểm phần trăm", "điểm %"})


def growth(text: str) -> Iterator[Claim]:
    """Changes told with what they start from and come to."""
    for form in _FORMS:
        for match in form.finditer(text):
            found = _judged(match)
            if found is not None:
                yield found


def bare_growth(text: str) -> Iterator[Claim]:
    """Changes told alone: nothing to compute."""
    for match in _BARE.finditer(text):
        shown = _shown(match)
        yield Claim(kind=Kind.GROWTH, start=match.start(), end=match.end(), percentage=shown, noun=_unit(match))


def _judged(match: re.Match[str]) -> Claim | None:
    after, shown = _value(match["b"], match["ub"]), _shown(match)
    grows = match["dir"].casefold() == "tăng"
    before = _before(match, after, grows=grows)
    unit = _unit(match)
    if before is None or before <= 0 or not _comparable(match):
        return None
    readings = _readings(before, after, unit, of_shares=match["ub"] == "%")
    fitting = [each for each in readings if (each[0] >= 0) == grows and fit(abs(each[0]), shown)]
    exact, told = (fitting or readings)[0]
    decimals = max(shown.decimals, 2) if exact.denominator != 1 else 0
    way = "tăng" if exact > 0 else "giảm" if exact < 0 else "không đổi"
    return Claim(
        kind=Kind.GROWTH,
        start=match.start(),
        end=match.end(),
        arithmetic=Arithmetic.RIGHT if fitting else Arithmetic.WRONG,
        computed=rounded(abs(exact), decimals),
        note=f"{told} = {way} {shortest(abs(exact))} {unit}".replace(" %", "%"),
        percentage=shown,
        noun=unit,
    )


def _readings(before: Fraction, after: Fraction, unit: str, *, of_shares: bool) -> list[tuple[Fraction, str]]:
    """What the change may be counted as, each with its calculation. Between percentages, % may mean points."""
    gained, first, last = after - before, shortest(before), shortest(after)
    difference = (gained, f"{last} − {first}")
    if unit == "lần":
        return [(after / before, f"{last} ÷ {first}")]
    if unit == "%":
        relative = (gained / before * 100, f"({last} − {first}) ÷ {first}")
        return [relative, difference] if of_shares else [relative]
    return [difference]


def _before(match: re.Match[str], after: Fraction, *, grows: bool) -> Fraction | None:
    groups = match.groupdict()
    if groups.get("a"):
        return _value(groups["a"], groups["ua"])
    step = Fraction(number(groups["step"]).value)
    return after - step if grows else after + step


def _comparable(match: re.Match[str]) -> bool:
    """Points are between percentages; what is counted is the same at both ends."""
    groups = match.groupdict()
    first, last = (groups.get("ua") or "").casefold(), (groups["ub"] or "").casefold()
    return "%" not in (first, last) or not first or not last or first == last


def _value(text: str, unit: str | None) -> Fraction:
    return Fraction((percentage(text, most=100) if unit == "%" else number(text)).value)


def _shown(match: re.Match[str]) -> Written:
    return percentage(match["x"]) if match["u"] == "%" else number(match["x"])


def _unit(match: re.Match[str]) -> str:
    unit = match["u"].casefold()
    return "điểm phần trăm" if unit in _POINTS else unit
