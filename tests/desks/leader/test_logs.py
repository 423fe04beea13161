"""Event logs on screen: who sees which, numbers that open their cases, a file tried before it is taken in."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.records.documents.models import Import
from motcua.records.logs import actions, queries
from motcua.records.logs.models import Log
from motcua.records.people.viewer import Viewer
from motcua.rules.dossier import State
from motcua.rules.event_log_reading import Reading
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.rules.event_logs import case
from tests.world import HAM_TAN, World

LIST = "/lanh-dao/nhat-ky-quy-trinh/"
OWN = f"{LIST}don-vi/"
NAME = "Cổng tỉnh 2023"
LOG = f"{LIST}xem/{quote(NAME)}/"

CASES = (
    case("ABC", key="HS-1", by="xyz", channel="quầy", planned=3, ended=2),
    case("ABC", key="HS-2", by="xyy", channel="quầy", planned=1, ended=2),
    case("ABBC", key="HS-3", hours=(0, 1, 2, 30), ended=30),
    case("A<", key="<b>4</b>", hours=(0, 5), planned=8),
)

FILE = """case;activity;time;planned_end;actual_end
1;Tiếp nhận;28/04/2023 15:20;04/05/2023;
1;Trả kết quả;04/05/2023 16:00;;04/05/2023 16:00
2;Tiếp nhận;không rõ;;
"""


@pytest.fixture
def office(world: World, at: At) -> World:
    """The cast in June, and a log of another system."""
    at("2023-06-15 10:00")
    reading = Reading(form="csv", cases=CASES, columns={}, wrong=(), left_out=3)
    actions.take_in(Viewer.system(), reading, name=NAME, file_name="cong_tinh.csv")
    return world


def page(client: Client, address: str, **asked: str) -> Read:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return read(answer)


@pytest.mark.parametrize("who", ["van_phuc", "sa_rath", "bich_thuy", "quoc_thai"])
def test_heads_and_inspectors_see_the_logs(office: World, who: str) -> None:
    client = entered(office, who)
    listed = page(client, LIST)
    assert (LOG, NAME) in listed.links
    assert (OWN, "Hồ sơ của đơn vị, kỳ này") in listed.links
    assert f"{LIST}nhap/" not in listed.forms
    assert page(client, LOG).text
    assert page(client, f"{LOG}ho-so/").text


@pytest.mark.parametrize("who", ["minh", "sa_ruone"])
def test_others_do_not(office: World, who: str) -> None:
    client = entered(office, who)
    for address in (LIST, LOG, f"{LOG}ho-so/", f"{LOG}ho-so/1/", OWN, f"{OWN}ho-so/"):
        assert client.get(address).status_code == 403, address


def test_the_administrator_sees_which_there_are_and_no_more(office: World) -> None:
    client = entered(office, "my_dung")
    listed = page(client, LIST)
    assert NAME in listed.text
    assert LOG not in [href for href, _ in listed.links]
    assert f"{LIST}nhap/" in listed.forms
    for address in (LOG, f"{LOG}ho-so/", f"{LOG}ho-so/1/", OWN, f"{OWN}ho-so/"):
        assert client.get(address).status_code == 403, address


def test_the_administrator_finds_it_among_the_imports(office: World) -> None:
    imports = page(entered(office, "my_dung"), "/quan-tri/nhap/")
    assert (LIST, "Nhật ký quy trình") in imports.links
    assert "1 nhật ký" in imports.text


def test_a_log_says_in_a_sentence_what_it_shows(office: World) -> None:
    shown = page(entered(office, "sa_rath"), LOG)
    assert (
        "4 hồ sơ với 12 việc; 3 đã kết thúc, trong 2 hồ sơ có hạn thì 1 đúng hạn, 1 muộn, đạt 50,00% đúng hạn."
        in shown.text
    )
    assert "3 dòng của tệp không đọc được" in shown.text
    assert "1 hồ sơ đã kết thúc mà không ghi hạn" in shown.text
    assert "2 hồ sơ không ghi kênh nộp" in shown.text
    assert "A › B ×2 › C" in shown.text
    assert "một nửa kết thúc trong 2 giờ" in shown.text
    assert "1 muộn trong 2 có hạn" in shown.text


def test_each_number_opens_its_cases(office: World) -> None:
    client = entered(office, "sa_rath")
    links = page(client, LOG).links
    opened = {
        f"{LOG}ho-so/": ["HS-1", "HS-2", "HS-3", "<b>4</b>"],
        f"{LOG}ho-so/?fate=on_time": ["HS-1"],
        f"{LOG}ho-so/?fate=late": ["HS-2"],
        f"{LOG}ho-so/?fate=open": ["<b>4</b>"],
        f"{LOG}ho-so/?variant=1": ["HS-1", "HS-2"],
    }
    for address, keys in opened.items():
        assert address in [href for href, _ in links], address
        rows = [text for href, text in page(client, address).links if "/ho-so/" in href and "?" not in href]
        assert [text for text in rows if text in keys or text.startswith(("HS", "<b>"))] == keys, address
    assert "Không có hồ sơ nào ở đây" in page(client, f"{LOG}ho-so/", variant="9").text


def test_a_case_is_told_event_by_event(office: World) -> None:
    shown = page(entered(office, "sa_rath"), f"{LOG}ho-so/3/")
    assert "1 ngày 6 giờ" in shown.text
    assert "kết thúc, không ghi hạn" in shown.text
    told = shown.text.partition("Từng việc")[2]
    assert told.index("07:00 03/01/2023") < told.index("09:00 03/01/2023") < told.index("13:00 04/01/2023")
    assert "sau 1 ngày 4 giờ" in shown.text


def test_what_is_not_there_is_not_found(office: World) -> None:
    client = entered(office, "sa_rath")
    for address in (f"{LIST}xem/khac/", f"{LIST}xem/khac/ho-so/", f"{LOG}ho-so/99/"):
        assert client.get(address).status_code == 404, address
    for asked in ("fate=gone", "variant=x", "after=-1"):
        assert client.get(f"{LOG}ho-so/?{asked}").status_code == 400, asked


@pytest.fixture
def busy(office: World) -> World:
    """Dossiers of two communes."""
    for state in (State.RETURNED, State.PROCESSING):
        office.bring(office.accept(), state)
    office.accept(unit_key=HAM_TAN)
    return office


def test_the_own_dossiers_are_seen_in_the_same_way(busy: World) -> None:
    client = entered(busy, "sa_rath")
    shown = page(client, OWN, period="2023-H1")
    assert "2 hồ sơ với 7 việc" in shown.text
    assert "không dùng thay cho tỷ lệ đúng hạn của báo cáo" in shown.text
    assert "Tiếp nhận › Chuyển xử lý › Phê duyệt" in shown.text
    assert "trực tiếp" in shown.text
    listed = page(client, f"{OWN}ho-so/", period="2023-H1", fate="open")
    assert any(href.startswith("/ho-so/000.30.30.H59") for href, _ in listed.links)
    assert "3 hồ sơ với" in page(entered(busy, "van_phuc"), OWN, period="2023-H1").text
    assert "1 hồ sơ với" in page(entered(busy, "quoc_huy"), OWN, period="2023-H1").text


def test_own_cases_page_by_page(busy: World) -> None:
    client = entered(busy, "van_phuc")
    listed = page(client, f"{OWN}ho-so/", period="2023-H1", after="1")
    codes = [text for _, text in listed.links if text.startswith("000.")]
    assert len(codes) == 2
    assert "Trang đầu" in listed.text


def test_a_period_of_nothing_and_one_that_cannot_be_read(busy: World) -> None:
    client = entered(busy, "sa_rath")
    assert "Không có hồ sơ nào trong kỳ này" in page(client, OWN, period="2021").text
    answer = client.get(OWN, {"period": "custom", "from": "x", "to": "y"})
    assert answer.status_code == 400
    assert "Không đọc được ngày «x»" in read(answer).text


def send(client: Client, content: str = FILE, **typed: str) -> object:
    file = SimpleUploadedFile("thang_4.csv", content.encode())
    return client.post(f"{LIST}nhap/", {"name": "Tháng 4", "map": "", "file": file, **typed})


def test_a_file_is_tried_and_then_taken_in(office: World) -> None:
    client = entered(office, "my_dung")
    answer = send(client)
    assert answer.status_code == 302  # type: ignore[attr-defined]
    tried = read(client.get(answer.url))  # type: ignore[attr-defined]
    assert "Đọc được 1 hồ sơ với 2 việc, bỏ qua 1 dòng không đọc được" in tried.text
    assert "Không đọc được thời điểm «không rõ»" in tried.text
    assert "chưa có dữ liệu" in tried.text
    assert Log.objects.count() == 1
    ((action, form),) = [(at, form) for at, form in tried.forms.items() if "/nhap/" in at]
    assert form["name"] == "Tháng 4"
    done = client.post(action, form, follow=True)
    assert "Đã nhập 1 hồ sơ vào nhật ký «Tháng 4»" in read(done).text
    view, analysis = queries.log(office.viewer("sa_rath"), "Tháng 4")
    assert (view.file_name, view.left_out, analysis.summary.on_time) == ("thang_4.csv", 1, 1)
    assert Import.objects.get(kind="event_log").content is None
    assert client.get(action).status_code == 404


def test_a_name_in_use_is_told_and_may_be_given_to_the_new_log(office: World) -> None:
    client = entered(office, "my_dung")
    tried = read(client.get(send(client, name=NAME).url))  # type: ignore[attr-defined]
    ((action, form),) = [(at, form) for at, form in tried.forms.items() if "/nhap/" in at]
    answer = client.post(action, form)
    assert answer.status_code == 409
    assert "Đã có nhật ký" in read(answer).text
    assert client.post(action, {**form, "replace": "1"}).status_code == 302
    assert queries.log(office.viewer("sa_rath"), NAME)[0].cases == 1


@pytest.mark.parametrize(
    ("content", "typed", "said"),
    [
        (FILE, {"name": "a/b"}, "không dùng được"),
        (FILE, {"map": "case=khong co"}, "không có cột"),
        ("a,b\n1,2\n", {}, "Không nhận ra cột"),
        ("<!DOCTYPE x><log/>", {}, "DOCTYPE"),
        (" ", {}, "trống"),
    ],
)
def test_a_file_that_does_not_do_keeps_what_was_typed(
    office: World, content: str, typed: dict[str, str], said: str
) -> None:
    client = entered(office, "my_dung")
    answer = send(client, content, **typed)
    assert answer.status_code == 400  # type: ignore[attr-defined]
    told = read(answer)
    assert said in told.text
    form = told.forms[f"{LIST}nhap/"]
    assert (form["name"], form["map"]) == (typed.get("name", "Tháng 4"), typed.get("map", ""))
    assert not Import.objects.exists()


def test_no_file_is_said(office: World) -> None:
    answer = entered(office, "my_dung").post(f"{LIST}nhap/", {"name": "a", "map": ""})
    assert "Chưa chọn tệp" in read(answer).text


def test_a_log_with_nothing_to_read_cannot_be_taken_in(office: World) -> None:
    client = entered(office, "my_dung")
    tried = read(client.get(send(client, "case,activity,time\n1,A,mai\n").url))  # type: ignore[attr-defined]
    assert "Không có hồ sơ nào đọc được" in tried.text
    assert [at for at in tried.forms if "/nhap/" in at] == []


@pytest.mark.parametrize("who", ["sa_rath", "minh"])
def test_only_the_administrator_takes_a_log_in(office: World, who: str) -> None:
    client = entered(office, who)
    assert send(client).status_code == 403  # type: ignore[attr-defined]
    assert client.get(f"{LIST}nhap/1/").status_code == 403
    assert Log.objects.count() == 1
