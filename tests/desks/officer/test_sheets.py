"""Letters as files, other sheets of a dossier, and a letter before it is issued."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document

from motcua.records.casework import queries
from motcua.records.casework.changes import Outcome
from motcua.rules.dossier import State
from tests.conftest import At
from tests.desks.entering import entered, read
from tests.desks.frame.papers import words
from tests.world import World

NOW = "2023-05-04 10:00"

pytestmark = [
    pytest.mark.usefixtures("store"),
    pytest.mark.filterwarnings("ignore:.*sRGB2014.icc:pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def waiting(world: World, at: At) -> Outcome:
    """A dossier for which papers were asked."""
    asked = world.bring(world.accept(), State.SUPPLEMENT)
    at(NOW)
    return asked


def files(world: World, code: str, who: str = "minh") -> dict[str, str]:
    return {text: href for href, text in read(entered(world, who).get(f"/ho-so/{code}/")).links}


def test_a_letter_is_offered_as_pdf_and_as_word(world: World, waiting: Outcome) -> None:
    found = files(world, waiting.code)
    given = entered(world, "minh").get(found["PDF"])
    assert given.headers["Content-Type"] == "application/pdf"
    assert f'inline; filename="01-HDHS_{waiting.code}.pdf"' in given.headers["Content-Disposition"]
    assert "Số: 01/HDHS" in words(given.content)
    typed = entered(world, "minh").get(found["Word"])
    assert f'attachment; filename="01-HDHS_{waiting.code}.docx"' in typed.headers["Content-Disposition"]
    assert "sandbox" in typed.headers["Content-Security-Policy"]
    assert Document(io.BytesIO(typed.content)).tables


def test_control_slip_and_the_kept_copy_of_the_receipt(world: World, waiting: Outcome) -> None:
    found = files(world, waiting.code)
    for name, said in (("Phiếu kiểm soát", "I. Chuyển hồ sơ"), ("Giấy tiếp nhận hồ sơ (bản lưu)", "BẢN LƯU")):
        given = entered(world, "minh").get(found[name])
        assert given.status_code == 200
        assert said in words(given.content)
    assert "Giấy nhận kết quả" not in found


def test_the_receipt_of_a_result_when_there_is_one(world: World, at: At) -> None:
    done = world.bring(world.accept(), State.RETURNED)
    at(NOW)
    given = entered(world, "minh").get(files(world, done.code)["Giấy nhận kết quả"])
    text = words(given.content)
    assert "Người nhận kết quả: Kim Thị Ngọc Ánh" in text
    assert "Số kết quả: 12/XN-UBND" in text


@pytest.mark.parametrize("part", ["phieu-kiem-soat", "giay-tiep-nhan", "giay-nhan-ket-qua"])
@pytest.mark.parametrize("who", ["thu_ha", "kim_loan"])
def test_a_stranger_gets_no_sheet(world: World, waiting: Outcome, part: str, who: str) -> None:
    assert entered(world, who).get(f"/ho-so/{waiting.code}/{part}/").status_code == 404


def test_a_result_that_is_not_there_has_no_receipt(world: World, waiting: Outcome) -> None:
    assert entered(world, "minh").get(f"/ho-so/{waiting.code}/giay-nhan-ket-qua/").status_code == 409


def preview(world: World, code: str, slug: str, who: str = "minh", **typed: str) -> Any:
    """Presses the second button of a form, without a script."""
    page = read(entered(world, who).get(f"/ho-so/{code}/"))
    form = dict(page.forms.get(f"/ho-so/{code}/{slug}/", {}))
    form.pop("csrfmiddlewaretoken", None)
    return entered(world, who).post(f"/ho-so/{code}/du-thao/{slug}/", {**form, **typed})


def test_a_letter_is_read_before_it_is_issued_and_nothing_is_written(world: World, at: At) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    shown = preview(world, held.code, "yeu-cau-bo-sung", reason="Thiếu giấy chứng sinh")
    text = read(shown).text
    assert shown.status_code == 200
    for said in ("Dự thảo", "Thiếu giấy chứng sinh", "Số: /HDHS", "Nguyễn Văn Minh", "Chưa phát hành, chưa lấy số"):
        assert said in text
    assert queries.dossier(world.viewer("minh"), held.code).version == held.version
    issued = world.do("request_supplement", held, by="minh", at=NOW, reason="Thiếu giấy chứng sinh")
    assert "01/HDHS" in str(queries.dossier(world.viewer("minh"), issued.code).timeline[-1].data)


def test_every_form_that_issues_a_letter_offers_to_read_it(world: World, at: At) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    offered = entered(world, "bich_thuy").get(f"/ho-so/{held.code}/").content.decode()
    for slug in ("yeu-cau-bo-sung", "hen-lai", "tu-choi", "dung"):
        assert f'formaction="/ho-so/{held.code}/du-thao/{slug}/"' in offered
    for slug in ("phe-duyet", "rut"):
        assert f"/du-thao/{slug}/" not in offered


@pytest.mark.parametrize(
    ("slug", "who", "status"),
    [("phe-duyet", "bich_thuy", 404), ("hen-lai", "minh", 409), ("khong-co", "minh", 404), ("dung", "thu_ha", 404)],
)
def test_what_issues_no_letter_has_no_draft(world: World, at: At, slug: str, who: str, status: int) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    assert entered(world, who).post(f"/ho-so/{held.code}/du-thao/{slug}/", {}).status_code == status


@pytest.mark.parametrize("text", ["a\0b", "x" * 10_000, "\u202eđảo"])
def test_unfit_text_is_refused_by_name(world: World, at: At, text: str) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    refused = entered(world, "minh").post(f"/ho-so/{held.code}/du-thao/yeu-cau-bo-sung/", {"reason": text})
    assert refused.status_code == 400
    assert "reason" in read(refused).text


def test_a_draft_is_never_opened_by_a_link(world: World, at: At) -> None:
    held = world.bring(world.accept(), State.PROCESSING)
    at(NOW)
    assert entered(world, "minh").get(f"/ho-so/{held.code}/du-thao/dung/").status_code == 405
