"""The styles of a workbook: a cell's own style with a coloured fill, and back again."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from edi.diagnostics import Severity
from invoices.returns.package import namespace

FILLS: dict[Severity, str] = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "info": "FFDDEBF7"}
ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
COLOUR_PART = re.compile(r"\b(rgb|theme|tint|indexed)=([0-9A-Fa-f.-]+)(?= |$)")
TEXT_FORMAT = 49  # "@": what is typed over stays text, so it never becomes a formula
EMPTY = (
    '<styleSheet xmlns="{}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)


class Styles:
    """`root` is the styleSheet element, changed in place. Cells name a style by its number."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._ns = namespace(root)
        self._fills = self._section("fills")
        self._xfs = self._section("cellXfs")
        self._known: dict[tuple[int, str], int] = {}

    def marked(self, style: int, severity: Severity) -> int:
        """The style with the fill of a severity."""
        key = (style, severity)
        if key not in self._known:
            self._known[key] = self._clone(style, fillId=self._solid_fill({"rgb": FILLS[severity]}), applyFill=1)
        return self._known[key]

    def unmarked(self, style: int, before: str) -> int:
        """The style with the fill that it had before, as `colour_of` told it; the style itself where the fill that
        it has is not ours."""
        if self.colour_of(style).removeprefix("rgb=").upper() not in FILLS.values():
            return style
        key = (style, f"before {before}")
        if key not in self._known:
            colour = dict(COLOUR_PART.findall(before))
            fill = self._solid_fill(colour) if colour else 0
            self._known[key] = self._clone(style, fillId=fill, applyFill=int(bool(fill)))
        return self._known[key]

    def colour_of(self, style: int) -> str:
        """The colour of a solid fill in words ("rgb=FFCCFFCC", "theme=4 tint=0.4"), "" for any other fill."""
        if not 0 <= style < len(self._xfs):
            return ""
        number = int(self._xfs[style].get("fillId", "0"))
        pattern = self._child(self._fills[number], "patternFill") if number < len(self._fills) else None
        if pattern is None or pattern.get("patternType") != "solid":
            return ""
        colour = self._child(pattern, "fgColor")
        return "" if colour is None else " ".join(f"{name}={value}" for name, value in _attributes(colour).items())

    def made(self, *, bold: bool = False, ink: str = "", fill: str = "", text: bool = False, link: bool = False) -> int:
        """A new style for the Findings sheet: wrapped, at the top of its cell; colours are ARGB."""
        font = etree.Element(self._tag("font"))
        if bold:
            etree.SubElement(font, self._tag("b"))
        if link:
            etree.SubElement(font, self._tag("u"))
        etree.SubElement(font, self._tag("sz"), val="11")
        if ink:
            etree.SubElement(font, self._tag("color"), rgb=ink)
        etree.SubElement(font, self._tag("name"), val="Calibri")
        fonts = self._section("fonts")
        ids = {"fontId": self._append(fonts, font), "applyFont": 1, "applyAlignment": 1}
        if fill:
            ids |= {"fillId": self._solid_fill({"rgb": fill}), "applyFill": 1}
        if text:
            ids |= {"numFmtId": TEXT_FORMAT, "applyNumberFormat": 1, "quotePrefix": 1}
        style = self._clone(-1, **ids)
        etree.SubElement(self._xfs[style], self._tag("alignment"), vertical="top", wrapText="1")
        return style

    def _clone(self, style: int, **changes: int) -> int:
        """A copy of a style (-1: the plain one) with other numbers; returns its own number."""
        if style < 0:
            copy = etree.Element(self._tag("xf"), numFmtId="0", fontId="0", fillId="0", borderId="0", xfId="0")
        else:
            copy = deepcopy(self._xfs[min(style, len(self._xfs) - 1)])
        for name, value in changes.items():
            copy.set(name, str(value))
        return self._append(self._xfs, copy)

    def _solid_fill(self, colour: dict[str, str]) -> int:
        fill = etree.Element(self._tag("fill"))
        pattern = etree.SubElement(fill, self._tag("patternFill"), patternType="solid")
        etree.SubElement(pattern, self._tag("fgColor"), colour)
        etree.SubElement(pattern, self._tag("bgColor"), indexed="64")
        return self._append(self._fills, fill)

    def _child(self, element: etree._Element, name: str) -> etree._Element | None:
        return element.find(self._tag(name))

    def _append(self, section: etree._Element, element: etree._Element) -> int:
        section.append(element)
        section.set("count", str(len(section)))
        return len(section) - 1

    def _section(self, name: str) -> etree._Element:
        """A section of the style sheet; a missing one is made in its place with the entries that Excel expects."""
        found = self._child(self.root, name)
        if found is not None and len(found):
            return found
        if found is not None:
            self.root.remove(found)
        made = deepcopy(etree.fromstring(EMPTY.format(self._ns)).find(self._tag(name)))
        if made is None:
            raise KeyError(name)
        later = {self._tag(other) for other in ORDER[ORDER.index(name) + 1 :]} | {self._tag("extLst")}
        place = next((n for n, child in enumerate(self.root) if child.tag in later), len(self.root))
        self.root.insert(place, made)
        return made

    def _tag(self, name: str) -> str:
        return f"{{{self._ns}}}{name}"


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}
