"""Printing form 01: journalled, reprinted as such; its date, code and secret are the dossier's, its codes readable."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from django.test import Client
from pypdf import PdfReader

from motcua.law.types import TermUnit
from motcua.records import keys
from motcua.records.casework import noting, queries, receipts
from motcua.records.casework.changes import Outcome
from motcua.records.journal import note
from motcua.records.journal import queries as journal
from motcua.rules.dossier import State
from motcua.rules.refusal import NotAllowed, NotFound
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import HAM_TAN, World

NOW = "2023-04-28 15:30"

pytestmark = [
    pytest.mark.usefixtures("store"),
    # WeasyPrint leaves its colour profile to the garbage collector.
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def dossier(world: World, at: At) -> Outcome:
    """Taken in at 15:20 on a Friday before the holidays."""
    taken = world.accept(at="2023-04-28 15:20", papers=(1, 2), owner_name="Kim Sô Phi", owner_address="xã Hàm Tân")
    at(NOW)
    return taken


def printing(world: World, code: str, who: str = "sa_ruone") -> Any:
    return entered(world, who).post(f"/tiep-nhan/{code}/giay-tiep-nhan/")


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def scanned(pdf: bytes) -> list[str]:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil().convert("L")
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def prints(dossier_id: int) -> int:
    return sum(entry.act == noting.PRINT for entry in journal.entries_of("dossier", dossier_id))


def test_due_date_code_and_secret_are_those_of_the_dossier(world: World, dossier: Outcome, settings: Any) -> None:
    settings.PUBLIC_URL = "https://motcua.example.vn"
    response = printing(world, dossier.code)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in response.headers["Cache-Control"]
    text = words(response.content)
    due = queries.dossier(world.viewer("sa_ruone"), dossier.code).due_at
    assert due is not None
    assert f"Hẹn trả kết quả lúc: {due:%H} giờ {due:%M} phút, thứ Hai 08/05/2023" in text
    assert "Tiếp nhận hồ sơ lúc: 15 giờ 20 phút, thứ Sáu 28/04/2023" in text
    assert dossier.code in text
    secret = receipts.secret(dossier.code)
    assert secret in text.replace(" ", "")
    found = scanned(response.content)
    assert dossier.code in found
    assert f"https://motcua.example.vn/tra-cuu/#ma={dossier.code}&khoa={secret}" in found


def test_every_field_of_the_form_is_filled(world: World, dossier: Outcome) -> None:
    text = words(printing(world, dossier.code).content)
    for said in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Mẫu số 01 – Thông tư 01/2018/TT-VPCP",
        "ỦY BAN NHÂN DÂN HUYỆN TRÀ CÚ",
        "ỦY BAN NHÂN DÂN XÃ THANH SƠN",
        "Thanh Sơn, ngày 28 tháng 4 năm 2023",
        "Kim Thị Ngọc Ánh",
        "0900123456",
        "084190012345",
        "Kim Sô Phi, xã Hàm Tân",
        "Xác nhận tình trạng hôn nhân (1.004873)",
        "Tờ khai theo mẫu",
        "Giấy tờ kèm theo",
        "gồm 01 bộ",
        "3 ngày làm việc",
        "8.000 đồng",
        "Thạch Thị Sa Rươne",
        "Vì sao hẹn ngày này? Tiếp nhận lúc 15:20 thứ Sáu 28/04/2023.",
        "DỮ LIỆU MÔ PHỎNG",
    ):
        assert said in text, said
    assert "In lại" not in text
    assert "in lại" not in text


def test_it_is_an_archival_file_with_its_letters_inside(world: World, dossier: Outcome) -> None:
    pdf = PdfReader(io.BytesIO(printing(world, dossier.code).content))
    metadata = pdf.xmp_metadata
    assert metadata is not None
    raw = metadata.rdf_root.toxml()
    assert "pdfaid" in raw
    assert "3" in raw
    fonts = [
        font.get_object()
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    ]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"].get_object()
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        assert "Tinos" in descriptor["/FontName"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor), "embedded"
        assert "/ToUnicode" in font, "letters keep their Unicode value"


def test_the_second_code_is_a_signed_checkpoint_that_holds_the_dossier(world: World, dossier: Outcome) -> None:
    found = scanned(printing(world, dossier.code).content)
    (told,) = [text for text in found if "\n" in text]
    checkpoint = note.verify(told, key=keys.journal_key().public_key())
    entries = journal.entries_of("dossier", dossier.dossier_id)
    assert [entry.act for entry in entries] == ["dossier.accept", noting.PRINT]
    for entry in entries:
        proof = journal.inclusion(entry.id, checkpoint.size)
        assert proof.root == checkpoint.root


def test_a_reprint_says_so_and_is_journalled(world: World, dossier: Outcome, at: At) -> None:
    printing(world, dossier.code)
    at("2023-05-04 09:12")
    again = words(printing(world, dossier.code).content)
    assert "Bản in lại lần 1, 09:12 04/05/2023" in again
    assert "Bản in lại lần 2" in words(printing(world, dossier.code).content)
    assert prints(dossier.dossier_id) == 3
    page = read(entered(world, "sa_ruone").get(f"/tiep-nhan/{dossier.code}/"))
    assert "In giấy tiếp nhận (đã in 3 lần)" in page.text


def test_a_date_that_moved_stands_beside_the_first_promise(world: World, dossier: Outcome, at: At) -> None:
    taken = world.do("forward", dossier, by="sa_ruone", at=NOW, to_account_id="minh")
    world.do(
        "extend", taken, by="bich_thuy", at="2023-05-04 09:00", amount=1, unit=TermUnit.WORKING_DAY, reason="Xác minh"
    )
    at("2023-05-04 10:00")
    text = words(printing(world, dossier.code).content)
    assert "Hẹn trả kết quả lúc: 15 giờ 20 phút, thứ Hai 08/05/2023 (nay hẹn lại: 15 giờ 20 phút, thứ Ba" in text


def test_what_people_typed_never_becomes_markup(world: World, at: At) -> None:
    taken = world.accept(at="2023-04-28 15:20", name="<b>Ánh</b> & <img src=x>", address="\" onload='x'")
    at(NOW)
    text = words(printing(world, taken.code).content)
    assert "<b>Ánh</b> & <img src=x>" in text


@pytest.mark.parametrize("who", ["minh", "bich_thuy", "quoc_thai", "my_dung"])
def test_only_a_counter_prints(world: World, dossier: Outcome, who: str) -> None:
    assert printing(world, dossier.code, who).status_code == 403
    assert prints(dossier.dossier_id) == 0


def test_the_desk_next_door_gets_nothing(world: World, dossier: Outcome) -> None:
    assert printing(world, dossier.code, "thu_ha").status_code == 404
    assert Client().post(f"/tiep-nhan/{dossier.code}/giay-tiep-nhan/").status_code == 302
    assert prints(dossier.dossier_id) == 0


def test_a_desk_that_only_holds_the_dossier_does_not_get_its_secret(world: World, dossier: Outcome, at: At) -> None:
    world.do("hand_over", dossier, by="sa_ruone", at=NOW, to_unit_id=HAM_TAN, reason="Thuộc thẩm quyền xã Hàm Tân")
    assert printing(world, dossier.code, "thu_ha").status_code == 403
    assert prints(dossier.dossier_id) == 0
    assert printing(world, dossier.code).status_code == 200
    with pytest.raises(NotAllowed):
        noting.receipt_printed(world.viewer("minh"), dossier.dossier_id)
    with pytest.raises(NotFound):
        noting.receipt_printed(world.viewer("sa_ruone"), 10**9)


def test_looking_prints_nothing(world: World, dossier: Outcome) -> None:
    assert entered(world, "sa_ruone").get(f"/tiep-nhan/{dossier.code}/giay-tiep-nhan/").status_code == 405
    assert prints(dossier.dossier_id) == 0


def test_where_nothing_is_promised_there_is_no_receipt(world: World, at: At) -> None:
    voided = world.bring(world.accept(), State.VOID)
    sent = world.submit()
    at(NOW)
    for taken in (voided, sent):
        response = printing(world, taken.code)
        assert response.status_code == 409
        assert "không có giấy tiếp nhận" in read(response).text
        assert prints(taken.dossier_id) == 0


def test_a_store_without_its_keys_prints_nothing(world: World, dossier: Outcome, store: Path) -> None:
    (keys.folder() / keys.RECEIPTS).unlink()
    keys._known.clear()
    response = printing(world, dossier.code)
    assert response.status_code == 400
    assert prints(dossier.dossier_id) == 0
