"""The pages that are looked at in a browser: who opens each, where, and how one comes to what it shows."""

from __future__ import annotations

from itertools import count

from django.test import override_settings
from playwright.sync_api import BrowserContext, Page

from motcua.records.casework.receipts import secret
from tests.browser.fixtures import ADMINISTRATOR, CHAIR, CITIZEN, COUNTER, LEADER, NOW, OFFICER, Site
from tests.browser.leader_screens import LEADER_SCREENS
from tests.browser.screen import THE_MOVED, Screen, follow
from tests.records.files.specimens import picture
from tools import browsing

THE_READY = "000.30.30.H59-230703-0006"
"""One whose result waits to be handed over."""

THE_PROCEDURE = "1.001612"
"""One whose dossiers pass from the desk to a department."""


_NEW = count(1)


def _look_up(page: Page, site: Site) -> None:
    with override_settings(DATA_DIR=site.data):
        word = secret(THE_MOVED)
    page.locator("[name=code]").fill(THE_MOVED)
    page.locator("[name=secret]").fill(word)
    page.locator("form.look-up button").click()
    page.locator("section.slip").wait_for()


def _look_up_wrong(page: Page, site: Site) -> None:
    page.locator("[name=code]").fill(THE_MOVED)
    page.locator("[name=secret]").fill("khongdung12345")
    page.locator("form.look-up button").click()
    page.locator("#loi").wait_for()


def _choose_procedure(page: Page, site: Site) -> None:
    page.locator("[name=procedure_query]").fill("xac nhan tinh trang hon nhan")
    page.locator("button[name=step][value=search]").click()
    page.locator("#tim-thay button").first.click()
    page.locator(".chosen").wait_for()


def _guide(page: Page, site: Site) -> None:
    """A slip for whoever came without a paper."""
    _choose_procedure(page, site)
    page.locator("[name=name]").fill("Sơn Thị Thiếu Giấy")
    page.locator("details.not-yet summary").click()
    page.locator("[value=guide]").click()
    page.locator(".sheet-bar").wait_for()


def _save_nothing(page: Page, site: Site) -> None:
    _choose_procedure(page, site)
    page.locator("button[name=step][value=save]").click()
    page.locator("#loi").wait_for()


def _add_file(page: Page, site: Site) -> None:
    """A picture added to a dossier, and its page: a new one each time, for the same is not taken twice."""
    page.locator("[name=what]").select_option("other")
    content = picture(size=(400 + next(_NEW), 300))
    page.locator("[name=files]").set_input_files([{"name": "so-do.png", "mimeType": "image/png", "buffer": content}])
    page.locator("form[enctype] button").click()
    page.locator(".notice").wait_for()
    page.locator("main table a").last.click()
    page.locator(".picture img").wait_for()


def _sign(page: Page, site: Site) -> None:
    """A letter put among the files, signed by the worker, and the page of the signed file."""
    filing = page.locator("form[action$='/tep/van-ban/'] button")
    if filing.count():  # each letter is filed once
        filing.click()
        page.locator("button:has-text('Ký số')").first.click()
        page.locator(".notice").wait_for()
        done = browsing.motcua("worker", "--once", data=site.data, now=NOW)
        assert done.returncode == 0, done.stderr
        page.goto(f"/ho-so/{THE_MOVED}/tep/")
    page.locator("main table a", has_text="(đã ký)").first.click()
    page.get_by_text("chữ ký số hợp lệ").wait_for()


def _add_page_as_file(page: Page, site: Site) -> None:
    page.locator("[name=what]").select_option("other")
    page.locator("[name=files]").set_input_files([{"name": "a.pdf", "mimeType": "text/html", "buffer": b"<p>"}])
    page.locator("form[enctype] button").click()
    page.locator("#loi").wait_for()


def _ask_nothing(page: Page, site: Site) -> None:
    """A question without words, put to nobody."""
    page.locator("[name=question]").evaluate("area => area.removeAttribute('required')")
    page.locator("main form button").click()
    page.locator("#loi").wait_for()


