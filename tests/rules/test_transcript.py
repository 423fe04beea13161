"""A text made comparable still knows where everything stood."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.rules.transcript import transcript

_LETTERS = st.text(alphabet="aăâđeêoôơuưàảãáạ ̛̣̀́̂̃̉̆\u200b\u00a0–Ð/\n0123456789", max_size=40)


@given(_LETTERS)
def test_every_place_leads_back_in_order(given_text: str) -> None:
    script = transcript(given_text)
    assert len(script.places) == len(script.text) + 1
    assert list(script.places) == sorted(script.places)
    assert script.places[-1] == len(given_text)


@given(_LETTERS)
def test_the_text_is_composed(given_text: str) -> None:
    assert unicodedata.is_normalized("NFC", transcript(unicodedata.normalize("NFC", given_text)).text) or any(
        mark in given_text for mark in "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
    )


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("Kế hoạch", "Kế hoạch"),
        (unicodedata.normalize("NFD", "Kế hoạch số 03/KH-UBND"), "Kế hoạch số 03/KH-UBND"),
        ("03/KH–UBND", "03/KH-UBND"),
        ("03\u00a0/\u00a0KH\u2011UBND", "03 / KH-UBND"),
        ("1934/QÐ-UBND", "1934/QĐ-UBND"),
        ("99,93\u202f%", "99,93 %"),
        ("1.4\u200b01", "1.401"),
    ],
)
def test_what_looks_alike_is_alike(given_text: str, text: str) -> None:
    assert transcript(given_text).text == text


def test_a_piece_is_found_again_in_decomposed_text() -> None:
    given_text = unicodedata.normalize("NFD", "Nghị quyết số 76/NQ-CP được ban hành")
    script = transcript(given_text)
    start = script.text.index("76/NQ-CP")
    first, last = script.span(start, start + len("76/NQ-CP"))
    assert given_text[first:last] == "76/NQ-CP"
