"""The pages of the leader's desk that are looked at in a browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.fixtures import ADMINISTRATOR, CHAIR, LEADER, NOW, Site
from tests.browser.screen import THE_MOVED, Screen, follow
from tools import browsing

THE_EVALUATION = "/lanh-dao/danh-gia/tra_cu.thanh_son/?period=2023-Q2"
"""The commune that has ballots."""

THE_NARRATIVES = "/lanh-dao/bao-cao-cchc/"

THE_LOG = """case,activity,time,resource,channel,planned_end,actual_end
HS-1,Tiếp nhận,2023-01-03 08:00,Lan,quầy,2023-01-05,2023-01-06 08:00
HS-1,Bổ sung,2023-01-04 09:00,Lan,quầy,,
HS-1,Bổ sung,2023-01-05 09:00,Minh,quầy,,
HS-1,Trả kết quả,2023-01-06 08:00,Minh,quầy,,
HS-2,Tiếp nhận,không rõ,Lan,quầy,,
HS-3,Tiếp nhận,2023-01-04 08:00,Lan,trực tuyến,2023-01-09,2023-01-06 08:00
HS-3,Trả kết quả,2023-01-06 08:00,Minh,trực tuyến,,
"""


def _narrative(page: Page, site: Site) -> None:
    """The draft of the half-year: begun by the first who comes."""
    draft = page.locator("main table a")
    if draft.count():
        draft.first.click()
    else:
        page.goto(f"{THE_NARRATIVES}xem/?period=2023-H1")
        page.get_by_role("button", name="Lập dự thảo").click()
    page.get_by_role("button", name="Bỏ dự thảo").wait_for()


def _narrative_section(page: Page, site: Site) -> None:
    _narrative(page, site)
    page.get_by_role("link", name="Cải cách thủ tục hành chính").click()
    page.locator("textarea").wait_for()


def _narrative_sheet(page: Page, site: Site) -> None:
    _narrative(page, site)
    page.get_by_role("link", name="Xem bản in").click()
    page.locator("article.paper").wait_for()


def _check_report(page: Page, site: Site) -> None:
    """A report with a right figure, a wrong one and a document."""
    page.locator("[name=text]").fill(
        "Báo cáo 6 tháng đầu năm 2023: tiếp nhận 12 hồ sơ, giải quyết 5/12 hồ sơ, đạt 48%. Kiểm tra 24 đơn vị (11 xã, "
        "07 phòng và 06 xã tự kiểm tra) theo Kế hoạch số 03/KH-UBND."
    )
    page.locator("main form button").click()
    page.locator("mark").first.wait_for()


def _try_log(page: Page, site: Site) -> None:
    page.locator("[name=name]").fill("Cổng tỉnh")
    content = THE_LOG.encode()
    page.locator("[name=file]").set_input_files([{"name": "log.csv", "mimeType": "text/csv", "buffer": content}])
    page.locator("main form button").click()
    page.get_by_text("bỏ qua 1 dòng").wait_for()


def _log(page: Page, site: Site) -> None:
    """A log of another system, taken in by the operator."""
    file = site.data / "log.csv"
    file.write_text(THE_LOG, encoding="utf-8")
    done = browsing.motcua("log", "import", str(file), "--name", "Huyện bạn", "--replace", data=site.data, now=NOW)
    assert done.returncode == 0, done.stderr
    page.reload()
    page.get_by_role("link", name="Huyện bạn").click()
    page.locator(".ways a").first.wait_for()


def _log_case(page: Page, site: Site) -> None:
    _log(page, site)
    page.locator(".ways a").first.click()
    page.locator("main table a").first.click()
    page.locator(".timeline").wait_for()


def _draft(page: Page, site: Site) -> None:
    """A draft of II.06a, the one there is or a new one."""
    there = page.locator("main table a", has_text="dự thảo")
    if there.count() == 0:
        page.get_by_role("link", name="II.06a").first.click()
        page.get_by_role("button", name="Lập dự thảo").click()
    else:
        there.first.click()
    page.get_by_role("button", name="Ký và chốt số liệu").wait_for()


LEADER_SCREENS = {
    "evaluations": Screen(who=CHAIR, address="/lanh-dao/danh-gia/?period=2023-Q2", main="main table a"),
    "evaluation": Screen(who=LEADER, address=THE_EVALUATION, main="main table a"),
    "evaluation_ballots": Screen(who=LEADER, address=THE_EVALUATION, opened=follow("h1 a"), main="main table a"),
    "evaluation_officer": Screen(who=LEADER, address=THE_EVALUATION, opened=follow("a[href*='/can-bo/']")),
    "evaluation_points": Screen(
        who=CHAIR, address=THE_EVALUATION, opened=follow("a[href*='/tham-dinh/']"), main="main form button"
    ),
    "approvals": Screen(who=LEADER, address="/lanh-dao/cho-duyet/"),
    "decision": Screen(who=LEADER, address=f"/lanh-dao/cho-duyet/{THE_MOVED}/", main="main a"),
    "warnings": Screen(who=LEADER, address="/lanh-dao/canh-bao/", main="main summary"),
    "overruns": Screen(who=CHAIR, address="/lanh-dao/canh-bao/dinh-muc/", main="table a"),
    "scores": Screen(who=CHAIR, address="/lanh-dao/diem-766/?period=2023-H1", main="table a"),
    "score": Screen(who=CHAIR, address="/lanh-dao/diem-766/tra_cu.ham_tan/?period=2023-H1", main="table a"),
    "score_row": Screen(who=CHAIR, address="/lanh-dao/diem-766/tra_cu.ham_tan/2.1/?period=2023-H1", main="table a"),
    "score_dossiers": Screen(
        who=CHAIR, address="/lanh-dao/diem-766/tra_cu.ham_tan/2.1/ho-so/?period=2023-H1&part=denominator", main="main a"
    ),
    "score_months": Screen(
        who=CHAIR, address="/lanh-dao/diem-766/tra_cu.ham_tan/thang/?period=2023-H1", main="table a"
    ),
    "score_declarable": Screen(who=ADMINISTRATOR, address="/lanh-dao/diem-766/khai/?period=2023-Q2", main="table a"),
    "score_declare": Screen(
        who=ADMINISTRATOR, address="/lanh-dao/diem-766/khai/tra_cu/1.4/?period=2023-Q2", main="main form button"
    ),
    "logs": Screen(who=CHAIR, address="/lanh-dao/nhat-ky-quy-trinh/", main="main a"),
    "logs_kept": Screen(who=ADMINISTRATOR, address="/lanh-dao/nhat-ky-quy-trinh/", main="main form button"),
    "log_foreseen": Screen(
        who=ADMINISTRATOR, address="/lanh-dao/nhat-ky-quy-trinh/", main="main form button", opened=_try_log
    ),
    "log": Screen(who=CHAIR, address="/lanh-dao/nhat-ky-quy-trinh/", main=".ways a", opened=_log),
    "log_case": Screen(who=CHAIR, address="/lanh-dao/nhat-ky-quy-trinh/", main="main a", opened=_log_case),
    "own_log": Screen(who=CHAIR, address="/lanh-dao/nhat-ky-quy-trinh/don-vi/?period=2023-H1", main=".ways a"),
    "own_log_cases": Screen(
        who=CHAIR, address="/lanh-dao/nhat-ky-quy-trinh/don-vi/ho-so/?period=2023-H1&fate=late", main="main a"
    ),
    "narratives": Screen(who=CHAIR, address="/lanh-dao/bao-cao-cchc/", main="main form button"),
    "narrative_preview": Screen(who=CHAIR, address="/lanh-dao/bao-cao-cchc/xem/?period=2023-H1", main="main a"),
    "narrative": Screen(who=CHAIR, address=THE_NARRATIVES, main="main table a", opened=_narrative),
    "narrative_section": Screen(who=CHAIR, address=THE_NARRATIVES, main="main textarea", opened=_narrative_section),
    "narrative_sheet": Screen(who=CHAIR, address=THE_NARRATIVES, main="main a", opened=_narrative_sheet),
    "checking": Screen(who=CHAIR, address="/lanh-dao/kiem-tra-so-lieu/", main="main form button"),
    "checking_found": Screen(
        who=CHAIR, address="/lanh-dao/kiem-tra-so-lieu/", main="main form button", opened=_check_report
    ),
    "honesty": Screen(who=CHAIR, address="/lanh-dao/trung-thuc/?period=2023-H1", main="table a"),
    "honesty_unit": Screen(who=CHAIR, address="/lanh-dao/trung-thuc/tra_cu.thanh_son/?period=2023-H1", main="main a"),
    "honesty_dossiers": Screen(
        who=CHAIR, address="/lanh-dao/trung-thuc/tra_cu.thanh_son/late_entry/?period=2023-H1", main="main a"
    ),
    "reports": Screen(who=CHAIR, address="/lanh-dao/bao-cao/?period=2023-H1", main="table a"),
    "report_preview": Screen(
        who=CHAIR, address="/lanh-dao/bao-cao/xem/II.06a/?period=2023-H1", main="main form button"
    ),
    "report_late": Screen(who=CHAIR, address="/lanh-dao/bao-cao/xem/qua-han/?period=2023-H1", main="main a"),
    "report_cells": Screen(
        who=CHAIR, address="/lanh-dao/bao-cao/ho-so/II.06a/?period=2023-H1&row=commune&column=open", main="table a"
    ),
    "report": Screen(who=CHAIR, address="/lanh-dao/bao-cao/?period=2023-H1", main="main form button", opened=_draft),
    "analysis": Screen(who=CHAIR, address="/lanh-dao/phan-tich/?period=2023-H1", main="main a"),
    **{
        f"analysis_{name}": Screen(who=CHAIR, address=f"/lanh-dao/phan-tich/{slug}/?period=2023-H1", main="main a")
        for name, slug in (
            ("league", "xep-hang"),
            ("map", "so-do"),
            ("weeks", "tuan"),
            ("against", "cung-ky"),
            ("flow", "trang-thai"),
            ("backlog", "ton-dong"),
            ("waiting", "cho-doi"),
        )
    },
    "overview": Screen(who=CHAIR, address="/lanh-dao/", main="main a"),
    "figure": Screen(who=CHAIR, address="/lanh-dao/", main="main a", opened=follow("main a[href*='/so-lieu/']")),
}
