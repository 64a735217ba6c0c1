"""Compiled guides: the same from the map and from the cache, whatever state the cache is in."""

from __future__ import annotations

import gc
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from edi.collector import collector_paused
from edi.guide import cache, library
from edi.guide.mode import Mode
from edi.guide.model import Guide
from edi.guide.session import Session
from edi.guide.states import Table
from edi.guide.validate import validate
from edi.x12.delimiters import Delimiters
from edi.x12.reader import read_blocks
from tests.benchmarks.generate import varied_good
from tests.guide.samples import encounter

MAP = "999.5010X231.A1.xml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EDI_TRANSLATE_CACHE", str(tmp_path / "cache"))
    library.guide.cache_clear()
    yield tmp_path / "cache"
    library.guide.cache_clear()


def test_a_guide_is_stored_and_loaded(folder: Path) -> None:
    first = library.guide(MAP)
    (stored,) = folder.iterdir()
    assert stat.S_IMODE(stored.stat().st_mode) == 0o600
    library.guide.cache_clear()
    assert library.guide(MAP) == first
    assert [path.name for path in folder.iterdir()] == [stored.name]


@pytest.mark.parametrize("content", [b"", b"not msgpack", msgspec.msgpack.encode([1, 2, 3])])
def test_a_damaged_cache_file_is_replaced(folder: Path, content: bytes) -> None:
    first = library.guide(MAP)
    (stored,) = folder.iterdir()
    stored.write_bytes(content)
    library.guide.cache_clear()
    assert library.guide(MAP) == first
    assert cache.load(stored.name, Guide) == first


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("EDI_TRANSLATE_CACHE", str(tmp_path / "file" / "cache"))
    library.guide.cache_clear()
    assert library.guide(MAP).id == "999"
    library.guide.cache_clear()


def test_the_cache_can_be_turned_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDI_TRANSLATE_CACHE", "")
    assert cache.folder() is None
    library.guide.cache_clear()
    assert library.guide(MAP).id == "999"
    library.guide.cache_clear()


def test_a_checksum_depends_on_every_source() -> None:
    assert cache.checksum([b"ab", b"c"]) != cache.checksum([b"a", b"bc"])


@pytest.mark.parametrize(
    ("interchange", "version", "functional_id", "identifier"),
    [
        ("00501", "005010X222A1", "HC", "837"),
        ("00501", "005010X223A2", "HC", "837Q3"),
        ("00501", "005010X220A1", "BE", "834A1"),
        ("00501", "005010X221A1", "HP", "835W1"),
        ("00501", "005010X218", "RA", "820A1"),
        ("00501", "005010X214", "HN", "277"),
        ("00501", "005010X231A1", "FA", "999"),
        ("00401", "004010X098A1", "HC", "837"),
    ],
)
def test_guides_by_version(interchange: str, version: str, functional_id: str, identifier: str) -> None:
    shelf = library.Library(Mode.PRODUCT, {})
    file = shelf.find(interchange, version, functional_id)
    assert file is not None
    assert library.guide(file).id == identifier
    assert shelf.find(interchange, version, "??") is None


def test_aliases_lead_to_guides() -> None:
    shelf = library.Library(Mode.PRODUCT, {})
    for (functional_id, version), served_by in library.aliases().items():
        assert shelf.find("00501", version, functional_id) is None
        assert shelf.find("00501", served_by, functional_id) is not None


def test_a_warm_start_imports_neither_pyx12_nor_lxml(tmp_path: Path) -> None:
    path = tmp_path / "encounter.837"
    path.write_bytes(encounter())
    validate(path).run()
    program = (
        "import sys; from edi.guide.validate import validate; assert validate(sys.argv[1]).run().valid;"
        "print([name for name in ('pyx12', 'lxml', 'pydantic', 'logging') if name in sys.modules])"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, cwd=root)
    assert done.stdout.strip() == "[]", done.stderr


def test_tables_of_many_delimiters_are_given_up() -> None:
    """A file may change its delimiters with every interchange; memory stays flat all the same."""
    signs = "!#$%&+,;<=>?"
    gc.collect()
    before = _tables_alive()  # those of other tests
    with library_of_control() as tables:
        for element in signs:
            for component in signs:
                tables.control(Delimiters(element, component, "~", "^", "00501"), "00501")
                assert len(tables.tables) <= library._KEPT
        assert _tables_alive() - before < 100


def _tables_alive() -> int:
    return sum(isinstance(one, Table) for one in gc.get_objects())


@contextmanager
def library_of_control() -> Iterator[library.Library]:
    """Tables as a run has them: with the collector paused."""
    with collector_paused():
        yield library.Library(Mode.PRODUCT, {})


def test_a_state_that_gave_up_remembering_starts_anew_with_the_next_file() -> None:
    """A varied file fills states with texts that never come back; the file after it may be all alike."""
    shelf = library.Library(Mode.PRODUCT, {})
    session = Session(shelf, Mode.PRODUCT)
    for block in read_blocks(iter(["".join(varied_good(1_500)).encode()])):
        session.block(block)
    states = [state for table in shelf.tables.values() for state in table.states.values()]
    assert not all(state.remembers for state in states)
    shelf.close()
    assert all(state.remembers and not state and not state.former for state in states)
