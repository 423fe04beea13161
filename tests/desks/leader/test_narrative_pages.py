"""Pages of reports in words: begun, written without loss, signed; what they show is what is printed."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document

from motcua.desks.frame.sent import KEY
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.world import World

pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
BASE = "/lanh-dao/bao-cao-cchc/"
AFTER = "2023-07-03 08:00"


@pytest.fixture
def office(world: World, at: At) -> World:
    world.accept()
    world.bring(world.accept(), State.SETTLED)
    at(AFTER)
    return world


def begun(client: Any, key: str = "k1") -> str:
    response = client.post(f"{BASE}lap/", {KEY: key, "period": "2023-H1"})
    assert response.status_code == 302
    return str(response.headers["Location"])


def write(client: Any, one: str, section: str, text: str, *, seen: int = 0, key: str = "w1") -> Any:
    return client.post(f"{one}muc/{section}/", {KEY: key, "seen": str(seen), "text": text})


def sections_to_write(client: Any, one: str) -> list[str]:
    names = re.findall(rf'href="{one}muc/(\w+)/"', client.get(one).content.decode())
    return [name for name in names if "«Cần viết»" in client.get(f"{one}muc/{name}/").content.decode()]


def test_the_list_leads_to_a_preview_that_is_kept_nowhere(office: World) -> None:
    client = entered(office, "van_phuc")
    assert "Chưa lập báo cáo nào" in read(client.get(BASE)).text
    text = " ".join(read(client.get(f"{BASE}xem/", {"period": "2023-H1"})).text.split())
    assert "Toàn huyện tiếp nhận 02 hồ sơ, đã giải quyết 01/02 hồ sơ, đạt 50,00%." in text
    assert "Lập dự thảo" in text
    assert "Chưa lập báo cáo nào" in read(client.get(BASE)).text


def test_a_period_that_cannot_be_read(office: World) -> None:
    client = entered(office, "van_phuc")
    response = client.get(f"{BASE}xem/", {"period": "custom", "from": "hôm qua", "to": "31/03/2023"})
    assert response.status_code == 400
    assert 'value="hôm qua"' in response.content.decode()
    assert client.post(f"{BASE}lap/", {KEY: "k", "period": "2030"}).status_code == 400


def test_a_section_is_written_and_read(office: World) -> None:
    client = entered(office, "van_phuc")
    one = begun(client)
    assert "cần viết" in read(client.get(one)).text
    assert write(client, one, "assessment", "Đạt {{settlement_rate.value}}.").status_code == 302
    page = read(client.get(f"{one}muc/assessment/")).text
    assert "Đạt 50,00%." in page
    assert "đã viết, bản 1" in read(client.get(one)).text
    assert "viết mục «Đánh giá chung»" in read(client.get(one)).text


def test_what_was_typed_stays_where_it_is_refused(office: World) -> None:
    client = entered(office, "van_phuc")
    one = begun(client)
    assert write(client, one, "next", "Bản của người trước.").status_code == 302
    response = write(client, one, "next", "Bản của người đến sau.", key="w2")
    page = response.content.decode()
    assert response.status_code == 409
    assert "Bản của người đến sau." in page
    assert "Bản của người trước." in page
    assert write(client, one, "next", "Ghép lại cả hai.", seen=1, key="w3").status_code == 302
    wrong = write(client, one, "proposals", "Đạt {{khong_co.value}}.", key="w4")
    assert wrong.status_code == 400
    assert "{{khong_co.value}}" in wrong.content.decode()


def test_it_is_signed_when_all_is_written_and_printed_as_signed(office: World) -> None:
    client = entered(office, "van_phuc")
    one = begun(client)
    early = client.post(f"{one}ky/", {KEY: "s0", "acts": "1"})
    assert early.status_code == 400
    wanted = sections_to_write(client, one)
    for number, name in enumerate(wanted):
        assert write(client, one, name, "Đã thực hiện đúng kế hoạch.", key=f"x{number}").status_code == 302
    acts = str(1 + len(wanted))
    assert client.post(f"{one}ky/", {KEY: "s1", "acts": acts}).status_code == 302
    assert "Đã ký số 01/BC-UBND" in read(client.get(one)).text
    printed = Document(io.BytesIO(client.get(f"{one}tep/docx/").content))
    words = "\n".join(cell.text for table in printed.tables for row in table.rows for cell in row.cells)
    assert "Số: 01/BC-UBND" in words
    assert "Huỳnh Văn Phúc" in words
    assert "Nơi nhận:" in words
    assert "DỰ THẢO" not in read(client.get(f"{one}ban-in/")).text.upper()
    assert client.get(f"{one}tep/pdf/").content.startswith(b"%PDF")
    assert client.get(f"{one}muc/next/").status_code == 404


def test_a_draft_is_filled_anew_or_dropped(office: World) -> None:
    client = entered(office, "van_phuc")
    one = begun(client)
    assert client.post(f"{one}chot/", {KEY: "f", "acts": "1"}).status_code == 302
    assert client.post(f"{one}bo/", {KEY: "d", "acts": "1"}).status_code == 409
    assert client.post(f"{one}bo/", {KEY: "e", "acts": "2"}).status_code == 302
    assert "Chưa lập báo cáo nào" in read(client.get(BASE)).text
    assert client.post(f"{one}gi-do/", {KEY: "g", "acts": "3"}).status_code == 404


def test_figures_open_the_dossiers_they_count(office: World) -> None:
    client = entered(office, "van_phuc")
    page = client.get(begun(client)).content.decode()
    link = re.search(r'href="(/lanh-dao/so-lieu/settlement_rate/[^"]*part=denominator[^"]*)">02<', page)
    assert link is not None
    assert client.get(link[1].replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("who", ["minh", "quoc_huy"])
def test_strangers_see_nothing(office: World, who: str) -> None:
    one = begun(entered(office, "van_phuc"))
    client = entered(office, who)
    for address in (one, f"{one}ban-in/", f"{one}tep/docx/", f"{one}muc/next/"):
        assert client.get(address).status_code in (403, 404)


def test_an_inspector_reads_and_changes_nothing(office: World) -> None:
    one = begun(entered(office, "van_phuc"))
    client = entered(office, "quoc_thai")
    assert "Ký và chốt số liệu" not in read(client.get(one)).text
    assert client.get(f"{one}muc/next/").status_code in (403, 404)
    assert client.post(f"{one}bo/", {KEY: "d", "acts": "1"}).status_code in (403, 404)
