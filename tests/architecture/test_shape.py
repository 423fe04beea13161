"""The order of imports, the size of modules, and who may ask for the time or the environment."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT, calls, imported, modules

LONGEST_MODULE = 400
LONGEST_FUNCTION = 40

ASKS_TIME = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "timezone.now")
MAY_ASK_TIME = {"motcua/records/clock.py"}

READS_ENVIRONMENT = ("os.environ", "os.getenv")
MAY_READ_ENVIRONMENT = {
    "motcua/config/environment.py": "reads what an operator may set",
    "motcua/config/wsgi.py": "names the settings",
    "motcua/records/clock.py": "MOTCUA_NOW changes while the program runs",
    "motcua/cli/asked.py": "hands --data and --now to the settings",
    "motcua/cli/running.py": "names the settings",
    "motcua/cli/stores.py": "takes a password that must not stand on the command line",
}


def test_imports_go_one_way() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_an_app_does_not_import_the_tables_of_another() -> None:
    strangers = []
    for path, tree in modules().items():
        own = ".".join(Path(path).parts[:3])
        for name in imported(tree):
            parts = name.split(".")
            of_records = parts[:2] == ["motcua", "records"] and "models" in parts[3:4]
            if of_records and ".".join(parts[:3]) != own:
                strangers.append(f"{path} imports {name}")
    assert strangers == []


def test_only_the_clock_asks_the_time() -> None:
    asking = [
        f"{path}:{line} {name}"
        for path, tree in modules().items()
        if path not in MAY_ASK_TIME
        for name, line in calls(tree)
        if name.endswith(ASKS_TIME)
    ]
    assert asking == []


def test_the_clock_is_the_exception_it_is_listed_as() -> None:
    for path in MAY_ASK_TIME:
        assert any(name.endswith(ASKS_TIME) for name, _ in calls(modules()[path])), path


def test_the_environment_is_read_in_few_places() -> None:
    reading = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in READS_ENVIRONMENT
    }
    assert reading == set(MAY_READ_ENVIRONMENT)


@pytest.mark.parametrize("path", sorted(modules()))
def test_modules_and_functions_stay_short(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    too_long = [f"{name}: {lines} lines" for name, lines in _function_lengths(path) if lines > LONGEST_FUNCTION]
    assert too_long == []


def _function_lengths(path: str) -> Iterator[tuple[str, int]]:
    """Lines of each function, its signature and docstring not counted."""
    for node in ast.walk(modules()[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            yield node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1


@pytest.mark.parametrize("path", sorted(modules()))
def test_public_names_say_what_they_mean(path: str) -> None:
    tree = modules()[path]
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and not _is_app_config(node)
    ]
    assert silent == []


def _is_app_config(node: ast.stmt) -> bool:
    return isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "AppConfig" for base in node.bases)


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "helpers", "common", "manager", "managers", "handler", "handlers", "misc"}
    assert [path for path in PACKAGE.rglob("*.py") if path.stem in drawers] == []
