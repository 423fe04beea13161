"""Notes of colleagues on the page of a dossier."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Note
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import World

NOW = "2023-05-04 10:00"
WORDS = "Bà Ánh hẹn chiều mai bổ sung.\nĐã gọi điện."


def write(client: Client, dossier: Outcome, **typed: Any) -> Any:
    action = f"/ho-so/{dossier.code}/ghi-chu/"
    form = read(client.get(f"/ho-so/{dossier.code}/")).forms[action]
    return client.post(action, {**form, **typed})


def test_a_note_is_written_and_read_by_colleagues(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    answer = write(entered(world, "minh"), dossier, text=WORDS, mentioned=[str(world.accounts["so_phia"])])
    assert answer["Location"] == f"/ho-so/{dossier.code}/#ghi-chu"
    said = read(entered(world, "so_phia").get(f"/ho-so/{dossier.code}/")).text
    assert "Nguyễn Văn Minh · 10:00 04/05/2023" in said
    assert "Đã gọi điện." in said
    assert "Nhắc: Kim Sô Phia" in said


def test_a_reader_reads_and_is_offered_no_form(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    write(entered(world, "minh"), dossier, text=WORDS)
    page = read(entered(world, "quoc_thai").get(f"/ho-so/{dossier.code}/"))
    assert "Đã gọi điện." in page.text
    assert f"/ho-so/{dossier.code}/ghi-chu/" not in page.forms


@pytest.mark.parametrize(
    ("text", "mentioned", "told"),
    [
        ("", [], "Chưa có nội dung ghi chú"),
        ("Nhờ xem giúp.", ["chanh_da"], "Sơn Chanh Đa không thuộc nơi được xem hồ sơ này"),
    ],
)
def test_a_refused_note_comes_back_as_it_was_typed(
    world: World, at: At, text: str, mentioned: list[str], told: str
) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    ids = [str(world.accounts[who]) for who in (*mentioned, "so_phia")]
    answer = write(entered(world, "minh"), dossier, text=text, mentioned=ids)
    page = read(answer)
    assert answer.status_code == 400
    assert told in page.text
    assert page.forms[f"/ho-so/{dossier.code}/ghi-chu/"]["text"] == text
    assert f'value="{world.accounts["so_phia"]}" id="ghi-chu-{world.accounts["so_phia"]}" checked' in (
        answer.content.decode()
    )
    assert not Note.objects.exists()


def test_a_double_press_writes_one_note(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    client = entered(world, "minh")
    for _ in range(2):
        assert write(client, dossier, text=WORDS, request_key="once").status_code == 302
    assert Note.objects.count() == 1


@pytest.mark.parametrize("who", ["thu_ha", "my_dung", "quoc_thai"])
def test_nobody_else_writes(world: World, at: At, who: str) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    answer = entered(world, who).post(f"/ho-so/{dossier.code}/ghi-chu/", {"text": WORDS, "request_key": "k"})
    assert answer.status_code in (403, 404)
    assert not Note.objects.exists()
