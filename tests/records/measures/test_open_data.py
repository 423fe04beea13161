"""Open data of a month: what plain Python counts, as known when the month ended, and nothing small or personal."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from motcua.law.types import LOCAL, Channel
from motcua.records.casework.models import Dossier
from motcua.records.measures import open_data
from motcua.records.measures.open_data_files import LICENCE, csv_file, dictionary, dictionary_file, json_file
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import Refusal
from motcua.rules.suppression import WHOLE, Key
from tests.conftest import At
from tests.world import APPLICANT, CAST, COPY, HAM_TAN, MARITAL, THANH_SON, World

APRIL = period("2023-04")
AFTER = "2023-05-08 08:00"
COUNTED = ["received", "settled", "with_result", "due", "on_time"]


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Nothing is kept in memory from the store of another test."""
    open_data.forget()
    yield
    open_data.forget()


@pytest.fixture
def office(world: World) -> World:
    """At Thanh Sơn six copies handed over and six certificates, five of them with a result and one refused; at Hàm Tân
    two, still open.
    """
    for _ in range(6):
        world.bring(world.accept(procedure=COPY), State.SETTLED, at="2023-04-27 10:00")
    for _ in range(5):
        world.bring(world.accept(procedure=MARITAL), State.SETTLED, at="2023-04-28 09:00")
    world.bring(world.accept(procedure=MARITAL), State.REFUSED, at="2023-04-28 09:00")
    for _ in range(2):
        world.accept(procedure=MARITAL, unit_key=HAM_TAN)
    return world


def by_key(found: open_data.OpenMonth) -> dict[Key, tuple[int, ...] | None]:
    return {row.key: row.counts for row in found.rows}


def oracle() -> dict[Key, tuple[int, ...]]:
    """Counted dossier by dossier, without a statement of SQL of ours; every row, also those that are withheld."""
    found: Counter[tuple[Key, int]] = Counter()
    for one in Dossier.objects.select_related("unit", "procedure_version"):
        if one.accepted_at is None or not APRIL.start <= one.accepted_at.astimezone(LOCAL) < APRIL.end:
            continue
        ended = one.ended_at is not None and one.ended_at < APRIL.end
        result = ended and one.state in (State.SETTLED, State.RETURNED)
        due = result and one.due_at is not None
        on_time = due and one.ended_at is not None and one.due_at is not None and one.ended_at <= one.due_at
        cell = (one.unit.key, one.procedure_version.field, one.channel)
        shown = {Key(*(part if keep else "" for part, keep in zip(cell, kept, strict=True))) for kept in _ROWS}
        for key in shown:
            found.update({(key, place): int(said) for place, said in enumerate((True, ended, result, due, on_time))})
    return {key: tuple(found[key, place] for place in range(5)) for key, _ in found}


_ROWS = [kept for kept in product((True, False), repeat=3) if kept not in {(True, False, True), (False, False, True)}]


def test_it_is_what_plain_python_counts(office: World, at: At) -> None:
    at(AFTER)
    expected, told = oracle(), by_key(open_data.published(APRIL))
    assert expected[WHOLE] == (14, 12, 11, 11, 11)
    assert set(told) == set(expected)
    assert {key: counts for key, counts in told.items() if counts} == {
        key: counts for key, counts in expected.items() if told[key]
    }
    assert told[WHOLE] == expected[WHOLE]


def test_two_dossiers_of_a_commune_are_told_neither_there_nor_by_difference(office: World, at: At) -> None:
    at(AFTER)
    told = by_key(open_data.published(APRIL))
    assert told[Key(unit=HAM_TAN)] is None
    assert told[Key(unit=THANH_SON)] is None, "the whole less Thanh Sơn would be Hàm Tân"
    shown = [count for counts in told.values() if counts for count in counts]
    assert [count for count in shown if 0 < count < 5] == []


