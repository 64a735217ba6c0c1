"""Outputs appear together and whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edi.cli.staging import Staging


def test_files_appear_on_commit_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    with Staging(tmp_path) as staging:
        staging.add("a.837", b"ISA")
        staging.add("b.json", b"{}")
        assert not (tmp_path / "a.837").exists()
        assert staging.commit() == [tmp_path / "a.837", tmp_path / "b.json"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.837": b"ISA", "b.json": b"{}"}
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in tmp_path.iterdir())


def test_a_failure_leaves_the_older_files_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.837").write_bytes(b"old")
    calls = iter([None, OSError(28, "No space left on device")])

    def full_disk(handle: int) -> None:
        problem = next(calls)
        if problem:
            raise problem

    monkeypatch.setattr(os, "fsync", full_disk)

    def write() -> None:
        with Staging(tmp_path) as staging:
            staging.add("a.837", b"new")
            staging.add("b.json", b"new")
            staging.commit()

    with pytest.raises(OSError, match="No space"):
        write()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.837": b"old"}


def test_a_name_with_a_path_goes_nowhere_else(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with Staging(folder) as staging:
        staging.add("../../evil.837", b"ISA")
        assert staging.commit() == [folder / "evil.837"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
