"""The counter's files: the register, the receipt on A4, lists of hand-overs."""

from __future__ import annotations

import io

import openpyxl
import pytest

from motcua.records.casework import noting
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.desks.frame.papers import words
from tests.world import World

LISTS = "/tiep-nhan/giao-nhan/"

pytestmark = [
    pytest.mark.usefixtures("store"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def day(world: World, at: At) -> Outcome:
    """One dossier is with the officer, one has its result; it is Thursday afternoon."""
    with_officer = world.bring(world.accept(at="2023-04-27 08:00"), State.PROCESSING, at="2023-04-27 08:30")
    world.bring(world.accept(at="2023-04-27 09:00"), State.SETTLED, at="2023-04-27 14:00")
    at("2023-04-27 16:00")
    return with_officer


def hand_overs(world: World, who: str = "sa_ruone", query: str = "") -> Read:
    return read(entered(world, who).get(f"{LISTS}{query}"))


def test_the_register_is_offered_as_pdf_and_workbook(world: World, day: Outcome) -> None:
    page = read(entered(world, "sa_ruone").get("/tiep-nhan/so-theo-doi/?stretch=month&from=27/04/2023"))
    found = {text: href for href, text in page.links}
    printed = entered(world, "sa_ruone").get(found["PDF để in"])
    assert 'filename="so-theo-doi_2023-04-01_2023-04-30.pdf"' in printed.headers["Content-Disposition"]
    assert "Cộng: 2 hồ sơ tiếp nhận" in words(printed.content)
    book = entered(world, "sa_ruone").get(found["Excel"])
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert sheet["B5"].value == day.code


def test_a_register_too_long_for_paper_says_what_to_do(
    world: World, day: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("motcua.desks.frame.sheets.lists.MOST_ON_PAPER", 1)
    refused = entered(world, "sa_ruone").get("/tiep-nhan/so-theo-doi/pdf/")
    assert refused.status_code == 400
    assert "hãy tải tệp Excel, hoặc chọn ít ngày hơn" in read(refused).text


@pytest.mark.parametrize("address", ["so-theo-doi/pdf/", "so-theo-doi/excel/", "giao-nhan/", "giao-nhan/1/pdf/"])
def test_only_the_counter_reaches_them(world: World, day: Outcome, address: str) -> None:
    assert entered(world, "minh").get(f"/tiep-nhan/{address}").status_code == 403


def test_the_receipt_on_a4_is_journalled_like_the_small_one(world: World, day: Outcome) -> None:
    printed = entered(world, "sa_ruone").post(f"/tiep-nhan/{day.code}/giay-tiep-nhan/a4/")
    assert printed.status_code == 200
    assert "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ" in words(printed.content)
    assert noting.times_printed(day.dossier_id) == 1
    again = entered(world, "sa_ruone").post(f"/tiep-nhan/{day.code}/giay-tiep-nhan/a4/")
    assert "Bản in lại lần 1" in words(again.content)
    assert entered(world, "sa_ruone").get(f"/tiep-nhan/{day.code}/giay-tiep-nhan/a4/").status_code == 405


def test_what_passed_is_listed_once_and_printed_as_often_as_needed(world: World, day: Outcome) -> None:
    page = hand_overs(world)
    assert "3 lượt giao nhận chưa vào bảng kê, 0 bảng kê đã lập" in page.text
    client = entered(world, "sa_ruone")
    sent = next(form for form in page.forms.values() if form.get("direction") == "out")
    made = client.post(LISTS, sent)
    assert made.status_code == 302
    shown = read(client.get(made.headers["Location"]))
    assert "Danh sách bàn giao hồ sơ" in shown.text
    assert "Số: 01/BKGN" in shown.text
    assert day.code in shown.text
    assert client.post(LISTS, sent).headers["Location"] == made.headers["Location"], "a retry gives the same list"
    found = {text: href for href, text in hand_overs(world).links}
    printed = client.get(found["PDF"])
    assert 'filename="01-BKGN_2023-04-27.pdf"' in printed.headers["Content-Disposition"]
    assert "Số: 01/BKGN" in words(printed.content)
    assert client.get(found["Word"]).status_code == 200
    assert "1 lượt giao nhận chưa vào bảng kê, 1 bảng kê đã lập" in hand_overs(world).text


def test_a_day_without_hand_overs_says_what_to_do(world: World, day: Outcome) -> None:
    assert "Chưa có giao nhận nào" in hand_overs(world, query="?day=01/04/2023").text
    assert "Chưa có giao nhận nào" in hand_overs(world, who="thu_ha").text


def test_lists_of_another_desk_are_not_found(world: World, day: Outcome) -> None:
    sent = next(form for form in hand_overs(world).forms.values() if form.get("direction") == "out")
    made = entered(world, "sa_ruone").post(LISTS, sent).headers["Location"]
    assert entered(world, "thu_ha").get(made).status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"direction": "up"}, "direction"),
        ({"other": "x"}, "other"),
        ({"day": "hôm qua"}, "day"),
        ({"unit": "1"}, "unit"),
    ],
)
def test_what_the_form_does_not_have_is_refused(
    world: World, day: Outcome, changes: dict[str, str], field: str
) -> None:
    sent = next(form for form in hand_overs(world).forms.values() if form.get("direction") == "out")
    refused = entered(world, "sa_ruone").post(LISTS, {**sent, **changes})
    assert refused.status_code == 400
    assert field in read(refused).text
