"""What is done with a line, given what the ledger knows: sent once, corrected, sent again, voided, kept back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from edi.control_numbers import Counting
from edi.ledger.answers import record_answers
from edi.ledger.batch import record
from edi.ledger.decide import AGAIN, NEW, REPLACE, SENT, VOID_CLAIM, WITHHOLD, Decision, Rules
from edi.ledger.ledger import Ledger, open_ledger
from edi.ledger.life import lives
from edi.ledger.sort_out import RowSays, SortedOut, sort_out
from edi.ledger.verify import verify
from edi.model.answer import Said
from edi.model.encounter import Encounter, ServiceLine
from tests.ledger.support import AT, KEY, WHO, changed, claim, plan, service

LATER = "2026-03-09T09:00:00"


class Team:
    """A claims team with a ledger of its own: it sends encounters, and gets answers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger: Ledger = open_ledger(str(folder / "l.db"), KEY, WHO, create=True)
        self.batches = 0

    def sort(self, *claims: Encounter, now: str = AT, **says: RowSays) -> SortedOut:
        """What would be done. `says` is what all rows say."""
        said = says.get("says", RowSays())

        def of(line: ServiceLine) -> RowSays:
            return said._replace(visit="" if line.control_number.startswith("R-") else line.control_number)

        return sort_out(self.ledger, claims, Rules(now), of)

    def send(self, *claims: Encounter, now: str = AT, **says: RowSays) -> list[Decision]:
        """Sends what is to be sent; the decisions of all lines."""
        found = self.sort(*claims, now=now, **says)
        if found.encounters:
            self.batches += 1
            path = self.folder / f"{self.batches}.837"
            isa = self.batches
            what, text = plan(path, found.encounters, Counting(isa, isa), file=f"{self.batches}.xlsx")
            with self.ledger.writing():
                record(self.ledger, what, lambda: path.write_text(text), now)
        assert verify(self.ledger).faults == ()
        return [one for some in found.decisions for one in some]

    def answer(self, claim_id: str, verdict: str, *, payer: str = "P1", batch: int = 0, layer: str = "EVR") -> None:
        """The receiver's answer for a claim of a batch."""
        isa = f"{batch or self.batches:09}"
        said = Said(
            layer,
            "claim",
            verdict,
            at=f"2026-03-0{batch or self.batches}T10",
            isa=isa,
            claim=claim_id,
            payer_claim=payer,
        )
        record_answers(self.ledger, f"{claim_id}-{verdict}-{isa}", "x", [said], AT)

    def states(self, claim_id: str) -> tuple[str, ...]:
        """The states of a claim's versions."""
        return next(iter(lives(self.ledger.database, [claim_id]))).states


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """With an empty ledger."""
    return Team(tmp_path)


def kinds(found: Sequence[Decision]) -> list[str]:
    """What was decided."""
    return [one.kind for one in found]


def dearer(line: ServiceLine) -> ServiceLine:
    """The same service, corrected."""
    return msgspec.structs.replace(line, charge=line.charge + 500, units=line.units + Decimal(1))


def test_a_line_is_sent_once(team: Team) -> None:
    one = claim(lines=[service(1), service(2)])
    assert kinds(team.send(one)) == [NEW, NEW]
    again = team.send(one)
    assert kinds(again) == [SENT, SENT]
    assert "1.xlsx › 'Invoice' row 2, batch 1" in again[0].why
    assert team.batches == 1


def test_a_line_is_known_in_another_claim_with_another_name_and_number(team: Team) -> None:
    team.send(claim("300FIRST", lines=[service(1)]))
    other = changed(
        claim("300OTHER", lines=[service(1, control="R-77")]),
        member=changed(claim().member, first_name="ANA MARIA"),
    )
    assert kinds(team.send(other, now=LATER)) == [SENT]


