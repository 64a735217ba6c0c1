"""`ledger` and `responses` as a claims team uses them: earlier files are brought in, answers read, claims shown."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
from pathlib import Path

import msgspec
import openpyxl
import pytest

from edi.cli.main import run

ROOT = Path(__file__).parents[2]
PROFILE = ROOT / "samples" / "edi-translate.toml"
SAMPLE = ROOT / "samples" / "dhcs-long.xlsx"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a profile, where a team works."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOGNAME", "clerk")
    (tmp_path / "edi-translate.toml").write_bytes(PROFILE.read_bytes())
    return tmp_path


class Said(msgspec.Struct):
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> object:
        """Its standard output as JSON."""
        return json.loads(self.out)


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str], office: Path):
    """Runs a command."""

    def command(*words: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            run([str(word) for word in words])
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Said(int(ended.value.code or 0), told.out, told.err)

    return command


@pytest.fixture
def sent(say, office: Path) -> list[str]:
    """The sample was sent before there was a ledger, and is brought in; CLM01 of its claims."""
    assert say("translate", SAMPLE, "--ledger", "none", "-o", "out", "-q").code == 1
    told = say("ledger", "import", "out/dhcs-long.837")
    assert (told.code, "39 claims, 51 lines" in told.out) == (0, True)
    return re.findall(r"CLM\*([^*]+)\*", (office / "out" / "dhcs-long.837").read_text())


def numbers(office: Path) -> dict[str, str]:
    """ISA13, its date and time, GS06, ST02 and BHT03 of the sample."""
    text = (office / "out" / "dhcs-long.837").read_text()
    isa = text.split("~")[0].split("*")
    found = {"isa": isa[13], "when": f"{isa[9]}*{isa[10]}"}
    for name, head, place in (("gs", "GS", 6), ("st", "ST", 2), ("bht", "BHT", 3)):
        found[name] = next(
            one.strip().split("*")[place] for one in text.split("~") if one.strip().startswith(head + "*")
        )
    return found


def evr(office: Path, name: str, statuses: dict[str, str], when: str = "2026-04-20T10:00:00") -> Path:
    """The state's answer: CLM01 -> Accepted or Denied."""
    own = numbers(office)
    encounters = "".join(
        f'<Encounter Status="{status}"><EncounterReferenceNumber>{claim}</EncounterReferenceNumber>'
        f"<EncounterId>D{claim[3:]}</EncounterId>"
        + (
            '<ServiceLines><Service Line="1"><Response Severity="Error"><Id>0x0042</Id><Description>a made-up edit'
            "</Description></Response></Service></ServiceLines>"
            if status == "Denied"
            else ""
        )
        + "</Encounter>"
        for claim, status in statuses.items()
    )
    path = office / name
    path.write_text(
        '<EncounterValidationResponse xmlns="http://www.dhcs.ca.gov/EDS/DHCSResponse">'
        f"<EncounterSubmissionDate>{when}</EncounterSubmissionDate><ValidationStatus>Accepted</ValidationStatus>"
        f'<Transactions><Transaction Status="Accepted"><TransactionNumber>{own["st"]}</TransactionNumber><Identifiers>'
        f'<Envelope IdentifierName="ISAControlNumber" IdentifierValue="{own["isa"]}"/>'
        f'<Envelope IdentifierName="OriginatorTransactionId" IdentifierValue="{own["bht"]}"/>'
        f"</Identifiers><Encounters>{encounters}</Encounters></Transaction></Transactions></EncounterValidationResponse>"
    )
    return path


def test_no_ledger_is_made_by_asking(say, office: Path) -> None:
    told = say("ledger", "status")
    assert (told.code, "there is no ledger here" in told.err) == (2, True)
    assert [path.name for path in office.iterdir()] == ["edi-translate.toml"]


def test_a_ledger_is_made_beside_the_profile_and_said_so(say, office: Path, sent: list[str]) -> None:
    for name in ("edi-translate.ledger.db", "edi-translate.ledger.db.key"):
        assert stat.S_IMODE((office / name).stat().st_mode) == 0o600
    again = say("ledger", "import", "out/dhcs-long.837")
    assert "known, batch 1" in again.out
    told = say("ledger", "status", "--format", "json")
    assert told.json["claims"] == {"waiting": 39}
    (batch,) = told.json["batches"]
    assert (batch["kind"], batch["user"], batch["read"]) == ("imported", "clerk", 51)


