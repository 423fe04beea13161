"""The bell and the page of notices: one's own, read by a click, without script; nothing for anybody else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from motcua.gateways.messages.services import Folder
from motcua.records import store as stores
from motcua.records.notices import actions, queries
from motcua.records.notices.models import Notice
from motcua.records.outbox import actions as outbox
from tests.conftest import AFTER_REPLAY, At
from tests.desks.entering import entered, read
from tests.world import World

CODE = "000.30.30.H59-230427-0001"
PAGE = "/thong-bao/"


@pytest.fixture
def told(world: World, store: Path, at: At) -> Client:
    """Anh Minh has entered, after a dossier was passed to him."""
    world.do("forward", world.accept(), by="sa_ruone", to_account_id="minh")
    actions.hand_out(())
    at("2023-04-27 10:00")
    return entered(world, "minh")


def test_the_bell_counts_what_is_new_on_every_page(told: Client) -> None:
    assert 'aria-label="Thông báo: 1 chưa đọc"' in told.get("/ho-so/").content.decode()
    told.post("/thong-bao/da-doc/", {"notice": ""})
    assert 'aria-label="Thông báo: không có gì mới"' in told.get("/ho-so/").content.decode()


def test_a_hundred_and_more_are_not_counted_further(world: World, told: Client) -> None:
    rows = [
        Notice(
            account_id=world.accounts["minh"], message_id=number, template="mentioned", dossier_id=1, code=CODE,
            data='{"unit": 4, "procedure": "Khai sinh", "due_at": null, "actor": null}',
            at=Notice.objects.get().at,
        )
        for number in range(1000, 1120)
    ]  # fmt: skip
    Notice.objects.bulk_create(rows)
    assert "Thông báo: 99+ chưa đọc" in told.get("/ho-so/").content.decode()
    assert "Hơn 99 thông báo chưa đọc." in read(told.get(PAGE)).text
    assert "Khai sinh. Hệ thống nhắc đến ông/bà" in read(told.get(PAGE)).text


def test_the_page_says_what_happened_and_leads_to_the_dossier(told: Client) -> None:
    page = read(told.get(PAGE))
    assert "1 thông báo chưa đọc." in page.text
    assert "Xác nhận tình trạng hôn nhân. Thạch Thị Sa Rươne chuyển, hẹn trả 09:00 05/05/2023." in page.text
    assert (f"/ho-so/{CODE}/", f"Hồ sơ {CODE} chuyển đến") in page.links
    assert told.get(f"/ho-so/{CODE}/").status_code == 200


def test_one_notice_is_read_by_its_button(told: Client) -> None:
    page = read(told.get(PAGE))
    [number] = [form["notice"] for form in page.forms.values() if form.get("notice")]
    response = told.post("/thong-bao/da-doc/", {"notice": number}, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert "Ông/bà đã đọc mọi thông báo." in read(response).text
    assert f"Hồ sơ {CODE} chuyển đến" in read(response).text
    assert "Đã đọc:" not in read(response).text


def test_nobody_reads_for_another(world: World, told: Client) -> None:
    number = Notice.objects.get().pk
    entered(world, "so_phia").post("/thong-bao/da-doc/", {"notice": str(number)})
    assert queries.unread(world.viewer("minh")) == 1
    page = read(entered(world, "so_phia").get(PAGE))
    assert "Chưa có thông báo nào" in page.text
    assert CODE not in page.text


def test_pages_of_a_long_list(world: World, told: Client) -> None:
    dossier = Notice.objects.get().dossier_id
    for _ in range(queries.PAGE):
        with transaction.atomic():
            payload = {"code": CODE, "mentioned": [world.accounts["minh"]], "by": world.accounts["sa_ruone"]}
            outbox.post(topic="dossier.note", subject_type="dossier", subject_id=dossier, payload=payload)
    actions.hand_out(())
    first = read(told.get(PAGE))
    assert first.text.count("nhắc đến ông/bà") == queries.PAGE
    assert "Sa Rươne chuyển, hẹn trả" not in first.text
    [further] = [href for href, text in first.links if text == "Trang sau"]
    second = read(told.get(further))
    assert "Sa Rươne chuyển, hẹn trả" in second.text
    assert (PAGE, "Trang trước") in second.links
    assert not [text for _, text in second.links if text == "Trang sau"]


def test_the_page_costs_few_queries(world: World, told: Client, django_assert_max_num_queries: Any) -> None:
    told.get(PAGE)
    with django_assert_max_num_queries(14):
        told.get(PAGE)


def test_where_mail_leaves_one_may_have_notices_as_mail(world: World, told: Client) -> None:
    form = read(told.get(PAGE)).forms["/thong-bao/thu/"]
    response = told.post("/thong-bao/thu/", {**form, "address": "minh@example.vn"}, follow=True)
    assert "Thông báo của ông/bà được gửi thêm bằng thư." in read(response).text
    assert read(response).forms["/thong-bao/thu/"]["address"] == "minh@example.vn"
    stale = told.post("/thong-bao/thu/", {**form, "address": "khac@example.vn"})
    assert stale.status_code == 409
    form = read(response).forms["/thong-bao/thu/"]
    response = told.post("/thong-bao/thu/", {**form, "address": ""}, follow=True)
    assert "không gửi bằng thư nữa" in read(response).text
    assert queries.mail_choice(world.viewer("minh")) == ("", 2)


def test_a_wrong_address_is_kept_as_typed(told: Client) -> None:
    form = read(told.get(PAGE)).forms["/thong-bao/thu/"]
    response = told.post("/thong-bao/thu/", {**form, "address": "minh@"})
    page = read(response)
    assert response.status_code == 400
    assert page.forms["/thong-bao/thu/"]["address"] == "minh@"
    assert (
        "#id_address",
        "Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn; hãy sửa lại hoặc để trống.",
    ) in page.links
    assert "Sa Rươne chuyển, hẹn trả" in page.text


def test_where_no_mail_leaves_nobody_is_asked_for_an_address(told: Client, settings: Any) -> None:
    stores.write(stores.Store(kind=stores.REAL, created_at=AFTER_REPLAY))
    assert "Nhận thêm bằng thư" not in read(told.get(PAGE)).text
    settings.SERVICES = {"mail": Folder()}
    assert "Nhận thêm bằng thư" in read(told.get(PAGE)).text


@pytest.mark.parametrize(
    ("address", "sent", "status"),
    [
        ("/thong-bao/da-doc/", {"notice": "x"}, 400),
        ("/thong-bao/da-doc/", {"notice": "-1"}, 400),
        ("/thong-bao/da-doc/", {"notice": "9" * 30}, 400),
        ("/thong-bao/da-doc/", {"notice": "999999999"}, 302),
        ("/thong-bao/da-doc/", {"account": "1"}, 400),
        ("/thong-bao/thu/", {"address": "a@b.vn", "version": "x"}, 400),
        ("/thong-bao/thu/", {"address": "a@b.vn\0", "version": "0"}, 400),
        ("/thong-bao/thu/", {"address": "a" * 100_000, "version": "0"}, 400),
    ],
)
def test_what_no_form_sends(told: Client, address: str, sent: dict[str, str], status: int) -> None:
    assert told.post(address, sent).status_code == status


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1 OR 1=1"])
def test_an_address_that_no_page_gave(told: Client, before: str) -> None:
    assert told.get(PAGE, {"before": before}).status_code == 400


def test_a_stranger_is_asked_to_enter_and_a_citizen_has_no_bell(world: World, store: Path) -> None:
    for response in (Client().get(PAGE), Client().post("/thong-bao/da-doc/", {"notice": ""})):
        assert response.status_code == 302
        assert response.headers["Location"].startswith("/vao/")
    assert "Thông báo" not in Client().get("/tra-cuu/").content.decode()
    assert Client().get("/thong-bao/da-doc/").status_code == 405
