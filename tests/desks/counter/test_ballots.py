"""Ballots at the counter: found by the receipt, prefilled by the record, kept as typed when refused."""

from __future__ import annotations

import pytest

from motcua.records.evaluation.models import Answer, Ballot
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.records.evaluation.evaluating import settled
from tests.world import DESK, World

AFTER = "2023-07-03 08:00"
BASE = "/tiep-nhan/phieu-danh-gia/"


@pytest.fixture
def code(world: World, at: At) -> str:
    done = settled(world)
    at(AFTER)
    return done.code


def test_the_page_is_where_the_address_says(world: World, code: str) -> None:
    page = read(entered(world, "sa_ruone").get("/tiep-nhan/tra-ket-qua/"))
    assert (BASE, "Nhập phiếu đánh giá") in page.links
    assert "Quét giấy tiếp nhận để bắt đầu" in read(entered(world, "sa_ruone").get(BASE)).text


def test_a_code_opens_its_ballot_and_words_find_dossiers_with_a_result(world: World, code: str) -> None:
    client = entered(world, "sa_ruone")
    assert client.get(BASE, {"q": code, "levels": "5"})["Location"] == f"{BASE}{code}/?levels=5"
    world.bring(world.accept(), State.PROCESSING)
    page = read(client.get(BASE, {"q": "ngoc anh"}))
    assert [href for href, _ in page.links if href.startswith(f"{BASE}000")] == [f"{BASE}{code}/"]
    assert "chưa có phiếu" in page.text
    assert "chưa đánh giá được" in read(client.get(BASE, {"q": "khong ai ca"})).text


def test_the_record_is_filled_in_and_said_to_be_the_record_s(world: World, code: str) -> None:
    page = read(entered(world, "sa_ruone").get(f"{BASE}{code}/"))
    form = page.forms[f"{BASE}{code}/"]
    assert {name: form[f"answer_{name}"] for name in "123467"} == {
        "1": "3", "2": "3", "3": "", "4": "", "6": "", "7": "",
    }  # fmt: skip
    for text in ("theo sổ: rất hài lòng", "bỏ trống không phải là 0 điểm", "chờ kiểm chứng", "3 · Rất hài lòng"):
        assert text in page.text
    five = read(entered(world, "sa_ruone").get(f"{BASE}{code}/?levels=5"))
    assert five.forms[f"{BASE}{code}/?levels=5"]["answer_1"] == "5"
    assert "3 · Bình thường" in five.text


def test_a_ballot_is_typed_and_the_next_one_waits(world: World, code: str) -> None:
    client = entered(world, "sa_ruone")
    form = read(client.get(f"{BASE}{code}/")).forms[f"{BASE}{code}/"]
    sent = client.post(f"{BASE}{code}/", {**form, "answer_1": "2", "answer_7": "3", "remark": "Rất chu đáo"})
    assert sent["Location"] == BASE
    assert f"Đã ghi phiếu đánh giá hồ sơ {code}." in read(client.get(BASE)).text
    kept = Answer.objects.order_by("criterion").values_list("criterion", "level", "record")
    assert list(kept) == [("1", 2, 3), ("2", 3, 3), ("7", 3, None)]
    assert "đã nhập" in read(client.get(f"/ho-so/{code}/")).text


def test_a_correction_shows_what_stood_and_asks_why(world: World, code: str) -> None:
    client = entered(world, "sa_ruone")
    form = read(client.get(f"{BASE}{code}/")).forms[f"{BASE}{code}/"]
    client.post(f"{BASE}{code}/", {**form, "answer_7": "3"})
    page = read(client.get(f"{BASE}{code}/"))
    again = page.forms[f"{BASE}{code}/"]
    assert (again["answer_7"], again["version"]) == ("3", "1")
    assert "Phiếu đã nhập của hồ sơ này" in page.text
    refused = client.post(f"{BASE}{code}/", {**again, "answer_7": "1"})
    assert refused.status_code == 400
    kept = read(refused)
    assert kept.forms[f"{BASE}{code}/"]["answer_7"] == "1"
    assert "ghi vì sao phải sửa" in kept.text
    assert client.post(f"{BASE}{code}/", {**again, "answer_7": "1", "reason": "Nhầm dòng"}).status_code == 302
    assert "Nhầm dòng" in read(client.get(f"{BASE}{code}/")).text


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({}, 400, "chưa có câu trả lời nào của người dân"),
        ({"answer_7": "9"}, 400, "một mức từ 1 đến 3"),
        ({"answer_7": "ba"}, 400, "Cần một số nguyên"),
        ({"answer_7": "3", "version": "4"}, 409, "vừa nhập phiếu"),
        ({"answer_7": "3", "levels": "4"}, 400, "3 hoặc 5 mức"),
        ({"answer_7": "3", "code": "x"}, 400, "không có trường"),
    ],
)
def test_a_refused_ballot_comes_back_as_typed(
    world: World, code: str, changes: dict[str, str], status: int, words: str
) -> None:
    client = entered(world, "sa_ruone")
    form = read(client.get(f"{BASE}{code}/")).forms[f"{BASE}{code}/"]
    refused = client.post(f"{BASE}{code}/", {**form, "remark": "Giữ nguyên", **changes})
    assert refused.status_code == status
    page = read(refused)
    assert words in page.text
    assert "Giữ nguyên" in page.forms[f"{BASE}{code}/"]["remark"]
    assert not Ballot.objects.exists()


def test_whom_a_ballot_judges_is_told_so(world: World, at: At) -> None:
    done = settled(world, unit=DESK, procedure="2.000815")
    at(AFTER)
    client = entered(world, "hong_cuc")
    refused = client.get(f"{BASE}{done.code}/")
    assert refused.status_code == 403
    assert "chấm chính ông/bà" in read(refused).text
    assert "nhập phiếu" not in read(client.get(f"/ho-so/{done.code}/")).text


def test_others_have_no_such_page(world: World, code: str) -> None:
    for who in ("minh", "sa_rath", "quoc_thai"):
        assert entered(world, who).get(f"{BASE}{code}/").status_code == 403
    assert entered(world, "thu_ha").get(f"{BASE}{code}/").status_code == 404
