"""Outputs appear together and whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from edi.app.staging import Staging


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


def folder_of(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in path.iterdir() if each.is_file()}


@pytest.mark.parametrize("failing", range(6))
def test_all_names_are_given_or_none(tmp_path: Path, failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the renames fails: two new files take the place of older ones, one is new, one goes."""
    before = {"a.837": b"old", "b.json": b"old", "gone.xlsx": b"old"}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    rename, calls = Path.replace, iter(range(100))

    def blocked(self: Path, target: Path) -> Path:
        if next(calls) == failing:
            raise PermissionError(13, "Permission denied", str(target))
        return rename(self, target)

    def write() -> None:
        with Staging(tmp_path) as staging:
            for name in ("a.837", "new.html", "b.json"):
                staging.add(name, b"new")
            staging.remove(tmp_path / "gone.xlsx")
            with monkeypatch.context() as patched:
                patched.setattr(Path, "replace", blocked)
                staging.commit()

    with pytest.raises(PermissionError):
        write()
    assert folder_of(tmp_path) == before
    write_all = iter(range(100, 200))
    calls = write_all
    write()
    assert folder_of(tmp_path) == {"a.837": b"new", "new.html": b"new", "b.json": b"new"}


def test_a_folder_of_that_name_is_told_before_anything_is_renamed(tmp_path: Path) -> None:
    (tmp_path / "b.json" / "x").mkdir(parents=True)
    (tmp_path / "a.837").write_bytes(b"old")
    with Staging(tmp_path) as staging:
        staging.add("a.837", b"new")
        staging.add("b.json", b"new")
        with pytest.raises(IsADirectoryError) as blocked:
            staging.commit()
    assert blocked.value.filename == str(tmp_path / "b.json")
    assert folder_of(tmp_path) == {"a.837": b"old"}


def test_files_of_two_folders_come_together(tmp_path: Path) -> None:
    (tmp_path / "two" / "b").mkdir(parents=True)
    with Staging(tmp_path / "one") as staging:
        staging.add("a", b"1")
        staging.add("b", b"2", tmp_path / "two")
        with pytest.raises(IsADirectoryError):
            staging.commit()
    assert list((tmp_path / "one").iterdir()) == []


def test_a_folder_that_is_made_is_its_owners_only(tmp_path: Path) -> None:
    with Staging(tmp_path / "new" / "out") as staging:
        staging.add("a", b"1")
        staging.commit()
    assert (tmp_path / "new" / "out").stat().st_mode & 0o777 == 0o700


def test_what_a_killed_run_has_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    left = {".edi-1.part", ".edi-2.old"}
    kept = {".edi-now.part", ".edi-notes.txt", "march.part"}
    for name in left | kept:
        (tmp_path / name).write_bytes(b"")
    later = 1_000_000_000_000_000_000
    for name in left | kept - {".edi-now.part"}:
        os.utime(tmp_path / name, ns=(later, later))
    with Staging(tmp_path) as staging:
        staging.add("a", b"1")
        staging.commit()
    assert {path.name for path in tmp_path.iterdir()} == {*kept, *left, "a"}  # they have only just been put there


def test_old_ones_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (".edi-1.part", ".edi-2.old", ".edi-notes.txt", "march.part"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr("edi.app.staging.ABANDONED_SECONDS", -1)
    with Staging(tmp_path) as staging:
        staging.add("a", b"1")
    assert {path.name for path in tmp_path.iterdir()} == {".edi-notes.txt", "march.part"}
