"""The pages on calling the program from Python: their examples are run, in a folder with the samples, and print what
the pages say; what callers may rely on stays."""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

import pytest

from tests.tools.docs_pages import python_api
from tests.tools.docs_pages.markdown import DOCS, ROOT

PAGES = sorted((DOCS / "how-to").glob("*-from-python.md"))
BLOCK = re.compile(r"^```python\n(.*?)^```$(?:\n\n^```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE)
LONGEST_EXAMPLE = 25
API = Path(__file__).with_name("api.txt")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_print_what_the_page_says(page: Path, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    text = page.read_text(encoding="utf-8")
    found = list(BLOCK.finditer(text))
    assert found
    for block in found:
        code, wanted = block.groups()
        assert len(code.splitlines()) <= LONGEST_EXAMPLE
        printed = io.StringIO()
        with contextlib.chdir(tmp_path), contextlib.redirect_stdout(printed):
            exec(compile(code, page.name, "exec"), {})
        if os.environ.get("EDI_BLESS") and wanted is not None:
            text = text.replace(f"{code}```\n\n```text\n{wanted}```", f"{code}```\n\n```text\n{printed.getvalue()}```")
        elif wanted is not None:
            assert printed.getvalue() == wanted
    page.write_text(text, encoding="utf-8") if os.environ.get("EDI_BLESS") else None


def test_every_function_has_its_page() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert not [name for name in python_api.FUNCTIONS if f"edi.{name}(" not in shown]


def test_what_callers_rely_on_stays() -> None:
    """`EDI_BLESS=1` writes the list anew; a line that goes or changes is a break, for CHANGELOG.md."""
    there = python_api.lines()
    if os.environ.get("EDI_BLESS"):
        API.write_text("\n".join(there) + "\n", encoding="utf-8")
    known = API.read_text(encoding="utf-8").splitlines()
    assert not set(known) - set(there), "callers may rely on these"
    assert not set(there) - set(known), "new: look at them, then run with EDI_BLESS=1"
