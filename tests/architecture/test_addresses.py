"""Every address names its audience; forms and pages keep to the content security policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.desks.frame.audience import AUDIENCES, audience
from tests.architecture.sources import PACKAGE, ROOT, modules

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
TEMPLATES += sorted(PACKAGE.rglob("templates/**/*.svg"))

FORBIDDEN_MARKUP = {
    "inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "inline style": re.compile(r"<style|\sstyle\s*=", re.I),
    "script in an attribute": re.compile(r"\son[a-z]+\s*=|hx-on|javascript:", re.I),
    "something from elsewhere": re.compile(r"(src|href|action)\s*=\s*[\"'](https?:)?//", re.I),
}
PRINTED = "print"
"""Sheets for paper may carry their page size; they are drawn by WeasyPrint and never sent to a browser."""


def views(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[tuple[str, object]]:
    """Every address with its view."""
    for pattern in patterns:
        address = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, address)
        else:
            yield address, pattern.callback


def test_every_address_names_its_audience() -> None:
    found = dict(views(get_resolver().url_patterns))
    assert found, "there are addresses"
    silent = [address for address, view in found.items() if not getattr(view, "audience", None)]
    assert silent == []
    assert all(view.audience <= AUDIENCES for view in found.values())  # type: ignore[attr-defined]


def test_an_audience_must_exist() -> None:
    with pytest.raises(ValueError, match="unknown audience"):
        audience("everyone")
    with pytest.raises(ValueError, match="unknown audience"):
        audience()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_template_keeps_to_the_content_policy(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    allowed = {"inline style"} if PRINTED in path.relative_to(PACKAGE).as_posix() else set()
    broken = [what for what, pattern in FORBIDDEN_MARKUP.items() if what not in allowed and pattern.search(text)]
    assert broken == []


def test_every_template_is_used() -> None:
    sources = "\n".join((ROOT / path).read_text(encoding="utf-8") for path in modules())
    sources += "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES)
    names = [path.as_posix().partition("/templates/")[2] for path in TEMPLATES]
    assert [name for name in names if name not in sources] == []
