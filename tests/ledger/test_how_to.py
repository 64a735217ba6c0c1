"""The how-to of a week is real: every command is run, and what follows it is what it prints."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import ROOT, run

PAGE = ROOT / "docs" / "how-to" / "a-week-from-workbook-to-accepted.md"
STEP = re.compile(r"<!-- (.*) -->\n|```console\n\$ (.*)\n((?:.*\n)*?)```", re.MULTILINE)


def payer_answers(folder: Path) -> None:
    """TA1, 999 and 277CA as our own program answers, and a validation response of the state."""
    sent = folder / "monday" / "dhcs-long.837"
    done = run("validate", str(sent), "--ack-dir", "answers", "--received", "2026-04-01T09:00", "-q", cwd=folder)
    assert done.code == 0
    segments = [text.strip().split("*") for text in sent.read_text().split("~")]
    number = {parts[0]: parts for parts in reversed(segments)}
    claims = [parts[1] for parts in segments if parts[0] == "CLM"]
    denied = claims[1]
    encounters = "".join(
        f'<Encounter Status="{"Denied" if claim == denied else "Accepted"}">'
        f"<EncounterReferenceNumber>{claim}</EncounterReferenceNumber><EncounterId>D{at:05}</EncounterId>"
        + (
            '<ServiceLines><Service Line="1"><Response Severity="Error"><Id>0x001B1</Id><Description>a made-up edit'
            "</Description></Response></Service></ServiceLines>"
            if claim == denied
            else ""
        )
        + "</Encounter>"
        for at, claim in enumerate(claims)
    )
    (folder / "answers" / "evr.xml").write_text(
        '<EncounterValidationResponse xmlns="http://www.dhcs.ca.gov/EDS/DHCSResponse">'
        "<EncounterSubmissionDate>2026-04-02T10:00:00</EncounterSubmissionDate>"
        "<ValidationStatus>Accepted</ValidationStatus><Transactions>"
        f'<Transaction Status="Accepted"><TransactionNumber>{number["ST"][2]}</TransactionNumber><Identifiers>'
        f'<Envelope IdentifierName="ISAControlNumber" IdentifierValue="{number["ISA"][13]}"/>'
        f'<Envelope IdentifierName="GroupControlNumber" IdentifierValue="{number["GS"][6]}"/>'
        f'<Envelope IdentifierName="OriginatorTransactionId" IdentifierValue="{number["BHT"][3]}"/>'
        f"</Identifiers><Encounters>{encounters}</Encounters></Transaction></Transactions></EncounterValidationResponse>"
    )


def provider_corrects(folder: Path) -> None:
    """One of the coloured cells."""
    book = openpyxl.load_workbook(folder / "monday" / "dhcs-long.rejects.xlsx", data_only=True)
    sheet = book["Invoice"]
    sheet["S58"] = f"{sheet['S58'].value}A"
    book.save(folder / "returned.xlsx")


MOMENTS = {"the payer answers": payer_answers, "the provider corrects": provider_corrects}


def test_the_week_shows_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "clerk")
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copy(ROOT / "samples" / "edi-translate.toml", tmp_path)
    happened = []

    def real(step: re.Match[str]) -> str:
        if step[1]:
            MOMENTS[step[1]](tmp_path)
            happened.append(step[1])
            return step[0]
        words = step[2].split()
        assert words[0] == "edi-translate"
        outcome = run(*words[1:], cwd=tmp_path)
        assert outcome.code in (0, 1), outcome.err
        lines = (outcome.out + outcome.err).replace(f"{tmp_path}/", "").splitlines()
        return f"```console\n$ {step[2]}\n" + "".join(f"{line.rstrip()}\n" for line in lines) + "```"

    text = PAGE.read_text(encoding="utf-8")
    made = STEP.sub(real, text)
    assert happened == list(MOMENTS)
    if os.environ.get("EDI_BLESS"):
        PAGE.write_text(made, encoding="utf-8")
    assert made == text
