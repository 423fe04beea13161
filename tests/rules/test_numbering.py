"""Agency identifiers, dossier codes, procedure codes and numbers of letters, there and back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.numbering import (
    LAST_SERIAL,
    dossier_code,
    is_agency_id,
    is_dossier_code,
    is_procedure_code,
    letter_number,
    parse_dossier_code,
    parse_letter_number,
    procedure_code,
    spelt_out,
)
from motcua.rules.refusal import Refusal

DAY = date(2023, 10, 27)
BY_LEVEL = st.from_regex(r"\A[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}\Z")
BY_PROVINCE = st.from_regex(r"\A[A-Z][0-9]{2}(\.[0-9]{1,3}){0,3}\Z")
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31))
SYMBOLS = st.lists(st.sampled_from(["KH", "QĐ", "CTr", "UBND", "TTr", "PXL", "VP.1"]), min_size=1, max_size=3).map(
    "-".join
)


@pytest.mark.parametrize("text", ["000.00.06.H56", "000.00.00.H59", "000.00.00.G10", "H59", "H55.242", "H59.12.3.45"])
def test_agency_ids(text: str) -> None:
    assert is_agency_id(text)


@pytest.mark.parametrize(
    "text",
    ["", "H5", "h59", "00.00.06.H56", "000.00.06.56", "H55.2422", "H59.1.2.3.4", "H55-242", "٠٠٠.٠٠.٠٦.H٥٦", "H59\n"],
)
def test_other_texts_are_no_agency_ids(text: str) -> None:
    assert not is_agency_id(text)


@pytest.mark.parametrize(
    ("agency_id", "serial", "code"),
    [
        ("000.00.06.H56", 361, "000.00.06.H56-231027-0361"),
        ("H55.242", 1, "H55.242-231027-0001"),
        ("H55.242", 9_999, "H55.242-231027-9999"),
        ("H55.242", 10_000, "H55.242-231027-10000"),
        ("H55.242", LAST_SERIAL, "H55.242-231027-99999"),
    ],
)
def test_dossier_code(agency_id: str, serial: int, code: str) -> None:
    assert dossier_code(agency_id, DAY, serial) == code


@pytest.mark.parametrize(
    ("agency_id", "serial", "field"), [("H55", 0, "serial"), ("H55", 100_000, "serial"), ("", 1, "unit")]
)
def test_a_code_that_cannot_be_is_refused(agency_id: str, serial: int, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        dossier_code(agency_id, DAY, serial)
    assert refused.value.field == field


@given(BY_LEVEL | BY_PROVINCE, DAYS, st.integers(min_value=1, max_value=LAST_SERIAL))
def test_a_code_is_read_back_as_it_was_issued(agency_id: str, day: date, serial: int) -> None:
    code = dossier_code(agency_id, day, serial)
    read = parse_dossier_code(f" {code.lower()}\n")
    assert (read.agency_id, read.day, read.serial, read.text) == (agency_id, day, serial, code)


@given(DAYS, st.integers(min_value=1, max_value=LAST_SERIAL), st.integers(min_value=1, max_value=LAST_SERIAL))
def test_two_serials_of_a_day_never_share_a_code(day: date, one: int, other: int) -> None:
    assert (dossier_code("H59.1", day, one) == dossier_code("H59.1", day, other)) is (one == other)


@pytest.mark.parametrize(("digits", "serial"), [("361", 361), ("0361", 361), ("00361", 361), ("123456", 123456)])
def test_three_to_six_digits_are_read_and_kept_as_written(digits: str, serial: int) -> None:
    read = parse_dossier_code(f"000.00.06.H56-231027-{digits}")
    assert (read.serial, read.text) == (serial, f"000.00.06.H56-231027-{digits}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000.00.06.H56-231027-36",
        "000.00.06.H56-231027-1234567",
        "000.00.06.H56-231327-0361",
        "000.00.06.H56-230229-0361",
        "000.00.06.H56-231027-0000",
        "000.00.06.H56-231027",
        "000.00.06.H56 231027 0361",
        "H56-231027-0361; DROP TABLE",
        "H56-231027-0361\0",
        "H56-231027-" + "1" * 10_000,
    ],
)
def test_what_is_no_dossier_code_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_dossier_code(text, field="q")
    assert refused.value.field == "q"
    assert "hãy" in str(refused.value)


@given(st.text(max_size=30))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        read = parse_dossier_code(text)
    except Refusal:
        return
    assert is_agency_id(read.agency_id)


def test_procedure_codes() -> None:
    assert procedure_code(" 1.001193 ") == "1.001193"
    assert [
        code
        for code in ("1.001193", "0.001193", "1.00119", "1.0011933", "1.001193.01", "1,001193")
        if is_procedure_code(code)
    ] == ["1.001193"]
    with pytest.raises(Refusal, match=r"hãy nhập như 1\.001193") as refused:
        procedure_code("khai sinh")
    assert refused.value.field == "procedure"


@pytest.mark.parametrize(
    ("serial", "symbol", "number"),
    [
        (3, "KH-UBND", "03/KH-UBND"),
        (10, "QĐ-UBND", "10/QĐ-UBND"),
        (12, "UBND-NV", "12/UBND-NV"),
        (7, "HDHS", "07/HDHS"),
        (1234, "CTr-UBND", "1234/CTr-UBND"),
    ],
)
def test_letter_number(serial: int, symbol: str, number: str) -> None:
    assert letter_number(serial, symbol) == number


@pytest.mark.parametrize(
    ("serial", "symbol", "field"),
    [
        (0, "KH", "serial"),
        (1, "", "symbol"),
        (1, "KH - UBND", "symbol"),
        (1, "kh", "symbol"),
        (1, "KH-", "symbol"),
        (1, "KH/UBND", "symbol"),
    ],
)
def test_a_letter_number_that_cannot_be_is_refused(serial: int, symbol: str, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        letter_number(serial, symbol)
    assert refused.value.field == field


@given(st.integers(min_value=1, max_value=99_999), SYMBOLS)
def test_a_letter_number_is_read_back(serial: int, symbol: str) -> None:
    number = letter_number(serial, symbol)
    for written in (number, f"Số: {number}", number.replace("/", " / ")):
        read = parse_letter_number(written)
        assert (read.serial, read.symbol, read.text) == (serial, symbol, number)


@pytest.mark.parametrize("text", ["", "03", "KH-UBND", "00/KH-UBND", "03/kh-ubnd", "03-KH/UBND/", "x/KH"])
def test_what_is_no_letter_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="03/KH-UBND") as refused:
        parse_letter_number(text)
    assert refused.value.field == "number"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("000.30.30.H59-230428-0041", True),
        (" 000.30.30.h59-230428-0041 ", True),
        ("H55.242-251001-12345", True),
        ("000.30.30.H59-230428-41", False),
        ("kim thi ngoc anh", False),
        ("0900123456", False),
        ("", False),
    ],
)
def test_a_code_is_told_from_other_words(text: str, is_one: bool) -> None:
    assert is_dossier_code(text) is is_one


@pytest.mark.parametrize("typed", ["0003030H592304280001", "000 30 30 h59 230428 0001", "000-30-30-H59.230428.0001"])
def test_a_code_typed_without_its_dots_is_spelt_out(typed: str) -> None:
    assert spelt_out(typed) == "000.30.30.H59-230428-0001"


@pytest.mark.parametrize("text", ["", "Kim Thị Ánh", "0900123456", "H55.242-230428-0001", "00030"])
def test_other_texts_stay(text: str) -> None:
    assert spelt_out(text) == text
