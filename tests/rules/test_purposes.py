"""A dossier code goes through a bank and is found again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.numbering import dossier_code
from motcua.rules.purposes import LONGEST, codes_in, purpose_of

CODE = "000.30.30.H59-230427-0001"

AGENCIES = st.builds(
    lambda a, b, c, d: f"{a:03d}.{b:02d}.{c:02d}.H{d:02d}",
    st.integers(0, 999), st.integers(0, 99), st.integers(0, 99), st.integers(0, 99),
) | st.builds(lambda a, b: f"H{a:02d}.{b}", st.integers(0, 99), st.integers(0, 999))  # fmt: skip
CODES = st.builds(dossier_code, AGENCIES, st.dates(date(2023, 1, 1), date(2030, 12, 31)), st.integers(1, 9_999))
NOISE = st.text(alphabet="ABCXYZ .-/", max_size=12)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (CODE, CODE),
        ("0003030H592304270001", CODE),
        ("MBVCB.123. 000.30.30.h59 230427 0001.CT tu 0123", CODE),
        ("NGUYEN VAN A chuyen tien 0003030H592304270001", CODE),
        ("CK H59.242-230427-0007 nop le phi", "H59.242-230427-0007"),
    ],
)
def test_a_code_in_the_words_of_a_bank(text: str, code: str) -> None:
    assert code in codes_in(text)


@pytest.mark.parametrize("text", ["", "nop le phi", "0909123456", "H59", "000.30.30.H59-239927-0001"])
def test_no_code_in_other_words(text: str) -> None:
    assert codes_in(text) == ()


@given(CODES, NOISE, NOISE)
def test_every_code_comes_back(code: str, before: str, after: str) -> None:
    purpose = purpose_of(code)
    assert len(purpose) <= LONGEST
    assert purpose.isalnum()
    assert code in codes_in(f"{before} {purpose} {after}")


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert all(purpose_of(code) for code in codes_in(text) if len(code) <= LONGEST)
