"""What is read from sentences of reports, against a set of sentences that an office can read and correct."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from motcua.rules.claims.claim import Arithmetic, Claim, Kind
from motcua.rules.claims.reading import Reading, read
from motcua.rules.vietnamese_numbers import written
from tests.rules.document_kinds import KINDS

SETS = ("claims.yaml", "claims_unseen.yaml")
CASES: list[dict[str, Any]] = [
    case for name in SETS for case in YAML(typ="safe").load(Path(__file__).parents[2] / "cases" / name)
]
LEAST = 0.95
"""Of precision and of recall."""


@dataclass(frozen=True)
class Expected:
    """A line of the set: kind, the piece of text that must lie within the claim, verdict, computed number."""

    kind: str
    piece: str
    arithmetic: str = "none"
    computed: float | None = None

    def is_met(self, text: str, claim: Claim, span: tuple[int, int]) -> bool:
        start = text.index(self.piece)
        return (
            claim.kind == self.kind
            and span[0] <= start
            and span[1] >= start + len(self.piece)
            and claim.arithmetic == self.arithmetic
            and (self.computed is None or (claim.computed is not None and float(claim.computed) == self.computed))
        )


def reading(text: str) -> Reading:
    return read(text, kinds=KINDS)


def judged(case: dict[str, Any]) -> tuple[int, list[Expected], list[Claim]]:
    """How many claims were expected and found, which were missed, and which nobody expected."""
    read_ = reading(case["text"])
    claims = list(read_.claims)
    missed = []
    found = 0
    for line in case.get("claims") or ():
        expected = Expected(*line)
        spans = {id(claim): read_.script.span(claim.start, claim.end) for claim in claims}
        met = next((claim for claim in claims if expected.is_met(case["text"], claim, spans[id(claim)])), None)
        if met is None:
            missed.append(expected)
        else:
            found += 1
            claims.remove(met)
    return found, missed, claims


@cache
def measured() -> tuple[float, float]:
    """Precision and recall over the whole set."""
    results = [judged(case) for case in CASES]
    found = sum(each for each, _, _ in results)
    missed = sum(len(each) for _, each, _ in results)
    extra = sum(len(each) for _, _, each in results)
    return found / (found + extra), found / (found + missed)


def test_the_set_is_large_and_has_all_kinds_right_and_wrong() -> None:
    lines = [Expected(*line) for case in CASES for line in case.get("claims") or ()]
    assert len(CASES) >= 120
    assert {line.kind for line in lines} == set(Kind)
    for kind in (Kind.RATIO, Kind.SUM, Kind.GROWTH):
        verdicts = [line.arithmetic for line in lines if line.kind == kind]
        assert verdicts.count("right") >= 8
        assert verdicts.count("wrong") >= 6
    assert sum(not case.get("claims") for case in CASES) >= 30


def test_precision() -> None:
    assert measured()[0] >= LEAST


def test_recall() -> None:
    assert measured()[1] >= LEAST


def test_no_right_sentence_is_called_wrong() -> None:
    accused = [
        case["text"]
        for case in CASES
        if not any(line[2:3] == ["wrong"] for line in case.get("claims") or ())
        and any(claim.arithmetic is Arithmetic.WRONG for claim in reading(case["text"]).claims)
    ]
    assert accused == []


def test_every_wrong_figure_is_found() -> None:
    passed = [
        case["text"]
        for case in CASES
        if any(line[2:3] == ["wrong"] for line in case.get("claims") or ())
        and not any(claim.arithmetic is Arithmetic.WRONG for claim in reading(case["text"]).claims)
    ]
    assert passed == []


def test_a_whole_report_reads_as_its_sentences_do() -> None:
    texts = [case["text"] for case in CASES]
    random.Random(4).shuffle(texts)
    whole = reading("\n".join(texts))
    apart = [(claim.kind, read_.text_of(claim)) for read_ in map(reading, texts) for claim in read_.claims]
    assert [(claim.kind, whole.text_of(claim)) for claim in whole.claims] == apart


def test_decomposed_text_reads_alike_and_keeps_its_own_offsets() -> None:
    for case in CASES:
        text = case["text"]
        decomposed = reading(unicodedata.normalize("NFD", text))
        again = [unicodedata.normalize("NFC", decomposed.text_of(claim)) for claim in decomposed.claims]
        composed = reading(text)
        assert again == [composed.text_of(claim) for claim in composed.claims]


def one(text: str, kind: Kind) -> Claim:
    found = [claim for claim in reading(text).claims if claim.kind is kind]
    assert len(found) == 1
    return found[0]


_COUNTS = st.integers(1, 99_999)


@given(_COUNTS, _COUNTS, st.integers(0, 2))
def test_a_ratio_that_is_printed_as_it_is_is_right(part: int, rest: int, decimals: int) -> None:
    whole = part + rest
    shown = written(Fraction(part, whole) * 100, decimals=decimals)
    n, d = written(Fraction(part)), written(Fraction(whole))
    for text in (
        f"đã giải quyết {n}/{d} hồ sơ, đạt {shown}%",
        f"đạt {shown}% ({n}/{d} hồ sơ)",
        f"tiếp nhận {d} hồ sơ, giải quyết {n} hồ sơ, đạt tỷ lệ {shown} %",
        f"có {n} hồ sơ trên tổng số {d} hồ sơ (chiếm {shown}%)",
    ):
        claim = one(text, Kind.RATIO)
        assert claim.arithmetic is Arithmetic.RIGHT, text
        assert (claim.numerator, claim.denominator) == (part, whole)


@given(_COUNTS, _COUNTS, st.integers(150, 3_000))
def test_a_ratio_that_is_a_point_and_a_half_off_is_wrong(part: int, rest: int, off: int) -> None:
    exact = Fraction(part, part + rest) * 100
    away = exact - Fraction(off, 100)
    if away > 0:
        n, d = written(Fraction(part)), written(Fraction(part + rest))
        claim = one(f"đã giải quyết {n}/{d} hồ sơ, đạt {written(away, decimals=2)}%", Kind.RATIO)
        assert claim.arithmetic is Arithmetic.WRONG
        assert claim.computed is not None
        assert abs(claim.computed - exact) <= Fraction(1, 100)


@given(st.lists(st.integers(1, 500), min_size=2, max_size=5), st.integers(-3, 3))
def test_a_sum_is_right_only_when_its_parts_add_up(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    if total > 0:
        listed = ", ".join(f"{part:02d} xã" for part in parts)
        claim = one(f"kiểm tra {written(Fraction(total))} đơn vị ({listed})", Kind.SUM)
        assert (claim.arithmetic is Arithmetic.RIGHT) == (off == 0)
        assert claim.computed == sum(parts)


@given(_COUNTS, _COUNTS)
def test_growth_is_right_when_it_is_computed(before: int, after: int) -> None:
    way = "tăng" if after >= before else "giảm"
    shown = written(abs(Fraction(after - before, before)) * 100, decimals=2)
    a, b = written(Fraction(before)), written(Fraction(after))
    claim = one(f"{way} {shown}% so với cùng kỳ (từ {a} lên {b} hồ sơ)", Kind.GROWTH)
    assert claim.arithmetic is Arithmetic.RIGHT


@given(st.text(max_size=300))
def test_any_text_is_read_and_claims_lie_in_it_in_order(text: str) -> None:
    found = reading(text)
    assert [claim.start for claim in found.claims] == sorted(claim.start for claim in found.claims)
    for claim in found.claims:
        assert 0 <= claim.start < claim.end <= len(found.script.text)
        assert found.text_of(claim)


_PIECES = [
    "12 ",
    "hồ sơ",
    "1.401",
    "/",
    "%",
    " đạt ",
    "(",
    ")",
    ", ",
    "tăng ",
    " từ ",
    " lên ",
    "trong đó ",
    "\n",
    ". ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_pieces_of_sentences_in_any_order_break_nothing(text: str) -> None:
    found = reading(text)
    plain = [claim for claim in found.claims if claim.kind is not Kind.SUM]
    for claim in plain:
        inside = [each for each in plain if each is not claim and claim.start <= each.start < claim.end]
        assert inside == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("1.400/1.401 hồ sơ, đạt 99,93%", "1.400 ÷ 1.401 = 99,93%"),
        ("15/17 xã, đạt 88,23%", "15 ÷ 17 = 88,24%, số in ra là cắt bớt, không làm tròn"),
        ("1.400/1.401 hồ sơ, đạt 100%", "1.400 ÷ 1.401 = 99,93%, làm tròn thành 100% khi chưa đủ"),
        ("24 đơn vị (11 xã, 07 phòng và 06 xã)", "11 + 7 + 6 = 24"),
        ("tăng 12,5% (từ 400 lên 450)", "(450 − 400) ÷ 400 = tăng 12,5%"),
        ("tăng 5,2 điểm phần trăm (từ 40% lên 45,2%)", "45,2 − 40 = tăng 5,2 điểm phần trăm"),
    ],
)
def test_the_calculation_is_told(text: str, note: str) -> None:
    assert reading(text).claims[0].note == note


@pytest.mark.parametrize(
    "piece", ["1,1.", "1 ", "tăng 1% từ 1 ", "12 xã (", "12 xã, ", "1/1 ", "tỷ lệ ", "a.", "111,", "1-A/", "a@a."]
)
def test_hostile_text_is_read_in_time(piece: str) -> None:
    """A form that looks back over the whole text for each number would take minutes here."""
    text = (piece * 30_000)[:30_000]
    assert len(reading(text).claims) <= len(text)
