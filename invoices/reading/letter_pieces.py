"""What a free line above or below a table says: numbers by the words before them, addresses, names, and whose block
begins there."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeAlias

from invoices.cells import full_address
from invoices.cells import state as state_cell
from invoices.cells.npi import clean as clean_npi
from invoices.cells.tin import clean as clean_tin
from invoices.reading.looks import PLAN
from invoices.reading.wording import wording
from invoices.reading.words import SAME_WORDS, read_heading
from mappings.service_table import load_services

Kind: TypeAlias = Literal[
    "npi", "tin", "phone", "invoice", "address", "street", "suite", "place", "name", "title", "own", "foreign", "label",
    "plan", "person", "where", "other",
]  # fmt: skip

OURS, THEIRS = "own", "foreign"
OWNERS = (OURS, THEIRS, "person")
# A number that only its form shows to be a TIN.
BARE = "bare"
LONGEST_NAME, MOST_WORDS, LONGEST_LABEL = 60, 9, 40
# Numbers and the words that say what they are.
_NPI = r"\bN\.?P\.?I\b\.?|\bNational\s+Provider\s+Ident\w+(?:\s*\(NPI\))?|\bIdentificador\s+Nacional\s+de\s+Proveedor"
_TIN = (
    r"\bF?EIN\b|\bTIN\b|\b(?:Fed(?:eral)?\s+)?Tax\s*-?\s*(?:ID(?:entification)?|No|Number)\b|\bFed(?:eral)?\s+ID\b|\bNIF\b"
    r"|\bEmployer\s+ID(?:entification)?\b|\bTaxpayer\s+ID(?:entification)?\b|\bIdentificaci[oó]n\s+fiscal\b"
    r"|\bTax\b(?=\W{1,3}\d{2}-\d{7})|\b(?:No\.?|N[uú]m(?:ero)?\.?)\s+de\s+impuestos\b"
)
_PHONE, _FAX = r"\bTel(?:[eé]fono|ephone)?\b\.?|\bPh(?:one)?\b\.?", r"\bFax\b"
_DIGITS = (
    r"\(\d{3}\)\s*\d{3}[-.\s]?\d{4}(?!\d|\s?\?)"
    r"|(?<![\w-])(?:\d{3}[-.]\d{3}[-.]\d{4}|\d{2}-\d{7}|\d{9,10})(?![\w-]|\.\d|\s?\?)"
)
TOKEN = re.compile(
    rf"(?i)(?P<npi>{_NPI})|(?P<tin>{_TIN})|(?P<fax>{_FAX})|(?P<phone>{_PHONE})|(?P<digits>{_DIGITS})", re.UNICODE
)
FILLER = re.compile(
    r"(?i)\b(?:of|for|de)\s+(?:(?:our|the|this|la|el|nuestra|nuestro)\s+)?(?:association|agency|organi[sz]ation|company"
    r"|provider|office|agencia|organizaci[oó]n|proveedor)\b|\b(?:no|num|number|n[uú]mero|n[uú]m|and|y|is)\b"
    r"|[\s#:.=/&,()–—-]|º|°"
)
PROCEDURE = re.compile(r"(?<![A-Z0-9])[A-V]\d{4}(?![A-Z0-9])")
EDGES = " \t,;|·•/&–—-#"
BETWEEN = re.compile(r"\s*[|·•;\n\t]\s*|\s+[-–—]\s+|\s{3,}")
PLACE = re.compile(r"([A-Za-zÀ-ÿ.' -]+?)\s*,?\s+([A-Za-z]{2}|Calif(?:ornia)?)\.?[\s,]+(\d{5}(?:-\d{4})?)")
# A number in words begins a street that ends as one ("One Market Plaza"); "Three Rivers Housing" is a name.
STREET = re.compile(
    r"(?i)(?:\d+(?:-?[a-z])?(?:-\d+)?\s+(?=.*[a-z]).{3,}|P\.?\s?O\.?\s+Box\s+\d+.*|(?:one|two|three)\s+\S.*\s"
    r"(?:(?:st|ave|blvd|rd|dr|ln|ct|pl|plz|sq|pkwy|cir|ter|hwy)\.?|street|avenue|boulevard|road|drive|lane|way|court|"
    r"place|plaza|square|mall|parkway|circle|terrace|highway|(?<=embarcadero )center)"
    r"(?:,?\s+\S*\d\S*|,.*|\s+(?:suite|ste|unit|apt|floor|room)\b.*)?)"
)
SUITE = re.compile(r"(?i)(?:suite|ste|unit|apt|floor|room|rm|bldg|building)\b\.?\s*#?\s*[\w-]{1,6}|#\s*\w{1,5}")
# "Keys to Home, 1045 N Wilson Way": the street begins behind the comma.
BEHIND_NAME = re.compile(r"(?i)(.*[a-z].*?),\s*((?:\d+(?:-?[a-z])?\s|P\.?\s?O\.?\s+Box).+)")
INVOICE = re.compile(
    r"(?i)(?:invoice|factura)\s*(?:#|no\b\.?|number|n[uú]m(?:ero)?\b\.?|:|\s)*\s*([a-z]{0,5}-?\d[\w-]{2,})"
)
MONTH_LIKE = re.compile(r"(?:19|20)\d\d(?:[-/]?(?:0?[1-9]|1[0-2]))?|(?:0?[1-9]|1[0-2])[-/]?(?:(?:19|20)\d\d|\d\d)")
DATE_LIKE = re.compile(
    r"\s*(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b)", re.I
)
# Whose block begins: that of whom the money goes to, or of whom it is asked from.
FROM = re.compile(
    r"(?i)(?:(?:bill(?:ed|ing)?|invoice|invoiced|submitted|sent)\s+(?:from|by)|from|(?:please\s+)?(?:remit|pay|make)"
    r"(?:\s+\w+){0,3}\s+(?:to|payable\s+to)|payable\s+to|payee|vendor|proveedora?|facturador|emisor|de|pagar\s+a"
    r"|raz[oó]n\s+social)"
)
TO = re.compile(
    r"(?i)(?:(?:bill|billed|invoice|invoiced|sold|ship|shipped|submit|submitted|send|sent|mail|charge)\s+to|to|attn\.?"
    r"|attention|c/o|(?:health\s+)?plan|payer|payor|insurance(?:\s+company)?|mcp|customer|facturar\s+a|facturado\s+a"
    r"|cobrar\s+a|para|a|pagador|aseguradora|plan\s+de\s+salud|atenci[oó]n)"
)
SPOKEN_TO = re.compile(r"(?i)(?:bill|invoice|submit|send|mail)(?:ed)?\s+to\b|(?:attn|attention)\b|c/o\b")
SAYS_ADDRESS = re.compile(
    r"(?i)(?:(?:our|office|business|company|agency|provider|billing|street|physical|organization)\s+){0,2}"
    r"(?:add?r(?:ess)?|domicilio(?:\s+fiscal)?|direcci[oó]n)\.?"
    r"|(?:(?:main|our|nuestra)\s+)?(?:office|headquarters|oficina)(?:\s+(?:at|is\s+at|en))?"
    r"|(?:(?:our|main|office|business|clinic|center|nuestra)\s+)?(?:location|premises|ubicaci[oó]n)"
    r"|(?:we\s+are\s+)?located\s+at"
)
ELSEWHERE = re.compile(r"(?i)\b(?:delivery|service|property|site|rental|shipping|job|landlord|pick-?up|home)\b")
LEGAL = re.compile(r"(?i)(?:,|\b)\s*(?:inc|llc|l\.l\.c|corp|corporation|incorporated|a\.?c|p\.?c|llp|lp|ltd|co)\.?$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that make a line a title or a remark; a name has none.
TITLES = _words(
    """
    invoice invoices factura facturas statement bill billing log logs report reports reporte informe tally
    attendance census roster template form forms ledger summary detail details list lista register schedule record
    records sheet tracker worksheet timesheet claim claims encounter encounters visit visits visitas period periodo
    page total totals version draft instructions confidential info information overview dates date payment payments
    amount due terms authorization submitted prepared approved signature signed copy year month monthly quarter
    quarterly weekly daily company contact phone email fax notes note remit thank questions export printed generated
    activity service-log certify hereby required customer vendor provider agency organization cover rates prices
    price codes code units registro planilla resumen mes fecha pago cuenta proveedor agencia domicilio q1 q2 q3 q4
    """
)
MONTHS = _words(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre
    diciembre
    """
)
SMALL = _words(
    """
    of the and for to de la del las los el y e in at by on & a an with / en para -
    """
)
# Words of programmes beside those of the services' names: alone they name nobody.
PROGRAMMES = _words(
    """
    ecm calaim cs cbo community supports support services service program programme programs housing care enhanced
    management medical respite recuperative justice involved reentry outreach health home homes county city state
    california center centre nights bed beds stays transitional rent meals food street team
    """
)
SUFFIX_WORDS = _words(
    """
    inc llc corp co ltd lp llp pc ac
    """
)
HONORIFIC = re.compile(r"(?i)(?:mr|mrs|ms|dr|lic|rev|sr|sra)\.?\s")
PERSON = re.compile(r"[A-ZÀ-Ý][\w'’-]+,\s*[A-ZÀ-Ý][\w'’-]*(?:\s+[A-Z]\.?)?")


