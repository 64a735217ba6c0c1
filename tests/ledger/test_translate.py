"""`translate` with a ledger: nothing goes out twice, corrections follow, and the rest is as it is without one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from edi.app.remembering import RememberedRun, run_remembering
from edi.app.settings import ChosenProfile
from edi.app.translate import TranslateRequest, run
from edi.control_numbers import Counting
from edi.ledger.answers import record_answers
from edi.ledger.batch import abandoned
from edi.ledger.ledger import open_ledger
from edi.ledger.records import Batch, Event, Transaction, Version
from edi.ledger.verify import verify
from edi.model.answer import Said
from invoices.intake import Source
from tests.invoices.cases import ECM, NOW, RECEIVED, csv_bytes, everything, profile, table, wide_table
from tests.ledger.support import KEY, WHO

FORK = multiprocessing.get_context("fork")
OTHER = {"member_cin": "91234568A", "member_first_name": "EVA", "control_number": "C-0002"}
THIRD = {"member_cin": "91234569A", "member_first_name": "IDA", "control_number": "C-0003"}
FAULTY = {"member_cin": "91234570A", "units": "zwei", "control_number": "C-0004"}


class Office:
    """A folder with a ledger, where invoices come in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = str(folder / "l.db")
        open_ledger(self.url, KEY, WHO, create=True)
        self.now = NOW

    def request(self, *lines: Mapping[str, Any], name: str = "march.csv", data: bytes = b"") -> TranslateRequest:
        """An invoice with some changes of the valid line."""
        content = data or csv_bytes(table(everything(), lines))
        chosen = ChosenProfile(profile(), "profile", is_sample=False)
        source = Source(Path(name), name, content)
        return TranslateRequest(sources=(source,), profile=chosen, now=self.now, received=RECEIVED)

    def send(self, *lines: Mapping[str, Any], folder: str = "out", write: bool = True, **more: Any) -> RememberedRun:
        """Translates with the ledger; a day goes by."""
        ledger = open_ledger(self.url, KEY, WHO)
        done = run_remembering(self.request(*lines, **more), self.folder / folder if write else None, ledger)
        self.now += timedelta(days=1)
        assert verify(ledger).faults == ()
        rows = done.result.tally.rows
        assert rows["read"] == rows["sent"] + rows["withheld"] + rows["skipped"]
        return done

    def answer(self, claim: str, verdict: str = "accepted", payer: str = "DHCS1") -> None:
        """The state's answer about a claim that was sent once."""
        ledger = open_ledger(self.url, KEY, WHO)
        last = list(ledger.database.rows(Version, claim=claim))[-1]
        (tx,) = ledger.database.rows_in(Transaction, "id", [last.tx])
        said = Said("EVR", "claim", verdict, at=self.now.isoformat(), isa=tx.isa, claim=claim, payer_claim=payer)
        record_answers(ledger, f"{claim}{verdict}{last.number}", "a.xml", [said], self.now.isoformat())

    def count(self, record: type[Any]) -> int:
        """The rows of a table."""
        return open_ledger(self.url, KEY, WHO).database.count(record)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """With an empty ledger."""
    return Office(tmp_path)


def codes(done: RememberedRun) -> list[str]:
    """What was found, of the ledger."""
    return [one.code for one in done.result.findings if one.code.startswith("LG")]


def claims(done: RememberedRun) -> list[list[str]]:
    """The elements of each CLM that was written."""
    found = [text.strip().split("*") for made in done.result.outputs for text in made.text.split("~")]
    return [parts for parts in found if parts[0] == "CLM"]


def test_the_same_file_again_gives_the_same_bytes_and_no_new_claims(office: Office) -> None:
    first = office.send({}, OTHER, FAULTY)
    before = {path.name: path.read_bytes() for path in (office.folder / "out").iterdir()}
    again = office.send({}, OTHER, FAULTY, folder="again")
    assert (first.batch, first.same_as, again.batch, again.same_as) == (1, 0, 0, 1)
    after = {path.name: path.read_bytes() for path in (office.folder / "again").iterdir()}
    assert after == before
    assert (office.count(Batch), office.count(Version)) == (1, 2)


def test_the_first_run_is_the_run_without_a_ledger(office: Office) -> None:
    plain = run(office.request({}, OTHER, FAULTY), numbers=Counting(1, 1, 1))
    done = office.send({}, OTHER, FAULTY)
    assert [made.text for made in done.result.outputs] == [made.text for made in plain.outputs]
    assert [one.code for one in done.result.findings] == [one.code for one in plain.findings]
    assert done.result.run.inputs[0].dispositions == plain.run.inputs[0].dispositions


def test_a_corrected_copy_sends_only_what_was_not_sent(office: Office) -> None:
    office.send({}, FAULTY)
    done = office.send({}, FAULTY | {"units": "1"}, name="march.rejects.csv")
    assert len(claims(done)) == 1
    assert codes(done) == ["LG001"]
    (told,) = [one for one in done.result.findings if one.code == "LG001"]
    assert "march.csv › 'march' row 2, batch 1" in told.expected
    assert done.result.has_errors is False
    assert done.result.tally.rows == {"read": 2, "sent": 1, "withheld": 1, "skipped": 0}
    assert not any("rejects.rejects" in name for name in done.result.written.names)


def test_a_line_is_known_next_month_and_in_another_layout(office: Office) -> None:
    office.send({}, OTHER)
    office.now += timedelta(days=30)
    later = office.send({}, THIRD, name="april.csv")
    assert (codes(later), len(claims(later))) == (["LG001"], 1)
    wide = office.send(data=csv_bytes(wide_table([{}])), name="wide.csv")
    assert (codes(wide), claims(wide), wide.batch) == (["LG001"], [], 0)


