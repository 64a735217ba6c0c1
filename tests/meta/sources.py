"""The program's own source, parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("edi", "invoices", "mappings")


@cache
def names() -> list[str]:
    """The paths of all modules of the three rooms below the root."""
    paths = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return [path.relative_to(ROOT).as_posix() for path in paths]


@cache
def parsed(name: str) -> ast.Module:
    """A module by its path below the root."""
    return ast.parse((ROOT / name).read_text(encoding="utf-8"))


def modules() -> dict[str, ast.Module]:
    """Every module by its path below the root."""
    return {name: parsed(name) for name in names()}


def lines(name: str) -> list[str]:
    """The lines of a module."""
    return (ROOT / name).read_text(encoding="utf-8").splitlines()


@cache
def imports(module: ast.Module) -> set[str]:
    """The top packages that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


@cache
def functions(module: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a module."""
    return [node for node in ast.walk(module) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
