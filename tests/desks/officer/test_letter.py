"""A letter to read and print."""

from __future__ import annotations

import pytest

from motcua.law.types import TermUnit
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import World

NOW = "2023-05-04 10:00"


def letters_in(page: Read) -> list[tuple[str, str]]:
    """Those to read, without their files."""
    return [(href, text) for href, text in page.links if "/van-ban/" in href and text not in ("PDF", "Word")]


def issued(world: World, who: str, dossier: Outcome) -> tuple[str, str]:
    (letter,) = letters_in(read(entered(world, who).get(f"/ho-so/{dossier.code}/")))
    return letter


def test_the_letter_says_what_its_form_asks(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.SUPPLEMENT)
    at(NOW)
    href, name = issued(world, "minh", dossier)
    assert name == "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ số 01/HDHS"
    said = read(entered(world, "minh").get(href)).text
    for text in (
        "Mẫu số 02 – Thông tư 01/2018/TT-VPCP",
        "Số: 01/HDHS",
        "Họ tên người nộp: Kim Thị Ngọc Ánh",
        f"Mã hồ sơ: {dossier.code}",
        "Lý do: Thiếu tờ khai theo mẫu",
        "Người hướng dẫn (Ký, ghi rõ họ tên) Nguyễn Văn Minh",
        "Ủy ban nhân dân xã Thanh Sơn",
        "Thanh Sơn, ngày 27 tháng 4 năm 2023",
    ):
        assert text in said


def test_an_apology_names_both_dates(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    world.do("extend", dossier, by="bich_thuy", amount=2, unit=TermUnit.WORKING_DAY, reason="Chờ xác minh")
    at(NOW)
    href, name = issued(world, "minh", dossier)
    assert name == "Phiếu xin lỗi và hẹn lại ngày trả kết quả số 01/PXL"
    said = read(entered(world, "minh").get(href)).text
    assert "hẹn trả kết quả vào 09 giờ 00 phút, thứ Sáu 05/05/2023" in said
    assert "Thời gian hẹn lại: 09 giờ 00 phút, thứ Ba 09/05/2023" in said
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Ký, đóng dấu) Trần Thị Bích Thủy" in said


def test_a_letter_without_a_form_in_its_pack_says_so(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.STOPPED)
    at(NOW)
    href, name = issued(world, "minh", dossier)
    assert name == "Thông báo dừng giải quyết hồ sơ số 01/TBD"
    assert "không có mẫu này" in read(entered(world, "minh").get(href)).text


@pytest.mark.parametrize("who", ["thu_ha", "kim_loan"])
def test_a_stranger_reads_no_letter(world: World, at: At, who: str) -> None:
    dossier = world.bring(world.accept(), State.SUPPLEMENT)
    at(NOW)
    href, _ = issued(world, "minh", dossier)
    assert entered(world, who).get(href).status_code == 404


def test_a_letter_is_read_under_its_own_dossier_only(world: World, at: At) -> None:
    dossier, other = world.bring(world.accept(), State.SUPPLEMENT), world.accept()
    at(NOW)
    href, _ = issued(world, "minh", dossier)
    assert entered(world, "minh").get(href.replace(dossier.code, other.code)).status_code == 404
    assert entered(world, "minh").get(f"/ho-so/{dossier.code}/van-ban/999/").status_code == 404
