"""The export as Parquet, where pyarrow is installed."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from edi.ledger.export import Exported

_ROWS_A_GROUP = 20_000


def is_available() -> bool:
    """Whether pyarrow is installed."""
    return importlib.util.find_spec("pyarrow") is not None


def write_parquet(rows: Iterator[Exported], path: Path) -> None:
    """Writes a file of row groups: counts are integers, the charge a decimal, all else text."""
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    fields = msgspec.structs.fields(Exported)
    kinds = {field.name: arrow.int64() if field.type is int else arrow.string() for field in fields}
    kinds["charge"] = arrow.decimal128(38, 2)
    schema = arrow.schema(list(kinds.items()))
    with parquet.ParquetWriter(path, schema) as writer:
        while some := list(islice(rows, _ROWS_A_GROUP)):
            columns = {name: [getattr(row, name) for row in some] for name in kinds}
            columns["charge"] = [Decimal(text) for text in columns["charge"]]
            writer.write_table(arrow.Table.from_pydict(columns, schema=schema))
