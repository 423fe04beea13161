"""The page that checks a report: what it finds, marks and links; what it refuses; that it keeps nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.desks.leader.checking.marks import marked
from motcua.records.measures.report_checking import Checked, Reference
from motcua.records.measures.report_figures import Data
from motcua.rules.claims.claim import Arithmetic, Kind
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.records.files.specimens import docx, picture
from tests.world import HAM_TAN, THANH_SON, World

AFTER = "2023-07-03 08:00"
PAGE = "/lanh-dao/kiem-tra-so-lieu/"
REPORT = (
    "Báo cáo 6 tháng đầu năm 2023\nToàn huyện tiếp nhận 03 hồ sơ, đã giải quyết 1/3 hồ sơ, đạt 43,33%.\n"
    "Xã Hàm Tân tiếp nhận 02 hồ sơ. Kiểm tra 24 đơn vị (11 xã, 07 phòng và 06 xã) theo Nghị định 61/2018/NĐ-CP."
)


@pytest.fixture
def office(world: World, at: At) -> World:
    world.bring(world.accept(), State.SETTLED)
    world.accept()
    world.accept(unit_key=HAM_TAN)
    at(AFTER)
    return world


def sent(office: World, text: str = REPORT, *, who: str = "van_phuc", status: int = 200, **more: Any) -> Any:
    response = entered(office, who).post(PAGE, {"text": text, "unit": "", "period": "", **more})
    assert response.status_code == status
    return read(response)


def test_the_form_says_what_it_does(office: World) -> None:
    page = read(entered(office, "van_phuc").get(PAGE))
    assert "Kiểm tra số liệu báo cáo" in page.text
    assert "Tệp được đọc rồi bỏ, không lưu lại." in page.text


def test_a_report_is_read_claim_by_claim(office: World) -> None:
    page = sent(office)
    for text in (
        "Đọc được 5 ý: 2 ý cần xem lại, 3 ý đúng hoặc khớp.",
        "So với số liệu 6 tháng đầu năm 2023.",
        "1 ÷ 3 = 33,33%",
        "1 hồ sơ, báo cáo ghi nhiều hơn 1 hồ sơ",
        "11 + 7 + 6 = 24",
        "có trong danh mục",
        "2✗ 1/3 hồ sơ, đạt 43,33%",
        "1✓ tiếp nhận 03 hồ sơ",
    ):
        assert text in page.text


def test_each_figure_opens_the_dossiers_it_counted(office: World) -> None:
    page = sent(office)
    client = entered(office, "van_phuc")
    figures = [href for href, _ in page.links if "/so-lieu/" in href]
    assert len(figures) == 3
    for href in figures:
        assert client.get(href).status_code == 200
    assert any(f"unit={HAM_TAN}" in href and "part=denominator" in href for href in figures)


def test_what_was_typed_stays(office: World) -> None:
    client = entered(office, "van_phuc")
    html = client.post(PAGE, {"text": "Tiếp nhận 02 hồ sơ.", "unit": THANH_SON, "period": "2023-H1"}).content.decode()
    assert ">Tiếp nhận 02 hồ sơ.</textarea>" in html
    assert f'<option value="{THANH_SON}" selected>' in html
    assert '<option value="2023-H1" selected>' in html
    assert "1 ý đúng hoặc khớp" in html


def test_a_file_is_read_and_its_text_can_be_corrected(office: World) -> None:
    file = SimpleUploadedFile("báo cáo.docx", docx("Toàn huyện tiếp nhận 04 hồ sơ."))
    page = sent(office, "", file=file, period="2023-H1")
    assert "1 ý cần xem lại" in page.text
    assert "Toàn huyện tiếp nhận 04 hồ sơ." in page.text


def test_a_box_in_which_no_file_was_chosen_is_sent_as_empty_text(office: World) -> None:
    assert "Đọc được 5 ý" in sent(office, file="").text


def test_without_a_period_it_says_what_to_choose(office: World) -> None:
    page = sent(office, "Tiếp nhận 03 hồ sơ.")
    assert "Chưa rõ kỳ của báo cáo" in page.text
    assert "chưa có số liệu để so" in page.text


def test_a_text_without_figures(office: World) -> None:
    assert "Không đọc được ý nào có số liệu" in sent(office, "Công tác tuyên truyền được duy trì.").text


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"text": " "}, 400, "Chưa có nội dung"),
        ({"period": "2023-H3"}, 400, "Không đọc được kỳ"),
        ({"unit": "tra_cu.khong_co"}, 404, "Không có đơn vị"),
        ({"file": SimpleUploadedFile("a.png", picture())}, 400, "không phải văn bản"),
        ({"file": SimpleUploadedFile("a.docx", b"PK")}, 400, "không thuộc loại"),
        ({"surprise": "1"}, 400, "không có trường"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(office: World, more: dict[str, Any], status: int, words: str) -> None:
    for file in more.values():
        if isinstance(file, SimpleUploadedFile):
            file.seek(0)
    page = sent(office, **{"text": REPORT, **more}, status=status)
    assert words in page.text
    if "text" not in more and "surprise" not in more:
        assert "Toàn huyện tiếp nhận 03 hồ sơ" in page.text


def test_nothing_is_stored(office: World) -> None:
    client = entered(office, "van_phuc")
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.post(PAGE, {"text": REPORT, "unit": "", "period": ""})
    written = [
        query["sql"]
        for query in asked.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE")) and "session" not in query["sql"]
    ]
    assert written == []


@pytest.mark.parametrize(("who", "status"), [("sa_ruone", 403), ("my_dung", 403), ("quoc_thai", 200)])
def test_who_may_open_it(office: World, who: str, status: int) -> None:
    assert entered(office, who).get(PAGE).status_code == status


def test_a_chair_of_a_commune_learns_nothing_of_the_others(office: World) -> None:
    page = sent(office, who="quoc_huy")
    assert "Ủy ban nhân dân xã Thanh Sơn" not in page.text
    assert "số liệu của hệ thống" not in page.text.replace("Số liệu của hệ thống", "")
    assert "1 hồ sơ, báo cáo ghi nhiều hơn 1 hồ sơ" in page.text


def test_a_text_is_never_markup(office: World) -> None:
    html = entered(office, "van_phuc").post(
        PAGE, {"text": "<script>alert(1)</script> tiếp nhận 03 hồ sơ <b>&", "unit": "", "period": ""}
    )
    assert b"<script>alert" not in html.content
    assert b"&lt;b&gt;&amp;" in html.content


def claim(start: int, end: int, *, wrong: bool = False) -> Checked:
    return Checked(
        kind=Kind.RATIO,
        text="",
        start=start,
        end=end,
        arithmetic=Arithmetic.WRONG if wrong else Arithmetic.NONE,
        data=Data.UNKNOWN,
        reference=Reference.NONE,
        computed=None,
    )


def test_a_claim_within_a_claim_is_marked_within_it() -> None:
    assert marked("abcdef", [claim(0, 5), claim(1, 3, wrong=True)]) == (
        '<mark class="quiet" id="doan-1"><sup>1</sup>a<mark class="near" id="doan-2"><sup>2✗</sup>bc</mark>de</mark>f'
    )


@given(st.text(alphabet="ab<&", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5)), max_size=4))
def test_the_text_stays_whole_between_its_marks(text: str, spans: list[tuple[int, int]]) -> None:
    claims, place = [], 0
    for gap, length in spans:
        start = place + gap
        if start + length <= len(text):
            claims.append(claim(start, start + length))
            place = start + length
    html = str(marked(text, claims))
    for number in range(1, len(claims) + 1):
        html = html.replace(f'<mark class="quiet" id="doan-{number}"><sup>{number}</sup>', "")
    assert html.replace("</mark>", "").replace("&lt;", "<").replace("&amp;", "&") == text
