"""The scans of papers at the counter: a box for each paper, what is sent was digitised by whoever sends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.records.casework.attachments import listing
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Attachment
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.records.files.specimens import pdf, picture
from tests.world import World


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def dossier(world: World, at: At) -> Outcome:
    """A dossier with both of its papers, just accepted."""
    accepted = world.accept(papers=(1, 2))
    at("2023-04-27 09:10")
    return accepted


def address(of: Outcome) -> str:
    return f"/tiep-nhan/{of.code}/ban-quet/"


def test_each_paper_handed_in_has_a_box(world: World, dossier: Outcome, at: At) -> None:
    page = read(entered(world, "sa_ruone").get(address(dossier)))
    assert {"paper-1", "paper-2"} <= set(page.forms[address(dossier)])
    assert "1. Tờ khai theo mẫu Chưa có tệp" in page.text
    one = world.accept(papers=(2,))
    at("2023-04-27 09:10")
    form = read(entered(world, "sa_ruone").get(address(one))).forms[address(one)]
    assert "paper-1" not in form
    none = world.accept(papers=())
    at("2023-04-27 09:10")
    form = read(entered(world, "sa_ruone").get(address(none))).forms[address(none)]
    assert {"paper-1", "paper-2"} <= set(form)


def test_scans_go_to_their_papers_as_digitised(world: World, dossier: Outcome) -> None:
    client = entered(world, "sa_ruone")
    sent = {
        "request_key": "k",
        "paper-1": [SimpleUploadedFile("a.pdf", pdf()), SimpleUploadedFile("b.pdf", pdf(mark="b"))],
        "paper-2": SimpleUploadedFile("c.png", picture()),
    }
    response = client.post(address(dossier), sent, follow=True)
    assert response.redirect_chain == [(f"/tiep-nhan/{dossier.code}/", 302)]
    assert f"Đã lưu 3 tệp vào hồ sơ {dossier.code}." in read(response).text
    files = listing(world.viewer("minh"), dossier.dossier_id)
    assert [(view.name, view.paper, view.digitised) for view in files.rows] == [
        ("a.pdf", 1, True),
        ("b.pdf", 1, True),
        ("c.png", 2, True),
    ]
    assert files.unchecked == 3
    assert "1. Tờ khai theo mẫu không bắt buộc Đã có 2 tệp" in read(client.get(address(dossier))).text


def test_a_bad_scan_is_told_beside_its_box_and_none_is_kept(world: World, dossier: Outcome) -> None:
    sent = {
        "request_key": "k",
        "paper-1": SimpleUploadedFile("a.pdf", pdf()),
        "paper-2": SimpleUploadedFile("xau.html", b"<script>"),
    }
    response = entered(world, "sa_ruone").post(address(dossier), sent)
    html = response.content.decode()
    assert response.status_code == 400
    assert 'href="#id_paper-2">Tệp «xau.html» không thuộc loại nhận được' in html
    assert read(response).forms[address(dossier)]["request_key"] == "k"
    assert Attachment.objects.count() == 0


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Chưa chọn tệp nào"),
        ({"paper-9": SimpleUploadedFile("a.pdf", b"x")}, "không có chỗ cho tệp"),
        ({"paper": "1"}, "không có trường «paper»"),
        ({"paper-1": [SimpleUploadedFile("a.pdf", b"x")] * 21}, "tối đa 20 tệp mà lần này có 21 tệp"),
    ],
)
def test_what_the_form_does_not_take_is_refused(world: World, dossier: Outcome, sent: dict[str, Any], why: str) -> None:
    response = entered(world, "sa_ruone").post(address(dossier), {"request_key": "k", **sent})
    assert response.status_code == 400
    assert why in read(response).text


def test_others_do_not_scan_here(world: World, dossier: Outcome) -> None:
    assert entered(world, "thu_ha").get(address(dossier)).status_code == 404
    assert entered(world, "thu_ha").post(address(dossier), {"request_key": "k"}).status_code == 404
    assert entered(world, "minh").get(address(dossier)).status_code == 403


def test_a_dossier_that_is_void_takes_no_scans(world: World, at: At) -> None:
    void = world.bring(world.accept(), State.VOID)
    at("2023-04-27 09:10")
    sent = {"request_key": "k", "paper-1": SimpleUploadedFile("a.pdf", pdf())}
    response = entered(world, "sa_ruone").post(address(void), sent)
    assert response.status_code == 409
    assert "trạng thái không thêm, bớt tệp được" in read(response).text