def test_only_the_new_line_of_a_corrected_copy_goes_out(team: Team) -> None:
    team.send(claim("300A", lines=[service(1)]))
    found = team.sort(claim("300B", lines=[service(1), service(2)]))
    assert kinds(found.decisions[0]) == [SENT, NEW]
    (part,) = found.encounters
    assert [line.hcpcs for line in part.lines] == [service(2).hcpcs]
    assert part.claim_id not in ("300A", "300B")
    assert part.claim_id[:3] == "300"
    assert team.sort(claim("300B", lines=[service(1), service(2)])).encounters[0].claim_id == part.claim_id


def test_a_changed_line_of_an_accepted_claim_replaces_it(team: Team) -> None:
    team.send(claim("300A", lines=[service(1), service(2)]))
    team.answer("300A", "accepted", payer="DHCS1")
    found = team.sort(claim("300B", lines=[dearer(service(1)), service(2)]))
    (one,) = found.encounters
    assert (one.claim_id, one.frequency, one.payer_claim_id, len(one.lines)) == ("300A", "7", "DHCS1", 2)
    assert kinds(team.send(claim("300B", lines=[dearer(service(1)), service(2)]))) == [REPLACE, REPLACE]
    assert team.states("300A") == ("accepted", "waiting")
    assert kinds(team.send(claim("300B", lines=[dearer(service(1)), service(2)]))) == [SENT, SENT]
    team.answer("300A", "accepted", payer="DHCS2")
    assert team.states("300A") == ("replaced", "accepted")


def test_a_replacement_that_was_denied_is_not_sent_again_as_it_was(team: Team) -> None:
    team.send(claim("300A", lines=[service(1)]))
    team.answer("300A", "accepted")
    fixed = claim("300B", lines=[dearer(service(1))])
    team.send(fixed)
    team.answer("300A", "rejected", batch=2)
    assert team.states("300A") == ("accepted", "denied")
    assert kinds(team.send(fixed)) == [SENT]
    assert kinds(team.send(claim("300B", lines=[dearer(dearer(service(1)))]))) == [REPLACE]


def test_a_replacement_without_a_line_is_kept_back(team: Team) -> None:
    team.send(claim("300A", lines=[service(1), service(2)]))
    team.answer("300A", "accepted")
    (one,) = team.send(claim("300B", lines=[dearer(service(1))]))
    assert one.kind == WITHHOLD
    assert "further lines" in one.why


def test_a_replacement_waits_for_the_receivers_number(team: Team) -> None:
    team.send(claim("300A", lines=[service(1)]))
    team.answer("300A", "accepted", payer="")
    (one,) = team.send(claim("300B", lines=[dearer(service(1))]))
    assert (one.kind, "not known yet" in one.why) == (WITHHOLD, True)


def test_a_denied_claim_goes_out_again_when_it_was_corrected(team: Team) -> None:
    one = claim("300A", lines=[service(1), service(2)])
    team.send(one)
    team.answer("300A", "rejected")
    same = team.send(one)
    assert kinds(same) == [SENT, SENT]
    assert "denied, and not changed" in same[0].why
    found = team.sort(claim("300B", lines=[dearer(service(1)), service(2)]))
    assert kinds(found.decisions[0]) == [AGAIN, AGAIN]
    (again,) = found.encounters
    assert (again.claim_id, again.frequency, again.payer_claim_id, len(again.lines)) == ("300A", "1", "", 2)


def test_a_denied_claim_with_another_address_is_corrected(team: Team) -> None:
    one = claim("300A")
    team.send(one)
    team.answer("300A", "rejected")
    moved = changed(one, member=changed(one.member, last_name="PRUEBAS"))
    assert kinds(team.send(moved)) == [AGAIN]


def test_a_changed_line_of_a_waiting_claim_is_kept_until_it_waited_long(team: Team) -> None:
    team.send(claim("300A", lines=[service(1)]))
    fixed = claim("300B", lines=[dearer(service(1))])
    (one,) = team.send(fixed, now=LATER)
    assert (one.kind, "waits for its answer" in one.why) == (WITHHOLD, True)
    assert kinds(team.send(fixed, now="2026-04-20T09:00:00")) == [AGAIN]
    assert team.states("300A") == ("replaced", "waiting")


