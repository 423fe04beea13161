"""A report held against the record: what agrees, what differs and by how much, what nobody can say."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from motcua.records.measures.queries import Part
from motcua.records.measures.report_checking import (
    MOST_CHARACTERS,
    Checked,
    CheckedReport,
    Reference,
    check_report,
    reporting_units,
)
from motcua.records.measures.report_figures import Data
from motcua.records.people.viewer import Viewer
from motcua.rules.claims.claim import Arithmetic, Kind
from motcua.rules.dossier import State
from motcua.rules.period import period
from motcua.rules.refusal import NotFound, Refusal
from tests.world import BUSINESS, DESK, HAM_TAN, THANH_SON, TOWN, World, standing

AFTER = "2023-07-03 07:00"
HALF = period("2023-H1")
AGREES, DIFFERS, UNKNOWN = Data.AGREES, Data.DIFFERS, Data.UNKNOWN


@pytest.fixture
def office(world: World) -> World:
    """Three received at communes, one of them settled in time; one settled at the district's desk."""
    world.accept()
    world.bring(world.accept(), State.SETTLED, at="2023-04-28 09:00")
    world.accept(unit_key=HAM_TAN)
    world.bring(world.accept(unit_key=DESK, procedure=BUSINESS), State.SETTLED, unit=DESK)
    return world


def checked(text: str, viewer: Viewer | None = None, **asked: Any) -> CheckedReport:
    with standing(AFTER):
        return check_report(viewer or Viewer.system(), text, **{"period": HALF, **asked})


def one(text: str, viewer: Viewer | None = None, **asked: Any) -> Checked:
    found = checked(text, viewer, **asked)
    assert len(found.claims) == 1, [claim.text for claim in found.claims]
    return found.claims[0]


@pytest.mark.parametrize(
    ("text", "data", "computed"),
    [
        ("Toàn huyện tiếp nhận 04 hồ sơ.", AGREES, 4),
        ("Toàn huyện tiếp nhận 05 hồ sơ.", DIFFERS, 4),
        ("Cấp huyện tiếp nhận 01 hồ sơ.", AGREES, 1),
        ("Cấp xã tiếp nhận 03 hồ sơ.", AGREES, 3),
        ("Xã Thanh Sơn tiếp nhận 02 hồ sơ.", AGREES, 2),
        ("UBND xã Hàm Tân tiếp nhận 02 hồ sơ.", DIFFERS, 1),
        ("Thị trấn Trà Cú tiếp nhận 02 hồ sơ.", DIFFERS, 0),
        ("Huyện Trà Cú tiếp nhận 04 hồ sơ.", AGREES, 4),
        ("Đã giải quyết 2/4 hồ sơ, đạt 50%.", AGREES, 50),
        ("Cấp xã giải quyết 1/3 hồ sơ, đạt 33,33%.", AGREES, Fraction(3333, 100)),
        ("Cấp xã giải quyết 2/3 hồ sơ, đạt 66,67%.", DIFFERS, Fraction(3333, 100)),
        ("Tỷ lệ giải quyết hồ sơ đạt 50%.", AGREES, 50),
        ("Tỷ lệ giải quyết hồ sơ đạt 51%.", DIFFERS, 50),
        ("Giải quyết đúng hạn 02 hồ sơ.", AGREES, 2),
        ("Hiện đang giải quyết 02 hồ sơ.", AGREES, 2),
        ("Có 02 hồ sơ đang giải quyết đã quá hạn.", AGREES, 2),
        ("Tiếp nhận trực tuyến 00 hồ sơ.", AGREES, 0),
        ("Tỷ lệ hồ sơ trực tuyến đạt 12%.", DIFFERS, 0),
        ("Giải quyết trước hạn 01 hồ sơ.", UNKNOWN, None),
        ("Kiểm tra 24 đơn vị.", UNKNOWN, None),
        ("Tiếp nhận 38 phản ánh, kiến nghị.", UNKNOWN, None),
        ("Trong tháng 4/2023 tiếp nhận 04 hồ sơ.", AGREES, 4),
        ("Trong tháng 5/2023 tiếp nhận 04 hồ sơ.", UNKNOWN, None),
        ("Cùng kỳ tiếp nhận 04 hồ sơ.", UNKNOWN, None),
    ],
)
def test_a_claim_against_the_record(office: World, text: str, data: Data, computed: Fraction | int | None) -> None:
    found = one(text)
    assert (found.data, found.computed) == (data, computed)
    assert found.is_problem is (data is DIFFERS)


