"""Opens a workbook in a process of its own before it is opened in this one: calamine ends its process where a file
asks for more memory than there is, and prints a line of its own where it stumbles."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

from invoices.workbook.calamine import BROKEN, FULL, LOCKED
from invoices.workbook.sheet import MAX_CELLS, UnreadableError

#: What the other process may take. Twelve million filled cells fit; the largest .xls has sixteen, most of them empty.
MEMORY = 800 * 2**20
SECONDS, BYTES_A_SECOND = 4, 10_000_000
# Takes the program's path and libraries along without `site`, which costs more than the rest of the start.
_START = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_path(sys.argv.pop(1), run_name='__main__')"


def damaged() -> UnreadableError:
    """What is said about a workbook that breaks off or is broken."""
    return UnreadableError("WB001", "a damaged or truncated workbook", "a file that opens in Excel")


def locked() -> UnreadableError:
    """What is said about a workbook with a password."""
    return UnreadableError("WB008", "password-protected")


def far_apart() -> UnreadableError:
    """What is said about cells that lie so far apart that the empty ones between them would fill the memory."""
    found = f"its filled cells span more than {MAX_CELLS:,} cells"
    return UnreadableError("WB009", found, "the used cells close together")


def rehearse(content: bytes, expanded: int) -> None:
    """Opens a workbook of so many bytes, unpacked, in another process. Raises UnreadableError WB001 for a damaged one,
    WB008 for a password, WB009 for one that takes too much memory or time."""
    seconds = SECONDS + expanded // BYTES_A_SECOND
    module = importlib.util.find_spec("python_calamine")
    folder = Path(module.origin).parents[1] if module and module.origin else Path()
    command = [sys.executable, "-I", "-S", "-c", _START, str(folder)]
    command += [str(Path(__file__).with_name("calamine.py")), str(MEMORY), str(seconds)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=4 * seconds, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise far_apart() from problem
    said = done.stdout.decode("ascii", "replace")
    if said == LOCKED:
        raise locked()
    if said == BROKEN:
        raise damaged()
    if said == FULL or not said or int(said) > MAX_CELLS:
        raise far_apart()
