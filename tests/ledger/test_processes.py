"""Several writers at once, and writers that are killed: numbers never repeat, and a batch is in the ledger with its
files, or neither."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from edi.app.staging import Staging
from edi.control_numbers import Counting
from edi.ledger.batch import abandoned, record, recover, unfinished
from edi.ledger.ledger import open_ledger
from edi.ledger.records import Event, Output
from edi.ledger.verify import verify
from tests.ledger.support import AT, KEY, WHO, claim, plan, plans

FORK = multiprocessing.get_context("fork")
#: By hand: EDI_KILLS=200.
KILLS = int(os.environ.get("EDI_KILLS", "40"))


def send_for_ever(url: str, folder: Path, name: str, most: int) -> None:
    """What a run does: waits for its turn, takes numbers, writes its files, says so."""
    for turn in range(most):
        ledger = open_ledger(url, KEY, WHO, seen=folder / "seen", wait=60)
        with ledger.writing(), Staging(folder) as staging:
            recover(ledger, AT)
            isa = ledger.database.take("isa")
            claims = [claim(f"300{name}{turn:06}{who:02}", who=isa * 10 + who) for who in range(4)]
            first, second = (folder / f"{name}-{turn}{end}.837" for end in ("", ".b"))
            other = [claim(f"301{name}{turn:06}", who=isa)]
            numbers = Counting(isa, isa)
            what, texts = plans(
                [(first, claims, numbers), (second, other, Counting(isa, isa))], file=f"{name}-{turn}.xlsx"
            )
            for path, text in zip((first, second), texts, strict=True):
                staging.add(path.name, text.encode())
            record(ledger, what, staging.commit, AT)
        ledger.database.close()


def test_eight_writers_never_share_a_number_or_lose_a_batch(url: str, tmp_path: Path) -> None:
    open_ledger(url, KEY, WHO, create=True)
    writers = [FORK.Process(target=send_for_ever, args=(url, tmp_path, f"w{n}", 5)) for n in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0] * 8
    ledger = open_ledger(url, KEY, WHO)
    numbers = Counter(one.isa for one in ledger.database.rows(Output) if not one.path.endswith(".b.837"))
    assert len(numbers) == 40
    assert set(numbers.values()) == {1}
    assert verify(ledger).faults == verify(ledger).notes == ()
    assert len(list(tmp_path.glob("*.837"))) == 80


def test_eight_openings_at_once_make_one_ledger(url: str) -> None:
    openings = [FORK.Process(target=open_ledger, args=(url, KEY, WHO), kwargs={"create": True}) for _ in range(8)]
    for one in openings:
        one.start()
    for one in openings:
        one.join(60)
    assert [one.exitcode for one in openings] == [0] * 8
    assert verify(open_ledger(url, KEY, WHO)).faults == ()


def test_a_killed_writer_leaves_a_batch_with_its_files_or_neither(url: str, tmp_path: Path) -> None:
    open_ledger(url, KEY, WHO, create=True)
    chance = random.Random(15)
    start = time.monotonic()
    send_for_ever(url, tmp_path, "first", 2)
    turn = (time.monotonic() - start) / 2  # of this machine, with what it does besides
    for number in range(KILLS):
        writer = FORK.Process(target=send_for_ever, args=(url, tmp_path, f"k{number}", 1000))
        writer.start()
        time.sleep(chance.uniform(0, 4 * turn))
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
    check_after_kills(url, tmp_path)


def check_after_kills(url: str, folder: Path) -> None:
    """The ledger and the folder say the same."""
    ledger = open_ledger(url, KEY, WHO, seen=folder / "seen")
    with ledger.writing():
        recover(ledger, AT)
    assert unfinished(ledger.database) == []
    gone = abandoned(ledger.database)
    outputs = list(ledger.database.rows(Output))
    standing = {one.path: one.sha256 for one in outputs if one.batch not in gone}
    there = {str(path): sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.837")}
    assert there == standing
    assert len(standing) > KILLS / 10
    numbers = Counter(one.isa for one in outputs if not one.path.endswith(".b.837"))
    assert set(numbers.values()) == {1}
    assert verify(ledger).faults == ()
    kinds = Counter(one.kind for one in ledger.database.rows(Event))
    assert kinds["prepared"] == kinds["committed"] + kinds["abandoned"]


class Point(NamedTuple):
    """Where a writer dies, and whether its batch stands afterwards."""

    name: str
    stands: bool


def die(*_: object) -> None:
    """As kill -9."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("point", [Point("before", False), Point("between", False), Point("after", True)], ids=str)
def test_death_at_each_step_of_giving_names(point: Point, url: str, tmp_path: Path) -> None:
    open_ledger(url, KEY, WHO, create=True)

    def run() -> None:
        ledger = open_ledger(url, KEY, WHO)
        files = [(tmp_path / f"{name}.837", [claim(who=who)], Counting(who)) for who, name in ((1, "a"), (2, "b"))]
        what, (text, more) = plans(files)

        def write() -> None:
            steps: dict[str, Callable[[], object]] = {
                "before": die,
                "a": lambda: (tmp_path / "a.837").write_text(text),
                "between": die,
                "b": lambda: (tmp_path / "b.837").write_text(more),
                "after": die,
            }
            for name, step in steps.items():
                if step is not die or name == point.name:
                    step()

        with ledger.writing():
            record(ledger, what, write, AT)

    writer = FORK.Process(target=run)
    writer.start()
    writer.join(60)
    assert writer.exitcode == -signal.SIGKILL
    ledger = open_ledger(url, KEY, WHO)
    assert unfinished(ledger.database) == [1]
    assert any("prepared and not committed" in note for note in verify(ledger).notes)
    with ledger.writing():
        found = recover(ledger, AT)
    assert [one.committed for one in found] == [point.stands]
    assert len(list(tmp_path.glob("?.837"))) == (2 if point.stands else 0)
    assert verify(ledger).faults == ()


def test_a_run_that_cannot_write_gives_its_lines_back(url: str, tmp_path: Path) -> None:
    ledger = open_ledger(url, KEY, WHO, create=True)
    what, _ = plan(tmp_path / "a.837", [claim()])

    def write() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), ledger.writing():
        record(ledger, what, write, AT)
    assert abandoned(ledger.database) == {1}
    assert verify(ledger).faults == verify(ledger).notes == ()
