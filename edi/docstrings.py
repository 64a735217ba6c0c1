"""What a module or a function says of itself, which is part of the program: the findings' pages, the commands' help.
Python forgets it when it is told to optimise; then it is read in the source."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import ModuleType
from typing import Any


def docstring_of(thing: ModuleType | Callable[..., Any]) -> str:
    """The docstring without its indentation; "" where there is none."""
    if thing.__doc__:
        return inspect.getdoc(thing) or ""
    tree = ast.parse(textwrap.dedent(inspect.getsource(thing)))
    node = tree if inspect.ismodule(thing) else tree.body[0]
    found = isinstance(node, (ast.Module, ast.FunctionDef))
    return (ast.get_docstring(node) or "") if found else ""  # type: ignore[arg-type]
