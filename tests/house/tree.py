"""The house's files, as the house tests look at them."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOREIGN = ("static/vendor/", "tests/vendor/")


@cache
def files(*endings: str) -> list[Path]:
    """Files of the house, without what others wrote; relative to the root. No endings: all of them."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    ours = [name for name in listed if not name.startswith(FOREIGN) and (ROOT / name).is_file()]
    return [Path(name) for name in sorted(set(ours)) if not endings or name.endswith(endings)]


def text(path: Path) -> str:
    """A file's text; empty for files that hold no text."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def expect_none(findings: Iterable[str]) -> None:
    """Fail with all findings, one a line, so that nothing is cut short."""
    found = list(findings)
    if found:
        pytest.fail("\n".join([f"{len(found)} found:", *found]), pytrace=False)


def lines(path: Path) -> int:
    """Number of lines."""
    return len(text(path).splitlines())


def python_files() -> list[Path]:
    """Python that people wrote: no migrations."""
    return [path for path in files(".py") if "migrations" not in path.parts]


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[tuple[str, Function, bool]]:
    """Qualified name, node and whether it is a method of every function of a file."""
    yield from _functions(ast.parse(text(path)), prefix="", in_class=False)


def _functions(node: ast.AST, *, prefix: str, in_class: bool) -> Iterator[tuple[str, Function, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield f"{prefix}{child.name}", child, in_class
            yield from _functions(child, prefix=f"{prefix}{child.name}.", in_class=False)
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, prefix=f"{prefix}{child.name}.", in_class=True)
        else:
            yield from _functions(child, prefix=prefix, in_class=in_class)


def decorators(function: Function) -> set[str]:
    """Names of the decorators, without their arguments: `pytest.fixture`, `project`, `staticmethod`."""
    called = [item.func if isinstance(item, ast.Call) else item for item in function.decorator_list]
    return {ast.unparse(item) for item in called}
