"""A usual wording is chosen beside the reason, without scripts: alone, with more words, or not at all."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.records.casework.queries import dossier as whole
from motcua.records.notices import actions as notices
from motcua.records.notices.wording import REASONS, Language, Part
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import Act, State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import MARITAL, THANH_SON, World

NOW = "2023-05-04 10:00"
MISSING = "Thiếu tờ khai theo mẫu của thủ tục."


def last_reason(code: str) -> str:
    entry = whole(Viewer.system(), code).timeline[-1]
    assert entry.personal is not None
    return str(entry.personal["reason"])


def sent(client: Client, code: str, slug: str, **typed: str) -> int:
    address = f"/ho-so/{code}/{slug}/"
    values = read(client.get(f"/ho-so/{code}/")).forms[address]
    return client.post(address, {**values, **typed}).status_code


@pytest.mark.parametrize(
    ("chosen", "written", "reason"),
    [
        (MISSING, "", MISSING),
        (MISSING, "Tờ khai mẫu 04.", f"{MISSING}\nTờ khai mẫu 04."),
        ("", "Thiếu sổ hộ khẩu cũ.", "Thiếu sổ hộ khẩu cũ."),
    ],
)
def test_what_was_chosen_and_what_was_written_are_one_reason(
    world: World, at: At, chosen: str, written: str, reason: str
) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    client = entered(world, "minh")
    page = client.get(f"/ho-so/{code}/").content.decode()
    assert f'<option value="{MISSING}">' in page
    assert '<option value="">Câu thường dùng, chờ kiểm chứng</option>' in page
    assert sent(client, code, "yeu-cau-bo-sung", reason_usual=chosen, reason=written) == 302
    assert last_reason(code) == reason


def test_neither_is_refused_and_a_choice_is_kept_in_the_area(world: World, at: At) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    client = entered(world, "minh")
    address = f"/ho-so/{code}/yeu-cau-bo-sung/"
    values = read(client.get(f"/ho-so/{code}/")).forms[address]
    assert client.post(address, values).status_code == 400
    stale = client.post(address, {**values, "version": "1", "reason_usual": MISSING, "reason": "Mẫu 04."})
    assert stale.status_code == 409
    again = read(stale).forms[address]
    assert (again["reason"], again["reason_usual"]) == (f"{MISSING}\nMẫu 04.", "")


def test_the_draft_of_a_letter_has_the_chosen_words(world: World, at: At) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    client = entered(world, "minh")
    values = read(client.get(f"/ho-so/{code}/")).forms[f"/ho-so/{code}/yeu-cau-bo-sung/"]
    draft = client.post(f"/ho-so/{code}/du-thao/yeu-cau-bo-sung/", {**values, "reason_usual": MISSING})
    assert draft.status_code == 200
    assert MISSING in read(draft).text


def test_an_act_without_usual_reasons_has_no_such_field(world: World, at: At) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    client = entered(world, "minh")
    forms = read(client.get(f"/ho-so/{code}/")).forms
    offering = {action.split("/")[3] for action, values in forms.items() if "reason_usual" in values}
    assert offering == {"tra-lai", "yeu-cau-bo-sung"}
    assert sent(client, code, "chuyen-co-quan", reason="Sai", reason_usual=MISSING) == 400


def test_an_offices_own_words_are_offered_as_its_own(world: World, at: At) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    notices.change_template(
        world.viewer("my_dung"),
        unit_id=world.units[THANH_SON],
        name=REASONS[Act.SEND_BACK],
        language=Language.VI,
        part=Part.REASONS,
        text="Thiếu <chữ ký> nháy.",
        version=0,
        key="k",
    )
    at(NOW)
    page = entered(world, "minh").get(f"/ho-so/{code}/").content.decode()
    assert '<option value="Thiếu &lt;chữ ký&gt; nháy.">' in page
    assert '<option value="">Câu thường dùng</option>' in page


@pytest.mark.parametrize(("slug", "act"), [("tra-lai", Act.SEND_BACK), ("tu-choi", Act.REFUSE)])
def test_the_head_chooses_beside_the_decision(world: World, at: At, slug: str, act: Act) -> None:
    code = world.bring(world.accept(), State.PROCESSING).code
    at(NOW)
    client = entered(world, "bich_thuy")
    forms = read(client.get(f"/lanh-dao/cho-duyet/{code}/")).forms
    address, values = next((address, values) for address, values in forms.items() if f"/{slug}/" in address)
    assert "reason_usual" in values
    to = {"to": str(world.accounts["minh"])} if act is Act.SEND_BACK else {}
    answer = client.post(address, {**values, **to, "reason_usual": "Chưa kiểm tra đủ.", "reason": "Xem lại."})
    assert answer.status_code == 302
    assert last_reason(code) == "Chưa kiểm tra đủ.\nXem lại."


def test_the_desk_chooses_when_it_does_not_take_an_online_dossier(world: World, at: At) -> None:
    code = world.submit().code
    at(NOW)
    client = entered(world, "sa_ruone")
    address = f"/tiep-nhan/truc-tuyen/{code}/"
    values = read(client.get(address)).forms[address]
    assert client.post(address, {**values, "decision": "decline"}).status_code == 400
    typed = {"decision": "decline", "reason_usual": "Tờ khai chưa đúng mẫu hoặc chưa ghi đủ nội dung."}
    assert client.post(address, {**values, **typed}).status_code == 302
    assert last_reason(code) == typed["reason_usual"]


def test_the_slip_at_the_door_says_the_chosen_words(world: World, at: At) -> None:
    at(NOW)
    client = entered(world, "sa_ruone")
    values = read(client.get("/tiep-nhan/")).forms["/tiep-nhan/"]
    typed = {"name": "Sơn Thị Thiếu Giấy", "procedure": MARITAL, "step": "turn_away"}
    chosen = "Hồ sơ không thuộc thẩm quyền giải quyết của cơ quan."
    answer = client.post("/tiep-nhan/", {**values, **typed, "reason_usual": chosen}, follow=True)
    assert answer.status_code == 200
    assert chosen in read(answer).text


def test_the_administrator_reads_and_words_the_list_on_the_office_desk(world: World, at: At) -> None:
    at(NOW)
    client = entered(world, "my_dung")
    listed = read(client.get("/quan-tri/thong-bao/"))
    assert "Lý do thường dùng: Từ chối tiếp nhận" in listed.text
    (address,) = [href for href, text in listed.links if text == "Lý do thường dùng: Từ chối tiếp nhận"]
    page = read(client.get(address))
    assert "chờ kiểm chứng với quy định của từng lĩnh vực" in page.text
    assert "Các câu, mỗi câu một dòng" in page.text
    assert "Chữ được thay" not in page.text
