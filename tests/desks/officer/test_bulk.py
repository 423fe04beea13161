"""Many dossiers of a work list at once: picked without a script, each answered for itself."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import DESK, World

NOW = "2023-05-04 10:00"
QUEUE, BULK = "/ho-so/", "/ho-so/nhieu/"


def boxes(answer: Any) -> list[str]:
    """The values of the boxes of a page, those that are ticked with a star."""
    found = re.findall(r'<input type="checkbox" name="pick" value="([0-9.]+)"( checked)?>', answer.content.decode())
    return [value + ("*" if checked else "") for value, checked in found]


def value(dossier: Outcome) -> str:
    return f"{dossier.dossier_id}.{dossier.version}"


def ask(client: Client, act: str, *dossiers: Outcome) -> Any:
    return client.post(BULK, {"act": act, "pick": [value(one) for one in dossiers]})


def order(client: Client, act: str, *dossiers: Outcome, key: str = "", **typed: str) -> Any:
    """Goes on from the form that `ask` gives."""
    form = read(ask(client, act, *dossiers)).forms[f"{BULK}{act}/"]
    given = {name: text for name, text in form.items() if name in ("request_key", "reason", "to")}
    picked = [value(one) for one in dossiers]
    return client.post(f"{BULK}{act}/", {**given, **typed, "pick": picked, **({"request_key": key} if key else {})})


def holders(*dossiers: Outcome) -> list[int | None]:
    rows = dict(Dossier.objects.values_list("pk", "holder_id"))
    return [rows[one.dossier_id] for one in dossiers]


def test_rows_are_picked_one_by_one_or_all_without_a_script(world: World, at: At) -> None:
    dossiers = [world.bring(world.accept(), State.PROCESSING) for _ in range(3)]
    at(NOW)
    client = entered(world, "minh")
    page = client.get(QUEUE)
    assert boxes(page) == [value(one) for one in dossiers]
    (every,) = [href for href, text in read(page).links if text == "Chọn tất cả trang này"]
    assert boxes(client.get(every)) == [f"{value(one)}*" for one in dossiers]


@pytest.mark.parametrize(
    ("who", "acts"),
    [("sa_ruone", ["Chuyển xử lý"]), ("minh", ["Chuyển xử lý", "Phân công", "Nhận về mình"]), ("quoc_thai", [])],
)
def test_buttons_are_those_of_the_role(world: World, at: At, who: str, acts: list[str]) -> None:
    world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    answer = entered(world, who).get(f"{QUEUE}?whose=unit").content.decode()
    assert re.findall(r'name="act" value="[a-z-]+">([^<]+)<', answer) == acts
    assert bool(acts) is ('name="pick"' in answer)


def test_several_are_forwarded_at_once(world: World, at: At) -> None:
    dossiers = [world.bring(world.accept(), State.PROCESSING) for _ in range(3)]
    at(NOW)
    client = entered(world, "minh")
    form = read(ask(client, "chuyen-xu-ly", *dossiers))
    assert "Chuyển 3 hồ sơ" in form.text
    assert holders(*dossiers) == [world.accounts["minh"]] * 3, "nothing is done yet"
    answer = order(client, "chuyen-xu-ly", *dossiers, to=f"person-{world.accounts['bich_thuy']}", reason="Trình duyệt")
    assert "Đã chuyển 3 hồ sơ." in read(answer).text
    assert holders(*dossiers) == [world.accounts["bich_thuy"]] * 3
    assert boxes(answer) == []


def test_one_takes_what_waits(world: World, at: At) -> None:
    dossiers = [world.accept() for _ in range(2)]
    at(NOW)
    answer = order(entered(world, "minh"), "nhan", *dossiers)
    assert "Đã nhận 2 hồ sơ." in read(answer).text
    assert holders(*dossiers) == [world.accounts["minh"]] * 2


def test_what_was_refused_says_why_and_can_be_sent_again(world: World, at: At) -> None:
    fit, stale, over = (world.bring(world.accept(), State.PROCESSING) for _ in range(3))
    moved = world.do("forward", stale, by="minh", to_account_id="so_phia")
    over = world.bring(over, State.APPROVED)
    at(NOW)
    client = entered(world, "minh")
    to = f"person-{world.accounts['bich_thuy']}"
    answer = order(client, "phan-cong", fit, stale, over, to=to)
    page = read(answer)
    assert answer.status_code == 200
    assert "Đã phân công 1 hồ sơ, 2 hồ sơ chưa làm được." in page.text
    assert "Đã phê duyệt" in page.text
    assert boxes(answer) == [f"{value(moved)}*", f"{value(over)}*"]
    form = page.forms[f"{BULK}phan-cong/"]
    assert form["to"] == to
    kept = {name: form[name] for name in ("to", "reason", "request_key")}
    again = client.post(f"{BULK}phan-cong/", {**kept, "pick": value(moved)})
    assert "Đã phân công 1 hồ sơ." in read(again).text


def test_the_same_form_sent_twice_does_it_once(world: World, at: At) -> None:
    dossiers = [world.bring(world.accept(), State.PROCESSING) for _ in range(2)]
    at(NOW)
    client, to = entered(world, "minh"), f"person-{world.accounts['so_phia']}"
    first = order(client, "chuyen-xu-ly", *dossiers, to=to, key="once")
    again = order(client, "chuyen-xu-ly", *dossiers, to=to, key="once")
    assert read(first).text == read(again).text
    assert set(Dossier.objects.values_list("version", flat=True)) == {dossiers[0].version + 1}


def test_dossiers_of_a_stranger_are_not_told_of(world: World, at: At) -> None:
    own, foreign = world.bring(world.accept(), State.PROCESSING), world.accept(unit_key=DESK, procedure="1.001612")
    at(NOW)
    client = entered(world, "minh")
    assert foreign.code not in read(ask(client, "nhan", own, foreign)).text
    assert ask(client, "nhan", foreign).status_code == 404
    answer = order(client, "nhan", own, foreign)
    assert "Không có hồ sơ này, hoặc hồ sơ không thuộc phạm vi" in read(answer).text
    assert foreign.code not in read(answer).text
    assert Dossier.objects.get(pk=foreign.dossier_id).version == foreign.version


def test_where_to_is_needed_and_what_was_typed_stays(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    answer = order(entered(world, "minh"), "chuyen-xu-ly", dossier, to="", reason="Trình duyệt")
    page = read(answer)
    assert answer.status_code == 400
    assert ("#id_to", "Chưa chọn nơi nhận; hãy chọn một người hoặc đơn vị trong danh sách.") in page.links
    assert page.forms[f"{BULK}chuyen-xu-ly/"]["reason"] == "Trình duyệt"
    assert boxes(answer) == [f"{value(dossier)}*"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"act": "nhan"}, 400),
        ({"act": "nhan", "pick": ["1.1", "1.1"]}, 400),
        ({"act": "nhan", "pick": ["x"]}, 400),
        ({"act": "nhan", "pick": ["1"]}, 400),
        ({"act": "nhan", "pick": ["-1.1"]}, 400),
        ({"act": "nhan", "pick": ["1.1\0"]}, 400),
        ({"act": "nhan", "pick": [f"{number}.1" for number in range(101)]}, 400),
        ({"act": "nhan", "pick": ["1.1"], "state": "settled"}, 400),
        ({"act": "void", "pick": ["1.1"]}, 404),
    ],
    ids=str,
)
def test_a_form_that_no_page_gave_is_refused_in_words(world: World, at: At, sent: dict[str, Any], status: int) -> None:
    at(NOW)
    answer = entered(world, "minh").post(BULK, sent)
    assert answer.status_code == status
    assert "hãy" in read(answer).text.lower()


def test_looking_is_no_act_and_readers_have_none(world: World, at: At) -> None:
    at(NOW)
    assert entered(world, "minh").get(BULK)["Location"] == QUEUE
    assert entered(world, "minh").get(f"{BULK}nhan/")["Location"] == QUEUE
    assert entered(world, "quoc_thai").post(BULK, {"act": "nhan", "pick": "1.1"}).status_code == 403


def test_who_hands_paper_over_is_led_to_the_list_of_it(world: World, at: At) -> None:
    received = world.accept(unit_key=DESK, procedure="1.001612")
    at(NOW)
    answer = order(entered(world, "hong_cuc"), "chuyen-xu-ly", received, to=f"person-{world.accounts['minh_hieu']}")
    assert "Lập bảng kê giao nhận hôm nay" in [text for _, text in read(answer).links]
