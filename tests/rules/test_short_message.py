"""How long a text message is, and what it becomes without marks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.short_message import Alphabet, length, without_marks


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "parts"),
    [
        ("", Alphabet.GSM, 0, 0),
        ("a" * 160, Alphabet.GSM, 160, 1),
        ("a" * 161, Alphabet.GSM, 161, 2),
        ("a" * 306, Alphabet.GSM, 306, 2),
        ("a" * 307, Alphabet.GSM, 307, 3),
        ("€" * 80, Alphabet.GSM, 160, 1),
        ("[" * 81, Alphabet.GSM, 162, 2),
        ("ò" * 160, Alphabet.GSM, 160, 1),
        ("ạ" * 70, Alphabet.UCS2, 70, 1),
        ("ạ" * 71, Alphabet.UCS2, 71, 2),
        ("ạ" * 134, Alphabet.UCS2, 134, 2),
        ("ạ" * 135, Alphabet.UCS2, 135, 3),
        ("😀" * 35, Alphabet.UCS2, 70, 1),
    ],
)
def test_length(text: str, alphabet: Alphabet, units: int, parts: int) -> None:
    found = length(text)
    assert (found.alphabet, found.units, found.parts) == (alphabet, units, parts)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đã có kết quả hồ sơ", "Da co ket qua ho so"),
        ("Xã Thạnh Phú – «Đường» ở Ấp", 'Xa Thanh Phu - "Duong" o Ap'),
        (unicodedata.normalize("NFD", "Hẹn trả: đúng"), "Hen tra: dung"),
        ("ភាសាខ្មែរ", "ភាសាខ្មែរ"),
        ("", ""),
    ],
)
def test_without_marks(text: str, plain: str) -> None:
    assert without_marks(text) == plain


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạẮẰẲẴẶ ĐỆỢỰ.,:()/-0123456789"))
def test_vietnamese_without_marks_is_never_dearer(text: str) -> None:
    plain = without_marks(text)
    assert plain.isascii()
    assert length(plain).parts <= length(text).parts
    assert without_marks(plain) == plain


@given(st.text(), st.text())
def test_more_text_is_never_cheaper(one: str, other: str) -> None:
    assert length(one + other).parts >= length(one).parts
