"""A database that is busy for too long: nothing is written, nothing typed is lost, nothing is done twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory

from motcua.cli import running
from motcua.config import failures
from motcua.config.middleware import RefusalPages
from motcua.records.busy import is_busy
from motcua.records.casework.models import Dossier
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.postgresql.cluster import Cluster
from tests.postgresql.fixtures import Office
from tests.world import MARITAL, MORNING

INTAKE = "/tiep-nhan/"
SAID = "Máy chủ đang bận ghi việc khác; chưa có gì được ghi, hãy gửi lại."


def caused_by(cause: Exception) -> OperationalError:
    error = OperationalError("as Django wraps it")
    error.__cause__ = cause
    return error


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode = code
    return error


BUSY = [
    caused_by(psycopg.errors.DeadlockDetected()),
    caused_by(psycopg.errors.SerializationFailure()),
    caused_by(psycopg.errors.LockNotAvailable()),
    caused_by(of_sqlite(sqlite3.SQLITE_BUSY)),
    of_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT),
    of_sqlite(sqlite3.SQLITE_LOCKED),
]
BROKEN = [
    caused_by(psycopg.errors.DiskFull()),
    caused_by(of_sqlite(sqlite3.SQLITE_CORRUPT)),
    OperationalError("this thread is already writing"),
    ValueError("x"),
]


@pytest.mark.parametrize("error", BUSY, ids=lambda error: repr(error.__cause__ or error))
def test_others_were_writing(error: Exception) -> None:
    assert is_busy(error)


@pytest.mark.parametrize("error", [*BROKEN, None], ids=repr)
def test_anything_else_is_an_error(error: Exception | None) -> None:
    assert not is_busy(error)


def page_of(method: str, error: Exception, **sent: Any) -> HttpResponse | None:
    made = getattr(RequestFactory(), method)("/ho-so/?the=1", sent)
    return RefusalPages(lambda _: HttpResponse()).process_exception(made, error)


def test_what_was_only_read_is_read_again() -> None:
    page = page_of("get", BUSY[0])
    assert page is not None
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    assert ("/ho-so/?the=1", "Tải lại trang") in read(page).links


def test_every_value_that_was_sent_stands_in_the_page() -> None:
    page = page_of("post", BUSY[0], request_key="k<1>", pick=["4.1", "5.1"], csrfmiddlewaretoken="old")
    assert page is not None
    html = page.content.decode()
    assert SAID in html
    assert html.count('name="pick"') == 2
    assert 'name="request_key" value="k&lt;1&gt;"' in html
    assert 'value="old"' not in html


def test_no_password_is_written_into_a_page() -> None:
    page = page_of("post", BUSY[0], username="sa_ruone", password="ba con vịt xiêm")
    assert page is not None
    assert "vịt" not in page.content.decode()
    assert "<form" not in page.content.decode()


def test_what_fails_before_a_view_is_told_the_same_way() -> None:
    try:
        raise BUSY[0]
    except OperationalError:
        page = failures.broken(RequestFactory().get("/"))
    assert page.status_code == 503


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_line_says_it_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str], as_json: bool
) -> None:
    def busy(_: object) -> int:
        raise BUSY[3]

    monkeypatch.setattr(running, "_carry_out", busy)
    assert running.run(["verify", *(["--json"] if as_json else [])]) == 2
    told = capsys.readouterr()
    assert "chưa có gì được ghi, hãy chạy lại lệnh này" in told.err
    assert ('"field": "database"' in told.out) == as_json


# With another program that really holds the database


@contextmanager
def held_sqlite(file: Path) -> Iterator[None]:
    """A program that knows nothing of our queue of writers is writing."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def held_postgresql(place: str) -> Iterator[None]:
    """Another transaction keeps the table of dossiers to itself."""
    with psycopg.connect(place) as other:
        other.execute("LOCK TABLE casework_dossier IN ACCESS EXCLUSIVE MODE")
        yield


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def office(request: pytest.FixtureRequest) -> tuple[Office, Any]:
    """A store that waits a fifth of a second for others, and what holds it."""
    stands: Office = request.getfixturevalue(f"{request.param}_office")
    if request.param == "sqlite":
        options: dict[str, Any] = {"timeout": 0.2}
        holding: Any = held_sqlite(stands.database["NAME"])
    else:
        cluster: Cluster = request.getfixturevalue("cluster")
        options = {**stands.database["OPTIONS"], "options": "-c lock_timeout=200"}
        holding = held_postgresql(cluster.place(stands.database["NAME"]))
    return replace(stands, database={**stands.database, "OPTIONS": options}), holding


def chosen(client: Client) -> dict[str, str]:
    """The form of an intake, filled in by chị Sa Rươne up to the button that saves it."""
    form = {**read(client.get(INTAKE)).forms[INTAKE], "choose": MARITAL}
    form = read(client.post(INTAKE, form)).forms[INTAKE]
    return {**form, "name": "Kim Thị Ngọc Ánh", "birth": "1990", "papers": "1", "step": "save"}


def test_what_met_a_busy_store_is_sent_again_and_done_once(office: tuple[Office, Any], store: object, at: At) -> None:
    stands, holding = office
    at(MORNING)
    with stands.here() as world:
        client = entered(world, "sa_ruone")
        form = chosen(client)
        with holding:
            page = refused(client, form)
        assert Dossier.objects.count() == 0
        again = page.forms[INTAKE]
        typed = {name: value for name, value in form.items() if name != "csrfmiddlewaretoken"}
        assert {name: again[name] for name in typed} == typed, "nothing is lost, the key among it"
        for _ in range(2):
            assert client.post(INTAKE, again).status_code == 302
        assert Dossier.objects.count() == 1
        connections.close_all()


def refused(client: Client, form: dict[str, str]) -> Any:
    response = client.post(INTAKE, form)
    assert response.status_code == 503
    page = read(response)
    assert SAID in page.text
    return page
