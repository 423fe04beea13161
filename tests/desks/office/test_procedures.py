"""The catalogue on screen: found, read by every member of staff, drafted, published and ended by who keeps it."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from motcua.law.types import Channel
from motcua.records.catalogue import queries
from motcua.records.catalogue.checking import MOST_PAPERS, MOST_STEPS
from motcua.records.catalogue.versions import Standing, kept
from motcua.records.journal.models import Entry
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.desks.office.filling import filled
from tests.world import BUSINESS, COPY, MARITAL, MORNING, World

LIST = "/quan-tri/thu-tuc/"
PAGE = f"{LIST}{MARITAL}/"
EDIT = f"{PAGE}soan/"
NEW = f"{LIST}soan/"


@pytest.fixture
def keeper(world: World, store: object, at: At) -> Client:
    """Chị Mỹ Dung has entered, on a morning in April."""
    at(MORNING)
    return entered(world, "my_dung")


def form(client: Client, address: str, action: str = "") -> dict[str, Any]:
    """The values of a form as the page gives it, without scripts; rows as lists."""
    response = client.get(address)
    assert response.status_code == 200
    return filled(response.content.decode(), action or address)


def save(client: Client, address: str = EDIT, **typed: Any) -> Any:
    return client.post(address, {**form(client, address), "do": "save", **typed})


def drafted(client: Client, **typed: Any) -> Any:
    response = save(client, **{"decision": "7/QĐ-UBND", **typed})
    assert response.status_code == 302, response.content.decode()
    return response


def act(client: Client, number: int, slug: str, **typed: str) -> Any:
    action = f"{PAGE}{number}/{slug}/"
    values = read(client.get(f"{PAGE}{number}/")).forms[action]
    return client.post(action, {**values, **typed})


class TestReading:
    def test_the_list_leads_to_each_procedure(self, keeper: Client) -> None:
        page = read(keeper.get(LIST))
        assert "7 thủ tục trong danh mục, 0 đang có bản dự thảo." in page.text
        assert (PAGE, MARITAL) in page.links
        assert (NEW, "Soạn thủ tục mới") in page.links

    @pytest.mark.parametrize(
        ("asked", "count"),
        [
            ({"q": "hon nhan"}, 1),
            ({"q": MARITAL}, 1),
            ({"level": "district"}, 3),
            ({"field": "Hộ tịch"}, 7),
            ({"field": "Khác"}, 0),
            ({"state": "draft"}, 0),
            ({"state": "in_force", "level": "commune"}, 6),
        ],
    )
    def test_the_list_is_narrowed(self, keeper: Client, asked: dict[str, str], count: int) -> None:
        page = read(keeper.get(LIST, asked))
        assert f"{count} thủ tục khớp với điều đã chọn." in page.text
        assert ("Không có thủ tục nào khớp" in page.text) == (count == 0)

    @pytest.mark.parametrize("asked", [{"level": "xã"}, {"state": "x"}, {"after": "-1"}, {"q": "a\x00"}])
    def test_a_bad_address_is_refused_in_words(self, keeper: Client, asked: dict[str, str]) -> None:
        response = keeper.get(LIST, asked)
        assert response.status_code == 400
        assert "hãy" in response.content.decode().lower()

    def test_the_page_says_what_a_version_demands(self, keeper: Client) -> None:
        page = read(keeper.get(PAGE))
        for told in (
            "Xác nhận tình trạng hôn nhân",
            "3 ngày làm việc",
            "8.000\u00a0đồng",
            "Tờ khai theo mẫu",
            "1. Tiếp nhận hồ sơ",
            "trong 24 giờ của thời hạn",
            "4 bước qua 1 nơi làm việc, tổng cộng 24 giờ làm việc.",
            "Phiên bản 1 đang xem",
        ):
            assert told.replace("\u00a0", " ") in page.text.replace("\u00a0", " "), told

    def test_other_staff_read_and_cannot_change(self, keeper: Client, world: World) -> None:
        for who in ("sa_ruone", "minh", "sa_rath", "quoc_thai"):
            client = entered(world, who)
            page = read(client.get(PAGE))
            assert "Xác nhận tình trạng hôn nhân" in page.text
            assert "Soạn phiên bản mới" not in page.text
            assert read(client.get(LIST)).text.count("Soạn thủ tục mới") == 0
            assert client.get(EDIT).status_code == client.get(NEW).status_code == 403
            assert client.post(EDIT, {"do": "save"}).status_code == 403
            assert client.post(f"{PAGE}1/close/", {}).status_code == 403

    def test_who_has_not_entered_is_asked_to(self, keeper: Client) -> None:
        for address in (LIST, PAGE, EDIT, f"{PAGE}1/quy-trinh.bpmn"):
            assert Client().get(address).status_code == 302

    @pytest.mark.parametrize("address", [f"{LIST}1.000000/", f"{PAGE}9/", f"{PAGE}9/quy-trinh.bpmn", f"{LIST}x/soan/"])
    def test_what_is_not_there_is_not_found(self, keeper: Client, address: str) -> None:
        assert keeper.get(address).status_code == 404

    def test_the_process_is_taken_away_as_bpmn(self, keeper: Client, world: World) -> None:
        response = entered(world, "minh").get(f"{LIST}{BUSINESS}/1/quy-trinh.bpmn")
        assert response.headers["Content-Disposition"] == f'attachment; filename="quy-trinh-{BUSINESS}-1.bpmn"'
        lanes = [
            lane.get("name")
            for lane in ET.fromstring(response.content).iter("{http://www.omg.org/spec/BPMN/20100524/MODEL}lane")
        ]
        assert lanes == ["Bộ phận một cửa", "Phòng chuyên môn"]


class TestDrafting:
    def test_the_form_is_filled_from_the_version_that_applies(self, keeper: Client) -> None:
        values = form(keeper, EDIT)
        assert values["name"] == "Xác nhận tình trạng hôn nhân"
        assert values["step_name"] == ["Tiếp nhận hồ sơ", "Thụ lý", "Duyệt và ký", "Trả kết quả"]
        assert values["step_hours"] == ["3", "12", "6", "3"]
        assert values["paper_required"] == ["1", "0"]
        assert (values["counter_amount"], values["counter_unit"]) == ("3", "working_day")

    def test_saving_it_untouched_says_the_same(self, keeper: Client) -> None:
        before = queries.procedure_in_force(MARITAL, kept(MARITAL).versions[0].valid_from)
        assert save(keeper).status_code == 302
        draft = kept(MARITAL).draft
        assert draft is not None
        assert queries.version(draft.id).to_json() == before.to_json()

    def test_a_draft_is_saved_changed_and_published(self, keeper: Client) -> None:
        assert drafted(keeper).headers["Location"] == f"{PAGE}2/"
        assert "Sửa bản dự thảo 2" in read(keeper.get(PAGE)).text
        response = save(keeper, result="Giấy xác nhận", counter_fee="12.000", valid_from="01/06/2023")
        assert response.status_code == 302
        assert act(keeper, 2, "publish", valid_from="01/07/2023").status_code == 302
        view = queries.version(kept(MARITAL).versions[0].id)
        assert (view.result, view.decision) == ("Giấy xác nhận", "7/QĐ-UBND")
        assert view.channels[Channel.COUNTER].fee == 12_000
        assert f"{view.valid_from:%d/%m/%Y}" == "01/07/2023"
        assert "sắp áp dụng" in read(keeper.get(f"{PAGE}2/")).text

    def test_a_version_applies_until_the_next_one_begins(self, keeper: Client, at: At) -> None:
        drafted(keeper, valid_from="01/07/2023")
        act(keeper, 2, "publish", valid_from="01/07/2023")
        heading = "phiên bản 1 · áp dụng từ"
        assert f"đang áp dụng Hộ tịch · {heading}" in read(keeper.get(f"{PAGE}1/")).text
        at("2023-07-03 08:00")
        assert f"hết hiệu lực Hộ tịch · {heading}" in read(keeper.get(f"{PAGE}1/")).text

    def test_rows_are_added_moved_and_removed_without_script(self, keeper: Client) -> None:
        values = form(keeper, EDIT)
        moved = filled(
            keeper.post(EDIT, {**values, "do": "step_up.3", "step_back": ["", "1", "", ""]}).content.decode(), EDIT
        )
        assert moved["step_name"] == ["Tiếp nhận hồ sơ", "Duyệt và ký", "Thụ lý", "Trả kết quả"]
        assert moved["step_back"] == ["", "", "1", ""]
        added = filled(keeper.post(EDIT, {**moved, "do": "step_add"}).content.decode(), EDIT)
        assert len(added["step_name"]) == 5
        dropped = filled(keeper.post(EDIT, {**added, "do": "step_drop.1"}).content.decode(), EDIT)
        assert dropped["step_name"] == ["Duyệt và ký", "Thụ lý", "Trả kết quả", ""]
        assert dropped["step_back"] == ["", "", "", ""]
        papers = filled(keeper.post(EDIT, {**dropped, "do": "paper_down.1"}).content.decode(), EDIT)
        assert papers["paper_name"] == ["Giấy tờ kèm theo", "Tờ khai theo mẫu"]
        assert kept(MARITAL).draft is None

    def test_steps_of_others_are_drafted_and_drawn(self, keeper: Client) -> None:
        values = form(keeper, EDIT)
        more = {
            "step_name": [*values["step_name"], "Cho ý kiến"],
            "step_unit_kind": [*values["step_unit_kind"], "department"],
            "step_role": [*values["step_role"], "officer"],
            "step_hours": [*values["step_hours"], "4"],
            "step_kind": [*values["step_kind"][:3], "hand_over", "consult"],
            "step_level": ["", "", "", "", "province"],
            "step_beside": ["", "", "", "", "2"],
            "step_next": ["", "", "", "", ""],
            "step_back": ["", "", "2", "", ""],
        }
        drafted(keeper, **more)
        page = read(keeper.get(f"{PAGE}2/")).text
        assert "4 bước qua 2 nơi làm việc, 1 lần lấy ý kiến" in page
        assert "song song với bước 2" in page
        assert "chưa đạt thì trả lại bước 2" in page
        again = form(keeper, EDIT)
        assert {name: again[name] for name in more} == more

    def test_an_own_number_of_supplements_is_drafted_and_read(self, keeper: Client) -> None:
        assert "Số lần được yêu cầu bổ sung Theo quy định chung của thời kỳ" in read(keeper.get(PAGE)).text
        drafted(keeper, max_supplements="2", supplements_basis="Luật Hộ tịch 2014, Điều 18")
        told = read(keeper.get(f"{PAGE}2/")).text
        assert "2 lần · Luật Hộ tịch 2014, Điều 18 · chờ kiểm chứng" in told
        again = form(keeper, EDIT)
        assert (again["max_supplements"], again["supplements_basis"]) == ("2", "Luật Hộ tịch 2014, Điều 18")

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"name": ""}, "Thủ tục chưa có tên"),
            ({"name": "x\x00"}, "ký tự điều khiển"),
            ({"short_name": "x" * 121}, "quá 120 ký tự"),
            ({"counter_amount": "mười"}, "Cần một số nguyên"),
            ({"counter_amount": "0"}, "Thời hạn bằng 0"),
            ({"counter_unit": "năm"}, "không có trong danh sách"),
            ({"counter_fee": "tám nghìn"}, "không phải số đồng"),
            ({"supplement_policy": "x"}, "không có trong danh sách"),
            ({"max_supplements": "2"}, "Số lần bổ sung riêng cần căn cứ"),
            ({"max_supplements": "hai", "supplements_basis": "Điều 18"}, "Cần một số nguyên"),
            ({"supplements_basis": "Điều 18"}, "Đã ghi căn cứ mà chưa ghi số lần"),
            (
                {"max_supplements": "2", "supplements_basis": "Luật Hộ tịch", "supplements_confidence": "verified"},
                "nêu cả văn bản và điều",
            ),
            ({"confidence": "verified"}, "cần số quyết định công bố"),
            ({"valid_from": "mai"}, "hãy nhập như 31/12/2023"),
            ({"levels": []}, "Chưa chọn cấp tiếp nhận"),
            ({"step_hours": ["40", "", "", ""]}, "quá thời hạn 24 giờ làm việc"),
            ({"step_hours": ["x", "", "", ""]}, "Không đọc được thời gian"),
            ({"step_role": ["", "officer", "leader", "counter"]}, "Chưa chọn; hãy chọn một trong"),
            ({"step_next": ["1", "", "", ""]}, "quy trình không kết thúc"),
            ({"step_name": ["", "b", "c", "d"]}, "Bước này chưa có tên"),
            ({"paper_name": ["", "b"]}, "Giấy tờ này chưa có tên"),
            ({"paper_kind": ["x", "copy"]}, "không có trong danh sách"),
        ],
    )
    def test_what_is_wrong_is_said_at_the_top_and_everything_typed_is_kept(
        self, keeper: Client, typed: dict[str, Any], says: str
    ) -> None:
        sending = {**form(keeper, EDIT), "do": "save", "note": "Giữ lại", "request_key": "mine", **typed}
        response = keeper.post(EDIT, sending)
        assert response.status_code == 400
        html = response.content.decode()
        summary = html[html.index('id="loi"') : html.index("</div>", html.index('id="loi"'))]
        assert says in summary
        again = filled(html, EDIT)
        kept_fields = set(sending) - {"do", "csrfmiddlewaretoken", *typed}
        assert {name: again[name] for name in kept_fields} == {name: sending[name] for name in kept_fields}
        assert kept(MARITAL).draft is None

    def test_checking_writes_nothing_and_tells_what_is_wrong(self, keeper: Client) -> None:
        values = form(keeper, EDIT)
        page = read(keeper.post(EDIT, {**values, "do": "check", "step_hours": ["40", "", "", ""]})).text
        assert "Các bước cộng lại 40 giờ làm việc trong 24 giờ" in page
        assert "Đủ điều kiện để lưu" not in page
        assert "Đủ điều kiện để lưu dự thảo." in read(keeper.post(EDIT, {**values, "do": "check"})).text
        assert kept(MARITAL).draft is None

    def test_the_longest_form_can_be_sent_and_no_longer_one(self, keeper: Client) -> None:
        values = form(keeper, EDIT)
        steps = {name: [told[0]] * MOST_STEPS for name, told in values.items() if name.startswith("step_")}
        papers = {name: [told[0]] * MOST_PAPERS for name, told in values.items() if name.startswith("paper_")}
        longest = {**values, **steps, **papers}
        assert keeper.post(EDIT, {**longest, "do": "check"}).status_code == 200
        refused = keeper.post(EDIT, {**longest, "do": "step_add"})
        assert refused.status_code == 400
        assert "Tối đa 30 dòng" in read(refused).text
        assert len(filled(refused.content.decode(), EDIT)["step_name"]) == MOST_STEPS

    def test_a_double_click_drafts_once(self, keeper: Client) -> None:
        sending = {**form(keeper, EDIT), "do": "save"}
        assert [keeper.post(EDIT, sending).status_code for _ in range(2)] == [302, 302]
        assert kept(MARITAL).revision == 3
        assert Entry.objects.filter(act="draft_procedure", subject_id=kept(MARITAL).id).count() == 2

    def test_who_was_slower_is_told_and_loses_nothing(self, keeper: Client) -> None:
        slower = {**form(keeper, EDIT), "do": "save", "note": "Của người chậm"}
        drafted(keeper)
        response = keeper.post(EDIT, slower)
        assert response.status_code == 409
        assert "Có người vừa thay đổi mục này trước" in read(response).text
        assert filled(response.content.decode(), EDIT)["note"] == "Của người chậm"

    @pytest.mark.parametrize("extra", [{"revision": "9"}, {"do": "publish"}, {"step_name": ["một"]}])
    def test_what_the_form_does_not_have_is_refused(self, keeper: Client, extra: dict[str, Any]) -> None:
        assert keeper.post(EDIT, {**form(keeper, EDIT), **extra}).status_code == 400

    def test_the_code_of_a_procedure_cannot_be_changed(self, keeper: Client) -> None:
        drafted(keeper, code=COPY)
        assert kept(COPY).draft is None
        assert kept(MARITAL).draft is not None

    def test_a_new_procedure(self, keeper: Client) -> None:
        typed = {
            "code": "1.099999",
            "name": "Cấp giấy mới",
            "short_name": "Giấy mới",
            "field": "Hộ tịch",
            "levels": ["commune"],
            "counter_amount": "2",
            "paper_name": ["Đơn"],
            "step_name": ["Làm trọn"],
            "step_unit_kind": ["committee"],
            "step_role": ["officer"],
        }
        assert save(keeper, NEW, **typed).headers["Location"] == f"{LIST}1.099999/1/"
        assert kept("1.099999").standing(kept("1.099999").versions[0].valid_from) is Standing.DRAFT
        taken = save(keeper, NEW, **{**typed, "name": "Khác"})
        assert taken.status_code == 409


class TestActs:
    def test_a_draft_is_dropped(self, keeper: Client) -> None:
        drafted(keeper)
        assert act(keeper, 2, "drop").headers["Location"] == LIST
        assert kept(MARITAL).draft is None
        assert "Đã bỏ bản dự thảo" in read(keeper.get(LIST)).text

    def test_a_version_is_ended(self, keeper: Client, at: At) -> None:
        assert act(keeper, 1, "close", on="01/07/2023").status_code == 302
        line = kept(MARITAL).versions[0]
        assert (line.status, f"{line.valid_to:%d/%m/%Y}") == ("closed", "01/07/2023")
        assert "đang áp dụng Hộ tịch" in read(keeper.get(PAGE)).text
        assert "đến trước 01/07/2023" in read(keeper.get(PAGE)).text
        at("2023-07-03 08:00")
        assert "hết hiệu lực Hộ tịch" in read(keeper.get(PAGE)).text

    @pytest.mark.parametrize(
        ("slug", "typed", "status", "says"),
        [
            ("close", {"on": ""}, 400, "Ô ngày còn trống"),
            ("close", {"on": "01/01/2019"}, 400, "Ngày hết hiệu lực phải sau ngày áp dụng"),
            ("close", {"on": "01/07/2023", "version": "0"}, 409, "Có người vừa thay đổi"),
            ("close", {"on": "01/07/2023", "status": "x"}, 400, "không có trường «status»"),
        ],
    )
    def test_a_refusal_keeps_the_form_open(
        self, keeper: Client, slug: str, typed: dict[str, str], status: int, says: str
    ) -> None:
        response = act(keeper, 1, slug, **typed)
        assert response.status_code == status
        page = read(response)
        assert says in page.text
        assert page.forms[f"{PAGE}1/{slug}/"]["on"] == typed["on"]
        assert kept(MARITAL).versions[0].valid_to is None

    def test_an_overlapping_day_is_refused_beside_its_box(self, keeper: Client) -> None:
        drafted(keeper)
        response = act(keeper, 2, "publish", valid_from="01/01/2020")
        assert response.status_code == 400
        assert 'href="#id_publish-valid_from"' in response.content.decode()

    def test_other_acts_do_not_exist(self, keeper: Client) -> None:
        assert keeper.post(f"{PAGE}1/delete/", {}).status_code == 404
        assert keeper.get(f"{PAGE}1/close/").status_code == 405
