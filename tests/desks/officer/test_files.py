"""The files of a dossier on screen: who reads them, how they are added, checked, taken away, opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.records.casework.attaching import About, Batch, attach
from motcua.records.casework.attachments import Kind, attachment, listing
from motcua.records.casework.changes import Outcome
from motcua.records.casework.models import Attachment
from motcua.records.casework.queries import viewings
from motcua.records.files.keeping import place_of
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.records.files.specimens import docx, pdf, picture, upload
from tests.world import World

NOW = "2023-05-04 10:00"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def dossier(world: World, at: At) -> Outcome:
    """A dossier that anh Minh handles, on a morning of May."""
    handled = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    return handled


def add(world: World, on: Outcome, content: bytes = b"", name: str = "to-khai.pdf", about: About | None = None) -> None:
    batch = Batch(about=about or About(kind=Kind.PAPER, paper=1), uploads=[upload(content or pdf(), name)])
    attach(world.viewer("sa_ruone"), on.dossier_id, [batch], key=world.key())


def sent(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def typed(**changes: Any) -> dict[str, Any]:
    inputs = ("label", "symbol", "issuer", "issued_on", "expires_on")
    return {**dict.fromkeys(inputs, ""), "what": "paper-1", "request_key": "k1", **changes}


def page_at(world: World, who: str, address: str) -> Read:
    response = entered(world, who).get(address)
    assert response.status_code == 200
    return read(response)


def test_a_page_without_files_says_what_will_stand_there(world: World, dossier: Outcome) -> None:
    page = page_at(world, "minh", f"/ho-so/{dossier.code}/")
    assert "Tệp của hồ sơ Chưa có tệp nào. Bản quét giấy tờ" in page.text
    assert f"/ho-so/{dossier.code}/tep/" in page.forms


def test_files_are_added_with_what_was_told_of_them(world: World, dossier: Outcome) -> None:
    client = entered(world, "minh")
    files = [sent(pdf(pages=2), "giấy chứng sinh.pdf"), sent(picture(), "anh.png")]
    told = typed(
        files=files, what="paper-2", label="Giấy chứng sinh", symbol="12/GCS", issued_on="01/04/2023", digitised="1"
    )
    response = client.post(f"/ho-so/{dossier.code}/tep/", told, follow=True)
    page = read(response)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/tep/", 302)]
    for text in (
        "Đã đưa lên 2 tệp.",
        "Có 2 tệp, trong đó 2 tệp chưa ai đối chiếu",
        "giấy chứng sinh.pdf PDF · 2 trang",
        "Giấy tờ kèm theo Giấy chứng sinh · 12/GCS",
        "kB · Nguyễn Văn Minh · 10:00 04/05/2023",
        "chưa đối chiếu",
    ):
        assert text in page.text
    assert attachment(world.viewer("minh"), dossier.code, 1).digitised
    section = page_at(world, "minh", f"/ho-so/{dossier.code}/").text
    assert "giấy chứng sinh.pdf PDF · 2 trang" in section


def test_a_retry_of_the_form_adds_nothing(world: World, dossier: Outcome) -> None:
    client = entered(world, "minh")
    for _ in range(2):
        client.post(f"/ho-so/{dossier.code}/tep/", typed(files=[sent(pdf(), "a.pdf")]))
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "status", "why"),
    [
        ({"files": []}, 400, "Chưa chọn tệp nào"),
        ({"files": [(b"xin chao", "thu.txt")]}, 400, "Tệp «thu.txt» không thuộc loại nhận được"),
        ({"files": [(b"", "trong.pdf")]}, 400, "Tệp «trong.pdf» trống"),
        ({"what": ""}, 400, "Chưa chọn loại giấy tờ"),
        ({"what": "paper-9"}, 400, "Chưa chọn đúng giấy tờ"),
        ({"what": "paper-x"}, 400, "Cần một số nguyên"),
        ({"issued_on": "mai"}, 400, "Không đọc được ngày «mai»"),
        ({"issued_on": "05/05/2023"}, 400, "Ngày cấp ở tương lai"),
        ({"status": "approved"}, 400, "không có trường «status»"),
        ({"khac": [(b"x", "x.pdf")]}, 400, "không có chỗ cho tệp"),
        ({"request_key": ""}, 400, "Khóa chống gửi trùng"),
    ],
)
def test_what_was_typed_is_kept_when_the_form_is_refused(
    world: World, dossier: Outcome, changes: dict[str, Any], status: int, why: str
) -> None:
    told = typed(**{"files": [(pdf(), "a.pdf")], "label": "Giấy chứng sinh", **changes})
    for name in ("files", "khac"):
        if name in told:
            told[name] = [sent(content, file) for content, file in told[name]]
    response = entered(world, "minh").post(f"/ho-so/{dossier.code}/tep/", told)
    page = read(response)
    assert response.status_code == status
    assert why in page.text
    assert page.forms[f"/ho-so/{dossier.code}/tep/"]["label"] == "Giấy chứng sinh"
    assert Attachment.objects.count() == 0


def test_a_name_that_comes_with_a_path_loses_it(world: World, dossier: Outcome) -> None:
    told = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in typed().items()]
    name = 'name="files"; filename="../../../etc/a\u202e.pdf"\r\nContent-Type: text/html\r\n\r\n'
    told.append(name.encode() + pdf())
    body = b"".join(b"--X\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in told) + b"--X--\r\n"
    response = entered(world, "minh").post(
        f"/ho-so/{dossier.code}/tep/", body, content_type="multipart/form-data; boundary=X"
    )
    assert response.status_code == 302
    assert attachment(world.viewer("minh"), dossier.code, 1).name == "a.pdf"


def test_a_file_has_a_page_and_is_checked_there(world: World, dossier: Outcome) -> None:
    add(world, dossier, picture(), "so-do.png", About(kind=Kind.RESULT, label="Sơ đồ", digitised=True))
    add(world, dossier, pdf(pages=3))
    client = entered(world, "minh")
    response = client.get(f"/ho-so/{dossier.code}/tep/2/")
    page = read(response)
    for text in (
        "Tờ khai theo mẫu · PDF · 3 trang",
        "Ai đưa lên Thạch Thị Sa Rươne 10:00 04/05/2023",
        "Nguồn Gửi dạng tệp",
        attachment(world.viewer("minh"), dossier.code, 2).sha256,
    ):
        assert text in page.text
    assert (f"/ho-so/{dossier.code}/tep/1/", "Tệp sau") in page.links
    form = page.forms[f"/ho-so/{dossier.code}/tep/doi-chieu/"]
    response = client.post(f"/ho-so/{dossier.code}/tep/doi-chieu/", form, follow=True)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/tep/1/", 302)]
    assert "Đã ghi 1 tệp là đã đối chiếu." in read(response).text
    assert f'src="/ho-so/{dossier.code}/tep/1/xem/"' in response.content.decode()
    last = client.post(f"/ho-so/{dossier.code}/tep/doi-chieu/", {"numbers": "1", "request_key": "x"}, follow=True)
    assert last.redirect_chain == [(f"/ho-so/{dossier.code}/tep/", 302)]
    assert "Có 2 tệp, tất cả đã được đối chiếu." in read(last).text
    checked = page_at(world, "minh", f"/ho-so/{dossier.code}/tep/2/")
    assert "Ai đối chiếu Nguyễn Văn Minh" in checked.text
    assert f"/ho-so/{dossier.code}/tep/doi-chieu/" not in checked.forms


def test_many_files_are_checked_at_once(world: World, dossier: Outcome) -> None:
    for number in range(3):
        add(world, dossier, pdf(mark=str(number)), f"{number}.pdf")
    address = f"/ho-so/{dossier.code}/tep/doi-chieu/"
    client = entered(world, "minh")
    none = client.post(address, {"request_key": "k"})
    assert none.status_code == 400
    assert "Chưa chọn tệp nào; hãy đánh dấu" in read(none).text
    response = client.post(address, {"numbers": ["1", "3"], "request_key": "k"}, follow=True)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/tep/", 302)]
    assert listing(world.viewer("minh"), dossier.dossier_id).unchecked == 1
    again = client.post(address, {"numbers": ["1", "3"], "request_key": "other"})
    assert again.status_code == 400
    assert "Không còn tệp nào chờ đối chiếu" in read(again).text


def test_a_file_is_taken_away_with_a_reason(world: World, dossier: Outcome) -> None:
    add(world, dossier)
    client = entered(world, "minh")
    address = f"/ho-so/{dossier.code}/tep/1/go/"
    refused = client.post(address, {"reason": " ", "request_key": "k"})
    assert refused.status_code == 400
    assert "cần nêu lý do" in read(refused).text
    done = client.post(address, {"reason": "Nhầm hồ sơ của người khác", "request_key": "k"}, follow=True)
    assert "Đã gỡ tệp khỏi hồ sơ" in read(done).text
    assert "Tệp đã gỡ Tệp Thuộc giấy tờ Ai gỡ to-khai.pdf" in read(done).text
    page = page_at(world, "quoc_thai", f"/ho-so/{dossier.code}/tep/1/")
    assert "Lý do gỡ Nhầm hồ sơ của người khác" in page.text
    assert "Tải về" not in page.text
    for opening in ("xem", "tai-ve"):
        assert client.get(f"/ho-so/{dossier.code}/tep/1/{opening}/").status_code == 404
    late = client.post(address, {"reason": "Nữa", "request_key": "k2"})
    assert late.status_code == 409


@pytest.mark.parametrize(
    ("content", "name", "opening", "disposition", "policy"),
    [
        (pdf(), "tờ khai.pdf", "tai-ve", "attachment; filename*=utf-8''t%E1%BB%9D%20khai.pdf", "sandbox"),
        (pdf(), "a.pdf", "xem", 'inline; filename="a.pdf"', "object-src 'self'"),
        (picture(), "a.png", "xem", 'inline; filename="a.png"', "sandbox; img-src 'self'"),
        (picture("JPEG"), 'a"b.jpg', "tai-ve", 'attachment; filename="a\\"b.jpg"', "sandbox"),
        (docx(), "a.docx", "xem", 'attachment; filename="a.docx"', "sandbox"),
    ],
)
def test_a_file_is_given_out_so_that_nothing_in_it_runs(
    world: World, dossier: Outcome, content: bytes, name: str, opening: str, disposition: str, policy: str
) -> None:
    add(world, dossier, content, name)
    response = entered(world, "quoc_thai").get(f"/ho-so/{dossier.code}/tep/1/{opening}/")
    assert response.content == content
    assert response["Content-Disposition"] == disposition
    assert policy in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert [seen.name for seen in viewings(dossier.dossier_id)] == ["Trương Quốc Thái"]


def test_a_file_that_is_not_as_it_came_is_not_given_out(world: World, dossier: Outcome) -> None:
    add(world, dossier)
    place = place_of(attachment(world.viewer("minh"), dossier.code, 1).sha256)
    place.chmod(0o600)
    place.write_bytes(pdf(mark="khac"))
    response = entered(world, "minh").get(f"/ho-so/{dossier.code}/tep/1/tai-ve/")
    assert response.status_code == 404
    assert "không còn nguyên vẹn" in read(response).text


PLACES = ("tep/", "tep/1/", "tep/1/xem/", "tep/1/tai-ve/", "nhat-ky/")


@pytest.mark.parametrize("who", ["thu_ha", "chanh_da", "kim_loan"])
def test_a_stranger_gets_nothing_and_leaves_no_trace(world: World, dossier: Outcome, who: str) -> None:
    add(world, dossier)
    client = entered(world, who)
    for place in PLACES:
        assert client.get(f"/ho-so/{dossier.code}/{place}").status_code == 404
    for place, told in (("tep/doi-chieu/", {"numbers": "1"}), ("tep/1/go/", {"reason": "x"}), ("tep/", typed())):
        assert client.post(f"/ho-so/{dossier.code}/{place}", {"request_key": "k", **told}).status_code == 404
    assert viewings(dossier.dossier_id) == ()
    assert Attachment.objects.get().version == 1


def test_who_only_reads_is_offered_nothing_and_can_do_nothing(world: World, dossier: Outcome) -> None:
    add(world, dossier)
    client = entered(world, "quoc_thai")
    for place in ("tep/", "tep/1/"):
        page = read(client.get(f"/ho-so/{dossier.code}/{place}"))
        assert not [action for action in page.forms if action.startswith("/ho-so/")]
    for place, told in (
        ("tep/doi-chieu/", {"numbers": "1"}),
        ("tep/1/go/", {"reason": "x"}),
        ("tep/", typed(files=[sent(pdf(), "a.pdf")])),
    ):
        assert client.post(f"/ho-so/{dossier.code}/{place}", {"request_key": "k", **told}).status_code == 403


def test_a_file_that_there_is_not(world: World, dossier: Outcome) -> None:
    client = entered(world, "minh")
    for place in ("tep/7/", "tep/7/xem/", "tep/7/tai-ve/"):
        assert client.get(f"/ho-so/{dossier.code}/{place}").status_code == 404


def test_a_long_history_is_shown_from_its_end_and_whole_on_a_page_of_its_own(world: World, at: At) -> None:
    current = world.bring(world.accept(), State.PROCESSING)
    for _ in range(26):
        current = world.do("assign", current, by="minh", to_account_id="so_phia", reason="Giao lại")
        current = world.do("assign", current, by="so_phia", to_account_id="minh", reason="Giao lại")
    at(NOW)
    page = page_at(world, "minh", f"/ho-so/{current.code}/")
    assert (f"/ho-so/{current.code}/nhat-ky/", "Xem toàn bộ nhật ký: 54 việc") in page.links
    response = entered(world, "minh").get(f"/ho-so/{current.code}/nhat-ky/")
    assert "54 việc, theo thứ tự ghi vào sổ" in read(response).text
    assert len(re.findall(r'<tr role="row"><th role="rowheader"', response.content.decode())) == 54


def test_the_page_asks_the_database_no_more_for_many_files(world: World, dossier: Outcome) -> None:
    add(world, dossier, pdf(mark="first"))
    client = entered(world, "minh")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/ho-so/{dossier.code}/").status_code == 200
        return len(queries)

    asked()
    few = asked()
    row = Attachment.objects.get()
    for number in range(2, 302):
        row.pk, row.number, row._state.adding = None, number, True
        row.save(force_insert=True)
    assert asked() == few
    page = page_at(world, "minh", f"/ho-so/{dossier.code}/")
    assert (f"/ho-so/{dossier.code}/tep/", "Xem tất cả 301 tệp") in page.links
    assert page.text.count("to-khai.pdf") == 20
