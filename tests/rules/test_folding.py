"""Folding and cleaning: what two spellings share, and what may not come in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.folding import LIMIT, clean, clean_lines, fold
from motcua.rules.refusal import Refusal

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("ĐĂNG KÝ KHAI SINH", "dang ky khai sinh"),
        ("Ðăng ký", "dang ky"),  # U+00D0, as some keyboards type it
        ("Ɖăng ký", "dang ky"),  # U+0189
        ("hoà giải", "hoa giai"),
        ("hòa giải", "hoa giai"),
        ("thuỷ lợi, thủy lợi", "thuy loi, thuy loi"),
        ("Nguyễn  Thị\u00a0Ánh ", "nguyen thi anh"),
        ("Thạch Sa Rươl", "thach sa ruol"),
        ("H’Mông", "hmong"),
        ("H'Mông", "hmong"),
        ("zero\u200bwidth", "zerowidth"),
        ("ស្រី", "ស្រី"),
        ("", ""),
    ],
)
def test_fold(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=VIETNAMESE))
def test_vietnamese_folds_to_plain_letters_whatever_the_form_and_the_case(text: str) -> None:
    key = fold(text)
    assert key.isascii()
    assert fold(unicodedata.normalize("NFD", text)) == key
    assert fold(text.upper()) == key


@given(st.text(), st.text())
def test_the_key_of_a_part_is_found_in_the_key_of_the_whole(first: str, second: str) -> None:
    assert fold(f"{first} {second}") == f"{fold(first)} {fold(second)}".strip()


def test_clean_composes_and_collapses() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn \u00a0 Thị  Ánh\n")
    assert clean(typed, field="name") == "Nguyễn Thị Ánh"
    assert clean("a\ufeffb\u200b", field="name") == "ab"


@pytest.mark.parametrize(
    "letter", ["\0", "\x01", "\x1b", "\x7f", "\x85", "\t", "\n", "\u202e", "\u2066", "\u200f", "\ud800"]
)
def test_what_cannot_be_read_is_refused_with_its_place(letter: str) -> None:
    with pytest.raises(Refusal) as refused:
        clean(f"Lê{letter}Văn", field="owner_name")
    assert refused.value.field == "owner_name"
    assert f"U+{ord(letter):04X}" in str(refused.value)
    assert "vị trí 3" in str(refused.value)


def test_too_long_is_refused_with_both_lengths() -> None:
    assert len(clean("a" * LIMIT, field="name")) == LIMIT
    with pytest.raises(Refusal, match="dài 10000 ký tự, quá 200"):
        clean("a" * 10_000, field="name")


def test_the_limit_counts_composed_letters() -> None:
    assert clean(unicodedata.normalize("NFD", "ễ" * 20), field="name", limit=20) == "ễ" * 20


def test_lines_stay_and_ends_are_trimmed() -> None:
    typed = "Thiếu giấy tờ:\r\n\t- trích lục \r\n\n\n\n- bản sao\u2028hết\n"
    assert clean_lines(typed, field="reason", limit=200) == "Thiếu giấy tờ:\n- trích lục\n\n- bản sao\nhết"


@pytest.mark.parametrize("letter", ["\0", "\x0b", "\x1b", "\u202d", "\udfff"])
def test_lines_refuse_what_cannot_be_read(letter: str) -> None:
    with pytest.raises(Refusal, match="ký tự điều khiển"):
        clean_lines(f"một\n{letter}hai", field="reason", limit=200)


def test_lines_too_long_are_refused() -> None:
    with pytest.raises(Refusal, match="dài 11 ký tự, quá 10"):
        clean_lines("một\nhai\nbốn", field="reason", limit=10)


@given(st.text())
def test_what_is_let_in_is_composed_single_spaced_and_stays_as_it_is(text: str) -> None:
    try:
        line = clean(text, field="name")
    except Refusal:
        return
    assert line == " ".join(line.split())
    assert unicodedata.is_normalized("NFC", line)
    assert clean(line, field="name") == line
    line.encode()  # no half characters


@given(st.text())
def test_lines_let_in_stay_as_they_are(text: str) -> None:
    try:
        lines = clean_lines(text, field="reason", limit=1000)
    except Refusal:
        return
    assert "\n\n\n" not in lines
    assert clean_lines(lines, field="reason", limit=1000) == lines