def test_the_key_belongs_to_the_ledger(say, office: Path, sent: list[str]) -> None:
    key = office / "edi-translate.ledger.db.key"
    key.rename(office / "elsewhere")
    told = say("ledger", "status")
    assert (told.code, "without it no line is known again" in told.err) == (2, True)
    key.write_text("ab" * 32)
    assert "another key" in say("ledger", "status").err
    key.write_text("nonsense")
    assert "no key of a ledger" in say("ledger", "status").err


def test_our_own_acknowledgments_are_matched(say, office: Path, sent: list[str]) -> None:
    assert say("validate", "out/dhcs-long.837", "--ack-dir", "acks", "--received", "2026-04-01T09:00").code == 0
    told = say("responses", "acks")
    assert told.code == 0, told.out
    assert told.out.count("claims of ours: 39") == 3
    assert told.out.count("39 accepted") == 3  # the 277CA is read first, and is the strongest
    shown = say("ledger", "show", sent[0])
    assert "accepted by the receiver's intake (277CA) on 2026-04-01" in shown.out
    for layer in ("TA1 interchange", "999 transaction", "277CA claim"):
        assert f"{layer}: accepted" in shown.out
    again = say("responses", "acks")
    assert again.out.count("nothing was changed") == 3
    assert say("ledger", "verify").code == 0


def test_a_denial_is_told_with_its_line_and_the_next_step(say, office: Path, sent: list[str]) -> None:
    told = say("responses", evr(office, "a.xml", {sent[0]: "Accepted", sent[1]: "Denied", "300NOTOURS": "Denied"}))
    assert told.code == 1
    assert "claims of ours: 1 accepted, 1 denied" in told.out
    assert f"{sent[1]}: denied by the state's validation (EVR) on 2026-04-20" in told.out
    assert "line 1: EVR:0x0042: a made-up edit" in told.out
    assert "next: correct what the answer names and send it again" in told.out
    assert "2 of its statements answer nothing" in told.out
    assert "300NOTOURS" in told.out
    shown = say("ledger", "show", f"D{sent[0][3:]}")  # by the receiver's number
    assert f"{sent[0]}  accepted" in shown.out
    assert shown.code == 0
    status = say("ledger", "status")
    assert "1 accepted, 1 denied, 37 waiting" in status.out
    assert status.code == 1


def test_order_and_contradiction(say, office: Path, sent: list[str]) -> None:
    later = evr(office, "later.xml", {sent[0]: "Denied"}, "2026-04-22T10:00:00")
    first = evr(office, "first.xml", {sent[0]: "Accepted"}, "2026-04-20T10:00:00")
    say("responses", later)
    told = say("responses", first)
    assert "contradict each other" in told.out
    assert f"{sent[0]}  denied" in say("ledger", "show", sent[0]).out


def test_answers_before_the_file_are_kept(say, office: Path) -> None:
    say("translate", SAMPLE, "--ledger", "none", "-o", "out", "-q")
    claims = re.findall(r"CLM\*([^*]+)\*", (office / "out" / "dhcs-long.837").read_text())
    (office / "empty.837").write_text((office / "out" / "dhcs-long.837").read_text().replace("*837*", "*837*", 1))
    other = ROOT / "samples" / "quarter" / "quarter.837"
    say("ledger", "import", other)
    told = say("responses", evr(office, "a.xml", {claims[0]: "Denied"}))
    assert "answer nothing that this ledger has sent" in told.out
    say("ledger", "import", "out/dhcs-long.837")
    assert f"{claims[0]}  denied" in say("ledger", "show", claims[0]).out


def test_a_999_that_rejects_names_the_claim_at_fault(say, office: Path, sent: list[str]) -> None:
    own = numbers(office)
    text = (office / "out" / "dhcs-long.837").read_text()
    segments = [one.strip() for one in text.split("~")]
    start = next(at for at, one in enumerate(segments) if one.startswith("ST*"))
    place = next(at for at, one in enumerate(segments) if one.startswith(f"CLM*{sent[2]}*"))
    line = next(at for at in range(place, len(segments)) if segments[at].startswith("SV1"))
    isa = "ISA*00*          *00*          *ZZ*CALIFORNIA-DHCS*ZZ*123456789300   *260402*0930*^*00501*000000009*0*T*:~"
    body = (
        f"GS*FA*A*B*20260402*0931*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*{own['gs']}*005010X222A1~"
        f"AK2*837*{own['st']}*005010X222A1~IK3*SV1*{line - start + 1}*2400*8~IK4*1:2**7*BAD~IK5*R*5~AK9*R*1*1*0~"
        "SE*8*0001~GE*1*1~IEA*1*000000009~"
    )
    (office / "a.999").write_text(isa + body)
    told = say("responses", "a.999", "-v")
    assert "claims of ours: 39 denied" in told.out
    at_fault = told.out.split(f"{sent[2]}: ")[1].split("\n  300")[0]
    assert "999:IK403:7 at 2400/SV1-1:2: BAD" in at_fault
    other = told.out.split(f"{sent[5]}: ")[1].split("\n  300")[0]
    assert "nothing is said against this claim itself" in other
    assert "IK403" not in other


