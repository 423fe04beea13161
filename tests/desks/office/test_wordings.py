"""Texts of notices on screen: worded otherwise, tried out, given back; what could not be sent, sent again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from motcua.records import clock
from motcua.records.notices.models import TemplateOverride
from motcua.records.outbox.models import Message, MessageState
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, MORNING, World

LIST = "/quan-tri/thong-bao/"
DEAD = f"{LIST}chua-gui/"


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April."""
    at(MORNING)
    return entered(world, "my_dung")


def first(client: Client) -> str:
    """The address of the first template."""
    return next(href for href, _ in read(client.get(LIST)).links if href.startswith(LIST) and "?unit=" in href)


def worded(client: Client, do: str, **typed: str) -> Any:
    """Sends the form of the short message in Vietnamese."""
    address = first(client)
    forms = read(client.get(address)).forms
    action = address.partition("?")[0]
    values = next(form for form in forms.values() if (form.get("language"), form.get("part")) == ("vi", "short"))
    return client.post(action, {**values, "do": do, **typed}, follow=True)


def test_the_list_says_what_is_worded_otherwise(keeper: Client) -> None:
    assert "nguyên văn" in read(keeper.get(LIST)).text
    response = worded(keeper, "save", text="Hồ sơ {code} đã nhận.")
    assert response.status_code == 200
    assert "lời văn riêng" in read(response).text
    assert "sửa riêng 1 phần" in read(keeper.get(LIST)).text


def test_a_wording_is_tried_out_with_invented_values(keeper: Client) -> None:
    response = worded(keeper, "try", text="Hồ sơ {code} đã nhận.")
    page = read(response)
    assert "Hồ sơ 000.30.30.H59-230504-0012 đã nhận." in page.text
    assert "tính 1 tin" in page.text
    assert not TemplateOverride.objects.exists()
    assert any(form.get("text") == "Hồ sơ {code} đã nhận." for form in page.forms.values())


@pytest.mark.parametrize("text", ["", "Hồ sơ {ma}", "Hồ sơ {code", "x" * 481, "a\0"])
def test_a_wording_that_cannot_be_is_told_by_its_input(keeper: Client, text: str) -> None:
    response = worded(keeper, "save", text=text)
    assert response.status_code == 400
    assert any(href == "#id_vi-short-text" for href, _ in read(response).links)
    assert not TemplateOverride.objects.exists()


def test_the_original_is_given_back(keeper: Client) -> None:
    worded(keeper, "save", text="Hồ sơ {code} đã nhận.")
    response = worded(keeper, "restore")
    assert "Đã trở lại nguyên văn." in read(response).text
    assert "sửa riêng" not in read(keeper.get(LIST)).text


def test_the_loser_of_a_race_keeps_what_was_typed(keeper: Client) -> None:
    address = first(keeper)
    action = address.partition("?")[0]
    forms = read(keeper.get(address)).forms.values()
    stale = next(form for form in forms if (form.get("language"), form.get("part")) == ("vi", "short"))
    worded(keeper, "save", text="Hồ sơ {code} đã nhận.")
    response = keeper.post(action, {**stale, "do": "save", "text": "Khác {code}"})
    assert response.status_code == 409
    assert any(form.get("text") == "Khác {code}" for form in read(response).forms.values())


@pytest.mark.parametrize("typed", [{"do": "burn"}, {"language": "fr"}, {"part": "title"}, {"version": "x"}])
def test_what_was_bent_is_refused(keeper: Client, typed: dict[str, str]) -> None:
    do = typed.pop("do", "save")
    assert worded(keeper, do, **typed).status_code == 400


def test_a_template_that_is_none_or_a_unit_elsewhere(keeper: Client, world: World) -> None:
    assert keeper.get(f"{LIST}khong-co/").status_code == 404
    assert keeper.get(f"{LIST}?unit=999").status_code == 403
    assert f"unit={world.units[HAM_TAN]}" in keeper.get(f"{LIST}?unit={world.units[HAM_TAN]}").content.decode()


def test_what_could_not_be_sent_is_sent_again(keeper: Client, world: World) -> None:
    assert "Mọi tin đều đã gửi hoặc đang chờ gửi." in read(keeper.get(DEAD)).text
    assert keeper.post(DEAD, {"letter": "1"}).status_code == 404
    assert keeper.post(DEAD, {"letter": "x"}).status_code == 400
    payload = json.dumps({"unit": world.units[HAM_TAN], "code": "000.32.30.H59-230427-0001", "template": "accepted"})
    row = Message.objects.create(
        topic="notice.sms",
        subject_type="dossier",
        subject_id=1,
        payload=payload,
        state=MessageState.DEAD,
        attempts=8,
        created_at=clock.now(),
        due_at=clock.now(),
        last_error="hộp thư không có",
    )
    page = read(keeper.get(DEAD))
    assert "1 tin đã thử nhiều lần" in page.text
    assert "Đã thử 8 lần. hộp thư không có" in page.text
    response = keeper.post(DEAD, {**page.forms[DEAD], "letter": str(row.pk)})
    assert response.headers["Location"] == DEAD
    row.refresh_from_db()
    assert row.state == MessageState.PENDING
