"""The rules of the house (docs: architecture): sizes, docstrings, one module a library, no clock, no float."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.meta.sources import ROOMS, ROOT, functions, imports, lines, modules, names, parsed

MOST_LINES = 400
MOST_LINES_A_FUNCTION = 40
# Functions that are longer, and why.
LONGER: dict[str, str] = {
    "edi/cli/commands/qimr.py:command": "a parameter an option of the command, most lines are their help",
    "edi/cli/commands/providers.py:command": "a parameter an option of the command, most lines are their help",
    "edi/cli/commands/read.py:command": "a parameter an option of the command, most lines are their help",
    "edi/cli/commands/members.py:read": "a parameter an option of the command",
    "edi/cli/commands/validate.py:command": "a parameter an option of the command, most lines are their help",
}

# Foreign library -> the modules that import it. Nothing of it leaks out of them.
HOMES: dict[str, set[str]] = {
    "sqlalchemy": {"edi/ledger/database.py"},
    "alembic": {f"edi/ledger/{name}.py" for name in ("migrate", "migrations/env", "migrations/versions/step_0001")},
    "python_calamine": {"invoices/workbook/calamine.py"},
    "olefile": {"invoices/workbook/records.py"},
    "pyx12": {"edi/guide/pyx12_engine.py"},
    "anyascii": {"invoices/cells/text.py"},
    "dateutil": {"invoices/cells/date.py"},
    "pycountry": {"invoices/cells/languages.py"},
    "openpyxl": {"invoices/returns/plain.py", "edi/conversion/xlsx_form.py"},
    "jinja2": {"edi/views/page_template.py"},
    "xlsxwriter": {"edi/qimr/workbook.py", "invoices/member_files/workbook.py"},
    # The marked copy is made by editing the parts of the workbook: a part a module.
    "lxml": {f"invoices/returns/{name}.py" for name in ("book", "notes", "package", "sheet", "styles")}
    | {"edi/responses/evr.py", "edi/guide/mapfile.py", "edi/conversion/xml_form.py", "invoices/workbook/html_table.py"},
}


@pytest.fixture(autouse=True, scope="module")
def _forgotten() -> Iterator[None]:
    """Trees of all the source are much for the collector to walk in the tests that follow."""
    yield
    for cached in (parsed, imports, functions, calls):
        cached.cache_clear()


@pytest.mark.parametrize("name", names())
def test_a_module_is_not_too_long(name: str) -> None:
    assert len(lines(name)) <= MOST_LINES


def long_functions() -> Iterator[str]:
    for name, module in modules().items():
        for function in functions(module):
            if (function.end_lineno or 0) - function.lineno + 1 > MOST_LINES_A_FUNCTION:
                yield f"{name}:{function.name}"


def test_no_function_is_too_long() -> None:
    assert set(long_functions()) - set(LONGER) == set()


def test_the_list_of_longer_functions_is_not_out_of_date() -> None:
    assert set(LONGER) - set(long_functions()) == set()


def public(module: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Classes, functions and methods that are part of what a module offers. A method that Python or a library calls
    under a given name, and an override of one, has its meaning from there."""
    for node in module.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and not node.name.startswith("_"):
            yield node
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from (
                method
                for method in node.body
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)) and not method.name.startswith("_")
            )


@pytest.mark.parametrize("name", names())
def test_everything_public_is_documented(name: str) -> None:
    module = parsed(name)
    assert ast.get_docstring(module), "the module has no docstring"
    bare = [node.name for node in public(module) if not ast.get_docstring(node)]
    assert bare == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_is_imported_by_its_home_only(library: str) -> None:
    assert {name for name, module in modules().items() if library in imports(module)} == HOMES[library]


@cache
def calls(module: ast.Module) -> list[tuple[str, int]]:
    """The dotted names that a module calls."""
    return [(ast.unparse(node.func), node.lineno) for node in ast.walk(module) if isinstance(node, ast.Call)]


def test_money_is_never_a_float() -> None:
    """The page draws charts with floats; no amount that is sent goes through one."""
    found = {
        name
        for name, module in modules().items()
        if not name.startswith("edi/views/") and any(called == "float" for called, _ in calls(module))
    }
    assert found == set()


CLOCKS = re.compile(r"(^|\.)(today|utcnow|time_ns)$|(^|\.)datetime\.now$|^time\.time$")
# Where the real clock is read; everything else is handed a moment.
READS_THE_CLOCK = {("edi/app/given.py", "datetime.now")}