def test_what_is_recorded_after_the_month_changes_nothing(office: World, at: At) -> None:
    still_open = office.accept(procedure=MARITAL)
    at(AFTER)
    before = csv_file(open_data.published(APRIL))
    office.bring(still_open, State.SETTLED, at="2023-05-09 09:00")
    at("2023-06-08 08:00")
    open_data.forget()
    assert Dossier.objects.get(code=still_open.code).state == State.SETTLED
    assert csv_file(open_data.published(APRIL)) == before


def test_a_month_is_counted_once(office: World, at: At) -> None:
    at(AFTER)
    first = open_data.published(APRIL)
    assert open_data.published(APRIL) is first


def test_the_months_that_have_closed(office: World, at: At) -> None:
    at("2023-06-30 17:00")
    assert [month.id for month in open_data.closed_months()] == ["2023-05", "2023-04"]
    at("2023-07-01 00:00")
    assert [month.id for month in open_data.closed_months()] == ["2023-06", "2023-05", "2023-04"]


def test_an_empty_store_has_none(world: World, at: At) -> None:
    at(AFTER)
    assert open_data.closed_months() == ()
    with pytest.raises(Refusal, match="chưa nhận hồ sơ nào"):
        open_data.closed_month("2023-04")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("2023-H1", "theo tháng"),
        ("2023-04-01..2023-04-30", "theo tháng"),
        ("nd09:2023-04", "theo tháng"),
        ("2023-05", "chưa kết thúc"),
        ("2023-03", "chưa nhận hồ sơ nào"),
        ("tháng tư", "Không đọc được kỳ"),
    ],
)
def test_what_is_no_closed_month_is_refused(office: World, at: At, asked: str, why: str) -> None:
    at(AFTER)
    with pytest.raises(Refusal, match=why) as refused:
        open_data.closed_month(asked)
    assert refused.value.field == "period"


def test_both_files_say_the_same_and_leave_withheld_counts_empty(office: World, at: At) -> None:
    at(AFTER)
    found = open_data.published(APRIL)
    rows = list(csv.DictReader(io.StringIO(csv_file(found).decode("utf-8-sig"))))
    told = json.loads(json_file(found, contact=""))
    assert list(rows[0]) == [one.id for one in dictionary()] == [one["id"] for one in told["fields"]]
    assert len(rows) == len(told["rows"]) == len(found.rows)
    for line, row in zip(rows, told["rows"], strict=True):
        assert [line[name] for name in COUNTED] == ["" if row[name] is None else str(row[name]) for name in COUNTED]
        assert (line["suppressed"] == "true") == row["suppressed"] == (row["received"] is None)
    assert (told["licence"], told["contact"], told["simulated"]) == (LICENCE, "chưa có dữ liệu", False)
    assert told["suppression"]["least"] == 5
    assert told["as_of"] == "2023-05-01T00:00:00+07:00"


@pytest.mark.usefixtures("store")
def test_a_demonstration_says_that_it_is_simulated(office: World, at: At) -> None:
    at(AFTER)
    found = open_data.published(APRIL)
    assert json.loads(json_file(found, contact=""))["simulated"] is True
    assert ",true\r\n" in csv_file(found).decode("utf-8-sig")


def test_nobody_is_in_it(office: World, at: At) -> None:
    at(AFTER)
    found = open_data.published(APRIL)
    written = (csv_file(found) + json_file(found, contact="")).decode()
    names = [member.name for member in CAST.values()] + [*map(str, APPLICANT.values())]
    codes = list(Dossier.objects.values_list("code", flat=True))
    assert [word for word in (*names, *codes) if word in written] == []


def test_the_dictionary_names_the_version_of_each_definition(world: World) -> None:
    lines = list(csv.DictReader(io.StringIO(dictionary_file().decode("utf-8-sig"))))
    named = {line["field"]: line["definition"] for line in lines}
    assert named["on_time"] == named["due"] == "on_time_rate/1"
    assert all(line["meaning"] and line["unit"] for line in lines)
    ways = next(line["meaning"] for line in lines if line["field"] == "channel")
    assert [channel.value for channel in Channel if f"{channel.value}: " not in ways] == []
