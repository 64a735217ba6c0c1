"""Reading answers: our own are read back; what is cut, foreign or hostile is told in one line."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from edi.model.answer import ACCEPTED, NOTED, RECEIVED, REJECTED, Said
from edi.responses.read import read_answers
from edi.responses.unreadable import UnreadableAnswerError
from mappings.answer_codes import load_answer_codes, meaning_of

ISA = "ISA*00*          *00*          *ZZ*CALIFORNIA-DHCS*ZZ*123456789300   *260305*0930*^*00501*000000009*0*T*:~"
EVR = """<?xml version="1.0" encoding="utf-8"?>
<EncounterValidationResponse xmlns="http://www.dhcs.ca.gov/EDS/DHCSResponse">
  <EncounterFileName>a.dat</EncounterFileName>
  <EncounterSubmissionDate>2026-01-05T10:00:00</EncounterSubmissionDate>
  <ValidationStatus>Accepted</ValidationStatus>
  <Transactions>
    <Transaction Status="Accepted">
      <TransactionNumber>0001</TransactionNumber>
      <Identifiers>
        <Envelope IdentifierName="ISAControlNumber" IdentifierValue="000000001"/>
        <Envelope IdentifierName="GroupControlNumber" IdentifierValue="1"/>
        <Envelope IdentifierName="OriginatorTransactionId" IdentifierValue="B0000000010001"/>
      </Identifiers>
      <Encounters>
        <Encounter Status="Accepted">
          <EncounterReferenceNumber>300A</EncounterReferenceNumber><EncounterId>D1</EncounterId>
        </Encounter>
        <Encounter Status="Denied">
          <EncounterReferenceNumber>300B</EncounterReferenceNumber><EncounterId>D2</EncounterId>
          <EncounterResponses>
            <Response Severity="Error">
              <Id>0x001</Id><IsSNIP>false</IsSNIP><Description>of the claim</Description>
            </Response>
          </EncounterResponses>
          <ServiceLines><Service Line="2">
            <Response Severity="Error"><Id>0x002</Id><Description>of the line</Description></Response>
          </Service></ServiceLines>
        </Encounter>
      </Encounters>
    </Transaction>
  </Transactions>
