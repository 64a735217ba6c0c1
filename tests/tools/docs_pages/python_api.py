"""`reference/python.md`: what `import edi` gives, from the functions and classes themselves; and the same as lines,
which a test holds against those that there were."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from typing import Any

import msgspec

import edi
from edi.docstrings import docstring_of
from tests.tools.docs_pages.markdown import cell, page, table

INTRO = """
`import edi` costs nothing: each name is loaded when it is first used. The six functions do what the commands do; they
print nothing, ask nothing, and read neither the current folder nor the environment. How-tos:
[validate](../how-to/validate-from-python.md), [convert](../how-to/convert-from-python.md),
[translate](../how-to/translate-from-python.md), [providers](../how-to/make-provider-files-from-python.md),
[members](../how-to/read-member-files-from-python.md), [report](../how-to/make-the-quarterly-report-from-python.md),
[read_837p](../how-to/read-837p-from-python.md).

- **In**: paths, folders, bytes, open files, or `NamedBytes`. A profile is a file, a `Profile`, or nothing: then the
  built-in sample, which writes test envelopes.
- **Out**: a result with findings, counts and what became of every row. Files go into a folder (all appear together, or
  none), into a sink (`Kept` holds them in memory; anything with `add(name, data)` will do), or nowhere.
- **What goes wrong**: bad data gives findings and never raises. `RequestError` says that something cannot be done as it
  was asked, `ConfigError` that a profile, layout, payer or answers file is broken, `OSError` that a file
  cannot be opened or written.
- **Clock and numbers**: `now` and `numbers` (or `interchange_number`) are handed in; the same input then gives the same
  bytes. Without `now` the profile's pinned clock holds, else the computer's.
- **Requests**: behind each function stands a request (plain, frozen, checked when it is made, fit to be pickled) and
  `run(request, ...)` in `edi.app`, for programs that plan runs in one place and carry them out in another. A process
  works for one profile at a time.

## What a run holds in memory

"""
MEMORY = (
    ("validate", "one claim, hashes of what may be repeated, findings up to some thousands (more go to a file)",
     "claims, acknowledgments, the result as text"),
    ("convert", "one claim; of a 274, a workbook or a JSON document all", "claims"),
    ("translate", "every line and the text of the 837P files, about 8 KB a line; one other output at a time",
     "inputs, one by one"),
    ("providers", "every row, every provider file and its text", "inputs, one by one"),
    ("members", "every row; of encounters the ECM services and the latest of each member", "837P files"),
    ("report", "counts, and the few facts of each member and provider with a row; encounters of invoices",
     "837P files, the rows of the workbook"),
)  # fmt: skip
GIVEN = """
Content that is given as bytes or as an open file is held as it is.
"""
FUNCTIONS = ("validate", "convert", "translate", "providers", "members", "report", "read_837p", "read_274")


def pages() -> dict[str, str]:
    """The reference of the functions."""
    parts = [_section(name) for name in (*FUNCTIONS, *(name for name in edi.__all__ if name not in FUNCTIONS))]
    rows = [(f"`{name}`", cell(holds), cell(streams)) for name, holds, streams in MEMORY]
    memory = table(("function", "holds", "streams"), rows)
    return {"reference/python.md": page("From Python", INTRO, memory, GIVEN, *parts)}


def lines() -> list[str]:
    """Everything that callers may rely on, a line each: parameters with their defaults, fields, methods."""
    return sorted(line for name in edi.__all__ for line in _lines(name, getattr(edi, name)))


def _lines(name: str, thing: Any) -> Iterator[str]:
    if inspect.isclass(thing):
        yield f"class {name}"
        yield from (f"{name}.{member}" for member in _members(thing))
        return
    yield from (f"{name}({one})" for one in _parameters(thing))
    yield f"{name} -> {inspect.signature(thing).return_annotation}"


def _members(cls: type) -> Iterator[str]:
    """Fields, properties and methods, as they are written."""
    for field, kind, default in _fields(cls):
        yield f"{field}: {kind}{default}"
    for name, made in _methods(cls):
        if isinstance(made, property):
            yield f"{name} -> {inspect.signature(made.fget).return_annotation}"  # type: ignore[arg-type]
        else:
            yield f"{name}({', '.join(_parameters(made)[1:])}) -> {inspect.signature(made).return_annotation}"


def _parameters(function: Any) -> list[str]:
    """The parameters as they are written; a default that is an object only as that there is one."""
    found = []
    for one in inspect.signature(function).parameters.values():
        star = {one.VAR_POSITIONAL: "*", one.VAR_KEYWORD: "**"}.get(one.kind, "")
        kind = "" if one.annotation is one.empty else f": {one.annotation}"
        found.append(f"{star}{one.name}{kind}{_default(one.default) if one.default is not one.empty else ''}")
    return found


def _default(value: object) -> str:
    said = repr(value)
    return f" = {'...' if '<' in said else said}"


def _fields(cls: type) -> Iterator[tuple[str, str, str]]:
    """The fields of a class with their types and defaults, those of its bases first."""
    is_record = dataclasses.is_dataclass(cls) or issubclass(cls, msgspec.Struct)
    parameters = inspect.signature(cls).parameters if is_record else {}
    for base in reversed(cls.__mro__):
        for name, kind in vars(base).get("__annotations__", {}).items() if base.__module__.startswith("edi.") else ():
            if not name.startswith("_"):
                one = parameters.get(name)
                known = one is not None and one.default is not one.empty
                yield name, str(kind), _default(one.default) if one is not None and known else ""


def _methods(cls: type) -> Iterator[tuple[str, Any]]:
    """Public methods and properties, those of bases of ours first."""
    found: dict[str, Any] = {}
    for base in reversed(cls.__mro__):
        if base.__module__.startswith("edi."):
            found |= {
                name: made
                for name, made in vars(base).items()
                if not name.startswith("_") and (inspect.isfunction(made) or isinstance(made, property))
            }
    yield from found.items()


def _section(name: str) -> str:
    thing = getattr(edi, name)
    said = "\n\n".join(" ".join(part.split()) for part in docstring_of(thing).split("\n\n"))
    if inspect.isclass(thing):
        written = [f"class {name}", *(f"    {member}" for member in _members(thing))]
    else:
        parameters = "".join(f"    {one},\n" for one in _parameters(thing))
        written = [f"edi.{name}(\n{parameters}) -> {inspect.signature(thing).return_annotation}"]
    block = "\n".join(written)
    return f"## {name}\n\n{said}\n\n```text\n{block}\n```"
