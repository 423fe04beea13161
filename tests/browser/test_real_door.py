"""The door of a real store: no cast, a password, and nothing of the demonstration."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import PHONE
from tests.browser.judging import overhang, problems
from tests.cli.commands import PASSWORD, make_store
from tools.browsing import serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def door(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a real store with its first administrator, served."""
    data = tmp_path_factory.mktemp("real") / "store"
    assert make_store(data).code == 0
    with serving(data, now="2023-07-05T08:30+07:00") as url:
        yield url


@pytest.fixture
def page(door: str, chromium: Browser) -> Iterator[Page]:
    """A phone in front of the door."""
    with chromium.new_context(base_url=door, viewport={"width": 320, "height": PHONE[1]}) as context:
        yield context.new_page()


@pytest.mark.parametrize("address", ["/", "/vao/", "/tra-cuu/"])
def test_its_pages_are_accessible_and_whole(page: Page, address: str) -> None:
    page.goto(address)
    assert problems(page) == ""
    assert overhang(page) <= 0
    assert "dữ liệu mô phỏng" not in page.content()
    assert page.locator("button[name=account]").count() == 0


def test_a_wrong_password_keeps_the_name_and_says_what_to_do(page: Page) -> None:
    page.goto("/vao/")
    expect(page.locator("[name=username]")).to_be_focused()
    page.keyboard.type("quan.tri")
    page.keyboard.press("Tab")
    page.keyboard.type("khong phai mat khau nay")
    page.keyboard.press("Enter")
    expect(page.locator("#loi")).to_be_visible()
    expect(page.locator("[name=username]")).to_have_value("quan.tri")
    expect(page.locator("[name=password]")).to_have_value("")
    assert problems(page) == ""


def test_the_administrator_enters_and_is_told_there_is_no_desk(page: Page) -> None:
    page.goto("/vao/")
    page.locator("[name=username]").fill("quan.tri")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("hôm nay không giữ nhiệm vụ nào nên chưa có bàn làm việc")
    assert problems(page) == ""


def test_nobody_gets_to_a_desk_without_entering(page: Page) -> None:
    page.goto("/tiep-nhan/")
    expect(page.locator("[name=password]")).to_be_visible()