def test_by_how_much_it_differs_is_told(office: World) -> None:
    assert one("Toàn huyện tiếp nhận 05 hồ sơ.").record == "4 hồ sơ, báo cáo ghi nhiều hơn 1 hồ sơ"
    found = one("Cấp xã giải quyết 2/3 hồ sơ, đạt 66,67%.")
    assert (found.calculation, found.record) == ("2 ÷ 3 = 66,67%", "1/3 hồ sơ = 33,33%")


def test_arithmetic_that_is_wrong_is_told_before_our_figure(office: World) -> None:
    found = one("Cấp xã giải quyết 1/3 hồ sơ, đạt 43,33%.")
    assert (found.arithmetic, found.data, found.computed) == (Arithmetic.WRONG, AGREES, Fraction(3333, 100))


def test_a_figure_can_be_opened_where_it_was_counted(office: World) -> None:
    source = one("Cấp xã tiếp nhận 03 hồ sơ.").source
    assert source is not None
    assert (source.indicator, source.part, source.unit, source.level) == (
        "settlement_rate", Part.DENOMINATOR, "", "commune",
    )  # fmt: skip
    assert source.period == HALF
    source = one("Xã Hàm Tân tiếp nhận 01 hồ sơ.").source
    assert source is not None
    assert (source.unit, source.level) == (HAM_TAN, "")


@pytest.mark.parametrize(
    ("unit", "text", "data"),
    [
        (HAM_TAN, "Tiếp nhận 01 hồ sơ.", AGREES),
        (HAM_TAN, "Tiếp nhận 04 hồ sơ.", DIFFERS),
        (HAM_TAN, "Toàn huyện tiếp nhận 04 hồ sơ.", AGREES),
        ("tra_cu", "Tiếp nhận 04 hồ sơ.", AGREES),
        ("tra_cu", "Cấp xã tiếp nhận 03 hồ sơ.", AGREES),
    ],
)
def test_whose_report_it_is(office: World, unit: str, text: str, data: Data) -> None:
    assert one(text, unit_key=unit).data is data


@pytest.mark.parametrize(
    ("who", "text", "data"),
    [
        ("quoc_huy", "Tiếp nhận 01 hồ sơ.", AGREES),
        ("quoc_huy", "Toàn huyện tiếp nhận 04 hồ sơ.", UNKNOWN),
        ("quoc_huy", "Cấp xã tiếp nhận 03 hồ sơ.", UNKNOWN),
        ("quoc_huy", "Xã Thanh Sơn tiếp nhận 02 hồ sơ.", UNKNOWN),
        ("van_phuc", "Toàn huyện tiếp nhận 04 hồ sơ.", AGREES),
        ("my_dung", "Tiếp nhận 04 hồ sơ.", UNKNOWN),
    ],
)
def test_one_learns_nothing_of_units_out_of_sight(office: World, who: str, text: str, data: Data) -> None:
    with standing(AFTER):
        viewer = office.viewer(who)
    found = one(text, viewer)
    assert found.data is data
    assert data is not UNKNOWN or (found.computed, found.record) == (None, "")


def test_without_a_period_nobody_can_say(office: World) -> None:
    found = checked("Toàn huyện tiếp nhận 04 hồ sơ.", period=None)
    assert found.period is None
    assert found.claims[0].data is UNKNOWN


