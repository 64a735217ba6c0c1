"""The tables of `reference/summary-json.md`, from the published JSON Schema. The page's words are written by hand; what
stands between its two marks is made here."""

from __future__ import annotations

import json
from typing import Any

from edi.views.summary import summary_schema
from tests.tools.docs_pages.markdown import DOCS, anchor, cell, table

PAGE = "reference/summary-json.md"
BEGIN, END = "<!-- begin generated: tests/tools/generate_docs.py -->", "<!-- end generated -->"


def pages() -> dict[str, str]:
    """The page with its tables made anew."""
    text = (DOCS / PAGE).read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    if not rest or not after:
        raise ValueError(f"docs/{PAGE} has lost its marks {BEGIN} and {END}")
    return {PAGE: f"{before}{BEGIN}\n\n{_tables()}\n{END}{after}"}


def _tables() -> str:
    schema: dict[str, Any] = json.loads(summary_schema())
    parts = []
    for name, definition in schema["$defs"].items():
        required = set(definition.get("required", ()))
        rows = [
            (f"`{key}`", _type(value), "always" if key in required else "may be left out", cell(_about(value)))
            for key, value in definition["properties"].items()
        ]
        text = cell(definition.get("description", ""))
        parts.append(
            f"### {anchor('object-' + name)}{name}\n\n{text}\n\n" + table(("key", "value", "present", "meaning"), rows)
        )
    return "\n".join(parts)


def _about(value: dict[str, Any]) -> str:
    return str(value.get("description", ""))


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#object-{name.lower()})"
    if "enum" in value:
        return " or ".join(f"`{json.dumps(choice)}`" for choice in value["enum"])
    if "anyOf" in value:
        return " or ".join(_type(part) for part in value["anyOf"])
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    bound = ", from 0" if value.get("minimum") == 0 else ""
    return f"{value.get('type', 'any')}{bound}"
