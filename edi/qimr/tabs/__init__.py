"""One module a tab, named for it in `mappings/reports/qimr_tabs.csv`: `rows` makes its rows, `behind` says what stands
behind a value of one. A tab is added by adding a module and rows to the tables."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from edi.qimr.behind import Behind
from edi.qimr.facts import Facts, Row
from mappings.report_table import Tab

MakeRows: TypeAlias = Callable[[Facts, Tab], Iterator[Row]]
FindBehind: TypeAlias = Callable[[Facts, Row, str], Behind]


class Maker(NamedTuple):
    """The two functions of a tab."""

    rows: MakeRows
    behind: FindBehind


@cache
def makers() -> dict[str, Maker]:
    """The tabs that can be made, by name."""
    found = {}
    for each in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{each.name}")
        found[each.name] = Maker(module.rows, module.behind)
    return found