</EncounterValidationResponse>"""


def x12(*segments: str) -> bytes:
    """An interchange around segments."""
    return "\n".join([ISA, *(f"{text}~" for text in segments), "IEA*1*000000009~"]).encode()


def read(data: bytes | str) -> list[Said]:
    """What an answer says."""
    return list(read_answers(data.encode() if isinstance(data, str) else data, "answer"))


def refusal(data: bytes | str) -> str:
    """Why an answer cannot be read."""
    with pytest.raises(UnreadableAnswerError) as told:
        read(data)
    text = str(told.value)
    assert "\n" not in text
    return text


def test_ta1() -> None:
    (one,) = read(x12("TA1*000000001*260302*0900*R*025"))
    assert (one.layer, one.level, one.verdict, one.isa, one.isa_when) == (
        "TA1", "interchange", REJECTED, "000000001", "260302 0900",
    )  # fmt: skip
    assert one.at == "2026-03-05T09:30:00"
    assert [issue.code for issue in one.issues] == ["TA1:TA105:025"]


_999 = (
    "GS*FA*A*B*20260305*0931*1*X*005010X231A1", "ST*999*0001*005010X231A1", "AK1*HC*5*005010X222A1",
    "AK2*837*0001*005010X222A1", "IK3*CLM*22*2300*8", "CTX*CLM01:300A", "IK4*2**1*12",
    "IK3*SV1*61*2400*8", "IK4*1:2**7*BAD", "IK5*R*5", "AK2*837*0002*005010X222A1", "IK5*A",
    "AK9*P*2*2*1", "SE*12*0001", "GE*1*1",
)  # fmt: skip


def test_999() -> None:
    found = read(x12(*_999))
    assert [(one.level, one.verdict, one.gs, one.st, one.claim, one.position) for one in found] == [
        ("claim", NOTED, "5", "0001", "300A", 22), ("line", NOTED, "5", "0001", "", 61),
        ("transaction", REJECTED, "5", "0001", "", 0), ("transaction", ACCEPTED, "5", "0002", "", 0),
        ("group", NOTED, "5", "", "", 0),
    ]  # fmt: skip
    assert [issue.code for issue in found[0].issues] == ["999:IK304:8", "999:IK403:1"]
    assert found[1].issues[1].place == "2400/SV1-1:2"


_277CA = (
    "GS*HN*A*B*20260305*0931*1*X*005010X214", "ST*277*0001*005010X214", "BHT*0085*08*B1*20260305*0931*TH",
    "HL*1**20*1", "NM1*PR*2*DHCS*****46*610442", "TRN*1*B1", "HL*2*1*21*1", "NM1*41*2*PLAN*****46*123456789",
    "TRN*2*B0000000010001", "STC*A1:19:PR*20260305*WQ*300", "HL*3*2*19*1", "NM1*85*2*HARBOR*****XX*1234567893",
    "TRN*1*0", "STC*A1:19:PR**WQ*300", "HL*4*3*PT", "NM1*QC*1*PRUEBA*ANA****MI*90000001A", "TRN*2*300A",
    "STC*A2:20*20260305*WQ*100", "REF*1K*DHCS77", "DTP*472*D8*20260201", "HL*5*3*PT", "TRN*2*300B",
    "STC*A7:247*20260305*U*200", "SVC*HC:G9008:U1*200*****1", "STC*A7:454*20260305*U", "REF*FJ*R-2", "SE*25*0001",
    "GE*1*1",
)  # fmt: skip


def test_277ca() -> None:
    found = read(x12(*_277CA))
    assert [(one.level, one.verdict, one.bht, one.claim, one.payer_claim) for one in found] == [
        ("transaction", RECEIVED, "B0000000010001", "", ""), ("provider", RECEIVED, "B0000000010001", "", ""),
        ("claim", ACCEPTED, "B0000000010001", "300A", "DHCS77"), ("claim", REJECTED, "B0000000010001", "300B", ""),
        ("line", NOTED, "B0000000010001", "300B", ""),
    ]  # fmt: skip
    assert found[1].provider == "1234567893"
    assert (found[4].line_control, found[4].issues[0].code) == ("R-2", "277CA:A7:454")


def test_all_in_one_file_with_other_separators() -> None:
    whole = x12("TA1*000000001*260302*0900*A*000", *_999, *_277CA).replace(b"*", b"|").replace(b"~", b"!")
    assert Counter(one.layer for one in read(whole)) == {"TA1": 1, "999": 5, "277CA": 5}


@pytest.mark.parametrize("cut", range(1, len(_999)))
def test_a_cut_999_is_told(cut: int) -> None:
    text = "\n".join([ISA, *(f"{text}~" for text in _999[:cut])])
    assert "cut in the middle" in refusal(text)


def test_an_837_is_no_answer() -> None:
    told = refusal(x12("GS*HC*A*B*20260305*0931*1*X*005010X222A1", "ST*837*0001*005010X222A1", "SE*2*0001", "GE*1*1"))
    assert "no answer: it holds 837 005010X222A1" in told


def test_a_status_response_is_no_277ca() -> None:
    told = refusal(x12("GS*HN*A*B*20260305*0931*1*X*005010X212", "ST*277*0001*005010X212", "SE*2*0001", "GE*1*1"))
    assert "277 005010X212" in told


@pytest.mark.parametrize("data", [b"", b"  \n", b"name,date\n1,2\n", b"%PDF-1.7"])
def test_what_is_no_answer_is_told(data: bytes) -> None:
    assert "empty" in refusal(data) or "neither as X12 nor as XML" in refusal(data)


def test_evr() -> None:
    found = read(EVR)
    assert [(one.level, one.verdict, one.claim, one.payer_claim, one.line) for one in found] == [
        ("claim", ACCEPTED, "300A", "D1", 0), ("claim", REJECTED, "300B", "D2", 0), ("line", NOTED, "300B", "", 2),
        ("transaction", ACCEPTED, "", "", 0), ("interchange", ACCEPTED, "", "", 0),
    ]  # fmt: skip
    assert [issue.text for one in found for issue in one.issues] == ["of the claim", "of the line"]
    assert {one.bht for one in found[:4]} == {"B0000000010001"}
    assert {one.at for one in found} == {"2026-01-05T10:00:00"}


def shuffled(element: etree._Element, chance: random.Random) -> None:
    """Every element's children in another order, with strangers among them."""
    children = list(element)
    if children and etree.QName(children[0]).localname != "Response":
        chance.shuffle(children)
    for child in children:
        element.remove(child)
    for child in children:
        shuffled(child, chance)
        element.append(child)
        element.append(etree.Element("{urn:other}Unknown", Status="x"))


