"""Ratios: "1.400/1.401 hồ sơ, đạt 99,93%", the reverse, and "tiếp nhận 1.401 hồ sơ, giải quyết 1.400 hồ sơ, đạt …%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from motcua.rules.claims.claim import Arithmetic, Claim, Kind
from motcua.rules.claims.words import ALONE, MASK, NOUN, NUMBER, compiled, noun_after, noun_of
from motcua.rules.vietnamese_numbers import (
    PATTERN,
    Fit,
    Written,
    count,
    fit,
    number,
    percentage,
    rounded,
    shortest,
    written,
)

_PERCENT = rf"(?<![\d.,])(?P<p>{PATTERN}) ?%"
_PAIR = rf"(?P<n>{NUMBER})(?: {NOUN})? ?/ ?(?:tổng (?:số )?)?(?P<d>{PATTERN})(?![\w{MASK}])(?![.,/][\d{MASK}])"
_VERB = r"(?:(?:ước |đã )?(?:đạt|chiếm|bằng|tương ứng|tương đương|tức(?: là)?|=|là|với)(?: với)?(?: khoảng)? ?)?"
_RATE = r"(?:(?:tỷ|tỉ) (?:lệ|trọng)(?: (?:đạt|là|chung|chiếm))? ?:? ?)?"
_SAYS = rf"(?:[,;:(\[-] ?)?{_VERB}{_RATE}\(?"
_MUST_SAY = re.compile(r"[,;:(\[=]|đạt|chiếm|bằng|tương|tức|là|với|lệ|trọng", re.IGNORECASE)
_OUT_OF = rf"(?:trên|trong)(?: tổng)?(?: số)?(?: là)? (?P<d>{ALONE})(?P<w2>[^\d;()\n]{{0,60}}?)"
_AND_THAT_IS = r"(?:tương ứng|tương đương|tức|bằng|với|=|:)(?: với| là)? ?(?:[^\d()\n;,]{0,20} )?"

_FORMS = tuple(
    map(
        compiled,
        (
            rf"{_PAIR}(?P<w>[^\d;()\n]{{0,90}}?) ?(?P<s>{_SAYS}) ?{_PERCENT}",
            rf"(?P<n>{ALONE})(?P<w>(?: [^\d;()\n,]{{0,40}}?)?) {_OUT_OF} ?(?P<s>{_SAYS}) ?{_PERCENT}",
            rf"{_PERCENT}(?P<w>[^\d;(\n.,]{{0,60}}?) ?(?P<s>,? ?\((?:[^\d()\n;]{{0,40}} )?|,? ?{_AND_THAT_IS}){_PAIR}",
        ),
    )
)
"""Numerator `n`, denominator `d`, percentage `p`; `s` is what joins them, `w` the words between."""

_OTHER = re.compile(r"\b(?:tăng|giảm|so với|cùng kỳ|còn lại)\b", re.IGNORECASE)
"""Words after which a percentage speaks of something else."""

_SHARE = compiled(
    r"(?:\b(?:đạt|chiếm|bằng|tương ứng)(?: khoảng)?(?: (?:tỷ|tỉ) (?:lệ|trọng))?(?: là)?|(?:tỷ|tỉ) (?:lệ|trọng)"
    rf"(?:(?!tăng|giảm)[^\d;()\n,.]){{0,80}}?(?:\b(?:đạt|là|chiếm|trên)\b|:)?|"
    rf"(?<=[,;] )(?:của|riêng)(?: (?!tăng|giảm)[^\W\d_]{{1,12}}){{1,8}} là) ?:? ?\(?{_PERCENT}"
)
_JOINED = compiled(
    rf"(?P<n>{ALONE})(?: ?{NOUN}(?P<w>[^\d;()\n,.]{{0,60}}?))?(?: ?\([^()\n]{{4,300}}\))?,? ?\(?"
    r"(?P<v>đạt|chiếm|tương ứng|bằng|(?:tỷ|tỉ) lệ|(?<=\())(?: khoảng)?(?: (?:tỷ|tỉ) (?:lệ|trọng))?(?: là| đạt)? ?:? ?"
    rf"{_PERCENT}"
)
_BEFORE = compiled(rf"(?P<n>{ALONE})")
_PLANNED = compiled(
    r"\s*(?:so với|kế hoạch|chỉ tiêu|dự toán|nghị quyết|mục tiêu|kh\b|yêu cầu|số (?!hồ sơ)|trở lên|cán bộ|dân)"
)
"""What follows a percentage of something that the sentence does not count."""

_BARE = compiled(rf"{_PAIR}(?! ?%)(?: ?(?P<noun>{NOUN}))?")
_LOOKS_BACK = 1_000
"""Characters of a sentence before a share among which its whole is looked for."""

_SENTENCE = re.compile(r"[.!?] (?=[^\W\d_a-z])|(?<!;)\n")
"""A list goes on after a semicolon."""


def judged(part: Written, whole: Written, shown: Written) -> tuple[Arithmetic, Fraction, str]:
    """Whether a printed percentage is that of the part; the exact one, and the calculation in words."""
    exact = Fraction(part.value) / Fraction(whole.value) * 100
    how = fit(exact, shown)
    told = f"{_said(part)} ÷ {_said(whole)} = {shortest(exact, decimals=max(shown.decimals, 2))}%"
    if how is Fit.TRUNCATED:
        told += ", số in ra là cắt bớt, không làm tròn"
    if how is Fit.ROUNDED and shown.value == 100 and exact != 100:
        told += ", làm tròn thành 100% khi chưa đủ"
    return (Arithmetic.RIGHT if how else Arithmetic.WRONG), exact, told


def ratios(text: str) -> Iterator[Claim]:
    """Ratios whose numerator and denominator stand side by side with their percentage."""
    for form in _FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            between = f"{groups['w']}{groups.get('w2') or ''}"
            if _OTHER.search(between) or not _MUST_SAY.search(match["s"]):
                continue
            part, whole = number(match["n"]), number(match["d"])
            if whole.value:
                yield _ratio(match, part, whole, noun=noun_after(text, match.end("d")))


def shares_of_sentence(text: str, taken: Sequence[Claim]) -> Iterator[Claim]:
    """Percentages of a count of the same thing earlier in the sentence; those without one claim their value only.

    A share of a part of a sum stands within the sum, or begins where the sum ends.
    """
    spoken = [claim for claim in taken if claim.kind in (Kind.RATIO, Kind.GROWTH)]
    sums = [(claim.start, claim.end) for claim in taken if claim.kind is Kind.SUM]
    for match in _JOINED.finditer(text):
        found = None if _PLANNED.match(text, match.end()) else _of_earlier(text, match, spoken, sums=sums)
        if found is not None:
            yield found
    for match in _SHARE.finditer(text):
        shown = percentage(match["p"], most=100)
        yield Claim(kind=Kind.RATIO, start=match.start(), end=match.end(), percentage=shown)


def pairs(text: str) -> Iterator[Claim]:
    """Numerator and denominator without a percentage: "đã giải quyết 39.751/39.779"."""
    for match in _BARE.finditer(text):
        part, whole = count(match["n"]), count(match["d"])
        likely = match["noun"] or (part.value <= whole.value and whole.value >= 32)
        if likely and whole.value and part.is_whole and whole.is_whole:
            exact = Fraction(part.value) / Fraction(whole.value) * 100
            yield Claim(
                kind=Kind.RATIO,
                start=match.start(),
                end=match.end(),
                computed=rounded(exact, 2),
                note=f"{_said(part)} ÷ {_said(whole)} = {shortest(exact)}%",
                numerator=part.whole,
                denominator=whole.whole,
                noun=noun_of(match["noun"] or ""),
            )


def _ratio(match: re.Match[str], part: Written, whole: Written, *, noun: str) -> Claim:
    shown = percentage(match["p"], most=999)
    if part.decimals == 3 or whole.decimals == 3:  # 1,401 of a spreadsheet
        part, whole = count(match["n"]), count(match["d"])
    arithmetic, exact, told = judged(part, whole, shown)
    counts = part.is_whole and whole.is_whole
    return Claim(
        kind=Kind.RATIO,
        start=match.start(),
        end=match.end(),
        arithmetic=arithmetic,
        computed=rounded(exact, max(shown.decimals, 2)),
        note=told,
        numerator=part.whole if counts else None,
        denominator=whole.whole if counts else None,
        percentage=shown,
        noun=noun,
    )


Spans = Sequence[tuple[int, int]]


def _of_earlier(text: str, match: re.Match[str], taken: Sequence[Claim], *, sums: Spans) -> Claim | None:
    """A count with a percentage, judged against the counts of the same thing before it in its sentence, and against
    the denominators of its ratios.

    It is right when it is that of any of them. It is wrong only where the sentence leaves no doubt that it should be:
    of dossiers, or said to be a share.
    """
    part, noun = count(match["n"]), noun_after(text, match.end("n"))
    least = max(part.value, Decimal(1))
    wholes = [whole for whole in _wholes(text, match.start(), noun, taken) if whole.value >= least]
    if not (wholes and part.is_whole) or _OTHER.search(match["w"] or ""):
        return None
    shown = percentage(match["p"], most=100)
    tried = [(whole, *judged(part, whole, shown)) for whole in reversed(wholes)]
    right = [each for each in tried if each[1] is Arithmetic.RIGHT]
    certain = noun == "hồ sơ" or match["v"].casefold() == "chiếm"
    if not right and not certain:
        return None
    whole, arithmetic, exact, told = (right or tried)[0]
    return Claim(
        kind=Kind.RATIO,
        start=match.start("v") if _within(match.start(), sums) else match.start(),
        end=match.end(),
        arithmetic=arithmetic,
        computed=rounded(exact, max(shown.decimals, 2)),
        note=told,
        numerator=part.whole,
        denominator=whole.whole,
        percentage=shown,
        noun=noun,
    )


def _wholes(text: str, place: int, noun: str, taken: Sequence[Claim]) -> list[Written]:
    """What the sentence counts of a thing before a place, first what stands in its ratios."""
    near = max(0, place - _LOOKS_BACK)
    begins = max((found.end() for found in _SENTENCE.finditer(text, near, place)), default=near)
    of_ratios = [
        Written(value=Decimal(claim.denominator), decimals=0)
        for claim in taken
        if claim.denominator and claim.noun == noun and begins <= claim.start < place
    ]
    spoken = [(claim.start, claim.end) for claim in taken]
    counted = [
        count(earlier["n"])
        for earlier in _BEFORE.finditer(text, begins, place)
        if noun_after(text, earlier.end()) in (noun, "") and not _within(earlier.start(), spoken)
    ]
    return [*of_ratios, *(whole for whole in counted if whole.is_whole)]


def _within(place: int, taken: Spans) -> bool:
    return any(start <= place < end for start, end in taken)


def _said(value: Written) -> str:
    return written(Fraction(value.value), decimals=value.decimals)
