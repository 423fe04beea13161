"""The evaluation on the leader's desk: who sees what, what each number opens, points given and appraised, files."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from motcua.records.evaluation.content import Kind
from motcua.records.evaluation.models import Assessment
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.records.evaluation.evaluating import LESS, assess, enter, settled
from tests.world import HAM_TAN, THANH_SON, World

AFTER = "2023-07-05 12:00"
BASE = "/lanh-dao/danh-gia/"
SHEET = f"{BASE}{THANH_SON}/"
QUARTER = {"period": "2023-Q2"}
OWN, ABOVE = f"{SHEET}diem/tu-cham/?period=2023-Q2", f"{SHEET}diem/tham-dinh/?period=2023-Q2"
GIVEN = {"points_5": "2", "points_8": "1,5", "points_9": "0", "note_8": "Một kiến nghị chậm"}


@pytest.fixture
def office(world: World, at: At) -> World:
    """Thanh Sơn with two ballots, one of which says otherwise than the record; Hàm Tân with a dossier and none."""
    enter(world, settled(world).code)
    enter(world, settled(world).code, {"1": 2, "3": 3, "7": 1})
    settled(world, unit=HAM_TAN)
    at(AFTER)
    return world


@pytest.fixture
def scored(office: World) -> World:
    assess(office)
    assess(office, Kind.APPRAISED, LESS, seen=1)
    return office


def test_the_ranking_names_what_is_missing_and_where_there_are_few_ballots(office: World) -> None:
    page = read(entered(office, "van_phuc").get(BASE))
    for text in (
        "2 phiếu đánh giá; chưa cơ quan nào đủ chín chỉ số để xếp hạng",
        "Xã Thanh Sơn",
        "dưới 5 phiếu",
        "thiếu chỉ số 5, 8, 9",
        "chưa có dữ liệu",
        "chờ kiểm chứng",
        "quý II năm 2023",
    ):
        assert text in page.text, text
    assert "Xã Hàm Tân" not in read(entered(office, "sa_rath").get(BASE)).text


def test_a_whole_score_is_ranked_and_graded(scored: World) -> None:
    page = read(entered(scored, "quoc_thai").get(BASE, QUARTER))
    assert "1 trong 4 cơ quan đủ chín chỉ số; cao nhất là" in page.text
    assert "11,5 trên 18 điểm, loại khá" in page.text
    assert "1. Xã Thanh Sơn" in page.text
    sheet = read(entered(scored, "quoc_thai").get(SHEET, QUARTER))
    for text in (
        "Xã Thanh Sơn được 11,5 trên 18 điểm, xếp loại khá, theo 2 phiếu trên 2 hồ sơ có kết quả.",
        "theo sổ 2,0 trên 2 phiếu, 1 phiếu khác sổ",
        "Tự chấm: Thạch Sa Rath, 12:00 03/07/2023.",
        "Thẩm định: Huỳnh Văn Phúc",
        "Tổng điểm 11,5",
    ):
        assert text in sheet.text, text


def test_each_number_opens_the_ballots_it_counts(office: World) -> None:
    client = entered(office, "van_phuc")
    page = read(client.get(SHEET, QUARTER))
    lists = {href for href, _ in page.links if "/ho-so/?" in href}
    assert {href.partition("chi_so=")[2] for href in lists} == {"", "1", "2", "3", "4", "6", "7"}
    for href in lists:
        listed = read(client.get(href))
        count = 1 if href[-2:] in ("=2", "=4", "=6") else 2
        assert len([found for found, _ in listed.links if found.startswith("/ho-so/000")]) == count, href
    third = read(client.get(f"{SHEET}ho-so/", {**QUARTER, "chi_so": "3"}))
    assert "được 1,5 điểm trung bình, theo 2 phiếu có trả lời" in third.text
    assert "chỉ số 1 theo sổ: rất hài lòng" in third.text
    for href, _ in page.links:
        if href.startswith(BASE) and "/tep/" not in href:
            assert client.get(href).status_code == 200, href
    assert client.get(f"{SHEET}ho-so/", {**QUARTER, "chi_so": "5"}).status_code == 404


def test_officers_are_named_to_the_head_and_to_inspectors(office: World) -> None:
    for who in ("sa_rath", "bich_thuy", "quoc_thai"):
        page = read(entered(office, who).get(SHEET, QUARTER))
        assert "Người giải quyết hồ sơ có phiếu" in page.text, who
        assert "Nguyễn Văn Minh" in page.text
    above = read(entered(office, "van_phuc").get(SHEET, QUARTER))
    assert "Nguyễn Văn Minh" not in above.text


def test_an_officer_sees_the_own_score_and_nobody_else_s(office: World) -> None:
    own = f"{BASE}can-bo/{office.accounts['minh']}/"
    page = read(entered(office, "minh").get(own))
    for text in ("Nguyễn Văn Minh được 8,0 trên 10 điểm, theo 2 phiếu.", "Điểm của công chức", "chờ kiểm chứng"):
        assert text in page.text, text
    assert own in {href for href, _ in read(entered(office, "minh").get("/ho-so/")).links}
    for who, status in (("sa_rath", 200), ("quoc_thai", 200), ("so_phia", 403), ("sa_ruone", 403), ("van_phuc", 403)):
        assert entered(office, who).get(own).status_code == status, who
    assert entered(office, "minh").get(SHEET).status_code == 403


def test_the_head_gives_points_and_the_level_above_appraises_them(office: World) -> None:
    chair, above = entered(office, "sa_rath"), entered(office, "van_phuc")
    assert OWN in {href for href, _ in read(chair.get(SHEET, QUARTER)).links}
    form = read(chair.get(OWN)).forms[OWN]
    sent = chair.post(OWN, {**form, **GIVEN})
    assert sent["Location"] == f"{SHEET}?period=2023-Q2"
    told = read(chair.get(SHEET, QUARTER)).text
    assert "Đã ghi điểm tự chấm." in told
    assert "chưa được cấp trên thẩm định nên chưa tính" in told
    assert ABOVE in {href for href, _ in read(above.get(SHEET, QUARTER)).links}
    appraising = read(above.get(ABOVE))
    assert "Cơ quan tự chấm 1,5 điểm: Một kiến nghị chậm" in appraising.text
    assert above.post(ABOVE, {**appraising.forms[ABOVE], "points_5": "2", "points_8": "1"}).status_code == 302
    assert list(Assessment.objects.order_by("number").values_list("kind", "points")) == [
        ("own", '{"5": "2.0", "8": "1.5", "9": "0.0"}'),
        ("appraised", '{"5": "2.0", "8": "1.0"}'),
    ]
    assert "thiếu chỉ số 9" in read(above.get(SHEET, QUARTER)).text


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"points_5": "hai"}, 400, "hãy nhập như 1,5"),
        ({"points_8": "2,5"}, 400, "từ 0 đến 2 điểm"),
        ({"points_9": "1,25"}, 400, "một chữ số thập phân"),
        ({"points_5": "", "points_8": "", "points_9": ""}, 400, "Chưa nhập điểm nào"),
        ({"version": "9"}, 409, "vừa chấm kỳ này"),
        ({"period": "x"}, 400, "không có trường"),
    ],
)
def test_refused_points_come_back_as_typed(office: World, changes: dict[str, str], status: int, words: str) -> None:
    client = entered(office, "sa_rath")
    refused = client.post(OWN, {**read(client.get(OWN)).forms[OWN], **GIVEN, **changes})
    assert refused.status_code == status
    page = read(refused)
    assert words in page.text
    assert page.forms[OWN]["note_8"] == "Một kiến nghị chậm"
    assert not Assessment.objects.exists()


def test_nobody_else_gives_points(office: World) -> None:
    assert entered(office, "van_phuc").get(OWN).status_code == 403
    assert entered(office, "quoc_thai").get(OWN).status_code == 403
    assert entered(office, "van_phuc").get(ABOVE).status_code == 404  # nothing to appraise yet
    assess(office)
    for who in ("sa_rath", "bich_thuy", "quoc_huy"):
        assert entered(office, who).get(ABOVE).status_code == 403, who
    assert entered(office, "sa_rath").get(f"{SHEET}diem/khac/?period=2023-Q2").status_code == 404
    dates = f"{SHEET}diem/tu-cham/?period=2023-04-01..2023-04-30"
    assert entered(office, "sa_rath").get(dates).status_code == 400


def test_points_given_again_are_listed_with_their_reason(scored: World) -> None:
    client = entered(scored, "sa_rath")
    page = read(client.get(OWN))
    form = page.forms[OWN]
    assert (form["points_5"], form["points_8"]) == ("2,0", "1,5")
    refused = client.post(OWN, {**form, "points_5": "1"})
    assert "ghi vì sao chấm lại" in read(refused).text
    assert client.post(OWN, {**form, "points_5": "1", "ground": "Cộng nhầm"}).status_code == 302
    assert "Cộng nhầm" in read(client.get(OWN)).text


@pytest.mark.parametrize("address", [f"{BASE}tep/xlsx/", f"{SHEET}tep/xlsx/", f"{SHEET}ho-so/tep/xlsx/"])
def test_the_forms_as_workbooks_hold_numbers(scored: World, address: str) -> None:
    answer = entered(scored, "van_phuc").get(address, QUARTER)
    sheet = load_workbook(io.BytesIO(answer.content)).active
    values = [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "chờ kiểm chứng" in str(values)
    assert 1.5 in values  # an average: a number, not a text
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("address", [f"{BASE}tep/pdf/", f"{SHEET}tep/pdf/", f"{SHEET}ho-so/tep/pdf/"])
def test_the_forms_on_paper(scored: World, address: str) -> None:
    answer = entered(scored, "van_phuc").get(address, QUARTER)
    assert answer.content.startswith(b"%PDF")
    assert entered(scored, "van_phuc").get(address.replace("pdf", "docx"), QUARTER).status_code == 404


def test_a_period_that_cannot_be_read_keeps_what_was_typed(office: World) -> None:
    for address in (BASE, SHEET, f"{BASE}can-bo/{office.accounts['minh']}/"):
        refused = entered(office, "sa_rath").get(address, {"period": "quý hai"})
        assert refused.status_code == 400
        assert "Không đọc được kỳ" in read(refused).text


def test_strangers_see_nothing(office: World) -> None:
    assert entered(office, "quoc_huy").get(SHEET, QUARTER).status_code == 403
    assert entered(office, "sa_ruone").get(BASE).status_code == 403
