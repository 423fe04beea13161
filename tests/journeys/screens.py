"""What people do at the screens, and what they read there, on paper and on a phone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pypdfium2
import zxingcpp
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.fixtures import Site


@contextmanager
def at_work(site: Site, who: str = "", *, script: bool = True) -> Iterator[Page]:
    """A member of the cast at a screen, or a citizen at a phone."""
    width = 1280 if who else 360
    with site.context(who, width=width, java_script_enabled=script) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
        assert complaints == []


def press(page: Page, label: str) -> None:
    """Presses the button of the act to do next."""
    page.get_by_role("button", name=label, exact=True).click()


def said(page: Page, *texts: str) -> None:
    """The page says all of these."""
    for text in texts:
        expect(page.locator("main")).to_contain_text(text)


# At the counter


def code_of(page: Page) -> str:
    """The code of the dossier that was just accepted."""
    expect(page.locator("h1.code")).to_be_visible()
    return page.locator("h1.code").inner_text()


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who comes to the counter; everybody here is invented."""

    name: str
    id_number: str
    phone: str


def take_in(page: Page, person: Person, *, procedure: str, papers: Sequence[str], competent: str = "") -> str:
    """Takes a dossier in by hand, for another unit's decision where `competent` names one; gives its code.

    The page of the accepted dossier stays open.
    """
    fill_in(page, person, procedure=procedure, papers=papers, competent=competent)
    press(page, "Lưu, chưa in")
    return code_of(page)


def fill_in(page: Page, person: Person, *, procedure: str, papers: Sequence[str], competent: str = "") -> None:
    """Fills the form of an intake in, up to the point where it is saved."""
    page.goto("/tiep-nhan/")
    page.get_by_label("Họ và tên", exact=True).fill(person.name)
    page.locator("[name=id_number]").fill(person.id_number)
    page.locator("[name=phone]").fill(person.phone)
    if competent:
        page.locator("summary", has_text="Tiếp nhận không phụ thuộc địa giới").click()
        page.locator("[name=competent_unit]").select_option(label=competent)
    page.locator("[name=procedure_query]").fill(procedure)
    page.locator("#tim-thay button", has_text=procedure).first.click()
    expect(page.locator(".chosen-name")).to_contain_text(procedure)
    for paper in papers:
        page.locator(".papers").get_by_label(paper).check()


def receipt(page: Page) -> bytes:
    """Prints the receipt of the accepted dossier, as its button would."""
    form = page.locator("main form", has=page.locator("[data-key=F9]"))
    answer = page.request.post(
        form.get_attribute("action") or "",
        form={"csrfmiddlewaretoken": form.locator("[name=csrfmiddlewaretoken]").input_value()},
        headers={"Referer": page.url},
    )
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def hand_over(page: Page, address: str, *, name: str) -> None:
    """Gives the result to whoever brings the receipt: the scanner types the whole address of its QR code."""
    page.goto("/tiep-nhan/tra-ket-qua/")
    page.locator("main input[name=q]").fill(address)
    page.keyboard.press("Enter")
    expect(page.locator("[name=recipient_name]")).to_have_value(name)
    page.keyboard.press("Enter")
    said(page, "Đã trả kết quả hồ sơ")


# At a dossier


def act(page: Page, code: str, label: str, **typed: str) -> None:
    """Opens a dossier and does what is labelled so, unfolding it where it is folded away."""
    page.goto(f"/ho-so/{code}/")
    form = form_of(page, label)
    for name, value in typed.items():
        _fill(form.locator(f"[name={name}]"), value)
    form.get_by_role("button", name=label, exact=True).click()
    page.wait_for_load_state()


def form_of(page: Page, label: str) -> Locator:
    """The form of an act on the page of a dossier, unfolded."""
    exactly = re.compile(f"^{re.escape(label)}$")
    folded = page.locator(".actions details", has=page.locator("summary", has_text=exactly))
    if folded.count():
        folded.locator("summary").click()
        return folded.locator("form")
    return page.locator(".actions > form", has=page.get_by_role("button", name=label, exact=True))


def offered(page: Page, code: str) -> list[str]:
    """The acts that the page of a dossier offers, in its order."""
    page.goto(f"/ho-so/{code}/")
    return page.locator(".actions > form > button.btn.full, .actions > details > summary").all_inner_texts()


def _fill(field: Locator, value: str) -> None:
    if field.evaluate("field => field.localName") == "select":
        field.select_option(label=value)
    else:
        field.fill(value)


# On paper


def fetched_pdf(page: Page, link: Locator) -> bytes:
    """The PDF behind a link."""
    answer = page.request.get(link.get_attribute("href") or "")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def words(pdf: bytes) -> str:
    """What is written on a sheet, its lines joined."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def look_up_address(pdf: bytes, site: Site) -> str:
    """What a citizen's telephone reads from the QR code on the receipt."""
    sheet = pypdfium2.PdfDocument(pdf)
    picture = sheet[0].render(scale=300 / 72).to_pil().convert("L")
    sheet.close()
    (address,) = [code.text for code in zxingcpp.read_barcodes(picture) if "#ma=" in code.text]
    assert address.startswith(site.url)
    return address


# On a phone


def look_up(page: Page, address: str) -> None:
    """Types code and secret, as they are printed on the receipt, into the look-up page."""
    told = parse_qs(urlsplit(address).fragment)
    page.goto("/tra-cuu/")
    page.get_by_label("Mã hồ sơ").fill(told["ma"][0])
    page.get_by_label("Khóa tra cứu").fill(told["khoa"][0])
    page.locator("form.look-up button").click()
    expect(page.locator("h1.big")).to_be_visible()
