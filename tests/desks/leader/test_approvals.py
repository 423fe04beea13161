"""What waits for a head: read beside the decision, decided one by one or together, under the post that was chosen."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Dossier, Viewing
from motcua.records.casework.queries import dossier as whole
from motcua.records.people import actions as people
from motcua.records.people.delegation import DelegationKind
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import JUSTICE, World

NOW = "2023-05-04 10:00"
LIST, MANY = "/lanh-dao/cho-duyet/", "/lanh-dao/cho-duyet/nhieu/"


def put(world: World, to: str = "bich_thuy", reason: str = "Đủ điều kiện, kính trình") -> Outcome:
    """A dossier that an officer puts to a head."""
    held = world.bring(world.accept(), State.PROCESSING)
    return world.do("forward", held, by="minh", to_account_id=to, reason=reason)


def lend(world: World, *, until: date = date(2023, 6, 1)) -> None:
    people.delegate(
        world.viewer("sa_rath"),
        position_id=world.viewer("sa_rath").posts[0].id,
        to_account_id=world.accounts["bich_thuy"],
        kind=DelegationKind.KT,
        document="15/QĐ-UBND",
        valid_from=date(2023, 4, 24),
        valid_to=until,
    )


def listed(client: Client) -> list[str]:
    return [text for _, text in read(client.get(LIST)).links if text.startswith("000.")]


def value(dossier: Outcome) -> str:
    return f"{dossier.dossier_id}.{dossier.version}"


def approve(client: Client, *dossiers: Outcome, **typed: str) -> Any:
    form = read(client.get(LIST)).forms[MANY]
    return client.post(MANY, {**form, **typed, "pick": [value(one) for one in dossiers]})


def page_of(client: Client, dossier: Outcome) -> Read:
    answer = client.get(f"{LIST}{dossier.code}/")
    assert answer.status_code == 200
    return read(answer)


def decide(client: Client, dossier: Outcome, slug: str, **typed: str) -> Any:
    action = f"{LIST}{dossier.code}/{slug}/"
    return client.post(action, {**page_of(client, dossier).forms[action], **typed})


def signature(dossier: Outcome) -> Any:
    """As what the last act on a dossier was signed."""
    return whole(Viewer.system(), dossier.code).timeline[-1].data["signed"]


def states() -> set[str]:
    return set(Dossier.objects.values_list("state", flat=True))


def test_a_head_sees_what_was_put_to_them_and_nothing_else(world: World, at: At) -> None:
    mine = put(world)
    put(world, to="sa_rath")
    world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    assert listed(entered(world, "bich_thuy")) == [mine.code]
    assert "Không có hồ sơ chờ phê duyệt" in read(entered(world, "van_phuc").get(LIST)).text


@pytest.mark.parametrize("who", ["minh", "sa_ruone", "quoc_thai", "my_dung"])
def test_only_heads_come_here(world: World, at: At, who: str) -> None:
    dossier = put(world)
    at(NOW)
    client = entered(world, who)
    assert client.get(LIST).status_code == client.get(f"{LIST}{dossier.code}/").status_code == 403
    assert client.post(MANY, {"pick": value(dossier), "request_key": "k"}).status_code == 403


def test_a_stranger_finds_no_dossier(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    client = entered(world, "quoc_huy")
    assert client.get(f"{LIST}{dossier.code}/").status_code == 404
    sent = {"version": str(dossier.version), "request_key": "k", "note": ""}
    assert client.post(f"{LIST}{dossier.code}/phe-duyet/", sent).status_code == 404
    assert states() == {"processing"}


def test_the_decision_stands_beside_what_there_is_to_read(world: World, at: At) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    asked = world.do(
        "consult", held, by="minh", unit_ids=(JUSTICE,), question="Có đủ căn cứ không?", amount=1, unit="working_day"
    )
    told = world.do("answer", asked, by="minh_hieu", consultation=1, agrees=True, text="Đủ căn cứ")
    dossier = world.do("forward", told, by="minh", to_account_id="bich_thuy", reason="Đủ điều kiện, kính trình")
    at(NOW)
    page = page_of(entered(world, "bich_thuy"), dossier)
    for said in ("Kim Thị Ngọc Ánh", "Đủ điều kiện, kính trình", "Đủ căn cứ", "đồng ý", "Tờ khai theo mẫu đã nộp"):
        assert said in page.text
    assert "Ký với tư cách: Phó Chủ tịch UBND xã." in page.text
    assert Viewing.objects.filter(account_id=world.accounts["bich_thuy"]).count() == 1


def test_approving_one_leads_to_the_next(world: World, at: At) -> None:
    first, second = put(world), put(world)
    at(NOW)
    client = entered(world, "bich_thuy")
    answer = decide(client, first, "phe-duyet", note="Đồng ý")
    assert answer["Location"] == f"{LIST}{second.code}/"
    assert f"Hồ sơ {first.code}: đã phê duyệt." in read(client.get(answer["Location"])).text
    assert decide(client, second, "phe-duyet")["Location"] == LIST
    assert states() == {"approved"}


def test_sent_back_with_its_reason_to_who_put_it_forward(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    client = entered(world, "bich_thuy")
    form = page_of(client, dossier).forms[f"{LIST}{dossier.code}/tra-lai/"]
    assert form["to"] == str(world.accounts["minh"])
    assert decide(client, dossier, "tra-lai", reason="Thiếu xác nhận nơi cư trú").status_code == 302
    view = whole(Viewer.system(), dossier.code)
    assert (view.holder_id, view.timeline[-1].personal) == (
        world.accounts["minh"], {"reason": "Thiếu xác nhận nơi cư trú"},
    )  # fmt: skip


@pytest.mark.parametrize("slug", ["tra-lai", "tu-choi"])
def test_a_decision_without_its_reason_comes_back_open(world: World, at: At, slug: str) -> None:
    dossier = put(world)
    at(NOW)
    answer = decide(entered(world, "bich_thuy"), dossier, slug, reason=" ")
    assert answer.status_code == 400
    assert (f"#id_{slug}-reason", "Việc này cần nêu lý do; hãy nhập lý do để người dân và cấp trên đọc được.") in (
        read(answer).links
    )
    assert '<details class="more" open>' in answer.content.decode()
    assert states() == {"processing"}


def test_refused_with_a_letter(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    assert decide(entered(world, "bich_thuy"), dossier, "tu-choi", reason="Không đủ điều kiện").status_code == 302
    assert whole(Viewer.system(), dossier.code).timeline[-1].data["letter"] == "01/PTC"


def test_many_are_approved_and_one_that_is_not_says_why(world: World, at: At) -> None:
    fit, gone = put(world), put(world)
    held = world.bring(world.accept(), State.PROCESSING)
    asked = world.do(
        "consult", held, by="minh", unit_ids=(JUSTICE,), question="Được không?", amount=1, unit="working_day"
    )
    silent = world.do("forward", asked, by="minh", to_account_id="bich_thuy")
    taken = world.do("approve", gone, by="sa_rath")
    at(NOW)
    client = entered(world, "bich_thuy")
    answer = approve(client, fit, taken, silent)
    page = read(answer)
    assert "Đã phê duyệt 1 hồ sơ, 2 hồ sơ chưa làm được." in page.text
    assert "Còn 1 nơi chưa trả lời lấy ý kiến" in page.text
    assert "Đã phê duyệt» nên không thể" in page.text
    left = re.findall(r'name="pick" value="([0-9.]+)" checked', answer.content.decode())
    assert left == [value(taken), value(silent)]
    form = page.forms[MANY]
    again = client.post(MANY, {**form, "note": "Quá hạn trả lời, đủ căn cứ", "pick": value(silent)})
    assert "Đã phê duyệt 1 hồ sơ." in read(again).text
    assert states() == {"approved"}


def test_two_heads_approve_at_once_and_one_is_told(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    first, second = entered(world, "bich_thuy"), entered(world, "sa_rath")
    action = f"{LIST}{dossier.code}/phe-duyet/"
    forms = [page_of(client, dossier).forms[action] for client in (first, second)]
    assert first.post(action, forms[0]).status_code == 302
    late = second.post(action, forms[1])
    assert late.status_code == 409
    assert "Hồ sơ này không còn chờ ông/bà phê duyệt." in read(late).text
    assert Dossier.objects.get().version == dossier.version + 1


def test_a_double_press_approves_once(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    client = entered(world, "bich_thuy")
    action = f"{LIST}{dossier.code}/phe-duyet/"
    form = page_of(client, dossier).forms[action]
    assert [client.post(action, form).status_code for _ in range(2)] == [302, 302]
    assert Dossier.objects.get().version == dossier.version + 1


def test_who_was_lent_a_post_chooses_under_which_to_sign(world: World, at: At) -> None:
    own, chairs = put(world), put(world, to="sa_rath")
    at(NOW)
    lend(world)
    client = entered(world, "bich_thuy")
    assert sorted(listed(client)) == sorted([own.code, chairs.code]), "also what waits for the chair"
    page = client.get(f"{LIST}{chairs.code}/").content.decode()
    options = re.findall(r'<option value="([0-9A-Z-]+)"[^>]*>([^<]*UBND xã[^<]*)</option>', page)
    assert [text for _, text in options[:2]] == ["Phó Chủ tịch UBND xã", "KT. Chủ tịch UBND xã (theo 15/QĐ-UBND)"]
    decide(client, chairs, "phe-duyet", post=options[1][0])
    signed = signature(chairs)
    assert signed["via"] == "KT"
    approve(client, own, post=options[1][0])
    assert signature(own)["document"] == "15/QĐ-UBND"


def test_a_delegation_that_ended_meanwhile_signs_nothing(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    lend(world, until=date(2023, 5, 5))
    client = entered(world, "bich_thuy")
    lent = world.viewer("bich_thuy").posts[-1]
    action = f"{LIST}{dossier.code}/phe-duyet/"
    form = {**page_of(client, dossier).forms[action], "post": f"{lent.id}-KT"}
    at("2023-05-05 08:00")
    answer = client.post(action, form)
    assert answer.status_code == 400
    assert "không còn được ký với tư cách đã chọn" in read(answer).text
    assert states() == {"processing"}


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        (MANY, {"request_key": "k"}, 400),
        (MANY, {"request_key": "k", "pick": "x"}, 400),
        (MANY, {"request_key": "k", "pick": "1.1", "state": "approved"}, 400),
        (f"{LIST}{{code}}/phe-duyet/", {"request_key": "k"}, 400),
        (f"{LIST}{{code}}/xoa/", {"request_key": "k"}, 404),
        (f"{LIST}000.30.30.H59-230427-0099/phe-duyet/", {"request_key": "k"}, 404),
    ],
    ids=str,
)
def test_what_no_form_sends_is_refused_in_words(
    world: World, at: At, address: str, sent: dict[str, str], status: int
) -> None:
    dossier = put(world)
    at(NOW)
    answer = entered(world, "bich_thuy").post(address.format(code=dossier.code), sent)
    assert answer.status_code == status
    assert "hãy" in read(answer).text.lower()
    assert states() == {"processing"}


def test_looking_decides_nothing(world: World, at: At) -> None:
    dossier = put(world)
    at(NOW)
    client = entered(world, "bich_thuy")
    assert client.get(MANY)["Location"] == LIST
    assert client.get(f"{LIST}{dossier.code}/phe-duyet/")["Location"] == f"{LIST}{dossier.code}/"