class Piece(NamedTuple):
    """A part of a line and what it is; for "own", "foreign" and "person" the words that begin a block; a "plan" is
    the name of who pays; "place" has its city, state and ZIP code in `parts`, a "tin" without a word for it `BARE`."""

    kind: Kind
    text: str
    parts: tuple[str, ...] = ()


class Line(NamedTuple):
    """The pieces of one cell in their order, and the kinds of numbers that its last words announce."""

    pieces: tuple[Piece, ...]
    announced: frozenset[str] = frozenset()


@lru_cache(maxsize=4096)
def pieces_of(text: str, announced: frozenset[str] = frozenset()) -> Line:
    """The pieces of a cell's text; `announced` is what the cell before it says that numbers here are."""
    pieces: list[Piece] = []
    left = announced
    for line in text.splitlines():
        found, left = _of_line(line, left)
        pieces += found
    return Line(tuple(pieces), left)


def _of_line(line: str, announced: frozenset[str]) -> tuple[list[Piece], frozenset[str]]:
    pieces: list[Piece] = []
    said, open_, end = set(announced), True, 0
    for token in TOKEN.finditer(line):
        before, end = line[end : token.start()], token.end()
        kind = str(token.lastgroup)
        if FILLER.sub("", before) or (kind != "digits" and not open_):
            said = set()
        if kind == "digits":
            alone = not FILLER.sub("", line[: token.start()] + line[end:])
            pieces += [*_texts(before), _number(token[0], said, alone=alone)]
        else:
            # "Rendering NPI" and "Plan NPI" announce nothing of ours.
            said.add(kind if _is_ours(before, token[0]) else "")
            pieces += _before_number(before)
        open_ = kind != "digits"
    rest = line[end:]
    if FILLER.sub("", rest):
        return pieces + _texts(rest), frozenset()
    return pieces, frozenset(said) if open_ else frozenset()


