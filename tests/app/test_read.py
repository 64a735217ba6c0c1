"""Understanding a file without a terminal: read, answered, kept, and what would be sent."""

from __future__ import annotations

from pathlib import Path

import pytest

import edi
from edi.app.given import UnreadableInputError
from edi.app.read import FileReading, ReadRequest, decisions_of, draft_of
from edi.app.settings import chosen_profile
from edi.app.workbook_inputs import workbook_sources
from tests.cli.running import PROFILE, SAMPLES
from tests.invoices.cases import NOW

UNKNOWN = SAMPLES / "unknown.xlsx"


def opened(path: Path, folder: Path | None = None) -> FileReading:
    profile = PROFILE
    if folder is not None:
        profile = folder / "edi-translate.toml"
        profile.write_bytes(PROFILE.read_bytes())
    return FileReading(ReadRequest(source=workbook_sources([path])[0], profile=chosen_profile(profile)))


def test_a_file_is_read_and_would_be_sent_as_translate_sends_it() -> None:
    file = opened(UNKNOWN)
    file.read()
    sent = edi.translate(UNKNOWN, profile=PROFILE).tally.rows["sent"]
    assert file.would_send(NOW).sent == sent > 0
    assert [reading.sheet for reading in file.readings if reading.table]


def test_what_was_said_is_kept_beside_the_profile_and_known_next_time(tmp_path: Path) -> None:
    file = opened(UNKNOWN, tmp_path)
    file.read()
    column = next(column for column in file.readings[0].columns if column.status == "read" and column.field)
    with pytest.raises(edi.ConfigError, match="nothing is called"):
        file.read(says=["ZZ=units"])
    file.read({"Nothing!ZZ": "units"}, says=[f"{column.letter}={column.field}"])
    assert file.ignored
    (kept,) = file.keep("Tester", NOW)
    assert kept.parent == tmp_path / "readings"
    again = opened(UNKNOWN, tmp_path)
    assert again.saved


def test_without_a_profile_nothing_can_be_kept() -> None:
    file = FileReading(ReadRequest(source=workbook_sources([UNKNOWN])[0], profile=chosen_profile(None)))
    file.read()
    assert not file.can_be_kept
    with pytest.raises(edi.RequestError, match="there is none"):
        file.keep("Tester", NOW)


def test_a_layout_can_be_drafted_of_it() -> None:
    file = opened(UNKNOWN)
    file.read()
    text = draft_of(file.readings[0], "mine")
    assert 'name = "mine"' in text
    assert all(question.kind != "missing" for question in decisions_of(file.readings[0]))


def test_what_holds_no_rows_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableInputError, match="edi-translate explain WB0"):
        opened(path)