def test_a_file_that_answers_nothing_of_ours_is_explained_without_a_ledger(say, office: Path) -> None:
    say("translate", SAMPLE, "--ledger", "none", "-o", "out", "-q")
    say("validate", "out/dhcs-long.837", "--ack-dir", "acks")
    told = say("responses", "acks/dhcs-long.277ca")
    assert "39 277CA claim accepted" in told.out
    assert "277CA: claim 300LI2X2RMYMM3ZTI2JI of batch B" in told.out
    assert [path.name for path in office.iterdir() if "ledger" in path.name] == []


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("cut.xml", b"<EncounterValidationResponse><Transactions>", "cut in the middle"),
        ("entity.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><EncounterValidationResponse/>', "document type"),
        ("other.999", b"hello", "neither as X12 nor as XML"),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    name: str, data: bytes, told: str, say, office: Path, sent: list[str]
) -> None:
    (office / name).write_bytes(data)
    before = say("ledger", "status", "--format", "json").json
    found = say("responses", name)
    assert (found.code, told in found.err) == (2, True)
    assert found.err.count("\n") == 1
    assert say("ledger", "status", "--format", "json").json == before


def test_a_void_is_made_of_the_file_that_was_sent(say, office: Path, sent: list[str]) -> None:
    assert "only an accepted one" in say("ledger", "void", sent[0]).err
    say("responses", evr(office, "a.xml", {sent[0]: "Accepted", sent[1]: "Denied"}))
    told = say("ledger", "void", sent[0], "-o", "out")
    assert told.code == 0, told.err
    text = Path(told.out.strip()).read_text()
    claim = next(one.strip() for one in text.split("~") if one.strip().startswith("CLM*"))
    assert claim.split("*")[1] == sent[0]
    assert claim.split("*")[5].endswith(":B:8")
    assert f"REF*F8*D{sent[0][3:]}~" in text
    assert say("validate", Path(told.out.strip()), "--level", "2").code == 0
    assert "a void was sent already" in say("ledger", "void", sent[0]).err
    assert "void" in say("ledger", "show", sent[0]).out
    assert say("ledger", "verify").code == 0
    assert "no claim with this number" in say("ledger", "void", "300X").err


def test_requeue(say, office: Path, sent: list[str]) -> None:
    say("responses", evr(office, "a.xml", {sent[0]: "Accepted", sent[1]: "Denied", sent[2]: "Denied"}))
    told = say("ledger", "requeue", "--batch", "1")
    assert "2 claims go out again" in told.err
    told = say("ledger", "requeue", sent[0])
    assert (told.code, "accepted, and not sent again" in told.out) == (1, True)
    assert say("ledger", "requeue").code == 2


def test_report_has_its_measures_each_with_source_and_claims(say, office: Path, sent: list[str]) -> None:
    say("responses", evr(office, "a.xml", {sent[0]: "Accepted", sent[1]: "Denied"}))
    made = say("ledger", "report", "--format", "json", "--day", "2027-01-31").json
    figures = {one["name"]: one for one in made["figures"]}
    assert len(figures) >= 12
    assert all(one["formula"] and one["source"] for one in figures.values())
    assert (figures["first_pass"]["value"], figures["first_pass"]["claims"]) == ("50%", [sent[1]])
    assert figures["evr"]["value"] == "50%"
    assert figures["waiting"]["count"] in (0, 37)
    assert figures["denied"]["claims"] == [sent[1]]
    assert sum(part["claims"] for part in made["providers"]) == sum(part["claims"] for part in made["months"]) == 39
    text = say("ledger", "report").out
    assert "Accepted at the first sending" in text
    told = say("ledger", "report", "--format", "html", "-o", "page.html")
    assert told.out.strip() == "page.html"
    page = (office / "page.html").read_text()
    assert sent[1] in page
    assert "http" not in re.sub(r"http-equiv", "", page)


def test_export(say, office: Path, sent: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(say("ledger", "export").out)))
    assert len(rows) == 51
    assert {row["claim"] for row in rows} == set(sent)
    lines = say("ledger", "export", "--to", "ndjson").out.splitlines()
    assert [json.loads(line)["claim"] for line in lines] == [row["claim"] for row in rows]
    assert say("ledger", "export", "--to", "parquet").code == 2
    pyarrow = pytest.importorskip("pyarrow.parquet")
    say("ledger", "export", "--to", "parquet", "-o", "lines.parquet")
    assert pyarrow.read_table("lines.parquet").num_rows == 51


