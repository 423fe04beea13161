"""The pictures of the documentation: taken by the tool, shown where they are linked, and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.browser.fixtures import Site
from tools.pictures import PICTURES, WIDTH, take

LARGEST = 250_000
"""Bytes of a picture."""
NAMES = {f"{name}.png" for name in ("start", "counter", "officer", "dossier", "leader", "citizen", "receipt")}


def test_the_readme_shows_every_picture_and_no_other() -> None:
    readme = (PICTURES.parent.parent / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"docs/pictures/(\w+\.png)", readme)) == NAMES
    assert {file.name for file in PICTURES.iterdir()} == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_picture_is_small_and_as_wide_as_a_desk(name: str) -> None:
    assert (PICTURES / name).stat().st_size < LARGEST
    with Image.open(PICTURES / name) as picture:
        assert picture.width == WIDTH or name == "receipt.png"


@pytest.mark.browser
def test_the_tool_still_finds_its_way_through_the_desks(site: Site, tmp_path: Path) -> None:
    take(site.url, site.browser, tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == NAMES
