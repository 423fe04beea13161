"""What is written down of a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules import identity
from motcua.rules.refusal import Refusal


@pytest.mark.parametrize(
    ("read", "typed", "kept"),
    [
        (identity.id_number, "084190001234", "084190001234"),
        (identity.id_number, " 334 567 890 ", "334567890"),
        (identity.id_number, "", ""),
        (identity.phone, "0912345678", "0912345678"),
        (identity.phone, "0912.345.678", "0912345678"),
        (identity.phone, "+84 912 345 678", "0912345678"),
        (identity.phone, "84912345678", "0912345678"),
        (identity.phone, "+84 (0) 912 345 678", "0912345678"),
        (identity.phone, "(0294) 3874 123", "02943874123"),
        (identity.phone, "", ""),
        (identity.email, " Thach.Ruol@Example.VN ", "thach.ruol@example.vn"),
        (identity.email, "", ""),
        (identity.birth, "03/05/1960", "1960-05-03"),
        (identity.birth, "3-5-1960", "1960-05-03"),
        (identity.birth, "03051960", "1960-05-03"),
        (identity.birth, "1960-05-03", "1960-05-03"),
        (identity.birth, "1960", "1960"),
        (identity.birth, "", ""),
    ],
)
def test_read(read: Callable[..., str], typed: str, kept: str) -> None:
    assert read(typed, field="x") == kept
    assert read(kept, field="x") == kept


@pytest.mark.parametrize(
    ("read", "typed", "says"),
    [
        (identity.id_number, "08419000123", "12 chữ số"),
        (identity.id_number, "08419000123A", "12 chữ số"),
        (identity.id_number, "٠٨٤١٩٠٠٠١٢٣٤", "12 chữ số"),
        (identity.id_number, "0" * 10_000, "quá 200 ký tự"),
        (identity.phone, "912345678", "10 chữ số"),
        (identity.phone, "09123456789", "10 chữ số"),
        (identity.phone, "0912345\x00678", "ký tự điều khiển"),
        (identity.email, "thach.ruol", "chưa đúng"),
        (identity.email, "a@b", "chưa đúng"),
        (identity.email, "a b@example.vn", "chưa đúng"),
        (identity.birth, "30/02/1960", "Không đọc được ngày"),
        (identity.birth, "1960-13-01", "Không đọc được ngày"),
        (identity.birth, "03/05/60", "Không đọc được ngày"),
        (identity.birth, "xuân 1960", "Không đọc được ngày"),
        (identity.birth, "1899", "không hợp lý"),
    ],
)
def test_refused_with_the_field_and_what_to_do(read: Callable[..., str], typed: str, says: str) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        read(typed, field="the_field")
    assert refused.value.field == "the_field"
    assert "hãy" in str(refused.value)


@pytest.mark.parametrize(
    ("typed", "good"), [("30/06/2023", True), ("01/07/2023", False), ("2023", True), ("2024", False)]
)
def test_nobody_is_born_after_the_day_of_acceptance(typed: str, good: bool) -> None:
    if good:
        assert identity.birth(typed, on=date(2023, 6, 30))
        return
    with pytest.raises(Refusal, match="không hợp lý"):
        identity.birth(typed, on=date(2023, 6, 30))


@given(st.dates(min_value=date(1900, 1, 1)))
def test_a_birth_reads_alike_however_it_is_written(day: date) -> None:
    written = {f"{day:%d/%m/%Y}", f"{day:%d%m%Y}", day.isoformat(), f"{day.day}.{day.month}.{day.year}"}
    assert {identity.birth(text) for text in written} == {day.isoformat()}