def test_purge_removes_what_may_be_about_members_and_keeps_the_rest(say, office: Path, sent: list[str]) -> None:
    say("responses", evr(office, "a.xml", {sent[0]: "Accepted", sent[1]: "Denied"}))
    before = say("ledger", "status", "--format", "json").json
    assert say("ledger", "purge", "--before", "2999-01-01").code == 0
    assert say("ledger", "verify").code == 0
    after = say("ledger", "status", "--format", "json").json
    assert (after["claims"], after["rows"]) == (before["claims"], before["rows"])
    shown = say("ledger", "show", sent[1], "--format", "json").json[0]
    assert re.fullmatch(r"\d{4}-\d{2}", shown["first_day"])
    rows = [row for one in shown["versions"] for row in one["rows"]]
    assert {(row["control_number"], row["sheet"], row["file"]) for row in rows} == {("", "", "")}
    assert "made-up" not in json.dumps(shown)
    held = b"".join(path.read_bytes() for path in office.glob("edi-translate.ledger.db"))
    assert held


def test_messages_and_the_ledger_hold_no_member(say, office: Path, sent: list[str]) -> None:
    text = (office / "out" / "dhcs-long.837").read_text()
    cins = set(re.findall(r"\*MI\*(\w{9})~", text))
    names = set(re.findall(r"NM1\*IL\*1\*([^*]+)\*", text))
    said = say("ledger", "show", sent[0]).out + say("ledger", "export").out + say("ledger", "report").out
    held = b"".join(path.read_bytes() for path in office.glob("edi-translate.ledger*"))
    for value in cins | names:
        assert value not in said
        assert value.encode() not in held


def test_denials_go_back_as_the_providers_own_workbook(say, office: Path) -> None:
    """LG005: the denied row is marked, with the answer's words and the provider's own number, and no other row."""
    (office / "march.xlsx").write_bytes(SAMPLE.read_bytes())
    say("translate", "march.xlsx", "--ledger", "edi-translate.ledger.db", "-o", "out", "-q")
    text = (office / "out" / "march.837").read_text()
    (office / "out" / "dhcs-long.837").write_text(text)
    claims = re.findall(r"CLM\*([^*]+)\*", text)
    assert "nothing of it is denied" in say("ledger", "denied", "march.xlsx", "-o", "back").err
    say("responses", evr(office, "a.xml", {claims[0]: "Accepted", claims[1]: "Denied"}))
    told = say("ledger", "denied", "march.xlsx", "-o", "back")
    assert (told.code, told.out.strip()) == (0, "back/march.denied.xlsx")
    book = openpyxl.load_workbook(office / "back" / "march.denied.xlsx")
    (row,) = [row for row in book["Findings"].iter_rows(min_row=2, values_only=True) if row[0] == "LG005"]
    shown = say("ledger", "show", claims[1], "--format", "json").json[0]["versions"][0]["rows"][0]
    said = " ".join(str(cell) for cell in row)
    assert "0x0042: a made-up edit" in said
    assert f"your number {shown['control_number']}" in said
    assert f"row {shown['row']}" in said
    again = say("translate", "back/march.denied.xlsx", "-o", "again", "-q")  # as it is, it sends nothing new
    assert not (office / "again" / "march.denied.837").exists(), again.err
    (office / "other.xlsx").write_bytes((ROOT / "samples" / "form.xlsx").read_bytes())
    unknown = say("ledger", "denied", "other.xlsx", "-o", "back")
    assert (unknown.code, "was not sent" in unknown.err) == (1, True)


def test_provider_files_take_their_numbers_from_the_ledger(say, office: Path) -> None:
    roster = ROOT / "samples" / "providers" / "clinic.xlsx"
    for _ in range(2):
        say("providers", roster, "--ledger", "edi-translate.ledger.db", "-o", "out", "-q")
    say("translate", SAMPLE, "-o", "out", "-q")
    (provider_file,) = (office / "out").glob("*.dat")
    assert provider_file.read_text().split("*")[13] == "000000002"
    assert (office / "out" / "dhcs-long.837").read_text().split("*")[13] == "000000003"


def test_json_of_responses(say, office: Path, sent: list[str]) -> None:
    path = evr(office, "a.xml", {sent[1]: "Denied"})
    (one,) = say("responses", path, "--format", "json").json
    assert (one["claims"], one["told"][0]["claim"], one["holds"]["EVR claim rejected"]) == (
        {"waiting": 38, "denied": 1},
        sent[1],
        1,
    )
    assert os.fspath(path) == one["file"]
