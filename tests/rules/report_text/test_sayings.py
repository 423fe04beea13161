"""What fields say, and the sentences that are proposed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.report_text.fields import field, filled, pieces
from motcua.rules.report_text.proposals import PROPOSED, TO_WRITE, Scope, Spoken, proposal
from motcua.rules.report_text.sayings import UNKNOWN, Held, percent, said

HALF = Held(numerator=1400, denominator=1401, before=(1300, 1400))


@pytest.mark.parametrize(
    ("written", "held", "told"),
    [
        ("settlement_rate.numerator", HALF, "1.400"),
        ("settlement_rate.denominator", HALF, "1.401"),
        ("settlement_rate.rest", HALF, "01"),
        ("settlement_rate.value", HALF, "99,93%"),
        ("settlement_rate.difference", HALF, "tăng 7,07 điểm phần trăm so với cùng kỳ"),
        ("settlement_rate.value", Held(numerator=5, denominator=5), "100%"),
        ("settlement_rate.value", Held(numerator=99_999, denominator=100_000), "99,99%"),
        ("settlement_rate.value", Held(numerator=0, denominator=0), "(không phát sinh)"),
        ("settlement_rate.value", UNKNOWN, "(chưa có dữ liệu)"),
        ("settlement_rate.difference", Held(numerator=5, denominator=5), "(không có số liệu cùng kỳ)"),
        ("settlement_rate.difference", Held(numerator=5, denominator=5, before=(0, 0)), "(không có số liệu cùng kỳ)"),
        (
            "online_share.difference",
            Held(numerator=1, denominator=4, before=(1, 2), invented=True),
            "giảm 25,00 điểm phần trăm so với cùng kỳ (số cùng kỳ là số liệu giả định)",
        ),
        ("online_share.difference", Held(numerator=1, denominator=2, before=(2, 4)), "không đổi so với cùng kỳ"),
        ("overdue_open.numerator", Held(numerator=5, denominator=None), "05"),
        ("overdue_open.value", Held(numerator=12, denominator=None), "12"),
        ("overdue_open.denominator", Held(numerator=12, denominator=None), "12"),
        ("overdue_open.rest", Held(numerator=12, denominator=None), "00"),
        ("overdue_open.difference", Held(numerator=12, denominator=None, before=(14, None)),
         "giảm 02 hồ sơ so với cùng kỳ"),
    ],
)  # fmt: skip
def test_what_a_field_says(written: str, held: Held, told: str) -> None:
    assert said(field(written), held) == told


@given(part=st.integers(0, 10**6), rest=st.integers(0, 10**6))
def test_a_share_is_100_only_where_it_is_all(part: int, rest: int) -> None:
    if part + rest:
        assert (percent(Fraction(part, part + rest)) == "100") is (rest == 0)


SCOPE = Scope(
    whole=Spoken(name="Toàn huyện"),
    levels=(Spoken(name="Cấp huyện", place="district"), Spoken(name="Cấp xã", place="commune")),
    units=(Spoken(name="Xã Hàm Tân", place="tra_cu.ham_tan"), Spoken(name="Xã Đại An", place="tra_cu.dai_an")),
)


def proposed(section: str, figures: Mapping[str, Held], scope: Scope = SCOPE) -> str:
    """The section as it is proposed and filled. A figure may be told for a place apart: online_share@commune."""

    def held(one: object) -> Held:
        name = str(one).strip("{}")
        indicator, _, place = name.partition("@")
        bare = indicator.partition(".")[0]
        return figures.get(f"{bare}@{place}", figures.get(bare, UNKNOWN))

    return filled(proposal(section, "Nêu rõ.", scope, held), lambda one: said(one, held(one)))


def test_what_was_received_and_settled_is_told_by_level() -> None:
    text = proposed(
        "procedures",
        {
            "settlement_rate": Held(numerator=30, denominator=31),
            "settlement_rate@district": Held(numerator=10, denominator=11),
            "settlement_rate@commune": Held(numerator=20, denominator=20),
            "overdue_open": Held(numerator=1, denominator=None),
            "open_dossiers": Held(numerator=2, denominator=None),
            "overdue_open@tra_cu.dai_an": Held(numerator=0, denominator=None),
        },
    )
    assert "Toàn huyện tiếp nhận 31 hồ sơ, đã giải quyết 30/31 hồ sơ, đạt 96,77%." in text
    assert "Cấp huyện tiếp nhận 11 hồ sơ, đã giải quyết 10/11 hồ sơ, đạt 90,91%." in text
    assert "Cấp xã tiếp nhận 20 hồ sơ, đã giải quyết 20/20 hồ sơ, đạt 100%." in text
    assert "đang giải quyết 02 hồ sơ, trong đó đã quá hạn chưa giải quyết 01 hồ sơ." in text
    assert "đã quá hạn: Xã Hàm Tân (01 hồ sơ)." in text
    assert "Phản ánh, kiến nghị về quy định hành chính: chưa có dữ liệu." in text


def test_the_published_half_year() -> None:
    """What the district of the demonstration printed of the first half of 2023."""
    text = proposed(
        "procedures",
        {
            "settlement_rate": Held(numerator=41_151, denominator=41_180),
            "settlement_rate@district": Held(numerator=1_400, denominator=1_401),
            "settlement_rate@commune": Held(numerator=39_751, denominator=39_779),
            "overdue_open": Held(numerator=0, denominator=None),
        },
    )
    assert "Cấp huyện tiếp nhận 1.401 hồ sơ, đã giải quyết 1.400/1.401 hồ sơ, đạt 99,93%." in text
    assert "Cấp xã tiếp nhận 39.779 hồ sơ, đã giải quyết 39.751/39.779 hồ sơ, đạt 99,93%." in text


def test_one_level_is_not_told_twice() -> None:
    one = {
        "settlement_rate": Held(numerator=1, denominator=1),
        "settlement_rate@district": Held(numerator=0, denominator=0),
    }
    assert "Cấp" not in proposed("procedures", one)


def test_nothing_received() -> None:
    none = {"settlement_rate": Held(numerator=0, denominator=0)}
    assert proposed("procedures", none) == "Trong kỳ, toàn huyện không tiếp nhận hồ sơ thủ tục hành chính nào."
    assert proposed("digital", none) == f"{TO_WRITE} Nêu rõ."


def test_nothing_overdue() -> None:
    text = proposed(
        "procedures",
        {"settlement_rate": Held(numerator=1, denominator=1), "overdue_open": Held(numerator=0, denominator=None)},
    )
    assert "không có hồ sơ quá hạn chưa giải quyết" in text


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ((1, 10), "đạt 20%, tăng 10,00 điểm phần trăm so với cùng kỳ."),
        (None, "hồ sơ, đạt 20%; không có số liệu cùng kỳ để so sánh."),
    ],
)
def test_the_online_share_is_compared_where_something_is_known(before: tuple[int, int] | None, told: str) -> None:
    figures = {
        "settlement_rate": Held(numerator=10, denominator=10),
        "online_share": Held(numerator=2, denominator=10, before=before),
        "digitised_share": Held(numerator=0, denominator=0),
    }
    text = proposed("digital", figures).replace("20,00%", "20%")
    assert told in text
    assert "Trong kỳ không phát sinh hồ sơ phải số hóa." in text
    assert "Thanh toán trực tuyến: chưa có dữ liệu." in text


def test_what_nothing_records_is_to_be_written() -> None:
    assert proposed("plan", {}) == f"{TO_WRITE} Nêu rõ."
    assert proposal("results", "", SCOPE, lambda one: UNKNOWN) == ""


def test_proposals_name_figures_that_exist() -> None:
    every = {name: Held(numerator=1, denominator=2, before=(1, 3)) for name in PROPOSED}
    for section in ("procedures", "digital"):
        text = proposal(section, "", SCOPE, lambda one: every[one.indicator])
        assert {one.indicator for one in pieces(text) if not isinstance(one, str)} <= PROPOSED
