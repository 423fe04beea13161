"""A catalogue comes in whole or not at all, with an error for every row that is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from motcua.law.types import Channel, Level, Term, TermUnit
from motcua.records.catalogue import queries as catalogue
from motcua.records.catalogue.importing import ImportReport, import_catalogue, read_csv, read_yaml
from motcua.records.catalogue.models import Procedure, ProcedureVersion
from motcua.records.journal.models import Entry
from motcua.rules.refusal import Refusal
from tests.records.catalogue.contents import AT, NEW_YEAR

pytestmark = pytest.mark.django_db

SHEET = """code,name,field,levels,counter,online,fee_counter,papers,rank
1.001193,Thủ tục đăng ký khai sinh,Hộ tịch,xã,trong ngày,3 ngày làm việc,0,bản chính: Tờ khai | xuất trình?: Căn cước,1
2.000815,Chứng thực bản sao,Chứng thực,xã; huyện,trong ngày,,2.000,,2
1.004884,Đăng ký lại khai sinh,Hộ tịch,xã,chưa rõ 5,,,,
"""


def take_in(text: str = SHEET, *, dry_run: bool = False, valid_from: date = NEW_YEAR) -> ImportReport:
    return import_catalogue(read_csv(text), valid_from=valid_from, actor_id=7, at=AT, dry_run=dry_run)


def test_dry_run_says_what_would_happen_and_writes_nothing() -> None:
    report = take_in(dry_run=True)
    assert report == ImportReport(created=("1.001193", "2.000815", "1.004884"))
    assert not Procedure.objects.exists()
    assert not Entry.objects.exists()


def test_rows_come_into_force() -> None:
    assert take_in().applied
    birth = catalogue.procedure_in_force("1.001193", NEW_YEAR)
    assert birth.channels[Channel.ONLINE].term == Term(amount=3, unit=TermUnit.WORKING_DAY)
    assert birth.channels[Channel.COUNTER].term.unit is TermUnit.SAME_DAY
    assert [(paper.name, paper.required) for paper in birth.papers] == [("Tờ khai", True), ("Căn cước", False)]
    assert birth.steps.minutes <= 480
    copy = catalogue.procedure_in_force("2.000815", NEW_YEAR)
    assert (copy.levels, copy.channels[Channel.COUNTER].fee) == ({Level.COMMUNE, Level.DISTRICT}, 2000)
    again = catalogue.procedure_in_force("1.004884", NEW_YEAR)
    assert again.channels[Channel.COUNTER].term.unit is TermUnit.UNKNOWN
    assert "5" in again.channels[Channel.COUNTER].term_note


def test_same_rows_again_change_nothing() -> None:
    take_in()
    entries = Entry.objects.count()
    report = take_in(valid_from=date(2023, 7, 1))
    assert report == ImportReport(unchanged=("1.001193", "2.000815", "1.004884"), applied=True)
    assert Entry.objects.count() == entries


def test_changed_row_becomes_the_next_version() -> None:
    take_in()
    report = take_in(SHEET.replace("2.000,", "3.000,"), valid_from=date(2023, 7, 1))
    assert (report.changed, report.unchanged) == (("2.000815",), ("1.001193", "1.004884"))
    assert catalogue.procedure_in_force("2.000815", date(2023, 6, 30)).channels[Channel.COUNTER].fee == 2000
    assert catalogue.procedure_in_force("2.000815", date(2023, 7, 1)).channels[Channel.COUNTER].fee == 3000


@pytest.mark.parametrize(
    ("old", "new", "row", "field"),
    [
        ("1.001193", "1.1193", 1, "code"),
        ("2.000815", "1.001193", 2, "code"),
        ("Thủ tục đăng ký khai sinh", "", 1, "name"),
        ("xã; huyện", "thôn", 2, "levels"),
        ("xã; huyện", "", 2, "levels"),
        ("chưa rõ 5", "5 ngày rưỡi", 3, "counter"),
        ("chưa rõ 5", "0 ngày", 3, "counter"),
        ("chưa rõ 5", "", 3, "channels"),
        ("2.000,", "hai nghìn,", 2, "fee_counter"),
        ("bản chính: Tờ khai", "Tờ khai", 1, "papers"),
        ("Căn cước,1", "Căn cước,0", 1, "rank"),
        ("Chứng thực bản sao", "Chứng\x01thực", 2, "name"),
    ],
)
def test_bad_row_is_named_with_its_column_and_nothing_is_written(old: str, new: str, row: int, field: str) -> None:
    report = take_in(SHEET.replace(old, new, 1))
    assert [(error.row, error.field) for error in report.errors] == [(row, field)]
    assert report.errors[0].message
    assert not report.applied
    assert not Procedure.objects.exists()


def test_every_bad_row_is_told_at_once() -> None:
    report = take_in(SHEET.replace("xã,trong", "x,trong", 1).replace("chưa rõ 5", "?"))
    assert [error.row for error in report.errors] == [1, 3]


def test_version_that_would_overlap_is_told_by_its_row_and_the_others_are_not_taken_in() -> None:
    take_in()
    report = take_in(SHEET.replace("2.000,", "3.000,").replace("chưa rõ 5", "5 ngày"))
    assert [(error.row, error.field) for error in report.errors] == [(2, "valid_from"), (3, "valid_from")]
    assert ProcedureVersion.objects.count() == 3


def test_unknown_column_is_told_with_those_there_are() -> None:
    report = take_in(SHEET.replace("rank", "hang", 1))
    assert {error.field for error in report.errors} == {"hang"}
    assert "fee_counter" in report.errors[0].message


def test_sheet_with_too_many_cells_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        read_csv("code,name\n1.001193,a,b\n")
    assert caught.value.field == "file"


def test_sheet_saved_with_a_mark_of_order_is_read() -> None:
    assert read_csv("\ufeffcode\n1.001193\n") == [{"code": "1.001193"}]


def test_yaml_says_the_same_as_a_sheet() -> None:
    rows = read_yaml(
        """
        - code: 1.001193
          name: Thủ tục đăng ký khai sinh
          field: Hộ tịch
          levels: [xã]
          counter: trong ngày
          online: 3 ngày làm việc
          fee_counter: 0
          papers: "bản chính: Tờ khai | xuất trình?: Căn cước"
          rank: 1
        """
    )
    take_in()
    report = import_catalogue(rows, valid_from=NEW_YEAR, actor_id=None, at=AT, dry_run=True)
    assert report.unchanged == ("1.001193",)


@pytest.mark.parametrize("text", ["a: [", "code: 1.001193", "- một\n- hai", ""])
def test_yaml_that_is_no_list_of_rows_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        read_yaml(text)
    assert caught.value.field == "file"


def test_yaml_cell_that_is_no_text_is_an_error_of_its_row() -> None:
    rows = read_yaml("- {code: {a: b}, name: Tên, field: Hộ tịch, levels: xã, counter: 1 ngày}")
    report = import_catalogue(rows, valid_from=NEW_YEAR, actor_id=None, at=AT, dry_run=True)
    assert [(error.row, error.field) for error in report.errors] == [(1, "code")]
