"""Reports on screen: who sees which, every number leads to its dossiers, draft, sign, send, files."""

from __future__ import annotations

import pytest
from django.test import Client

from motcua.records import clock
from motcua.records.casework import actions as casework
from motcua.records.reports.models import Report, ReportAct
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import Read, entered, read
from tests.world import HAM_TAN, THANH_SON, World

LIST = "/lanh-dao/bao-cao/"
PREVIEW = f"{LIST}xem/II.06a/"


@pytest.fixture
def office(world: World, at: At) -> World:
    """Two dossiers of June at Thanh Sơn, in the first days of July."""
    world.bring(world.accept(at="2023-06-01 08:00"), State.SETTLED, at="2023-06-02 10:00")
    world.accept(at="2023-06-29 08:00")
    at("2023-07-03 08:00")
    return world


def page(client: Client, address: str, **asked: str) -> Read:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return read(answer)


def send(client: Client, found: Read, action: str, **more: str) -> Read:
    """Sends a form of a page and reads where it leads."""
    answer = client.post(action, {**found.forms[action], **more}, follow=True)
    assert answer.status_code == 200
    return read(answer)


@pytest.mark.parametrize("who", ["sa_rath", "bich_thuy", "quoc_thai", "van_phuc"])
def test_heads_and_inspectors_see_the_forms(office: World, who: str) -> None:
    found = page(entered(office, who), LIST)
    texts = [text for _, text in found.links]
    assert all(form in texts for form in ("II.05a", "II.06a", "II.07b", "II.08", "Báo cáo điều hành"))


@pytest.mark.parametrize("who", ["minh", "sa_ruone", "my_dung"])
def test_others_do_not(office: World, who: str) -> None:
    client = entered(office, who)
    for address in (LIST, PREVIEW, f"{PREVIEW}tep/xlsx/", f"{LIST}ho-so/II.06a/", f"{LIST}1/"):
        assert client.get(address).status_code == 403, address


def test_every_number_of_the_sheet_opens_its_dossiers(office: World) -> None:
    client = entered(office, "sa_rath")
    found = page(client, PREVIEW)
    cells = [(href, text) for href, text in found.links if "/bao-cao/ho-so/" in href]
    assert cells
    for href, text in cells:
        listed = [one for one, _ in page(client, href).links if one.startswith("/ho-so/000")]
        assert len(listed) == int(text), href


def test_another_unit_is_not_shown(office: World) -> None:
    client = entered(office, "sa_rath")
    assert client.get(LIST, {"unit": HAM_TAN}).status_code == 403
    assert client.get(PREVIEW, {"unit": HAM_TAN}).status_code == 403
    assert client.get(f"{LIST}xem/II.99/").status_code == 404
    assert client.get(f"{LIST}ho-so/II.06a/", {"column": "x"}).status_code == 404


def test_a_chair_chooses_a_unit_below(office: World) -> None:
    found = page(entered(office, "van_phuc"), LIST, unit=THANH_SON)
    assert found.forms[LIST]["unit"] == THANH_SON
    assert "Xã Thanh Sơn" in found.text or "xã Thanh Sơn" in found.text


def test_a_period_that_cannot_be_read_stays_as_typed(office: World) -> None:
    answer = entered(office, "sa_rath").get(LIST, {"period": "custom", "from": "31/02/2023", "to": "01/03/2023"})
    assert answer.status_code == 400
    assert "31/02/2023" in answer.content.decode()


def test_drafted_signed_and_sent(office: World, at: At) -> None:
    client = entered(office, "sa_rath")
    found = send(client, page(client, PREVIEW), f"{LIST}lap/II.06a/")
    report = Report.objects.get()
    here = f"{LIST}{report.pk}/"
    assert "Dự thảo" in found.text
    found = send(client, found, f"{here}ky/")
    assert "01/BC-UBND" in found.text
    refused = client.post(f"{here}gui/", {**found.forms[f"{here}gui/"], "to": " "})
    assert refused.status_code == 400
    assert "Hãy ghi nơi nhận báo cáo" in refused.content.decode()
    found = send(client, read(refused), f"{here}gui/", to="Văn phòng UBND huyện")
    assert "Văn phòng UBND huyện" in found.text
    assert not [action for action in found.forms if action.startswith(here)]
    at("2023-07-05 09:00")
    happened = clock.instant("2023-06-20 08:00", field="at")
    late = casework.accept(office.viewer("sa_ruone"), office.intake(), key="late", at=happened)
    changed = page(client, here)
    assert "1 việc ghi nhận sau khi chốt" in changed.text
    assert late.code in [text for _, text in changed.links]


def test_a_draft_is_dropped(office: World) -> None:
    client = entered(office, "bich_thuy")
    found = send(client, page(client, PREVIEW), f"{LIST}lap/II.06a/")
    here = f"{LIST}{Report.objects.get().pk}/"
    send(client, found, f"{here}bo/")
    assert ReportAct.objects.order_by("-number")[0].act == "drop"
    assert client.post(f"{here}khac/", {}).status_code == 404
    assert client.get(f"{here}ky/").status_code == 302


def test_a_second_draft_is_refused_in_words(office: World) -> None:
    client = entered(office, "sa_rath")
    preview = page(client, PREVIEW)
    send(client, preview, f"{LIST}lap/II.06a/")
    again = page(client, PREVIEW)
    answer = client.post(f"{LIST}lap/II.06a/", again.forms[f"{LIST}lap/II.06a/"])
    assert answer.status_code == 409
    assert "đã có một dự thảo" in answer.content.decode()


def test_an_inspector_only_reads(office: World) -> None:
    found = page(entered(office, "quoc_thai"), PREVIEW, unit=THANH_SON)
    assert not [action for action in found.forms if "/bao-cao/" in action]
    assert entered(office, "quoc_thai").post(f"{LIST}lap/II.06a/", {}).status_code == 403


@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize(("kind", "begins"), [("xlsx", b"PK"), ("docx", b"PK"), ("pdf", b"%PDF")])
def test_files(office: World, kind: str, begins: bytes) -> None:
    client = entered(office, "sa_rath")
    answer = client.get(f"{PREVIEW}tep/{kind}/")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert f"II.06a_{THANH_SON}_2023-01-01_2023-06-30.{kind}" in answer["Content-Disposition"]
    assert client.get(f"{PREVIEW}tep/odt/").status_code == 404


def test_late_dossiers_lead_to_their_pages(office: World, at: At) -> None:
    late = office.accept(at="2023-06-20 08:00")
    at("2023-07-03 08:00")
    found = page(entered(office, "sa_rath"), f"{LIST}xem/qua-han/")
    assert (f"/ho-so/{late.code}/", late.code) in found.links


def test_a_long_list_is_refused_as_pdf_and_comes_as_word(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.desks.leader.reports.views.MOST_AT_ONCE", 1)
    client = entered(office, "van_phuc")
    refused = client.get("/lanh-dao/bao-cao/xem/II.06a/tep/pdf/", {"period": "2023-H1", "unit": "tra_cu"})
    assert refused.status_code == 400
    assert "hãy tải tệp Word hoặc Excel" in refused.content.decode()
    made = client.get("/lanh-dao/bao-cao/xem/II.06a/tep/docx/", {"period": "2023-H1", "unit": "tra_cu"})
    assert made.content.startswith(b"PK")