def test_the_clock_and_chance_are_arguments() -> None:
    found = {
        (name, called)
        for name, module in modules().items()
        for called, _ in calls(module)
        if CLOCKS.search(called) and not name.startswith("mappings/tools/")
    }
    assert found == READS_THE_CLOCK
    assert not {name for name, module in modules().items() if {"random", "uuid", "secrets"} & imports(module)}


def test_only_the_command_line_prints() -> None:
    found = {
        name
        for name, module in modules().items()
        if not name.startswith(("edi/cli/", "mappings/tools/"))
        and any(called == "print" for called, _ in calls(module))
    }
    assert found == set()


def test_only_the_command_line_imports_click() -> None:
    assert not {n for n, module in modules().items() if "click" in imports(module) and not n.startswith("edi/cli/")}


LAYERS = {
    "edi/cli/": {"invoices"},
    "edi/app/": {"edi.cli"},
    "invoices/": {"edi.app", "edi.cli"},
    "edi/": {"edi.app", "edi.cli", "invoices"},
    "mappings/": {"edi", "invoices"},
}
# Rooms of their own inside another one.
INNER = {"edi/": ("edi/app/", "edi/cli/", "edi/__init__.py")}


@pytest.mark.parametrize("room", LAYERS)
def test_no_room_looks_up(room: str) -> None:
    """As the import-linter contract, and quicker to read when it breaks."""
    for name, module in modules().items():
        if not name.startswith(room) or name.startswith(INNER.get(room, ("-",))):
            continue
        found = {
            node.module
            for node in ast.walk(module)
            if isinstance(node, ast.ImportFrom) and node.module
        }  # fmt: skip
        above = {i for i in found for up in LAYERS[room] if i == up or i.startswith(up + ".")}
        assert above == set(), name


def test_the_import_contracts_are_kept() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    if not tool.exists():
        pytest.fail("import-linter is part of the development tools")
    done = subprocess.run([str(tool), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


SLOW = ("openpyxl", "pyx12", "jinja2", "lxml", "pydantic", "xlsxwriter", "sqlalchemy", "alembic")


@pytest.mark.parametrize("module", ["edi.cli.main"])
def test_starting_imports_nothing_slow(module: str) -> None:
    code = f"import sys, {module}; print(*(m for m in {SLOW} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_reading_an_invoice_needs_no_writer_of_workbooks() -> None:
    code = f"import sys, invoices.translate; print(*(m for m in {SLOW[:4]} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def imported_after(code: str) -> set[str]:
    """What stands in memory after some code, in a process of its own."""
    told = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_program_costs_nothing() -> None:
    found = imported_after("import edi; edi.__all__, dir(edi)")
    assert {name for name in found if name.partition(".")[0] in ROOMS} == {"edi"}
    assert not found & {*SLOW, "msgspec", "click"}


def test_a_check_of_x12_imports_nothing_slow() -> None:
    found = imported_after("import edi; edi.validate('samples/form.837').valid")
    assert not found & {*SLOW, "click"}
    assert not {name for name in found if name.startswith("invoices")}


# Below, what starting costs stays what it is: modules that a run loads only where it uses them.
VALIDATE = [*SLOW, "concurrent.futures", "multiprocessing", "tempfile", "traceback", "json", "nameparser", "edi.t274"]
TRANSLATE = ["concurrent.futures", "edi.t274", "openpyxl", "pyx12", "xlsxwriter"]


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (["validate", "samples/quarter/quarter.837"], VALIDATE),
        (["samples/dhcs-long.xlsx", "--profile", "samples/edi-translate.toml", "--dry-run", "-q"], TRANSLATE),
    ],
    ids=["validate", "translate"],
)
def test_a_run_loads_nothing_slow_that_it_does_not_use(words: list[str], unused: list[str]) -> None:
    code = (
        "import sys; from edi.cli.main import run\n"
        f"try: run({words})\nexcept SystemExit: print('loaded:', *(m for m in {unused} if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_nothing_stands_at_the_top_but_the_rooms() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith((".", "__"))}
    built = {"build", "dist", "site", "edi-out"}
    environments = {path.parent.name for path in ROOT.glob("*/pyvenv.cfg")}
    assert folders - built - environments <= {*ROOMS, "tests", "samples", "docs"}
