"""The citizen's look-up: code and secret together, one answer for whatever is wrong, plain words, no names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from motcua.law.types import TermUnit
from motcua.records.casework import noting, queries, receipts
from motcua.records.casework.changes import Outcome
from motcua.records.casework.looking_up import GATE
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import read
from tests.world import APPLICANT, MIGRATION, World

WHERE = "/tra-cuu/"
NO_SUCH = "Không có hồ sơ nào ứng với mã và khóa này"

pytestmark = pytest.mark.usefixtures("store")


def ask(code: str, secret: str, *, address: str = "192.0.2.9") -> Any:
    return Client(REMOTE_ADDR=address).post(WHERE, {"code": code, "secret": secret})


def found(on: Outcome) -> str:
    response = ask(on.code, receipts.secret(on.code))
    assert response.status_code == 200
    return read(response).text


def test_code_and_secret_open_the_dossier_in_plain_words(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at("2023-04-28 08:00")
    said = found(dossier)
    assert "Đang được xử lý, còn trong hạn" in said
    assert "Thứ Sáu 05/05/2023, 09:00" in said
    assert "ngày hẹn chưa từng thay đổi" in said
    assert "Thời hạn 3 ngày làm việc = 1.440 phút làm việc." in said
    assert "chậm nhất 09:00 05/05/2023 Trả kết quả" in said


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (State.SUPPLEMENT, "thời hạn tạm dừng: phiếu yêu cầu bổ sung số 01/HDHS ngày 28/04/2023"),
        (State.REFUSED, "không đủ điều kiện giải quyết: phiếu từ chối giải quyết số 01/PTC ngày 28/04/2023"),
        (State.STOPPED, "Đã dừng giải quyết hồ sơ: thông báo dừng giải quyết số 01/TBD ngày 28/04/2023"),
    ],
)
def test_each_letter_is_named_by_number_and_day(world: World, at: At, state: State, told: str) -> None:
    dossier = world.bring(world.accept(), state, at="2023-04-28 09:30")
    at("2023-04-28 10:00")
    assert told in found(dossier)


def test_a_dossier_declined_at_the_door_names_its_letter(world: World, at: At) -> None:
    sent = world.submit()
    world.do("decline", sent, by="sa_ruone", at="2023-04-28 09:30", reason="Ảnh chụp bị mờ")
    at("2023-04-28 10:00")
    said = found(sent)
    assert "Cơ quan không tiếp nhận hồ sơ: phiếu từ chối tiếp nhận số 01/PTC ngày 28/04/2023" in said
    assert "Ảnh chụp bị mờ" in said


def test_a_result_is_named_by_its_number(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.SETTLED, at="2023-04-28 09:30")
    number = queries.dossier(Viewer.system(), dossier.code).result_number
    at("2023-04-28 10:00")
    assert number
    assert f"Đã có kết quả: số {number} ngày 28/04/2023" in found(dossier)


def test_nobodys_name_is_on_the_page(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.RETURNED)
    noting.viewed(world.viewer("minh"), dossier.dossier_id)
    at("2023-06-30 17:00")
    said = found(dossier)
    for name in (APPLICANT["name"], APPLICANT["phone"], APPLICANT["id_number"], APPLICANT["address"]):
        assert name not in said
    assert "Nguyễn Văn Minh" not in said
    assert "Trần Thị Bích Thủy" not in said


def test_who_looked_is_told_by_post(world: World, at: At) -> None:
    dossier = world.accept()
    at("2023-04-28 10:15")
    assert "Chưa có ai của cơ quan mở hồ sơ này" in found(dossier)
    noting.viewed(world.viewer("minh"), dossier.dossier_id)
    noting.viewed(world.viewer("minh"), dossier.dossier_id)
    said = found(dossier)
    assert "1 người của cơ quan đã mở hồ sơ này, 2 lượt." in said
    assert "Công chức Tư pháp – Hộ tịch 2 lần, lần cuối 10:15 28/04/2023" in said


def test_a_supplement_says_what_to_do_and_why(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.SUPPLEMENT)
    at("2023-04-28 10:00")
    said = found(dossier)
    assert "Đang chờ ông/bà bổ sung giấy tờ" in said
    assert "Xin mời bổ sung giấy tờ" in said
    assert "Thiếu tờ khai theo mẫu" in said


def test_every_date_that_moved_stands_with_its_reason_and_its_ground(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.SUPPLEMENT)
    resumed = world.do("resume", dossier, by="sa_ruone", at="2023-05-05 09:00")
    world.do(
        "extend", resumed, by="bich_thuy", at="2023-05-05 10:00", amount=2, unit=TermUnit.WORKING_DAY,
        reason="Chờ xác minh ở nơi khác",
    )  # fmt: skip
    at("2023-05-05 11:00")
    said = found(dossier)
    assert "ngày hẹn chưa từng thay đổi" not in said
    assert "thứ Sáu 05/05/2023, 09:00 đổi thành thứ Tư 10/05/2023, 09:00" in said
    assert "Tính lại sau khi ông/bà bổ sung giấy tờ." in said
    assert "thứ Tư 10/05/2023, 09:00 đổi thành thứ Sáu 12/05/2023, 09:00" in said
    assert "Cơ quan xin lỗi và hẹn lại: Chờ xác minh ở nơi khác" in said
    assert "01/PXL · 61/2018/NĐ-CP Điều 19" in said


def test_lateness_is_told_as_it_is(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    at("2023-05-05 15:00")
    said = found(dossier)
    assert "Đang được xử lý, đã quá ngày hẹn" in said
    assert "quá hạn 4 giờ làm việc" in said
    assert "Lẽ ra đã có kết quả" in said


def test_reasons_among_colleagues_stay_inside(world: World, at: At) -> None:
    dossier = world.bring(world.accept(), State.PROCESSING)
    world.do("send_back", dossier, by="minh", to_account_id="so_phia", reason="Chuyển nhầm người")
    at("2023-04-27 15:00")
    said = found(dossier)
    assert "Được trả lại bước trước để xem lại" in said
    assert "Chuyển nhầm người" not in said


def test_a_procedure_without_a_term_promises_no_date(world: World, at: At) -> None:
    dossier = world.accept(procedure=MIGRATION)
    at("2023-04-27 15:00")
    said = found(dossier)
    assert "Thủ tục này không có ngày hẹn" in said
    assert "ngày hẹn chưa từng thay đổi" not in said


def test_code_and_secret_as_people_type_them(world: World) -> None:
    code = world.accept().code
    secret = receipts.secret(code)
    typed = f" {secret[:4].upper()} {secret[4:8]}-{secret[8:]} "
    assert ask(f" {code.lower()} ", typed).status_code == 200


def test_unknown_code_and_wrong_secret_get_one_answer(world: World) -> None:
    code = world.accept().code
    other = code[:-1] + "9"
    answers = [ask(code, "aaaaaaaaaaaaa"), ask(other, receipts.secret(code)), ask(code, ""), ask("x", "y")]
    assert {answer.status_code for answer in answers} == {404}
    told = {read(answer).text.replace(code, "").replace(other, "") for answer in answers}
    assert all(NO_SUCH in text for text in told)
    assert len(told) == 1


def test_a_code_alone_opens_nothing(world: World) -> None:
    code = world.accept().code
    assert code not in Client().get(f"{WHERE}?code={code}").content.decode()
    assert Client().get(f"{WHERE}{code}/").status_code == 404


def test_nothing_of_the_answer_is_kept(world: World) -> None:
    code = world.accept().code
    response = ask(code, receipts.secret(code))
    assert "no-store" in response.headers["Cache-Control"]
    assert receipts.secret(code) not in response.content.decode()
    assert receipts.secret(code) not in ask(code + "1", receipts.secret(code)).content.decode()


def test_guessing_at_one_code_is_stopped_even_for_the_right_secret(world: World) -> None:
    code, other = world.accept().code, world.accept().code
    for _ in range(GATE.by_name):
        assert ask(code, "aaaaaaaaaaaaa").status_code == 404
    response = ask(code, receipts.secret(code))
    assert response.status_code == 403
    assert "Đã nhập sai quá nhiều lần" in read(response).text
    assert ask(other, receipts.secret(other), address="192.0.2.10").status_code == 200


def test_guessing_from_one_address_is_stopped_and_entry_stays_open(world: World) -> None:
    code = world.accept().code
    for number in range(GATE.by_address):
        ask(f"000.30.30.H59-230427-{number + 500:04d}", "aaaaaaaaaaaaa")
    assert ask(code, receipts.secret(code)).status_code == 403
    assert ask(code, receipts.secret(code), address="192.0.2.77").status_code == 200
    entry = Client(REMOTE_ADDR="192.0.2.9").post("/vao/", {"username": "minh", "password": "sai"})
    assert entry.status_code == 400, "slowed down at one door only"


@pytest.mark.parametrize(
    ("code", "secret", "field"),
    [
        ("000\0", "a", "code"),
        ("0" * 10_000, "a", "code"),
        ("000.30.30.H59-230427-0001", "a\x07", "secret"),
        ("000.30.30.H59-230427-0001", "a" * 10_000, "secret"),
    ],
)
def test_what_cannot_be_typed_is_refused_by_its_input(world: World, code: str, secret: str, field: str) -> None:
    response = ask(code, secret)
    assert response.status_code == 400
    assert any(href == f"#id_{field}" for href, _ in read(response).links)


def test_a_field_that_the_form_does_not_have_is_refused(world: World) -> None:
    assert Client().post(WHERE, {"code": "x", "secret": "y", "state": "settled"}).status_code == 400


def test_the_form_reads_the_fragment_by_a_script_of_its_own_and_works_without(db: None, store: Path) -> None:
    response = Client().get(WHERE)
    assert "citizen/lookup.js" in response.content.decode()
    assert set(read(response).forms[WHERE]) == {"csrfmiddlewaretoken", "code", "secret"}


def test_what_is_still_to_be_paid_is_told_with_its_code(world: World, at: At) -> None:
    dossier = world.accept()
    at("2023-04-28 10:00")
    assert "Còn phải nộp 8.000 đồng" in found(dossier)
    assert "Còn phải nộp" not in found(world.submit()), "nothing is owed before it is accepted"
