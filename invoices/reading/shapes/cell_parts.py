"""A cell taken apart: what stands in it one after the other, each known by its form ("Kekona, Mireya (99006567N)" is a
text and a CIN, "12 / Z59.01" a number and a diagnosis)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias, cast

from invoices.cells.base import text_of
from invoices.cells.date import clean_date
from invoices.cells.npi import clean as clean_npi
from invoices.workbook import CellValue
from mappings.icd10 import standing
from mappings.service_table import load_services

Form: TypeAlias = Literal[
    "cin", "npi", "hcpcs", "date", "time", "money", "diagnosis", "zip", "count", "gender", "number", "text"
]
# Longer cells are remarks.
LONGEST, MOST_PARTS, MOST_WORDS = 90, 6, 5
UNIT = (
    r"units?|nights?|days?|visits?|meals?|sessions?|months?|contacts?|hours?|hrs?|minutes?|mins?|noches?|d[ií]as?"
    r"|visitas?"
)
DATE = r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}[.-]\d{1,2}[.-]\d{4}|\d{4}-\d{2}-\d{2}"
MODIFIER = r"(?:U[1-9A-D]|G[QT]|H[A-Z]|T[A-Z]|93|95|76|77|59|25)"
TOKENS = re.compile(
    rf"""
    (?P<cin>(?<!\w)9\d{{7}}[A-Za-z](?!\w))
  | (?P<hcpcs>(?<!\w)[A-Va-v]\d{{4}}(?!\w|\.\w)(?:[\s:/,.+-]*{MODIFIER}(?!\w))*)
  | (?P<date>(?<![\w/.-])(?:{DATE})(?![\w/]))
  | (?P<time>(?<![\d:])\d{{1,2}}:\d{{2}}(?:\s*[AaPp]\.?[Mm]\b\.?)?(?![\d:]))
  | (?P<money>(?:[@=]\s*)?\$\s*\d[\d,]*(?:\.\d+)?(?!\w)|[@=]\s*\d+(?:\.\d+)?(?!\w))
  | (?P<npi>(?<!\w)[12]\d{{9}}(?!\w))
  | (?P<zip>(?<![\w-])\d{{5}}(?:-\d{{4}})?(?![\w-]))
  | (?P<count>(?<![\w.])\d+(?:\.\d+)?\s*(?:{UNIT}|[x×](?=\s|$|\d))(?!\w)|(?<!\w)[x×*]\s*\d+(?:\.\d+)?(?!\w))
  | (?P<diagnosis>(?<![\w.])[A-TV-Za-tv-z]\d[0-9A-Za-z](?:\.[0-9A-Za-z]{{1,4}})?(?![\w]))
  | (?P<gender>(?<!\w)(?:M|F|Male|Female|MALE|FEMALE|Hombre|Mujer)(?!\w))
  | (?P<number>(?<!\w)\d+(?:\.\d+)?(?!\w))
  | (?P<text>[^\W\d_][^\d()\[\]/|;:@=$\n]*)
    """,
    re.VERBOSE,
)
# Words for what follows them: they name a part and are none.
LABELS = re.compile(
    r"(?i)(?<!\w)(?:cin|medi-?cal(?:\s*(?:id|no|number|cin))?|member\s*id|id|mrn|dob|d\.o\.b|born|birth\s*date|nac(?:ido|ida)?"
    r"|sex|gender|sexo|dx|icd(?:-?10)?|diagnosis|pos|place(?:\s+of\s+service)?|npi|tax\s*id|qty|units?|rate|each|ea|per|at|on"
    r"|for|and|y|no|code|mods?|zip)(?!\w)\.?\s*[#:.]*"
)
JOINS: Mapping[Form, str] = {"text": " ", "diagnosis": ", "}
BETWEEN = re.compile(r"[\s,;:/|()\[\]#@=&+*.–—-]*")


class Part(NamedTuple):
    """A part of a cell: its form and its text."""

    form: Form
    text: str


def parts_of(cell: CellValue) -> tuple[Part, ...]:
    """The parts of a cell from left to right; () where it is no text, too long, or has something between its parts."""
    return _parts(cell) if isinstance(cell, str) and 0 < len(cell) <= LONGEST else ()


@lru_cache(maxsize=16384)
def _parts(cell: str) -> tuple[Part, ...]:
    text, found, end = text_of(cell), list[Part](), 0
    for match in TOKENS.finditer(text):
        if not BETWEEN.fullmatch(text[end : match.start()]):
            return ()
        end = match.end()
        part = _part(cast(Form, match.lastgroup), match[0])
        if part is not None:
            found.append(part)
    if not BETWEEN.fullmatch(text[end:]) or len(found) > MOST_PARTS:
        return ()
    return tuple(_merged(found))


def _part(form: Form, text: str) -> Part | None:
    """A token as the part that it is; None for words that only name what follows."""
    if form == "text":
        said = LABELS.sub(" ", f"{text} ").strip(" ,.-–—&+#'")
        return Part("text", " ".join(said.split())) if said else None
    if form == "hcpcs" and not load_services().with_code(text[:5].upper()):
        return Part("text", text)
    if form == "diagnosis" and standing(text.upper().replace(".", "")) is None:
        return Part("text", text)
    if form == "npi" and clean_npi(text, 0).value is None:
        return Part("number", text)
    if form == "date" and not isinstance(clean_date(text, 2000).value, date):
        return Part("text", text)
    return Part(form, text.strip())


def _merged(parts: Sequence[Part]) -> list[Part]:
    """Texts that stand side by side as one, and diagnoses."""
    made: list[Part] = []
    for part in parts:
        if made and made[-1].form == part.form and part.form in JOINS:
            made[-1] = Part(part.form, f"{made[-1].text}{JOINS[part.form]}{part.text}")
        else:
            made.append(part)
    return made


def template_of(cells: Sequence[CellValue]) -> tuple[Form, ...]:
    """The forms that nearly all of some filled cells (nine of ten, two at least) have in common; () where they have
    not."""
    counts: dict[tuple[Form, ...], int] = {}
    for cell in cells:
        forms = tuple(part.form for part in parts_of(cell))
        counts[forms] = counts.get(forms, 0) + 1
    forms, count = max(counts.items(), key=lambda pair: pair[1], default=((), 0))
    return forms if forms and count >= 2 and count * 10 >= len(cells) * 9 else ()