def test_a_requeued_claim_goes_out_once_more(team: Team) -> None:
    one = claim("300A")
    team.send(one)
    team.ledger.append("requeued", AT, claim="300A", batch=1)
    assert kinds(team.send(one)) == [AGAIN]
    assert kinds(team.send(one)) == [SENT]


def test_two_visits_are_told_apart_by_the_providers_numbers(team: Team) -> None:
    team.send(claim("300A", lines=[service(1, control="V1")]))
    (one,) = team.send(claim("300B", lines=[dearer(service(1, control="V2"))]))
    assert (one.kind, "another visit" in one.why) == (WITHHOLD, True)


def test_a_row_that_says_void_voids_what_it_names(team: Team) -> None:
    team.send(claim("300A", lines=[service(1)]))
    void = RowSays("8", "300A")
    (one,) = team.send(claim("300B", lines=[service(1)]), says=void)
    assert (one.kind, "is waiting" in one.why) == (WITHHOLD, True)
    team.answer("300A", "accepted", payer="DHCS1")
    found = team.sort(claim("300B", lines=[service(1)]), says=void)
    (sent,) = found.encounters
    assert (sent.claim_id, sent.frequency, sent.payer_claim_id) == ("300A", "8", "DHCS1")
    assert kinds(team.send(claim("300B", lines=[service(1)]), says=void)) == [VOID_CLAIM]
    assert kinds(team.send(claim("300B", lines=[service(1)]), says=void)) == [SENT]
    team.answer("300A", "accepted", payer="DHCS2", batch=2)
    assert team.states("300A") == ("voided", "accepted")
    fresh = team.sort(claim("300A", lines=[service(1)]))
    assert kinds(fresh.decisions[0]) == [NEW]
    assert fresh.encounters[0].claim_id != "300A"


def test_a_row_that_corrects_the_unknown_is_never_an_original(team: Team) -> None:
    for says in (RowSays("7", "300X"), RowSays("8", ""), RowSays("", "DHCS9"), RowSays("7", "")):
        (one,) = team.send(claim("300A"), says=says)
        assert (one.kind, "does not know" in one.why) == (WITHHOLD, True)
    assert team.batches == 0


def test_a_row_that_names_the_receivers_number_replaces_with_other_days(team: Team) -> None:
    team.send(claim("300A", lines=[service(1)]))
    team.answer("300A", "accepted", payer="DHCS1")
    found = team.sort(claim("300B", lines=[service(1, day=3)]), says=RowSays("7", "DHCS1"))
    (one,) = found.encounters
    assert (one.claim_id, one.frequency, one.payer_claim_id) == ("300A", "7", "DHCS1")


def test_a_part_that_is_voided_is_left_out_of_a_replacement(team: Team) -> None:
    team.send(claim("300A", lines=[service(1), service(2)]))
    team.answer("300A", "accepted", payer="DHCS1")

    def says(line: ServiceLine) -> RowSays:
        return RowSays("8", "300A") if line.hcpcs == service(1).hcpcs else RowSays()

    found = sort_out(team.ledger, [claim("300B", lines=[service(1), service(2)])], Rules(AT), says)
    (one,) = found.encounters
    assert (one.claim_id, one.frequency, [line.hcpcs for line in one.lines]) == ("300A", "7", [service(2).hcpcs])


def test_a_removed_row_is_a_proposal_and_nothing_more(team: Team) -> None:
    claims = [claim(f"300{who}", who=who) for who in range(1, 6)]
    team.send(*claims)
    found = team.sort(*claims[:4])
    assert found.encounters == []
    (one,) = found.proposals
    assert (one.claim, one.whole_claim, one.known.row) == ("3005", True, 6)
    assert team.sort(claims[0]).proposals == []  # a workbook of its own, and no copy


def test_keys_say_nothing_without_the_key_of_the_ledger(team: Team) -> None:
    team.send(claim("300A", lines=[service(1, control="MRN12345")]))
    team.ledger.database.close()
    held = b"".join(path.read_bytes() for path in team.folder.glob("l.db*"))
    for value in (claim().member.cin, "PRUEBA", "1980-01-01", "19800101"):
        assert value.encode() not in held
