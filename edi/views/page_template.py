"""The template of the report's page, compiled. To compile it takes longer than to fill it, so that its code is kept
where Python keeps that of modules: in `__pycache__` beside it, unless Python was told to keep none, or the folder is
closed."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.bccache import Bucket

from edi.views.counts import plural
from edi.views.spoken import cell_of, element_of
from edi.views.text import shown_dollars

TEMPLATES = Path(__file__).parent / "templates"
# What the code depends on besides the text.
OPTIONS = ("autoescape", "trim_blocks", "lstrip_blocks", "keep_trailing_newline")


class Beside(BytecodeCache):
    """Compiled templates in a folder. What was made from another text, by other options, another Python or another
    jinja2 is not taken."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes the code from the folder, where it is there and fits."""
        with contextlib.suppress(OSError), self._path(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps the code; silently not, where that is not wanted or not possible."""
        if sys.dont_write_bytecode:
            return
        path = self._path(bucket)
        making = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(exist_ok=True)
            with making.open("wb") as file:
                bucket.write_bytecode(file)
            making.replace(path)

    def _path(self, bucket: Bucket) -> Path:
        options = [getattr(bucket.environment, name) for name in OPTIONS]
        made_by = f"{bucket.key} {jinja2.__version__} {sys.version} {options}"
        return self._folder / f"report.{hashlib.sha256(made_by.encode()).hexdigest()[:16]}.template"


@cache
def page_template() -> Template:
    """The template, loaded once in a process."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True, bytecode_cache=Beside(TEMPLATES / "__pycache__"),
    )  # fmt: skip
    environment.filters.update(dollars=shown_dollars, cell=cell_of, element=element_of, plural=plural)
    return environment.get_template("report.html.j2")