def _is_ours(before: str, word: str) -> bool:
    """Whether the number that a word announces is the biller's: "Rendering NPI" and "Plan NPI" are not."""
    last = BETWEEN.split(before)[-1].split()[-3:]
    said = wording(" ".join([*last, word]))
    # "Willow Bend Housing, NPI": a word of a name that is nearly one of ours says nothing.
    return said.role in ("", "billing") or bool(said.mended and said.unknown)


def _before_number(before: str) -> list[Piece]:
    """The pieces before a word for a number. What nothing parts from the word says whose number it is ("Project
    Sponsor NPI") and is nobody's name."""
    *texts, last = BETWEEN.split(before)
    pieces = [piece for text in texts for piece in _texts(text)]
    if not FILLER.sub("", last):
        return pieces
    if ":" in last or last.rstrip().endswith(","):
        return pieces + _texts(last)
    own = [piece for piece in _texts(last) if piece.kind not in ("name", "label", "title", "plan", *OWNERS)]
    return pieces + own


def _number(text: str, said: set[str], *, alone: bool) -> Piece:
    """What a number is by the words before it; `alone` is one that has its line for itself."""
    digits = re.sub(r"\D", "", text)
    if "" in said or "fax" in said:
        return Piece("other", text)
    if "npi" in said and clean_npi(text, 0).value is not None:
        return Piece("npi", text)
    dashed = re.fullmatch(r"\d{2}-\d{7}", text) is not None
    if ("tin" in said or (dashed and alone and not said)) and clean_tin(text, 0).value is not None:
        return Piece("tin", text, () if said else (BARE,))
    if len(digits) == 10 and not said & {"npi", "tin"} and ("phone" in said or not text.isdigit()):
        return Piece("phone", text)
    return Piece("other", text)


