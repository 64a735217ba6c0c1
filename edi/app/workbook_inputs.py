"""Workbooks and exports as callers give them, and what the files made of them are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from edi.app.earlier import QUESTIONS, REJECTS, REPORT, SUMMARY
from edi.app.given import Input, NamedBytes, RequestError, each, told_apart
from edi.app.staging import distinct
from edi.diagnostics.shown import file_stem, shown
from invoices.intake import Source as Source
from invoices.workbook import READABLE_ENDINGS
from mappings.files import read_whole

# What the program writes itself, and what Excel leaves beside an open workbook.
OUR_OWN = (REJECTS, REPORT, SUMMARY, QUESTIONS)
LOCK_FILE = "~$"


def workbook_sources(inputs: Iterable[Input]) -> list[Source]:
    """Inputs in the order given, each folder as every workbook below it in sorted order, no file twice; content under
    one name is numbered. Raises RequestError for what is not there or a folder without a workbook; OSError passes
    through."""
    found: dict[str, Source] = {}
    contents = 0
    for one in each(inputs, _workbooks):
        if isinstance(one, NamedBytes):
            contents += 1
            place = Path(f"{one.name}.{one.form}" if one.form else one.name)
            found[f"content {contents}"] = Source(place, one.name, one.data)
            continue
        data = None if one.is_file() else read_whole(one)
        found.setdefault(str(one.resolve()), Source(one, shown(str(one)), data))
    sources = list(found.values())
    if contents < 2:
        return sources
    names = told_apart(source.name for source in sources)
    return [
        replace(source, name=name) if source.data is not None else source
        for source, name in zip(sources, names, strict=True)
    ]


def _workbooks(folder: Path) -> Iterator[Path]:
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in READABLE_ENDINGS
        and path.is_file()
        and not path.name.startswith(LOCK_FILE)
        and not path.name.endswith(OUR_OWN)
    )
    if not files:
        raise RequestError(f"{folder}: no workbook in this folder")
    yield from files


def output_stem(found: Sequence[Source]) -> str:
    """What the outputs of a run are called: the input's stem, or `batch` for several."""
    return stem_of(found[0].path) if len(found) == 1 else "batch"


def stem_of(path: Path) -> str:
    """The name of a file without its ending, as other files can be called after it."""
    return file_stem(path.stem)


def stems_of(found: Sequence[Source]) -> list[str]:
    """What the files made of each input are called after, no two alike."""
    return distinct([stem_of(source.path) for source in found])
