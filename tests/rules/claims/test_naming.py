"""What a claim speaks of: which figure, whose, when."""

from __future__ import annotations

import pytest

from motcua.rules.claims.claim import Kind
from motcua.rules.claims.naming import Named, Names, named
from motcua.rules.claims.reading import read
from motcua.rules.claims.spans import period_in_sentence, period_of_report
from motcua.rules.claims.subjects import SUBJECTS, Counted
from motcua.rules.indicators import indicators
from tests.rules.document_kinds import KINDS

NAMES = Names(
    units={
        "Xã Hàm Tân": "tra_cu.ham_tan",
        "Xã Đại An": "tra_cu.dai_an",
        "Huyện Trà Cú": "tra_cu",
        "Xã Tân": "tra_cu.tan",
    }
)
RECEIVED, SETTLED = ("settlement_rate", Counted.DENOMINATOR), ("settlement_rate", Counted.NUMERATOR)
ON_TIME, LATE = ("on_time_rate", Counted.NUMERATOR), ("on_time_rate", Counted.REST)
ONLINE, OPEN, OVERDUE = (
    ("online_share", Counted.NUMERATOR), ("open_dossiers", Counted.NUMERATOR), ("overdue_open", Counted.NUMERATOR),
)  # fmt: skip


def of(text: str, *, at: int = -1) -> Named | None:
    """What the claim at a place of the text speaks of; the last one, unless told."""
    found = read(text, kinds=KINDS)
    claims = [claim for claim in found.claims if claim.kind is not Kind.REFERENCE]
    return named(found, claims[at], NAMES)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Toàn huyện tiếp nhận 39.779 hồ sơ", RECEIVED),
        ("Số hồ sơ tiếp nhận là 39.779", RECEIVED),
        ("Tiếp nhận 39.779 hồ sơ, đã giải quyết 39.751", SETTLED),
        ("Tiếp nhận 39.779 hồ sơ, đã giải quyết 39.751/39.779 hồ sơ, đạt 99,93%", SETTLED),
        ("Tiếp nhận 39.779 hồ sơ, giải quyết 39.751 hồ sơ, đạt tỷ lệ 99,93%", SETTLED),
        ("Tỷ lệ giải quyết hồ sơ đạt 99,93%", SETTLED),
        ("Bộ phận Tiếp nhận và Trả kết quả huyện tiếp nhận 1.401 hồ sơ", RECEIVED),
        ("Số lượng hồ sơ đã giải quyết: 1.236 hồ sơ", SETTLED),
        ("Số lượng hồ sơ đang giải quyết: 20 hồ sơ", OPEN),
        ("Hồ sơ đã giải quyết: 12 hồ sơ; trong đó, trước hạn: 10 hồ sơ, đúng hạn: 02 hồ sơ", SETTLED),
        ("Hồ sơ tiếp nhận: 12 hồ sơ (trực tuyến 10 hồ sơ, trực tiếp 02 hồ sơ)", RECEIVED),
        ("giải quyết đúng hạn 1.395 hồ sơ", ON_TIME),
        ("có 1.395 hồ sơ đúng hạn", ON_TIME),
        ("trước và đúng hạn 1.395 hồ sơ", ON_TIME),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 99,64%", ON_TIME),
        ("giải quyết quá hạn 05 hồ sơ", LATE),
        ("đang giải quyết nhưng đã quá hạn 05 hồ sơ", OVERDUE),
        ("còn 05 hồ sơ chưa giải quyết đã quá hạn", OVERDUE),
        ("hiện đang giải quyết 28 hồ sơ", OPEN),
        ("còn lại 28 hồ sơ", OPEN),
        ("tiếp nhận trực tuyến 560 hồ sơ", ONLINE),
        ("trong đó 560 hồ sơ trực tuyến", ONLINE),
        ("Tỷ lệ hồ sơ trực tuyến đạt 39,97%", ONLINE),
    ],
)
def test_a_subject(text: str, subject: tuple[str, Counted]) -> None:
    found = of(text)
    assert found is not None
    assert (found.subject.indicators[0], found.subject.counted) == subject


