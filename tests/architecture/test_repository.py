"""The repository holds what a public project must hold, and nothing of the machine it was written on."""

from __future__ import annotations

import re
import subprocess
import tomllib
import unicodedata
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

TEXT = {
    ".py",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".svg",
    ".sh",
    ".csv",
    ".po",
    ".cfg",
    "",
}
FORBIDDEN = {
    "a path of somebody's machine": re.compile(r"(?<![\w.<{])/(work|root|home/\w+|tmp/\w+|Users/\w+)/"),
    "a lock or address of a package registry": re.compile(r"files\.pythonhosted\.org|pypi\.org/simple|--index-url"),
    "unfinished work": re.compile(r"\b(TODO|FIXME|XXX)\b"),
    "a conflict": re.compile(r"^(<<<<<<<|>>>>>>>) ", re.M),
}
MENTIONS_THEM = {"tests/architecture/test_repository.py"}
LOCKS = {"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"}


def tracked() -> list[Path]:
    """The files that are in the repository, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """The text files by path."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix in TEXT and path.name != "LICENSE"
    }


needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")


@needs_git
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    found = [path for path, text in texts().items() if path not in MENTIONS_THEM and FORBIDDEN[what].search(text)]
    assert found == []


@needs_git
def test_text_is_composed_and_ends_with_a_line() -> None:
    decomposed = [path for path, text in texts().items() if not unicodedata.is_normalized("NFC", text)]
    assert [path for path in decomposed if not path.startswith("tests/")] == []
    open_ended = [path for path, text in texts().items() if text and not text.endswith("\n")]
    assert [path for path in open_ended if not path.endswith((".html", ".svg"))] == []  # an icon stands within a line


@needs_git
def test_no_lock_records_where_packages_came_from() -> None:
    assert [path for path in tracked() if path.name in LOCKS] == []


def test_constraints_pin_every_dependency_exactly() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    assert all(re.fullmatch(r"[a-z0-9.-]+==[\w.]+", line) for line in lines)
    pinned = {line.partition("==")[0] for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = {re.match(r"[\w.-]+", one).group().lower().replace(".", "-") for one in wanted}  # type: ignore[union-attr]
    assert names <= pinned


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "GLOSSARY.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
        "LICENSE",
        "publiccode.yml",
        "docs/principles.md",
        "docs/recipes/README.md",
        "docs/operate/install.md",
    ],
)
def test_a_public_project_has(name: str) -> None:
    assert (ROOT / name).stat().st_size > 200


def test_links_between_documents_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
    assert [lost for page in pages for lost in _lost(page, links, below=page.parent)] == []


def test_recipes_name_files_that_exist() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs" / "recipes").glob("*.md"), *(ROOT / "docs" / "operate").glob("*.md")]
    names = re.compile(r"`((?:motcua|tests|tools|docs)/[\w./-]+)`")
    assert [lost for page in pages for lost in _lost(page, names, below=ROOT)] == []


def _lost(page: Path, names: re.Pattern[str], *, below: Path) -> list[str]:
    """What a page names that is not there."""
    found = names.findall(page.read_text(encoding="utf-8"))
    return [f"{page.relative_to(ROOT)}: {name}" for name in found if not (below / name).exists()]
