"""Asking other units and answering them without scripts: sent, refused in words, seen by the right people."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from motcua.law.types import TermUnit
from motcua.records.casework.changes import Outcome
from motcua.records.casework.queries import dossier as whole
from motcua.records.casework.queries import viewings
from motcua.records.journal.models import PersonalContent
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.records.casework.contents import contents
from tests.world import HAM_TAN, JUSTICE, World

NOW = "2023-05-04 10:00"
QUESTION = "Thửa đất có nằm trong quy hoạch không?\nĐề nghị trả lời rõ."
QUESTIONS = "/ho-so/y-kien/"


def processing(world: World) -> Outcome:
    return world.bring(world.accept(), State.PROCESSING)


def asked(world: World, *, units: tuple[str, ...] = (HAM_TAN,), at: str = "2023-04-27 10:00") -> Outcome:
    given = {"question": QUESTION, "amount": 2, "unit": TermUnit.WORKING_DAY}
    return world.do("consult", processing(world), by="minh", at=at, unit_ids=units, **given)


def form_at(client: Client, address: str) -> dict[str, Any]:
    return dict(read(client.get(address)).forms[address])


def address_of(dossier: Outcome, number: int = 0) -> str:
    return f"/ho-so/{dossier.code}/y-kien/{number}/" if number else f"/ho-so/{dossier.code}/lay-y-kien/"


def text_of(world: World, who: str, address: str) -> str:
    response = entered(world, who).get(address)
    assert response.status_code == 200
    return read(response).text


def test_an_officer_asks_two_units(world: World, at: At) -> None:
    dossier = processing(world)
    at(NOW)
    client = entered(world, "minh")
    assert address_of(dossier) in dict(read(client.get(f"/ho-so/{dossier.code}/")).links)
    values = form_at(client, address_of(dossier))
    units = [str(world.units[key]) for key in (HAM_TAN, JUSTICE)]
    response = client.post(address_of(dossier), {**values, "units": units, "question": QUESTION}, follow=True)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/", 302)]
    said = read(response).text
    for text in (
        "đã ghi «Lấy ý kiến»",
        "Thửa đất có nằm trong quy hoạch không?",
        "Nguyễn Văn Minh hỏi lúc 10:00 04/05/2023 · trả lời trước 10:00 09/05/2023",
        "Ủy ban nhân dân xã Hàm Tân còn 3 ngày làm việc",
        "Phòng Tư pháp huyện Trà Cú còn 3 ngày làm việc",
    ):
        assert text in said, text
    assert len(whole(Viewer.system(), dossier.code).consultations) == 2


def test_the_unit_that_was_asked_finds_it_in_its_list_and_answers(world: World, at: At) -> None:
    dossier = asked(world)
    at(NOW)
    client = entered(world, "chanh_da")
    said = read(client.get(QUESTIONS))
    assert "1 câu hỏi chờ đơn vị trả lời; 0 câu đã quá hạn." in said.text
    assert f"{dossier.code} hỏi Xã Hàm Tân" in said.text
    assert address_of(dossier, 1) in dict(said.links)
    assert "Xin ý kiến 1" in read(client.get("/ho-so/")).text
    values = form_at(client, address_of(dossier, 1))
    typed = {"agrees": "no", "text": "Nằm trong quy hoạch đường tỉnh 915."}
    response = client.post(address_of(dossier, 1), {**values, **typed}, follow=True)
    assert "đã ghi «Trả lời lấy ý kiến»" in read(response).text
    [one] = whole(Viewer.system(), dossier.code).consultations
    assert (one.agrees, one.answer, one.answered_by) == (False, typed["text"], "Sơn Chanh Đa")
    assert "Không có câu hỏi chờ trả lời" in read(client.get(QUESTIONS)).text
    told = text_of(world, "minh", f"/ho-so/{dossier.code}/")
    assert "Ủy ban nhân dân xã Hàm Tân Sơn Chanh Đa trả lời lúc 10:00 04/05/2023 không đồng ý" in told
    assert told.count(typed["text"]) == 2, "beside the question, and in the course of events"


def test_two_units_send_the_forms_they_both_had_open(world: World, at: At) -> None:
    dossier = asked(world, units=(HAM_TAN, JUSTICE))
    at(NOW)
    clients = {1: entered(world, "chanh_da"), 2: entered(world, "minh_hieu")}
    values = {number: form_at(client, address_of(dossier, number)) for number, client in clients.items()}
    for number, client in clients.items():
        typed = {**values[number], "agrees": "yes", "text": "Đồng ý."}
        assert client.post(address_of(dossier, number), typed).status_code == 302
    assert all(one.agrees for one in whole(Viewer.system(), dossier.code).consultations)


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"question": ""}, "#id_question"),
        ({"units": []}, "#id_units"),
        ({"units": ["x"]}, "#id_units"),
        ({"units": ["404"]}, ""),
        ({"amount": "0"}, "#id_amount"),
        ({"amount": "ba"}, "#id_amount"),
        ({"unit": "month"}, "#id_unit"),
        ({"due_at": "2023-05-09"}, ""),
        ({"version": "1"}, ""),
    ],
    ids=str,
)
def test_what_was_typed_is_kept_when_a_question_is_refused(
    world: World, at: At, typed: dict[str, Any], where: str
) -> None:
    dossier = processing(world)
    at(NOW)
    client = entered(world, "minh")
    values = {**form_at(client, address_of(dossier)), "units": [str(world.units[HAM_TAN])], "question": QUESTION}
    before = contents()
    response = client.post(address_of(dossier), {**values, **typed})
    assert response.status_code in (400, 404, 409)
    assert contents() == before
    page = read(response)
    assert "Chưa" in page.text or "hãy" in page.text.lower()
    if where:
        assert where in dict(page.links)
    assert "question" in typed or QUESTION in response.content.decode()
    if "units" not in typed:
        assert (
            f'value="{world.units[HAM_TAN]}" id="id_units-{world.units[HAM_TAN]}" checked' in response.content.decode()
        )


@pytest.mark.parametrize(
    ("typed", "where"),
    [({"text": ""}, "#id_text"), ({"agrees": ""}, "#id_agrees"), ({"agrees": "maybe"}, "#id_agrees")],
    ids=str,
)
def test_what_was_typed_is_kept_when_an_answer_is_refused(
    world: World, at: At, typed: dict[str, str], where: str
) -> None:
    dossier = asked(world)
    at(NOW)
    client = entered(world, "chanh_da")
    values = {**form_at(client, address_of(dossier, 1)), "agrees": "yes", "text": "Không vướng."}
    response = client.post(address_of(dossier, 1), {**values, **typed})
    page = read(response)
    assert response.status_code == 400
    assert where in dict(page.links)
    assert "text" in typed or "Không vướng." in response.content.decode()
    assert "agrees" in typed or 'value="yes" checked' in response.content.decode()


@pytest.mark.parametrize(
    ("who", "asks", "answers"),
    [
        ("minh", 200, 200),
        ("bich_thuy", 200, 200),
        ("sa_ruone", 403, 200),
        ("van_phuc", 403, 200),
        ("chanh_da", 403, 200),
        ("thu_ha", 403, 200),
        ("minh_hieu", 404, 404),
        ("my_linh", 404, 404),
        ("my_dung", 403, 403),
    ],
)
def test_who_opens_which_page(world: World, at: At, who: str, asks: int, answers: int) -> None:
    dossier = asked(world)
    at(NOW)
    client = entered(world, who)
    assert client.get(address_of(dossier)).status_code == asks
    assert client.get(address_of(dossier, 1)).status_code == answers
    if answers == 404:
        assert who not in {seen.name for seen in viewings(dossier.dossier_id)}


def test_only_the_unit_that_was_asked_gets_the_form(world: World, at: At) -> None:
    dossier = asked(world)
    at(NOW)
    for who, gets in (("chanh_da", True), ("quoc_huy", True), ("thu_ha", False), ("minh", False)):
        page = read(entered(world, who).get(address_of(dossier, 1)))
        assert (address_of(dossier, 1) in page.forms) is gets
        assert "Thửa đất có nằm trong quy hoạch không?" in page.text
    client = entered(world, "minh")
    typed = {"version": dossier.version, "request_key": "k", "agrees": "yes", "text": "Tự trả lời"}
    assert client.post(address_of(dossier, 1), typed).status_code == 403


def test_the_unit_that_asked_takes_its_question_back(world: World, at: At) -> None:
    dossier = asked(world, units=(HAM_TAN, JUSTICE))
    at(NOW)
    client, address = entered(world, "minh"), f"{address_of(dossier, 1)}rut-lai/"
    assert (address_of(dossier, 1), "Rút lại") in read(client.get(f"/ho-so/{dossier.code}/")).links
    values = dict(read(client.get(address_of(dossier, 1))).forms[address])
    response = client.post(address, {**values, "reason": "Đã có quy hoạch được duyệt."}, follow=True)
    assert response.redirect_chain == [(f"/ho-so/{dossier.code}/", 302)]
    said = read(response).text
    for text in (
        "đã ghi «Rút lại câu hỏi»",
        "Ủy ban nhân dân xã Hàm Tân Nguyễn Văn Minh rút lại lúc 10:00 04/05/2023 đã rút lại",
        "Rút lại câu hỏi lấy ý kiến",
    ):
        assert text in said, text
    assert said.count("Đã có quy hoạch được duyệt.") == 2, "beside the question, and in the course of events"
    told = read(entered(world, "chanh_da").get(address_of(dossier, 1)))
    assert "đã rút lại" in told.text
    assert "Đã có quy hoạch được duyệt." in told.text
    assert not [action for action in told.forms if "y-kien" in action]
    assert "Không có câu hỏi chờ trả lời" in text_of(world, "chanh_da", QUESTIONS)
    assert "1 câu hỏi chờ đơn vị trả lời" in text_of(world, "minh_hieu", QUESTIONS)


def test_a_question_answered_meanwhile_is_not_taken_back_and_the_reason_is_kept(world: World, at: At) -> None:
    dossier = asked(world)
    at(NOW)
    client, address = entered(world, "minh"), f"{address_of(dossier, 1)}rut-lai/"
    values = {**read(client.get(address_of(dossier, 1))).forms[address], "reason": ""}
    empty = client.post(address, values)
    assert empty.status_code == 400
    assert "#id_reason" in dict(read(empty).links)
    world.do("answer", dossier, by="chanh_da", consultation=1, agrees=True, text="Phù hợp.", at=NOW)
    late = client.post(address, {**values, "reason": "Hỏi nhầm."})
    assert late.status_code == 409
    assert "Câu hỏi này đã có trả lời" in read(late).text
    assert "Phù hợp." in read(late).text


@pytest.mark.parametrize(("who", "status"), [("chanh_da", 403), ("sa_ruone", 403), ("minh_hieu", 404)])
def test_nobody_else_takes_a_question_back(world: World, at: At, who: str, status: int) -> None:
    dossier = asked(world)
    at(NOW)
    client, address = entered(world, who), f"{address_of(dossier, 1)}rut-lai/"
    assert address not in read(client.get(address_of(dossier, 1))).forms
    typed = {"version": dossier.version, "request_key": "k", "reason": "Không cần nữa"}
    assert client.post(address, typed).status_code == status


def test_who_was_asked_reads_the_dossier_and_is_noted(world: World, at: At) -> None:
    dossier = asked(world)
    at(NOW)
    page = read(entered(world, "chanh_da").get(f"/ho-so/{dossier.code}/"))
    assert "Kim Thị Ngọc Ánh" in page.text
    assert [action for action in page.forms if dossier.code in action] == [f"/ho-so/{dossier.code}/ghi-chu/"]
    assert address_of(dossier, 1) in dict(page.links)
    assert [seen.name for seen in viewings(dossier.dossier_id)] == ["Sơn Chanh Đa"]


def test_a_number_that_was_never_asked_is_not_there(world: World, at: At) -> None:
    dossier = asked(world)
    at(NOW)
    client = entered(world, "chanh_da")
    assert client.get(address_of(dossier, 9)).status_code == 404
    values = {**form_at(client, address_of(dossier, 1)), "agrees": "yes", "text": "x"}
    assert client.post(address_of(dossier, 9), values).status_code == 404


def test_a_deadline_that_has_passed_is_late(world: World, at: At) -> None:
    dossier = asked(world)
    at("2023-05-08 09:00")
    assert "1 câu đã quá hạn" in text_of(world, "chanh_da", QUESTIONS)
    assert "quá hạn 1 ngày làm việc" in text_of(world, "minh", f"/ho-so/{dossier.code}/")


def test_a_deadline_after_the_promise_says_so(world: World, at: At) -> None:
    dossier = asked(world, at="2023-05-04 09:30")
    at(NOW)
    assert "trả lời trước 09:30 08/05/2023; sau ngày hẹn trả kết quả" in text_of(
        world, "minh", f"/ho-so/{dossier.code}/"
    )


def test_the_leader_is_told_who_is_silent_and_says_why(world: World, at: At) -> None:
    dossier = asked(world)
    at(NOW)
    client = entered(world, "bich_thuy")
    address = f"/ho-so/{dossier.code}/phe-duyet/"
    page = read(client.get(f"/ho-so/{dossier.code}/"))
    assert "Chưa trả lời ý kiến: Ủy ban nhân dân xã Hàm Tân. Im lặng không phải là đồng ý" in page.text
    refused = client.post(address, dict(page.forms[address]))
    assert refused.status_code == 400
    assert "Còn 1 nơi chưa trả lời lấy ý kiến" in read(refused).text
    assert client.post(address, {**page.forms[address], "note": "Đã đủ căn cứ"}).status_code == 302


def test_words_that_were_erased_say_so(world: World, at: At) -> None:
    dossier = world.do("answer", asked(world), by="chanh_da", consultation=1, agrees=None, text="Ý kiến", at=NOW)
    PersonalContent.objects.all().delete()
    at(NOW)
    said = text_of(world, "minh", f"/ho-so/{dossier.code}/")
    assert said.count("Nội dung đã xóa theo quy định về dữ liệu cá nhân.") >= 4
    assert "có ý kiến khác" in said


def test_the_list_asks_little_of_the_database(world: World, at: At, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        asked(world)
    at(NOW)
    client = entered(world, "chanh_da")
    with django_assert_max_num_queries(12):
        assert read(client.get(QUESTIONS)).text.count("hỏi Xã Hàm Tân") == 5