@pytest.mark.parametrize(
    "text",
    [
        "giải quyết trước hạn 1.005 hồ sơ",
        "quá hạn 05 hồ sơ",
        "Kết quả giải quyết: có 15 hồ sơ bị trả lại",
        "tiếp nhận trực tiếp 841 hồ sơ",
        "tiếp nhận qua bưu chính 15 hồ sơ",
        "tiếp nhận 38 phản ánh, kiến nghị",
        "tiếp nhận 120 hồ sơ lĩnh vực đất đai",
        "cùng kỳ tiếp nhận 36.534 hồ sơ",
        "bình quân mỗi ngày tiếp nhận 320 hồ sơ",
        "trả kết quả 1.390 hồ sơ",
        "số hóa 1.250 hồ sơ",
        "kiểm tra 24 đơn vị",
        "hoàn thành 45/52 nhiệm vụ, đạt 86,54%",
        "tăng 50 hồ sơ",
        "hồ sơ trực tuyến đã giải quyết 550 hồ sơ",
    ],
)
def test_what_is_not_counted_here_is_nothing(text: str) -> None:
    assert of(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "level"),
    [
        ("Tiếp nhận 39.779 hồ sơ", "", ""),
        ("Toàn huyện tiếp nhận 39.779 hồ sơ", "", ""),
        ("Cấp huyện tiếp nhận 1.401 hồ sơ", "", "district"),
        ("Bộ phận Tiếp nhận và Trả kết quả huyện tiếp nhận 1.401 hồ sơ", "", "district"),
        ("Cấp huyện tiếp nhận 1.401 hồ sơ; cấp xã tiếp nhận 38.378 hồ sơ", "", "commune"),
        ("Cấp xã giải quyết tốt; toàn huyện tiếp nhận 39.779 hồ sơ", "", ""),
        ("Xã Hàm Tân tiếp nhận 2.115 hồ sơ", "tra_cu.ham_tan", ""),
        ("UBND xã Hàm Tân đã tiếp nhận 2.115 hồ sơ", "tra_cu.ham_tan", ""),
        ("Tiếp nhận 2.115 hồ sơ tại xã Hàm Tân", "tra_cu.ham_tan", ""),
        ("Xã Hàm Tân đạt khá. Toàn huyện tiếp nhận 39.779 hồ sơ", "", ""),
        ("Cấp huyện: Thực hiện tốt. Tiếp nhận 1.401 hồ sơ", "", "district"),
        ("Huyện Trà Cú tiếp nhận 39.779 hồ sơ", "tra_cu", ""),
    ],
)
def test_a_place(text: str, unit: str, level: str) -> None:
    found = of(text)
    assert found is not None
    assert (found.place.unit, found.place.level) == (unit, level)


@pytest.mark.parametrize(("text", "whole"), [("Toàn huyện tiếp nhận 9 hồ sơ", True), ("Tiếp nhận 9 hồ sơ", False)])
def test_the_whole_is_told_from_nothing(text: str, whole: bool) -> None:
    found = of(text)
    assert found is not None
    assert found.place.whole is whole


def test_a_place_speaks_for_its_line_and_not_for_the_next() -> None:
    found = of("Cấp huyện: thực hiện tốt.\nTiếp nhận 39.779 hồ sơ")
    assert found is not None
    assert found.place.level == ""


def test_every_row_names_figures_that_exist() -> None:
    assert {name for subject in SUBJECTS for name in subject.indicators} <= set(indicators())


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Trong 6 tháng đầu năm 2023, tiếp nhận", "2023-H1"),
        ("06 tháng cuối năm 2022", "2022-H2"),
        ("Quý II/2023", "2023-Q2"),
        ("quý IV năm 2022", "2022-Q4"),
        ("trong tháng 6/2023", "2023-06"),
        ("tháng 06 năm 2023", "2023-06"),
        ("9 tháng đầu năm 2023", "2023-01-01..2023-09-30"),
        ("ngày 30 tháng 6 năm 2023", ""),
        ("so với cùng kỳ quý II/2022", ""),
        ("Kế hoạch năm 2023", ""),
        ("tháng 13/2023", ""),
    ],
)
def test_the_period_of_a_sentence(sentence: str, period: str) -> None:
    assert period_in_sentence(sentence) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("BÁO CÁO\nKết quả công tác cải cách hành chính 6 tháng đầu năm 2023\nTrong quý II/2023 …", "2023-H1"),
        ("Báo cáo công tác cải cách hành chính quý I năm 2023", "2023-Q1"),
        ("Báo cáo kết quả cải cách hành chính năm 2022", "2022"),
        ("Trà Cú, ngày 27 tháng 6 năm 2023\nBáo cáo tháng 6/2023", "2023-06"),
        ("Thực hiện Kế hoạch cải cách hành chính năm 2023 của huyện.", ""),
        ("", ""),
    ],
)
def test_the_period_of_a_report(text: str, period: str) -> None:
    assert period_of_report(text) == period


def test_a_sentence_may_speak_of_another_period() -> None:
    found = of("Trong tháng 6/2023 tiếp nhận 6.500 hồ sơ")
    assert found is not None
    assert found.period == "2023-06"
