"""An amount in Vietnamese words, as receipts write it."""

from __future__ import annotations

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS = ("", "nghìn", "triệu", "tỷ")
_GROUP = 1000


def money_words(amount: int) -> str:
    """ "Một trăm linh năm nghìn đồng". ValueError below 0 and from a thousand billion on."""
    if not 0 <= amount < _GROUP ** len(_UNITS):
        raise ValueError(f"no words for {amount}")
    words = _number(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _number(amount: int) -> str:
    if amount == 0:
        return _DIGITS[0]
    groups = []
    while amount:
        amount, group = divmod(amount, _GROUP)
        groups.append(group)
    said = []
    for place in range(len(groups) - 1, -1, -1):
        if groups[place]:
            first = place == len(groups) - 1
            said.append(f"{_three(groups[place], first=first)} {_UNITS[place]}".strip())
    return " ".join(said)


def _three(group: int, *, first: bool) -> str:
    hundreds, rest = divmod(group, 100)
    said = [] if first and not hundreds else [f"{_DIGITS[hundreds]} trăm"]
    if rest:
        said.append(_two(rest, alone=not said))
    return " ".join(said)


def _two(rest: int, *, alone: bool) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return _DIGITS[ones] if alone else f"linh {_DIGITS[ones]}"
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    if ones == 1 and tens > 1:
        return f"{head} mốt"
    if ones == 5:
        return f"{head} lăm"
    return f"{head} {_DIGITS[ones]}"
