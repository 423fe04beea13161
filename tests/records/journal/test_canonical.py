"""The one spelling of an entry."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.types import LOCAL
from motcua.records.journal.canonical import Record, canonical, instant_text, personal_digest

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)

CASES = (
    ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
    ({"tên": "Thạch Thị Sa Rinh"}, '{"tên":"Thạch Thị Sa Rinh"}'),
    ({"tên": unicodedata.normalize("NFD", "Trà Cú")}, '{"tên":"Trà Cú"}'),
    ({unicodedata.normalize("NFD", "đế"): 1}, '{"đế":1}'),
    ({"a": 'một "hai"\n'}, '{"a":"một \\"hai\\"\\n"}'),
    ((1, 2), "[1,2]"),
    ("", '""'),
)


@pytest.mark.parametrize(("value", "text"), CASES)
def test_a_value_has_one_spelling(value: object, text: str) -> None:
    assert canonical(value) == text  # type: ignore[arg-type]


@given(VALUES)
def test_the_spelling_is_read_back_and_spelt_the_same(value: object) -> None:
    text = canonical(value)  # type: ignore[arg-type]
    assert unicodedata.is_normalized("NFC", text)
    assert canonical(json.loads(text)) == text


@pytest.mark.parametrize(
    "value",
    [1.0, {"a": 0.5}, [float("nan")], {"a": {"b": [1, 2.5]}}, {1: "a"}, {"a": b"x"}, {"a": {1, 2}}, object()],
)
def test_what_has_no_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2023, 4, 28, 15, 20, tzinfo=LOCAL), "2023-04-28T15:20:00+07:00"),
        (datetime(2023, 4, 28, 8, 20, tzinfo=UTC), "2023-04-28T15:20:00+07:00"),
        (datetime(2023, 4, 28, 20, 0, 0, 5, tzinfo=UTC), "2023-04-29T03:00:00.000005+07:00"),
        (datetime(2023, 4, 28, 3, 20, tzinfo=timezone(timedelta(hours=-5))), "2023-04-28T15:20:00+07:00"),
    ],
)
def test_an_instant_is_spelt_in_legal_time(at: datetime, text: str) -> None:
    assert instant_text(at) == text


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="without offset"):
        instant_text(datetime(2023, 4, 28, 15, 20))  # noqa: DTZ001


def test_the_body_says_everything_and_in_order() -> None:
    at = datetime(2023, 4, 28, 15, 20, tzinfo=LOCAL)
    record = Record(
        act="accept",
        subject_type="dossier",
        subject_id=5,
        version=1,
        actor_id=None,
        occurred_at=at,
        recorded_at=at + timedelta(minutes=1),
        data={"b": 2, "a": 1},
        request_key="k",
        request_digest="d",
        personal="ab",
    )
    assert record.body() == (
        '{"act":"accept","actor_id":null,"data":{"a":1,"b":2},"occurred_at":"2023-04-28T15:20:00+07:00",'
        '"personal":"ab","recorded_at":"2023-04-28T15:21:00+07:00","request_digest":"d","request_key":"k",'
        '"subject_id":5,"subject_type":"dossier","version":1}'
    )


def test_the_digest_of_personal_content_needs_the_salt() -> None:
    content = canonical({"name": "Kim Sa Rinh"})
    assert personal_digest(content, salt=b"1" * 16) != personal_digest(content, salt=b"2" * 16)
    assert personal_digest("", salt=b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
