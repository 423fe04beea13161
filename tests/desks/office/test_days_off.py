"""Days off on screen: the calendar, what a decision would do, applying it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.law.types import Role
from motcua.records.calendar import queries as calendars
from motcua.records.casework.models import Dossier
from motcua.records.people import actions as people
from motcua.records.people.viewer import Viewer
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MARITAL, MORNING, THANH_SON, World

PAGE = "/quan-tri/ngay-nghi/"
EFFECTS, APPLY = f"{PAGE}anh-huong/", f"{PAGE}ap-dung/"
DECISION = {"date": "28/04/2023", "kind": "off", "reason": "nghỉ bù", "document": "12/TB-BNV", "article": ""}


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April; a dossier of three working days is open."""
    world.accept(procedure=MARITAL, at="2023-04-27 08:00")
    at(MORNING)
    return entered(world, "my_dung")


def foresee(client: Client, **typed: str) -> Any:
    return client.post(EFFECTS, {**read(client.get(PAGE)).forms[EFFECTS], **DECISION, **typed})


def test_the_calendar_of_a_year(keeper: Client) -> None:
    page = read(keeper.get(f"{PAGE}?year=2024"))
    assert "Ngày nghỉ năm 2024" in page.text
    assert "Thứ Tư 01/05/2024" in page.text
    assert "Ngày nghỉ năm 2026" in read(keeper.get(f"{PAGE}?year=9999")).text
    assert keeper.get(f"{PAGE}?year=x").status_code == 400


def test_a_decision_is_looked_at_then_applied_once(keeper: Client) -> None:
    before = Dossier.objects.get().due_at
    page = read(foresee(keeper))
    assert "1 hồ sơ đang mở lùi hẹn" in page.text
    assert Dossier.objects.get().due_at == before
    for _ in range(2):
        assert keeper.post(APPLY, page.forms[APPLY]).headers["Location"] == PAGE
    after = Dossier.objects.get().due_at
    assert before is not None
    assert after is not None
    assert after > before
    assert len(calendars.decisions_applied()) == 1
    assert "Đã áp dụng trong kho này" in read(keeper.get(PAGE)).text


def test_a_day_that_is_off_already_leaves_nothing_to_apply(keeper: Client) -> None:
    page = read(foresee(keeper, date="01/05/2023"))
    assert "không có gì để áp dụng" in page.text
    assert APPLY not in page.forms


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"date": "hôm qua"}, "date"),
        ({"date": "01/01/1999"}, "date"),
        ({"kind": "half"}, "kind"),
        ({"reason": ""}, "reason"),
        ({"document": "x" * 81}, "document"),
    ],
)
def test_what_was_typed_is_kept(keeper: Client, typed: dict[str, str], field: str) -> None:
    response = foresee(keeper, **typed)
    assert response.status_code == 400
    page = read(response)
    assert any(href == f"#id_one-{field}" for href, _ in page.links)
    assert page.forms[EFFECTS]["reason"] == typed.get("reason", "nghỉ bù")


def test_a_file_is_looked_at_whole(keeper: Client) -> None:
    text = "date,kind,reason,document\n2023-04-28,off,nghỉ bù,12/TB\n2023-05-06,working,làm bù,12/TB\n"
    response = keeper.post(EFFECTS, {"from_file": "1", "file": SimpleUploadedFile("a.csv", text.encode())})
    page = read(response)
    assert "Thứ Bảy 06/05/2023" in page.text
    assert keeper.post(APPLY, page.forms[APPLY]).status_code == 302
    assert len(calendars.decisions_applied()) == 2


def test_a_day_off_of_one_unit_leaves_the_others_alone(keeper: Client, world: World) -> None:
    form = read(keeper.get(PAGE)).forms[EFFECTS]
    assert form["unit"] == "", "for all units unless one is chosen"
    page = read(foresee(keeper, unit=HAM_TAN))
    assert "chưa hồ sơ nào phải lùi hẹn" in page.text
    page = read(foresee(keeper, unit=THANH_SON))
    assert "1 hồ sơ đang mở lùi hẹn" in page.text
    assert "nghỉ bù (riêng" in page.text
    assert keeper.post(APPLY, page.forms[APPLY]).status_code == 302
    (one,) = calendars.decisions_applied()
    assert one.unit is not None
    assert one.unit.key == THANH_SON
    assert f"riêng {one.unit.name}" in read(keeper.get(PAGE)).text


def test_a_unit_that_is_none_is_refused_at_its_box(keeper: Client) -> None:
    response = foresee(keeper, unit="tra_cu.khong_co")
    assert response.status_code == 404
    assert any(href == "#id_one-unit" for href, _ in read(response).links)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("date,kind,reason,document\nx,off,a,b\n", "Dòng 2, cột date"),
        ("ngày\n", "Thiếu cột"),
        ("date,kind,reason,document\n", "chưa có dòng nào"),
        ("", "trống"),
    ],
)
def test_a_file_that_is_wrong_is_told_line_by_line(keeper: Client, text: str, told: str) -> None:
    response = keeper.post(EFFECTS, {"from_file": "1", "file": SimpleUploadedFile("a.csv", text.encode())})
    assert response.status_code == 400
    assert any(href == "#id_file" and told in words for href, words in read(response).links)
    assert calendars.decisions_applied() == []


def test_what_was_bent_on_the_way_is_refused(keeper: Client) -> None:
    form = read(foresee(keeper)).forms[APPLY]
    for bent in ("", "date,kind,reason,document\n2023-04-28,half,a,b\n", "x" * 2000):
        assert keeper.post(APPLY, {**form, "decisions": bent}).status_code == 400
    assert calendars.decisions_applied() == []


def test_an_administrator_of_one_commune_only_reads(world: World, store: object, at: At) -> None:
    at(MORNING)
    own = people.create_account(Viewer.system(), username="quantri.xa", full_name="Quản trị xã", invented=True)
    people.assign_position(
        Viewer.system(),
        account_id=own,
        unit_id=world.units[HAM_TAN],
        role=Role.ADMINISTRATOR,
        title="Quản trị",
        valid_from=at(MORNING).date(),
    )
    world.accounts["quantri.xa"] = own
    client = entered(world, "quantri.xa")
    page = read(client.get(PAGE))
    assert EFFECTS not in page.forms
    assert "Chỉ người quản trị của toàn hệ thống" in page.text
    assert client.post(EFFECTS, {**DECISION, "request_key": "k"}).status_code == 403
    assert calendars.decisions_applied() == []