@pytest.mark.parametrize("seed", range(8))
def test_order_and_unknown_elements_of_an_evr_do_not_matter(seed: int) -> None:
    root = etree.fromstring(EVR.encode())
    shuffled(root, random.Random(seed))
    found = read(etree.tostring(root))

    def key(one: Said) -> tuple[object, ...]:
        numbers = (one.isa, one.gs, one.st, one.bht)
        return (one.level, one.verdict, one.at, *numbers, one.claim, one.payer_claim, one.line, one.issues)

    assert Counter(map(key, found)) == Counter(map(key, read(EVR)))


HOSTILE = [
    '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
]


@pytest.mark.parametrize("doctype", HOSTILE)
def test_an_evr_with_entities_is_refused(doctype: str) -> None:
    first, rest = EVR.split("\n", 1)
    assert "document type" in refusal(f"{first}\n{doctype}\n{rest}")
    assert "document type" in refusal(f"{first}\n{doctype}\n{rest.replace('of the claim', '&a;')}")


@pytest.mark.parametrize("end", [200, 700, 1100, len(EVR) - 5])
def test_a_cut_evr_is_told(end: int) -> None:
    assert "no whole XML" in refusal(EVR[:end])


def test_xml_of_another_kind_is_told() -> None:
    assert "<Report>" in refusal("<Report><Transaction/></Report>")
    assert "<Report>" in refusal("<Report><Other/></Report>")


def test_many_encounters_stream(tmp_path: Path) -> None:
    one = '<Encounter Status="Accepted"><EncounterReferenceNumber>{}</EncounterReferenceNumber></Encounter>'
    head, tail = EVR.split("<Encounters>")[0] + "<Encounters>", "</Encounters>" + EVR.split("</Encounters>")[1]
    path = tmp_path / "many.xml"
    path.write_text(head + "".join(one.format(at) for at in range(3001)) + tail)
    found = [said.claim for said in read_answers(path, "many") if said.level == "claim"]
    assert found == [str(at) for at in range(3001)]


def test_every_code_has_a_meaning_and_a_rejection_a_next_step() -> None:
    for (answer, element, code), said in load_answer_codes().items():
        assert said.meaning
        rejects = element in ("IK304", "IK403") or (element == "STC01-1" and code in ("A3", "A4", "A6", "A7", "A8"))
        assert said.next or not rejects, (answer, element, code)
    assert meaning_of("277CA:A7:454").meaning == "rejected for invalid information: procedure code"
    assert "(billing)" in meaning_of("277CA:A7:562:85").meaning
    assert "our list lacks" in meaning_of("277CA:A7:9999").meaning
    assert meaning_of("277CA:A2:20").next == ""
    assert meaning_of("EVR:0x001B1").meaning == "edit 0x001B1"
