"""Digital signatures on screen: who is offered them, what is said of them, and letters made ready for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.gateways.signature.services import SampleKeys
from motcua.law.types import LOCAL
from motcua.records.casework.attaching import About
from motcua.records.casework.attachments import Kind, attachment
from motcua.records.casework.changes import Outcome
from motcua.records.casework.file_looking import look_waiting
from motcua.records.casework.file_signing import sign_waiting
from motcua.records.casework.models import SignatureRequest
from motcua.records.casework.signature_types import Distrust, SignatureView, SignOrder
from motcua.records.outbox.delivery import PermanentFailure, Unreachable
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.records.casework.filing import FORM, add
from tests.records.casework.test_file_signing import added_to
from tests.records.files.specimens import pdf, picture, upload
from tests.world import World

NOW = "2023-05-04 10:00"
RESULT = About(kind=Kind.RESULT)
FOUND = SignatureView(
    signer="Nguyễn Văn Minh",
    organisation="UBND xã Thanh Sơn",
    issuer="Gốc thử",
    intact=True,
    unchanged=True,
    whole=True,
    distrust=Distrust.NONE,
    at=datetime(2023, 5, 4, 9, 30, tzinfo=LOCAL),
    stamped=False,
)


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    settings.SIGNING = SampleKeys()


@pytest.fixture
def dossier(world: World, at: At) -> Outcome:
    """A dossier that anh Minh handles, with a result as file 1."""
    handled = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    add(world, handled, upload(pdf(mark="kết quả"), "ket-qua.pdf"), about=RESULT)
    return handled


def signing(content: bytes, order: SignOrder) -> bytes:
    return added_to(content, str(order.id))


def file_page(world: World, on: Outcome, number: int = 1, *, who: str = "minh") -> Read:
    response = entered(world, who).get(f"/ho-so/{on.code}/tep/{number}/")
    assert response.status_code == 200
    return read(response)


def address(on: Outcome, number: int = 1) -> str:
    return f"/ho-so/{on.code}/tep/{number}/ky-so/"


def test_an_officer_asks_and_sees_what_becomes_of_it(world: World, dossier: Outcome) -> None:
    client = entered(world, "minh")
    page = file_page(world, dossier)
    assert "Chương trình chưa xem chữ ký số" in page.text
    response = client.post(address(dossier), page.forms[address(dossier)], follow=True)
    asked = read(response)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/tep/1/", 302)]
    for text in ("Đã gửi yêu cầu chữ ký số của ông/bà", "Đã yêu cầu ký Nguyễn Văn Minh", "chờ ký số"):
        assert text in asked.text
    assert address(dossier) not in asked.forms
    assert "Chữ ký số Đối chiếu" in read(client.get(f"/ho-so/{dossier.code}/tep/")).text
    sign_waiting(signing)
    look_waiting(lambda content: (FOUND,) if b"%% 1" in content else (), roots="a")
    page = file_page(world, dossier)
    assert "Tệp không mang chữ ký số." in page.text
    assert (f"/ho-so/{dossier.code}/tep/2/", "Mở bản đã ký") in page.links
    made = file_page(world, dossier, 2)
    for text in ("ket-qua (đã ký).pdf", "Tệp mang 1 chữ ký số", "Nguyễn Văn Minh · UBND xã Thanh Sơn", "hợp lệ"):
        assert text in made.text
    assert "ký lúc 09:30 04/05/2023 (giờ do người ký ghi)" in made.text
    assert "chữ ký số hợp lệ" in read(client.get(f"/ho-so/{dossier.code}/")).text
    files = read(client.get(f"/ho-so/{dossier.code}/tep/")).text
    assert files.count("chưa đối chiếu") == 1, "only what was sent in is to be compared"
    assert "bản ký số" in files
    approving = read(entered(world, "bich_thuy").get(f"/lanh-dao/cho-duyet/{dossier.code}/"))
    assert "bản ký số" in approving.text


def test_a_leader_is_offered_the_agency_only_after_a_person(world: World, dossier: Outcome) -> None:
    page = file_page(world, dossier, who="bich_thuy")
    assert [form["kind"] for action, form in page.forms.items() if "ky-so" in action] == ["personal"]
    entered(world, "minh").post(address(dossier), {"kind": "personal", "request_key": "k"})
    sign_waiting(signing)
    page = file_page(world, dossier, 2, who="bich_thuy")
    assert [form["kind"] for action, form in page.forms.items() if "ky-so" in action] == ["personal", "agency"]
    page = file_page(world, dossier, 2)
    assert not any("ky-so" in action for action in page.forms)
    asked = entered(world, "bich_thuy").post(address(dossier, 2), {"kind": "agency", "request_key": "k"}, follow=True)
    assert "chữ ký số của cơ quan; bản đã ký" in read(asked).text
    assert "Ủy ban nhân dân xã Thanh Sơn, theo yêu cầu của Trần Thị Bích Thủy" in read(asked).text


VERDICTS = [
    ({}, "chữ ký số hợp lệ", ""),
    ({"distrust": Distrust.UNKNOWN}, "chưa xác minh", "chưa xác minh được tổ chức chứng thực"),
    ({"distrust": Distrust.EXPIRED}, "chưa xác minh", "chứng thư hết hạn"),
    ({"distrust": Distrust.REVOKED}, "chưa xác minh", "chứng thư đã bị thu hồi"),
    ({"intact": False}, "chữ ký số không còn đúng", "nội dung đã bị sửa sau khi ký"),
    ({"unchanged": False, "whole": False}, "chữ ký số không còn đúng", "nội dung đã bị sửa sau khi ký"),
    ({"whole": False}, "chữ ký số hợp lệ", "tệp có thêm chữ ký sau chữ ký này"),
    ({"signer": "", "organisation": "", "at": None}, "chữ ký số hợp lệ", "không rõ người ký"),
    ({"stamped": True}, "chữ ký số hợp lệ", "dấu thời gian tin cậy"),
]


@pytest.mark.parametrize(("changes", "badge", "why"), VERDICTS)
def test_what_is_said_of_a_signature(
    world: World, dossier: Outcome, changes: dict[str, Any], badge: str, why: str
) -> None:
    look_waiting(lambda content: (FOUND, replace(FOUND, **changes)), roots="a")
    page = file_page(world, dossier)
    assert badge in page.text
    assert why in page.text
    listed = read(entered(world, "minh").get(f"/ho-so/{dossier.code}/tep/"))
    assert badge in listed.text


def test_a_signature_that_is_doubted_is_never_called_valid(world: World, dossier: Outcome) -> None:
    look_waiting(lambda content: (replace(FOUND, distrust=Distrust.UNKNOWN),), roots="a")
    for path in ("", "tep/", "tep/1/"):
        assert "hợp lệ" not in read(entered(world, "minh").get(f"/ho-so/{dossier.code}/{path}")).text


def test_a_file_whose_signatures_nobody_can_read(world: World, dossier: Outcome) -> None:
    def unreadable(content: bytes) -> tuple[SignatureView, ...]:
        raise PermanentFailure("Không đọc được")

    look_waiting(unreadable, roots="a")
    assert "chương trình không đọc được" in file_page(world, dossier).text
    assert "không đọc được chữ ký" in read(entered(world, "minh").get(f"/ho-so/{dossier.code}/tep/")).text


@pytest.mark.parametrize(
    ("failure", "badge"),
    [
        (Unreachable("Không vào được dịch vụ ký."), "chờ ký số"),
        (PermanentFailure("Chứng thư số của người ký hết hạn."), "không ký được"),
    ],
)
def test_what_went_wrong_is_told_with_the_way_on(
    world: World, dossier: Outcome, failure: Exception, badge: str
) -> None:
    def failing(content: bytes, order: SignOrder) -> bytes:
        raise failure

    client = entered(world, "minh")
    client.post(address(dossier), {"kind": "personal", "request_key": "k"})
    sign_waiting(failing)
    page = file_page(world, dossier)
    assert badge in page.text
    assert str(failure) in page.text
    assert "Ký số, thử lại" in page.text
    assert badge in read(client.get(f"/ho-so/{dossier.code}/tep/")).text
    assert client.post(address(dossier), {"kind": "personal", "request_key": "k2"}).status_code == 302
    sign_waiting(signing)
    assert SignatureRequest.objects.get().state == "signed"


@pytest.mark.parametrize(
    ("who", "typed", "status", "why"),
    [
        ("minh", {"kind": ""}, 400, "Chưa chọn ký số"),
        ("minh", {"kind": "agency"}, 403, "Chỉ lãnh đạo của cơ quan"),
        ("minh", {"kind": "personal", "state": "signed"}, 400, "không có trường «state»"),
        ("minh", {"kind": "personal", "request_key": ""}, 400, "Khóa chống gửi trùng"),
        ("bich_thuy", {"kind": "agency"}, 409, "người có thẩm quyền trước"),
        ("quoc_thai", {"kind": "personal"}, 403, "Chỉ nơi tiếp nhận"),
        ("thu_ha", {"kind": "personal"}, 404, "không thuộc phạm vi"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(
    world: World, dossier: Outcome, who: str, typed: dict[str, str], status: int, why: str
) -> None:
    response = entered(world, who).post(address(dossier), {"request_key": "k", **typed})
    assert response.status_code == status
    assert why in read(response).text
    assert not SignatureRequest.objects.exists()


def test_other_files_have_no_signatures_to_speak_of(world: World, dossier: Outcome, settings: Any) -> None:
    add(world, dossier, upload(picture(), "anh.png"), about=RESULT)
    add(world, dossier, upload(pdf(mark="gửi"), "gui.pdf"), about=FORM)
    assert "Chữ ký số" not in file_page(world, dossier, 2).text
    assert not any("ky-so" in action for action in file_page(world, dossier, 3).forms)
    assert not any("ky-so" in action for action in file_page(world, dossier, who="quoc_thai").forms)
    settings.SIGNING = None
    assert not any("ky-so" in action for action in file_page(world, dossier).forms)


@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
def test_a_letter_is_put_among_the_files_and_signed_there(world: World, dossier: Outcome) -> None:
    world.do("request_supplement", dossier, by="minh", at=NOW, reason="Thiếu tờ khai theo mẫu")
    client = entered(world, "minh")
    filing = f"/ho-so/{dossier.code}/tep/van-ban/"
    page = read(client.get(f"/ho-so/{dossier.code}/tep/"))
    assert "Ký số văn bản" in page.text
    [letter] = [
        href.split("/")[-2] for href, _ in read(client.get(f"/ho-so/{dossier.code}/")).links if _is_letter(href)
    ]
    told = {**page.forms[filing], "letter": letter}
    response = client.post(filing, told, follow=True)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/tep/2/", 302)]
    assert "Đã đưa văn bản vào tệp của hồ sơ" in read(response).text
    assert address(dossier, 2) in read(response).forms
    view = attachment(world.viewer("minh"), dossier.code, 2)
    assert (view.kind, view.pages) == (Kind.LETTER, 1)
    assert (view.symbol.endswith("HDHS"), view.issuer) == (True, "Ủy ban nhân dân xã Thanh Sơn")
    assert filing not in read(client.get(f"/ho-so/{dossier.code}/tep/")).forms


def _is_letter(href: str) -> bool:
    return "/van-ban/" in href and href.count("/") == 5


def test_a_letter_of_another_dossier_is_not_filed(world: World, dossier: Outcome) -> None:
    response = entered(world, "minh").post(f"/ho-so/{dossier.code}/tep/van-ban/", {"letter": "999", "request_key": "k"})
    assert response.status_code == 404
