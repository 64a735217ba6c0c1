"""roundtrip and diff as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import PROFILE, SAMPLES, run
from tests.t837p.files import every_loop


def test_roundtrip_of_samples() -> None:
    done = run("roundtrip", SAMPLES)
    assert done.code == 0
    assert done.out == ""
    assert done.err.count("the same to the byte") == len([*SAMPLES.rglob("*.837"), *SAMPLES.rglob("*.274")])
    assert run("roundtrip", SAMPLES / "form.837", "-q").err == ""


def test_roundtrip_counts_what_is_insignificant() -> None:
    done = run("roundtrip", "-", stdin=every_loop(("H0043*50*", "H0043*50.00*")))
    assert done.code == 0
    assert "number form × 1" in done.err


def test_roundtrip_without_claims() -> None:
    assert run("roundtrip", PROFILE).code == 2
    assert run("roundtrip", "nowhere.837").code == 2


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_diff_names_what_changed(tmp_path: Path) -> None:
    old = write(tmp_path / "old.837", every_loop())
    new = write(
        tmp_path / "new.837",
        every_loop(("H0043*50*", "H0043*75*"), ("REF*EA*MRN~\n", ""), ("DOE*JANE*Q", "DOE*JANET*Q")),
    )
    done = run("diff", old, new)
    assert done.code == 1
    assert "claim A1 line 2: 2400 SV102 Line Item Charge Amount changed" in done.out
    assert "claim A1: 2300 REF Medical Record Number removed" in done.out
    assert "NM104 Subscriber First Name changed" in done.out
    assert "JANET" not in done.out
    assert done.err.strip() == "claims added 0, removed 0, changed 1"
    assert "'50' -> '75'" in run("diff", old, new, "--show-values").out


def test_diff_as_json(tmp_path: Path) -> None:
    old = write(tmp_path / "old.837", every_loop())
    new = write(tmp_path / "new.837", every_loop(("CLM*A1*", "CLM*B2*")))
    done = run("diff", old, new, "--format", "json", "-q")
    assert done.code == 1
    assert [(each["kind"], each["claim"]) for each in json.loads(done.out)] == [("added", "B2"), ("removed", "A1")]


def test_diff_of_the_same_claims(tmp_path: Path) -> None:
    old = write(tmp_path / "old.837", every_loop())
    new = write(tmp_path / "new.837", every_loop(("H0043*50*", "H0043*50.00*"), ("*000000001", "*000000002"), end="~"))
    assert run("diff", old, new).code == 0


def test_diff_tells_ids_from_numbers(tmp_path: Path) -> None:
    old = write(tmp_path / "old.837", every_loop(("REF*EA*MRN", "REF*EA*007")))
    new = write(tmp_path / "new.837", every_loop(("REF*EA*MRN", "REF*EA*7")))
    assert run("diff", old, new).code == 1


def test_diff_of_added_lines(tmp_path: Path) -> None:
    old = write(
        tmp_path / "old.837", every_loop(("LX*2~\nSV1*HC:H0043*50*UN*1***1~\nDTP*472*RD8*20240603-20240605~\n", ""))
    )
    new = write(tmp_path / "new.837", every_loop())
    assert "claim A1 line 2: added" in run("diff", old, new).out