def _texts(text: str) -> list[Piece]:
    parts = [part.strip(EDGES) for part in BETWEEN.split(text)]
    return [piece for part in parts if FILLER.sub("", part) for piece in _text(part)]


def _text(text: str) -> list[Piece]:
    """The pieces of a text without numbers that words announce."""
    opened = _opened(text)
    if opened:
        return opened
    text = text.rstrip(": ")
    number = INVOICE.fullmatch(text)
    if number and not MONTH_LIKE.fullmatch(number[1]):
        return [Piece("invoice", number[1])]
    return _address(text) or [_named(text)]


def _opened(text: str) -> list[Piece]:
    """A block that begins with this text, with what stands behind its colon; nothing where none begins."""
    before, colon, after = text.partition(":")
    words = before.strip()
    spoken = SPOKEN_TO.match(text)
    if not words or len(words) > LONGEST_LABEL or not (colon or _stands_alone(words)):
        return [Piece("foreign", spoken[0]), *_texts(text[spoken.end() :])] if spoken else []
    if DATE_LIKE.match(after):
        return [Piece("label", words)]
    kind = _opening(words)
    # "Prepared by: Jane Roe" names somebody of whom it does not say that he bills.
    return [Piece(kind, words)] if kind == "label" else [Piece(kind, words), *_texts(after)]


def _opening(words: str) -> Kind:
    """What a label begins."""
    role = wording(words).role
    if SAYS_ADDRESS.fullmatch(words) and role in ("", "billing"):
        return "where"
    if TO.fullmatch(words):
        return "foreign"
    if FROM.fullmatch(words) or role == "billing":
        return "own"
    if role:
        return "person" if role == "member" else "foreign"
    return "label"


def _stands_alone(words: str) -> bool:
    """Whether words without a colon are nothing but the beginning of a block."""
    if len(words) <= 2:
        return False
    said = wording(words)
    named = said.role in ("billing", "member") and not said.unknown and {*said.words} <= {"name"} and not said.other
    return named or any(pattern.fullmatch(words) for pattern in (FROM, TO, SAYS_ADDRESS))


def _address(text: str) -> list[Piece]:
    usual = full_address.USUAL.fullmatch(text)
    if usual and is_state(usual[3]):
        street, name = usual[1], BEHIND_NAME.fullmatch(usual[1])
        if STREET.fullmatch(street):
            return [Piece("address", text)]
        if name and STREET.fullmatch(name[2]):
            return [_named(name[1]), Piece("address", text[name.start(2) :])]
        return [Piece("other", text)] if not PLACE.fullmatch(text) else [_place(text)]
    if PLACE.fullmatch(text) and not text[0].isdigit():
        return [_place(text)]
    if SUITE.fullmatch(text):
        return [Piece("suite", text)]
    if STREET.fullmatch(text) and len(text) <= LONGEST_NAME and not DATE_LIKE.match(text):
        if re.search(r"\d{5}(?:-\d{4})?$", text) and len(text.split()) > 4:
            return [Piece("address", text)] if full_address.clean(text, 0).value is not None else [Piece("other", text)]
        return [Piece("street", text)]
    return []


