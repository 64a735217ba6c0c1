"""pyx12 as the oracle: the one module that imports and calls pyx12.

pyx12's own `x12n_document` runs unchanged; only its error handler is replaced by a subclass that writes down
every finding that the original records. What the original loses (findings on envelope segments, or before any
ST) is lost here too: the parity tests compare with what pyx12 says, not with what it should have said.
"""

from __future__ import annotations

import atexit
import io
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyx12.error_handler
import pyx12.map_if
import pyx12.params
import pyx12.x12n_document as _document

from edi.guide.library import OWN, index, map_folder

_PATCH_LOCK = threading.Lock()
_MAPS: dict[str, Any] = {}


class OracleFinding(NamedTuple):
    """One finding as pyx12 records it: level (`isa`, `gs`, `st`, `seg`, `ele`), line (segments read), segment
    id, element and component (0 where pyx12 gives none), code. The text is dropped: it holds values."""

    level: str
    line: int
    segment: str
    element: int
    component: int
    code: str


class OracleResult(msgspec.Struct, frozen=True):
    """pyx12's verdict and findings; `failure` names the exception class when pyx12 gave up, else it is
    empty."""

    valid: bool
    findings: tuple[OracleFinding, ...]
    failure: str = ""


class _Recorder(pyx12.error_handler.err_handler):  # type: ignore[misc]
    """pyx12's error handler that also writes down, in order, what the original keeps in its tree."""

    def __init__(self) -> None:
        super().__init__()
        self.recorded: list[OracleFinding] = []
        self._element: Any = None

    def isa_error(self, err_cde: str, err_str: str) -> None:
        line = self.cur_isa_node.get_cur_line()
        super().isa_error(err_cde, err_str)
        self.recorded.append(OracleFinding("isa", line, "ISA", 0, 0, err_cde))

    def gs_error(self, err_cde: str, err_str: str) -> None:
        line = self.cur_gs_node.get_cur_line()
        super().gs_error(err_cde, err_str)
        self.recorded.append(OracleFinding("gs", line, "GS", 0, 0, err_cde))

    def st_error(self, err_cde: str, err_str: str) -> None:
        line = self.cur_st_node.get_cur_line()
        super().st_error(err_cde, err_str)
        self.recorded.append(OracleFinding("st", line, "ST", 0, 0, err_cde))

    def seg_error(self, err_cde: str, err_str: str, err_value: str | None = None, src_line: int | None = None) -> None:
        node = self.cur_seg_node
        before = len(node.errors) if node is not None else 0
        super().seg_error(err_cde, err_str, err_value, src_line)
        if node is not None and len(node.errors) > before:  # the original swallows what it cannot attach
            self.recorded.append(OracleFinding("seg", node.cur_line, node.seg_id, 0, 0, err_cde))

    def add_ele(self, map_node: Any) -> None:
        self._element = map_node
        super().add_ele(map_node)

    def ele_error(self, err_cde: str, err_str: str, bad_value: str | None, refdes: str | None = None) -> None:
        super().ele_error(err_cde, err_str, bad_value, refdes)
        element = self.cur_ele_node
        segment = self._element.get_parent_segment().id
        line = self.cur_seg_node.get_cur_line()
        place = (element.ele_pos, element.subele_pos or 0)
        self.recorded.append(OracleFinding("ele", line, segment, *place, err_cde))


def _load_map_once(load: Callable[..., Any]) -> Callable[..., Any]:
    """Keep maps between files: pyx12 keeps its counters elsewhere, so a map is never changed by a run."""

    def cached(map_file: str, param: Any, map_path: str | None = None) -> Any:
        if map_file not in _MAPS:
            _MAPS[map_file] = load(map_file, param, map_path)
        return _MAPS[map_file]

    return cached


@contextmanager
def _recording() -> Iterator[list[_Recorder]]:
    """Put the recorder and the kept maps in place while pyx12 runs, and keep its logger silent: it prints
    values."""
    made: list[_Recorder] = []

    def handler() -> _Recorder:
        made.append(_Recorder())
        return made[-1]

    logger = logging.getLogger("pyx12")
    with _PATCH_LOCK:
        saved = (pyx12.error_handler.err_handler, pyx12.map_if.load_map_file, logger.disabled, logger.level)
        pyx12.error_handler.err_handler = handler
        pyx12.map_if.load_map_file = _load_map_once(saved[1])
        logger.setLevel(logging.CRITICAL + 1)
        logger.disabled = True
        try:
            yield made
        finally:
            pyx12.error_handler.err_handler, pyx12.map_if.load_map_file = saved[0], saved[1]
            logger.disabled = saved[2]
            logger.setLevel(saved[3])


def readable(data: bytes) -> bytes:
    """The file as pyx12 is given it: its reader refuses 00405 in ISA12, so a copy says 00501 there."""
    return data[:84] + b"00501" + data[89:] if data[84:89] == b"00405" else data


# Folders that were made for pyx12; each is removed when the process ends.
_folders: list[tempfile.TemporaryDirectory[str]] = []


def _folder() -> str:
    """A folder for pyx12's `map_path` with our own guides: everything that it wants lies in one."""
    if _folders:
        return _folders[0].name
    made = tempfile.TemporaryDirectory(prefix="edi-translate-")
    atexit.register(made.cleanup)
    _folders.append(made)
    folder = Path(made.name)
    for name in ("x12.control.00401.xml", "x12.control.00501.xml", "codes.xml"):
        (folder / name).write_bytes((map_folder() / name).read_bytes())
    for path in OWN.glob("*.xml"):
        (folder / path.name).write_bytes(path.read_bytes())
    parts = [(place / "dataele.xml").read_text("utf-8") for place in (map_folder(), OWN)]
    ours = parts[1].partition("<data_elements>")[2].partition("</data_elements>")[0]
    (folder / "dataele.xml").write_text(parts[0].replace("</data_elements>", f"{ours}</data_elements>"), "utf-8")
    return made.name


def _map_path(data: bytes) -> str | None:
    """The folder of our own guides for a file of theirs, else None: pyx12's own folder."""
    own = {row.guide_version for row in index() if (OWN / row.file).is_file()}
    head = data[:1024].decode("latin-1")
    return _folder() if any(f"{head[3:4]}{version}" in head for version in own) else None


def run_pyx12(source: bytes | str | os.PathLike[str]) -> OracleResult:
    """Validate `source` (the file's bytes, or its path) with pyx12's `x12n_document`, by our own guides where it has
    none.

    Bytes are read as Latin-1 without newline translation, so that a byte is a character in both engines.
    Whatever pyx12 raises becomes `failure`; findings made until then are kept.
    """
    data = readable(source if isinstance(source, bytes) else Path(source).read_bytes())
    stream = io.StringIO(data.decode("latin-1"), newline="")
    valid, failure = False, ""
    with _recording() as made:
        try:
            param = pyx12.params.ParamsBase()
            valid = bool(_document.x12n_document(param, stream, None, None, map_path=_map_path(data)))
        except Exception as problem:
            failure = type(problem).__name__
    findings = tuple(made[0].recorded) if made else ()
    return OracleResult(valid, findings, failure)
