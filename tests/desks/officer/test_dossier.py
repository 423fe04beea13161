"""The page of a dossier: who may read it, what it says, what it offers to whom."""

from __future__ import annotations

import pytest
from django.db import connection

from motcua.records.casework.changes import Outcome
from motcua.records.casework.queries import viewings
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import MARITAL, World

NOW = "2023-05-04 10:00"


def page_of(world: World, who: str, dossier: Outcome) -> Read:
    response = entered(world, who).get(f"/ho-so/{dossier.code}/")
    assert response.status_code == 200
    return read(response)


def offered(page: Read) -> list[str]:
    """The acts that a page offers; adding a file or a note is none."""
    slugs = [action.split("/")[3] for action in page.forms if action.startswith("/ho-so/")]
    return [slug for slug in slugs if slug not in ("tep", "ghi-chu")]


def test_the_page_says_what_was_promised_and_why(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    said = page_of(world, "minh", dossier).text
    for text in (
        dossier.code,
        "Thứ Sáu 05/05/2023, 09:00",
        "còn 7 giờ làm việc",
        "Thời hạn 3 ngày làm việc = 1.440 phút làm việc.",
        "Kim Thị Ngọc Ánh sinh 03/05/1990",
        "Tờ khai theo mẫu đã nộp",
        "Giấy tờ kèm theo không nộp",
        "Chuyển người xử lý: Nguyễn Văn Minh Thạch Thị Sa Rươne",
        "Hẹn lần đầu — 09:00 05/05/2023 3 ngày làm việc",
    ):
        assert text in said


@pytest.mark.parametrize("who", ["sa_ruone", "minh", "bich_thuy"])
def test_the_procedure_leads_to_the_version_it_was_accepted_under(world: World, at: At, who: str) -> None:
    dossier = world.accept()
    at(NOW)
    leads = [href for href, text in page_of(world, who, dossier).links if text == "Xem thủ tục trong danh mục"]
    assert leads == [f"/quan-tri/thu-tuc/{MARITAL}/1/"]
    assert entered(world, who).get(leads[0]).status_code == 200


def test_a_moved_promise_keeps_the_first_one_in_sight(world: World, at: At) -> None:
    asked = world.bring(world.accept(), State.SUPPLEMENT)
    resumed = world.do("resume", asked, by="sa_ruone", at="2023-05-04 09:00", note="Đã nộp tờ khai")
    at(NOW)
    said = page_of(world, "minh", resumed).text
    assert "Hẹn lần đầu: thứ Sáu 05/05/2023, 09:00" in said
    assert "Thiếu tờ khai theo mẫu" in said
    assert "Đã nộp tờ khai" in said
    assert "Tính tiếp 09:00 05/05/2023" in said


def test_a_reason_that_was_erased_says_so(world: World, at: At) -> None:
    asked = world.bring(world.accept(), State.SUPPLEMENT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM journal_entry WHERE act = 'dossier.request_supplement'")
        (entry,) = cursor.fetchone()
        cursor.execute("DELETE FROM journal_personalcontent WHERE entry_id = %s", [entry])
    at(NOW)
    assert "Nội dung đã xóa theo quy định về dữ liệu cá nhân." in page_of(world, "minh", asked).text


def test_every_opening_is_noted_and_shown(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    page_of(world, "minh", dossier)
    said = page_of(world, "quoc_thai", dossier).text
    assert [seen.name for seen in viewings(dossier.dossier_id)] == ["Trương Quốc Thái", "Nguyễn Văn Minh"]
    assert "Trương Quốc Thái · Thành viên đoàn kiểm tra 10:00 04/05/2023" in said


@pytest.mark.parametrize("who", ["thu_ha", "chanh_da", "van_tam", "kim_loan"])
def test_a_stranger_gets_nothing_and_leaves_no_trace(world: World, at: At, who: str) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    assert entered(world, who).get(f"/ho-so/{dossier.code}/").status_code == 404
    assert viewings(dossier.dossier_id) == ()


@pytest.mark.parametrize(
    ("code", "status"), [("000.30.30.H59-230427-9999", 404), ("000.30.30.H59", 400), ("%00", 400), ("x" * 3000, 400)]
)
def test_a_code_that_is_none_is_refused(world: World, at: At, code: str, status: int) -> None:
    at(NOW)
    assert entered(world, "minh").get(f"/ho-so/{code}/").status_code == status


@pytest.mark.parametrize(
    ("state", "who", "first"),
    [
        (State.ACCEPTED, "sa_ruone", "chuyen-xu-ly"),
        (State.ACCEPTED, "minh", "phan-cong"),
        (State.PROCESSING, "minh", "chuyen-xu-ly"),
        (State.PROCESSING, "bich_thuy", "phe-duyet"),
        (State.PROCESSING, "sa_rath", "phe-duyet"),
        (State.APPROVED, "minh", "phat-hanh"),
        (State.SUPPLEMENT, "sa_ruone", "nhan-bo-sung"),
        (State.SETTLED, "sa_ruone", "tra-ket-qua"),
    ],
)
def test_what_comes_next_is_first(world: World, at: At, state: State, who: str, first: str) -> None:
    dossier = world.bring(world.accept(), state)
    at(NOW)
    assert offered(page_of(world, who, dossier))[0] == first


def test_an_officer_puts_a_dossier_before_the_leader(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    page = page_of(world, "minh", dossier)
    assert "Trình lãnh đạo duyệt" in page.text
    chosen = page.forms[f"/ho-so/{dossier.code}/chuyen-xu-ly/"]["to"]
    assert chosen in {f"person-{world.accounts[who]}" for who in ("bich_thuy", "sa_rath")}


@pytest.mark.parametrize(
    ("state", "who"),
    [(State.PROCESSING, "quoc_thai"), (State.PROCESSING, "van_phuc"), (State.RETURNED, "minh"), (State.VOID, "minh")],
)
def test_who_may_do_nothing_reads_why(world: World, at: At, state: State, who: str) -> None:
    dossier = world.bring(world.accept(), state)
    at(NOW)
    page = page_of(world, who, dossier)
    assert offered(page) == []
    assert "không có việc phải làm" in page.text or "không còn việc phải làm" in page.text


@pytest.mark.parametrize(
    ("slug", "form", "number"),
    [
        ("yeu-cau-bo-sung", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "02"),
        ("tu-choi", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "03"),
        ("hen-lai", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "04"),
    ],
)
def test_a_letter_is_announced_before_it_takes_its_number(
    world: World, at: At, slug: str, form: str, number: str
) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    page = page_of(world, "bich_thuy", dossier)
    assert slug in offered(page)
    assert f"«{form}» (mẫu {number}), lấy số tiếp theo" in page.text
