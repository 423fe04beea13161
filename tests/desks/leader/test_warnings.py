"""What a leader is warned of."""

from __future__ import annotations

import pytest

from motcua.records.casework import duties
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import THANH_SON, World

OWED, OVERRUNS = "/lanh-dao/canh-bao/", "/lanh-dao/canh-bao/dinh-muc/"
LATE = "2023-05-08 10:00"


def test_apologies_that_are_owed_and_missing_are_told(world: World, at: At) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    duties.tick(at(LATE))
    page = read(entered(world, "bich_thuy").get(OWED))
    assert "1 hồ sơ cần thư xin lỗi lúc này" in page.text
    assert "6 tháng đầu năm 2023 có 1 lần lỡ hẹn" in page.text
    assert (f"/ho-so/{held.code}/", held.code) in page.links
    assert "quá hạn mà chưa xin lỗi" in page.text
    assert "Thiếu thư xin lỗi, theo đơn vị giữ hồ sơ lúc ấy" in page.text


def test_nothing_owed_is_said(world: World, at: At) -> None:
    at(LATE)
    said = read(entered(world, "van_phuc").get(OWED)).text
    assert "Không hồ sơ nào cần xin lỗi lúc này" in said
    assert "không lần lỡ hẹn nào thiếu thư xin lỗi" in said


@pytest.mark.parametrize("who", ["quoc_huy", "van_tam"])
def test_strangers_are_told_of_nothing(world: World, at: At, who: str) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    duties.tick(at(LATE))
    client = entered(world, who)
    for address in (OWED, OVERRUNS, f"{OVERRUNS}{THANH_SON}/"):
        assert held.code not in read(client.get(address)).text


def test_a_unit_that_kept_a_dossier_too_long_leads_to_it(world: World, at: At) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    at(LATE)
    client = entered(world, "sa_rath")
    page = read(client.get(OVERRUNS))
    assert "Ủy ban nhân dân xã Thanh Sơn" in page.text
    (address,) = {href for href, text in page.links if text == "Ủy ban nhân dân xã Thanh Sơn"}
    assert (f"/ho-so/{held.code}/", held.code) in read(client.get(address)).links


def test_no_unit_too_slow_is_said(world: World, at: At) -> None:
    at(LATE)
    assert "Không đơn vị nào giữ quá định mức" in read(entered(world, "sa_rath").get(OVERRUNS)).text


@pytest.mark.parametrize("address", [OWED, OVERRUNS])
@pytest.mark.parametrize("asked", [{"period": "soon"}, {"period": "custom", "from": "x", "to": ""}], ids=str)
def test_a_period_that_cannot_be_read_stays_as_typed(world: World, at: At, address: str, asked: dict[str, str]) -> None:
    at(LATE)
    answer = entered(world, "sa_rath").get(address, asked)
    assert answer.status_code == 400
    assert "hãy" in read(answer).text.lower()


def test_a_unit_that_does_not_exist_is_not_found(world: World, at: At) -> None:
    at(LATE)
    assert entered(world, "sa_rath").get(f"{OVERRUNS}khong_co/").status_code == 404
    assert entered(world, "minh").get(OWED).status_code == 403
