"""Small pieces of Markdown that every page uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from mappings.fields import load_fields

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
GENERATED = "<!-- Made by tests/tools/generate_docs.py; change what it is made from, then run the script. -->"


def escaped(text: str) -> str:
    """Text whose signs mean nothing in Markdown; what stands in backticks is left alone."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([\\*<>#\[\]|])", r"\\\1", part) for part in parts)


def cell(text: object) -> str:
    """Text for a cell of a table."""
    return escaped(" ".join(str(text).split())) or " "


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; cells are Markdown already."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def code(text: str) -> str:
    """Text in backticks, nothing for nothing."""
    return f"`{text}`" if text else " "


def anchor(name: str) -> str:
    """A place that links can point at."""
    return f'<a id="{slug(name)}"></a>'


def slug(name: str) -> str:
    """A name as the part of an address behind #."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def page(title: str, *parts: str) -> str:
    """A page: its title, the note that it is generated, its parts with a blank line between."""
    return "\n\n".join([f"# {title}", GENERATED, *(part.strip("\n") for part in parts if part)]) + "\n"


def rule_place(code: str) -> str:
    """Where a rule is described, from the folder of the rules: a page a family, a heading a rule."""
    return f"{code[:2].lower()}.md#{code.lower()}"


def fields_page(field: str) -> str:
    """The page, beside the other reference pages, that describes a field of a layout."""
    return "fields.md" if field in load_fields() else "roster-fields.md"
