"""Parquet, one row a service line; the one module that imports pyarrow, which need not be installed."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from edi.conversion.rows import COLUMNS, rows
from edi.model.claim import Claim

_ROWS_A_GROUP = 20_000


def is_available() -> bool:
    """Whether pyarrow is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write_parquet(claims: Iterable[Claim], path: Path) -> None:
    """Writes a file of row groups; amounts and units are decimals, dates are dates, what is empty is null."""
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    # Wide enough for any amount or number that reading takes for one (sixteen digits), and for sums of many.
    types = {"text": arrow.string(), "date": arrow.date32(), "count": arrow.int32()}
    types |= {"money": arrow.decimal128(38, 2), "number": arrow.decimal128(32, 15)}
    schema = arrow.schema([(name, types[kind]) for name, kind in COLUMNS.items()])
    with parquet.ParquetWriter(path, schema) as writer:
        for group in _groups(rows(claims)):
            columns = zip(*group, strict=True)
            arrays = [
                arrow.array([_value(cell, kind) for cell in column], types[kind])
                for column, kind in zip(columns, COLUMNS.values(), strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _groups(found: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while group := list(islice(found, _ROWS_A_GROUP)):
        yield group


def _value(cell: str, kind: str) -> Any:
    if not cell or kind == "text":
        return cell or None
    if kind == "count":
        return int(cell)
    return date.fromisoformat(cell) if kind == "date" else Decimal(cell)
