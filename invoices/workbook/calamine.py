"""The only module that knows python-calamine. Run as a program, it opens the workbook on its standard input under
limits, and prints what would become of it: so a file that would end the process ends only that one."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorkbookClosed,
)

LOCKED, BROKEN, FULL = "locked", "broken", "full"


class FaultyError(Exception):
    """A workbook that calamine does not read: `why` is LOCKED (a password) or BROKEN."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def worksheets(content: bytes) -> Iterator[tuple[str, bool, Callable[[], Any]]]:
    """Name of every worksheet, whether it is hidden, and what reads its cells. FaultyError for what cannot be read."""
    workbook = _faults(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
    for data in _faults(lambda: workbook.sheets_metadata):
        if data.typ is SheetTypeEnum.WorkSheet:
            name = data.name
            read = lambda name=name: _faults(lambda: workbook.get_sheet_by_name(name))  # noqa: E731 - one name a sheet
            yield name, data.visible is not SheetVisibleEnum.Visible, read


def _faults(step: Callable[[], Any]) -> Any:
    """One step of calamine's, its faults as ours."""
    try:
        return step()
    except PasswordError as problem:
        raise FaultyError(LOCKED) from problem
    except (CalamineError, WorkbookClosed) as problem:
        told = str(problem).lower()
        raise FaultyError(LOCKED if "password" in told or "encrypt" in told else BROKEN) from problem
    except BaseException as problem:
        # calamine's own faults come as pyo3's PanicException, which is not an Exception.
        if isinstance(problem, Exception) or type(problem).__name__ != "PanicException":
            raise
        raise FaultyError(BROKEN) from problem


def _try_out(memory: int, seconds: int) -> str:
    """What becomes of the workbook on standard input: the number of its cells, with the empty ones between them, or
    why it cannot be read."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        cells = 0
        for _, _, read in worksheets(sys.stdin.buffer.read()):
            sheet = read()
            cells += sheet.height * sheet.width
    except FaultyError as problem:
        return problem.why
    except MemoryError:
        return FULL
    return str(cells)


if __name__ == "__main__":
    sys.stdout.write(_try_out(int(sys.argv[1]), int(sys.argv[2])))
