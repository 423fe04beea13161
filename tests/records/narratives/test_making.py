"""A report in words: its figures are those of the dossiers, whoever counts them, and the checker of reports agrees."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from motcua.law.types import LOCAL
from motcua.records.measures.queries import By, figure
from motcua.records.measures.report_checking import check_report
from motcua.records.narratives.making import Made, made
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import NotAllowed, NotFound, Refusal
from motcua.rules.report_text.proposals import TO_WRITE
from tests.world import BUSINESS, DESK, HAM_TAN, World, standing

AFTER = "2023-07-03 07:00"
HALF = period("2023-H1")
DISTRICT = "tra_cu"


@pytest.fixture
def office(world: World) -> World:
    """Three received at communes, one of them settled in time; one settled at the district's desk."""
    world.accept()
    settled = world.accept()
    world.accept(unit_key=HAM_TAN)
    world.bring(world.accept(unit_key=DESK, procedure=BUSINESS), State.SETTLED, unit=DESK)
    world.bring(settled, State.SETTLED, at="2023-04-28 09:00")
    return world


def report(unit: str = DISTRICT, **asked: Any) -> Made:
    with standing(AFTER):
        return made(Viewer.system(), unit, HALF, **asked)


def told(found: Made, section_id: str) -> str:
    return "\n".join(next(found.told(one) for one in found.sections if one.outline.id == section_id))


def test_received_and_settled_by_level(office: World) -> None:
    text = told(report(), "procedures")
    assert "Toàn huyện tiếp nhận 04 hồ sơ, đã giải quyết 02/04 hồ sơ, đạt 50,00%." in text
    assert "Cấp huyện tiếp nhận 01 hồ sơ, đã giải quyết 01/01 hồ sơ, đạt 100%." in text
    assert "Cấp xã tiếp nhận 03 hồ sơ, đã giải quyết 01/03 hồ sơ, đạt 33,33%." in text
    assert "đã quá hạn chưa giải quyết 02 hồ sơ." in text


def test_the_checker_of_reports_finds_nothing_wrong(office: World) -> None:
    found = report()
    with standing(AFTER):
        checked = check_report(Viewer.system(), found.text, unit_key=DISTRICT)
    assert checked.period == HALF
    assert len(checked.claims) > 10
    assert [claim.text for claim in checked.claims if claim.is_problem] == []
    assert sum(claim.is_sure for claim in checked.claims) > 10


def test_a_unit_speaks_of_itself(office: World) -> None:
    found = report(HAM_TAN)
    assert "Xã Hàm Tân tiếp nhận 01 hồ sơ, đã giải quyết 00/01 hồ sơ, đạt 0,00%." in told(found, "procedures")
    with standing(AFTER):
        assert check_report(Viewer.system(), found.text, unit_key=HAM_TAN).problems == 0
    settlement = next(table for table in found.tables if table.outline.id == "settlement")
    assert settlement.rows == (("Xã Hàm Tân", "01", "00", "0,00%"),)


def test_the_annex_adds_up(office: World) -> None:
    for table in report().tables:
        for place, column in enumerate(table.outline.columns, start=1):
            cells = [row[place] for row in table.rows]
            if column.field.endswith((".numerator", ".denominator", ".rest")) and "chưa có dữ liệu" not in cells:
                assert sum(map(int, cells[:-1])) == int(cells[-1]), (table.outline.id, cells)


def test_the_figures_are_those_of_the_desk(office: World) -> None:
    with standing(AFTER):
        counted = figure(Viewer.system(), "online_share", HALF, by=By.UNIT).total
    online = next(table for table in report().tables if table.outline.id == "online")
    assert (int(online.rows[-1][2]), int(online.rows[-1][1])) == (counted.numerator, counted.denominator)


def test_what_nothing_records_is_said_to_be_unknown(office: World) -> None:
    found = report()
    assert "Phản ánh, kiến nghị về quy định hành chính: chưa có dữ liệu." in told(found, "procedures")
    assert told(found, "plan").startswith(TO_WRITE)
    assert [one.outline.id for one in found.sections if not one.text] == ["direction", "results"]


def test_an_earlier_cut_off_tells_what_was_known(office: World) -> None:
    early = datetime(2023, 4, 27, 10, tzinfo=LOCAL)
    text = told(report(as_of=early), "procedures")
    assert "Cấp xã tiếp nhận 03 hồ sơ, đã giải quyết 00/03 hồ sơ, đạt 0,00%." in text


def test_sections_that_somebody_wrote(office: World) -> None:
    words = {"assessment": "Tỷ lệ giải quyết toàn huyện đạt {{settlement_rate.value}}, tăng rõ so với quý I."}
    found = report(texts=words)
    assert told(found, "assessment") == "Tỷ lệ giải quyết toàn huyện đạt 50,00%, tăng rõ so với quý I."
    assert [one.outline.id for one in found.sections if not one.proposed] == ["assessment"]


def test_a_field_of_a_place_outside_is_unknown(office: World) -> None:
    found = report(HAM_TAN, texts={"next": f"Ngoài xã: {{{{settlement_rate.numerator@{DESK}}}}} hồ sơ."})
    assert told(found, "next") == "Ngoài xã: (chưa có dữ liệu) hồ sơ."


def test_the_shape_that_others_read(office: World) -> None:
    found = json.loads(json.dumps(report().to_json()))
    assert list(found) == ["unit", "period", "as_of", "sections", "fields", "tables"]
    assert found["fields"]["{{settlement_rate.denominator}}"] == "04"


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"as_of": datetime(2024, 1, 1, tzinfo=LOCAL)}, "as_of"),
        ({"as_of": datetime(2022, 1, 1, tzinfo=LOCAL)}, "as_of"),
        ({"texts": {"next": "{{no_figure.value}}"}}, "text"),
    ],
)
def test_what_cannot_be_made(office: World, asked: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        report(**asked)
    assert refused.value.field == field


def test_periods_and_units_that_are_none(office: World) -> None:
    with standing(AFTER):
        with pytest.raises(Refusal, match="chọn kỳ đã bắt đầu"):
            made(Viewer.system(), DISTRICT, period("2024"))
        with pytest.raises(Refusal, match="Chưa có đề cương"):
            made(Viewer.system(), DISTRICT, period("2019"))
        with pytest.raises(NotFound):
            made(Viewer.system(), "tra_cu.khong_co", HALF)
        with pytest.raises(NotAllowed):
            made(office.viewer("minh"), DISTRICT, HALF)
