"""Figures that were counted elsewhere: read from a file, loaded once, compared with, and guarded."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from motcua.records.csv_rows import MOST_BYTES
from motcua.records.measures import actions, check
from motcua.records.measures.comparators import comparators, unit_seen_whole
from motcua.records.measures.figures import UNKNOWN, Count
from motcua.records.measures.models import External
from motcua.records.measures.reading import COLUMNS, ExternalFigure, figures_in
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import NotAllowed, Refusal
from tests.records.casework.contents import refused
from tests.stores import remove_guards
from tests.world import THANH_SON, World, standing

HEAD = ",".join(COLUMNS)
GOOD = "settlement_rate,tra_cu,2022-H1,38.251,38280,Báo cáo 120/BC-UBND,không"
H1 = period("2023-H1")
AFTER = "2023-07-03 07:00"


def read(*rows: str, head: str = HEAD) -> tuple[ExternalFigure, ...]:
    table = figures_in("\n".join((head, *rows)).encode())
    assert not table.errors
    return table.figures


def load(*rows: str) -> int:
    with standing(AFTER):
        return actions.load(Viewer.system(), read(*rows))


def test_a_row_is_read(world: World) -> None:
    [one] = read(GOOD)
    assert one == ExternalFigure(
        indicator="settlement_rate",
        unit_key="tra_cu",
        period=period("2022-H1"),
        numerator=38251,
        denominator=38280,
        source="Báo cáo 120/BC-UBND",
        invented=False,
    )
    [semicolons] = read(GOOD.replace(",", ";"), head=HEAD.replace(",", ";"))
    assert semicolons == one


@pytest.mark.parametrize(
    ("column", "row"),
    [
        ("id", GOOD.replace("settlement_rate", "settled")),
        ("indicator", GOOD.replace("settlement_rate", "processing_working_p90")),
        ("indicator", GOOD.replace("settlement_rate", "steps_overrun")),
        ("unit", GOOD.replace("tra_cu", "ca_mau")),
        ("period", GOOD.replace("2022-H1", "2022-H3")),
        ("numerator", GOOD.replace("38.251", "-1")),
        ("numerator", GOOD.replace("38.251", "38281")),
        ("denominator", GOOD.replace("38280", "")),
        ("denominator", GOOD.replace("settlement_rate", "open_dossiers")),
        ("source", GOOD.replace("Báo cáo 120/BC-UBND", " ")),
        ("source", GOOD + ",thừa"),
        ("source", GOOD.replace("120", "1\x0020")),
        ("invented", GOOD.replace("không", "có lẽ")),
    ],
)
def test_what_is_wrong_with_a_row_is_told_by_line_and_column(world: World, column: str, row: str) -> None:
    table = figures_in("\n".join((HEAD, GOOD.replace("2022-H1", "2022-Q1"), row)).encode())
    assert [(error.line, error.column) for error in table.errors] == [(3, column)]
    assert len(table.figures) == 1


def test_a_figure_told_twice_is_wrong_the_second_time(world: World) -> None:
    table = figures_in("\n".join((HEAD, GOOD, GOOD)).encode())
    assert [(error.line, error.column) for error in table.errors] == [(3, "period")]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"indicator,unit\n", f"{HEAD},more\n".encode(), f"{HEAD},unit\n".encode(), "số,liệu".encode("utf-16"),
        b"x" * (MOST_BYTES + 1), f'{HEAD}\n"settlement_rate,tra_cu'.encode(),
    ],
)  # fmt: skip
def test_what_is_no_such_table_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        figures_in(content)
    assert caught.value.field == "file"


def test_loading_again_adds_nothing_and_a_correction_takes_its_place(world: World) -> None:
    corrected = GOOD.replace("38.251", "38.250")
    assert [load(GOOD), load(GOOD), load(corrected)] == [1, 0, 1]
    with standing(AFTER):
        found = comparators(world.viewer("van_phuc"), ["settlement_rate"], H1)["settlement_rate"]
    assert (found.count.numerator, found.source, found.invented) == (38250, "Báo cáo 120/BC-UBND", False)
    assert list(check.problems()) == []


def test_only_an_administrator_of_the_unit_loads(world: World) -> None:
    with standing(AFTER):
        for who in ("van_phuc", "sa_rath", "quoc_thai"):
            with refused(NotAllowed, "unit"):
                actions.load(world.viewer(who), read(GOOD))
        assert actions.load(world.viewer("my_dung"), read(GOOD)) == 1


def test_figures_serve_whoever_sees_exactly_their_unit(world: World) -> None:
    load(GOOD, GOOD.replace("tra_cu", THANH_SON).replace("38.251", "900").replace("38280", "1000"))
    with standing(AFTER):
        seen = {
            who: found["settlement_rate"].count.denominator
            for who in ("van_phuc", "quoc_thai", "bich_thuy", "thu_ha", "my_dung")
            if (found := comparators(world.viewer(who), ["settlement_rate", "on_time_rate"], H1))
        }
        assert unit_seen_whole(Viewer.system()) == "tra_cu"
        assert unit_seen_whole(Viewer.nobody()) == unit_seen_whole(world.viewer("my_dung")) == ""
    assert seen == {"van_phuc": 38280, "quoc_thai": 38280, "bich_thuy": 1000}


def test_what_was_counted_here_comes_before_what_was_told(world: World) -> None:
    world.bring(world.accept(at="2023-02-01 09:00"), State.SETTLED, at="2023-02-02 09:00")
    load(GOOD.replace("2022", "2023"), GOOD.replace("settlement_rate", "online_share"))
    with standing("2024-07-01 07:00"):
        found = comparators(Viewer.system(), ["settlement_rate", "online_share"], period("2024-H1"))
    assert {name: one.count for name, one in found.items()} == {
        "settlement_rate": Count(numerator=1, denominator=1),
        "online_share": Count(numerator=0, denominator=1),
    }
    assert found["settlement_rate"].source == ""


def test_the_change_is_exact_and_missing_where_a_value_is(world: World) -> None:
    load(GOOD.replace("38.251", "3").replace("38280", "4"))
    with standing(AFTER):
        before = comparators(Viewer.system(), ["settlement_rate"], H1)["settlement_rate"]
    told = before.change(Count(numerator=9, denominator=10))
    assert told is not None
    assert (told.points, told.relative) == (Fraction(15), Fraction(1, 5))
    assert before.change(Count(numerator=0, denominator=0)) is None
    assert before.change(UNKNOWN) is None


def test_a_row_that_was_changed_or_smuggled_in_is_found(world: World) -> None:
    load(GOOD)
    with pytest.raises(IntegrityError), transaction.atomic():
        External.objects.update(numerator=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        External.objects.all()._raw_delete(using="default")
    remove_guards("measures_external")
    External.objects.update(numerator=1)
    smuggled = External.objects.get()
    smuggled.pk = None
    smuggled.save()
    told = list(check.problems())
    assert [part in text for part, text in zip(("UPDATE", "DELETE", "khác với", "không ghi"), told, strict=True)] == [
        True
    ] * 4
