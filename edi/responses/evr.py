"""The state's Encounter Validation Response (XML), read as a stream: no entity is resolved, no network asked, and what
was read is let go.

Names count, order does not, and unknown elements are passed over. What is said of a claim and what of its lines stays
apart. The schema is not published: the names are those that two public readers use (`evr_structure.csv`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any, TypeAlias

from lxml import etree

from edi.model.answer import ACCEPTED, NOTED, REJECTED, Issue, Said
from edi.responses.unreadable import UnreadableAnswerError

ROOT = "EncounterValidationResponse"
_VERDICTS = {
    "accepted": ACCEPTED, "denied": REJECTED, "rejected": REJECTED, "Accepted": ACCEPTED, "Denied": REJECTED,
}  # fmt: skip
#: Encounters read before memory is given back.
MANY = 500
#: IdentifierName of an envelope -> the field of what it answers.
_NUMBERS = {"ISAControlNumber": "isa", "GroupControlNumber": "gs", "OriginatorTransactionId": "bht"}
_ASKED = ("Encounter", "Envelope", "TransactionNumber", "Transaction", "ValidationStatus")


def read_evr(source: Path | bytes, name: str) -> Iterator[Said]:
    """What a response says; see `edi.responses.read.read_answers`."""
    try:
        yield from _Response(name).read(source)
    except etree.XMLSyntaxError:
        raise UnreadableAnswerError(name, "no whole XML: cut in the middle or damaged; nothing was taken") from None


#: Status, CLM01, the state's id, the issues of the claim and of its lines.
_Encounter: TypeAlias = tuple[str, str, str, tuple[Issue, ...], tuple[tuple[int, Issue], ...]]


class _Response:
    def __init__(self, name: str) -> None:
        self._name = name
        self._numbers: dict[str, str] = {}
        self._held: list[_Encounter] = []
        self._when = self._status = ""
        self._isas: list[str] = []

    def read(self, source: Path | bytes) -> Iterator[Said]:
        """Everything that the response says."""
        with _opened(source) as stream:  # it stands before all else, or behind: then the file is read twice
            for _, element in _ends(stream, ("EncounterSubmissionDate",)):
                self._check(element)
                self._when = (element.text or "").strip()[:19]
                break
        with _opened(source) as stream:
            found = _ends(stream, _ASKED)
            first, kept = True, 0
            for _, element in found:
                if first:
                    self._check(element)
                    first = False
                tag = _local(element.tag)
                if tag != "Encounter":
                    yield from self._other(tag, element)
                    continue
                self._held.append(_encounter(element))
                kept += 1
                if kept % MANY == 0:
                    _let_go(element)
                    if len(self._numbers) > len(_NUMBERS):
                        yield from self._claims()
            if first:
                self._check(found.root)
        yield from self._whole()

    def _check(self, element: Any) -> None:
        tree = element.getroottree()
        if tree.docinfo.doctype or tree.docinfo.internalDTD is not None:
            raise UnreadableAnswerError(
                self._name, "it declares a document type, and may hold entities; it is not read"
            )
        root = _local(tree.getroot().tag)
        if root != ROOT:
            told = f"an XML <{root[:60]}>: no {ROOT}, and no other answer in XML has a published form"
            raise UnreadableAnswerError(self._name, told)

    def _other(self, tag: str, element: Any) -> Iterator[Said]:
        if tag == "Envelope":
            field = _NUMBERS.get(element.get("IdentifierName", ""))
            if field:
                self._numbers[field] = (element.get("IdentifierValue") or "").strip()
        elif tag == "TransactionNumber":
            self._numbers["st"] = (element.text or "").strip()
        elif tag == "ValidationStatus":
            self._status = (element.text or "").strip().lower()
        elif tag == "Transaction":
            yield from self._claims()
            verdict = _VERDICTS.get((element.get("Status") or "").strip().lower(), NOTED)
            isa, gs, st, bht = (self._numbers.get(name, "") for name in ("isa", "gs", "st", "bht"))
            yield Said("EVR", "transaction", verdict, self._when, isa, "", gs, st, bht)
            if isa:
                self._isas.append(isa)
            self._numbers = {}
            _let_go(element)

    def _claims(self) -> Iterator[Said]:
        """The encounters at hand, with the numbers of their transaction, which may stand behind them."""
        numbers, moment = self._numbers, self._when
        isa, gs, st, bht = (numbers.get(name, "") for name in ("isa", "gs", "st", "bht"))
        for status, claim, payer_claim, issues, lines in self._held:
            verdict = _VERDICTS.get(status) or _VERDICTS.get(status.strip().lower(), NOTED)
            yield Said("EVR", "claim", verdict, moment, isa, "", gs, st, bht, "", claim, 0, "", 0, payer_claim, issues)
            for line, issue in lines:
                yield Said("EVR", "line", NOTED, moment, isa, "", gs, st, bht, "", claim, line, issues=(issue,))
        self._held.clear()

    def _whole(self) -> Iterator[Said]:
        """The file's own verdict, for each interchange that it names."""
        verdict = _VERDICTS.get(self._status)
        for isa in dict.fromkeys(self._isas) if verdict else ():
            yield Said("EVR", "interchange", verdict or NOTED, self._when, isa=isa)


def _opened(source: Path | bytes) -> IO[bytes]:
    return BytesIO(source) if isinstance(source, bytes) else source.open("rb")


def _ends(stream: IO[bytes], tags: Sequence[str]) -> Any:
    """The ends of some elements, as they come."""
    return etree.iterparse(
        stream, events=("end",), tag=[f"{{*}}{each}" for each in tags], resolve_entities=False, no_network=True,
        load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _encounter(element: Any) -> _Encounter:
    """Status, CLM01, the state's id, and the issues of the claim and of its lines."""
    claim = payer_claim = ""
    issues: tuple[Issue, ...] = ()
    lines: tuple[tuple[int, Issue], ...] = ()
    for child in element:
        tag = _local(child.tag)
        if tag == "EncounterReferenceNumber":
            claim = (child.text or "").strip()
        elif tag == "EncounterId":
            payer_claim = (child.text or "").strip()
        elif tag == "EncounterResponses":
            issues = tuple([_issue(one) for one in child if _local(one.tag) == "Response"])
        elif tag == "ServiceLines":
            services = [one for one in child if _local(one.tag) == "Service"]
            found = [(service, one) for service in services for one in service if _local(one.tag) == "Response"]
            lines = tuple([(_line(service), _issue(one)) for service, one in found])
    return element.get("Status") or "", claim, payer_claim, issues, lines


def _issue(response: Any) -> Issue:
    found = {_local(child.tag): (child.text or "").strip() for child in response}
    severity = (response.get("Severity") or "").strip()
    return Issue(
        f"EVR:{found.get('Id', '')}", "" if severity == "Error" else severity, found.get("Description", "")[:2000]
    )


def _line(service: Any) -> int:
    text = (service.get("Line") or "").strip()
    return int(text) if text.isdecimal() else 0


@lru_cache(maxsize=256)
def _local(tag: Any) -> str:
    """A name without its namespace; a file has few names."""
    text: str = tag if isinstance(tag, str) else ""
    return text[text.rfind("}") + 1 :]


def _let_go(element: Any) -> None:
    """Frees what stands before an element, which itself is still being read."""
    parent = element.getparent()
    if parent is not None:
        del parent[:-1]
