"""`reference/shapes.md`, from the operators that make sheets plain."""

from __future__ import annotations

import sys

from invoices.reading.shapes.search import Operator, load_shapes
from tests.tools.docs_pages.markdown import cell, page, table

INTRO = """
How a provider's office lays out a sheet is its *shape*. Before the columns are read, the sheet is made a plain table,
one row a line; every value keeps the place where the provider wrote it, so findings and the coloured copy point there.
A row of the sheet that the plain table has no row for is listed as skipped, with its reason.

A shape is found by itself: where the sheet's own marks or its first rows prove it, or where the reading becomes clearly
better. A layout file can name the shapes of its workbooks, in the order in which they are made plain:

```toml
shapes = ["bands", "fill_down"]
```

Several sheets that are held together by a key (clients, rates, visits) and labels on a cover sheet need no name.
"""
PROOF = {
    "marks": "the marks of the sheet, for all its rows",
    "cells": "its first rows",
    "reading": "a clearly better reading",
}


def pages() -> dict[str, str]:
    """The page."""
    rows = [(f"`{name}`", cell(_says(shape)), PROOF[shape.evidence]) for name, shape in load_shapes().items()]
    return {"reference/shapes.md": page("Shapes", INTRO, table(("shape", "what it looks like", "found by"), rows))}


def _says(shape: Operator) -> str:
    """The first paragraph of an operator's own description."""
    text = sys.modules[shape.plain.__module__].__doc__ or ""
    return text.partition("\n\n")[0]