def test_numbers_never_repeat_from_run_to_run(office: Office) -> None:
    days = [{"service_start": f"03/{day:02}/2026", "service_end": f"03/{day:02}/2026"} for day in (5, 6, 9)]
    runs = [office.send(OTHER | day, name=f"{at}.csv") for at, day in enumerate(days)]
    texts = [done.result.outputs[0].text for done in runs]
    assert [text.split("*")[13] for text in texts] == ["000000001", "000000002", "000000003"]
    groups = [next(one for one in text.split("~") if one.strip().startswith("GS*")).split("*")[6] for text in texts]
    assert groups == ["1", "2", "3"]


def test_a_changed_line_waits_then_replaces(office: Office) -> None:
    sent = office.send({}, OTHER)
    changed = {"unit_cost": "90.00", "line_charge": "90.00"}
    kept = office.send(changed, OTHER, name="corrected.csv")
    assert codes(kept) == ["LG002", "LG001"]
    assert kept.result.has_errors
    office.answer(claims(sent)[0][1])
    done = office.send(changed, OTHER, name="corrected.csv")
    ((_, number, charge, _, _, place, *_),) = claims(done)
    assert (number, charge, place) == (claims(sent)[0][1], "90", "11:B:7")
    assert "REF*F8*DHCS1~" in done.result.outputs[0].text
    assert codes(done) == ["LG003", "LG001"]
    assert codes(office.send(changed, OTHER, ECM, name="corrected again.csv")) == ["LG001", "LG001"]


def test_a_denied_line_that_was_corrected_goes_out_again(office: Office) -> None:
    sent = office.send({})
    office.answer(claims(sent)[0][1], "rejected")
    assert codes(office.send({}, ECM, name="more.csv")) == ["LG001"]
    done = office.send({"diagnoses": "Z59.02"}, name="corrected.csv")
    assert (codes(done), claims(done)[0][1]) == (["LG003"], claims(sent)[0][1])
    assert claims(done)[0][5] == "11:B:1"


def test_a_row_that_says_void_voids(office: Office) -> None:
    sent = office.send({}, OTHER)
    number = claims(sent)[0][1]
    office.answer(number, payer="DHCS7")
    void = {"claim_frequency": "8", "original_reference": "DHCS7"}
    done = office.send(void, name="void.csv")
    assert claims(done)[0][1] == number
    assert claims(done)[0][5] == "11:B:8"
    assert "REF*F8*DHCS7~" in done.result.outputs[0].text
    assert codes(done) == ["LG003"]


@pytest.mark.parametrize("says", [{"claim_frequency": "7"}, {"claim_frequency": "8", "original_reference": "DHCS9"}])
def test_a_row_that_corrects_the_unknown_is_no_original(says: dict[str, str], office: Office) -> None:
    done = office.send(says, OTHER)
    assert codes(done) == ["LG002"]
    assert len(claims(done)) == 1
    without = run(office.request(says, OTHER))
    assert "LN060" in [one.code for one in without.findings]


def test_a_removed_row_is_told_and_nothing_is_voided(office: Office) -> None:
    office.send({}, OTHER, THIRD)
    done = office.send({}, OTHER, name="copy.csv")
    assert codes(done) == ["LG001", "LG001", "LG004"]
    assert claims(done) == []
    assert "LG004" not in codes(office.send(ECM, name="new.csv"))


def test_a_dry_run_remembers_nothing(office: Office) -> None:
    done = office.send({}, write=False)
    assert len(claims(done)) == 1
    assert (office.count(Batch), office.count(Event)) == (0, 0)
    office.send({})
    assert codes(office.send({}, write=False, name="x.csv")) == ["LG001"]


def test_eight_runs_of_one_file_send_it_once(office: Office) -> None:
    lines = [{}, OTHER, THIRD]

    def one(number: int) -> None:
        ledger = open_ledger(office.url, KEY, WHO, wait=60)
        run_remembering(office.request(*lines), office.folder / f"out{number}", ledger)

    runs = [FORK.Process(target=one, args=(number,)) for number in range(8)]
    for each in runs:
        each.start()
    for each in runs:
        each.join(120)
    assert [each.exitcode for each in runs] == [0] * 8
    ledger = open_ledger(office.url, KEY, WHO)
    assert [(one.number, one.batch) for one in ledger.database.rows(Version)] == [(1, 1)] * 3
    assert verify(ledger).faults == ()
    written = {path.read_bytes() for path in office.folder.glob("out*/*.837")}
    assert len(written) == 1


def test_a_folder_that_is_full_leaves_the_lines_free(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from edi.app.staging import Staging

    def full(self: Staging) -> list[Path]:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "commit", full)
        with pytest.raises(OSError, match="No space left"):
            office.send({})
    ledger = open_ledger(office.url, KEY, WHO)
    assert abandoned(ledger.database) == {1}
    assert not list(office.folder.glob("out/*.837"))
    assert len(claims(office.send({}))) == 1


def test_the_same_inputs_under_other_settings_send_nothing(office: Office) -> None:
    office.send({})
    request = msgspec.structs.replace(office.request({}), received=date(2026, 3, 20))
    done = run_remembering(request, office.folder / "out", open_ledger(office.url, KEY, WHO))
    assert (done.batch, done.same_as, claims(done), codes(done)) == (0, 0, [], ["LG001"])


def test_moments_of_a_batch_are_those_of_the_run(office: Office) -> None:
    office.now = datetime(2026, 4, 2, 8, 15, 30)  # noqa: DTZ001 - local time
    office.send({})
    ledger = open_ledger(office.url, KEY, WHO)
    assert {one.at for one in ledger.database.rows(Event)} == {"2026-04-02T08:15:30"}
    assert {one.user for one in ledger.database.rows(Event)} == {"clerk"}
