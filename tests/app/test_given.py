"""What callers may hand in, and what they are told where it will not do."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

import edi
from edi.app.given import as_given, named, told_apart
from edi.app.sink import Folder, sink_of


def test_paths_stay_and_content_gets_a_name(tmp_path: Path) -> None:
    assert named("a.837") == named(Path("a.837")) == Path("a.837")
    assert named(b"ISA") == edi.NamedBytes("input", b"ISA") == named(bytearray(b"ISA"))
    (tmp_path / "b.837").write_bytes(b"ISA*")
    with (tmp_path / "b.837").open("rb") as file:
        assert named(file) == edi.NamedBytes("b.837", b"ISA*")
    assert named(io.BytesIO(b"x")).name == "input"
    assert (as_given("./a.837"), as_given(b"ISA")) == ("./a.837", "")


@pytest.mark.parametrize("given", [io.StringIO("ISA*"), 7, None, ["a.837"]])
def test_anything_else_is_refused_in_words(given: Any) -> None:
    with pytest.raises(edi.RequestError, match=r"open the file for bytes|is no path, no content"):
        edi.validate(given)


def test_names_are_told_apart_before_their_ending() -> None:
    assert told_apart(["a.xlsx", "b.csv", "a.xlsx", "a-2.xlsx", "a.xlsx"]) == [
        "a.xlsx", "b.csv", "a-2.xlsx", "a-2-2.xlsx", "a-3.xlsx",
    ]  # fmt: skip


def test_a_folder_has_all_files_or_none(tmp_path: Path) -> None:
    with sink_of(tmp_path / "out") as sink:
        assert isinstance(sink, Folder)
        sink.add("a", b"1")
        sink.add("b", iter([b"2", b"3"]))
        assert not list((tmp_path / "out").glob("[ab]"))
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == {"a": b"1", "b": b"23"}
    with pytest.raises(ZeroDivisionError):
        fails_after_one(tmp_path / "other")
    assert list((tmp_path / "other").iterdir()) == []
    with sink_of(None) as nothing:
        assert nothing is None


def fails_after_one(folder: Path) -> None:
    with sink_of(folder) as sink:
        assert sink is not None
        sink.add("a", b"1")
        raise ZeroDivisionError