def is_state(text: str) -> bool:
    """Whether a text is a state."""
    return state_cell.clean(text, 0).value is not None


def _place(text: str) -> Piece:
    found = PLACE.fullmatch(text)
    if found is None or not is_state(found[2]):
        return Piece("other", text)
    return Piece("place", text, (found[1].strip(), found[2], found[3]))


def _named(text: str) -> Piece:
    words = re.findall(r"[^\W_]+", text.lower())
    if TITLES & {*words}:
        return Piece("title", text)
    if PLAN.search(text):
        return Piece("plan" if _is_shaped(text) else "other", text)
    if _is_label(text):
        return Piece("label", text)
    return Piece("name" if _is_shaped(text) and is_somebody(text) else "other", text)


def _is_label(text: str) -> bool:
    """Whether a text without a colon is nothing but the words of a label."""
    said = read_heading(text, labels=True)
    return not said.said.unknown and max((*said.scores.values(), said.none), default=0.0) >= SAME_WORDS


def _is_shaped(text: str) -> bool:
    """Whether a text is written like a name: few words, each with a capital letter."""
    words = text.split()
    if not 0 < len(text) <= LONGEST_NAME or len(words) > MOST_WORDS or ":" in text or "$" in text or "@" in text:
        return False
    if text[0].isdigit() and not re.match(r"\d+(?:st|nd|rd|th)\b", text, re.I):
        return False
    if text.endswith((".", "!", "?")) and not LEGAL.search(text):
        return False
    return all(word.lower() in SMALL or word[0].isupper() or word[0].isdigit() or word[0] in "(&" for word in words)


def is_somebody(text: str) -> bool:
    """Whether a text that is written like a name can be an organisation's: no programme, no month, no heading, no
    person's name turned round, and not one word that may mean anything."""
    words = re.findall(r"[^\W_]+", text.lower())
    own = [word for word in words if not word.isdigit() and word not in SMALL and word not in SUFFIX_WORDS]
    if {*own} <= _general() or ({*own} & MONTHS and any(word.isdigit() for word in words)):
        return False
    if (PERSON.fullmatch(text) and not LEGAL.search(text)) or HONORIFIC.match(text):
        return False
    return len(own) > 1 or re.search(r"[a-z][A-Z]", text) is not None or LEGAL.search(text) is not None


@cache
def _general() -> frozenset[str]:
    names = (service.name for service in load_services().services)
    return PROGRAMMES | MONTHS | {word for name in names for word in re.findall(r"[^\W_]+", name.lower())}


def without_legal(text: str) -> str:
    """A name without "Inc." and the like, by which two are the same."""
    return LEGAL.sub("", text).strip(" ,.")


def is_no_name(text: str) -> bool:
    """Whether a text is no plain value: an address, a number that is called so, a name with either of them or behind
    another label ("Display Name: Open Door"), a sentence about a service by its code."""
    if any(load_services().with_code(code) for code in PROCEDURE.findall(text.upper())):
        return True
    kinds = _kinds(text)
    return (":" in text and "label" in kinds) or not {*kinds} <= {"name", "title", "label", "other"}


def is_elsewhere(label: str) -> bool:
    """Whether a label of an address is about the place of a service and not of an office ("Delivery address")."""
    return ELSEWHERE.search(label) is not None


def is_payers(label: str) -> bool:
    """Whether a label says to whom a bill goes ("Bill to")."""
    return TO.fullmatch(label.strip(" :")) is not None


def is_no_number(text: str) -> bool:
    """Whether a text of several words is a title, a period or a name, and no number of an invoice."""
    words = re.findall(r"[^\W_]+", text.lower())
    if len(text.split()) < 2:
        return False
    return ":" in text or not (TITLES | MONTHS).isdisjoint(words) or "name" in _kinds(text)


def is_of_a_block(value: object) -> bool:
    """Whether a cell below a label begins the block of an organisation: its name or address."""
    return isinstance(value, str) and not {"name", "plan", "address", "street"}.isdisjoint(_kinds(value))


def _kinds(text: str) -> list[Kind]:
    return [piece.kind for piece in pieces_of(text).pieces]
