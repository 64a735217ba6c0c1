"""The order in which a workbook shows its own dates, from the number formats that it defines. The usual short date is
no evidence: it follows the computer that shows it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

# What stands in quotes or brackets is text, a colour or a language; a backslash or the asterisk goes with one sign.
ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*]')
DAY_FIRST = re.compile(r"(?<![a-z])d{1,2}\s*[-/. ]\s*m{1,2}\s*[-/. ]\s*y")
MONTH_FIRST = re.compile(r"(?<![a-z])m{1,2}\s*[-/. ]\s*d{1,2}\s*[-/. ]\s*y")

FORMAT = re.compile(rb'<(?:\w+:)?numFmt\s[^<>]*\bformatCode="([^"]*)"')
# A style for dates of an OpenDocument file, and its parts.
DATE_STYLE = re.compile(rb"<number:date-style\b[^<>]*>(.{0,4000}?)</number:date-style>", re.DOTALL)
PART = re.compile(rb"<number:(day|month|year)\b([^<>]*)")


def is_day_first(formats: Iterable[str]) -> bool:
    """Whether the formats show dates day first ("dd/mm/yyyy"), and none month first."""
    plain = [ASIDE.sub("", text).lower() for text in formats]
    return any(map(DAY_FIRST.search, plain)) and not any(map(MONTH_FIRST.search, plain))


def formats_of_xlsx(styles: bytes) -> list[str]:
    """The formats that `styles.xml` defines."""
    return [html.unescape(found.decode("utf-8", "replace")) for found in FORMAT.findall(styles)]


def formats_of_ods(content: bytes) -> list[str]:
    """The formats for dates of the cells of an OpenDocument file, from its `content.xml`, as another spreadsheet would
    write them."""
    formats = []
    for style in DATE_STYLE.findall(content):
        parts = ["mmm" if b'textual="true"' in rest else name[:1].decode() * 2 for name, rest in PART.findall(style)]
        formats.append("/".join(parts))
    return formats