def test_the_period_of_the_title(office: World) -> None:
    found = checked("Kết quả 6 tháng đầu năm 2023\nToàn huyện tiếp nhận 04 hồ sơ.", period=None)
    assert found.period == HALF
    assert [claim.data for claim in found.claims] == [AGREES]


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Nghị định số 61/2018/NĐ-CP", Reference.KNOWN),
        ("Nghị định số 61/2018/NĐ-CP ngày 23/4/2018", Reference.KNOWN),
        ("Nghị định số 61/2018/NĐ-CP ngày 24/4/2018", Reference.UNKNOWN),
        ("Quyết định số 766/QĐ-TTg", Reference.KNOWN),
        ("Công văn 12729/VPCP-KGVX", Reference.KNOWN),
        ("Kế hoạch số 03/KH-UBND", Reference.UNKNOWN),
    ],
)
def test_a_document_of_the_law_is_known(office: World, text: str, reference: Reference) -> None:
    found = one(text)
    assert (found.kind, found.reference) == (Kind.REFERENCE, reference)
    assert not found.is_problem


def test_a_letter_is_known_to_those_who_may_see_it(world: World) -> None:
    world.bring(world.accept(), State.SUPPLEMENT)
    letters = {who: _letters(world, who) for who in ("bich_thuy", "quoc_huy")}
    assert letters == {"bich_thuy": [Reference.KNOWN], "quoc_huy": [Reference.UNKNOWN]}


def _letters(world: World, who: str) -> list[Reference]:
    from motcua.records.documents.models import Letter

    number = Letter.objects.get().number
    with standing(AFTER):
        viewer = world.viewer(who)
    return [claim.reference for claim in checked(f"Phiếu yêu cầu số {number}", viewer).claims]


def test_the_shape_others_rely_on(office: World) -> None:
    text = "Toàn huyện tiếp nhận 05 hồ sơ; giải quyết 2/4 hồ sơ, đạt 55,5%; Nghị định 61/2018/NĐ-CP."
    told = json.loads(json.dumps([claim.to_json() for claim in checked(text).claims]))
    assert told == [
        {
            "kind": "count", "text": "tiếp nhận 05 hồ sơ", "start": 11, "end": 29,
            "arithmetic": "none", "data": "differs", "reference": "none", "computed": 4,
        },
        {
            "kind": "ratio", "text": "2/4 hồ sơ, đạt 55,5%", "start": 42, "end": 62,
            "arithmetic": "wrong", "data": "agrees", "reference": "none", "computed": 50,
        },
        {
            "kind": "reference", "text": "61/2018/NĐ-CP", "start": 74, "end": 87,
            "arithmetic": "none", "data": "unknown", "reference": "known", "computed": None,
        },
    ]  # fmt: skip
    assert all(text[each["start"] : each["end"]] == each["text"] for each in told)
    assert checked(text).problems == 2


@pytest.mark.parametrize("text", ["", " \n ", "a" * (MOST_CHARACTERS + 1)])
def test_what_cannot_be_read_is_refused(office: World, text: str) -> None:
    with pytest.raises(Refusal) as refused:
        checked(text)
    assert refused.value.field == "text"


def test_an_unknown_unit_is_refused(office: World) -> None:
    with pytest.raises(NotFound):
        checked("Tiếp nhận 04 hồ sơ.", unit_key="tra_cu.khong_co")


def test_thanh_son_is_asked_once_for_all_its_claims(office: World) -> None:
    text = "Tiếp nhận 02 hồ sơ. Đã giải quyết 1/2 hồ sơ, đạt 50%. Giải quyết đúng hạn 01 hồ sơ."
    assert {claim.data for claim in checked(text, unit_key=THANH_SON).claims} == {AGREES}


@pytest.mark.parametrize(
    ("who", "units"),
    [("quoc_huy", [HAM_TAN]), ("van_phuc", ["tra_cu", DESK, THANH_SON, HAM_TAN, TOWN]), ("my_dung", [])],
)
def test_whose_reports_one_may_check(world: World, who: str, units: list[str]) -> None:
    with standing(AFTER):
        assert [unit.key for unit in reporting_units(world.viewer(who))] == units
