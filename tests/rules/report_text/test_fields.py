"""Fields in a text: read, refused where they name nothing, never overwritten by a typed number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.registry import law
from motcua.rules.indicators import indicators
from motcua.rules.refusal import Refusal
from motcua.rules.report_text.fields import (
    Field,
    FieldPart,
    each_field,
    field,
    fields_in,
    filled,
    pieces,
    require_fields_kept,
    usable,
)

SHARE = Field(indicator="online_share", part=FieldPart.VALUE, level="commune")
FIELDS = st.builds(
    Field,
    indicator=st.sampled_from(usable()),
    part=st.sampled_from(FieldPart),
    level=st.sampled_from(["", "commune", "district"]),
    period=st.sampled_from(["", "2023-H1", "2023-01-01..2023-02-03", "nd09:2023"]),
)
WORDS = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs", "Cc"]), min_size=1)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{{online_share.value@commune}}", SHARE),
        ("{{ online_share.value@commune }}", SHARE),
        ("{{online_share.value}}", Field(indicator="online_share", part=FieldPart.VALUE)),
        (
            "{{settlement_rate.numerator@tra_cu.ham_tan:2023-Q1}}",
            Field(
                indicator="settlement_rate", part=FieldPart.NUMERATOR, unit="tra_cu.ham_tan", period="2023-Q1",
            ),
        ),
    ],
)  # fmt: skip
def test_a_field_is_read(written: str, found: Field) -> None:
    assert pieces(f"Đạt {written}.") == ("Đạt ", found, ".")


@pytest.mark.parametrize(
    "text",
    [
        "{{no_such_figure.value}}", "{{processing_working_p50.value}}", "{{online_share.median}}",
        "{{online_share}}", "{{online_share.value", "đạt }} đây",
        "{{online_share.value:2023-H9}}", "{{online_share.value@}}", "{{}}", "{{{online_share.value}}",
    ],
)  # fmt: skip
def test_what_names_no_figure_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Không đọc được trường") as refused:
        pieces(text)
    assert refused.value.field == "text"


@given(found=st.lists(st.one_of(WORDS, FIELDS)))
def test_a_text_of_fields_reads_back(found: list[str | Field]) -> None:
    text = "".join(map(str, found))
    assert filled(text, str) == text
    assert fields_in(text) == tuple(each for each in found if isinstance(each, Field))


@given(text=st.text(alphabet="{}.@: abonlie_shrvu", max_size=60).filter(lambda text: "{" in text or "}" in text))
def test_braces_that_hold_no_field_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="Không đọc được trường"):
        pieces(text)


BEFORE = "Cấp xã tiếp nhận {{settlement_rate.denominator@commune}} hồ sơ, đạt {{settlement_rate.value@commune}}."


@pytest.mark.parametrize(
    "after",
    [
        BEFORE.replace("{{settlement_rate.value@commune}}", "100%"),
        BEFORE.replace("{{settlement_rate.denominator@commune}} hồ sơ", "9.999 hồ sơ"),
        "Cấp xã tiếp nhận 12 hồ sơ, đạt 13%.",
    ],
)
def test_a_typed_number_does_not_take_the_place_of_a_field(after: str) -> None:
    with pytest.raises(Refusal, match="không gõ số đè lên được"):
        require_fields_kept(BEFORE, after)


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        f"{BEFORE} Kế hoạch số 03/KH-UBND giao 45 nhiệm vụ.",
        f"Trong 6 tháng, {BEFORE}",
        "",
        BEFORE.replace("{{settlement_rate.value@commune}}", "{{online_share.value@commune}}"),
        BEFORE.replace(", đạt {{settlement_rate.value@commune}}", ""),
        BEFORE.replace("Cấp xã tiếp nhận", "Các xã, thị trấn đã nhận"),
        "Đạt {{settlement_rate.value@commune}} trong tổng số {{settlement_rate.denominator@commune}} hồ sơ.",
    ],
)
def test_the_text_around_fields_is_free(after: str) -> None:
    require_fields_kept(BEFORE, after)


@given(words=WORDS)
def test_what_is_added_after_a_text_takes_no_field(words: str) -> None:
    require_fields_kept(BEFORE, f"{BEFORE} {words}")


def test_each_field_once() -> None:
    assert [str(each) for each in each_field(iter((BEFORE, BEFORE)))] == [
        "{{settlement_rate.denominator@commune}}", "{{settlement_rate.value@commune}}",
    ]  # fmt: skip


def test_the_columns_of_the_annex_are_fields() -> None:
    for table in law().report_outline_on(date(2023, 6, 30)).tables:
        for column in table.columns:
            assert field(column.field).indicator in indicators()
