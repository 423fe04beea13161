"""The styles: few, in layers, drawing on tokens alone, and readable in both lights (WCAG 2.1 AA)."""

from __future__ import annotations

import re

import pytest

from tests.desks.frame.rendering import DESKS

STYLES = DESKS / "frame" / "static" / "frame"
LAYERS = ("tokens", "base", "layout", "components", "print")


def style(layer: str) -> str:
    return (STYLES / f"{layer}.css").read_text()


def tokens(*, dark: bool) -> dict[str, str]:
    light_part, dark_part = style("tokens").split("@media screen")
    found = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light_part))
    return found | (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark_part)) if dark else {})


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("front", "back"),
    [
        *((front, back) for front in ("ink", "soft", "accent", "near", "late") for back in ("paper", "sheet")),
        *((tone, f"{tone}-soft") for tone in ("accent", "good", "near", "late")),
        ("soft", "quiet-soft"),
        ("ink", "near-soft"),
        ("ink", "accent-soft"),
        ("ink", "good-soft"),
        ("ink", "late-soft"),
        ("on-fill", "fill"),
        ("on-fill", "fill-over"),
    ],
)
def test_text_can_be_read(front: str, back: str, dark: bool) -> None:
    found = tokens(dark=dark)
    assert contrast(found[front], found[back]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_the_edge_of_an_input_can_be_seen(dark: bool) -> None:
    found = tokens(dark=dark)
    assert contrast(found["rule"], found["sheet"]) >= 3
    assert contrast(found["rule"], found["paper"]) >= 3


def test_the_styles_stay_small() -> None:
    assert sum(len(style(layer).splitlines()) for layer in LAYERS) <= 1000


def test_each_file_is_one_layer() -> None:
    assert style("tokens").index("@layer tokens, base, layout, components, print;") < style("tokens").index(
        "@layer tokens {"
    )
    assert all(f"@layer {layer} {{" in style(layer) for layer in LAYERS)


def test_colours_come_from_tokens() -> None:
    assert not re.findall(r"(?<!&)#[0-9a-f]{6}\b", style("base") + style("layout") + style("components"))


def test_every_token_that_is_used_exists() -> None:
    known = set(re.findall(r"(--[a-z0-9-]+):", "".join(style(layer) for layer in LAYERS)))
    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", "".join(style(layer) for layer in LAYERS)))
    assert used <= known


def test_no_font_or_picture_is_fetched() -> None:
    assert all("url(" not in style(layer) and "@import" not in style(layer) for layer in LAYERS)