def _asked(page: Page, site: Site) -> None:
    """A question put to the district's committee, as its chair finds it."""
    with site.context(OFFICER) as asking:
        form = asking.new_page()
        form.goto(f"/ho-so/{THE_MOVED}/lay-y-kien/")
        committee = form.get_by_label("Ủy ban nhân dân huyện Trà Cú", exact=True)
        if committee.count():  # each unit has one open question at most
            committee.check()
            form.locator("[name=question]").fill("Người này từng cư trú tại huyện từ năm nào?")
            form.locator("main form button").click()
            form.locator(".opinion").wait_for()
    page.reload()
    page.locator("main table a").first.wait_for()


def _answering(page: Page, site: Site) -> None:
    _asked(page, site)
    page.locator("main table a").first.click()
    page.locator("[name=text]").wait_for()


def _taking_back(page: Page, site: Site) -> None:
    """A question as the officer who put it sees it."""
    with site.context(CHAIR) as other:
        _asked(_at_questions(other), site)
    page.reload()
    page.get_by_role("link", name="Rút lại").first.click()
    page.locator("[name=reason]").wait_for()


def _at_questions(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/ho-so/y-kien/")
    return page


def _refuse(page: Page, site: Site) -> None:
    """A supplement asked for without its reason."""
    act = page.locator("details", has=page.locator("form[action$='/yeu-cau-bo-sung/']"))
    act.locator("summary").click()
    act.locator("form").evaluate("form => (form.noValidate = true)")
    act.locator("button:not([formaction])").click()
    page.locator("#loi").wait_for()


def _be_told(page: Page, site: Site) -> None:
    done = browsing.motcua("worker", "--once", data=site.data, now=NOW)
    assert done.returncode == 0, done.stderr
    page.reload()
    page.locator(".told .unread").first.wait_for()


def _save_no_draft(page: Page, site: Site) -> None:
    """A draft without its short name."""
    page.locator("[name=short_name]").fill("")
    page.locator("button[value=save]").click()
    page.locator("#loi").wait_for()


def _preview(page: Page, site: Site) -> None:
    """A letter read before it is issued; it opens beside, here in the same page."""
    act = page.locator("details", has=page.locator("form[action$='/yeu-cau-bo-sung/']"))
    act.locator("summary").click()
    act.locator("textarea").first.fill("Thiếu giấy chứng sinh")
    act.locator("button[formaction]").evaluate("button => button.removeAttribute('formtarget')")
    act.locator("button[formaction]").click()
    page.locator("article.paper").wait_for()


def _pick_all(page: Page, site: Site) -> None:
    page.locator("button[name=act][value=chuyen-xu-ly]").click()
    page.locator("select[name=to]").wait_for()


SCREENS = {
    **LEADER_SCREENS,
    "start": Screen(who=CITIZEN, address="/", main="button.person"),
    "not_found": Screen(who=CITIZEN, address="/khong-co/", main="main a", status=404),
    "open_data": Screen(who=CITIZEN, address="/du-lieu-mo/", main="main a"),
    "look_up": Screen(who=CITIZEN, address="/tra-cuu/", main="[name=code]"),
    "look_up_wrong": Screen(who=CITIZEN, address="/tra-cuu/", main="[name=code]", opened=_look_up_wrong),
    "looked_up": Screen(who=CITIZEN, address="/tra-cuu/", main="summary", opened=_look_up),
    "intake": Screen(who=COUNTER, address="/tiep-nhan/", main="[name=scan]"),
    "intake_chosen": Screen(who=COUNTER, address="/tiep-nhan/", main="[value=save]", opened=_choose_procedure),
    "intake_wrong": Screen(who=COUNTER, address="/tiep-nhan/", main="[value=save]", opened=_save_nothing),
    "accepted": Screen(who=COUNTER, address=f"/tiep-nhan/{THE_READY}/", main="main .btn"),
    "returns": Screen(who=COUNTER, address="/tiep-nhan/tra-ket-qua/", main="main input"),
    "hand_over": Screen(who=COUNTER, address=f"/tiep-nhan/tra-ket-qua/{THE_READY}/", main="aside .btn"),
    "online": Screen(who=COUNTER, address="/tiep-nhan/truc-tuyen/"),
    "submitted": Screen(
        who=COUNTER,
        address="/tiep-nhan/truc-tuyen/",
        main="main button",
        opened=follow("table a[href*='/truc-tuyen/']"),
    ),
    "slips": Screen(who=COUNTER, address="/tiep-nhan/phieu/", main="main a"),
    "slip": Screen(who=COUNTER, address="/tiep-nhan/", main="main a", opened=_guide),
    "door": Screen(who=CITIZEN, address="/tiep-nhan/lay-so/tra_cu.thanh_son/", main="main button"),
    "ticket": Screen(who=CITIZEN, address="/tiep-nhan/lay-so/tra_cu.thanh_son/A001/", main="main a"),
    "board": Screen(who=CITIZEN, address="/tiep-nhan/bang-goi-so/tra_cu.thanh_son/", main="button"),
    "calling": Screen(who=COUNTER, address="/tiep-nhan/goi-so/", main="main button"),
    "windows": Screen(who=LEADER, address="/tiep-nhan/quay/", main="main button"),
    "fees": Screen(who=COUNTER, address=f"/tiep-nhan/phi/{THE_READY}/", main="main a"),
    "cash": Screen(who=COUNTER, address="/tiep-nhan/so-thu/", main="main a"),
    "statement": Screen(who=COUNTER, address="/tiep-nhan/doi-soat/", main="main button"),
    "account": Screen(who=LEADER, address="/tiep-nhan/tai-khoan/", main="main button"),
    "register": Screen(who=COUNTER, address="/tiep-nhan/so-theo-doi/", main="main form button"),
    "ballots": Screen(who=COUNTER, address="/tiep-nhan/phieu-danh-gia/?q=000.30.30", main="main table a"),
    "ballot": Screen(who=COUNTER, address=f"/tiep-nhan/phieu-danh-gia/{THE_READY}/", main="main form button"),
    "notices": Screen(who=OFFICER, address="/thong-bao/", main=".told button", opened=_be_told),
    "notices_none": Screen(who=CHAIR, address="/thong-bao/", main="main .btn"),
    "hand_overs": Screen(who=COUNTER, address="/tiep-nhan/giao-nhan/?day=03/07/2023", main="main form button"),
    "queue": Screen(who=OFFICER, address="/ho-so/", main="table a"),
    "queue_late": Screen(who=OFFICER, address="/ho-so/?tab=overdue&whose=unit", main="table a"),
    "queue_empty": Screen(who=OFFICER, address="/ho-so/?q=khong+ai+ten+nay", main="main form button"),
    "search": Screen(who=OFFICER, address="/ho-so/tim/?q=thach", main="table a"),
    "dossier": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/", main="aside .btn"),
    "dossier_refused": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/", main="aside .btn", opened=_refuse),
    "ask": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/lay-y-kien/", main="main form button"),
    "ask_wrong": Screen(
        who=OFFICER, address=f"/ho-so/{THE_MOVED}/lay-y-kien/", main="main form button", opened=_ask_nothing
    ),
    "questions": Screen(who=CHAIR, address="/ho-so/y-kien/", main="main table a", opened=_asked),
    "questions_none": Screen(who=COUNTER, address="/ho-so/y-kien/", main="main a"),
    "answer": Screen(who=CHAIR, address="/ho-so/y-kien/", main="main form button", opened=_answering),
    "taking_back": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/", main="main form button", opened=_taking_back),
    "letter": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/", opened=follow("a[href*='/van-ban/']")),
    "procedures": Screen(who=ADMINISTRATOR, address="/quan-tri/thu-tuc/", main="table a"),
    "procedures_empty": Screen(who=OFFICER, address="/quan-tri/thu-tuc/?q=khong+ai+ten+nay", main="main form button"),
    "procedure": Screen(who=OFFICER, address=f"/quan-tri/thu-tuc/{THE_PROCEDURE}/", main=".flow-frame"),
    "procedure_kept": Screen(who=ADMINISTRATOR, address=f"/quan-tri/thu-tuc/{THE_PROCEDURE}/", main="aside .btn"),
    "procedure_edit": Screen(
        who=ADMINISTRATOR, address=f"/quan-tri/thu-tuc/{THE_PROCEDURE}/soan/", main="[name=short_name]"
    ),
    "procedure_wrong": Screen(
        who=ADMINISTRATOR,
        address=f"/quan-tri/thu-tuc/{THE_PROCEDURE}/soan/",
        main="[name=short_name]",
        opened=_save_no_draft,
    ),
    "procedure_new": Screen(who=ADMINISTRATOR, address="/quan-tri/thu-tuc/soan/", main="[name=code]"),
    "draft": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/", opened=_preview),
    "files": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/tep/", main="main form button"),
    "files_wrong": Screen(
        who=OFFICER, address=f"/ho-so/{THE_MOVED}/tep/", main="main form button", opened=_add_page_as_file
    ),
    "file": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/tep/", main="aside .btn", opened=_add_file),
    "file_signed": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/tep/", main="aside .btn", opened=_sign),
    "history": Screen(who=OFFICER, address=f"/ho-so/{THE_MOVED}/nhat-ky/"),
    "papers": Screen(who=COUNTER, address=f"/tiep-nhan/{THE_READY}/ban-quet/", main="main form button"),
    "office": Screen(who=ADMINISTRATOR, address="/quan-tri/", main="main a"),
    "accounts": Screen(who=ADMINISTRATOR, address="/quan-tri/tai-khoan/", main="table a"),
    "account_new": Screen(who=ADMINISTRATOR, address="/quan-tri/tai-khoan/moi/", main="main form button"),
    "account_kept": Screen(who=ADMINISTRATOR, address="/quan-tri/tai-khoan/5/", main="main a"),
    "units": Screen(who=ADMINISTRATOR, address="/quan-tri/don-vi/", main="table a"),
    "unit": Screen(who=ADMINISTRATOR, address="/quan-tri/don-vi/tra_cu.thanh_son/", main="main a"),
    "unit_new": Screen(who=ADMINISTRATOR, address="/quan-tri/don-vi/moi/", main="main form button"),
    "sessions": Screen(who=ADMINISTRATOR, address="/quan-tri/phien/", main="main a"),
    "imports": Screen(who=ADMINISTRATOR, address="/quan-tri/nhap/", main="main a"),
    "import_staff": Screen(who=ADMINISTRATOR, address="/quan-tri/nhap/can-bo/", main="main form button"),
    "days_off": Screen(who=ADMINISTRATOR, address="/quan-tri/ngay-nghi/", main="main form button"),
    "wordings": Screen(who=ADMINISTRATOR, address="/quan-tri/thong-bao/", main="main a"),
    "wording": Screen(who=ADMINISTRATOR, address="/quan-tri/thong-bao/accept/", main="main form button"),
    "unsent": Screen(who=ADMINISTRATOR, address="/quan-tri/thong-bao/chua-gui/", main="main a"),
    "own_password": Screen(who=OFFICER, address="/vao/mat-khau/", main="main form button"),
    "own_sessions": Screen(who=OFFICER, address="/vao/phien/", main="summary"),
    "queue_narrow": Screen(who=OFFICER, address="/ho-so/loc/?due=week&whose=unit", main="main form button"),
    "queue_picked": Screen(who=OFFICER, address="/ho-so/?whose=unit&pick=all&size=20", main="main form button"),
    "bulk": Screen(who=OFFICER, address="/ho-so/?whose=unit&pick=all", main="aside button", opened=_pick_all),
}
