"""Takes the pictures of docs/pictures from a running demonstration store.

`python -m tools.pictures` makes a store of its own (a twentieth of the dossiers, and the first days of July), serves it
with its clock standing, and photographs each desk with the person who works there. The same code gives the same
pictures, but for what a store keeps secret: keys and look-up secrets. `--store FOLDER` keeps the store: a second run
is quicker then.
"""

from __future__ import annotations

import shutil
import tempfile
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import zxingcpp
from playwright.sync_api import Browser, BrowserContext, Page

from tools import browsing, first_days

PICTURES = browsing.ROOT / "docs" / "pictures"
SCALE = 0.05
WIDTH, HEIGHT = 1280, 860

CARD = "084190012345||Kim Thị Ngọc Ánh|03051990|Nữ|ấp Giồng Chanh, xã Thanh Sơn, huyện Trà Cú, Trà Vinh|12082021"
PROCEDURE = "tinh trang hon"
CHAIR = "huyen.chutich"
PUBLIC_URL = "https://motcua.example"
"""The address that the receipt names."""
MOVED = "000.30.30.H59-230703-0004"
"""The dossier of the first days whose date was moved after papers were supplied."""


def take(url: str, browser: Browser, folder: Path) -> None:
    """Takes all pictures into a folder."""
    with _at_work(browser, url, "") as context:
        _shoot(context.new_page(), "/", folder / "start.png")
    with _at_work(browser, url, first_days.COUNTER) as context:
        page = context.new_page()
        code = _counter(page, folder / "counter.png")
        _first_page(_receipt(page, code), folder / "receipt.png")
        address = _look_up_address(_receipt(page, MOVED))
    with _at_work(browser, url, first_days.OFFICER) as context:
        _shoot(context.new_page(), "/ho-so/?whose=unit", folder / "officer.png")
        _shoot(context.new_page(), f"/ho-so/{MOVED}/", folder / "dossier.png", height=1180)
    with _at_work(browser, url, CHAIR) as context:
        _shoot(context.new_page(), "/lanh-dao/", folder / "leader.png", height=1000)
    with _at_work(browser, url, "") as context:
        _citizen(context.new_page(), address, folder / "citizen.png")


def _at_work(browser: Browser, url: str, who: str) -> BrowserContext:
    context = browser.new_context(base_url=url, viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN")
    if who:
        with context.new_page() as page:
            browsing.enter(page, url, who)
    return context


def _shoot(page: Page, address: str, file: Path, *, height: int = HEIGHT) -> None:
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.goto(address)
    _keep(page, file)


def _keep(page: Page, file: Path) -> None:
    page.evaluate("Promise.all(document.getAnimations().map(running => running.finished))")
    page.screenshot(path=file)


def _counter(page: Page, file: Path) -> str:
    """An intake by keyboard, photographed before it is saved; gives the code of the dossier."""
    page.goto("/tiep-nhan/")
    page.keyboard.type(CARD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("[name=phone]").fill("0900123456")
    page.locator("[name=procedure_query]").press_sequentially(PROCEDURE)
    page.locator("#tim-thay button").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".chosen").wait_for()
    page.keyboard.press("1")
    page.keyboard.press("2")
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    _keep(page, file)
    page.keyboard.press("Control+Enter")
    return page.locator("h1.code").inner_text()


def _receipt(page: Page, code: str) -> bytes:
    """The receipt of a dossier as PDF."""
    page.goto(f"/tiep-nhan/{code}/")
    token = page.locator("main [name=csrfmiddlewaretoken]").first.input_value()
    answer = page.request.post(
        f"/tiep-nhan/{code}/giay-tiep-nhan/", form={"csrfmiddlewaretoken": token}, headers={"Referer": page.url}
    )
    return answer.body()


def _first_page(sheet: bytes, file: Path) -> None:
    document = pypdfium2.PdfDocument(sheet)
    drawn = document[0].render(scale=2).to_pil().convert("L")
    document.close()
    drawn.quantize(16).save(file, optimize=True)


def _look_up_address(sheet: bytes) -> str:
    """What a telephone reads from the QR code for the citizen."""
    document = pypdfium2.PdfDocument(sheet)
    drawn = document[0].render(scale=300 / 72).to_pil().convert("L")
    document.close()
    return next(code.text for code in zxingcpp.read_barcodes(drawn) if "#ma=" in code.text)


def _citizen(page: Page, address: str, file: Path) -> None:
    page.set_viewport_size({"width": WIDTH, "height": 1180})
    page.goto(address.removeprefix(PUBLIC_URL))
    page.locator(".timeline").wait_for()
    _keep(page, file)


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = ArgumentParser(description="Takes the pictures of docs/pictures.")
    parser.add_argument("--store", type=Path, help="where the demonstration store is kept, or made")
    chosen = parser.parse_args(arguments)
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        kept: Path = chosen.store or Path(folder) / "kept"
        if not kept.exists():
            browsing.make_store(kept, scale=SCALE)
        data = Path(shutil.copytree(kept, Path(folder) / "served"))
        serving = browsing.serving(data, now=first_days.OVER, public_url=PUBLIC_URL)
        with serving as url, browsing.chromium() as browser:
            take(url, browser, PICTURES)


if __name__ == "__main__":
    main()
