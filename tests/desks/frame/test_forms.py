"""What every desk reads forms with, tells refusals with, and knows of whoever asks."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from motcua.desks.frame.address import address_of
from motcua.desks.frame.fields import Field, with_errors
from motcua.desks.frame.refusals import errors_of, said, status_of, summary
from motcua.desks.frame.sent import KEY, fresh_key, kept_key, sent, version_seen, whole_number
from motcua.law.errors import NoValue
from motcua.rules.refusal import Conflict, NotAllowed, NotFound, Refusal


def test_only_the_fields_of_the_form_are_read() -> None:
    data = QueryDict("name=Ánh&papers=1&papers=2&csrfmiddlewaretoken=x")
    assert sent(data, fields=("name", "phone"), repeated=("papers",)) == {"name": "Ánh", "phone": ""}


@pytest.mark.parametrize("name", ["code", "due_at", "status", "unit", "x" * 5_000, "a\0b", "\u202e", ""])
def test_a_field_that_the_form_does_not_have_is_refused_by_name(name: str) -> None:
    data = QueryDict(mutable=True)
    data[name] = "1"
    with pytest.raises(Refusal) as refused:
        sent(data, fields=("name",))
    assert len(refused.value.field) <= 40
    assert refused.value.field.isprintable()
    assert str(refused.value)


def test_a_field_that_comes_twice_is_refused() -> None:
    with pytest.raises(Refusal, match="hai lần"):
        sent(QueryDict("name=a&name=b"), fields=("name",))


@pytest.mark.parametrize(("text", "number"), [("0", 0), (" 7 ", 7), ("0012", 12)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole_number(text, field="version") == number


@pytest.mark.parametrize("text", ["", "-1", "1.0", "một", "٣", "9" * 5_000, "1\0"])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        whole_number(text, field="version")
    assert refused.value.field == "version"


def test_each_form_has_a_key_of_its_own_and_keeps_it_until_it_is_right() -> None:
    first, second = fresh_key(), fresh_key()
    assert first.name == KEY
    assert first.value != second.value
    assert len(first.value) >= 20
    assert kept_key(first.value) == first
    assert kept_key("").value
    assert version_seen(7).value == "7"


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(Refusal("a", "b"), 400), (NotAllowed("a", "b"), 403), (NotFound("a", "b"), 404), (Conflict("a", "b"), 409)],
)
def test_the_status_says_the_class(refusal: Refusal, status: int) -> None:
    assert status_of(refusal) == status


def test_a_refusal_is_said_with_its_values_and_so_is_a_gap_in_the_law() -> None:
    from datetime import date

    assert said(Refusal("a", "Số {n} sai.", n=3)) == "Số 3 sai."
    gap = NoValue("Chưa có «{law_id}» cho ngày {on}.", law_id="forms", on=date(2015, 1, 2))
    assert said(gap) == "Chưa có «forms» cho ngày 02/01/2015."


def test_an_error_stands_by_its_input_and_in_the_summary() -> None:
    fields = (Field(name="name", label="Tên"), Field(name="query", label="Tìm"))
    errors = errors_of(NotFound("procedure", "Không có."), renamed={"procedure": "query"})
    assert errors == {"query": "Không có."}
    placed = with_errors(fields, errors)
    assert [field.error for field in placed] == ["", "Không có."]
    (link,) = summary(placed, errors)
    assert (link.text, link.href) == ("Không có.", "#id_query")


def test_an_error_of_no_input_is_told_first_without_a_link() -> None:
    fields = with_errors((Field(name="name", label="Tên"),), {"name": "Sai tên."})
    told = summary(fields, {"name": "Sai tên.", "version": "Đã có thay đổi."})
    assert [(link.text, link.href) for link in told] == [("Đã có thay đổi.", ""), ("Sai tên.", "#id_name")]
    assert errors_of(None) == {}


@pytest.mark.parametrize(
    ("behind_a_server", "forwarded", "address"),
    [
        (False, "203.0.113.5", "192.0.2.1"),
        (True, "203.0.113.5", "203.0.113.5"),
        (True, "10.0.0.1, 203.0.113.5", "203.0.113.5"),
        (True, "", "192.0.2.1"),
    ],
)
def test_whoever_asks_cannot_choose_an_address(
    settings: Any, behind_a_server: bool, forwarded: str, address: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if behind_a_server else None
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address
