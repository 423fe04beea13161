"""A page that is only read is read at one moment; what changes something asks the clock and the store each time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from motcua.config.reading import at_one_moment
from motcua.records import clock, plain


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "moments", "readings"), [("GET", 1, 1), ("HEAD", 1, 1), ("POST", 2, 2)])
def test_a_page_is_read_at_one_moment(
    monkeypatch: pytest.MonkeyPatch, method: str, moments: int, readings: int
) -> None:
    asked: list[str] = []
    read = plain.rows
    told = set()

    def counted(sql: str, values: Sequence[str | int]) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return read(sql, values)

    monkeypatch.setattr(plain, "rows", counted)

    def view(_: HttpRequest) -> HttpResponse:
        for minute in range(2):
            monkeypatch.setenv("MOTCUA_NOW", f"2023-04-28 15:2{minute}")
            told.add(clock.now())
            plain.lasting("SELECT 1", ())
        return HttpResponse()

    request = HttpRequest()
    request.method = method
    monkeypatch.setenv("MOTCUA_NOW", "2023-04-28 15:20")
    at_one_moment(view)(request)
    assert (len(told), len(asked)) == (moments, readings)
